"""Take themes up in a cycle, in an order; hear suggestions; confirm, or drop with a reason."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from parvis.core.languages import language_name, listed
from parvis.core.rules import Refused
from parvis.core.search.folding import fold
from parvis.core.translations import note
from parvis.core.words import Words
from parvis.cycles.models import Cycle, CycleTheme
from parvis.cycles.rules import may_frame, may_suggest
from parvis.record import record
from parvis.themes.models import Theme

Status = CycleTheme.Status
SHORTEST_REASON = 20


@transaction.atomic
def adopt_theme(cycle: Cycle, *, by: Any, theme: Theme) -> CycleTheme:
    """Take a theme up in a cycle, after those it has; once is enough."""
    may_frame(by, cycle.place).enforce()
    Cycle.objects.select_for_update().get(pk=cycle.pk)
    taken, is_new = CycleTheme.objects.get_or_create(
        cycle=cycle, theme=theme, defaults={"number": _next_number(cycle), "status": Status.EMERGING}
    )
    if is_new:
        record("theme.taken_up", taken, by=by, facts=_facts(taken))
    return taken


@transaction.atomic
def suggest_theme(cycle: Cycle, *, by: Any = None, name: str, language: str, description: str = "") -> CycleTheme:
    """Suggest a theme, whoever one is; what the cycle already has under this name is returned as it stands.

    Its address holds none of the words, which are somebody's own and may have to be set aside.
    """
    may_suggest(by, cycle).enforce()
    Cycle.objects.select_for_update().get(pk=cycle.pk)
    for taken in cycle.cycle_themes.select_related("theme"):
        if not taken.is_hidden and fold(name) in {fold(text) for text in taken.theme.name.values()}:
            return taken
    theme = _known_theme(name) or _new_theme(cycle, name, language, description)
    suggestion, is_new = CycleTheme.objects.get_or_create(
        cycle=cycle, theme=theme, defaults={"number": _next_number(cycle), "status": Status.SUGGESTED}
    )
    if is_new:
        record("theme.suggested", suggestion, by=by, facts=_facts(suggestion))
    return suggestion


@transaction.atomic
def take_up_theme(taken: CycleTheme, *, by: Any) -> CycleTheme:
    """Take up a theme that was suggested, or had been dropped."""
    may_frame(by, taken.place).enforce()
    if taken.move("take_up"):
        _keep(taken)
        record("theme.taken_up", taken, by=by, facts=_facts(taken))
    return taken


@transaction.atomic
def confirm_theme(taken: CycleTheme, *, by: Any) -> CycleTheme:
    """Confirm that the cycle works on a theme. Its name must be written in each official language."""
    may_frame(by, taken.place).enforce()
    _require_languages(
        taken.theme.name,
        taken.cycle,
        _("Write the theme's name in each official language first. Missing: %(languages)s."),
    )
    if taken.move("confirm"):
        _keep(taken)
        record("theme.confirmed", taken, by=by, facts=_facts(taken))
    return taken


@transaction.atomic
def drop_theme(taken: CycleTheme, *, by: Any, reason: Words) -> CycleTheme:
    """Drop a theme, with a reason in each official language; the reason is public."""
    may_frame(by, taken.place).enforce()
    _require_languages(reason, taken.cycle, _("Give the reason in each official language. Missing: %(languages)s."))
    if any(len(text) < SHORTEST_REASON for text in reason.values()):
        raise Refused(_("Give a reason of twenty characters or more."))
    if taken.move("drop", {"reason": Words(reason)}):
        note(taken, "reason", source=taken.cycle.first_language)
        record("theme.dropped", taken, by=by, facts=_facts(taken), secrets={"reason": dict(reason)})
    return taken


@transaction.atomic
def reorder_themes(cycle: Cycle, *, by: Any, order: Sequence[int]) -> list[CycleTheme]:
    """Put a cycle's themes in an order, by primary key; those not named keep theirs, after the others."""
    may_frame(by, cycle.place).enforce()
    Cycle.objects.select_for_update().get(pk=cycle.pk)
    themes = list(cycle.cycle_themes.select_related("theme"))
    wanted = {pk: place for place, pk in enumerate(order)}
    after = sorted(themes, key=lambda taken: (wanted.get(taken.pk, len(wanted)), taken.number, taken.pk))
    if after == themes:
        return themes
    for number, taken in enumerate(after, start=1):
        taken.number = number
    CycleTheme.objects.bulk_update(after, ["number"])
    record("cycle.themes_reordered", cycle, by=by, facts={"order": [taken.theme.slug for taken in after]})
    return after


def _known_theme(name: str) -> Theme | None:
    wanted = fold(name)
    named = Theme.objects.named()
    return next((theme for theme in named if wanted in {fold(text) for text in theme.name.values()}), None)


def _new_theme(cycle: Cycle, name: str, language: str, description: str) -> Theme:
    digest = hashlib.sha256(f"{cycle.slug} {fold(name)}".encode()).hexdigest()
    words = {language: description} if description else {}
    theme, _is_new = Theme.objects.get_or_create(
        slug=f"suggestion-{digest[:12]}",
        defaults={"name": {language: name}, "description": words, "is_suggestion": True},
    )
    return theme


def _keep(taken: CycleTheme) -> None:
    """A theme a cycle takes up is a suggestion no more."""
    Theme.objects.filter(pk=taken.theme_id, is_suggestion=True).update(is_suggestion=False)


def _require_languages(words: Words, cycle: Cycle, sentence: Any) -> None:
    missing = Words(words).missing(cycle.official_languages)
    if missing:
        raise Refused(sentence % {"languages": listed(language_name(code) for code in missing)})


def _next_number(cycle: Cycle) -> int:
    return (cycle.cycle_themes.aggregate(last=Max("number"))["last"] or 0) + 1


def _facts(taken: CycleTheme) -> dict[str, str]:
    return {"cycle": taken.cycle.slug, "theme": taken.theme.slug}
