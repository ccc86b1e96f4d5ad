"""Letters that wait in a mailbox are taken in once, whatever happens on the way."""

import logging
from collections import Counter

import pytest

from parvis.consultations.mailing import imap
from parvis.consultations.mailing.taking import Taken, take_in
from parvis.consultations.models import ReceivedMail
from parvis.consultations.tasks import fetch_mail
from parvis.consultations.tests.factories import make_consultation
from parvis.consultations.tests.imap import imap_server
from parvis.consultations.tests.mails import letter
from parvis.core.models import OutgoingMessage
from parvis.core.tests.certificates import make_certificate


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return make_certificate(tmp_path_factory.mktemp("imap"), "localhost")


@pytest.fixture
def server(certificate, monkeypatch, db, settings):
    """A mailbox on a server of its own, and a consultation that can be written to."""
    settings.MAIL_IN = "@ideas.example.org"
    make_consultation(slug="works")
    monkeypatch.setenv("SSL_CERT_FILE", certificate)
    with imap_server(certificate) as server:
        yield server


def test_letters_are_taken_in_and_what_cannot_be_placed_is_left_to_a_person(server):
    once = letter()
    server.put(once, once, letter(auto_submitted="auto-replied"), letter(to="x@example.org"), b"\xff\0 nonsense")

    became = imap.read_mailbox(server.url("imap+tls"))

    expected = {Taken.KEPT: 1, Taken.REPEATED: 1, Taken.IGNORED: 1, Taken.NOBODY: 2}
    assert became == Counter(expected)
    assert ReceivedMail.objects.count() == 1
    assert [("Flagged" in flags, "Seen" in flags) for flags in server.flags()] == [(True, True)] * 3
    assert imap.read_mailbox(server.url("imap+tls")) == Counter()


def test_what_waits_for_its_hour_stays_unread(server):
    server.put(*[letter() for _turn in range(7)])

    assert imap.read_mailbox(server.url("imap+tls"))[Taken.LATER] == 2
    assert ["Seen" in flags for flags in server.flags()] == [False, False]


def test_a_letter_taken_just_before_we_stopped_is_not_taken_twice(server, monkeypatch):
    server.put(letter())
    with monkeypatch.context() as stopped:
        stopped.setattr(imap, "_MARKS", {})
        imap.read_mailbox(server.url("imap+tls"))

    assert imap.read_mailbox(server.url("imap+tls")) == Counter({Taken.REPEATED: 1})
    assert server.flags() == []
    assert OutgoingMessage.objects.count() == 1


def test_a_letter_we_stumble_over_is_flagged_and_those_after_it_are_taken(server, monkeypatch):
    def stumble(raw):
        if b"stumble" in raw:
            raise ZeroDivisionError
        return take_in(raw)

    monkeypatch.setattr(imap, "take_in", stumble)
    server.put(letter("stumble"), letter())

    assert imap.read_mailbox(server.url("imap+tls")) == Counter({Taken.IGNORED: 1, Taken.KEPT: 1})
    assert ["Flagged" in flags for flags in server.flags()] == [True]


def test_a_letter_too_large_is_answered_without_being_fetched_whole(server, monkeypatch):
    monkeypatch.setattr(imap, "LARGEST", 5_000)
    monkeypatch.setattr("parvis.consultations.mailing.reading.LARGEST", 5_000)
    server.put(letter("x" * 50_000))

    assert imap.read_mailbox(server.url("imap+tls")) == Counter({Taken.DECLINED: 1})
    assert "too large" in OutgoingMessage.objects.get().text
    assert server.flags() == []


@pytest.mark.parametrize(("password", "scheme"), [("wrong", "imap+tls"), ("s%40cret%2F1", "imaps")])
def test_a_mailbox_that_cannot_be_read_is_said_without_its_password(server, caplog, password, scheme):
    logging.getLogger("parvis").propagate = True
    assert imap.read_mailbox(server.url(scheme, password)) == Counter()
    logging.getLogger("parvis").propagate = False

    assert "localhost could not be read" in caplog.text
    assert password not in caplog.text


def test_a_server_whose_certificate_is_not_valid_gets_no_password(server, monkeypatch, caplog):
    monkeypatch.delenv("SSL_CERT_FILE")
    server.put(letter())

    assert imap.read_mailbox(server.url("imap+tls")) == Counter()
    assert not ReceivedMail.objects.exists()


def test_the_clock_reads_the_mailbox_when_there_is_one(server, settings):
    settings.IMAP_URL = None
    fetch_mail()
    server.put(letter())
    settings.IMAP_URL = server.url("imap+tls")
    fetch_mail()

    assert ReceivedMail.objects.count() == 1
