"""Writing what was heard: ids are never given again, numbers are counted, quotes are whole and agreed to."""

import pytest

from parvis.consultations.models import Contribution
from parvis.consultations.tests.factories import contribute, make_moderator
from parvis.core.rules import Refused
from parvis.heard import actions
from parvis.heard.models import Heard
from parvis.heard.tests.factories import BENCH, PROSE, both, finish, make_report, make_theme, only
from parvis.people.tests.factories import make_person
from parvis.record import entries_of


@pytest.fixture
def section(consultation, bruno):
    theme, _said = make_theme(consultation)
    report = actions.begin_report(consultation, by=bruno, title=both("What we heard"))
    return actions.add_section(report, by=bruno, title=both("Benches"), found=theme)


def test_a_sentence_cites_all_of_its_theme_until_somebody_chooses(section, bruno):
    statement = actions.add_statement(section, by=bruno, prose=PROSE)

    assert statement.code == "B1.1"
    assert statement.contributions.count() == 6
    actions.cite(statement, by=bruno, contributions=statement.contributions.all()[:2])
    assert statement.contributions.count() == 2


def test_leaving_out_concerns_only_what_was_shown(section, bruno):
    statement = actions.add_statement(section, by=bruno, prose=PROSE)
    first, second, *_others = statement.contributions.order_by("pk")
    actions.cite(statement, by=bruno, contributions=[first], among=[first.pk, second.pk])

    assert statement.contributions.count() == 5


def test_numbers_are_never_given_again(section, bruno):
    actions.drop_statement(actions.add_statement(section, by=bruno, prose=PROSE), by=bruno)
    assert actions.add_statement(section, by=bruno, prose=PROSE).code == "B1.2"

    actions.drop_section(section, by=bruno)
    assert actions.add_section(section.report, by=bruno, title=both("More")).code == "B2"
    assert actions.add_section(section.report, by=bruno, title=both("A few"), kind="C").code == "C1"


def test_a_sentence_that_rests_on_nothing_cannot_be_final(section, bruno):
    statement = actions.add_statement(section, by=bruno, prose=PROSE, contributions=[])

    with pytest.raises(Refused, match=r"B1\.1 rests on no contribution"):
        finish(statement, bruno)


@pytest.mark.parametrize("number", ["7", "12,000", "٧", "1.5", "{persons}"])
def test_a_number_that_is_not_counted_cannot_be_final_and_is_named(section, bruno, number):
    statement = actions.add_statement(section, by=bruno, prose={"en": f"{number} people want a bench."})

    with pytest.raises(Refused) as refusal:
        finish(statement, bruno)
    assert number in str(refusal.value)
    assert not Heard.objects.get().is_final


@pytest.mark.parametrize("number", ["6", "٦", "{contributions}", "{share}", "100"])
def test_a_number_that_is_counted_can_be_final(section, bruno, number):
    statement = actions.add_statement(section, by=bruno, prose={"en": f"{number} people want a bench."})

    assert finish(statement, bruno).is_final


def test_what_a_sentence_rests_on_changed_it_is_not_final_any_more(section, bruno):
    statement = finish(actions.add_statement(section, by=bruno, prose=PROSE), bruno)
    actions.cite(statement, by=bruno, contributions=statement.contributions.all()[:5])

    assert not Heard.objects.get().is_final


@pytest.mark.parametrize(("start", "end"), [(0, 26), (1, 27), (3, 9), (0, 0), (0, 999)])
def test_only_whole_sentences_are_quoted(section, bruno, start, end):
    statement = actions.add_statement(section, by=bruno, prose=PROSE)

    with pytest.raises(Refused, match="whole sentences"):
        actions.quote(statement, by=bruno, contribution=statement.contributions.first(), start=start, end=end)


def test_a_quote_is_what_stands_there(section, bruno):
    statement = actions.add_statement(section, by=bruno, prose=PROSE)
    made = actions.quote(statement, by=bruno, contribution=statement.contributions.first(), start=0, end=27)

    assert made.words == "Every street needs a bench."
    Contribution.objects.filter(pk=made.contribution_id).update(words="Something else entirely.")
    made.contribution.refresh_from_db()
    assert made.words == ""


def test_nobody_is_quoted_without_having_agreed(consultation, section, bruno):
    hana = make_moderator(consultation, "Hana")
    silent = contribute(consultation, BENCH, channel="import", by=hana)
    agreed = contribute(consultation, BENCH, channel="workshop", by=hana, provenance={"consent": "spoken"})
    section.found = None
    section.save()
    statement = actions.add_statement(section, by=bruno, prose=PROSE, contributions=[silent, agreed])

    actions.quote(statement, by=bruno, contribution=agreed, start=0, end=27)
    with pytest.raises(Refused, match="agreed to be quoted"):
        actions.quote(statement, by=bruno, contribution=silent, start=0, end=27)


def test_only_conveners_write(consultation, section):
    with pytest.raises(Refused, match="Only a convener"):
        actions.add_statement(section, by=make_person("Amina"), prose=PROSE)


def test_every_act_is_in_the_record(consultation, bruno):
    report = make_report(consultation, bruno)

    verbs = [entry.verb for entry in entries_of(report)]
    assert verbs == ["report.begun", *["report.changed"] * 5]
    assert only(report).is_final
