"""The tables of the core, one file a noun."""

from parvis.core.models.translations import Translation

__all__ = ["Translation"]
