"""Batches of sheets, for tests."""

from parvis.paper import actions

WORDS = "A bench before every school."
TICKED = {"words": WORDS, "consent": "on"}


def make_batch(consultation, *, by, **fields):
    """Make a small batch, in English unless said otherwise."""
    return actions.make_batch(
        consultation, by=by, **{"language": "en", "count": 3, "hand_in": "Town hall, until five"} | fields
    )


def type_in(sheet, by, words=WORDS, **said):
    """Type a sheet in."""
    return actions.type_sheet(sheet, by=by, words=words, **said)
