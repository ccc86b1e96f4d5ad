"""A message is written with the change it tells of, in its reader's language, and reaches them whatever happens."""

import threading
from contextlib import suppress
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.core import mail as django_mail
from django.db import connections, transaction
from django.template import TemplateDoesNotExist
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from parvis.core import clock
from parvis.core.jobs import run_due
from parvis.core.mail import delivery, forget_address
from parvis.core.mail.delivery import deliver_due
from parvis.core.models import OutgoingMessage
from parvis.core.tests.letters import write
from parvis.core.tests.processes import wait_until, worker
from parvis.core.tests.smtp import UntrustedSink, smtp_server
from parvis.core.tests.web import running

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("templates_of_tests")]
Status = OutgoingMessage.Status


# ── Writing ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_message_is_written_in_the_language_of_its_reader():
    french, arabic = write(language="fr"), write("badr@example.org", language="ar")

    assert french.subject == "janvier Amina"
    assert '<html lang="ar" dir="rtl">' in arabic.html
    assert french.text.startswith("Amina,\n\nWelcome.\n\n-- \nParvis")


def test_the_same_key_to_the_same_address_is_one_message():
    assert write() == write(name="Somebody else")
    write("bruno@example.org")
    write(key="hello:2")
    assert OutgoingMessage.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_message_posted_by_two_at_once_is_one_message():
    start = threading.Barrier(4)

    def go():
        start.wait()
        write()
        connections.close_all()

    threads = [threading.Thread(target=go) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert OutgoingMessage.objects.count() == 1


def test_a_message_about_what_was_not_kept_never_leaves():
    with suppress(RuntimeError), transaction.atomic():
        write()
        raise RuntimeError
    assert deliver_due() == 0


def test_values_are_text_and_nothing_else():
    hostile = "<b>{{ 7|add:7 }}{% now 'Y' %}%(x)s {0.__class__}</b>\r\nBcc: eve@example.org"
    message = write(name=hostile, words=hostile)

    assert "\n" not in message.subject
    assert "Bcc: eve@example.org" in message.subject
    assert "{{ 7|add:7 }}" in message.text
    assert "<b>" in message.text
    assert "<b>" not in message.html
    deliver_due()
    [sent] = django_mail.outbox
    assert sent.recipients() == ["amina@example.org"]


@how(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_value_can_be_written(value):
    message = write(key=f"any:{value!r}"[:200].replace("\x00", ""), name=value, words=value)
    assert message.subject.startswith("January")
    delivery._letter(message).message()


def test_a_letter_without_html_of_its_own_is_set_as_html_with_its_direction_and_links():
    words = "> Names before\n>\n> the signature <b>\n\nIt stands here:\nhttp://localhost:8000/ar/receipts/7K3M/\nhttp://elsewhere.example/"
    message = write(kind="test.letter", language="ar", words=words)

    assert '<html lang="ar" dir="rtl">' in message.html
    assert "Names before\n\nthe signature &lt;b&gt;</blockquote>" in message.html
    assert 'href="http://localhost:8000/ar/receipts/7K3M/" dir="ltr"' in message.html
    assert 'href="http://elsewhere.example' not in message.html


def test_a_message_needs_words_and_a_subject():
    with pytest.raises(TemplateDoesNotExist, match="unheard_of"):
        write(kind="test.unheard_of")
    with pytest.raises(ValueError, match="Subject:"):
        write(kind="test.headless")
    with pytest.raises(ValueError, match="address"):
        write(to=" ")


# ── Sending ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_worker_sends_what_was_posted_once(settings):
    message = write()
    run_due()
    run_due()

    [sent] = django_mail.outbox
    message.refresh_from_db()
    assert message.status == Status.SENT
    assert sent.extra_headers["Message-ID"] == f"<{message.uuid}@{settings.BASE_URL.hostname}>"
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    assert sent.extra_headers["Content-Language"] == "en"


def test_without_a_server_each_message_is_a_file(files):
    message = write(words="مرحبا")
    deliver_due()

    [path] = files.glob("*.eml")
    assert path.name == f"{message.posted_at:%Y%m%dT%H%M%S}-{message.uuid}.eml"
    assert path.stat().st_mode & 0o077 == 0
    letter = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert letter["To"] == "amina@example.org"
    assert "مرحبا" in letter.get_body(["plain"]).get_content()
    assert "مرحبا" in letter.get_body(["html"]).get_content()


def test_a_file_written_twice_is_one_file(files):
    write()
    deliver_due()
    OutgoingMessage.objects.update(status=Status.SENDING, due_at=clock.now())
    deliver_due()
    assert len(list(files.iterdir())) == 1


def test_a_mail_server_receives_both_forms(settings):
    with smtp_server(settings) as server:
        write(language="ar", words="مرحبا")
        write("bruno@example.org", kind="test.plain")
        assert deliver_due() == 2

    assert server.connections == 1
    for message, words in zip(server.messages, ["مرحبا", "Words."], strict=True):
        assert message.get_content_type() == "multipart/alternative"
        assert words in message.get_body(["plain"]).get_content()
        assert words in message.get_body(["html"]).get_content()


@pytest.mark.parametrize("command", ["connect", "ehlo", "mail", "rcpt", "data", "middle", "dot", "quit"])
def test_a_server_that_hangs_up_at_any_moment_loses_nothing(settings, command):
    answers = {command: ""} | ({"helo": ""} if command == "ehlo" else {})
    with smtp_server(settings, **answers) as server:
        message = write()
        deliver_due()
        with clock.at(clock.now() + timedelta(minutes=2)):
            deliver_due()

    message.refresh_from_db()
    assert message.status == Status.SENT
    # It took the message and could not say so: one duplicate, which bears the same Message-ID.
    assert len(server.messages) == (2 if command == "dot" else 1)
    assert len({letter["Message-ID"] for letter in server.messages}) == 1


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ({"rcpt": "450 try later"}, Status.QUEUED),
        ({"dot": "451 try later"}, Status.QUEUED),
        ({"connect": "421 too busy"}, Status.QUEUED),
        ({"mail": "550 who are you"}, Status.QUEUED),
        ({"rcpt": "550 no such person"}, Status.FAILED),
        ({"dot": "554 not wanted"}, Status.FAILED),
    ],
)
def test_passing_troubles_are_waited_out_and_lasting_ones_end_it(settings, answers, status):
    with smtp_server(settings, **answers):
        message = write()
        deliver_due()
    message.refresh_from_db()
    assert message.status == status
    assert message.last_error
    assert message.due_at > clock.now()


def test_an_address_that_cannot_be_written_to_is_given_up_at_once(settings):
    with smtp_server(settings) as server:
        broken, well = write("not an address@@"), write("bruno@example.org")
        deliver_due()
    broken.refresh_from_db()
    well.refresh_from_db()
    assert (broken.status, well.status) == (Status.FAILED, Status.SENT)
    assert len(server.messages) == 1


def mail_leaves_by(settings, **options):
    backend = "django.core.mail.backends.smtp.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": {"timeout": 5, **options}}}


def test_a_server_whose_certificate_is_not_trusted_costs_no_message(settings, tmp_path):
    with running(UntrustedSink(tmp_path)) as server:
        mail_leaves_by(settings, host="localhost", port=server.server_address[1], use_ssl=True)
        message = write()
        deliver_due()
    message.refresh_from_db()
    assert message.status == Status.QUEUED
    assert "CERTIFICATE_VERIFY_FAILED" in message.last_error


def test_a_server_whose_name_was_mistyped_costs_no_message(settings):
    mail_leaves_by(settings, host="mail..example.org", port=25)
    first, second = write(), write("bruno@example.org")
    deliver_due()
    for message in (first, second):
        message.refresh_from_db()
        assert message.status == Status.QUEUED


def test_pauses_grow_to_a_day_and_patience_ends_after_five_days(settings):
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 9, "timeout": 1},
        }
    }
    message = write()
    start = moment = clock.now()
    pauses = []
    while message.status == Status.QUEUED:
        with clock.at(moment):
            deliver_due()
        message.refresh_from_db()
        pauses.append(message.due_at - moment)
        moment = message.due_at

    assert message.status == Status.FAILED
    assert timedelta(minutes=1) <= pauses[0] <= timedelta(minutes=1.25)
    assert timedelta(days=1) <= max(pauses) <= timedelta(days=1.25)
    assert timedelta(days=5) <= moment - start <= timedelta(days=8)


def test_a_worker_that_died_while_sending_is_replaced_after_its_lease(monkeypatch):
    write()

    def die(*_arguments, **_changes):
        raise SystemExit

    with monkeypatch.context() as patch, suppress(SystemExit):
        patch.setattr(delivery, "_change", die)
        deliver_due()
    assert len(django_mail.outbox) == 1

    assert deliver_due() == 0
    with clock.at(clock.now() + timedelta(minutes=6)):
        assert deliver_due() == 1
        assert deliver_due() == 0
    assert len({sent.extra_headers["Message-ID"] for sent in django_mail.outbox}) == 1


@pytest.mark.django_db(transaction=True)
def test_several_workers_send_each_message_once(settings):
    with smtp_server(settings) as server:
        for number in range(40):
            write(kind="test.plain", key=f"hello:{number}")
        threads = [threading.Thread(target=lambda: (deliver_due(), connections.close_all())) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(server.messages) == len({letter["Message-ID"] for letter in server.messages}) == 40


@pytest.mark.django_db(transaction=True)
def test_a_killed_process_loses_no_mail_and_repeats_at_most_one(settings, tmp_path):
    with smtp_server(settings) as server:
        for number in range(60):
            write(kind="test.plain", key=f"hello:{number}")
        address = f"smtp://127.0.0.1:{server.server_address[1]}"
        with worker(tmp_path, PARVIS_MAIL=address) as process:
            wait_until(lambda: len(server.messages) >= 5)
            process.kill()
            process.wait()
        assert OutgoingMessage.objects.exclude(status=Status.SENT).exists()

        OutgoingMessage.objects.filter(status=Status.SENDING).update(due_at=clock.now())
        with worker(tmp_path, PARVIS_MAIL=address):
            wait_until(lambda: not OutgoingMessage.objects.exclude(status=Status.SENT).exists())

    assert len({letter["Message-ID"] for letter in server.messages}) == 60
    assert 60 <= len(server.messages) <= 61


def test_a_code_is_not_kept_once_it_left_for_a_mail_server(settings):
    with smtp_server(settings) as server:
        message = write(kind="account.test_code", code="AB12CD")
        deliver_due()
    message.refresh_from_db()
    assert "AB12CD" in server.messages[0].get_body(["plain"]).get_content()
    assert message.subject == message.text == message.html == ""


def test_an_address_can_be_forgotten():
    write()
    write("bruno@example.org")
    assert forget_address("AMINA@example.org") == 1
    assert [message.to for message in OutgoingMessage.objects.all()] == ["bruno@example.org"]


def test_the_file_of_a_forgotten_letter_is_removed_and_no_other(files):
    write()
    bruno = write("bruno@example.org")
    deliver_due()
    assert len(list(files.iterdir())) == 2

    forget_address("amina@example.org")
    run_due()
    assert [path.name[-40:] for path in files.iterdir()] == [f"{bruno.uuid}.eml"]
