"""`parvis receive-mail`, as a mail server runs it."""

import io
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from parvis.consultations.models import ReceivedMail
from parvis.consultations.tests.factories import make_consultation
from parvis.consultations.tests.mails import letter


@pytest.fixture(autouse=True)
def works(db, settings):
    """A consultation that can be written to."""
    settings.MAIL_IN = "@ideas.example.org"
    return make_consultation(slug="works")


@pytest.fixture
def pipe(monkeypatch, capsys):
    """Pipe a letter in; return the code a mail server sees, and what was said."""

    def run(raw, *arguments):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
        try:
            call_command("receive_mail", *arguments)
        except CommandError as error:
            return error.returncode, str(error)
        return 0, capsys.readouterr().out

    return run


def test_a_letter_is_taken_once_however_often_it_is_delivered(pipe):
    raw = letter(to="somebody@example.org")
    assert pipe(raw, "works@ideas.example.org", "--from", "amina@example.org")[0] == 0
    assert pipe(raw, "works@ideas.example.org", "--from", "amina@example.org") == (0, "The letter is taken already.\n")
    assert ReceivedMail.objects.count() == 1


def test_an_address_nobody_has_is_67(pipe):
    assert pipe(letter(), "nobody@ideas.example.org")[0] == 0, "the letter itself names one"
    assert pipe(letter(to="x@example.org"), "nobody@ideas.example.org") == (67, "No consultation has this address.")


def test_a_notice_of_failure_is_dropped_without_an_answer(pipe):
    assert pipe(letter(), "works@ideas.example.org", "--from", "")[0] == 0
    assert not ReceivedMail.objects.exists()


def test_many_letters_of_one_sender_are_to_come_back_later(pipe):
    codes = [pipe(letter())[0] for _turn in range(6)]
    assert codes == [0] * 5 + [75]


def test_a_database_that_fails_is_75_and_loses_nothing(pipe, monkeypatch):
    def fail(*_arguments, **_options):
        raise DatabaseError("gone")

    monkeypatch.setattr("parvis.consultations.mailing.taking.receive_mail", fail)
    assert pipe(letter()) == (75, "Not now: try again later.")


@pytest.mark.parametrize("raw", [b"", b"\0" * 1000, b"x" * 12_000_000], ids=range(3))
def test_nonsense_never_ends_in_an_error_of_ours(pipe, raw):
    assert pipe(raw)[0] in {0, 67}


def test_a_site_that_cannot_start_lets_the_mail_server_try_again():
    wrong = {**os.environ, "PARVIS_TIME_ZONE": "Mars/Phobos"}
    command = [sys.executable, "-m", "parvis", "receive-mail"]
    ended = subprocess.run(command, input=letter(), env=wrong, capture_output=True)
    assert ended.returncode == 75
    assert b"Mars/Phobos" in ended.stderr
