"""Write the minutes of a meeting, approve them side by side, publish them."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parvis.core import clock
from parvis.core.languages import language_name, listed
from parvis.core.overtaken import Marks
from parvis.core.rules import Refused
from parvis.core.translations import note
from parvis.core.words import Words
from parvis.forum.models import Approval, Meeting, Minutes, Side
from parvis.forum.rules import cochair_seat, may_approve, may_keep_meetings
from parvis.record import record
from parvis.record.overtaking import refuse_overtaken

_FROZEN = _(
    "Both co-chairs have approved these minutes: they stay as they are. Write a new version to correct them. "
    "Nothing you wrote is lost."
)


@transaction.atomic
def revise_minutes(meeting: Meeting, *, by: Any, text: Words, seen: Marks | None = None) -> Minutes:
    """Write the newest version of the minutes of a meeting, or the first; an approval of the text before no longer counts.

    Refused once both sides approved, and when overtaken: `seen` is what the form showed.
    """
    may_keep_meetings(by, meeting.forum).enforce()
    minutes, is_new = _newest(meeting)
    if minutes.status != Minutes.Status.DRAFT:
        raise Refused(_FROZEN)
    saved, verbs = {"text": minutes.text}, ("minutes.drafted", "minutes.revised")
    refuse_overtaken(minutes, seen, saved=saved, typed={"text": text}, verbs=verbs)
    if minutes.text == text:
        return minutes
    withdrawn = [] if is_new else list(_standing(minutes).values_list("side", flat=True))
    minutes.text = text
    minutes.save()
    note(minutes, "text", source=minutes.place.first_language)
    facts = {"digest": minutes.digest, **({"withdrawn": withdrawn} if withdrawn else {})}
    record("minutes.drafted" if is_new else "minutes.revised", minutes, by=by, facts=facts)
    return minutes


@transaction.atomic
def correct_minutes(meeting: Meeting, *, by: Any, text: Words, seen: Marks | None = None) -> Minutes:
    """Begin a new version of minutes that both co-chairs have approved; the old one stays to be read.

    Refused when overtaken: `seen` is what the form showed.
    """
    may_keep_meetings(by, meeting.forum).enforce()
    newest, is_new = _newest(meeting)
    if is_new or newest.status == Minutes.Status.DRAFT:
        raise Refused(_("These minutes are still a draft: change the draft."))
    verbs = ("minutes.drafted", "minutes.revised", "minutes.corrected")
    refuse_overtaken(newest, seen, saved={"text": newest.text}, typed={"text": text}, verbs=verbs)
    if newest.text == text:
        return newest
    minutes = Minutes.objects.create(meeting=meeting, version=newest.version + 1, text=text)
    note(minutes, "text", source=minutes.place.first_language)
    record("minutes.corrected", minutes, by=by, facts={"digest": minutes.digest})
    return minutes


@transaction.atomic
def approve_minutes(minutes: Minutes, *, by: Any, digest: str) -> Minutes:
    """Approve, for one's side, the text that has this digest; the second side's yes makes the minutes approved."""
    may_approve(by, minutes).enforce()
    seat = cochair_seat(by, minutes.meeting.forum)
    # Both rows in the order in which whoever writes minutes takes them.
    _lock(minutes.meeting)
    minutes = Minutes.objects.select_related("meeting__forum__place").get(pk=minutes.pk)
    if digest != minutes.digest:
        raise Refused(_("The minutes were changed since you opened this page. Read them again, then approve."))
    _require_languages(minutes)
    _one, is_new = Approval.objects.get_or_create(
        minutes=minutes, side=seat.seat.side, digest=digest, defaults={"holder": seat, "at": clock.now()}
    )
    if is_new:
        record("minutes.approved", minutes, by=by, facts={"side": seat.seat.side, "digest": digest})
    sides = set(_standing(minutes).values_list("side", flat=True))
    if sides >= {Side.GOVERNMENT, Side.CIVIL} and minutes.status == Minutes.Status.DRAFT:
        minutes.move("approve", approved_at=clock.now())
    return minutes


@transaction.atomic
def publish_minutes(minutes: Minutes, *, by: Any) -> Minutes:
    """Show minutes that both co-chairs have approved to everybody."""
    may_keep_meetings(by, minutes.meeting.forum).enforce()
    if minutes.move("publish", published_at=clock.now()):
        day = minutes.published_at.astimezone(minutes.place.zone).date()
        record("minutes.published", minutes, by=by, facts={"digest": minutes.digest, "is_late": day > minutes.due_on})
    return minutes


def _newest(meeting: Meeting) -> tuple[Minutes, bool]:
    _lock(meeting)
    if meeting.status != Meeting.Status.HELD:
        raise Refused(_("Minutes are written once the meeting was held."))
    minutes = meeting.minutes.select_related("meeting__forum__place").first()
    return (minutes, False) if minutes else (Minutes(meeting=meeting), True)


def _lock(meeting: Meeting) -> None:
    """Whoever writes or approves the minutes of a meeting holds the meeting."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    meeting.refresh_from_db(fields=["status"])


def _standing(minutes: Minutes) -> Any:
    return minutes.approvals.filter(digest=minutes.digest)


def _require_languages(minutes: Minutes) -> None:
    missing = minutes.text.missing(minutes.place.languages)
    if missing:
        names = listed(language_name(code) for code in missing)
        raise Refused(
            _("Write the minutes in each official language first. Missing: %(languages)s.") % {"languages": names}
        )
