"""When the clocks change, when the disk is full: nothing is lost, and a sentence says what happened."""

import datetime

import pytest
from django.test import Client

from parvis.consultations.models import Contribution
from parvis.consultations.tests.factories import make_consultation
from parvis.consultations.tests.test_speaking import WORDS, address, written
from parvis.core import clock
from parvis.core.models import OutgoingMessage
from parvis.core.tests.outages import no_room
from parvis.record.models import Entry

SECOND = datetime.timedelta(seconds=1)


def utc(*moment):
    return datetime.datetime(*moment, tzinfo=datetime.UTC)


# Toronto, 2026: at 2:00 on 8 March clocks jump to 3:00; at 2:00 on 1 November they go back to 1:00.
@pytest.mark.parametrize(
    ("closes_at", "told"),
    [
        (utc(2026, 3, 8, 7, 0), "Sunday 8 March 2026, 03:00 (Toronto time)"),
        (utc(2026, 3, 9, 4, 0), "Monday 9 March 2026, 00:00 (Toronto time)"),
        (utc(2026, 11, 1, 5, 30), "Sunday 1 November 2026, 01:30 (Toronto time, UTC-04:00)"),
        (utc(2026, 11, 1, 6, 30), "Sunday 1 November 2026, 01:30 (Toronto time, UTC-05:00)"),
    ],
)
@pytest.mark.django_db
def test_a_consultation_closes_at_one_instant_whatever_the_clocks_do(closes_at, told):
    consultation = make_consultation(opens_at=utc(2026, 2, 1), closes_at=closes_at)
    visitor = Client()
    data = written(visitor, consultation, at=closes_at - SECOND) | {"step": "send"}

    with clock.at(closes_at):
        assert visitor.post(address(consultation), data).status_code == 409
        assert told in visitor.get(address(consultation)).content.decode()
    with clock.at(closes_at - SECOND):
        assert visitor.post(address(consultation), data).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_a_full_disk_gives_the_words_back_and_saves_no_half():
    consultation, visitor = make_consultation(), Client(raise_request_exception=False)
    words = WORDS + " Even the annexes." * 1000
    data = written(visitor, consultation, words=words, email="amina@example.org") | {"step": "send"}

    with no_room():
        answer = visitor.post(address(consultation), data)

    html = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "Nothing was saved" in html
    assert words in html
    assert data["submission_key"] in html
    assert not any(kind.objects.exists() for kind in (Contribution, Entry, OutgoingMessage))
