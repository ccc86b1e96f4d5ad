"""Asks, and the places they name, for tests."""

import itertools

from parvis.asks import actions
from parvis.asks.models import Route
from parvis.asks.posts import Post
from parvis.people.tests.factories import make_convener, make_person
from parvis.places.tests.factories import make_place

_number = itertools.count(1)
GHANA = {"slug": "ghana", "iso": "GH", "name": {"en": "Ghana", "fr": "Ghana"}, "languages": ["en"]}
PERU = {"slug": "peru", "iso": "PE", "name": {"en": "Peru", "es": "Perú"}, "languages": ["es"]}


def make_post(text="#OGPcocreate #Ghana When does the forum meet?", **said):
    """Make a public post."""
    link = f"https://social.example/@somebody/{next(_number)}"
    return Post(**{"uri": link, "link": link, "text": text, "network": "mastodon"} | said)


def make_support_unit(name="Salma"):
    """Make a member of the support unit."""
    return make_person(name, is_support_unit=True)


def make_country(**fields):
    """Make a place with a convener."""
    place = make_place(**GHANA | fields)
    make_convener(place)
    return place


def take_in(*texts, by=None):
    """Bring texts in as posts, and return their asks."""
    taken = actions.take_in([make_post(text) for text in texts], by=by or make_support_unit())
    return [ask for _post, ask in taken.asks]


def take_in_one(text="#OGPcocreate #Ghana When does the forum meet?", by=None):
    """Bring one text in."""
    return take_in(text, by=by)[0]


def pass_on(text="#OGPcocreate #Ghana When does the forum meet?", by=None):
    """Bring one text in, accept it and pass it on; return its first route."""
    by = by or make_support_unit()
    ask = take_in_one(text, by=by)
    actions.route(actions.accept(ask, by=by), by=by)
    return Route.objects.select_related("ask", "place").filter(ask=ask).first()
