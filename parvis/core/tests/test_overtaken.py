"""What a form showed, what is saved by now, and what was typed: who would write over whose words."""

import datetime

import pytest

from parvis.core.overtaken import changes_since, marks_of

SHOWN = {"title": {"en": "Owners", "fr": "Propriétaires"}, "closes_at": None, "languages": ["en", "fr"]}


def changed(seen, saved, typed):
    """Each part that would be written over: its name, its language, whether it was left alone."""
    found = changes_since(marks_of(seen), SHOWN | saved, SHOWN | typed)
    return [(change.name, change.language, change.was_left) for change in found]


def title(**texts):
    return {"title": SHOWN["title"] | texts}


@pytest.mark.parametrize(
    ("saved", "typed", "told"),
    [
        ({}, {}, []),
        ({}, title(en="Who owns what?"), []),
        (title(en="Theirs"), title(en="Ours"), [("title", "en", False)]),
        (title(en="Theirs"), {}, [("title", "en", True)]),
        (title(en="Theirs"), title(fr="Les nôtres"), [("title", "en", True)]),
        (title(en="The same"), title(en="The same"), []),
        (title(en=""), title(en="Ours"), [("title", "en", False)]),
        (title(ar="لنا"), {}, [("title", "ar", True)]),
        (title(en="Theirs"), {"title": {}}, [("title", "en", False)]),
        ({"languages": ["fr", "en"]}, {}, [("languages", "", True)]),
        ({"languages": ["fr"]}, {"languages": ["en"]}, [("languages", "", False)]),
    ],
)
def test_only_what_somebody_else_changed_is_told(saved, typed, told):
    assert changed(SHOWN, saved, typed) == told


def test_who_saw_nothing_is_not_compared():
    assert changes_since(None, {"title": {"en": "Theirs"}}, {"title": {"en": "Ours"}}) == []


def test_what_was_begun_by_somebody_else_is_noticed_by_who_saw_nothing_in_it():
    [change] = changes_since({}, {"title": {"en": "Theirs"}}, {"title": {"en": "Ours"}})
    assert (change.saved, change.typed) == ("Theirs", "Ours")


def test_a_moment_is_the_same_by_any_clock_and_a_form_asks_for_no_seconds():
    seconds = datetime.datetime(2031, 5, 1, 12, 0, 59, tzinfo=datetime.UTC)
    elsewhere = datetime.datetime(2031, 5, 1, 14, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))

    assert marks_of({"closes_at": seconds}) == marks_of({"closes_at": elsewhere})


def test_marks_tell_nothing_of_empty_parts():
    assert marks_of({"title": {"en": ""}, "themes": [], "closes_at": None}) == {}
