"""What is missing, in sentences: what has to happen, and by when."""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from parvis.core.dates import day_words, number_words
from parvis.standards.iap2 import Level
from parvis.standards.requirements import Missing, State
from parvis.standards.steps import Step

STATES: dict[State, str | Promise] = {
    State.MET: gettext_lazy("met"),
    State.NOT_YET_DUE: gettext_lazy("not yet due"),
    State.NOT_MET: gettext_lazy("not met"),
}
STEPS: dict[Step, str | Promise] = {
    Step.TIMELINE: gettext_lazy("The calendar and the process were public beforehand"),
    Step.NOTICE: gettext_lazy("People had at least seven days of notice"),
    Step.AWARENESS: gettext_lazy("The chances to take part were made known"),
    Step.ONLINE: gettext_lazy("People were consulted online"),
    Step.IN_PERSON: gettext_lazy("People were consulted in person"),
    Step.SUMMARY: gettext_lazy("A summary of the comments was published"),
}

LEVELS: dict[Level, str | Promise] = {
    Level.NONE: pgettext_lazy("participation", "none"),
    Level.INFORM: pgettext_lazy("participation", "inform"),
    Level.CONSULT: pgettext_lazy("participation", "consult"),
    Level.INVOLVE: pgettext_lazy("participation", "involve"),
    Level.COLLABORATE: pgettext_lazy("participation", "collaborate"),
    Level.EMPOWER: pgettext_lazy("participation", "empower"),
}
PROMISES: dict[Level, str | Promise] = {
    Level.INFORM: gettext_lazy("People have balanced information."),
    Level.CONSULT: gettext_lazy("People could say what they think."),
    Level.INVOLVE: gettext_lazy("The government said how it took up what people said."),
    Level.COLLABORATE: gettext_lazy("Both sides worked on the plan again and again."),
}


def number_of(key: str) -> str:
    """Return the number by which the partnership calls a requirement: MR 1.1 for mr_1_1."""
    return f"MR {key.removeprefix('mr_').replace('_', '.')}"


def sentence(missing: Missing) -> str:
    """Say what is missing, in the language of the page."""
    return _SENTENCES[missing.code](missing)


def _day(missing: Missing) -> str:
    return day_words(missing.on) if missing.on else ""


def _gap(missing: Missing) -> str:
    words = ngettext(
        "A meeting of both sides was due by %(day)s, and was held %(days)s day later.",
        "A meeting of both sides was due by %(day)s, and was held %(days)s days later.",
        missing.number,
    )
    return words % {"day": _day(missing), "days": number_words(missing.number)}


def _no_meeting_since(missing: Missing) -> str:
    words = ngettext(
        "A meeting of both sides was due by %(day)s, %(days)s day ago.",
        "A meeting of both sides was due by %(day)s, %(days)s days ago.",
        missing.number,
    )
    return words % {"day": _day(missing), "days": number_words(missing.number)}


def _no_meeting(missing: Missing) -> str:
    return _("A first meeting of both sides is due by %(day)s.") % {"day": _day(missing)}


def _publications(missing: Missing) -> str:
    words = ngettext(
        "%(number)s more publication is due by %(day)s.",
        "%(number)s more publications are due by %(day)s.",
        missing.number,
    )
    return words % {"number": number_words(missing.number), "day": _day(missing)}


def _evidence_of_co_creation(missing: Missing) -> str:
    if missing.on is None:
        return _("A document that shows how the plan is made together is due with the plan.")
    return _("A document that shows how the plan is made together is due by %(day)s.") % {"day": _day(missing)}


def _evidence_of_implementation(missing: Missing) -> str:
    if missing.on is None:
        return _("A document that shows how the plan is carried out is due within a year after the plan.")
    return _("A document that shows how the plan is carried out is due by %(day)s.") % {"day": _day(missing)}


def _no_timeline(missing: Missing) -> str:
    if missing.number:
        return _("The timeline was to be public by %(day)s. A later publication cannot repair this.") % {
            "day": _day(missing)
        }
    return _("The timeline must be public by %(day)s.") % {"day": _day(missing)}


def _timeline_late(missing: Missing) -> str:
    words = ngettext(
        "The timeline was to be public by %(day)s, and came %(days)s day later.",
        "The timeline was to be public by %(day)s, and came %(days)s days later.",
        missing.number,
    )
    return words % {"day": _day(missing), "days": number_words(missing.number)}


def _outreach(missing: Missing) -> str:
    words = ngettext(
        "%(number)s outreach event or campaign is missing while the plan is developed.",
        "%(number)s outreach events or campaigns are missing while the plan is developed.",
        missing.number,
    )
    return words % {"number": number_words(missing.number)}


def _sectors(missing: Missing) -> str:
    words = ngettext(
        "Contributions from %(number)s more sector are missing.",
        "Contributions from %(number)s more sectors are missing.",
        missing.number,
    )
    return words % {"number": number_words(missing.number)}


def _unanswered(missing: Missing) -> str:
    words = ngettext(
        "%(number)s contribution waits for its reasoned answer.",
        "%(number)s contributions wait for their reasoned answer.",
        missing.number,
    )
    return words % {"number": number_words(missing.number)}


def _answered_late(missing: Missing) -> str:
    words = ngettext(
        "%(number)s contribution was answered only after the plan was published.",
        "%(number)s contributions were answered only after the plan was published.",
        missing.number,
    )
    return words % {"number": number_words(missing.number)}


def _meetings_of_year(missing: Missing) -> str:
    words = ngettext(
        "%(number)s more meeting with civil society on results is due by %(day)s.",
        "%(number)s more meetings with civil society on results are due by %(day)s.",
        missing.number,
    )
    return words % {"number": number_words(missing.number), "day": _day(missing)}


_SENTENCES: dict[str, Callable[[Missing], str]] = {
    "gap": _gap,
    "no_meeting_since": _no_meeting_since,
    "no_meeting": _no_meeting,
    "no_government_seat": lambda missing: _("Nobody of the government has a seat in the forum."),
    "no_civil_seat": lambda missing: _("Nobody of civil society has a seat in the forum."),
    "no_forum_rules": lambda missing: _("The forum's rules of participation are not public."),
    "no_page": lambda missing: _("There is no public page on taking part."),
    "publications": _publications,
    "no_co_creation_evidence": _evidence_of_co_creation,
    "no_implementation_evidence": _evidence_of_implementation,
    "no_timeline": _no_timeline,
    "timeline_late": _timeline_late,
    "outreach": _outreach,
    "no_channel": lambda missing: _(
        "No way to contribute with a first and a last day was open while the plan was developed."
    ),
    "sectors": _sectors,
    "nothing_heard": lambda missing: _("No contribution is published yet."),
    "unanswered": _unanswered,
    "answered_late": _answered_late,
    "no_plan": lambda missing: _("Implementation begins when the plan is published."),
    "meetings_of_year": _meetings_of_year,
}
