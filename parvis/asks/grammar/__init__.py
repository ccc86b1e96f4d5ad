"""The grammar of asks, in plain Python: tags, countries, kinds, and how specific an ask is. It knows no database."""

from parvis.asks.grammar.countries import Gazetteer, standard
from parvis.asks.grammar.kinds import Kind
from parvis.asks.grammar.reading import Reading, Triage, read
from parvis.asks.grammar.tags import bare, tags_of

__all__ = ["Gazetteer", "Kind", "Reading", "Triage", "bare", "read", "standard", "tags_of"]
