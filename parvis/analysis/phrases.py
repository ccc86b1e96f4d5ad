"""The words in which a map is told: a closed set, each measure in one sentence."""

from typing import Any

from django.utils.translation import gettext as _

from parvis.core.dates import percent_words

STABLE, MOVING = 0.8, 0.6
SHAPED_BY_FEW = 0.9


def why(told: dict[str, Any]) -> tuple[str, str]:
    """Say whether there are groups, and why one can say so."""
    match told["why"]:
        case "groups":
            return (
                _("People fall into groups that vote differently."),
                _(
                    "We set some votes aside and foretold them. Knowing somebody’s group helped, more than knowing how"
                    " readily they agree, and more than it would by chance."
                ),
            )
        case "by_degree":
            return (
                _("People differ by degree, not by camp."),
                _(
                    "There are no distinct groups: we set some votes aside and foretold them, and knowing a group helped"
                    " no more than it would by chance. Close together still means voting alike."
                ),
            )
        case "too_few_people":
            return (
                _("It is too early to speak of groups."),
                _(
                    "Fewer than 30 people have voted on enough statements. The more people vote, the more a map can say."
                ),
            )
    return (
        _("People vote nearly alike."),
        _("The votes do not differ enough to tell groups apart, and that is a finding too."),
    )


def stability(value: float | None) -> str:
    """Say how far groups can be relied on."""
    if value is None:
        return ""
    if value >= STABLE:
        return _("Stable: when a fifth of the votes is left out, nearly the same people are together.")
    if value >= MOVING:
        return _("Borders move: when a fifth of the votes is left out, some people change groups.")
    return _(
        "Unsure: when a fifth of the votes is left out, many people change groups. Do not quote how large they are."
    )


def doing(name: str) -> str:
    """Say what a run is doing."""
    return {
        "reading": _("Reading the votes"),
        "directions": _("Finding in which directions votes differ most"),
        "drawing without groups": _("Comparing with votes drawn without any groups"),
        "groups": _("Finding the groups, and how stable they are"),
        "keeping": _("Keeping what was found"),
        "reading texts": _("Reading what was said"),
        "languages": _("Telling languages apart"),
        "looking for repeats": _("Looking for words said again"),
        "reading what texts mean": _("Reading what texts mean"),
        "comparing words": _("Comparing words"),
        "themes": _("Finding themes"),
        "suggestions and quotes": _("Choosing quotes"),
    }.get(name, _("Waiting for its turn"))


def moved_because(why: str) -> str:
    """Say why a text stands in another theme than in the search before."""
    return {
        "by_hand": _("A reader put it there."),
        "undone": _("What a reader had decided about it was undone."),
        "merged": _("Readers merged the theme before into this one."),
        "parted": _("Readers parted this theme from the one before."),
        "none_near": _("No theme is near enough to it any more."),
        "near_now": _("A theme is near enough to it now."),
        "theme_gone": _("The theme before is found no more."),
        "theme_new": _("This theme is new, and nearer to it."),
        "nearer": _("Texts that came or went moved the themes: this one is nearer to it now."),
    }[why]


def flagged(kind: str) -> str:
    """Say what was seen of some texts that somebody should look at."""
    return {
        "many_people_same_words": _(
            "Many people sent nearly the same words: each counts, and how many copies there are is told apart."
        ),
        "one_person_repeats": _("The same words came again and again from few people."),
        "same_words": _("The same words came again and again; the texts do not say from how many people."),
        "same_address": _(
            "Texts that are not all copies of one name the same page: read it, and ask whether somebody called for them."
        ),
        "says_itself_again": _("Each of these texts is a few words over and over."),
    }[kind]


def warnings(told: dict[str, Any]) -> list[str]:
    """Say what a reader of this map has to know."""
    return [sentence for each in told["warnings"] for sentence in _warning(each)]


def _warning(warning: dict[str, Any]) -> list[str]:
    match warning["kind"]:
        case "horizontal_is_agreeing_often":
            return [
                _(
                    "Left and right mainly separate people who agree often from people who agree rarely, whatever the"
                    " statement says."
                )
            ]
        case "missing_votes":
            said = [
                _(
                    "People have voted on %(share)s of all statements on average. Who votes on few stands near the middle."
                )
                % {"share": percent_words(warning["seen_share"], 1)}
            ]
            moves = warning["moves_without_most_active"]
            if moves is not None and moves < SHAPED_BY_FEW:
                said.append(_("The most active tenth shapes this map: without their votes, people stand elsewhere."))
            return said
    return []
