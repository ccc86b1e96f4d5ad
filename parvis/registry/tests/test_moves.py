"""A listing goes from planned to reported by moves, each with what it needs."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from parvis.commitments.tests.test_at_once import at_once
from parvis.consultations.actions import close_consultation, open_consultation
from parvis.consultations.tests.factories import make_consultation
from parvis.core import clock
from parvis.core.lifecycle import MoveRefused
from parvis.core.rules import Refused
from parvis.core.words import Words
from parvis.cycles.tests.factories import make_cycle
from parvis.people.models import Person
from parvis.people.tests.factories import make_convener, make_person
from parvis.places.tests.factories import make_place
from parvis.record import entries_of
from parvis.registry import actions
from parvis.registry.models import Listing
from parvis.registry.tasks import bring_up_to_date
from parvis.registry.tests.factories import make_listing

LINKS = Words(en="https://example.org/report", fr="https://example.org/rapport")
ACTS = {
    "open": lambda listing, by: actions.open_listing(listing, by=by),
    "end": lambda listing, by: actions.end_listing(listing, by=by),
    "report": lambda listing, by: actions.publish_report(listing, by=by, report=LINKS),
    "expect_none": lambda listing, by: actions.expect_no_report(listing, by=by),
    "abandon": lambda listing, by: actions.abandon_listing(listing, by=by, reason="No money."),
    "withdraw_report": lambda listing, by: actions.withdraw_report(listing, by=by, reason="It was a draft."),
}
# Where each act leads from where; from anywhere else it is refused.
EDGES = {
    ("P", "open"): "O", ("O", "end"): "CA", ("CA", "report"): "CR", ("CA", "expect_none"): "CN",
    ("CN", "report"): "CR", ("P", "abandon"): "NF", ("O", "abandon"): "NF", ("CR", "withdraw_report"): "CA",
}  # fmt: skip


def make_in(status, place, by):
    reason = {"NF": "No money.", "CA": "It was a draft."}.get(status, "")
    more = {"CR": {"report": LINKS, "has_report": True}, "NF": {"is_publishable": False}}.get(status, {})
    listing = make_listing(place, by=by, status=status, **more)
    Listing.objects.filter(pk=listing.pk).update(reason=reason)
    return listing


@pytest.mark.parametrize("status", Listing.Status.values)
@pytest.mark.parametrize("act", ACTS)
def test_every_move_starts_where_the_registry_says_and_nowhere_else(place, bruno, status, act):
    listing = make_in(status, place, bruno)
    ends = EDGES.get((status, act))
    if ends or Listing.MOVES[act].to == status:
        assert ACTS[act](listing, bruno).status == (ends or status)
    else:
        with pytest.raises(MoveRefused):
            ACTS[act](listing, bruno)
        assert Listing.objects.get().status == status


def test_opening_needs_the_first_day(place, bruno):
    listing = make_listing(place, by=bruno, starts_on=None)
    with pytest.raises(Refused, match="First day"):
        actions.open_listing(listing, by=bruno)


def test_a_report_is_needed_in_every_official_language(place, bruno):
    listing = make_in("CA", place, bruno)
    with pytest.raises(Refused, match="français is missing"):
        actions.publish_report(listing, by=bruno, report=Words(en="https://example.org/report"))
    with pytest.raises(Refused, match="Link to the report"):
        actions.publish_report(listing, by=bruno)
    assert actions.publish_report(listing, by=bruno, report=LINKS).has_report


def test_what_was_open_is_abandoned_with_a_reason_and_published_no_more(place, bruno):
    listing = make_in("O", place, bruno)
    with pytest.raises(Refused, match="Say why"):
        actions.abandon_listing(listing, by=bruno, reason=" ")
    actions.abandon_listing(listing, by=bruno, reason="The law was withdrawn.")
    assert entries_of(listing).last().facts == {"status": "NF", "reason": "The law was withdrawn."}
    assert not Listing.objects.visible_to(None).exists()
    with pytest.raises(Refused, match="not published"):
        actions.change_listing(listing, by=bruno, is_publishable=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Listing.objects.update(is_publishable=True)


@pytest.mark.django_db
def test_it_ends_the_day_after_its_last_one_by_the_calendar_of_its_place(monkeypatch):
    place = make_place(time_zone="America/Toronto")
    last = datetime.date(2026, 3, 30)
    listing = make_listing(place, status="O", starts_on=last, ends_on=last)
    for hour, status in ((3, "O"), (5, "CA")):
        # Midnight in Toronto is four hours after that of UTC.
        moment = datetime.datetime(2026, 3, 31, hour, tzinfo=datetime.UTC)
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        bring_up_to_date()
        bring_up_to_date()
        assert Listing.objects.get().status == status
    assert [entry.verb for entry in entries_of(listing)] == ["listing.added", "listing.ended"]
    assert entries_of(listing).last().role == "system"


def test_a_convener_ends_it_before_its_last_day_and_that_day_is_its_last(place, bruno):
    listing = actions.end_listing(make_in("O", place, bruno), by=bruno)
    assert listing.ends_on == clock.now().astimezone(place.zone).date()
    assert actions.end_listing(listing, by=bruno).ends_on == listing.ends_on


def test_a_listing_opens_and_ends_with_its_consultation(place, bruno):
    consultation = make_consultation(make_cycle(place), status="draft", opened_at=None)
    listing = make_listing(place, by=bruno, consultation=consultation, starts_on=None, ends_on=None)
    bring_up_to_date()
    assert Listing.objects.get().status == "P"

    open_consultation(consultation, by=bruno)
    bring_up_to_date()
    listing.refresh_from_db()
    assert (listing.status, listing.starts_on) == ("O", consultation.opens_at.astimezone(place.zone).date())

    close_consultation(consultation, by=bruno)
    bring_up_to_date()
    listing.refresh_from_db()
    assert (listing.status, listing.ends_on) == ("CA", clock.now().astimezone(place.zone).date())


def test_a_longer_consultation_keeps_its_listing_open(place, bruno):
    consultation = make_consultation(make_cycle(place))
    yesterday = clock.now().date() - datetime.timedelta(days=2)
    make_listing(place, by=bruno, consultation=consultation, status="O", starts_on=yesterday, ends_on=yesterday)
    bring_up_to_date()
    assert Listing.objects.get().status == "O"


def test_only_those_who_convene_in_the_place_write_in_its_registry(place, bruno):
    listing = make_in("P", place, bruno)
    for stranger in (make_person("Amina"), make_convener(make_place())):
        with pytest.raises(Refused, match="convener"):
            actions.change_listing(listing, by=stranger, contact_email="a@example.org")
        for act in ACTS.values():
            with pytest.raises(Refused, match="convener"):
                act(listing, stranger)


@pytest.mark.django_db(transaction=True)
def test_moved_by_two_at_once_it_moves_once():
    place = make_place()
    people = [make_convener(place, name).pk for name in ("Bruno", "Dana")]
    listing = make_listing(place)
    at_once(
        *[
            lambda pk=pk: actions.open_listing(Listing.objects.get(pk=listing.pk), by=Person.objects.get(pk=pk))
            for pk in people
        ]
    )
    assert [entry.verb for entry in entries_of(listing)] == ["listing.added", "listing.opened"]
