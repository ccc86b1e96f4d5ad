"""A letter is read as its sender meant it, however their program made it, and whoever forged it."""

import base64
import contextlib
import time

import pytest

from parvis.consultations.mailing.reading import LARGEST, Unreadable, read_letter
from parvis.consultations.tests.mails import WORDS, letter, part, parts


def words(raw):
    return read_letter(raw).words


def test_a_plain_letter_says_who_wrote_what_to_whom():
    read = read_letter(letter(cc="b@example.org", delivered_to="works@ideas.example.org"))

    assert (read.sender, read.words, read.attachments, read.sent_by_machine) == ("amina@example.org", WORDS, 0, "")
    assert set(read.recipients) == {"works@ideas.example.org", "b@example.org"}


@pytest.mark.parametrize(
    ("charset", "declared"),
    [("utf-8", "utf-8"), ("iso-8859-1", "iso-8859-1"), ("cp1252", "iso-8859-1"), ("cp1252", "us-ascii"),
     ("utf-8", "iso-8859-1"), ("utf-8", "nonsense"), ("utf-8", "punycode"), ("utf-16", "utf-16")],
)  # fmt: skip
def test_words_are_read_in_the_charset_they_are_in_whatever_is_declared(charset, declared):
    content = base64.b64encode("L’été à l’école".replace("’", "'").encode(charset)).decode()
    raw = letter(content, content_type=f"text/plain; charset={declared}", content_transfer_encoding="base64")
    assert words(raw) == "L'été à l'école"


def test_arabic_in_windows_1256_and_quoted_printable_are_read():
    arabic = "انشروا كل عقد"
    content = base64.b64encode(arabic.encode("cp1256")).decode()
    raw = letter(content, content_type="text/plain; charset=windows-1256", content_transfer_encoding="base64")
    assert words(raw) == arabic
    assert words(letter("L=C3=A9gal =\r\net clair", content_transfer_encoding="quoted-printable")) == "Légal et clair"


def test_html_alone_is_read_as_text_without_what_it_quotes():
    html = "<style>p{}</style><p>Publish <b>all</b> &amp; more</p><blockquote>Theirs</blockquote>"
    assert words(letter(html, content_type="text/html")) == "Publish all & more"


def test_of_a_text_in_two_forms_the_plain_one_is_read_unless_it_is_empty():
    both = parts(part("Plain"), part("<p>Rich</p>", "text/html"), kind="alternative")
    rich = parts(part("  "), part("<p>Rich</p>", "text/html"), kind="alternative")
    assert (words(both), words(rich)) == ("Plain", "Rich")


def test_lines_that_a_program_broke_are_joined():
    flowed = letter(
        "Publish every \r\ncontract.\r\n\r\nAnd soon.\r\n-- \r\nAmina", content_type="text/plain; format=flowed"
    )
    assert words(flowed) == "Publish every contract.\n\nAnd soon."


def test_files_are_counted_and_not_read():
    raw = parts(
        part("Words"),
        part("Not words", content_disposition="attachment; filename=a.txt"),
        part("AAAA", "image/png", content_disposition="inline; filename=logo.png"),
        part("PK", "application/zip"),
        part("sig", "application/pgp-signature"),
        part("From: x@example.org\r\n\r\nForwarded", "message/rfc822"),
    )
    read = read_letter(raw)
    assert (read.words, read.attachments) == ("Words", 4)


def test_text_between_pictures_is_all_read():
    raw = parts(part("Before"), part("AAAA", "image/png"), part("After"))
    assert words(raw) == "Before\n\nAfter"


def test_who_writes_all_into_the_subject_is_read_too():
    assert words(letter("", subject="=?utf-8?q?Publi=C3=A9=3A?= everything")) == "Publié: everything"
    assert words(letter("", subject="Re: Contracts")) == ""


@pytest.mark.parametrize(
    "sender",
    [
        "Amina <amina@example.org>, Bruno <bruno@example.org>",
        "amina@example.org\r\nFrom: bruno@example.org",
        "amina@example.org@evil.example",
        "nobody",
        "",
        "<>",
        "Amina <amina@>",
        "=?utf-8?q?amina=40example.org=0D=0ABcc=3A_x=40example.org?=",
        "amina@example.org " * 500,
        "undisclosed:;",
        '"amina@example.org" <>',
    ],
)
def test_a_letter_from_several_or_from_nobody_is_from_nobody(sender):
    assert read_letter(letter(sender=sender)).sender == ""


@pytest.mark.parametrize(
    ("sender", "address"),
    [
        ("amina@example.org", "amina@example.org"),
        ("AMINA@Example.ORG (Amina)", "amina@example.org"),
        ('"evil@example.com" <amina@example.org>', "amina@example.org"),
        ("=?utf-8?b?2KPZhdmK2YbYqQ==?= <amina@example.org>", "amina@example.org"),
        ("=?utf-8?q?a=0D=0ABcc=3A_x=40y.example?= <amina@example.org>", "amina@example.org"),
    ],
)
def test_the_address_is_read_and_the_name_is_not_believed(sender, address):
    assert read_letter(letter(sender=sender)).sender == address


@pytest.mark.parametrize(
    "headers",
    [
        {"auto_submitted": "auto-replied"},
        {"auto_submitted": "auto-generated; owner-email=x"},
        {"precedence": "bulk"},
        {"precedence": "List"},
        {"list_id": "<ideas.example.org>"},
        {"list_unsubscribe": "<mailto:x@example.org>"},
        {"x_autoreply": "yes"},
        {"x_loop": "x"},
        {"return_path": "<>"},
        {"sender": "MAILER-DAEMON@example.org"},
        {"sender": "No-Reply@example.org"},
        {"content_type": "multipart/report; report-type=delivery-status; boundary=b"},
    ],
)
def test_what_machines_and_lists_send_is_known_as_such(headers):
    assert read_letter(letter(**headers)).sent_by_machine


def test_a_notice_from_the_mail_server_is_known_by_its_envelope():
    assert read_letter(letter(), envelope_sender="").sent_by_machine
    assert read_letter(letter(), envelope_sender="<>").sent_by_machine
    assert not read_letter(letter(auto_submitted="no"), envelope_sender="amina@example.org").sent_by_machine


def test_the_same_letter_is_known_again_and_another_sender_cannot_take_its_place():
    first, again = letter(message_id="<1@x>"), letter(message_id="<1@x>", received="by y")
    other = letter(message_id="<1@x>", sender="eve@example.org")
    assert read_letter(first).key == read_letter(again).key != read_letter(other).key
    assert read_letter(letter("a", message_id=None)).key != read_letter(letter("b", message_id=None)).key


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0\xff\xfe" * 1000,
        b"no headers at all",
        letter()[:40],
        parts(part("Words"))[:-20],
        letter(content_type="multipart/mixed"),
        letter(content_type='multipart/mixed; boundary=""'),
        letter(content_type="text/plain; charset=\"\xff\"; x*0*=''%"),
        letter("!!!not base64!!!", content_transfer_encoding="base64"),
        letter(content_transfer_encoding="x-unknown"),
        letter(subject="=?utf-8?b?!!!?=", message_id="=?x?q?"),
        letter(content_disposition="attachment; filename*=utf-8''%ff%00\""),
        letter(date="yesterday", to="=?utf-8?b?2KPZ?= <", cc="((((" * 100),
    ],
)
def test_broken_letters_are_read_as_far_as_they_can_be(raw):
    assert isinstance(words(raw), str)


@pytest.mark.parametrize(
    "raw",
    [
        b"From: a@example.org\r\n" + b"X: y\r\n" * 100_000,
        b"From: " + b"a@example.org," * 100_000 + b"\r\n\r\n",
        letter(to="(" * 100_000),
        letter(subject="=?utf-8?q?" + "=41" * 30_000 + "?="),
        letter("\r\n--b\r\n" * 1_000_000, content_type="multipart/mixed; boundary=b"),
        letter("x" * 5_000_000),
        letter("> x\r\n" * 900_000),
        letter("On " * 1_500_000),
        letter("From: x\r\n" * 400_000),
        letter("<div>" * 1_000_000, content_type="text/html"),
        letter(
            "".join(f"--b{n}\r\nContent-Type: multipart/mixed; boundary=b{n + 1}\r\n\r\n" for n in range(5_000)),
            content_type="multipart/mixed; boundary=b0",
        ),
    ],
    ids=range(11),
)
def test_letters_made_to_be_hard_to_read_cost_little(raw):
    began = time.process_time()
    with contextlib.suppress(Unreadable):
        read_letter(raw)
    assert time.process_time() - began < 2


def test_ten_megabytes_are_read_and_more_is_known_to_be_too_large():
    picture = part("A" * (LARGEST - 2_000), "image/png", content_disposition="attachment")
    assert read_letter(parts(part("Words"), picture)).words == "Words"
    large = read_letter(letter("x" * (LARGEST + 1)))
    assert (large.is_too_large, large.sender) == (True, "amina@example.org")
