"""Signs that something is spam, found when it comes in and explained to moderators. They add up, and decide nothing."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parvis.consultations.models import Consultation, Contribution, Likeness, Signs
from parvis.core.likeness import exact_key
from parvis.core.lookalikes import disguised, seen_through
from parvis.core.search.folding import bare, running_words

# Without JavaScript no puzzle is solved: alone, that is no sign of anything.
UNPROVEN = "unproven"
MANY_LINKS = 3
# The same words as often as this are a letter passed around, or a program.
SAME_WORDS = 3
LINK = re.compile(r"https?://[^\s<>\"]+|\bwww\.[^\s<>\"]+", re.IGNORECASE)
_SHORT = re.compile(
    r"\b(?:bit\.ly|tinyurl\.com|t\.co|goo\.gl|is\.gd|ow\.ly|cutt\.ly|rb\.gy|buff\.ly|lnkd\.in|t\.ly|tiny\.cc)/\S+",
    re.IGNORECASE,
)
_ONE_SIGN = re.compile(r"(\S)\1{19,}")
_FEWEST_CASED, _FEWEST_WORDS, _LONGEST_PIECE = 30, 20, 60
# Words of offices, as the search folds them; Arabic ones without their article.
_NAMES_OF_OFFICES = """
parvis admin administrator moderator government ministry minister official
administrateur administratrice moderateur moderatrice gouvernement ministere ministre officiel officielle
administrador administradora moderador moderadora gobierno ministerio ministro ministra oficial
مشرف مشرفه مدير مديره حكومه وزاره وزير وزيره رسمي رسميه
"""
_OFFICES = frozenset(_NAMES_OF_OFFICES.split())


class Sign(NamedTuple):
    """What a sign says to a moderator, and how much it counts."""

    words: Promise
    weight: int


SIGNS = {
    "trap": Sign(_("A field was filled in that people do not see"), 4),
    "hidden": Sign(_("The same words were hidden here before"), 4),
    "disguised": Sign(_("It holds words that are not what they look like"), 3),
    "hasty": Sign(_("The form came back within seconds, or after more than a day"), 2),
    "crowd": Sign(_("Much came from the same person or network within the hour"), 2),
    "links": Sign(_("It holds several links"), 2),
    "shortened": Sign(_("It holds a link that hides where it leads"), 2),
    "office": Sign(_("The name it shows looks like that of an office"), 2),
    "rush": Sign(_("Much came to this consultation within the hour"), 1),
    "repeated": Sign(_("The same words were sent here several times"), 1),
    "capitals": Sign(_("Nearly all of it is in capitals"), 1),
    "monotonous": Sign(_("It repeats itself"), 1),
    "unseen": Sign(_("Characters were taken out that nobody sees, or marks stacked on letters"), 1),
    UNPROVEN: Sign(_("It came without the puzzle that browsers with JavaScript solve"), 1),
}


def explained(reasons: Mapping[str, str] | None) -> list[tuple[Sign, str]]:
    """Return the signs in words, what weighs most first, each with the piece that shows it."""
    return [(sign, reasons[name]) for name, sign in SIGNS.items() if name in reasons] if reasons else []


def explained_of(contribution: Contribution) -> dict[str, object]:
    """Return the signs of a contribution and their sum, as pages show them; one query."""
    kept = Signs.objects.filter(contribution=contribution).first()
    return {"score": kept.score, "signs": explained(kept.reasons)} if kept else {}


def keep(contribution: Contribution, noticed: Iterable[str]) -> None:
    """Look for signs in a contribution that comes in, add those `noticed` in the way it came, and keep them all."""
    reasons = dict.fromkeys(noticed, "") | _in_words(contribution.words) | _in_name(contribution.public_name)
    reasons |= _in_what_was_said(contribution.consultation, contribution.words)
    if reasons.keys() - {UNPROVEN}:
        score = sum(SIGNS[name].weight for name in reasons)
        Signs.objects.create(contribution=contribution, score=score, reasons=reasons)


def _in_words(words: str) -> dict[str, str]:
    found = {}
    if len(links := LINK.findall(words)) >= MANY_LINKS:
        found["links"] = str(len(links))
    if short := _SHORT.search(words):
        found["shortened"] = short[0][:_LONGEST_PIECE]
    if masked := disguised(words):
        found["disguised"] = _shown(masked)
    cased = [letter for letter in LINK.sub("", words) if letter.isupper() or letter.islower()]
    if len(cased) >= _FEWEST_CASED and sum(map(str.isupper, cased)) > 0.8 * len(cased):
        found["capitals"] = ""
    if monotonous := _most_repeated(words):
        found["monotonous"] = monotonous
    return found


def _most_repeated(words: str) -> str:
    if one := _ONE_SIGN.search(words):
        return one[1]
    said = running_words(words)
    if len(said) < _FEWEST_WORDS or len(set(said)) > 0.25 * len(said):
        return ""
    return Counter(said).most_common(1)[0][0][:_LONGEST_PIECE]


def _in_name(name: str) -> dict[str, str]:
    found = {}
    if masked := disguised(name):
        found["disguised"] = _shown(masked)
    if any(bare(word) in _OFFICES for word in running_words(seen_through(name))):
        found["office"] = name[:_LONGEST_PIECE]
    return found


def _in_what_was_said(consultation: Consultation, words: str) -> dict[str, str]:
    """Look whether the same words were hidden, or said several times; one query."""
    same = Likeness.objects.filter(exact=exact_key(words), contribution__consultation=consultation)
    statuses = list(same.order_by("contribution").values_list("contribution__status", flat=True)[:50])
    found = {"repeated": str(len(statuses))} if len(statuses) >= SAME_WORDS else {}
    return found | ({"hidden": ""} if Contribution.Status.HIDDEN in statuses else {})


def _shown(words: list[str]) -> str:
    return ", ".join(words)[:_LONGEST_PIECE]
