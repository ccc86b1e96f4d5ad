"""A published answer and the commitments it leads to."""

import pytest
from django.test import Client

from parvis.commitments.tests.factories import make_commitment, make_published_response

pytestmark = pytest.mark.django_db


def as_(person):
    """Open a browser as somebody."""
    browser = Client()
    browser.force_login(person)
    return browser


def test_a_published_answer_is_linked_to_a_commitment_made_later(cycle, bruno, amina):
    response = make_published_response(cycle, by=bruno)
    commitment = make_commitment(cycle, by=bruno, adopted=True)
    path = f"/en/desk/answers/{cycle.slug}/1/commitments/"
    assert path in as_(bruno).get(response.get_absolute_url()).content.decode()
    assert as_(amina).post(path, {"commitments": [commitment.pk]}).status_code == 403

    as_(bruno).post(path, {"commitments": [commitment.pk]})
    assert list(response.commitments.all()) == [commitment]
    assert commitment.get_absolute_url() in Client().get(response.get_absolute_url()).content.decode()

    as_(bruno).post(path, {})
    assert not response.commitments.exists()
