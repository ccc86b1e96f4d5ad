"""A receipt leads to a thread: what became of what was said, each step with its entries."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.commitments.actions import (
    add_line,
    adopt_commitment,
    correct_response,
    create_plan,
    publish_plan,
    report_progress,
    revise_commitment,
)
from parvis.commitments.tests.factories import make_commitment, make_consultation, make_published_response
from parvis.consultations import actions
from parvis.consultations.tests.factories import contribute, make_moderator
from parvis.core import clock
from parvis.core.dates import day_words
from parvis.core.receipts import format_code
from parvis.cycles.actions import drop_theme, suggest_theme
from parvis.cycles.tests.factories import make_cycle_theme
from parvis.heard.tests.factories import make_chipo
from parvis.heard.tests.factories import make_published as make_published_report
from parvis.people.tests.factories import make_convener, make_person
from parvis.site.trail import trail_of
from parvis.votes.actions import hide_statement, propose_statement, publish_statement
from parvis.votes.tests.factories import make_voting

ARABIC = "نريد أن نعرف من يملك الشركات"
NOW = datetime.timedelta()


@pytest.fixture
def consultation(db):
    """An open consultation."""
    return make_consultation()


@pytest.fixture
def said(consultation):
    """What somebody said in it."""
    return contribute(consultation, ARABIC, language="ar", public_name="Amina")


def kinds(contribution, viewer=None, later=NOW):
    contribution.refresh_from_db()
    trail = trail_of(contribution, viewer=viewer, at=clock.now() + later)
    return [(step.kind, step.state) for step in trail.steps]


def test_what_was_just_said_is_received_and_an_answer_is_to_come(said):
    assert kinds(said) == [("received", "is-done"), ("answer_to_come", "to-come"), ("commitment_to_come", "to-come")]


def test_an_answer_that_does_not_come_is_late_in_public(client, said):
    assert kinds(said, later=datetime.timedelta(days=40))[1] == ("answer_late", "is-late")
    with clock.at(clock.now() + datetime.timedelta(days=40)):
        page = client.get(said.get_absolute_url()).content.decode()
    assert "days late" in page
    assert "owed by" in page


def test_the_thread_runs_from_the_words_to_the_plan_and_its_progress(said, consultation):
    bruno = make_convener(consultation.place)
    others = [contribute(consultation, f"Me too, {n}") for n in range(2)]
    make_published_response(consultation.cycle, [said, *others], by=bruno)
    commitment = make_commitment(consultation.cycle, by=bruno, sources=[said], adopted=True)
    plan = create_plan(consultation.cycle, by=bruno, title={"en": "Plan", "fr": "Plan d'action"})
    add_line(plan, commitment, by=bruno)
    publish_plan(plan, by=bruno)
    words = {"en": "The register is designed.", "fr": "Le registre est conçu."}
    report_progress(commitment, by=bruno, period_ends_on=consultation.cycle.starts_on, status="SP", words=words)

    found = [kind for kind, _state in kinds(said)]
    assert found == ["received", "read", "answered", "written", "planned", "delivered", "result"]


def test_every_step_that_happened_here_has_its_entries(client, said, consultation):
    make_published_response(consultation.cycle, [said])
    said.refresh_from_db()
    steps = {step.kind: step for step in trail_of(said, viewer=None, at=clock.now()).steps}

    assert [entry.verb for entry in steps["received"].entries] == ["contribution.received", "contribution.published"]
    assert [entry.verb for entry in steps["answered"].entries] == ["contribution.answered"]
    page = client.get(said.get_absolute_url()).content.decode()
    assert steps["answered"].entries[0].get_absolute_url() in page


def test_every_step_after_the_answer_has_its_entries_too(said, consultation):
    bruno = make_convener(consultation.place)
    make_published_response(consultation.cycle, [said, contribute(consultation, "Me too")], by=bruno)
    commitment = make_commitment(consultation.cycle, by=bruno, sources=[said], adopted=True)
    plan = create_plan(consultation.cycle, by=bruno, title={"en": "Plan", "fr": "Plan d'action"})
    add_line(plan, commitment, by=bruno)
    publish_plan(plan, by=bruno)
    words = {"en": "The register is designed.", "fr": "Le registre est conçu."}
    report_progress(commitment, by=bruno, period_ends_on=consultation.cycle.starts_on, status="SP", words=words)
    said.refresh_from_db()

    steps = {step.kind: step for step in trail_of(said, viewer=None, at=clock.now()).steps if step.state == "is-done"}
    found = {kind: [entry.verb for entry in step.entries] for kind, step in steps.items()}
    assert found["read"] == ["response.drafted"]
    assert found["planned"] == ["plan.published"]
    assert found["delivered"] == ["commitment.progressed"]
    assert all(found.values())


def test_a_corrected_answer_says_since_when_and_claims_no_second_reader(client, said, consultation):
    bruno = make_convener(consultation.place)
    response = make_published_response(consultation.cycle, [said], by=bruno)
    assert "Reviewed by a second person." in client.get(said.get_absolute_url()).content.decode()
    reason = {"en": "We will publish all of the register.", "fr": "Nous publierons tout le registre."}
    why = {"en": "A word was missing.", "fr": "Un mot manquait."}
    with clock.at(clock.now() + datetime.timedelta(days=9)):
        correct_response(response, by=bruno, disposition="partly", reason=reason, why=why)
        corrected = str(day_words(clock.now().astimezone(consultation.zone).date()))

    page = client.get(said.get_absolute_url()).content.decode()

    assert "Corrected on" in page
    assert corrected in page
    assert "Reviewed by a second person." not in page


def test_the_version_told_is_the_one_whose_words_are_shown(client, said, consultation):
    bruno = make_convener(consultation.place)
    commitment = make_commitment(consultation.cycle, by=bruno, sources=[contribute(consultation, "First")])
    texts = {"title": commitment.title, "problem": commitment.problem}
    change = {"en": "All owners are named by June.", "fr": "Tous les propriétaires sont nommés en juin."}
    revise_commitment(commitment, by=bruno, change=change, sources=[said], **texts)
    adopt_commitment(commitment, by=bruno)
    later = {"en": "All owners are named by May.", "fr": "Tous les propriétaires sont nommés en mai."}
    revise_commitment(commitment, by=bruno, change=later, why=later, **texts)

    page = client.get(said.get_absolute_url()).content.decode()

    assert "version 2" in page
    assert "version 3" not in page


def test_a_late_answer_leads_to_the_entry_that_says_when_it_was_due(said):
    trail = trail_of(said, viewer=None, at=clock.now() + datetime.timedelta(days=40))

    assert [entry.verb for entry in trail.steps[1].entries] == ["contribution.published"]


def test_hidden_words_are_not_shown_but_the_reason_is(client, said, consultation):
    moderator = make_moderator(consultation)
    actions.hide(said, by=moderator, reason="insult", because="It names a neighbour and insults her.")
    page = client.get(said.get_absolute_url()).content.decode()

    assert ARABIC not in page
    assert "Amina" not in page
    assert "insults her" in page
    assert kinds(said)[-1] == ("hidden", "is-done")


def test_each_time_it_was_hidden_and_restored_stays_on_the_trail(client, said, consultation):
    moderator = make_moderator(consultation)
    for reason in ("insult", "off_topic"):
        actions.hide(said, by=moderator, reason=reason, because="It names a neighbour and insults her.")
        actions.restore(said, by=moderator)
    page = client.get(said.get_absolute_url()).content.decode()

    assert [kind for kind, _state in kinds(said)][:3] == ["received", "restored", "restored"]
    assert page.index("It insults or threatens somebody.") < page.index("It does not speak to the question.")
    assert "neighbour" not in page


def test_what_a_moderator_has_read_within_a_minute_was_not_published_at_once(consultation):
    said = actions.contribute(consultation, words=ARABIC, language="ar", hold=True)
    actions.publish(said, by=make_moderator(consultation))

    assert [kind for kind, _state in kinds(said)][:2] == ["received", "published"]


def test_what_came_in_long_after_it_was_said_was_not_read_before_it_was_published(client, consultation):
    said = contribute(consultation, ARABIC, received_at=clock.now() - datetime.timedelta(days=3000))

    assert [kind for kind, _state in kinds(said)][:2] == ["received", "published"]
    assert "Somebody read it first" not in client.get(said.get_absolute_url()).content.decode()


def test_the_words_of_a_suggestion_set_aside_are_on_no_trail(client, consultation):
    rude = suggest_theme(consultation.cycle, name="Something rude", language="en")
    said = contribute(consultation, ARABIC, themes=[rude.theme, make_cycle_theme(consultation.cycle).theme])
    assert "Something rude" in client.get(said.get_absolute_url()).content.decode()

    reason = {"en": "It says nothing about a theme.", "fr": "Cela ne dit rien d’un thème."}
    drop_theme(rude, by=make_convener(consultation.place), reason=reason)

    page = client.get(said.get_absolute_url()).content.decode()
    assert "Something rude" not in page
    assert "Theme" in page


def test_held_words_are_for_their_author_and_moderators_only(client, consultation):
    amina = make_person("Amina")
    said = actions.contribute(consultation, by=amina, words=ARABIC, language="ar", hold=True)

    assert ARABIC not in client.get(said.get_absolute_url()).content.decode()
    for somebody in (amina, make_moderator(consultation), make_convener(consultation.place)):
        client.force_login(somebody)
        assert ARABIC in client.get(said.get_absolute_url()).content.decode()
    client.force_login(make_person("Chipo"))
    assert ARABIC not in client.get(said.get_absolute_url()).content.decode()


def test_erased_words_leave_a_tombstone(client, consultation):
    amina = make_person("Amina")
    said = actions.contribute(consultation, by=amina, words=ARABIC, language="ar")
    actions.erase_contribution(said, by=amina)

    assert kinds(said)[-1] == ("erased", "is-done")
    assert client.get(said.get_absolute_url()).status_code == 200


def test_thank_you_shows_the_receipt_to_keep(client, said):
    page = client.get(said.get_absolute_url() + "?thanks=1").content.decode()

    assert format_code(said.code) in page
    assert "data:image/svg+xml" in page


def test_a_thread_costs_the_same_however_much_is_on_it(client, consultation):
    bruno = make_convener(consultation.place)

    def cost(count):
        said = contribute(consultation, f"Said {count} times")
        for n in range(count):
            contribute(consultation, f"About it {n}", refers_to=said)
            make_commitment(consultation.cycle, by=bruno, sources=[said], adopted=True)
        client.get(said.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            assert client.get(said.get_absolute_url()).status_code == 200
        return len(queries)

    assert cost(1) == cost(3)


def test_the_trail_says_with_what_it_is_read_and_when_no_longer(client, consultation):
    moderator = make_moderator(consultation)
    lead, said, other = (contribute(consultation, f"Publish every contract, {n}.") for n in range(3))
    found = actions.group(lead, by=moderator, members=[said, other])
    page = client.get(said.get_absolute_url()).content.decode()

    assert ("grouped", "is-done") in kinds(said)
    assert f"/alike/{lead}/" in page
    assert "said by 3 people in 3 contributions" in page
    actions.take_out(said, by=moderator)
    assert [kind for kind, _state in kinds(said)][1] == "ungrouped"
    actions.ungroup(found, by=moderator)
    steps = [step for step in trail_of(other, viewer=None, at=clock.now()).steps if step.kind == "ungrouped"]
    assert [entry.verb for entry in steps[0].entries] == ["contribution.grouped", "contribution.ungrouped"]


def test_a_contribution_that_was_heard_and_quoted_says_where(client, consultation):
    bruno = make_convener(consultation.place)
    report = make_published_report(consultation, bruno, make_chipo(consultation.place))
    quoted, other = (each.get_absolute_url() for each in consultation.contributions.order_by("pk")[:2])

    page = client.get(quoted).content.decode()
    assert "Quoted in what we heard" in page
    assert f'href="{report.get_absolute_url()}#B1-1"' in page
    assert "Heard in what we heard" in client.get(other).content.decode()


def test_what_it_was_put_to_the_vote_as_is_a_step_and_can_be_proposed(client, said, consultation):
    assert "to vote on" not in client.get(said.get_absolute_url()).content.decode()
    make_voting(consultation, statements=["Publish every contract."])
    page = client.get(said.get_absolute_url()).content.decode()
    assert f"/vote/propose/?about={said}" in page

    statement = propose_statement(consultation, words="Name who owns each company.", language="en", contribution=said)
    assert "voted" not in dict(kinds(said))
    publish_statement(statement, by=make_moderator(consultation))
    page = client.get(said.get_absolute_url()).content.decode()

    assert ("voted", "is-done") in kinds(said)
    assert "Name who owns each company." in page
    hide_statement(statement, by=make_moderator(consultation), reason="abuse")
    assert "Name who owns each company." not in client.get(said.get_absolute_url()).content.decode()
