"""Draw a sample of texts, and have readers sort it alone: how far they agree tells how clear the themes are."""

import hashlib

from django.db import transaction

from parvis.analysis.models import FoundTheme, Reading, Sample, SampleText
from parvis.analysis.rules import may_draw, may_sort_alone
from parvis.consultations.models import Consultation
from parvis.consultations.rules import role_in
from parvis.core import clock
from parvis.people.models import Person
from parvis.record import record


@transaction.atomic
def draw_sample(consultation: Consultation, *, by: Person, size: int) -> Sample:
    """Draw so many published contributions, or all there are: those whose digests are smallest, whoever draws."""
    Consultation.objects.select_for_update(no_key=True).get(pk=consultation.pk)
    may_draw(by, consultation).enforce()
    published = consultation.contributions.published().order_by().values_list("code", "pk")
    drawn = sorted((hashlib.sha256(code.encode()).digest(), pk) for code, pk in published.iterator())[:size]
    sample = Sample.objects.create(consultation=consultation, drawn_by=by)
    texts = [
        SampleText(sample=sample, number=number, contribution_id=pk) for number, (_digest, pk) in enumerate(drawn, 1)
    ]
    SampleText.objects.bulk_create(texts)
    facts = {"consultation": consultation.slug, "texts": len(texts)}
    record("sample.drawn", sample, role=role_in(by, consultation.place, "convener", "moderator"), facts=facts)
    return sample


@transaction.atomic
def sort_alone(text: SampleText, *, by: Person, theme: FoundTheme | None) -> Reading:
    """Put a text of the sample into a theme, or into none of them; the last word of a reader counts."""
    may_sort_alone(by, text).enforce()
    reading, _is_new = Reading.objects.update_or_create(
        text=text, reader=by, defaults={"theme": theme, "at": clock.now()}
    )
    consultation = text.sample.consultation
    role = role_in(by, consultation.place, "convener", "moderator")
    record("sample.sorted", text.sample, role=role, facts={"consultation": consultation.slug, "text": text.number})
    return reading
