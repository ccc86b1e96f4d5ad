"""The trail: what became of a contribution, step by step, each step with its entries in the record."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from parvis.commitments.models import Answer
from parvis.commitments.queries import Thread, ThreadCommitment, thread_of
from parvis.consultations.models import Appeal, Contribution, Translation
from parvis.consultations.queries.translations import Said, original_of, said_in_all
from parvis.consultations.rules import may_translate
from parvis.core.qr import qr_of
from parvis.core.receipts import format_code
from parvis.core.words import Words
from parvis.cycles.models import CycleTheme
from parvis.people.models import Person
from parvis.record import entries_of, latest_checkpoint, opened
from parvis.record.models import Entry
from parvis.record.queries import signed_proof_of
from parvis.site.voted import may_propose_it, voted_as
from parvis.themes.models import Theme

Status = Contribution.Status
DONE, LATE, TO_COME = "is-done", "is-late", "to-come"
_REPLIES = 50
# Supports are entries too, and may be many.
_TOLD = [
    "contribution.received",
    "contribution.published",
    "contribution.hidden",
    "contribution.restored",
    "contribution.appealed",
    "contribution.appeal_granted",
    "contribution.appeal_refused",
    "contribution.corrected",
    "contribution.claimed",
    "contribution.amended",
    "contribution.translated",
    "contribution.taken_back",
    "contribution.erased",
    "contribution.answered",
    "contribution.answer_corrected",
    "contribution.written_into",
    "contribution.heard",
    "contribution.quoted",
]
_APPEALS = ("appealed", "appeal_granted", "appeal_refused")
# What happened to what it became part of is a step of its trail too.
_TOLD_OF_PARTS = ["response.drafted", "plan.published", "commitment.progressed"]

_GROUPED = ["contribution.grouped", "contribution.ungrouped", "contribution.taken_out"]


@dataclass(frozen=True)
class Step:
    """One step of a thread: what it is, how it stands, when it happened, and the entries that prove it."""

    kind: str
    state: str = DONE
    at: datetime.datetime | datetime.date | None = None
    entries: list[Entry] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def template(self) -> str:
        """Return the partial that tells the step."""
        return f"site/steps/_{self.kind}.html"


@dataclass(frozen=True)
class Trail:
    """A contribution with its thread; `shows_words` is false when the viewer may not read it."""

    contribution: Contribution
    themes: list[Theme]
    replies: list[Contribution]
    shows_words: bool
    is_own: bool
    steps: list[Step]
    said: Said
    may_translate: bool
    may_propose: bool
    proven_size: int

    @property
    def zone(self) -> str:
        """Return the time zone the dates are told in."""
        return self.contribution.consultation.cycle.place.time_zone

    @property
    def shown_code(self) -> str:
        """Return the receipt code as it is shown."""
        return format_code(self.contribution.code)

    @property
    def is_published(self) -> bool:
        """Tell whether everybody may read the contribution."""
        return self.contribution.status == Status.PUBLISHED

    @property
    def was_taken_back(self) -> bool:
        """Tell whether it was a note its scribe took back."""
        return any(step.kind == "taken_back" for step in self.steps)

    @property
    def address(self) -> str:
        """Return the whole address of the trail, to be written down."""
        return self.origin + self.contribution.get_absolute_url()

    @property
    def origin(self) -> str:
        """Return the address of the site, without a slash at its end."""
        return str(settings.BASE_URL.geturl()).rstrip("/")

    @property
    def qr(self) -> str:
        """Return the address as a QR code: a picture in a data: address."""
        return qr_of(self.address)


def trail_of(
    contribution: Contribution, *, viewer: Person | None, at: datetime.datetime, is_just_said: bool = False
) -> Trail:
    """Tell the thread of a contribution as it stands at a moment, to `viewer`; a constant number of queries.

    `is_just_said` tells that it is read in the browser that has just sent it.
    """
    checkpoint = latest_checkpoint()
    on = at.astimezone(contribution.consultation.cycle.place.zone).date()
    return Trail(
        contribution=contribution,
        themes=list(_themes(contribution)),
        replies=list(contribution.replies.published().order_by("pk")[:_REPLIES]),
        shows_words=is_just_said or _may_read(viewer, contribution),
        is_own=_is_own(viewer, contribution),
        said=_said(contribution),
        may_translate=bool(may_translate(viewer, contribution)),
        may_propose=may_propose_it(viewer, contribution),
        steps=_steps(contribution, list(_entries(contribution)), on),
        proven_size=checkpoint.size if checkpoint else 0,
    )


def proofs_of(contribution: Contribution, *, viewer: Person | None) -> dict[str, Any]:
    """Return what it takes to check a trail offline: the proof of each entry, and the words opened for who may read them."""
    checkpoint = latest_checkpoint()
    proofs = []
    is_told_further = contribution.status == Status.PUBLISHED
    further = _entries_of_parts(thread_of(contribution)) if is_told_further else []
    for entry in sorted([*_entries(contribution), *further], key=lambda entry: entry.seq):
        proof = signed_proof_of(entry, checkpoint)
        if "words" in entry.says["commitments"] and _may_read(viewer, contribution):
            words = opened(entry, "words")
            proof |= {"opening": words} if words else {}
        if is_told_further and "translation" in entry.says["commitments"]:
            proof |= {"opening": words} if (words := opened(entry, "translation")) else {}
        proofs.append(proof)
    return {"receipt": format_code(contribution.code), "entries": proofs}


def _said(contribution: Contribution) -> Said:
    is_public = contribution.status == Status.PUBLISHED
    return said_in_all(original_of(contribution), Translation.objects.of(contribution) if is_public else ())


def _themes(contribution: Contribution) -> QuerySet[Theme]:
    set_aside = CycleTheme.objects.hidden().filter(cycle=contribution.consultation.cycle_id)
    return contribution.themes.exclude(pk__in=set_aside.values("theme"))


def _entries(contribution: Contribution) -> QuerySet[Entry]:
    return entries_of(contribution).filter(verb__in=_TOLD)


def _entries_of_parts(thread: Thread) -> QuerySet[Entry]:
    return entries_of(*thread.parts).filter(verb__in=_TOLD_OF_PARTS)


def _may_read(viewer: Person | None, contribution: Contribution) -> bool:
    if contribution.status == Status.PUBLISHED:
        return True
    if contribution.status == Status.ERASED or viewer is None or not viewer.is_authenticated:
        return False
    place = contribution.consultation.cycle.place
    return _is_own(viewer, contribution) or viewer.has_role("moderator", place) or viewer.has_role("convener", place)


def _is_own(viewer: Person | None, contribution: Contribution) -> bool:
    return bool(viewer and viewer.is_authenticated and contribution.author_id == viewer.pk)


def _steps(contribution: Contribution, entries: list[Entry], on: datetime.date) -> list[Step]:
    by_verb = _by_verb(entries)
    steps = list(_arrival(contribution, by_verb))
    if contribution.status == Status.ERASED:
        if taken_back := by_verb.get("taken_back"):
            return [*steps, Step("taken_back", at=_when(taken_back), entries=taken_back)]
        return [*steps, Step("erased", at=_when(by_verb.get("erased")), entries=by_verb.get("erased", []))]
    if contribution.status == Status.HIDDEN:
        return [*steps, _hidden(contribution, by_verb)]
    if contribution.status == Status.HELD:
        return [*steps, Step("held", TO_COME), Step("answer_to_come", TO_COME)]
    return [*steps, *_consideration(contribution, by_verb, on)]


def _by_verb(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.verb.removeprefix("contribution."), []).append(entry)
    return found


def _arrival(contribution: Contribution, by_verb: dict[str, list[Entry]]) -> Iterable[Step]:
    received, published = by_verb.get("received", []), by_verb.get("published", [])
    if _was_published_at_once(contribution, received, published):
        yield Step("received", at=contribution.received_at, entries=received + published[:1], facts={"published": True})
    else:
        yield Step("received", at=contribution.received_at, entries=received)
        if published:
            facts = {"read_first": not _is_one_act(received, published)}
            yield Step("published", at=published[0].at, entries=published[:1], facts=facts)
    for corrected in by_verb.get("corrected", []):
        yield Step("corrected", at=corrected.at, entries=[corrected])
    for amended in by_verb.get("amended", []):
        yield Step("amended", at=amended.at, entries=[amended])
    for claimed in by_verb.get("claimed", []):
        yield Step("claimed", at=claimed.at, entries=[claimed])
    for hidden, restored in zip(by_verb.get("hidden", []), by_verb.get("restored", []), strict=False):
        yield _restored(hidden, restored, by_verb)


def _was_published_at_once(contribution: Contribution, received: list[Entry], published: list[Entry]) -> bool:
    """Tell whether receiving and publishing were one act, at the time the words arrived."""
    is_now = published and published[0].at - contribution.received_at < datetime.timedelta(minutes=1)
    return bool(is_now and _is_one_act(received, published))


def _is_one_act(received: list[Entry], published: list[Entry]) -> bool:
    return bool(received and published) and received[0].at == published[0].at


def _restored(hidden: Entry, restored: Entry, by_verb: dict[str, list[Entry]]) -> Step:
    between = [each for verb in _APPEALS for each in by_verb.get(verb, []) if hidden.seq < each.seq < restored.seq]
    entries = sorted([hidden, *between, restored], key=lambda entry: entry.seq)
    reason = Contribution.HiddenFor(hidden.facts["reason"]).label
    was_appealed = any(entry.verb == "contribution.appeal_granted" for entry in between)
    return Step("restored", at=restored.at, entries=entries, facts={"reason": reason, "appealed": was_appealed})


def _hidden(contribution: Contribution, by_verb: dict[str, list[Entry]]) -> Step:
    last = by_verb.get("hidden", [])[-1:]
    since = [entry for verb in _APPEALS for entry in by_verb.get(verb, []) if last and entry.seq > last[0].seq]
    return Step("hidden", at=_when(last), entries=last + since, facts={"appeal": Appeal.against(contribution)})


def _consideration(contribution: Contribution, by_verb: dict[str, list[Entry]], on: datetime.date) -> Iterable[Step]:
    yield from _grouping(contribution)
    if translated := by_verb.get("translated"):
        languages = sorted({entry.facts["language"] for entry in translated})
        yield Step("translated", at=translated[-1].at, entries=translated, facts={"languages": languages})
    if heard := by_verb.get("heard"):
        yield _heard(heard, by_verb.get("quoted", []))
    yield from _voted(contribution)
    thread = thread_of(contribution)
    by_verb = by_verb | _by_verb(_entries_of_parts(thread))
    cycle = contribution.consultation.cycle
    if thread.response:
        yield from _answer(thread, by_verb)
    elif contribution.answer_due_on and contribution.answer_due_on < on:
        facts = {"days": (on - contribution.answer_due_on).days, "owed_by": _debtor(contribution)}
        entries = by_verb.get("published", [])[:1]
        yield Step("answer_late", LATE, contribution.answer_due_on, entries, facts)
    else:
        yield Step("answer_to_come", TO_COME, contribution.answer_due_on)
    for commitment in thread.commitments:
        yield from _promise(commitment, by_verb)
    if thread.commitments:
        yield Step("result", TO_COME, cycle.ends_on)
    elif contribution.answer in ("", "accepted", "partly", "more_work"):
        yield Step("commitment_to_come", TO_COME)


def _voted(contribution: Contribution) -> Iterable[Step]:
    for voted in voted_as(contribution):
        facts = {"statement": voted.statement, "shows_words": voted.shows_words}
        yield Step("voted", at=_when(voted.entries), entries=voted.entries, facts=facts)


def _heard(heard: list[Entry], quoted: list[Entry]) -> Step:
    """Tell in which sentences of the report on its consultation it was heard, and in which it is quoted."""
    codes = {code for each in quoted for code in each.facts["statements"]}
    cited = [(code, code.replace(".", "-"), code in codes) for code in heard[-1].facts["statements"]]
    facts = {"report": heard[-1].facts["report"], "statements": cited, "is_quoted": bool(quoted)}
    return Step("heard", at=heard[-1].at, entries=[*heard, *quoted], facts=facts)


def _grouping(contribution: Contribution) -> Iterable[Step]:
    """Tell with what it was, or is, read as one; two queries. One group ends before another begins."""
    memberships = list(contribution.memberships.select_related("group__lead__consultation").order_by("pk"))
    if not memberships:
        return
    leads = {each.group.lead.code for each in memberships}
    told = Entry.objects.filter(
        subject_type=Contribution.record_type, subject_key__in=[*leads, contribution.code], verb__in=_GROUPED
    )
    own: list[list[Entry]] = [[] for _each in memberships]
    turn = 0
    for entry in told.order_by("seq"):
        if _concerns(entry, contribution, leads):
            own[min(turn, len(own) - 1)].append(entry)
            turn += entry.verb != "contribution.grouped"
    for each, entries in zip(memberships, own, strict=True):
        facts = {"group": each.group, "is_lead": each.group.lead_id == contribution.pk}
        yield Step(
            "ungrouped" if each.left_at else "grouped", at=each.left_at or each.joined_at, entries=entries, facts=facts
        )


def _concerns(entry: Entry, contribution: Contribution, leads: set[str]) -> bool:
    is_about = entry.subject_key == contribution.code
    return is_about or (entry.subject_key in leads and contribution.code in entry.facts.get("members", ()))


def _answer(thread: Thread, by_verb: dict[str, list[Entry]]) -> Iterable[Step]:
    if thread.others:
        drafted = by_verb.get("response.drafted", [])
        yield Step("read", at=thread.response.drafted_at, entries=drafted, facts={"others": thread.others})
    corrected = by_verb.get("answer_corrected", [])
    facts = {"thread": thread, "corrected_at": _when(corrected)}
    entries = by_verb.get("answered", [])[-1:] + corrected
    yield Step("answered", at=thread.response.published_at, entries=entries, facts=facts)


def _promise(commitment: ThreadCommitment, by_verb: dict[str, list[Entry]]) -> Iterable[Step]:
    mine = [entry for entry in by_verb.get("written_into", []) if entry.facts.get("commitment") == commitment.slug]
    yield Step("written", at=commitment.since, entries=mine, facts={"commitment": commitment})
    if plan := commitment.plan:
        published = [entry for entry in by_verb.get("plan.published", []) if entry.subject_key == plan.record_key]
        yield Step("planned", at=plan.published_at, entries=published, facts={"plan": plan})
    if progress := commitment.progress:
        state = TO_COME if progress.status == "NS" else DONE
        reported = _reported(commitment, by_verb.get("commitment.progressed", []))
        yield Step("delivered", state, progress.period_ends_on, reported, {"progress": progress})
    else:
        yield Step("delivery_to_come", TO_COME, commitment.commitment.cycle.ends_on)


def _reported(commitment: ThreadCommitment, entries: list[Entry]) -> list[Entry]:
    """Keep the entry of the report that stands: the last one about its period."""
    period = commitment.progress.period_ends_on.isoformat()
    mine = [each for each in entries if each.subject_key == commitment.slug and each.facts["period"] == period]
    return mine[-1:]


def _debtor(contribution: Contribution) -> Words:
    """Name who owes the answer: the institution that has it in hand, else the place."""
    answer = Answer.objects.filter(contribution=contribution).select_related("response__organisation").first()
    return answer.response.organisation.name if answer else contribution.consultation.cycle.place.name


def _when(entries: list[Entry] | None) -> datetime.datetime | None:
    return entries[-1].at if entries else None
