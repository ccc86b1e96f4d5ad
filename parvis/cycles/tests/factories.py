"""Cycles and their parts for tests."""

import datetime
import itertools

from parvis.core import clock
from parvis.core.words import Words
from parvis.cycles import actions
from parvis.cycles.models import Cycle, CycleTheme
from parvis.places.tests.factories import make_place
from parvis.themes.models import Theme

_number = itertools.count(1)


def make_cycle(place=None, **fields):
    """Make an open cycle that began a month ago and lasts two years."""
    n = next(_number)
    today = clock.now().date()
    defaults = {
        "number": n,
        "slug": f"cycle-{n}",
        "title": {"en": f"Plan {n}", "fr": f"Plan {n}"},
        "starts_on": today - datetime.timedelta(days=30),
        "ends_on": today + datetime.timedelta(days=700),
        "status": Cycle.Status.OPEN,
        "opened_at": clock.now(),
    }
    return Cycle.objects.create(place=place or make_place(), **defaults | fields)


def make_theme(**fields):
    """Make a theme."""
    n = next(_number)
    return Theme.objects.create(**{"slug": f"theme-{n}", "name": {"en": f"Theme {n}", "fr": f"Thème {n}"}} | fields)


def make_cycle_theme(cycle=None, theme=None, **fields):
    """Take a theme up in a cycle."""
    return CycleTheme.objects.create(cycle=cycle or make_cycle(), theme=theme or make_theme(), **fields)


def plan(cycle, by, title="Drafting", *, starts=10, days=5, **fields):
    """Plan an activity that begins so many days from now and lasts so many; its title is the same in French."""
    starts_on = clock.now().date() + datetime.timedelta(days=starts)
    defaults = {
        "kind": "drafting",
        "title": title if isinstance(title, dict) else Words(en=title, fr=title),
        "starts_on": starts_on,
        "ends_on": starts_on + datetime.timedelta(days=days - 1),
    }
    return actions.plan_activity(cycle, by=by, **defaults | fields)
