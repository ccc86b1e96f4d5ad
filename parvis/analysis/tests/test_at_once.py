"""Two conveners ask for a map at the same moment: one is made, and both see it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from parvis.analysis.actions import ask_for_run
from parvis.analysis.models import Run
from parvis.analysis.tests.factories import make_opinions
from parvis.record.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_ask_at_once_get_the_same_run(consultation, bruno):
    make_opinions(consultation, n_people=6)

    def ask(_number):
        try:
            return ask_for_run(consultation, by=bruno).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        found = set(threads.map(ask, range(4)))

    assert len(found) == Run.objects.count() == 1
    assert Entry.objects.filter(verb="run.asked").count() == 1
