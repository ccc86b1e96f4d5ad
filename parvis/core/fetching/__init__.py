"""Fetching from servers that others name: the one way in which the site reaches out to the network for a page.

Whoever types an address must not be able to make this server talk to its own neighbours, wait for ever, or fill its
memory. So every address behind a name is checked, the connection goes to the address that was checked, each redirect is
checked again, and time and size are bounded. What goes wrong is a `NotFetched` with a sentence.
"""

from parvis.core.fetching.addresses import is_public
from parvis.core.fetching.answers import Answer
from parvis.core.fetching.client import fetch
from parvis.core.fetching.failures import NotFetched, Why

__all__ = ["Answer", "NotFetched", "Why", "fetch", "is_public"]
