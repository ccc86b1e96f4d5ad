"""Signs of spam: explained to moderators, never public, deciding nothing."""

import itertools
import re

import pytest
from django.test import Client

from parvis.consultations import actions
from parvis.consultations.models import Contribution, Signs
from parvis.consultations.signs import SIGNS
from parvis.consultations.tasks import forget_sources_and_signs
from parvis.consultations.tests.factories import DAY, contribute
from parvis.consultations.tests.test_speaking import WORDS, address, send, written
from parvis.core import clock, puzzles
from parvis.record import catch_up

SPAM = "Buy at https://a.example https://b.example www.c.example now"


def reasons(contribution):
    found = Signs.objects.filter(contribution=contribution).first()
    return found.reasons if found else {}


@pytest.mark.parametrize(
    ("words", "name", "found"),
    [
        (WORDS, "Amina", {}),
        (SPAM, "", {"links": "3"}),
        ("See https://a.example and https://b.example.", "", {}),
        ("Have a look at bit.ly/2xYz today", "", {"shortened": "bit.ly/2xYz"}),
        ("Send your р\u0430ssword", "", {"disguised": "р\u0430ssword"}),
        ("LISTEN TO ME ALL OF YOU, THIS MUST END AT ONCE", "", {"capitals": ""}),
        ("The OECD and the UN", "", {}),
        ("more money " * 20, "", {"monotonous": "more"}),
        ("a" * 30, "", {"monotonous": "a"}),
        (WORDS, "Ministère de la Justice", {"office": "Ministère de la Justice"}),
        (WORDS, "M\u043ederator", {"disguised": "M\u043ederator", "office": "M\u043ederator"}),
        (WORDS, "وزارة العدل", {"office": "وزارة العدل"}),
    ],
)
def test_signs_are_found_in_words_and_names(consultation, words, name, found):
    assert reasons(contribute(consultation, words, public_name=name)) == found


def test_what_repeats_something_hidden_or_is_sent_again_and_again_has_a_sign(consultation, moderator):
    hidden = contribute(consultation)
    actions.hide(hidden, by=moderator, reason="advertising", because="It sells something.")
    catch_up("consultations.likeness")
    assert reasons(contribute(consultation)) == {"hidden": ""}
    contribute(consultation)
    catch_up("consultations.likeness")
    assert reasons(contribute(consultation)) == {"hidden": "", "repeated": "3"}


def test_signs_hide_and_hold_nothing(consultation):
    contribution = contribute(consultation, f"{SPAM} BIT.LY/X р\u0430ssword", public_name="Government")
    assert Signs.objects.get().score >= 9
    assert contribution.status == Contribution.Status.PUBLISHED


def test_a_form_says_how_it_came(consultation):
    send(Client(), consultation, website="x", stamp="forged", words=f"{WORDS}\u202e")
    assert set(Signs.objects.get().reasons) == {"trap", "hasty", "unseen", "unproven"}


def test_who_speaks_without_javascript_has_no_sign_for_that_alone(consultation):
    send(Client(), consultation)
    assert not Signs.objects.exists()
    assert Contribution.objects.get().status == "published"


def solved(visitor, consultation, **said):
    data = written(visitor, consultation, **said)
    number = next(str(n) for n in itertools.count() if puzzles.is_solution(data["stamp"], str(n)))
    return data | {"proof": number, "step": "send"}


def test_a_solved_puzzle_spares_the_stricter_limit_once(consultation, settings, monkeypatch):
    settings.PUZZLE_BITS = 6
    monkeypatch.setattr("parvis.consultations.limits.FOR_A_NETWORK", 0)
    visitor = Client()
    data = solved(visitor, consultation)
    for key in ("1", "1", "2"):
        visitor.post(address(consultation), data | {"submission_key": f"3f2504e0-4f89-11d3-9a0c-0305e82c330{key}"})

    first, second = Contribution.objects.order_by("pk")
    assert (first.status, reasons(first)) == ("published", {})
    assert (second.status, set(reasons(second))) == ("held", {"crowd", "unproven"})


def test_the_puzzle_of_one_form_is_of_no_use_for_another(consultation, settings, monkeypatch):
    settings.PUZZLE_BITS = 16
    monkeypatch.setattr("parvis.consultations.limits.FOR_A_NETWORK", 0)
    visitor = Client()
    data = solved(visitor, consultation) | {"stamp": written(visitor, consultation)["stamp"]}
    visitor.post(address(consultation), data)

    assert set(reasons(Contribution.objects.get())) == {"crowd", "unproven"}


def test_in_a_rush_those_without_a_puzzle_are_read_first_and_those_who_signed_in_never(consultation, settings, amina):
    settings.RUSH, settings.PUZZLE_BITS = 1, 6
    visitor, signed_in = Client(), Client()
    signed_in.force_login(amina)
    visitor.post(address(consultation), solved(visitor, consultation, words="The first to come, with a browser."))
    send(visitor, consultation, words="Somebody comes without JavaScript.")
    visitor.post(address(consultation), solved(visitor, consultation, words="Somebody comes with a browser."))
    send(signed_in, consultation, words="Somebody comes who has signed in.")

    statuses = Contribution.objects.order_by("pk").values_list("status", flat=True)
    assert list(statuses) == ["published", "held", "published", "published"]


def test_a_puzzle_is_offered_on_every_step_and_none_when_it_is_switched_off(consultation, settings):
    visitor = Client()
    data = written(visitor, consultation)
    puzzle = f'data-puzzle="{puzzles.puzzle_of(data["stamp"])}" data-bits="16"'
    preview = visitor.post(address(consultation), data | {"step": "preview"}).content.decode()
    assert puzzle in preview
    settings.PUZZLE_BITS = 0
    assert "data-puzzle" not in visitor.get(address(consultation)).content.decode()
    send(visitor, consultation)
    assert not Signs.objects.exists()


def test_too_many_links_are_said_and_nothing_is_lost(consultation, monkeypatch):
    monkeypatch.setattr("parvis.consultations.actions.contributions.MOST_LINKS", 2)
    visitor = Client()
    answer = visitor.post(address(consultation), written(visitor, consultation, words=SPAM) | {"step": "send"})

    assert answer.status_code == 422
    assert "This holds 3 links, and we take at most 2." in answer.content.decode()
    assert SPAM in answer.content.decode()


def test_stacked_marks_are_taken_off_and_this_is_said(consultation):
    visitor = Client()
    data = written(visitor, consultation, words="Hello" + "\u0300\u0316" * 20)
    answer = visitor.post(address(consultation), data | {"step": "preview"}).content.decode()
    assert "We took out characters" in answer


def test_moderators_read_the_signs_choose_by_them_and_nobody_else_does(consultation, moderator):
    spam, honest = contribute(consultation, SPAM, hold=True), contribute(consultation, hold=True)
    desk = Client()
    desk.force_login(moderator)
    said = str(SIGNS["links"].words)
    for page in ("/en/desk/moderation/", "/en/desk/reading/", f"/en/desk/moderation/{spam}/"):
        html = desk.get(page).content.decode()
        assert said in html
        assert "Signs of spam: 2" in html
    listed = {
        signs: set(re.findall(r'name="receipt" value="([^"]+)"', _queue(desk, signs)))
        for signs in ("", "none", "some", "strong", "nonsense")
    }
    both = {str(spam), str(honest)}
    assert listed == {"": both, "none": {str(honest)}, "some": {str(spam)}, "strong": set(), "nonsense": both}
    assert _queue(desk, "some&ticked=all").count(" checked") == 1

    actions.publish(spam, by=moderator)
    for page in (spam.get_absolute_url(), consultation.get_absolute_url()):
        assert said not in Client().get(page).content.decode()


def _queue(desk, signs):
    return desk.get(f"/en/desk/moderation/?signs={signs}").content.decode()


def test_signs_are_forgotten_with_the_words_and_some_time_after_the_decision(consultation, amina, moderator):
    erased, decided = contribute(consultation, SPAM, by=amina), contribute(consultation, f"{SPAM} too")
    waiting = contribute(consultation, f"{SPAM} again", hold=True)
    actions.erase_contribution(erased, by=amina)
    assert not Signs.objects.filter(contribution=erased).exists()

    forget_sources_and_signs()
    assert Signs.objects.filter(contribution=decided).exists()
    with clock.at(clock.now() + 31 * DAY):
        forget_sources_and_signs()
    assert [each.contribution for each in Signs.objects.all()] == [waiting]
