"""Whoever has the command line of the machine acts as its keeper."""

from typing import Any


class Console:
    """The machine's own command line: no person, and every right; never made from a request."""

    is_authenticated = is_active = is_keeper = is_support_unit = True
    current_roles: tuple[Any, ...] = ()
    pk = None
    public_name = ""
    language = "en"

    def has_role(self, kind: str, place: Any = None) -> bool:
        """Hold every role everywhere."""
        return True

    def speaks_for(self, organisation: Any) -> bool:
        """Answer for every institution."""
        return True

    def record_role(self, subject: Any) -> str:
        """Be told in the record as the keeper of the site."""
        return "keeper"


CONSOLE = Console()
