"""Decisions, by three rules, and the tasks that are carried to the next meeting."""

import pytest

from parvis.core.rules import Refused
from parvis.forum import actions, queries
from parvis.forum.models import is_adopted
from parvis.forum.tests.factories import make_holder, make_meeting
from parvis.record.models import Entry

G, C, X = "government", "civil", "other"
TEXT = {"en": "Open the data.", "fr": "Ouvrir les données."}


@pytest.mark.parametrize(
    ("rule", "votes", "adopted"),
    [
        ("consensus", [(G, "for"), (C, "abstain"), (C, "recused")], True),
        ("consensus", [(G, "for"), (C, "for"), (C, "against")], False),
        ("consensus", [(G, "abstain"), (C, "abstain")], False),
        ("majority", [(G, "for"), (C, "for"), (C, "against")], True),
        ("majority", [(G, "for"), (C, "against")], False),
        ("majority", [(G, "for"), (C, "abstain"), (C, "recused")], True),
        ("double", [(G, "for"), (C, "for"), (C, "for"), (C, "against")], True),
        ("double", [(G, "against"), (C, "for"), (C, "for")], False),
        ("double", [(G, "for"), (C, "for"), (C, "against")], False),
        ("double", [(C, "for"), (X, "for")], False),
        ("double", [(G, "for"), (C, "for"), (X, "against"), (X, "against")], True),
        ("majority", [], False),
    ],
)
def test_what_comes_of_a_vote_follows_from_the_rule(rule, votes, adopted):
    assert is_adopted(rule, votes) is adopted


@pytest.fixture
def meeting(forum, gwen, ines):
    meeting = make_meeting(forum)
    meeting.present.set([gwen, ines])
    return meeting


def decide(meeting, by, *choices, **fields):
    votes = dict(zip(meeting.present.order_by("pk").values_list("pk", flat=True), choices, strict=False))
    return actions.decide(meeting, by=by, **{"number": 1, "text": TEXT, "rule": "majority", "votes": votes} | fields)


def test_a_decision_sent_twice_is_one_and_its_votes_are_counted_by_side(meeting, bruno):
    assert decide(meeting, bruno, "for", "abstain") == decide(meeting, bruno, "for", "abstain")

    [voted] = queries.decisions_of(meeting)
    assert voted.rows == [("Government", [1, 0, 0, 0]), ("Civil society", [0, 0, 1, 0])]
    assert Entry.objects.get(verb="decision.taken").facts["is_adopted"] is True


def test_another_decision_does_not_take_a_number(meeting, bruno):
    decide(meeting, bruno, "for", "for")
    with pytest.raises(Refused, match="another decision"):
        decide(meeting, bruno, "for", "for", text={"en": "Close the data."})


def test_only_those_who_were_there_vote_and_all_of_them(forum, meeting, bruno, gwen):
    absent = make_holder(forum, name="Omar")
    for votes in ({gwen.pk: "for"}, dict.fromkeys((*meeting.present.values_list("pk", flat=True), absent.pk), "for")):
        with pytest.raises(Refused, match="each member who was there"):
            decide(meeting, bruno, votes=votes)
    with pytest.raises(Refused, match="each member who was there"):
        decide(meeting, bruno, "for", "maybe")


def test_nothing_is_decided_before_the_meeting_nor_by_others(forum, meeting, bruno, amina):
    with pytest.raises(Refused, match="Say first who came"):
        decide(make_meeting(forum, days=2), bruno)
    with pytest.raises(Refused):
        decide(meeting, amina, "for", "for")


def test_a_task_is_carried_to_the_next_meetings_until_it_is_done(forum, meeting, bruno):
    first, again = (actions.give_task(meeting, by=bruno, text=TEXT, owner="Gwen") for _twice in range(2))
    later = make_meeting(forum, days=5)
    assert (first, queries.tasks_of(later).carried, queries.tasks_of(meeting).carried) == (again, [first], [])

    for _twice in range(2):
        actions.finish_task(first, by=bruno)

    assert queries.tasks_of(later).carried == []
    assert list(Entry.objects.values_list("verb", flat=True)) == ["task.given", "task.done"]


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_a_decision_and_a_task_are_written_down_and_read(meeting, bruno, gwen, ines, client, language):
    client.force_login(bruno)
    here = f"/{language}{meeting.get_absolute_url()[3:]}"
    votes = {f"vote_{gwen.pk}": "for", f"vote_{ines.pk}": "recused"}
    words = {"text_en": "<i>Open</i>", "dissent_en": "Inés: too slow", "owner": "TBS", "due_on": "2027-01-31"}
    client.post(f"{here}decisions/add/", {"number": "1", "rule": "consensus", **votes, **words})
    client.post(f"{here}tasks/add/", {"text_en": "Write to all", "owner": "غوين"})
    client.post(f"{here}tasks/{meeting.tasks.get().pk}/", {})
    client.logout()

    page = client.get(here).text

    assert [text in page for text in ("&lt;i&gt;Open", "too slow", "TBS", "Write to all", "غوين")] == [True] * 5
    assert meeting.tasks.get().status == "done"
    assert Entry.objects.filter(verb__in=("decision.taken", "task.done")).count() == 2
