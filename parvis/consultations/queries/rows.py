"""What people said, ready to be shown: each row is written once, and kept as long as what it is made of is the same."""

import datetime
import functools
import zoneinfo
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from parvis.consultations.models import Consultation, Contribution
from parvis.consultations.queries.excerpts import excerpt
from parvis.consultations.queries.translations import Beginning, beginnings_in, label_of
from parvis.core import clock
from parvis.core.dates import day_words, number_words
from parvis.core.detection import UNDETERMINED
from parvis.core.languages import direction
from parvis.core.receipts import format_code
from parvis.core.rows import read_among
from parvis.themes.models import Theme

KEPT = 2_000
_SOME_CODE = "0000-0000-00"
_THEMES = (
    "SELECT contribution_id, theme_id FROM consultations_contributiontheme WHERE contribution_id {among} ORDER BY id"
)
_TOGETHER = (
    "SELECT member.contribution_id, lead.code, standing.people, standing.size,"
    " CASE WHEN standing.lead_id = member.contribution_id THEN 1 ELSE 0 END"
    " FROM consultations_membership AS member"
    " JOIN consultations_group AS standing ON standing.id = member.group_id"
    " JOIN consultations_contribution AS lead ON lead.id = standing.lead_id"
    " WHERE member.left_at IS NULL AND standing.size > 1 AND lead.status = 'published'"
    " AND member.contribution_id {among}"
)

type Together = tuple[str, int, int, int]
"""The code of the lead, how many people and contributions, and whether this is the lead."""


class Voice(NamedTuple):
    """One contribution in a list, in words."""

    code: str
    href: str
    support_href: str
    language: str
    direction: str
    words: str
    is_cut: bool
    translated: str
    original: str
    original_attributes: tuple[str, str]
    who: str
    organisation: str
    said: str
    themes: str
    supports: str
    state: str
    state_class: str
    together: str
    together_href: str


def said_by(people: int, size: int) -> str:
    """Say how many people are behind how many contributions."""
    contributions = ngettext("%(size)s contribution", "%(size)s contributions", size) % {"size": number_words(size)}
    words = ngettext(
        "said by %(people)s person in %(contributions)s", "said by %(people)s people in %(contributions)s", people
    )
    return words % {"people": number_words(people), "contributions": contributions}


def voices_of(consultation: Consultation, rows: Sequence[Any], themes: Sequence[Theme]) -> list[Voice]:
    """Return the rows of a page in the words of the language now active; three queries, for themes, groups and translations."""
    numbers = [row.id for row in rows]
    named = _themes_named(numbers) if rows else {}
    together = _together(numbers) if rows else {}
    names = {theme.pk: str(theme.name) for theme in themes}
    language, zone = get_language() or "", consultation.place.time_zone
    translated = beginnings_in(language, [row.code for row in rows if row.language != language])
    today = clock.now().astimezone(consultation.zone).date()
    return [
        _voice(
            language,
            zone,
            today,
            " · ".join(names[pk] for pk in named.get(row.id, ()) if pk in names),
            together.get(row.id),
            translated.get(row.code),
            consultation.slug,
            *row,
        )
        for row in rows
    ]


def _themes_named(numbers: list[int]) -> dict[int, list[int]]:
    """Return the themes of each contribution."""
    named: dict[int, list[int]] = {}
    for contribution, theme in read_among(_THEMES, numbers):
        named.setdefault(contribution, []).append(theme)
    return named


def _together(numbers: list[int]) -> dict[int, Together]:
    """Return with what each contribution is read as one."""
    return {number: (code, people, size, lead) for number, code, people, size, lead in read_among(_TOGETHER, numbers)}


@functools.lru_cache(maxsize=KEPT)
def _voice(
    _active: str,
    zone: str,
    today: datetime.date,
    themes: str,
    together: Together | None,
    translated: Beginning | None,
    slug: str,
    _number: int,
    code: str,
    language: str,
    kind: str,
    organisation: str,
    public_name: str,
    channel: str,
    supports: int,
    _lot: int,
    answer: str,
    due: datetime.date | None,
    published_at: datetime.datetime,
    beginning: str,
) -> Voice:
    """Write one row. Everything it depends on is asked for, the language of the page included."""
    code = format_code(code)
    original, is_cut = excerpt(beginning)
    state, state_class = _state(answer, due, today)
    return Voice(
        code=code,
        href=_addresses(_active)[0].replace(_SOME_CODE, code),
        support_href=_addresses(_active)[1].replace(_SOME_CODE, code),
        original=original,
        original_attributes=_attributes(language),
        **_read_in(_active, language, original, is_cut, translated),
        who=public_name or _("somebody"),
        organisation=organisation,
        said=_said(kind, channel, published_at.astimezone(zoneinfo.ZoneInfo(zone)).date()),
        themes=themes,
        supports=_supports(supports),
        state=state,
        state_class=state_class,
        together=_together_words(together),
        together_href=reverse("alike", args=[slug, format_code(together[0])]) if together else "",
    )


def _read_in(active: str, language: str, original: str, is_cut: bool, translated: Beginning | None) -> dict[str, Any]:
    """Return the words to show, a translation before the original, with the language they are in."""
    if translated is None:
        spoken, way = _attributes(language)
        return {"words": original, "is_cut": is_cut, "translated": "", "language": spoken, "direction": way}
    made, beginning = translated
    words, is_cut = excerpt(beginning)
    label = label_of(made, language)
    return {"words": words, "is_cut": is_cut, "translated": label, "language": active, "direction": direction(active)}


def _attributes(language: str) -> tuple[str, str]:
    return ("", "auto") if language == UNDETERMINED else (language, direction(language))


def _together_words(together: Together | None) -> str:
    if together is None:
        return ""
    _code, people, size, is_lead = together
    return said_by(people, size) if is_lead else _("said alike by others")


@functools.lru_cache(maxsize=16)
def _addresses(_active: str) -> tuple[str, str]:
    return reverse("trail", args=[_SOME_CODE]), reverse("support", args=[_SOME_CODE])


def _said(kind: str, channel: str, day: datetime.date) -> str:
    """Write as whom, by which way and when: a citizen · at a workshop · 7 March 2018."""
    kind = str(Contribution.Kind(kind).label) if kind in Contribution.Kind else ""
    is_usual = channel == Contribution.Channel.WEB or channel not in Contribution.Channel
    channel = "" if is_usual else str(Contribution.Channel(channel).label)
    return " · ".join(part for part in (kind, channel, day_words(day)) if part)


def _supports(number: int) -> str:
    if not number:
        return _("Support it")
    return ngettext("%(number)s support", "%(number)s supports", number) % {"number": number_words(number)}


def _state(answer: str, due: datetime.date | None, today: datetime.date) -> tuple[str, str]:
    if answer in Contribution.Answer and (answer or due is None):
        return str(Contribution.Answer(answer).label), "" if answer else "plain"
    if due is not None and due < today:
        return _("answer late since %(day)s") % {"day": day_words(due)}, "late"
    return _("answer due by %(day)s") % {"day": day_words(due)}, "plain"
