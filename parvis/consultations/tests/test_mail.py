"""Speaking by e-mail: nothing is published before its sender has confirmed it, and machines are never answered."""

import datetime
import re

import pytest
from django.core import signing
from django.test import Client

from parvis.consultations.mailing.mailboxes import address_of, consultation_at
from parvis.consultations.mailing.taking import Taken, take_in
from parvis.consultations.models import Consultation, Contribution, Provenance, ReceivedMail, Subscription
from parvis.consultations.tasks import forget_the_unconfirmed
from parvis.consultations.tests.factories import DAY, make_consultation
from parvis.consultations.tests.mails import TO, WORDS, letter, part, parts
from parvis.core import clock
from parvis.core.models import OutgoingMessage
from parvis.people import erasures
from parvis.people.models import Person
from parvis.record.models import Entry


@pytest.fixture(autouse=True)
def works(db, settings):
    """A consultation that can be written to."""
    settings.MAIL_IN = "@ideas.example.org"
    return make_consultation(slug="works")


@pytest.fixture
def visitor():
    return Client()


def link(kind="consultations.mail_confirm"):
    """Return the path of the link in the last letter."""
    sent = OutgoingMessage.objects.filter(kind=kind).latest("pk")
    return re.search(r"http://[^/]+(/\S+/letters/\S+)", sent.text).group(1)


def test_what_somebody_mails_is_published_once_they_confirm_it(visitor):
    assert take_in(letter()) == Taken.KEPT
    assert not Contribution.objects.exists()
    assert not Entry.objects.exists()

    page = visitor.get(link())
    assert WORDS in page.content.decode()
    assert page["Referrer-Policy"] == "same-origin"
    assert not Contribution.objects.exists()
    answer = visitor.post(link())

    contribution = Contribution.objects.get()
    assert answer["Location"] == contribution.get_absolute_url()
    assert (contribution.words, contribution.channel, contribution.status) == (WORDS, "email", "published")
    assert contribution.provenance.consent == Provenance.Consent.SENT
    assert contribution.author.email == "amina@example.org"


def test_once_confirmed_the_address_is_kept_only_to_tell_its_reader(visitor):
    take_in(letter())
    visitor.post(link())

    mail = ReceivedMail.objects.get()
    assert (mail.email, mail.words) == ("", "")
    assert Subscription.objects.get().confirmed_at
    receipt = OutgoingMessage.objects.get(kind="consultations.mail_receipt")
    assert str(Contribution.objects.get())[:4] in receipt.subject
    visitor.post(link("consultations.mail_receipt"))

    assert not Subscription.objects.exists()


def test_the_same_letter_and_the_same_button_count_once(visitor):
    raw = letter()
    assert [take_in(raw), take_in(raw)] == [Taken.KEPT, Taken.REPEATED]
    path = link()
    for _turn in range(3):
        visitor.post(path)

    assert take_in(raw) == Taken.REPEATED
    assert Contribution.objects.count() == 1
    assert OutgoingMessage.objects.filter(kind="consultations.mail_confirm").count() == 1


def test_the_letter_that_asks_repeats_nothing_of_what_was_sent(visitor):
    take_in(letter("BUY AT http://evil.example", subject="BUY"))

    sent = OutgoingMessage.objects.get()
    assert "evil" not in sent.text
    assert "BUY" not in sent.text + sent.subject


def test_files_are_refused_politely_and_the_words_are_kept():
    take_in(parts(part(WORDS), part("x", "application/pdf", content_disposition="attachment; filename=a.pdf")))

    assert "files that came with your letter were not kept" in OutgoingMessage.objects.get().text
    assert ReceivedMail.objects.get().words == WORDS


@pytest.mark.parametrize(
    "raw",
    [
        letter(auto_submitted="auto-replied"),
        letter(list_id="<x.example.org>"),
        letter(sender="mailer-daemon@example.org"),
        letter(sender="a@example.org, b@example.org"),
        letter(sender=""),
        letter(sender=TO),
        letter(sender="anything@ideas.example.org"),
        letter(sender="parvis@localhost"),
        letter(return_path="<>"),
    ],
)
def test_machines_lists_forgers_and_ourselves_are_never_answered(settings, raw):
    settings.DEFAULT_FROM_EMAIL = "Parvis <parvis@localhost>"

    assert take_in(raw) == Taken.IGNORED
    assert take_in(letter(), envelope_sender="") == Taken.IGNORED
    assert not OutgoingMessage.objects.exists()
    assert not ReceivedMail.objects.exists()


def test_a_closed_consultation_a_letter_without_words_and_one_too_large_get_a_reason(works):
    make_consultation(slug="over", opens_at=clock.now() - 9 * DAY, closes_at=clock.now() - DAY)
    assert take_in(letter(to="over@ideas.example.org")) == Taken.DECLINED
    assert take_in(letter("", subject="")) == Taken.DECLINED
    assert take_in(letter("x" * 10_000_001)) == Taken.DECLINED
    assert take_in(letter("too long " * 3_000)) == Taken.DECLINED

    reasons = [sent.text for sent in OutgoingMessage.objects.order_by("pk")]
    for reason, said in zip(["is closed", "nothing to read here", "too large", "longer than"], reasons, strict=True):
        assert reason in said
    assert not ReceivedMail.objects.exists()


def test_a_letter_is_answered_in_its_language():
    take_in(letter("Publiez tous les contrats de la ville, dans un format que tout le monde peut lire et réutiliser."))
    take_in(letter("انشروا كل عقود المدينة في شكل يستطيع الجميع قراءته", sender="b@example.org"))

    assert [sent.language for sent in OutgoingMessage.objects.order_by("pk")] == ["fr", "ar"]
    assert "/ar/letters/mail/" in OutgoingMessage.objects.latest("pk").text


def test_one_sender_is_answered_a_few_times_an_hour_and_the_rest_waits():
    became = [take_in(letter()) for _turn in range(7)]

    assert became == [Taken.KEPT] * 5 + [Taken.LATER] * 2
    assert OutgoingMessage.objects.count() == 5
    with clock.at(clock.now() + datetime.timedelta(hours=1)):
        assert take_in(letter()) == Taken.KEPT


def test_so_many_letters_are_answered_in_an_hour_whoever_they_seem_to_come_from(monkeypatch):
    monkeypatch.setattr("parvis.consultations.limits.MAILS_FROM_EVERYBODY", 3)
    became = [take_in(letter(sender=f"p{number}@example.org")) for number in range(5)]

    assert became == [Taken.KEPT] * 3 + [Taken.LATER] * 2


def test_a_link_lives_three_days_and_does_only_what_it_is_for(visitor, monkeypatch):
    take_in(letter())
    path = link()
    token = path.rstrip("/").rsplit("/", 1)[1]
    for purpose in ("support", "tell-me", "leave"):
        assert visitor.post(f"/en/letters/{purpose}/{token}/").status_code == 404
    assert visitor.get("/en/letters/mail/nonsense/").status_code == 404

    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + 72 * 3600 + 2)
    assert visitor.post(path).status_code == 410
    assert not Contribution.objects.exists()


def test_a_consultation_that_closed_meanwhile_says_so_and_loses_nothing(visitor, works):
    take_in(letter())
    works.closes_at = clock.now() - datetime.timedelta(minutes=1)
    works.save()

    answer = visitor.post(link())
    assert answer.status_code == 409
    assert "is closed" in answer.content.decode()
    assert ReceivedMail.objects.get().words == WORDS


def test_confirming_is_enough_where_one_has_to_sign_in(visitor):
    make_consultation(slug="signed", welcomes="signed_in")
    take_in(letter(to="signed@ideas.example.org"))
    visitor.post(link())

    assert Contribution.objects.get().author.email == "amina@example.org"


def test_where_moderators_read_first_a_mailed_contribution_waits_for_them(visitor):
    make_consultation(slug="read-first", moderation="before")
    take_in(letter(to="read-first@ideas.example.org"))
    visitor.post(link())

    assert Contribution.objects.get().status == "held"


def test_what_nobody_confirmed_is_erased_after_a_week_with_its_address():
    take_in(letter())
    with clock.at(clock.now() + 6 * DAY):
        forget_the_unconfirmed()
    assert ReceivedMail.objects.exists()

    with clock.at(clock.now() + 8 * DAY):
        forget_the_unconfirmed()
    assert not ReceivedMail.objects.exists()
    assert not OutgoingMessage.objects.filter(to="amina@example.org").exists()
    assert not Person.objects.filter(email="amina@example.org").exists()


def test_who_leaves_takes_their_unconfirmed_letters_with_them(amina):
    take_in(letter(sender=amina.email))
    erasures.erase(amina, erasures.Choices(words_too=True))

    assert not ReceivedMail.objects.exists()


@pytest.mark.parametrize(
    ("setting", "slug", "address"),
    [
        ("", "works", ""),
        ("@ideas.example.org", "works", "works@ideas.example.org"),
        ("ideas@example.org", "works", "ideas+works@example.org"),
        ("@ideas.example.org", "w" * 80, None),
        ("ideas@example.org", "w-" * 39 + "w", None),
    ],
)
def test_each_consultation_has_an_address_that_leads_back_to_it(settings, setting, slug, address):
    settings.MAIL_IN = setting
    consultation = Consultation.objects.filter(slug=slug).first() or make_consultation(slug=slug)
    found = address_of(consultation)

    assert address is None or found == address
    assert len(found.partition("@")[0]) <= 64
    if setting:
        assert consultation_at(["x@example.org", found.upper()]) == consultation


@pytest.mark.parametrize(
    "to",
    [
        "works@example.org",
        "works@evilideas.example.org",
        "draft@ideas.example.org",
        "nope@ideas.example.org",
        ".1@ideas.example.org",
    ],
)
def test_other_addresses_lead_nowhere(to):
    make_consultation(slug="draft", status="draft", opened_at=None)
    assert take_in(letter(to=to)) == Taken.NOBODY
    assert not OutgoingMessage.objects.exists()


def test_the_page_of_a_consultation_says_where_to_write(visitor, settings, works):
    page = visitor.get("/en/consultations/works/").content.decode()
    assert 'href="mailto:works@ideas.example.org"' in page

    settings.MAIL_IN = ""
    assert "mailto:" not in visitor.get("/en/consultations/works/").content.decode()


def test_the_address_of_a_sender_is_in_no_page_and_no_entry(visitor):
    take_in(letter(sender="Canary <cnry-mail@example.org>"))
    visitor.post(link())
    contribution = Contribution.objects.get()

    pages = [contribution.get_absolute_url(), "/en/consultations/works/", "/en/record/"]
    for page in pages:
        assert "cnry" not in Client().get(page).content.decode()
    assert not [entry for entry in Entry.objects.all() if "cnry" in str(vars(entry))]


def test_a_link_of_a_letter_that_is_gone_does_nothing(visitor):
    take_in(letter())
    path = link()
    ReceivedMail.objects.all().delete()
    assert visitor.get(path).status_code == 404
