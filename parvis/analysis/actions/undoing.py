"""Take back what a reader decided: themes and texts are as they were before, unless something newer rests on it."""

from django.db import transaction

from parvis.analysis.actions.readings import hold
from parvis.analysis.models import Decision, FoundTheme, MovedText, Placing
from parvis.analysis.rules import may_read, may_undo
from parvis.consultations.rules import role_in
from parvis.core import clock
from parvis.core.locking import lock
from parvis.core.words import Words
from parvis.people.models import Person
from parvis.record import Line, record, record_many


@transaction.atomic
def undo_decision(decision: Decision, *, by: Person) -> Decision:
    """Undo what a reader decided; one that is undone stays so. Refused when something newer rests on it."""
    may_read(by, decision.consultation).enforce()
    hold(decision.consultation)
    decision.refresh_from_db(fields=["undone_at", "undone_by", "theme", "into"])
    if decision.undone_at:
        return decision
    if decision.theme:
        # Whoever names it holds nothing but the theme.
        lock(decision.theme, "merged_into")
    may_undo(by, decision).enforce()
    role = role_in(by, decision.consultation.place, "convener", "moderator")
    facts = {"consultation": decision.consultation.slug}
    moved = _put_back(decision)
    if theme := decision.theme:
        _put_right(decision, theme)
    decision.undone_by, decision.undone_at = by, clock.now()
    decision.save(update_fields=["undone_by", "undone_at"])
    if theme and decision.kind != Decision.Kind.PLACED:
        record("found_theme.undone", theme, role=role, facts={**facts, "what": decision.kind})
    record_many([Line("contribution.placing_undone", each.contribution, role=role, facts=facts) for each in moved])
    return decision


def _put_right(decision: Decision, theme: FoundTheme) -> None:
    """Let a theme be called, merged or gone as it was."""
    match decision.kind:
        case Decision.Kind.NAMED:
            theme.name = Words(decision.kept["before"])
        case Decision.Kind.MERGED:
            went_along = FoundTheme.objects.filter(consultation=decision.consultation, key__in=decision.kept["along"])
            went_along.filter(merged_into=decision.into).update(merged_into=theme)
            theme.merged_into = None
        case Decision.Kind.PARTED:
            theme.merged_into, theme.is_gone = decision.into, False
        case Decision.Kind.MADE:
            theme.name, theme.is_gone = Words(), True
        case _:
            return
    theme.save(update_fields=["name", "merged_into", "is_gone"])


def _put_back(decision: Decision) -> list[MovedText]:
    """Put texts where they stood. What the program had put into a theme it finds no more stands in none until it looks again."""
    moved = list(decision.texts.select_related("contribution__placing", "was_in"))
    placings = []
    for text in moved:
        placing = text.contribution.placing
        lasts = text.was_in is not None and (text.was_by_hand or not text.was_in.is_gone)
        placing.theme, placing.is_by_hand = text.was_in if lasts else None, text.was_by_hand
        placings.append(placing)
    Placing.objects.bulk_update(placings, ["theme", "is_by_hand"])
    again = [text.was_in_id for text in moved if text.was_in_id and text.was_by_hand]
    FoundTheme.objects.filter(pk__in=again, is_gone=True).update(is_gone=False)
    return moved
