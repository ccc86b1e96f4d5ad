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
from parvis.consultations.actions.contributions import published_line, received_line
from parvis.consultations.followers import Numbers, add_to_figures, count_as, parts_of, searchable
from parvis.consultations.models import Contribution, ContributionTheme, Support
from parvis.core import clock, search
from parvis.core.words import Words
from parvis.record import Line, catch_up, record_many
from parvis.record.followers import FOLLOWERS
from parvis.record.models import Position
from parvis.record.queries import size
from parvis.site.load.frame import FILLED, SUBJECT, Frame, begin
from parvis.site.load.voices import Decision, Voice, decisions, voices

# Few at a time when there are few, so that answers come between them.
SMALLEST_BATCH, LARGEST_BATCH = 20, 2_000
REASON = Words(
    en="We read this with what others said, and decided together with those it concerns.",
    fr="Nous avons lu ceci avec ce que d’autres ont dit, et décidé avec les personnes concernées.",
    es="Leímos esto junto con lo que otras personas dijeron, y decidimos con quienes les concierne.",
    ar="قرأنا هذا مع ما قاله الآخرون، وقررنا مع المعنيين بالأمر.",
)


@dataclass
class Pending:
    """Entries about answers still to be given, told when their moment comes."""

    lines: list[tuple[datetime.datetime, list[Line]]] = field(default_factory=list)

    def take(self, until: datetime.datetime) -> list[Line]:
        """Take those whose moment has come, the earliest first."""
        due = sorted((each for each in self.lines if each[0] <= until), key=lambda each: each[0])
        self.lines = [each for each in self.lines if each[0] > until]
        return [line for _at, lines in due for line in lines]


def fill(slug: str, count: int) -> Iterator[int]:
    """Bring a consultation to `count` contributions; yield how many were written by each batch.

    Raise Refused unless the database is empty or was begun by this.
    """
    catch_up()
    frame = begin(slug)
    already = Contribution.objects.filter(consultation=frame.consultation).count()
    draw = random.Random(f"{slug} {already}")
    now = clock.now()
    last = Contribution.objects.aggregate(last=Max("received_at"))["last"]
    batch_size = min(LARGEST_BATCH, max(SMALLEST_BATCH, (count - already) // 100))
    said = voices(frame, count - already, draw, last or frame.began, now)
    pending = Pending()
    for batch in itertools.batched(said, batch_size):
        _write(frame, batch, decisions(batch, draw, now), pending)
        yield len(batch)
    with transaction.atomic():
        record_many([*pending.take(now), Line(FILLED, SUBJECT, role="keeper", facts={"contributions": count})])
        _note_as_followed()


@transaction.atomic
def _write(frame: Frame, batch: Sequence[Voice], decided: Iterable[Decision], pending: Pending) -> None:
    """Write a batch as it stands today; its entries are told at the moment of the last that was said."""
    until = batch[-1].contribution.received_at
    answers = _answers(frame, decided)
    _count(batch)
    Contribution.objects.bulk_create(voice.contribution for voice in batch)
    ContributionTheme.objects.bulk_create(
        ContributionTheme(contribution=voice.contribution, theme=theme) for voice in batch for theme in voice.themes
    )
    Support.objects.bulk_create(
        Support(contribution=voice.contribution, person_id=person, given_at=until)
        for voice in batch
        for person in voice.supporters
    )
    Answer.objects.bulk_create(
        Answer(response=response, contribution=contribution)
        for response, contributions in answers
        for contribution in contributions
    )
    search.index_many(
        searchable(voice.contribution, _pairs(voice)) for voice in batch if voice.contribution.status == "published"
    )
    pending.lines += [
        (response.published_at, publication_lines(response, contributions, "responder"))
        for response, contributions in answers
    ]
    with clock.at(until):
        record_many(itertools.chain(_lines(batch), pending.take(until)))
    _note_as_followed()


def _answers(frame: Frame, decided: Iterable[Decision]) -> list[tuple[Response, list[Contribution]]]:
    """Write the answers themselves, and note them in the contributions, which are not written yet."""
    cycle = frame.consultation.cycle
    number = Response.objects.filter(cycle=cycle).aggregate(last=Max("number"))["last"] or 0
    answers = []
    for number, decision in enumerate(decided, start=number + 1):
        contributions = [voice.contribution for voice in decision.voices]
        for contribution in contributions:
            contribution.answer, contribution.answered_at = decision.disposition, decision.at
        response = Response(
            cycle=cycle,
            number=number,
            organisation=frame.institutions[number % len(frame.institutions)],
            disposition=decision.disposition,
            reason=REASON,
            status=Response.Status.PUBLISHED,
            drafted_at=decision.at,
            published_at=decision.at,
            due_on=contributions[0].answer_due_on,
        )
        answers.append((response, contributions))
    Response.objects.bulk_create(response for response, _contributions in answers)
    ResponseVersion.objects.bulk_create(
        ResponseVersion(
            response=response,
            number=1,
            disposition=response.disposition,
            reason=REASON,
            published_at=response.published_at,
        )
        for response, _contributions in answers
    )
    return answers


def _count(batch: Iterable[Voice]) -> None:
    """Bring the figures up to date; each contribution remembers what it is counted as."""
    change: Numbers = Counter()
    for voice in batch:
        contribution = voice.contribution
        contribution.counted_as = count_as(contribution, _pairs(voice))
        change.update(parts_of(contribution, contribution.counted_as))
    add_to_figures(change)


def _pairs(voice: Voice) -> list[tuple[int, str]]:
    return sorted((theme.pk, theme.slug) for theme in voice.themes)


def _lines(batch: Iterable[Voice]) -> Iterator[Line]:
    for voice in batch:
        contribution = voice.contribution
        yield received_line(contribution, voice.themes, "anyone")
        if contribution.published_at:
            yield published_line(contribution, "anyone")
        if contribution.hidden_for:
            yield Line("contribution.hidden", contribution, role="moderator", facts={"reason": contribution.hidden_for})
        for _person in voice.supporters:
            yield Line("contribution.supported", contribution, role="anyone")


def _note_as_followed() -> None:
    """Let the followers go on after what was written: what they would make of it is made already."""
    positions = [Position(name=name, seq=size()) for name in FOLLOWERS]
    Position.objects.bulk_create(positions, update_conflicts=True, unique_fields=["name"], update_fields=["seq"])
