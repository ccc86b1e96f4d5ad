"""What readers make of themes: names, merges, and where texts belong. The next run keeps all of it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from parvis.analysis.models import Decision, FoundTheme, MovedText, Placing, Run
from parvis.analysis.rules import may_change_theme, may_merge, may_read
from parvis.consultations.models import Consultation
from parvis.consultations.rules import role_in
from parvis.core.locking import lock
from parvis.core.overtaken import Marks
from parvis.core.rules import Refused
from parvis.core.words import Words
from parvis.people.models import Person
from parvis.record import Line, record, record_many
from parvis.record.overtaking import refuse_overtaken

# A run numbers its themes from what it saw when it began: whoever makes one meanwhile leaves it so much room.
MORE_THAN_A_RUN_FINDS = 1_000
_AROUND = ("consultation__cycle__place",)


@transaction.atomic
def name_theme(theme: FoundTheme, *, by: Person, name: Mapping[str, str], seen: Marks | None = None) -> FoundTheme:
    """Give a theme a name; with an empty one, the words found by the program stand for it again.

    Refused when overtaken: `seen` is what the form showed.
    """
    lock(theme, *_AROUND)
    may_change_theme(by, theme).enforce()
    words = Words({code: text for code, text in name.items() if text})
    refuse_overtaken(theme, seen, saved={"name": theme.name}, typed={"name": words}, verbs=("found_theme.named",))
    if words != theme.name:
        kept = {"before": dict(theme.name), "now": dict(words)}
        theme.name = words
        theme.save(update_fields=["name"])
        _decided(Decision.Kind.NAMED, theme, by, kept=kept)
        _record("found_theme.named", theme, by)
    return theme


@transaction.atomic
def merge_theme(theme: FoundTheme, *, by: Person, into: FoundTheme) -> FoundTheme:
    """Make a theme part of another: its texts are read there. What had been merged into it goes along."""
    hold(theme.consultation)
    theme.refresh_from_db(fields=["merged_into"])
    into.refresh_from_db(fields=["merged_into"])
    may_merge(by, theme, into).enforce()
    along = FoundTheme.objects.filter(merged_into=theme)
    kept = {"along": list(along.values_list("key", flat=True))}
    along.update(merged_into=into)
    theme.merged_into = into
    theme.save(update_fields=["merged_into"])
    _decided(Decision.Kind.MERGED, theme, by, into=into, kept=kept)
    _record("found_theme.merged", theme, by, into=into.key)
    return into


@transaction.atomic
def part_theme(theme: FoundTheme, *, by: Person) -> FoundTheme:
    """Let a theme that was merged into another stand alone again, with the texts it had."""
    may_read(by, theme.consultation).enforce()
    hold(theme.consultation)
    theme.refresh_from_db(fields=["merged_into"])
    if into := theme.merged_into:
        theme.merged_into = None
        theme.save(update_fields=["merged_into"])
        _decided(Decision.Kind.PARTED, theme, by, into=into)
        _record("found_theme.parted", theme, by)
    return theme


@transaction.atomic
def make_theme(consultation: Consultation, *, by: Person, name: Mapping[str, str]) -> FoundTheme:
    """Make a theme the program did not find, to put texts into; it has the next key, after those of a run under way."""
    may_read(by, consultation).enforce()
    hold(consultation)
    return _made(consultation, by, name)[0]


@transaction.atomic
def split_off(consultation: Consultation, *, by: Person, seen: Mapping[str, str]) -> tuple[int, int]:
    """Put texts into a theme of their own, as `place_texts` does; none is made when all had moved meanwhile."""
    may_read(by, consultation).enforce()
    hold(consultation)
    theme, made = _made(consultation, by, {})
    placed, moved = _placed(consultation, by, seen, theme, made)
    if not placed:
        raise Refused(_("Somebody else moved these texts meanwhile. They stay where they were put."))
    return placed, moved


@transaction.atomic
def place_texts(
    consultation: Consultation, *, by: Person, seen: Mapping[str, str], theme: FoundTheme | None
) -> tuple[int, int]:
    """Put texts into a theme, or into none. Return how many stand there now, and how many others had moved meanwhile.

    `seen` says by receipt in which theme, by key, each stood when the reader decided; "" in none.
    """
    may_read(by, consultation).enforce()
    if theme:
        may_change_theme(by, theme).enforce()
    hold(consultation)
    return _placed(consultation, by, seen, theme)


def key_of(placing: Placing) -> str:
    """Return the key of the theme in which a text is read; "" in none."""
    theme = placing.theme
    return (theme.merged_into or theme).key if theme else ""


def hold(consultation: Consultation) -> None:
    """Let readers of one consultation act one after the other."""
    Consultation.objects.select_for_update(no_key=True).get(pk=consultation.pk)


def _made(consultation: Consultation, by: Person, name: Mapping[str, str]) -> tuple[FoundTheme, Decision]:
    last = max((theme.number for theme in FoundTheme.objects.filter(consultation=consultation)), default=0)
    running = Run.objects.filter(consultation=consultation, kind=Run.Kind.THEMES).under_way().exists()
    number = last + (MORE_THAN_A_RUN_FINDS if running else 1)
    theme = FoundTheme.objects.create(consultation=consultation, key=f"T{number}", name=Words(name))
    made = _decided(Decision.Kind.MADE, theme, by)
    _record("found_theme.made", theme, by)
    return theme, made


def _placed(
    consultation: Consultation,
    by: Person,
    seen: Mapping[str, str],
    theme: FoundTheme | None,
    made: Decision | None = None,
) -> tuple[int, int]:
    """Put texts somewhere, as part of the decision that made the theme or as one of its own."""
    # Asked in two steps, each by an index: what was written a moment ago misleads a database that joins.
    said = consultation.contributions.filter(code__in=seen).order_by().values_list("pk", flat=True)
    placings = list(
        Placing.objects.filter(contribution__in=list(said)).select_related("contribution", "theme__merged_into")
    )
    as_seen = [each for each in placings if key_of(each) == seen[each.contribution.code]]
    Placing.objects.filter(pk__in=[each.pk for each in as_seen]).update(theme=theme, is_by_hand=True)
    changed = [each for each in as_seen if not each.is_by_hand or each.theme != theme]
    if changed:
        decision = made or _decided(Decision.Kind.PLACED, theme, by, consultation=consultation)
        MovedText.objects.bulk_create(
            MovedText(decision=decision, contribution=each.contribution, was_in=each.theme, was_by_hand=each.is_by_hand)
            for each in changed
        )
    facts = {"theme": theme.key if theme else "", "consultation": consultation.slug}
    role = role_in(by, consultation.place, "convener", "moderator")
    record_many([Line("contribution.placed", each.contribution, role=role, facts=facts) for each in changed])
    return len(as_seen), len(placings) - len(as_seen)


def _decided(
    kind: Decision.Kind,
    theme: FoundTheme | None,
    by: Person,
    *,
    consultation: Consultation | None = None,
    into: FoundTheme | None = None,
    kept: Mapping[str, Any] | None = None,
) -> Decision:
    """Keep on the desk who decided what, and what it takes to undo it."""
    about = theme.consultation if theme else consultation
    return Decision.objects.create(consultation=about, kind=kind, by=by, theme=theme, into=into, kept=dict(kept or {}))


def _record(verb: str, theme: FoundTheme, by: Person, **facts: Any) -> None:
    role = role_in(by, theme.place, "convener", "moderator")
    record(verb, theme, role=role, facts={"consultation": theme.consultation.slug, **facts})
