"""A cycle in which one can answer, promise and report, for tests."""

import datetime
import itertools

from parvis.commitments.actions import (
    adopt_commitment,
    draft_commitment,
    draft_response,
    publish_response,
    submit_for_review,
)
from parvis.commitments.models import Commitment, Response
from parvis.consultations.models import Consultation, Contribution
from parvis.core import clock
from parvis.cycles.tests.factories import make_cycle
from parvis.people.models import Role
from parvis.people.tests.factories import give_role, make_convener, make_organisation, make_person

_number = itertools.count(1)
REASON = {
    "en": "We will publish the register of owners by June.",
    "fr": "Nous publierons le registre des propriétaires d'ici juin.",
}


def make_consultation(cycle=None, **fields):
    """Make a consultation that is open for a month."""
    n, now = next(_number), clock.now()
    defaults = {
        "slug": f"consultation-{n}",
        "title": {"en": f"Question {n}", "fr": f"Question {n}"},
        "opens_at": now - datetime.timedelta(days=20),
        "closes_at": now + datetime.timedelta(days=10),
        "status": Consultation.Status.OPEN,
        "opened_at": now,
    }
    return Consultation.objects.create(cycle=cycle or make_cycle(), **defaults | fields)


def make_contribution(consultation=None, **fields):
    """Make a published contribution whose answer is due in ten days."""
    return make_contributions(1, consultation, **fields)[0]


def make_contributions(count, consultation=None, **fields):
    """Make published contributions to one consultation."""
    consultation, now = consultation or make_consultation(), clock.now()
    defaults = {
        "language": "en",
        "status": Contribution.Status.PUBLISHED,
        "published_at": now,
        "answer_due_on": now.date() + datetime.timedelta(days=10),
    }
    return Contribution.objects.bulk_create(
        Contribution(consultation=consultation, **{"words": f"Open register {next(_number)}"} | defaults | fields)
        for _each in range(count)
    )


def make_responder(organisation, name="Chipo"):
    """Make somebody who answers for an institution."""
    person = make_person(name)
    give_role(person, Role.Kind.RESPONDER, organisation.place, organisation)
    return person


def make_response(cycle=None, contributions=None, **fields):
    """Draft an answer, in the hands of a convener, to one contribution or those given."""
    cycle = cycle or make_cycle()
    if contributions is None:
        contributions = [make_contribution(make_consultation(cycle))]
    fields.setdefault("by", None)
    by = fields.pop("by") or make_convener(cycle.place)
    organisation = fields.pop("organisation", None) or make_organisation(cycle.place)
    defaults = {"disposition": Response.Disposition.ACCEPTED, "reason": REASON}
    return draft_response(cycle, by=by, organisation=organisation, contributions=contributions, **defaults | fields)


def make_published_response(cycle=None, contributions=None, **fields):
    """Draft an answer, hand it to a second person, publish it."""
    response = make_response(cycle, contributions, **fields)
    submit_for_review(response, by=response.drafted_by)
    return publish_response(response, by=make_reviewer(response.cycle.place))


def make_reviewer(place, name="Chipo"):
    """Make a second reader."""
    person = make_person(name)
    give_role(person, Role.Kind.REVIEWER, place)
    return person


TEXTS = {
    "title": {"en": "Open register of owners", "fr": "Registre ouvert des propriétaires"},
    "problem": {"en": "Nobody knows who owns what.", "fr": "Personne ne sait qui possède quoi."},
    "change": {"en": "The register is open to all.", "fr": "Le registre est ouvert à tous."},
}


def make_commitment(cycle=None, by=None, adopted=False, **fields):
    """Draft a commitment, complete in both languages, and adopt it when told so."""
    cycle = cycle or make_cycle()
    by = by or make_convener(cycle.place)
    organisation = fields.pop("organisation", None) or make_organisation(cycle.place)
    commitment = draft_commitment(cycle, by=by, organisation=organisation, **TEXTS | fields)
    return adopt_commitment(commitment, by=by) if adopted else commitment


def commitment_again(commitment):
    """Read a commitment again."""
    return Commitment.objects.get(pk=commitment.pk)
