"""Signing: four eyes, every number counted anew, frozen for good, and told to whoever was heard."""

import hashlib
import json

import pytest

from parvis.consultations.actions import erase_contribution, hide
from parvis.consultations.models import Contribution
from parvis.consultations.tests.factories import contribute, make_moderator
from parvis.core.rules import Refused
from parvis.heard import actions
from parvis.heard.models import Report
from parvis.heard.tests.factories import PROSE, both, make_chipo, make_published, make_report, only
from parvis.people.tests.factories import make_convener, make_person
from parvis.record import entries_of


@pytest.fixture
def report(consultation, bruno):
    made = make_report(consultation, bruno)
    return actions.discuss_report(made, by=bruno)


def test_whoever_wrote_it_does_not_sign_it(report, bruno):
    with pytest.raises(Refused, match="You wrote some of it"):
        actions.sign_report(report, by=bruno)


def test_a_stranger_does_not_sign_it(report):
    with pytest.raises(Refused, match="Only a reviewer or a convener"):
        actions.sign_report(report, by=make_person("Amina"))


@pytest.mark.parametrize("who", [make_chipo, make_convener])
def test_a_reviewer_or_another_convener_signs_it(report, who):
    signed = actions.sign_report(report, by=who(report.place))

    assert signed.is_published
    assert signed.signed_as in ("Chipo", "Bruno")


def test_the_record_keeps_the_digest_of_what_is_frozen(report, chipo):
    actions.sign_report(report, by=chipo)
    report = Report.objects.get()

    assert hashlib.sha256(report.bytes).hexdigest() == report.digest
    assert entries_of(report).last().facts["digest"] == report.digest
    assert hashlib.sha256(report.row_bytes).hexdigest() == report.told["data"]["sha256"]


def test_no_words_of_contributors_are_frozen(report, chipo):
    actions.sign_report(report, by=chipo)

    assert b"Street waits" not in report.bytes + report.row_bytes
    [quote] = report.told["sections"][0]["statements"][0]["quotes"]
    assert set(quote) == {"contribution", "start", "end"}


def test_every_contribution_that_was_heard_or_quoted_gets_its_entry(report, chipo):
    actions.sign_report(report, by=chipo)

    quoted, *others = Contribution.objects.order_by("pk")
    assert [entry.verb for entry in entries_of(quoted)][-2:] == ["contribution.heard", "contribution.quoted"]
    assert all(entries_of(each).last().verb == "contribution.heard" for each in others)
    assert entries_of(quoted).last().facts == {"report": report.record_key, "statements": ["B1.1"]}


def faults(report, chipo):
    with pytest.raises(Refused) as refusal:
        actions.sign_report(report, by=chipo)
    assert Report.objects.get().frozen is None
    return str(refusal.value)


def test_a_hidden_contribution_keeps_it_from_publication(report, chipo):
    said = only(report).contributions.order_by("pk").last()
    hide(said, by=make_moderator(report.consultation), reason="off_topic", because="It is about a dog.")

    assert f"B1.1 rests on {said}, which cannot be read any more" in faults(report, chipo)


def test_a_quote_that_is_not_what_stands_there_keeps_it_from_publication(report, chipo):
    Contribution.objects.filter(quoted_in__isnull=False).update(words="No street needs a bench.")

    assert "does not say this any more" in faults(report, chipo)


def test_numbers_that_changed_keep_it_from_publication(report, chipo):
    contribute(report.consultation, "One more who wants something else.")

    assert "its numbers are not what they were" in faults(report, chipo)


def test_all_that_is_missing_is_said_at_once(consultation, bruno, chipo):
    report = actions.begin_report(consultation, by=bruno, title={"en": "What we heard"})
    section = actions.add_section(report, by=bruno, title=both("Benches"))
    actions.add_section(report, by=bruno, title=both("Nothing"))
    actions.add_statement(section, by=bruno, prose=PROSE, contributions=[])
    actions.discuss_report(report, by=bruno)

    found = faults(report, chipo)
    for each in ("Introduction", "B1.1 rests on no", "B1.1 is not final", "B2 holds no sentence"):
        assert each in found


def test_a_comment_without_reply_keeps_it_from_publication(report, bruno, chipo):
    comment = actions.comment_report(report, by=bruno, words="Say who pays.", language="en")
    assert "no reply yet" in faults(report, chipo)

    actions.reply_to_comment(comment, by=bruno, outcome="answered", reply="Nobody said who.", language="en")
    assert actions.sign_report(report, by=chipo).is_published


def test_a_published_report_is_changed_no_more(consultation, bruno, chipo):
    report = make_published(consultation, bruno, chipo)

    with pytest.raises(Refused, match="put right by an erratum"):
        actions.add_section(report, by=bruno, title=both("More"))
    with pytest.raises(Refused, match="put right by an erratum"):
        actions.take_back_report(report, by=bruno)


def test_signed_twice_it_is_published_once(report, chipo):
    first = actions.sign_report(report, by=chipo).digest

    assert actions.sign_report(report, by=chipo).digest == first
    assert [entry.verb for entry in entries_of(report)].count("report.published") == 1


def test_what_is_frozen_stays_true_when_somebody_leaves(consultation, bruno, chipo):
    amina = make_person("Amina")
    said = contribute(consultation, "A bench. A tree.", by=amina)
    report = make_published(consultation, bruno, chipo)
    erase_contribution(said, by=amina)

    assert json.loads(report.bytes)["who"]["contributions"] == 7
    assert hashlib.sha256(Report.objects.get().bytes).hexdigest() == report.digest


def test_an_erratum_is_published_and_recorded_and_what_was_published_stays(consultation, bruno, chipo):
    report = make_published(consultation, bruno, chipo)
    before = report.bytes
    said = {"wrong": {"en": "Every street."}, "right": {"en": "Every long street."}}
    made = actions.publish_erratum(report, by=bruno, statement=only(report), **said)

    assert actions.publish_erratum(report, by=bruno, statement=only(report), **said) == made
    assert entries_of(report).last().facts["statement"] == "B1.1"
    assert Report.objects.get().bytes == before


def test_only_members_of_the_forum_and_conveners_comment(report):
    member = make_chipo(report.place, "member")
    made = actions.comment_report(report, by=member, words="Say who pays.", language="en", statement=only(report))

    assert made.role == "member"
    assert (
        actions.comment_report(report, by=member, words="Say who pays.", language="en", statement=only(report)) == made
    )
    with pytest.raises(Refused, match="Only members"):
        actions.comment_report(report, by=make_person("Amina"), words="Me too.", language="en")
