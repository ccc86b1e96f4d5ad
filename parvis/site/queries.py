"""What pages that mix several applications show, in a constant number of queries."""

import datetime
import functools
from dataclasses import dataclass

from django.db.models import Count, Sum
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from parvis.commitments.models import Answer, Response
from parvis.consultations.models import Breakdown, Consultation, Figures
from parvis.consultations.queries.coverage import coverage_of_all
from parvis.cycles.models import CalendarLine

_SHOWN, _ANSWERS_SHOWN = 12, 3


@dataclass(frozen=True)
class Asked:
    """A consultation as the square shows it: its figures, and the answers it is owed."""

    consultation: Consultation
    published: int
    answered: int
    late: int
    on: datetime.date

    @property
    def is_all_answered(self) -> bool:
        """Tell whether everything published is answered."""
        return 0 < self.published <= self.answered

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
        return weeks_gone + _(", ") + ngettext("%(count)d to go.", "%(count)d to go.", left) % {"count": left}


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
class Square:
    """The front page: what is open, what is coming, what was answered lately."""

    now_open: list[Asked]
    being_answered: list[Asked]
    coming: list[CalendarLine]
    answers: list[Response]
    totals: Totals

    @functools.cached_property
    def asked(self) -> list[Asked]:
        """Return what is asked now, then what is being read and answered."""
        return [*self.now_open, *self.being_answered]

    @functools.cached_property
    def first(self) -> Asked | None:
        """Return the consultation to speak in first: the open one that received most."""
        return max(self.now_open, key=lambda asked: asked.published, default=None)


def square(at: datetime.datetime) -> Square:
    """Gather the front page as it stands at a moment; seven queries at most."""
    asked = _asked(at)
    return Square(
        now_open=[each for each in asked if each.consultation.is_open],
        being_answered=[each for each in asked if not each.consultation.is_open and each.consultation.opens_at <= at],
        coming=list(CalendarLine.objects.filter(ends_at__gt=at).select_related("cycle__place")[:4]),
        answers=_latest_answers(),
        totals=_totals(asked),
    )


def _asked(at: datetime.datetime) -> list[Asked]:
    ended = (Consultation.Status.DRAFT, Consultation.Status.ANSWERED)
    rows = Consultation.objects.exclude(status__in=ended).select_related("cycle__place")
    consultations = list(rows.order_by("-closes_at", "pk")[:_SHOWN])
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


def _latest_answers() -> list[Response]:
    """Return the answers published last, each with its `decision` in words, and `size`, how many contributions it answers."""
    answers = list(Response.objects.published().select_related("cycle__place", "organisation")[:_ANSWERS_SHOWN])
    counted = Answer.objects.filter(response__in=answers).values_list("response").annotate(size=Count("pk"))
    sizes = dict(counted)
    for answer in answers:
        answer.size = sizes.get(answer.pk, 0)
        answer.decision = capfirst(answer.get_disposition_display())
    return answers


def _totals(asked: list[Asked]) -> Totals:
    sums = Figures.objects.exclude(consultation__status=Consultation.Status.DRAFT).aggregate(
        received=Sum("received"), published=Sum("published"), answered=Sum("answered"), hidden=Sum("hidden")
    )
    return Totals(**{name: value or 0 for name, value in sums.items()}, late=sum(each.late for each in asked))
