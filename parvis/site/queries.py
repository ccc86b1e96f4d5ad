"""What pages that mix several applications show, in a constant number of queries."""

import datetime
import functools
from dataclasses import dataclass

from django.db.models import Case, Count, Sum, Value, When
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from parvis.commitments.models import Answer, Commitment, Plan, Progress, Response
from parvis.commitments.queries.commitments import with_numbers
from parvis.consultations.models import Breakdown, Consultation, Figures
from parvis.consultations.queries.coverage import coverage_of_all
from parvis.consultations.queries.excerpts import excerpt
from parvis.core.languages import listed
from parvis.core.words import Words
from parvis.cycles.models import CalendarLine

_SHOWN, _SETTLED_SHOWN, _ANSWERS_SHOWN = 12, 3, 3
_BEGINNING = 180


@dataclass(frozen=True)
class Asked:
    """A consultation as the square shows it: its figures, and the answers it is owed."""

    consultation: Consultation
    published: int
    answered: int
    late: int
    on: datetime.date

    @property
    def is_settled(self) -> bool:
        """Tell whether nothing that was published waits for its answer any more."""
        return self.consultation.is_over and self.published <= self.answered

    @functools.cached_property
    def days_left(self) -> int:
        """Return how many days are left to speak, today's night included."""
        zone = self.consultation.cycle.place.zone
        return (self.consultation.closes_at.astimezone(zone).date() - self.on).days

    @functools.cached_property
    def weeks(self) -> str:
        """Say how many weeks have gone and how many are to go."""
        zone = self.consultation.cycle.place.zone
        gone = (self.on - self.consultation.opens_at.astimezone(zone).date()).days // 7
        left = -(-self.days_left // 7)
        weeks_gone = ngettext("%(count)d week gone", "%(count)d weeks gone", gone) % {"count": gone}
        return listed((weeks_gone, ngettext("%(count)d to go.", "%(count)d to go.", left) % {"count": left}))


@dataclass(frozen=True)
class Totals:
    """What came in and went out of all consultations together."""

    received: int
    published: int
    answered: int
    late: int
    hidden: int

    @functools.cached_property
    def figures(self) -> list[dict[str, object]]:
        """Return the totals as figures to show."""
        return [
            {"number": self.received, "words": pgettext("contributions", "received")},
            {"number": self.published, "words": pgettext("contributions", "published")},
            {"number": self.answered, "words": _("answered, with a reason")},
            {"number": self.late, "words": _("answers late"), "is_late": self.late > 0},
            {"number": self.hidden, "words": _("hidden, each with its reason")},
        ]


@dataclass(frozen=True)
class Promised:
    """A published plan as the square shows it: how much it promises, and how much of it is done."""

    plan: Plan
    commitments: int
    complete: int


@dataclass(frozen=True)
class Square:
    """The front page: what is open, what is coming, what was answered lately; the plan when nothing is open."""

    now_open: list[Asked]
    opening: list[Asked]
    being_answered: list[Asked]
    settled: list[Asked]
    coming: list[CalendarLine]
    answers: list[Response]
    totals: Totals
    promised: Promised | None

    @functools.cached_property
    def asked(self) -> list[tuple[str, str, list[Asked]]]:
        """Return what is asked, under headings: one may speak; one may soon; it is being answered; it is answered."""
        parts = [
            ("asked", _("Being asked now"), self.now_open),
            ("opening", _("Opening soon"), self.opening),
            ("being-answered", _("Being read and answered"), self.being_answered),
            ("settled", _("Asked and answered"), self.settled[:_SETTLED_SHOWN]),
        ]
        return [part for part in parts if part[2]]

    @functools.cached_property
    def first(self) -> Asked | None:
        """Return the consultation to speak in first: the open one that received most."""
        return max(self.now_open, key=lambda asked: asked.published, default=None)


def square(at: datetime.datetime) -> Square:
    """Gather the front page as it stands at a moment; seven queries at most, nine while nothing is open."""
    asked = _asked(at)
    now_open = [each for each in asked if each.consultation.is_open]
    begun = [each for each in asked if each.consultation.is_over]
    return Square(
        now_open=now_open,
        opening=[each for each in asked if each.consultation.is_to_come],
        being_answered=[each for each in begun if not each.is_settled],
        settled=[each for each in begun if each.is_settled],
        coming=list(CalendarLine.objects.filter(ends_at__gt=at).select_related("cycle__place")[:4]),
        answers=_latest_answers(),
        totals=_totals(asked),
        promised=None if now_open else _promised(),
    )


def _asked(at: datetime.datetime) -> list[Asked]:
    """Return what was asked last; what is over and done comes after what is not."""
    rows = Consultation.objects.exclude(status=Consultation.Status.DRAFT).select_related("cycle__place")
    is_done = Case(When(status=Consultation.Status.ANSWERED, then=Value(1)), default=Value(0))
    consultations = list(rows.order_by(is_done, "-closes_at", "pk")[:_SHOWN])
    coverage = coverage_of_all(consultations, [Breakdown.Of.DUE])
    return [
        Asked(
            consultation,
            coverage[consultation.pk].published,
            coverage[consultation.pk].answered,
            coverage[consultation.pk].late,
            at.astimezone(consultation.zone).date(),
        )
        for consultation in consultations
    ]


def _promised() -> Promised | None:
    plan = Plan.objects.visible_to(None).select_related("cycle__place").order_by("-published_at", "-pk").first()
    if plan is None:
        return None
    standings = list(with_numbers(Commitment.objects.filter(plan_line__plan=plan)).values_list("standing", flat=True))
    return Promised(plan, commitments=len(standings), complete=standings.count(Progress.Status.C))


def _latest_answers() -> list[Response]:
    """Return the answers published last.

    Each has its `decision` in words, the `beginning` of its reason, and `size`, how many contributions it answers.
    """
    answers = list(Response.objects.published().select_related("cycle__place", "organisation")[:_ANSWERS_SHOWN])
    counted = Answer.objects.filter(response__in=answers).values_list("response").annotate(size=Count("pk"))
    sizes = dict(counted)
    for answer in answers:
        answer.size = sizes.get(answer.pk, 0)
        answer.decision = capfirst(answer.get_disposition_display())
        language, reason = answer.reason.best()
        answer.beginning = Words({language: excerpt(reason, _BEGINNING)[0]})
    return answers


def _totals(asked: list[Asked]) -> Totals:
    sums = Figures.objects.exclude(consultation__status=Consultation.Status.DRAFT).aggregate(
        received=Sum("received"), published=Sum("published"), answered=Sum("answered"), hidden=Sum("hidden")
    )
    return Totals(**{name: value or 0 for name, value in sums.items()}, late=sum(each.late for each in asked))
