"""Listings in the registry, for tests."""

import datetime

from parvis.core import clock
from parvis.core.words import Words
from parvis.people.tests.factories import make_convener
from parvis.places.tests.factories import make_place
from parvis.registry.actions import add_listing

DAY = datetime.timedelta(days=1)


def said(**fields):
    """What a listing says that lacks nothing: it began yesterday and lasts ten days."""
    today = clock.now().date()
    return {
        "title": Words(en="Clean rivers", fr="Rivières propres"),
        "description": Words(en="How clean should rivers be?", fr="Quelle propreté pour les rivières ?"),
        "starts_on": today - DAY,
        "ends_on": today + 10 * DAY,
        "subjects": ["EN", "FS"],
        "audiences": ["GP"],
    } | fields


def make_listing(place=None, *, by=None, **fields):
    """Add a listing to the registry of a place."""
    place = place or make_place()
    return add_listing(place, by=by or make_convener(place), **said(**fields))
