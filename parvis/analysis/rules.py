"""Who may have votes analysed, and the sentence shown to whoever may not."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parvis.analysis.models import Decision, FoundTheme, MovedText, Placing, Run, Sample, SampleText
from parvis.consultations.models import Consultation
from parvis.consultations.rules import may_bring_in, may_convene
from parvis.core.rules import Sentence, rule
from parvis.people.models import Person
from parvis.votes.models import Vote

type Conditions = Iterator[tuple[object, Sentence]]


@rule
def may_ask_for_run(person: Person | None, consultation: Consultation, kind: str = Run.Kind.MAP) -> Conditions:
    """Have a map made, or the themes found: who may, or the clock, once there is something to make it of."""
    if kind == Run.Kind.THEMES:
        if person is not None:
            yield may_read(person, consultation)
        yield (
            consultation.contributions.published().exists(),
            _("Nothing has been said yet: there are no themes to find."),
        )
        return
    yield person is None or may_convene(person, consultation), _("Only a convener of this place can do this.")
    yield (
        Vote.objects.filter(statement__consultation=consultation).exists(),
        _("Nobody has voted yet: there is nothing to make a map of."),
    )


@rule
def may_cancel_run(person: Person | None, run: Run) -> Conditions:
    """Stop a computation."""
    yield may_read(person, run.consultation) if run.kind == Run.Kind.THEMES else may_convene(person, run.consultation)


@rule
def may_end_run(run: Run) -> Conditions:
    """Keep what a worker found, or that it found nothing: of a run that nobody has cancelled meanwhile."""
    yield run.status != Run.Status.CANCELLED, _("This run was cancelled.")


@rule
def may_read(person: Person | None, consultation: Consultation) -> Conditions:
    """Sort what was said into themes, and name them: the conveners and moderators of the place."""
    yield may_bring_in(person, consultation)


@rule
def may_change_theme(person: Person | None, theme: FoundTheme) -> Conditions:
    """Name a theme, or merge it with another."""
    yield may_read(person, theme.consultation)
    yield theme.merged_into_id is None, _("This theme was merged into another one meanwhile.")


@rule
def may_merge(person: Person | None, theme: FoundTheme, into: FoundTheme) -> Conditions:
    """Make two themes one."""
    yield may_change_theme(person, theme)
    yield into.consultation_id == theme.consultation_id and into != theme, _("Choose another theme to merge it into.")
    yield into.merged_into_id is None, _("The theme you chose was merged into another one meanwhile.")


@rule
def may_undo(person: Person | None, decision: Decision) -> Conditions:
    """Take back what a reader decided, while nothing newer rests on it."""
    yield may_read(person, decision.consultation)
    newer = Decision.objects.filter(consultation=decision.consultation, pk__gt=decision.pk, undone_at=None)
    theme, into, kind = decision.theme_id, decision.into_id, Decision.Kind
    if decision.kind != kind.NAMED:
        running = Run.objects.filter(consultation=decision.consultation, kind=Run.Kind.THEMES).under_way()
        yield not running.exists(), _("Themes are being looked for. Undo it when that is done.")
    if decision.kind in (kind.NAMED, kind.MADE):
        rests = Q(theme=theme, kind__in=(kind.NAMED, kind.MERGED))
        yield (
            not newer.filter(rests | Q(into=theme) if decision.kind == kind.MADE else rests).exists(),
            _("This theme was named or merged since. Undo that first."),
        )
    if decision.kind in (kind.MERGED, kind.PARTED):
        yield (
            not newer.filter(Q(theme=theme, into__isnull=False) | Q(theme=into, kind=kind.MERGED)).exists(),
            _("These themes were merged or parted since. Undo that first."),
        )
    if decision.kind == kind.PARTED:
        yield decision.into and not decision.into.is_gone, _("The theme it was parted from is no longer found.")
    texts = decision.texts.values("contribution")
    yield (
        not MovedText.objects.filter(decision__in=newer, contribution__in=texts).exists(),
        _("Somebody put one of these texts elsewhere since. Undo that first."),
    )
    if decision.kind == kind.MADE:
        yield (
            not Placing.objects.filter(theme=theme).exclude(contribution__in=texts).exists(),
            _("Other texts stand in the new theme by now. Put them elsewhere first, or merge it."),
        )


@rule
def may_draw(person: Person | None, consultation: Consultation) -> Conditions:
    """Draw the texts that readers sort alone, once."""
    yield may_read(person, consultation)
    yield (
        not Sample.objects.filter(consultation=consultation).exists(),
        _("A sample was drawn already; it stays the same."),
    )
    yield (
        FoundTheme.objects.filter(consultation=consultation).alive().count() > 1,
        _("There must be two themes at least to sort texts into."),
    )


@rule
def may_sort_alone(person: Person | None, text: SampleText) -> Conditions:
    """Sort a text of the sample."""
    yield may_read(person, text.sample.consultation)
