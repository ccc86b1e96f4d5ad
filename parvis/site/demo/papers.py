"""Ten sheets in Arabic at the library of Calgary, typed in by two people; one is still read in two ways."""

import datetime
from typing import TYPE_CHECKING, NamedTuple

from parvis.paper import actions as paper
from parvis.paper.models import Batch
from parvis.people.models import Person
from parvis.site.demo.consultations import COMMITMENTS
from parvis.site.demo.cycle import CALGARY
from parvis.site.demo.story import When

if TYPE_CHECKING:
    from parvis.site.demo.build import Story


class Written(NamedTuple):
    """What stands on a sheet, and what the second person read there where they read otherwise; "" when none did yet."""

    words: str
    themes: tuple[str, ...]
    name: str = ""
    second: str | None = None


HAND_IN = "المكتبة المركزية في كالغاري، مكتب الاستقبال، كل يوم حتى السادسة مساءً"
MADE, HANDED_IN, TYPED = When(-9, "10:00", CALGARY), When(-3, "18:00", CALGARY), When(-2, "14:00", CALGARY)
SHEETS = (
    Written("أريد أن أعرف كم تنفق المدينة على الحافلات في كل حي.", ("open-data",), "أمينة"),
    Written("انشروا جودة الهواء قرب المدارس كل ساعة.", ("environment-data",)),
    Written(
        "أعلنوا نتائج كل استشارة بالعربية أيضاً.", ("open-data",), second="أعلنوا نتائج كل استشارة بالعربية كذلك أيضاً."
    ),
    Written("ضعوا شاشة لمواعيد الحافلات في المحطة القديمة.", ("open-data",), second=""),
)


def hand_out(story: "Story") -> None:
    """Make the batch, note the day on which it came back, type it in."""
    bruno, hana = story.people["bruno"], story.people["hana"]
    made: list[Batch] = []

    def make() -> None:
        asked = story.consultations[COMMITMENTS]
        made.append(paper.make_batch(asked, by=bruno, language="ar", count=10, hand_in=HAND_IN, is_double=True))

    def read(number: int, by: Person, words: str) -> None:
        written = SHEETS[number - 1]
        themes = [story.themes[slug] for slug in written.themes]
        sheet = made[0].sheets.get(number=number)
        paper.type_sheet(sheet, by=by, words=words, themes=themes, public_name=written.name)

    def spoil() -> None:
        paper.spoil_sheet(made[0].sheets.get(number=len(SHEETS) + 1), by=hana, reason="no_consent")

    story.then(story.on(MADE), make)
    handed_in = story.on(HANDED_IN)
    story.then(handed_in, lambda: paper.hand_in_batch(made[0], by=bruno, on=handed_in.date()))
    for number, written in enumerate(SHEETS, 1):
        at = story.on(TYPED) + datetime.timedelta(minutes=3 * number)
        second = written.words if written.second is None else written.second
        story.then(at, lambda number=number, words=written.words: read(number, hana, words))
        if second:
            later = at + datetime.timedelta(hours=1)
            story.then(later, lambda number=number, words=second: read(number, bruno, words))
    story.then(story.on(TYPED) + datetime.timedelta(minutes=20), spoil)
