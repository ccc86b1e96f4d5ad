"""Made-up contributions by the thousand stand as if people had said them."""

from collections import Counter

import pytest
from django.core.management import CommandError, call_command

from parvis.consultations.models import Breakdown, Consultation, Contribution, ContributionTheme, Figures, Support
from parvis.consultations.queries.coverage import coverage_of
from parvis.consultations.tests.factories import contribute, make_consultation
from parvis.core.search import search_keys
from parvis.record import catch_up, entries_of
from parvis.record.followers import progress, rebuild
from parvis.site.load.fill import fill

pytestmark = pytest.mark.django_db


def make_load(count=120, **options):
    call_command("make_load", count, verbosity=0, **options)
    return Consultation.objects.get(slug="load")


def test_it_writes_as_many_as_asked_for_and_no_more_when_asked_again():
    make_load(60)
    make_load(60)
    consultation = make_load(90)

    assert consultation.contributions.count() == 90


def test_the_figures_are_those_of_what_is_stored():
    consultation = make_load()
    published = Contribution.objects.published()

    figures = Figures.objects.get(consultation=consultation)
    assert (figures.received, figures.published) == (120, published.count())
    assert figures.answered == published.exclude(answer="").count() > 0
    languages = coverage_of(consultation).parts["language"]
    assert languages == Counter(published.values_list("language", flat=True))
    themes = ContributionTheme.objects.filter(contribution__in=published).values_list("theme", flat=True)
    assert coverage_of(consultation).parts["theme"] == Counter(map(str, themes))
    assert sum(Contribution.objects.values_list("supports", flat=True)) == Support.objects.count()


def test_the_record_tells_the_same_figures_when_it_is_written_too():
    consultation = make_load(with_record=True)
    written = sorted(Breakdown.objects.filter(number__gt=0).values_list("of", "value", "number"))

    rebuild("consultations.figures")

    assert sorted(Breakdown.objects.filter(number__gt=0).values_list("of", "value", "number")) == written
    answered = consultation.contributions.exclude(answer="").first()
    assert {entry.verb for entry in entries_of(answered)} >= {"contribution.received", "contribution.answered"}


def test_its_words_are_found_by_searching():
    consultation = make_load()
    contribution = Contribution.objects.published().last()
    word = max(contribution.words.replace(".", "").split(), key=len)

    assert contribution.code in search_keys("contribution", consultation.slug, word)


def test_the_followers_of_the_record_have_nothing_left_to_do():
    make_load(with_record=True)

    assert {each.behind for each in progress()} == {0}


def test_people_can_go_on_speaking_afterwards():
    consultation = make_load()

    contribute(consultation)
    catch_up()

    assert Figures.objects.get(consultation=consultation).received == 121


def test_a_database_that_holds_anything_else_is_refused():
    make_consultation()

    with pytest.raises(CommandError, match="holds something else"):
        make_load()


def test_what_was_cut_off_is_not_gone_on_with():
    next(fill("load", 120))

    with pytest.raises(CommandError, match="cut off"):
        make_load()
