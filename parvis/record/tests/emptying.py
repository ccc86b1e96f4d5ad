"""Let tests empty the database between them, which the triggers of the record rightly refuse."""

from typing import Any

from django.db import connection
from django.test import TransactionTestCase

from parvis.record import triggers


def let_tests_empty_the_record() -> None:
    """Lift the triggers while Django empties the tables after a test that committed. They are back for the next."""
    empty = TransactionTestCase._fixture_teardown

    def empty_without_triggers(self: TransactionTestCase, *args: Any, **kwargs: Any) -> None:
        with triggers.lifted(connection):
            empty(self, *args, **kwargs)

    # TestCase, which rolls back instead, has its own method and does not come here.
    TransactionTestCase._fixture_teardown = empty_without_triggers  # type: ignore[method-assign] - what this is about
