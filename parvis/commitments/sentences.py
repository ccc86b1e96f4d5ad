"""How the record tells of answers, commitments, plans and progress."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.commitments.models import Commitment, Plan, Response
from parvis.record.sentences import call, link, name_fact, say


def teach_the_record() -> None:
    """Give the record the sentences, words and addresses of what happens here."""
    for verb, sentence in _SENTENCES.items():
        say(verb, sentence)
    for fact, words in _FACTS.items():
        name_fact(fact, words)
    call("response", _("answer"))
    call("commitment", _("commitment"))
    call("plan", _("plan"))
    link("response", _address_of_answer, _answers_open_to)
    link("commitment", lambda key: reverse("commitment", args=[key]), _commitments_open_to)
    link("plan", lambda key: reverse("plan", args=[key]), _plans_open_to)


def _address_of_answer(key: str) -> str:
    cycle, _slash, number = key.rpartition("/R")
    return reverse("answer", args=[cycle, int(number)])


def _answers_open_to(keys: set[str], person: Any) -> set[str]:
    """Those being written are read at the desk; the page of an answer is there once it is published."""
    cycles = {key.rpartition("/R")[0] for key in keys}
    rows = Response.objects.published().filter(cycle__slug__in=cycles)
    return keys & {f"{cycle}/R{number}" for cycle, number in rows.values_list("cycle__slug", "number")}


def _commitments_open_to(keys: set[str], person: Any) -> set[str]:
    return set(Commitment.objects.visible_to(person).filter(slug__in=keys).values_list("slug", flat=True))


def _plans_open_to(keys: set[str], person: Any) -> set[str]:
    rows = Plan.objects.visible_to(person).filter(cycle__slug__in=keys)
    return set(rows.values_list("cycle__slug", flat=True))


_SENTENCES = {
    "response.drafted": _("An answer was begun"),
    "response.changed": _("An answer being written was changed"),
    "response.gathered": _("Contributions were taken into an answer"),
    "response.released": _("Contributions were put back among those that wait"),
    "response.noted": _("A note to one person was added to an answer"),
    "response.headed": _("An answer was given to headings of a report"),
    "response.linked": _("An answer was linked to commitments"),
    "response.submitted": _("An answer was handed to a second person to read"),
    "response.sent_back": _("The second reader sent an answer back"),
    "response.published": _("An answer was published"),
    "response.corrected": _("A published answer was corrected"),
    "response.withdrawn": _("An answer was given up before it was published"),
    "contribution.answered": _("A contribution was answered"),
    "contribution.answer_corrected": _("The answer to a contribution was corrected"),
    "contribution.written_into": _("A contribution was written into a commitment"),
    "contribution.taken_out_of": _("A contribution was taken out of the sources of a commitment"),
    "commitment.drafted": _("A commitment was drafted"),
    "commitment.revised": _("A commitment was given a new version"),
    "commitment.sources_changed": _("The sources of a commitment changed"),
    "commitment.adopted": _("A commitment was adopted"),
    "commitment.withdrawn": _("A commitment was withdrawn"),
    "commitment.progressed": _("Progress of a commitment was reported"),
    "plan.created": _("A plan was begun"),
    "plan.changed": _("The title or the introduction of a plan changed"),
    "plan.line_added": _("A commitment was put into a plan"),
    "plan.line_removed": _("A commitment was taken out of a plan"),
    "plan.ordered": _("The commitments of a plan were put in another order"),
    "plan.published": _("A plan was published"),
}

_FACTS = {
    "headings": _("headings of reports"),
    "added": pgettext_lazy("sources", "added"),
    "commitment": _("commitment"),
    "commitments": _("commitments"),
    "contributions": _("number of contributions"),
    "cycle": _("cycle"),
    "disposition": _("decision"),
    "due_on": _("due"),
    "institution": _("institution"),
    "late_days": _("days late"),
    "period": _("period ending"),
    "removed": pgettext_lazy("sources", "taken away"),
    "response": _("answer"),
    "sha256": _("fingerprints (SHA-256) of the words"),
    "sources": _("number of sources"),
    "status": _("status"),
    "version": _("version"),
    "was": _("status before"),
    "was_adopted": _("had been adopted"),
}
