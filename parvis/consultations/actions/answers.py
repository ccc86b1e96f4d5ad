"""Note that contributions have their answer. The answer itself is given where commitments are made."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce

from parvis.consultations.models import Contribution
from parvis.consultations.rules import may_answer


@transaction.atomic
def mark_answered(contributions: Iterable[Contribution], answer: str, at: datetime.datetime) -> int:
    """Note, in one statement, that `contributions` are answered; return how many.

    A contribution answered before keeps the moment of its first answer. Whoever calls this writes, in the same
    transaction, one entry "contribution.answered" of the record about each of them: the figures follow it.
    """
    contributions = list(contributions)
    may_answer(contributions).enforce()
    rows = Contribution.objects.filter(pk__in=[contribution.pk for contribution in contributions])
    return rows.update(answer=answer, answered_at=Coalesce("answered_at", Value(at)))
