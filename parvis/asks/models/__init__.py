"""Asks, where each goes, and where they are read."""

from parvis.asks.models.asks import LONGEST_TEXT, Ask, AskKey
from parvis.asks.models.routes import Route
from parvis.asks.models.sources import Source

__all__ = ["LONGEST_TEXT", "Ask", "AskKey", "Route", "Source"]
