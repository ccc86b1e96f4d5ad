"""What workers do: compute runs, and ask for a new map when people have gone on voting."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.tasks import task

from parvis.analysis.actions import ask_for_run
from parvis.analysis.models import Run
from parvis.consultations.models import Consultation
from parvis.core import clock
from parvis.core.jobs import every
from parvis.core.rules import Refused
from parvis.votes.models import Vote, Voting

logger = logging.getLogger("parvis.analysis")

# While people vote, a map is at most this old when a new one is begun; what took long is begun later.
EVERY = timedelta(minutes=15)
RESTS = 10
# Themes are looked for again when so large a share of what was said is new, and at most so often.
GROWN, AGAIN = 0.1, timedelta(hours=1)


@task
def compute_run(pk: int) -> None:
    """Compute a run."""
    # The engine is dear to load: only a worker that needs it pays, and no web process.
    from parvis.analysis.computing import compute

    compute(pk)


@every(minutes=1)
def keep_maps_fresh() -> None:
    """Ask for a new map where votes came since the last one and that is some time ago, and once voting has closed."""
    for voting in _with_votes():
        try:
            if is_due(voting, clock.now()):
                ask_for_run(voting.consultation)
        except Refused as refusal:
            logger.info("No map of %s was asked for: %s", voting.consultation.slug, refusal)


@every(minutes=10)
def keep_themes_fresh() -> None:
    """Find the themes anew where they were asked for once and a tenth more was said since, and an hour went by."""
    for consultation in Consultation.objects.filter(runs__kind=Run.Kind.THEMES).distinct():
        if has_grown(consultation, clock.now()):
            ask_for_run(consultation, kind=Run.Kind.THEMES)


def has_grown(consultation: Consultation, now: datetime) -> bool:
    """Tell whether so much was said since the last run over it that its themes should be looked for again."""
    last = Run.objects.filter(consultation=consultation, kind=Run.Kind.THEMES).order_by("-number").first()
    if last is None or last.is_under_way or now - last.asked_at < AGAIN:
        return False
    published = consultation.contributions.published()
    new = published.filter(published_at__gte=last.asked_at).count()
    return new > 0 and new >= published.count() * GROWN


def is_due(voting: Voting, now: datetime) -> bool:
    """Tell whether the last map of a voting is older than its votes, and old enough."""
    runs = Run.objects.filter(consultation=voting.consultation_id, kind=Run.Kind.MAP)
    last = runs.order_by("-number").first()
    if last is None:
        return True
    if last.is_under_way:
        return False
    if voting.closed_at:
        return last.asked_at < voting.closed_at
    took = last.ended_at - last.started_at if last.ended_at and last.started_at else timedelta()
    if now - last.asked_at < max(EVERY, took * RESTS):
        return False
    return Vote.objects.filter(statement__consultation=voting.consultation_id, at__gte=last.asked_at).exists()


def _with_votes() -> Iterable[Voting]:
    """Return the votings that are open, and those of which no map was asked for since they closed."""
    after = Run.objects.filter(consultation=OuterRef("consultation"), asked_at__gte=OuterRef("closed_at"))
    votings = Voting.objects.select_related("consultation__cycle__place")
    yield from votings.filter(status=Voting.Status.OPEN)
    yield from votings.filter(Exists(Vote.objects.filter(statement__consultation=OuterRef("consultation")))).filter(
        ~Exists(after), status=Voting.Status.CLOSED
    )
