"""A form that changes what is saved: it remembers what it showed, and when overtaken keeps what was typed."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django import forms

from parvis.core.editing import EditingForm, filled
from parvis.core.overtaken import Overtaken, changes_since, marks_of
from parvis.core.rules import Refused
from parvis.core.words import MultilingualFormField

NOON = datetime.datetime(2031, 5, 1, 12, 0, tzinfo=datetime.UTC)
SHOWN = {"title": {"en": "Owners", "fr": "Propriétaires"}, "welcomes": "anyone", "closes_at": NOON}
SENT = {"title_en": "Who owns?", "title_fr": "Propriétaires", "welcomes": "anyone", "closes_at": "2031-05-01 12:00"}


class Thing(EditingForm):
    title = MultilingualFormField(label="Title", languages=["en", "fr"])
    welcomes = forms.ChoiceField(label="Who may speak", choices=[("anyone", "anyone"), ("forum", "the forum")])
    closes_at = forms.DateTimeField(label="Closes")
    confirmed = forms.MultipleChoiceField(choices=[("fr", "Français")], required=False)
    why = forms.CharField(required=False)


def sent(shown=SHOWN, **data):
    """A form that was shown with `shown`, and sent back."""
    seen = Thing(saved=shown, zone=ZoneInfo("America/Toronto"))["seen"].value()
    return Thing(SENT | {"seen": seen} | data, saved=SHOWN, zone=ZoneInfo("America/Toronto"))


def save(form, saved):
    """Act as an action does when `saved` is what it finds."""

    def act(typed):
        if changes := changes_since(typed["seen"], saved, {name: typed[name] for name in SHOWN}):
            raise Overtaken(changes, saved)
        return "saved"

    return filled(form, act)


def test_a_form_nobody_overtook_is_saved():
    form = sent()

    assert save(form, SHOWN) == "saved"
    assert (form.status, form.overtaken) == (200, None)


def test_what_was_typed_stays_and_what_was_left_takes_what_is_saved():
    form = sent(why="Because.", confirmed=["fr"])
    theirs = {"title": {"en": "Theirs", "fr": "Les leurs"}, "welcomes": "forum", "closes_at": NOON}

    assert save(form, theirs) is None

    assert form.status == 409
    assert form["title"].value() == {"en": "Who owns?", "fr": "Les leurs"}
    assert (form["welcomes"].value(), form["why"].value()) == ("forum", "Because.")
    # The French has changed since somebody said that it still says the same.
    assert not form["confirmed"].value()


def test_both_texts_are_told_in_words():
    form = sent(closes_at="2031-05-02 12:00", welcomes="forum")
    save(form, SHOWN | {"welcomes": "", "closes_at": NOON + datetime.timedelta(days=7)})

    [choice, moment] = form.both
    assert (choice.label, choice.saved, choice.typed) == ("Who may speak", "", "the forum")
    assert moment.saved == "Thursday 8 May 2031, 08:00 (Toronto time)"
    assert form.taken == []


def test_what_was_left_alone_is_told_apart():
    form = sent()
    save(form, SHOWN | {"title": {"en": "Owners", "fr": "Les leurs"}})

    assert form.both == []
    assert [part.label for part in form.taken] == ["Title · Français"]


def test_sent_again_with_both_texts_on_the_page_it_is_saved():
    form, theirs = sent(), SHOWN | {"title": {"en": "Theirs", "fr": "Propriétaires"}}
    save(form, theirs)

    again = Thing(SENT | {"seen": form["seen"].value()}, saved=theirs)
    assert save(again, theirs) == "saved"


def test_a_form_sent_back_with_a_mistake_still_remembers_what_was_shown_first():
    form, theirs = sent(closes_at="never"), SHOWN | {"title": {"en": "Theirs"}}

    assert save(form, theirs) is None
    assert form.errors
    assert form["seen"].value() == Thing(saved=SHOWN)["seen"].value()


@pytest.mark.parametrize("seen", ["", "=", ",,,", "title.en", "title.en=<b>,x=y=z", "\x00", "é" * 9000])
def test_marks_nobody_made_are_read_as_having_seen_something_else(seen):
    form = sent(seen=seen)

    assert save(form, SHOWN | {"title": {"en": "Theirs"}}) is None
    assert form.overtaken or form.errors


def test_a_form_without_marks_compares_nothing():
    data = dict(SENT)
    assert save(Thing(data, saved=SHOWN), SHOWN | {"welcomes": "forum"}) == "saved"


def test_a_form_for_something_new_remembers_nothing():
    assert "seen" not in Thing().fields


def test_a_refusal_stands_in_the_form():
    def refuse(typed):
        raise Refused("Not today.")

    form = sent()
    assert filled(form, refuse) is None
    assert form.non_field_errors() == ["Not today."]


def test_marks_are_small():
    assert len(Thing(saved=SHOWN)["seen"].value()) < 120
    assert marks_of(SHOWN).keys() == {"title.en", "title.fr", "welcomes", "closes_at"}
