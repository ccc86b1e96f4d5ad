"""What a person can take away of the answers they had a hand in, and what stays when they leave."""

import pytest

from parvis.commitments.actions import publish_response, submit_for_review
from parvis.commitments.personal import tell_answers
from parvis.commitments.tests.factories import make_published_response, make_response

pytestmark = pytest.mark.django_db


def test_writers_and_readers_find_their_answers_in_their_export(cycle, bruno, chipo, amina):
    response = submit_for_review(make_response(cycle, by=bruno), by=bruno)
    publish_response(response, by=chipo)

    parts = [[(row["began"], row["read_as_second_person"]) for row in tell_answers(p)] for p in (bruno, chipo, amina)]

    assert parts == [[(True, False)], [(False, True)], []]


def test_an_answer_stays_when_its_writer_leaves(cycle, bruno):
    response = make_published_response(cycle, by=bruno)
    bruno.delete()

    response.refresh_from_db()
    assert (response.status, response.drafted_by) == ("published", None)
