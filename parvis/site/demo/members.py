"""Two members beside Canada, so that the support unit sees one in time, one at risk and one late."""

from typing import TYPE_CHECKING

from parvis.core.console import CONSOLE
from parvis.cycles import actions as cycles
from parvis.cycles.models import Cycle
from parvis.places.models import Place
from parvis.site.demo.story import OTTAWA, STAGES, When, words

if TYPE_CHECKING:
    from parvis.site.demo.build import Story

_TITLE = words(
    "{number}th plan on open government, {first}–{last}",
    "{number}e plan pour un gouvernement ouvert, {first}–{last}",
    "{number}.º plan de gobierno abierto, {first}–{last}",
    "الخطة {number} للحكومة المنفتحة، {first}–{last}",
)
# Place, number, and in how many days it begins: Ghana has a week left to publish its timeline, Costa Rica has none.
_CYCLES = (("ghana", 6, 20), ("costa-rica", 6, -40))


def begin_all(story: "Story", stage: str) -> None:
    """Open the cycles of two more members, some days before the story stands still."""
    today = STAGES[stage]
    for slug, number, days in _CYCLES:
        at = story.on(When(today - 3, "10:00", OTTAWA))
        story.then(at, lambda slug=slug, number=number, days=days: _begin(story, slug, number, today + days))


def _begin(story: "Story", slug: str, number: int, starts: int) -> Cycle:
    starts_on, ends_on = story.day(starts), story.day(starts + 800)
    years = {"number": number, "first": starts_on.year, "last": ends_on.year}
    cycle = cycles.create_cycle(
        Place.objects.get(slug=slug),
        by=CONSOLE,
        number=number,
        title=story.words({language: text.format(**years) for language, text in _TITLE.items()}),
        starts_on=starts_on,
        ends_on=ends_on,
        rule_set=Cycle.RuleSet.C,
    )
    return cycles.open_cycle(cycle, by=CONSOLE)
