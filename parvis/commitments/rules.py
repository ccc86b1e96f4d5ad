"""Who may answer, promise and report, and the sentence for whoever may not."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from parvis.commitments.models import Commitment, Plan, Response
from parvis.core.rules import Sentence, rule
from parvis.cycles.models import Cycle
from parvis.people.models import Organisation, Person, Role
from parvis.places.models import Place

Kind = Role.Kind
type Conditions = Iterator[tuple[object, Sentence]]


@rule
def may_see_answers_desk(person: Person | None, cycle: Cycle) -> Conditions:
    """See what waits for an answer, and the answers being written."""
    yield (
        holds(person, cycle.place, Kind.RESPONDER, Kind.CONVENER, Kind.REVIEWER),
        _("Only people who write or read answers in this place can see this."),
    )


@rule
def may_draft_response(person: Person | None, cycle: Cycle, organisation: Organisation) -> Conditions:
    """Write an answer in the name of an institution."""
    yield (
        organisation.place_id in (None, cycle.place_id),
        _("%(institution)s is not an institution of this place.") % {"institution": organisation},
    )
    yield (
        answers_for(person, cycle.place, organisation),
        _("Only people who answer for %(institution)s, and conveners, can do this.") % {"institution": organisation},
    )
    yield cycle.status != Cycle.Status.DRAFT, _("This cycle has not begun.")


@rule
def may_change_response(person: Person | None, response: Response) -> Conditions:
    """Change an answer that is being written: its words, its contributions, its links."""
    organisation = response.organisation
    yield (
        answers_for(person, response.cycle.place, organisation),
        _("Only people who answer for %(institution)s, and conveners, can do this.") % {"institution": organisation},
    )
    yield (
        response.status != Response.Status.IN_REVIEW,
        _("A second person is reading this answer: it can be changed once it is sent back."),
    )
    yield (
        response.status != Response.Status.PUBLISHED,
        _("This answer is published: it can be corrected, and what it said stays readable."),
    )
    yield response.status == Response.Status.DRAFT, _("This answer was withdrawn.")


@rule
def may_submit_response(person: Person | None, response: Response) -> Conditions:
    """Hand an answer to a second person, or take it away before it is published."""
    organisation = response.organisation
    yield (
        answers_for(person, response.cycle.place, organisation),
        _("Only people who answer for %(institution)s, and conveners, can do this.") % {"institution": organisation},
    )


@rule
def may_review_response(person: Person | None, response: Response) -> Conditions:
    """Read an answer as the second person: publish it, or send it back."""
    yield (
        holds(person, response.cycle.place, Kind.RESPONDER, Kind.CONVENER, Kind.REVIEWER),
        _("Only responders, conveners and reviewers of this place can publish an answer."),
    )
    yield (
        not has_written(person, response),
        _("You wrote this answer: a second person reads it before it is published."),
    )


@rule
def may_correct_response(person: Person | None, response: Response) -> Conditions:
    """Correct an answer that is published."""
    organisation = response.organisation
    yield (
        answers_for(person, response.cycle.place, organisation),
        _("Only people who answer for %(institution)s, and conveners, can do this.") % {"institution": organisation},
    )
    yield response.status == Response.Status.PUBLISHED, _("Only a published answer can be corrected.")


@rule
def may_convene(person: Person | None, cycle: Cycle) -> Conditions:
    """Draft commitments, gather the plan, publish it."""
    yield holds(person, cycle.place, Kind.CONVENER), _("Only conveners of this place can do this.")
    yield cycle.status != Cycle.Status.DRAFT, _("This cycle has not begun.")


@rule
def may_see_commitments_desk(person: Person | None, cycle: Cycle) -> Conditions:
    """See commitments and the plan while they are being written."""
    yield (
        holds(person, cycle.place, *Kind.values),
        _("Only people with a part in this place can see what is being written."),
    )


@rule
def may_revise_commitment(person: Person | None, commitment: Commitment) -> Conditions:
    """Change the text of a commitment, and name the contributions it is made of."""
    yield (
        leads(person, commitment),
        _("Only conveners, and people who answer for the lead institution, can change this commitment."),
    )
    yield commitment.status != Commitment.Status.WITHDRAWN, _("This commitment was withdrawn.")
    yield (
        commitment.status == Commitment.Status.DRAFT or holds(person, commitment.cycle.place, Kind.CONVENER),
        _("This commitment is adopted: only conveners can change it."),
    )


@rule
def may_report_progress(person: Person | None, commitment: Commitment) -> Conditions:
    """Report what was done of a commitment."""
    yield (
        leads(person, commitment),
        _("Only conveners, and people who answer for the lead institution, can report progress."),
    )
    yield (
        commitment.status == Commitment.Status.ADOPTED,
        _("Progress is reported once a commitment is adopted, and as long as it stands."),
    )


@rule
def may_change_plan(person: Person | None, plan: Plan) -> Conditions:
    """Change a plan that is being gathered."""
    yield holds(person, plan.cycle.place, Kind.CONVENER), _("Only conveners of this place can do this.")
    yield (
        plan.status == Plan.Status.DRAFT,
        _("This plan is published: its commitments can still be revised, one by one."),
    )


def holds(person: Person | None, place: Place, *kinds: str) -> bool:
    """Tell whether `person` holds one of the roles `kinds` in `place`."""
    return person is not None and person.is_authenticated and any(person.has_role(kind, place) for kind in kinds)


def answers_for(person: Person | None, place: Place, organisation: Organisation) -> bool:
    """Tell whether `person` may speak in the name of an institution in `place`: its responders, and the conveners."""
    if holds(person, place, Kind.CONVENER):
        return True
    return holds(person, place, Kind.RESPONDER) and any(
        role.kind == Kind.RESPONDER and role.organisation_id == organisation.pk and role.place_id == place.pk
        for role in person.current_roles
    )


def leads(person: Person | None, commitment: Commitment) -> bool:
    """Tell whether `person` may write about a commitment: conveners, and responders of its lead institution."""
    return answers_for(person, commitment.cycle.place, commitment.organisation)


def has_written(person: Person | None, response: Response) -> bool:
    """Tell whether `person` wrote any of an answer's words: then somebody else must read it."""
    if person is None or not person.is_authenticated:
        return False
    return response.drafted_by_id == person.pk or response.writers.filter(pk=person.pk).exists()
