"""Who keeps a forum, who takes its minutes, and who approves them."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from parvis.core.rules import Sentence, rule
from parvis.forum.models import Forum, Holder, Meeting, Minutes, Side
from parvis.places.models import Place

type Conditions = Iterator[tuple[object, Sentence]]


def _is_in(person: Any) -> bool:
    return person is not None and person.is_authenticated and person.is_active


def holders_of(person: Any, forum: Forum) -> list[Holder]:
    """Return the seats a person holds today in a forum; one query."""
    held = Holder.objects.on(forum.today()).filter(seat__forum=forum, person=person)
    return list(held.select_related("seat"))


@rule
def may_keep_forum(person: Any, place: Place) -> Conditions:
    """Found the forum of a place, set up its seats, and seat its members."""
    yield _is_in(person), _("Sign in first.")
    yield person.has_role("convener", place), _("Only a convener of this place can do this.")


@rule
def may_agree_to_be_named(person: Any, holder: Holder) -> Conditions:
    """Say whether one's own name stands on the page of the forum."""
    yield _is_in(person), _("Sign in first.")
    yield holder.person_id == person.pk, _("Each member says this for themselves.")


@rule
def may_keep_meetings(person: Any, forum: Forum) -> Conditions:
    """Plan the meetings of a forum, note who came, and write minutes: conveners and those who take the minutes."""
    yield _is_in(person), _("Sign in first.")
    keeps = person.has_role("convener", forum.place) or any(
        holder.is_minute_taker for holder in holders_of(person, forum)
    )
    yield keeps, _("Only a convener, or who takes the minutes of the forum, can do this.")


@rule
def may_approve(person: Any, minutes: Minutes) -> Conditions:
    """Approve minutes: the co-chairs of the government and of civil society."""
    yield _is_in(person), _("Sign in first.")
    yield cochair_seat(person, minutes.meeting.forum), _("Only a co-chair of the forum can approve minutes.")


def cochair_seat(person: Any, forum: Forum) -> Holder | None:
    """Return the seat from which a person chairs one of the two sides today."""
    sides = (Side.GOVERNMENT, Side.CIVIL)
    return next((one for one in holders_of(person, forum) if one.is_cochair and one.seat.side in sides), None)


@rule
def may_read_minutes(person: Any, meeting: Meeting) -> Conditions:
    """Read minutes before they are published: who writes them, and the members of the forum."""
    yield _is_in(person), _("Sign in first.")
    reads = may_keep_meetings(person, meeting.forum) or holders_of(person, meeting.forum)
    yield reads, _("Minutes are public once both co-chairs have approved them and they are published.")
