"""A thing moves only along its lifecycle, once, and whoever comes second is told so."""

import pytest

from parvis.consultations.models import Contribution
from parvis.core.lifecycle import HasLifecycle, MoveRefused
from parvis.core.rules import Refused, rule
from parvis.cycles.models import CycleTheme
from parvis.cycles.tests.factories import make_cycle_theme

Status = CycleTheme.Status


@pytest.fixture
def theme(db):
    return make_cycle_theme(status=Status.SUGGESTED)


def test_a_move_changes_the_row_and_the_object(theme):
    assert theme.move("take_up") is True
    assert theme.status == CycleTheme.objects.get().status == Status.EMERGING


def test_the_second_of_two_who_press_the_same_button_is_told_it_was_done(theme):
    other = CycleTheme.objects.get()

    assert theme.move("take_up") is True
    assert other.move("take_up") is False


def test_the_second_of_two_who_give_different_reasons_is_told_that_theirs_was_not_saved(theme):
    other = CycleTheme.objects.get()
    theme.move("drop", {"reason": {"en": "It belongs to the towns."}})

    assert other.move("drop", {"reason": {"en": "It belongs to the towns."}}) is False
    with pytest.raises(MoveRefused, match="Yours was not saved"):
        other.move("drop", {"reason": {"en": "It was asked in 2016."}})
    assert CycleTheme.objects.get().reason == {"en": "It belongs to the towns."}


def test_what_nobody_said_may_differ_the_second_time(theme):
    other = CycleTheme.objects.get()
    theme.move("drop", {"reason": {"en": "It belongs to the towns."}}, number=1)

    assert other.move("drop", number=2) is False
    assert CycleTheme.objects.get().number == 1


def test_a_move_from_elsewhere_is_refused_with_a_sentence(theme):
    theme.move("confirm")

    with pytest.raises(MoveRefused, match="confirmed"):
        theme.move("take_up")


def test_every_lifecycle_starts_from_its_declared_states():
    for model in HasLifecycle.__subclasses__():
        states = {str(value) for value, _label in model._meta.get_field("status").choices}
        for edge in model.MOVES.values():
            assert edge.sources | {edge.to} <= states


@rule
def may_greet(person, place):
    """Only those who are here may greet."""
    yield person, "Say who you are first."
    yield place == "here", "This is elsewhere."


def test_a_rule_says_the_first_reason_why_not():
    assert may_greet("Amina", "here")
    assert may_greet(None, "there").reason == "Say who you are first."
    with pytest.raises(Refused, match="elsewhere"):
        may_greet("Amina", "there").enforce()


def test_hidden_contributions_have_a_way_back():
    assert Contribution.MOVES["restore"].sources == {"hidden"}
