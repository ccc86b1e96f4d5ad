"""Rows ready to be shown: every word, date and address is written here once, so that the template only places them."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.consultations.models import Consultation, Contribution, ContributionTheme
from parvis.consultations.queries.excerpts import LENGTH, excerpt
from parvis.core import clock
from parvis.core.dates import day_words, number_words
from parvis.core.languages import UNDETERMINED, direction
from parvis.core.receipts import format_code
from parvis.themes.models import Theme

type Row = dict[str, Any]

_SOME_CODE = "0000-0000-00"


def ready_rows(consultation: Consultation, rows: Sequence[Row], themes: Sequence[Theme]) -> list[Row]:
    """Return the rows of a page in the words of the language now active; one query, for their themes."""
    writer = _Writer(consultation, themes, _themes_named([row["id"] for row in rows]) if rows else {})
    return [writer.write(row) for row in rows]


def _themes_named(numbers: list[int]) -> dict[int, list[int]]:
    named: dict[int, list[int]] = {}
    rows = ContributionTheme.objects.filter(contribution__in=numbers)
    for contribution, theme in rows.values_list("contribution", "theme"):
        named.setdefault(contribution, []).append(theme)
    return named


class _Writer:
    """Writes rows in one language, on one day."""

    def __init__(self, consultation: Consultation, themes: Sequence[Theme], named: dict[int, list[int]]) -> None:
        self.zone = consultation.zone
        self.today = clock.now().astimezone(self.zone).date()
        self.trail, self.support = reverse("trail", args=[_SOME_CODE]), reverse("support", args=[_SOME_CODE])
        self.kinds = {value: str(label) for value, label in Contribution.Kind.choices}
        self.channels = {value: str(label) for value, label in Contribution.Channel.choices}
        self.answers = {value: str(label) for value, label in Contribution.Answer.choices}
        self.themes = {theme.pk: str(theme.name) for theme in themes}
        self.named = named
        self.somebody = _("somebody")

    def write(self, row: Row) -> Row:
        """Return one row ready to be shown."""
        code = format_code(row["code"])
        language = row["language"]
        words = excerpt(row["beginning"])
        state, state_class = self._state(row["answer"], row["answer_due_on"])
        themes = [self.themes[pk] for pk in self.named.get(row["id"], ()) if pk in self.themes]
        return {
            "code": code,
            "href": self.trail.replace(_SOME_CODE, code),
            "support_href": self.support.replace(_SOME_CODE, code),
            "language": "" if language == UNDETERMINED else language,
            "direction": "auto" if language == UNDETERMINED else direction(language),
            "words": words,
            "is_cut": len(words) < len(row["beginning"]) and len(row["beginning"]) > LENGTH,
            "who": row["public_name"] or self.somebody,
            "organisation": row["organisation_name"],
            "said": self._said(row),
            "themes": " · ".join(themes),
            "supports": self._supports(row["supports"]),
            "state": state,
            "state_class": state_class,
        }

    def _said(self, row: Row) -> str:
        """Write as whom, by which way and when: a citizen · at a workshop · 7 March 2018."""
        day = day_words(row["published_at"].astimezone(self.zone).date())
        kind = self.kinds.get(row["kind"], "") if row["kind"] else ""
        channel = "" if row["channel"] == Contribution.Channel.WEB else self.channels.get(row["channel"], "")
        return " · ".join(part for part in (kind, channel, day) if part)

    def _supports(self, number: int) -> str:
        if not number:
            return _("Support it")
        return ngettext("%(number)s support", "%(number)s supports", number) % {"number": number_words(number)}

    def _state(self, answer: str, due: datetime.date | None) -> tuple[str, str]:
        if answer:
            return self.answers.get(answer, answer), ""
        if due is None:
            return self.answers[""], "plain"
        if due < self.today:
            return _("answer late since %(day)s") % {"day": day_words(due)}, "late"
        return _("answer due by %(day)s") % {"day": day_words(due)}, "plain"
