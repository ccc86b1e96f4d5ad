"""Parvis: where a government and its people write an open-government action plan together."""

__version__ = "0.1.0"
