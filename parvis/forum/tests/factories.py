"""Forums and their parts for tests."""

import datetime
import itertools

from parvis.core import clock
from parvis.forum.models import Forum, Holder, Meeting, Seat
from parvis.people.tests.factories import make_person
from parvis.places.tests.factories import make_place

_number = itertools.count(1)
MINUTES = {"en": "We met and agreed.", "fr": "Nous nous sommes entendus."}


def make_forum(place=None, **fields):
    """Make a forum with public rules."""
    defaults = {
        "name": {"en": "Open forum", "fr": "Forum ouvert"},
        "rules": {"en": "All may ask for a seat.", "fr": "Chacun peut demander un siège."},
        "rules_published_at": clock.now(),
    }
    return Forum.objects.create(place=place or make_place(), **defaults | fields)


def make_seat(forum, side="civil", **fields):
    """Make a vacant seat."""
    n = next(_number)
    words = {"en": f"Constituency {n}", "fr": f"Milieu {n}"}
    return Seat.objects.create(**{"forum": forum, "number": n, "side": side, "constituency": words} | fields)


def make_holder(forum, side="civil", name="Amina", **fields):
    """Make a member with an account, on a seat of their own since a year."""
    since = forum.today() - datetime.timedelta(days=365)
    defaults = {"person": make_person(name), "from_on": since, "is_listed": True}
    return Holder.objects.create(seat=make_seat(forum, side), **defaults | fields)


def make_meeting(forum, days=-1, **fields):
    """Make a meeting, held when it lies in the past."""
    at = clock.now() + datetime.timedelta(days=days)
    held = {"status": "held", "sides": {"government": 1, "civil": 1, "other": 0}} if days < 0 else {}
    return Meeting.objects.create(**{"forum": forum, "starts_at": at} | held | fields)
