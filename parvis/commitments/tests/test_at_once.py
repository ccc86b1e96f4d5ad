"""Two people who answer the same contributions at the same moment."""

import threading

import pytest
from django.db import connection, connections

from parvis.commitments.actions import draft_response, publish_response, submit_for_review, take_contributions
from parvis.commitments.models import Answer, Response
from parvis.commitments.tests.factories import (
    make_consultation,
    make_contributions,
    make_response,
    make_reviewer,
)
from parvis.cycles.tests.factories import make_cycle
from parvis.people.tests.factories import make_convener, make_organisation
from parvis.record.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Do things at the same moment, each on its own connection; return what each gave or raised."""
    barrier, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            barrier.wait(10)
            results[place] = act()
        except Exception as error:
            results[place] = error
        finally:
            connections[connection.alias].close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def test_each_contribution_goes_to_one_and_the_second_keeps_the_rest():
    cycle = make_cycle()
    bruno = make_convener(cycle.place)
    shared, alone = (make_contributions(20, make_consultation(cycle)) for _each in range(2))
    first, second = (make_response(cycle, [], by=bruno, organisation=make_organisation(cycle.place)) for _each in "ab")

    one, two = at_once(
        lambda: take_contributions(Response.objects.get(pk=first.pk), by=bruno, contributions=shared),
        lambda: take_contributions(Response.objects.get(pk=second.pk), by=bruno, contributions=[*shared, *alone]),
    )

    assert one.count + two.count == 40
    assert Answer.objects.count() == 40
    assert second.answers.filter(contribution__in=alone).count() == 20
    loser = one if one.count == 0 else two
    winner = second if loser is one else first
    assert loser.left_out == [
        f"20 of these contributions are in the hands of {winner.organisation} already ({winner})."
    ]


def test_two_answers_begun_at_once_have_two_numbers():
    cycle = make_cycle()
    bruno, finance = make_convener(cycle.place), make_organisation(cycle.place)

    begun = at_once(*[lambda: draft_response(cycle, by=bruno, organisation=finance)] * 4)

    assert sorted(each.number for each in begun) == [1, 2, 3, 4]


def test_two_readers_who_publish_at_once_publish_once():
    cycle = make_cycle()
    bruno = make_convener(cycle.place)
    response = submit_for_review(make_response(cycle, by=bruno), by=bruno)
    readers = [make_reviewer(cycle.place) for _each in range(2)]

    at_once(*(lambda by=by: publish_response(Response.objects.get(pk=response.pk), by=by) for by in readers))

    assert Entry.objects.filter(verb="contribution.answered").count() == 1
    assert response.versions.count() == 1
