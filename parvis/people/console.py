"""Whoever has the command line of the machine acts as its keeper; see `parvis.core.console`."""

from parvis.core.console import CONSOLE, Console

__all__ = ["CONSOLE", "Console"]
