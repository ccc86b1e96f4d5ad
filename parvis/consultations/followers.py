"""What follows the record here: the figures of each consultation, what can be found by searching, what is alike."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.urls import reverse

from parvis.consultations import likeness
from parvis.consultations.actions.subscriptions import write_to
from parvis.consultations.groups import recount
from parvis.consultations.letters import leave_link, translation_link
from parvis.consultations.models import (
    Breakdown,
    Contribution,
    ContributionTheme,
    Figures,
    Group,
    Likeness,
    Provenance,
    Subscription,
    Translation,
)
from parvis.consultations.queries.translations import translated_words
from parvis.core.dates import language_words
from parvis.core.receipts import format_code
from parvis.core.search import Searchable, forget, index_many
from parvis.record import follower
from parvis.record.models import Entry

type Numbers = Counter[tuple[int, str, str]]

FIGURES = ""
# Nearly every row and every number of a batch is another one: written by hand, they take a fifth of the time.
_ADD_TO_BREAKDOWN = (
    'INSERT INTO consultations_breakdown (consultation_id, "of", value, number) VALUES (%s, %s, %s, %s)'
    ' ON CONFLICT (consultation_id, "of", value) DO UPDATE SET number = consultations_breakdown.number + excluded.number'
)
_REMEMBER = "UPDATE consultations_contribution SET counted_as = %s WHERE id = %s"
_LASTING = {
    "contribution.published",
    "contribution.hidden",
    "contribution.restored",
    "contribution.erased",
    "contribution.answered",
    "contribution.answer_corrected",
    "contribution.themes_changed",
    "contribution.language_changed",
    "contribution.held",
    "contribution.corrected",
    "contribution.amended",
    "contribution.translated",
    "contribution.translation_withdrawn",
    "contribution.taken_back",
}
_ERASING = {"contribution.erased", "contribution.taken_back"}
# Before the language a contribution is counted in, among the parts of what it is counted as.
_IN = "in:"


def _forget_figures() -> None:
    Figures.objects.update(received=0, published=0, hidden=0, answered=0)
    Breakdown.objects.all().delete()
    Contribution.objects.exclude(counted_as="").update(counted_as="")


@follower("consultations.figures", {"contribution.received", *_LASTING}, reset=_forget_figures)
def count(entries: Sequence[Entry]) -> None:
    """Bring the numbers of each consultation to what its contributions are now.

    Each contribution remembers what it is counted as, so that whatever happened, in whatever order, the difference
    between then and now is added once.
    """
    contributions = _contributions_of(entries)
    themes = _themes_of(contributions)
    change: Numbers = Counter()
    counted: list[tuple[str, int]] = []
    for contribution in contributions:
        now = count_as(contribution, themes.get(contribution.pk, []))
        if now != contribution.counted_as:
            change.update(dict.fromkeys(parts_of(contribution, now), 1))
            change.subtract(dict.fromkeys(parts_of(contribution, contribution.counted_as), 1))
            counted.append((now, contribution.pk))
    add_to_figures(change)
    _remember(counted)


@follower("consultations.search", _LASTING)
def make_findable(entries: Sequence[Entry]) -> None:
    """Make what is published findable, and what is not any more unfindable."""
    contributions = _contributions_of(entries)
    themes = _themes_of(contributions)
    published = [each for each in contributions if each.status == Contribution.Status.PUBLISHED]
    forget("contribution", *(each.code for each in contributions if each.status != Contribution.Status.PUBLISHED))
    events, translated = _events_of(published), translated_words("contribution", [each.code for each in published])
    index_many(
        searchable(each, themes.get(each.pk, []), events.get(each.pk), translated.get(each.code, ()))
        for each in published
    )


def _events_of(contributions: Iterable[Contribution]) -> dict[int, int]:
    said = Provenance.objects.filter(contribution__in=[each.pk for each in contributions]).exclude(event=None)
    return dict(said.values_list("contribution", "event"))


@follower(
    "consultations.likeness",
    {"contribution.received", "contribution.corrected", "contribution.amended", *_ERASING},
    reset=lambda: Likeness.objects.all().delete(),
)
def keep_prints(entries: Sequence[Entry]) -> None:
    """Keep what it takes to find repeats of what came in, by whatever channel; forget it of what is erased."""
    codes = [entry.subject_key for entry in entries]
    said = Contribution.objects.filter(code__in=codes).exclude(status=Contribution.Status.ERASED).order_by("pk")
    likeness.keep(said.values_list("pk", "consultation", "words"))
    likeness.forget(*(entry.subject_key for entry in entries if entry.verb in _ERASING))


@follower("consultations.groups", {"contribution.supported", "support.withdrawn", *_LASTING})
def count_people(entries: Sequence[Entry]) -> None:
    """Bring the numbers of groups to what became of their members, and who supports them."""
    codes = {entry.subject_key for entry in entries}
    touched = Group.objects.filter(memberships__contribution__code__in=codes, memberships__left_at=None)
    recount(touched.values_list("pk", flat=True).distinct())


@follower("consultations.group_letters", {"contribution.grouped", "contribution.ungrouped", "contribution.taken_out"})
def tell_of_groups(entries: Sequence[Entry]) -> None:
    """Write once to each person who asked to be told of a contribution that is grouped, or no longer is."""
    for entry in entries:
        codes = [entry.subject_key, *entry.facts.get("members", ())]
        kind = "contribution.grouped" if entry.verb == "contribution.grouped" else "contribution.ungrouped"
        subscriptions = Subscription.objects.filter(
            contribution__code__in=codes, confirmed_at__isnull=False, person__is_active=True
        ).select_related("person", "contribution__consultation")
        # Of several contributions somebody follows, one letter tells.
        for subscription in {each.person_id: each for each in subscriptions.order_by("-pk")}.values():
            write_to(
                subscription.person,
                kind,
                subscription.contribution,
                key=f"group:{entry.seq}",
                leave=partial(leave_link, subscription),
                group=partial(_group_address, entry),
            )


def _group_address(entry: Entry) -> str:
    lead = format_code(entry.facts.get("lead", entry.subject_key))
    return settings.BASE_URL.geturl() + reverse("alike", args=[entry.facts["consultation"], lead])


@follower("consultations.translation_letters", {"contribution.translated"})
def tell_of_translations(entries: Sequence[Entry]) -> None:
    """Write to authors how others put their words into another language, about each language once a day at most."""
    for entry in entries:
        if entry.role != "author":
            _tell_of_translation(entry)


def _tell_of_translation(entry: Entry) -> None:
    code, language = entry.subject_key, entry.facts["language"]
    standing = Translation.objects.current().filter(
        subject_type=entry.subject_type, subject_key=code, language=language
    )
    # What its author has corrected meanwhile, or somebody has taken away, is told by no letter.
    translation = standing.exclude(made=Translation.Made.AUTHOR).first()
    authors = Subscription.objects.filter(
        contribution__code=code,
        contribution__status=Contribution.Status.PUBLISHED,
        person=F("contribution__author"),
        person__is_active=True,
        confirmed_at__isnull=False,
    )
    for subscription in authors.select_related("person", "contribution__consultation") if translation else ():
        write_to(
            subscription.person,
            "contribution.translated",
            subscription.contribution,
            {"made": translation.made, "words": translation.words},
            key=f"translated:{code}:{language}:{entry.at:%Y%m%d}",
            into=partial(language_words, language),
            link=partial(translation_link, subscription.contribution, subscription.person, language),
            leave=partial(leave_link, subscription),
        )


def _contributions_of(entries: Sequence[Entry]) -> list[Contribution]:
    """Return the contributions the entries are about, each once, in the order of their last entry."""
    codes = dict.fromkeys(entry.subject_key for entry in entries if entry.subject_type == Contribution.record_type)
    return list(Contribution.objects.filter(code__in=codes).select_related("consultation").order_by("pk"))


def _themes_of(contributions: Iterable[Contribution]) -> dict[int, list[tuple[int, str]]]:
    named = ContributionTheme.objects.filter(contribution__in=[each.pk for each in contributions]).order_by("theme")
    found: dict[int, list[tuple[int, str]]] = {}
    for contribution, theme, slug in named.values_list("contribution", "theme", "theme__slug"):
        found.setdefault(contribution, []).append((theme, slug))
    return found


def count_as(contribution: Contribution, themes: list[tuple[int, str]]) -> str:
    """Write in one line what a contribution counts as: status, then, when published, answer, language and themes."""
    if contribution.status != Contribution.Status.PUBLISHED:
        return str(contribution.status)
    if contribution.answered_at:
        days = (contribution.answered_at - contribution.published_at).days
        answer = f"{contribution.answer} {max(days, 0)}"
    else:
        answer = f"due {contribution.answer_due_on}"
    return " ".join(["published", answer, _IN + contribution.language, *(str(theme) for theme, _slug in themes)])


def parts_of(contribution: Contribution, counted_as: str) -> Iterator[tuple[int, str, str]]:
    """Say in which numbers a contribution takes part when it is counted as `counted_as`."""
    if not counted_as:
        return
    key = contribution.consultation_id
    status, *rest = counted_as.split(" ")
    yield key, FIGURES, "received"
    if status == Contribution.Status.HIDDEN:
        yield key, FIGURES, "hidden"
    if status != Contribution.Status.PUBLISHED:
        return
    answer, value, language, *themes = rest
    yield key, FIGURES, "published"
    yield key, Breakdown.Of.LANGUAGE, language.removeprefix(_IN)
    yield key, Breakdown.Of.CHANNEL, contribution.channel
    yield key, Breakdown.Of.KIND, contribution.kind
    yield from ((key, Breakdown.Of.THEME, theme) for theme in themes)
    if answer == "due":
        yield key, Breakdown.Of.DUE, value
    else:
        yield key, FIGURES, "answered"
        yield key, Breakdown.Of.ANSWER, answer
        yield key, Breakdown.Of.DAYS, value


def add_to_figures(change: Numbers) -> None:
    """Add to the figures what has changed."""
    figures: dict[int, dict[str, int]] = {}
    parts: list[tuple[int, str, str, int]] = []
    for (consultation, of, value), number in sorted(change.items()):
        if number and of == FIGURES:
            figures.setdefault(consultation, {})[value] = number
        elif number:
            parts.append((consultation, of, value, number))
    if parts:
        with connection.cursor() as cursor:
            cursor.executemany(_ADD_TO_BREAKDOWN, parts)
    for consultation, numbers in figures.items():
        Figures.objects.get_or_create(consultation_id=consultation)
        Figures.objects.filter(pk=consultation).update(**{name: F(name) + number for name, number in numbers.items()})


def _remember(counted: list[tuple[str, int]]) -> None:
    if counted:
        with connection.cursor() as cursor:
            cursor.executemany(_REMEMBER, counted)


def searchable(
    contribution: Contribution,
    themes: list[tuple[int, str]],
    event: int | None = None,
    translated: Iterable[str] = (),
) -> Searchable:
    """Return what a published contribution can be found by: its words, in whatever language they stand."""
    answer = contribution.answer or "none"
    return Searchable(
        kind="contribution",
        key=contribution.code,
        scope=contribution.consultation.slug,
        text="\n".join([contribution.words, *translated]),
        language=contribution.language,
        labels=[
            f"language:{contribution.language}",
            f"answer:{answer}",
            "answered" if contribution.answer else "unanswered",
            *(f"theme:{slug}" for _theme, slug in themes),
            *([f"event:{event}"] if event else []),
        ],
    )
