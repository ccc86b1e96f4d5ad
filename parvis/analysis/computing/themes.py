"""Find the themes of what was said: read the contributions and what readers decided, have the engine find, keep it."""

from collections.abc import Iterable
from typing import Any

from django.utils import translation

from parvis.analysis import actions
from parvis.analysis.actions.placing import Filings
from parvis.analysis.computing.jobs import Tell, check_not_cancelled
from parvis.analysis.computing.vectors import remembering
from parvis.analysis.engine.assignment import Suggested, queue_of
from parvis.analysis.engine.earlier import Earlier, earlier_of
from parvis.analysis.engine.embedding import OneByOne
from parvis.analysis.engine.findings import as_data, without_words
from parvis.analysis.engine.hearing import Heard, at_hand, hear
from parvis.analysis.engine.textfiles import Theme
from parvis.analysis.engine.texts import Text, Texts, place_of, texts_of
from parvis.analysis.engine.themes import Before, Decisions
from parvis.analysis.models import FoundTheme, Placing, Run
from parvis.consultations.models import Consultation, Contribution, ContributionTheme
from parvis.cycles.models import CycleTheme


def find_themes(run: Run, tell: Tell) -> None:
    """Find the themes of a consultation, and put each text where it stands."""
    tell("reading texts", 0, 0)
    named = themes_named(run.consultation)
    texts, decisions = texts_for(run.consultation, named), decisions_about(run.consultation)
    earlier = earlier_for(run.consultation)
    embedder, why = at_hand(OneByOne)
    with remembering(run.consultation, embedder) as model:
        heard = hear(
            texts, embedder=model, without_model=why, before=before_for(run.consultation, earlier),
            decisions=decisions, themes=named, progress=tell,
        )  # fmt: skip
    tell("keeping", 0, 1)
    found, filings = as_data(heard, earlier), filings_of(heard)
    # They are kept beside each text, for as long as it is there.
    found["suggestions"] = {"right_among_three_when_tried": heard.tried_right} if filings else None
    check_not_cancelled(run)
    actions.publish_themes(run, without_words(found), filings)


def themes_named(consultation: Consultation) -> list[Theme]:
    """Return the themes the convener has taken up, in which texts may be filed; none when there are not two."""
    taken_up = (CycleTheme.Status.EMERGING, CycleTheme.Status.CONFIRMED)
    rows = CycleTheme.objects.filter(cycle=consultation.cycle_id, status__in=taken_up).select_related("theme")
    with translation.override("en"):
        themes = [Theme(row.theme.slug, str(row.theme.name), str(row.theme.description)) for row in rows]
    return themes if len(themes) > 1 else []


def texts_for(consultation: Consultation, named: Iterable[Theme] = ()) -> Texts:
    """Return the published contributions, each with the first theme it names of those `named`.

    Their people are told apart by numbers; whoever has no account is one each.
    """
    slugs = [theme.id for theme in named]
    names = ContributionTheme.objects.filter(contribution__consultation=consultation, theme__slug__in=slugs)
    rows_of_names = names.order_by("-theme").values_list("contribution__code", "theme__slug")
    filed = dict(rows_of_names.iterator())
    rows = Contribution.objects.filter(consultation=consultation).published().order_by("pk")
    seen: dict[int, int] = {}
    found = []
    values = rows.values_list("code", "words", "language", "author", "received_at", named=False)
    for number, (code, words, language, author, received_at) in enumerate(values.iterator()):
        person = number if author is None else seen.setdefault(author, number)
        at = int(received_at.timestamp())
        theme = filed.get(code)
        found.append(Text(code, words, language=language or None, theme=theme, author=str(person), at=at))
    return texts_of(found)


def filings_of(heard: Heard) -> Filings:
    """Return what is suggested for each text that names no theme, without its words: by where they stand in it."""
    suggested = {each.id: each for each in heard.suggested or ()}
    words_of = dict(zip(heard.texts.ids, heard.texts.words, strict=True))
    return {
        name: (turn, _filing(suggested[name], words_of[name]))
        for turn, name in enumerate(queue_of([*suggested.values()]))
    }


def _filing(each: Suggested, words: str) -> dict[str, Any]:
    themes = []
    for one in () if each.abstains else each.suggestions:
        places = [(place_of(word, words), round(1000 * weight)) for word, weight in one.words]
        nearest = [[name, round(1000 * likeness)] for name, likeness in one.nearest]
        said = [[*place, weight] for place, weight in places if place]
        themes.append({"theme": one.theme, "chance": round(1000 * one.chance), "words": said, "nearest": nearest})
    return {"right": None if each.right is None else round(1000 * each.right), "themes": themes}


def decisions_about(consultation: Consultation) -> Decisions:
    """Return what readers decided: names, themes that are one, and texts they put somewhere."""
    themes = FoundTheme.objects.filter(consultation=consultation).select_related("merged_into").order_by("pk")
    merged: dict[str, list[str]] = {}
    for theme in themes:
        if theme.merged_into:
            merged.setdefault(theme.merged_into.key, []).append(theme.key)
    by_hand = Placing.objects.filter(theme__consultation=consultation, is_by_hand=True)
    return Decisions(
        names={theme.key: str(theme.name) for theme in themes if theme.is_named},
        merges=tuple((into, *keys) for into, keys in merged.items()),
        moves=dict(by_hand.order_by("pk").values_list("contribution__code", "theme__key")),
    )


def earlier_for(consultation: Consultation) -> Earlier | None:
    """Return what the last run found, to tell what is new since."""
    last = Run.objects.filter(consultation=consultation, kind=Run.Kind.THEMES).done().first()
    return earlier_of(last.told, last.record_key) if last else None


def before_for(consultation: Consultation, earlier: Earlier | None) -> Before:
    """Return in which theme each text stands, and the highest number ever given, to a theme of readers too."""
    numbers = [theme.number for theme in FoundTheme.objects.filter(consultation=consultation)]
    placed = Placing.objects.filter(contribution__consultation=consultation, theme__is_gone=False).order_by("pk")
    theme_of = dict(placed.values_list("contribution__code", "theme__key").iterator())
    return Before(theme_of, max([earlier.before.last if earlier else 0, *numbers]))
