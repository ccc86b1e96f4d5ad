"""Entries: dense numbers, canonical leaves, secrets that can be erased."""

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from parvis.core import clock
from parvis.record import entries_of, erase_secrets, opened, position, record, record_many
from parvis.record.append import Line, Subject
from parvis.record.leaves import NotRecordable, canonical, commitment, leaf
from parvis.record.models import Entry, Secret
from parvis.record.tests.factories import idea, receive, receive_many
from parvis.record.tree import leaf_hash
from parvis.record.verifier import read_leaf

plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(codec="utf-8")),
    lambda parts: st.lists(parts) | st.dictionaries(st.text(st.characters(codec="utf-8")), parts),
    max_leaves=20,
)


@pytest.mark.django_db
def test_an_entry_says_what_happened_in_one_canonical_leaf():
    moment = datetime(2026, 11, 22, 3, 4, 5, 60, timezone(timedelta(hours=2)))
    with clock.at(moment):
        entry = record("contribution.received", idea(), role="anyone", facts={"channel": "web", "été": [1, None, True]})

    assert entry.seq == 0
    assert entry.leaf == (
        '{"commitments":{},"facts":{"channel":"web","été":[1,null,true]},"role":"anyone","seq":0,'
        '"subject":{"key":"7K3M9QXT4C","type":"contribution"},"time":"2026-11-22T01:04:05.000060Z",'
        '"verb":"contribution.received"}'
    )
    assert bytes(entry.leaf_hash) == leaf_hash(entry.leaf.encode())


@pytest.mark.django_db
def test_what_was_written_is_what_the_database_gives_back():
    receive()
    entry = Entry.objects.get()

    assert read_leaf(entry.leaf.encode(), 0)["verb"] == entry.verb
    assert bytes(entry.leaf_hash) == leaf_hash(entry.leaf.encode())


@pytest.mark.django_db
def test_numbers_follow_each_other_from_zero():
    receive()
    assert receive_many(3) == range(1, 4)
    receive()

    assert list(Entry.objects.values_list("seq", flat=True)) == [0, 1, 2, 3, 4]


@pytest.mark.django_db
def test_a_transaction_that_fails_leaves_no_gap():
    receive()
    with suppress(ZeroDivisionError), transaction.atomic():
        receive()
        _ = 1 / 0
    receive()

    assert list(Entry.objects.values_list("seq", flat=True)) == [0, 1]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_writing_costs_as_many_statements_for_one_as_for_many(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
):
    lines = [Line("idea.had", idea(), secrets={"words": "Open the budget"}) for _ in range(count)]

    with transaction.atomic(), django_assert_num_queries(3):
        record_many(lines)


@pytest.mark.django_db
def test_writing_nothing_does_nothing(django_assert_num_queries: DjangoAssertNumQueries):
    with django_assert_num_queries(0):
        assert not record_many([])


@pytest.mark.django_db
def test_a_secret_enters_as_a_commitment_its_holder_can_open():
    entry = receive("Ouvrir le budget")
    opening = opened(entry, "words")

    assert "budget" not in entry.leaf
    assert opening is not None
    assert opening["value"] == "Ouvrir le budget"
    salted = commitment(bytes.fromhex(opening["salt"]), canonical(opening["value"]))
    assert json.loads(entry.leaf)["commitments"] == {"words": salted}


@pytest.mark.django_db
def test_equal_secrets_have_commitments_that_differ():
    assert receive("yes").says["commitments"] != receive("yes").says["commitments"]


@pytest.mark.django_db
def test_erasing_the_secrets_of_one_leaves_those_of_others():
    mine, other = receive(code="MINE"), receive(code="OTHER")

    assert erase_secrets("contribution", "MINE") == 1
    assert erase_secrets("contribution", "MINE") == 0
    assert opened(mine, "words") is None
    assert opened(other, "words") is not None
    assert Entry.objects.count() == 2


@pytest.mark.django_db
def test_erased_words_are_in_no_table():
    receive("a word nobody else uses")
    erase_secrets("contribution", "7K3M9QXT4C")

    assert not Secret.objects.exists()
    assert not Entry.objects.filter(leaf__contains="nobody else").exists()


@pytest.mark.django_db
def test_the_entries_about_something_are_found_in_order():
    receive(code="MINE")
    receive(code="OTHER")
    record("contribution.published", idea("MINE"))

    assert [entry.verb for entry in entries_of(idea("MINE"))] == ["contribution.received", "contribution.published"]


@pytest.mark.django_db
def test_the_role_is_the_one_said_or_the_actors_own_or_anyone():
    class Convener:
        def record_role(self, subject: Subject) -> str:
            return "convener"

    assert record("cycle.opened", idea(), by=Convener(), role="keeper").role == "keeper"
    assert record("cycle.opened", idea(), by=Convener()).role == "convener"
    assert record("cycle.opened", idea()).role == "anyone"


@pytest.mark.django_db
def test_the_position_changes_with_each_entry(django_assert_num_queries: DjangoAssertNumQueries):
    before = position()
    receive()

    with django_assert_num_queries(1):
        assert position() != before


@pytest.mark.django_db
@pytest.mark.parametrize(
    "facts",
    [{"share": 0.5}, {"big": 2**53}, {1: "one"}, {"half": "\ud83d"}, {"when": datetime(2026, 1, 1, tzinfo=UTC)},
     {"words": "é" * 40_000}, {"nested": [{"share": float("nan")}]}, {"bytes": b"raw"}],
)  # fmt: skip
def test_what_cannot_be_written_the_same_everywhere_is_refused_with_a_sentence(facts: dict[str, object]):
    with pytest.raises(NotRecordable, match=r"\w+ \w+ \w+.*"), transaction.atomic():
        record("idea.had", idea(), facts=facts)

    assert not Entry.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["received", "Contribution.received", "contribution.", "a b.c", "x" * 90 + ".y", ""])
def test_a_verb_that_is_none_is_refused(verb: str):
    with pytest.raises(NotRecordable):
        record(verb, idea())


@pytest.mark.django_db
def test_a_leaf_of_65_535_bytes_is_the_longest():
    spare = 65_535 - len(record("idea.had", idea(), facts={"words": ""}).leaf.encode())

    assert len(record("idea.had", idea(), facts={"words": "x" * spare}).leaf.encode()) == 65_535
    with pytest.raises(NotRecordable, match="65535 bytes"):
        record("idea.had", idea(), facts={"words": "x" * (spare + 1)})


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.text(st.characters(codec="utf-8")), plain), st.text(st.characters(codec="utf-8")))
def test_a_leaf_is_put_together_canonically_whatever_it_holds(facts: dict[str, object], key: str):
    text = leaf(7, datetime(2026, 1, 1, tzinfo=UTC), "idea.had", ("idea", key), "anyone", facts, {"words": "00"})

    assert text == canonical(json.loads(text))
    assert read_leaf(text.encode(), 7)["facts"] == facts


@settings(max_examples=50, deadline=None)
@given(plain)
def test_canonical_json_says_the_same_however_it_is_read_and_written_again(value: object):
    text = canonical(value)

    assert json.loads(text) == value
    assert canonical(json.loads(text)) == text
