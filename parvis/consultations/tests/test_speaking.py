"""The pages on which people speak."""

import datetime
import re
import uuid

import pytest
from django.test import Client

from parvis.consultations.models import Contribution
from parvis.consultations.tests.factories import DAY, contribute, make_consultation, make_themes
from parvis.core import clock
from parvis.core.models import OutgoingMessage
from parvis.cycles.models import CycleTheme
from parvis.record import catch_up

WORDS = "Publish every contract above ten thousand dollars."


@pytest.fixture
def visitor():
    """Somebody who has not signed in."""
    return Client()


def address(consultation, language="en"):
    return f"/{language}/consultations/{consultation.slug}/speak/"


def fields(response):
    """Return the hidden fields of the form of a page."""
    html = response.content.decode()
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html)
    return {name: value for name, value in hidden if name != "csrfmiddlewaretoken"}


def written(visitor, consultation, at=None, **said):
    """Open the form, take a minute, and return what is then sent."""
    at = at or clock.now()
    with clock.at(at - datetime.timedelta(minutes=1)):
        return fields(visitor.get(address(consultation))) | {"words": WORDS} | said


def send(visitor, consultation, **said):
    data = written(visitor, consultation, **said)
    return visitor.post(address(consultation), data | {"step": "send"})


def test_writing_looking_and_sending_gives_a_receipt(visitor, consultation):
    data = written(visitor, consultation)
    preview = visitor.post(address(consultation), data | {"step": "preview"})
    assert preview.status_code == 200
    assert not Contribution.objects.exists()

    sent = visitor.post(address(consultation), data | fields(preview) | {"step": "send", "language": "en"})

    contribution = Contribution.objects.get()
    assert sent.status_code == 302
    assert sent.url == f"{contribution.get_absolute_url()}?thanks=1"
    assert (contribution.words, contribution.status, contribution.language) == (WORDS, "published", "en")
    assert contribution.question == consultation.questions.get()


def test_everybody_gets_a_form_of_their_own_that_shows_what_is_asked_now(visitor, consultation):
    first, second = visitor.get(address(consultation)), Client().get(address(consultation))
    assert not set(fields(first).values()) & set(fields(second).values())
    assert first.cookies["csrftoken"].value != second.cookies["csrftoken"].value

    consultation.help["en"] = "Think of the schools."
    consultation.save()

    assert "Think of the schools." in Client().get(address(consultation)).content.decode()


def test_everything_said_survives_the_preview(visitor, db):
    consultation = make_consultation(questions=2)
    themes = make_themes(consultation, 3)
    said = {
        "words": "First line\r\n\r\nsecond <b>line</b> & “more”",
        "question": str(consultation.questions.last().pk),
        "themes": [str(themes[0].pk), str(themes[2].pk)],
        "kind": "civil",
        "organisation": "Clear Books",
        "public_name": "Amina",
        "email": "amina@example.org",
    }
    preview = visitor.post(address(consultation), written(visitor, consultation, **said) | {"step": "preview"})

    html = preview.content.decode()
    hidden = fields(preview)
    chosen = re.findall(r'name="themes" value="(\d+)"', html)
    visitor.post(
        address(consultation),
        hidden
        | {"words": said["words"], "themes": chosen, "organisation": "Clear Books", "step": "send", "language": "fr"},
    )

    contribution = Contribution.objects.get()
    assert contribution.words == "First line\n\nsecond <b>line</b> & “more”"
    assert "<b>line</b>" not in html
    assert set(contribution.themes.all()) == {themes[0], themes[2]}
    assert contribution.question == consultation.questions.last()
    assert (contribution.kind, contribution.organisation_name) == ("civil", "Clear Books")
    assert (contribution.public_name, contribution.language) == ("Amina", "fr")


def test_the_language_is_guessed_and_can_be_corrected(visitor, consultation):
    arabic = "نريد أن نعرف من يملك الشركات التي تفوز بالعقود العامة"
    preview = visitor.post(address(consultation), written(visitor, consultation, words=arabic) | {"step": "preview"})

    assert '<option value="ar" selected>' in preview.content.decode()


def test_changing_something_shows_the_form_as_it_was(visitor, consultation):
    data = written(visitor, consultation, public_name="Amina")
    again = visitor.post(address(consultation), data | {"step": "change"})

    html = again.content.decode()
    assert WORDS in html
    assert 'value="Amina"' in html
    assert 'value="preview"' in html


@pytest.mark.parametrize(
    "words", ["", "🌱🌱🌱", "\u0000", "\u202e\u202c", "a" * 50_000, "ه" * 20_001], ids=lambda words: repr(words[:4])
)
def test_bad_input_gets_a_sentence_and_nothing_is_lost(visitor, consultation, words):
    answer = visitor.post(address(consultation), written(visitor, consultation, words=words) | {"step": "preview"})

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Nothing you wrote is lost" in html
    assert words.strip("\u0000\u202e\u202c") in html
    assert 'aria-invalid="true"' in html


def test_half_a_character_is_no_error(visitor, consultation):
    data = written(visitor, consultation)
    body = "&".join(f"{name}={value}" for name, value in data.items() if name != "words")
    answer = visitor.post(
        address(consultation),
        f"{body}&step=preview&words=half+%ED%A0%80+a+pair",
        content_type="application/x-www-form-urlencoded",
    )

    assert answer.status_code == 200


def test_invisible_characters_are_taken_out_and_this_is_said(visitor, consultation):
    data = written(visitor, consultation, words="Pay \u202etxet\u202c\u0000 openly.")
    preview = visitor.post(address(consultation), data | {"step": "preview"})

    assert "Pay txet openly." in preview.content.decode()
    assert "characters that nobody sees" in preview.content.decode()


def test_the_same_form_sent_twice_counts_once(visitor, consultation):
    data = written(visitor, consultation) | {"step": "send"}
    first = visitor.post(address(consultation), data)
    again = visitor.post(address(consultation), data)

    assert first.url == again.url
    assert Contribution.objects.count() == 1


def test_the_same_form_with_other_words_is_another_contribution(visitor, consultation):
    data = written(visitor, consultation) | {"step": "send"}
    visitor.post(address(consultation), data)
    visitor.post(address(consultation), data | {"words": "And who owns the companies that win them?"})

    assert Contribution.objects.count() == 2


def test_a_closed_consultation_gives_the_words_back(visitor, consultation):
    data = written(visitor, consultation)
    for step in ("preview", "send"):
        with clock.at(consultation.closes_at):
            answer = visitor.post(address(consultation), data | {"step": step})

        assert answer.status_code == 409
        assert "This consultation is closed." in answer.content.decode()
        assert WORDS in answer.content.decode()
    assert not Contribution.objects.exists()


def test_a_consultation_closes_at_midnight_where_it_is_asked(visitor, db):
    consultation = make_consultation(
        opens_at=datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC),
        closes_at=datetime.datetime(2026, 3, 31, 4, 0, tzinfo=datetime.UTC),
    )
    with clock.at(datetime.datetime(2026, 3, 31, 3, 59, 59, tzinfo=datetime.UTC)):
        assert visitor.get(address(consultation)).context["form"]
    with clock.at(datetime.datetime(2026, 3, 31, 4, 0, tzinfo=datetime.UTC)):
        html = visitor.get(address(consultation)).content.decode()
    assert "Tuesday 31 March 2026, 00:00 (Toronto time)" in html


def test_the_receipt_comes_back_even_when_the_form_is_sent_again_after_the_end(visitor, consultation):
    data = written(visitor, consultation) | {"step": "send"}
    first = visitor.post(address(consultation), data)

    with clock.at(consultation.closes_at + DAY):
        assert visitor.post(address(consultation), data).url == first.url


def test_a_form_whose_token_has_expired_comes_back_filled_in(consultation):
    visitor = Client(enforce_csrf_checks=True)
    answer = visitor.post(
        address(consultation),
        {"words": WORDS, "public_name": "Amina", "step": "send", "csrfmiddlewaretoken": "x" * 64},
        headers={"Sec-Fetch-Site": "same-origin"},
    )

    html = answer.content.decode()
    assert answer.status_code == 403
    assert WORDS in html
    assert 'value="Amina"' in html
    assert "csrfmiddlewaretoken" in html
    assert not Contribution.objects.exists()


def test_words_from_another_site_are_not_put_into_our_form(consultation):
    visitor = Client(enforce_csrf_checks=True)
    answer = visitor.post(address(consultation), {"words": WORDS}, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert WORDS not in answer.content.decode()


def test_a_theme_dropped_while_someone_chooses_it(visitor, consultation):
    theme, _other = make_themes(consultation)
    data = written(visitor, consultation, themes=[str(theme.pk)])
    CycleTheme.objects.get(theme=theme).move("drop")

    answer = visitor.post(address(consultation), data | {"step": "send"})

    assert answer.status_code == 422
    assert "taken off the list meanwhile" in answer.content.decode()
    assert WORDS in answer.content.decode()


@pytest.mark.parametrize("theme", ["9" * 40, "-1", "nonsense"])
def test_a_theme_that_never_was_gets_a_sentence(visitor, consultation, theme):
    answer = visitor.post(address(consultation), written(visitor, consultation, themes=[theme]))

    assert answer.status_code == 422
    assert "taken off the list meanwhile" in answer.content.decode()
    assert WORDS in answer.content.decode()


def test_what_a_program_sends_is_read_first_never_refused(visitor, consultation):
    for said in ({"website": "https://spam.example"}, {"stamp": "forged"}, {"stamp": ""}):
        send(visitor, consultation, **said, submission_key=str(uuid.uuid4()))

    assert set(Contribution.objects.values_list("status", flat=True)) == {"held"}


def test_a_form_filled_in_within_a_second_is_read_first(visitor, consultation):
    data = fields(visitor.get(address(consultation))) | {"words": WORDS, "step": "send"}
    visitor.post(address(consultation), data)

    assert Contribution.objects.get().status == "held"


def test_above_the_limit_contributions_are_read_first(visitor, consultation, monkeypatch):
    monkeypatch.setattr("parvis.consultations.limits.FOR_A_NETWORK", 2)
    for number in range(3):
        send(visitor, consultation, words=f"{WORDS} {number}")

    assert list(Contribution.objects.order_by("pk").values_list("status", flat=True)) == [
        "published",
        "published",
        "held",
    ]


def test_an_address_gets_a_letter_in_the_language_of_the_page(visitor, consultation):
    data = written(visitor, consultation, email="amina@example.org") | {"step": "send"}
    visitor.post(address(consultation, "fr"), data)

    letter = OutgoingMessage.objects.get()
    assert (letter.to, letter.language) == ("amina@example.org", "fr")
    assert "/fr/letters/tell-me/" in letter.text


def test_the_preview_shows_what_is_close(visitor, consultation):
    first = contribute(consultation)
    catch_up("consultations.search")

    preview = visitor.post(address(consultation), written(visitor, consultation) | {"step": "preview"})

    assert first.get_absolute_url() in preview.content.decode()


def test_who_must_sign_in_first_is_told_and_loses_nothing(visitor, db):
    consultation = make_consultation(welcomes="signed_in")
    page = visitor.get(address(consultation))
    answer = visitor.post(address(consultation), {"words": WORDS, "step": "preview"})

    assert "for people who have signed in" in page.content.decode()
    assert "/sign-in/" in page.content.decode()
    assert WORDS in answer.content.decode()


def test_a_draft_has_no_page_but_for_those_who_prepare_it(visitor, bruno):
    consultation = make_consultation(bruno.current_roles[0].place.cycles.get(), status="draft")
    assert visitor.get(address(consultation)).status_code == 404
    assert visitor.get(f"/en/consultations/{consultation.slug}/").status_code == 404

    visitor.force_login(bruno)
    assert visitor.get(f"/en/consultations/{consultation.slug}/").status_code == 200
