"""What is asked of documents: what was published and when, lists, one document, and what is found inside."""

from parvis.documents.queries.publications import Publication, Pulse, publications_of, pulse_of

__all__ = ["Publication", "Pulse", "publications_of", "pulse_of"]
