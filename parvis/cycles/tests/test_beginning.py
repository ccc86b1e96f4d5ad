"""A timeline begun from a pattern: looked at first, and never written over what is there unasked."""

import datetime

import pytest

from parvis.core.rules import Refused
from parvis.core.words import Words
from parvis.cycles import actions
from parvis.cycles.actions.beginning import span_for
from parvis.cycles.actions.cycles import PhaseSpan
from parvis.cycles.models import Activity, Phase
from parvis.cycles.patterns import patterns
from parvis.cycles.queries.timeline import draft_page
from parvis.cycles.tests.factories import make_cycle, plan
from parvis.record.models import Entry

pytestmark = pytest.mark.django_db
CANADA = patterns()["canada"]
DAY = datetime.timedelta(days=1)


@pytest.fixture
def cycle(place):
    start = datetime.date(2031, 9, 1)
    return make_cycle(place=place, starts_on=start, ends_on=start + 1200 * DAY)


def begin(cycle, by, *, replaces=False, pattern=CANADA, **more):
    timeline = pattern.lay_out(*span_for(cycle, pattern, None, None), cycle.ends_on)
    return actions.begin_timeline(cycle, by=by, pattern=pattern, timeline=timeline, replaces=replaces, **more)


def test_a_pattern_brings_its_phases_activities_and_due_day(cycle, bruno):
    begin(cycle, bruno)

    page = draft_page(cycle).page
    assert [str(phase.title) for phase in page.timeline.phases][0::5] == ["Planning", "Implementing"]
    assert page.timeline.due == cycle.starts_on + (CANADA.days - 1) * DAY
    adoption = Activity.objects.get(kind="adoption")
    assert (str(adoption.approval), adoption.lead_days, str(adoption.phase)) == ("Cabinet", 30, "Finalizing")
    assert [str(each) for each in adoption.depends_on.all()] == ["Work the comments in and answer them"]
    assert page.path.slack >= 0


def test_a_pattern_begun_twice_is_there_once(cycle, bruno):
    first = begin(cycle, bruno)
    assert first
    assert begin(cycle, bruno) == []
    assert Activity.objects.count() == len(first)


def test_what_is_planned_stays_unless_it_is_to_go(cycle, bruno):
    span = PhaseSpan(Words(en="Ours", fr="À nous"), cycle.starts_on, cycle.ends_on)
    actions.change_phases(cycle, by=bruno, phases=[span])
    ours = plan(cycle, bruno, "Our own way")

    begin(cycle, bruno)
    assert [str(phase) for phase in Phase.objects.all()] == ["Ours"]
    assert Activity.objects.filter(pk=ours.pk).exists()

    begin(cycle, bruno, replaces=True)
    assert Phase.objects.count() == 6
    assert not Activity.objects.filter(pk=ours.pk).exists()
    assert Entry.objects.filter(verb="activity.removed", subject_key=ours.record_key).exists()


def test_what_changed_since_it_was_looked_at_is_not_removed(cycle, bruno):
    seen = draft_page(cycle).digest
    plan(cycle, bruno, "Just planned")
    with pytest.raises(Refused, match="Somebody changed"):
        begin(cycle, bruno, replaces=True, expected=seen)
    assert Activity.objects.count() == 1


@pytest.mark.parametrize(
    ("starts", "due", "found"),
    [
        (None, None, (0, 395)),
        (10, None, (10, 405)),
        (None, 500, (105, 500)),
        (None, 200, (0, 200)),
        (30, 100, (30, 100)),
        (30, 59, (30, 59)),
    ],
)
def test_the_day_not_given_is_counted_from_the_other(cycle, starts, due, found):
    days = [None if each is None else cycle.starts_on + each * DAY for each in (starts, due)]
    assert [(day - cycle.starts_on).days for day in span_for(cycle, CANADA, *days)] == list(found)


@pytest.mark.parametrize(
    ("starts", "due", "sentence"),
    [(-1, None, "The cycle runs from"), (None, 1200, "The cycle runs from"), (900, None, "The cycle runs from"),
     (30, 58, "at least 30 days"), (100, 30, "at least 30 days")],
)  # fmt: skip
def test_days_that_do_not_fit_are_refused(cycle, starts, due, sentence):
    days = [None if each is None else cycle.starts_on + each * DAY for each in (starts, due)]
    with pytest.raises(Refused, match=sentence):
        span_for(cycle, CANADA, *days)


def test_a_pattern_is_looked_at_before_it_is_begun_with(cycle, bruno, client):
    plan(cycle, bruno, "Our own way")
    client.force_login(bruno)
    path = f"{cycle.get_absolute_url()}edit/timeline/begin/"

    page = client.get(path, {"pattern": "canada", "starts_on": "2031-09-01", "due_on": ""})
    body = page.content.decode()
    assert "Our own way" in body
    assert "Gather ideas online" in body
    assert Activity.objects.count() == 1

    fields = {name: page.context["begin"][name].value() for name in page.context["begin"].fields}
    fields |= {"starts_on": "2031-09-01", "due_on": fields["due_on"].isoformat(), "replaces": "yes"}
    assert client.post(path, fields).status_code == 302
    assert not Activity.objects.filter(title__en="Our own way").exists()
    assert Activity.objects.count() == 16


def test_days_that_do_not_fit_are_told_on_the_page(cycle, bruno, client):
    client.force_login(bruno)
    path = f"{cycle.get_absolute_url()}edit/timeline/begin/"
    body = client.get(path, {"pattern": "canada", "starts_on": "2031-09-01", "due_on": "2031-09-03"}).content.decode()
    assert "Leave at least 30 days" in body


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_the_pages_of_the_desk_are_shown_in_every_language(cycle, bruno, client, language):
    begin(cycle, bruno)
    client.force_login(bruno)
    here = f"{cycle.get_absolute_url()}edit/timeline/".replace("/en/", f"/{language}/")
    activity = Activity.objects.first()
    for page in ("", "add/", "publish/", "begin/", "begin/?pattern=four_years", f"{activity.pk}/"):
        assert client.get(here + page).status_code == 200
