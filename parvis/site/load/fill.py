"""Write what was drawn: rows in bulk, and beside them all that follows the record in real life."""

import datetime
import itertools
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max

from parvis.commitments.actions.publication import publication_lines
from parvis.commitments.models import Answer, Response, ResponseVersion
from parvis.consultations import likeness
from parvis.consultations.actions.contributions import published_line, received_line
from parvis.consultations.followers import Numbers, add_to_figures, count_as, parts_of, searchable
from parvis.consultations.models import Contribution, ContributionTheme, Support
from parvis.core import clock, search
from parvis.core.rows import Value, continue_numbers, insert
from parvis.core.words import Words
from parvis.record import Line, catch_up, record_many
from parvis.record.followers import FOLLOWERS
from parvis.record.models import Position
from parvis.record.queries import size
from parvis.site.load.frame import FILLED, SUBJECT, Frame, begin
from parvis.site.load.voices import Decision, Drawer, Voice, decisions

# Few at a time when there are few, so that answers come between them.
SMALLEST_BATCH, LARGEST_BATCH = 20, 2_000
REASON = Words(
    en="We read this with what others said, and decided together with those it concerns.",
    fr="Nous avons lu ceci avec ce que d’autres ont dit, et décidé avec les personnes concernées.",
    es="Leímos esto junto con lo que otras personas dijeron, y decidimos con quienes les concierne.",
    ar="قرأنا هذا مع ما قاله الآخرون، وقررنا مع المعنيين بالأمر.",
)
_SAID = (
    "id", "code", "words", "language", "kind", "organisation_name", "public_name", "channel", "status", "received_at",
    "published_at", "hidden_for", "lot", "answer_due_on", "supports", "answer", "answered_at", "counted_as",
)  # fmt: skip
_COLUMNS = (*_SAID, "consultation_id", "hidden_because", "source_ref")

type Answered = list[tuple[Response, list[Voice]]]


@dataclass
class Pending:
    """Entries about answers still to be given, told when their moment comes."""

    lines: list[tuple[datetime.datetime, list[Line]]] = field(default_factory=list)

    def take(self, until: datetime.datetime) -> list[Line]:
        """Take those whose moment has come, the earliest first."""
        due = sorted((each for each in self.lines if each[0] <= until), key=lambda each: each[0])
        self.lines = [each for each in self.lines if each[0] > until]
        return [line for _at, lines in due for line in lines]


def fill(slug: str, count: int, *, with_record: bool = False) -> Iterator[int]:
    """Bring a consultation to `count` contributions; yield how many were written by each batch.

    Figures and what can be searched are as if the site had received them. `with_record` writes their entries in the
    record too, in more than twice the time. Raise Refused unless the database is empty or was begun by this.
    """
    catch_up()
    frame = begin(slug)
    known = Contribution.objects.aggregate(last_id=Max("pk"), last=Max("received_at"))
    already = Contribution.objects.filter(consultation=frame.consultation).count()
    missing, now, draw = max(0, count - already), clock.now(), random.Random(f"{slug} {already}")
    said = Drawer(frame, draw, (known["last_id"] or 0) + 1).voices(missing, known["last"] or frame.began, now)
    pending = Pending() if with_record else None
    for batch in itertools.batched(said, min(LARGEST_BATCH, max(SMALLEST_BATCH, missing // 100))):
        _write(frame, batch, decisions(batch, draw, now), pending)
        yield len(batch)
    with transaction.atomic():
        last_lines = pending.take(now) if pending else []
        record_many([*last_lines, Line(FILLED, SUBJECT, role="keeper", facts={"contributions": count})])
        _note_as_followed()


@transaction.atomic
def _write(frame: Frame, batch: Sequence[Voice], decided: Iterable[Decision], pending: Pending | None) -> None:
    """Write a batch as it stands today; its entries are told at the moment the last of it was said."""
    until = batch[-1].received_at
    answers = _answer(frame, decided)
    _count(batch)
    insert(Contribution, _COLUMNS, map(_row, batch))
    continue_numbers(Contribution)
    _insert_around(batch, answers, until)
    published = (voice for voice in batch if voice.status == Contribution.Status.PUBLISHED)
    search.index_many(searchable(voice, _pairs(voice)) for voice in published)
    # Nobody says here what somebody else has said.
    likeness.keep(((voice.id, voice.consultation_id, voice.words) for voice in batch), is_sought=True)
    if pending is not None:
        pending.lines += [
            (response.published_at, publication_lines(response, voices, "responder")) for response, voices in answers
        ]
        with clock.at(until):
            record_many(itertools.chain(_lines(batch), pending.take(until)))
    _note_as_followed()


def _answer(frame: Frame, decided: Iterable[Decision]) -> Answered:
    """Write the answers, and note them in the voices, which are not written yet."""
    cycle = frame.consultation.cycle
    last = Response.objects.filter(cycle=cycle).aggregate(last=Max("number"))["last"] or 0
    answers = []
    for number, decision in enumerate(decided, start=last + 1):
        for voice in decision.voices:
            voice.answer, voice.answered_at = decision.disposition, decision.at
        response = Response(
            cycle=cycle,
            number=number,
            organisation=frame.institutions[number % len(frame.institutions)],
            disposition=decision.disposition,
            reason=REASON,
            status=Response.Status.PUBLISHED,
            drafted_at=decision.at,
            published_at=decision.at,
            due_on=decision.voices[0].answer_due_on,
        )
        answers.append((response, decision.voices))
    Response.objects.bulk_create(response for response, _voices in answers)
    ResponseVersion.objects.bulk_create(map(_version, (response for response, _voices in answers)))
    return answers


def _version(response: Response) -> ResponseVersion:
    said = {"disposition": response.disposition, "reason": REASON, "published_at": response.published_at}
    return ResponseVersion(response=response, number=1, **said)


def _count(batch: Iterable[Voice]) -> None:
    """Bring the figures up to date; each contribution remembers what it is counted as."""
    change: Numbers = Counter()
    for voice in batch:
        voice.counted_as = count_as(voice, _pairs(voice))
        change.update(parts_of(voice, voice.counted_as))
    add_to_figures(change)


def _insert_around(batch: Iterable[Voice], answers: Answered, at: datetime.datetime) -> None:
    """Insert what stands around contributions: their themes, who supports them, which answer is theirs."""
    themes = ((voice.id, theme.pk) for voice in batch for theme in voice.themes)
    insert(ContributionTheme, ("contribution_id", "theme_id"), themes)
    supports = ((voice.id, person, at) for voice in batch for person in voice.supporters)
    insert(Support, ("contribution_id", "person_id", "given_at"), supports)
    answered = ((response.pk, voice.id, "{}") for response, voices in answers for voice in voices)
    insert(Answer, ("response_id", "contribution_id", "note"), answered)


def _row(voice: Voice) -> list[Value]:
    return [*(getattr(voice, name) for name in _SAID), voice.consultation_id, "", ""]


def _pairs(voice: Voice) -> list[tuple[int, str]]:
    return sorted((theme.pk, theme.slug) for theme in voice.themes)


def _lines(batch: Iterable[Voice]) -> Iterator[Line]:
    for voice in batch:
        yield received_line(voice, voice.themes, "anyone")
        if voice.published_at:
            yield published_line(voice, "anyone")
        if voice.hidden_for:
            yield Line("contribution.hidden", voice, role="moderator", facts={"reason": voice.hidden_for})
        for _person in voice.supporters:
            yield Line("contribution.supported", voice, role="anyone")


def _note_as_followed() -> None:
    """Let the followers go on after what was written: what they would make of it is made already."""
    positions = [Position(name=name, seq=size()) for name in FOLLOWERS]
    Position.objects.bulk_create(positions, update_conflicts=True, unique_fields=["name"], update_fields=["seq"])
