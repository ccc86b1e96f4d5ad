"""A survey of the libraries, brought in from its file, with the mapping that reads its next one."""

from typing import TYPE_CHECKING

from parvis.consultations import actions as consultations
from parvis.consultations.importing.load import run
from parvis.consultations.importing.readers import Row, Table
from parvis.site.demo.consultations import COMMITMENTS
from parvis.site.demo.story import When

if TYPE_CHECKING:
    from parvis.site.demo.build import Story

SOURCE = "Survey of the libraries"
COLUMNS = ["No.", "Your idea", "You are", "Day"]
READS = {"words": "Your idea", "kind": "You are", "reference": "No.", "said_on": "Day"}
ROWS = (
    ("L-1", "Keep one counter where a person helps you with the federal sites. Ours is always full.", "citizen", -60),
    ("L-2", "Des formations le samedi : beaucoup viennent pour une demande en ligne et repartent sans.", "ngo", -58),
    ("L-3", "Print the consultation on paper and leave it with us. Half of our readers have no e-mail.", "public", -57),
)
AT = When(-40, "10:00")


def bring_in(story: "Story", *, is_under_way: bool) -> None:
    """Bruno keeps how the file is read, and brings it in; as long as the story needs no answer to it."""
    bruno = story.people["bruno"]

    def act() -> None:
        consultation = story.consultations[COMMITMENTS]
        consultations.save_mapping(consultation, by=bruno, name=SOURCE, reads=READS, columns=COLUMNS)
        rows = [
            Row(line, dict(zip(COLUMNS, (number, words, who, story.day(day).isoformat()), strict=True)))
            for line, (number, words, who, day) in enumerate(ROWS, start=2)
        ]
        table = Table(COLUMNS, iter(rows), len(rows), lambda: 0)
        for _report in run(table, consultation, by=bruno, asked=READS):
            pass

    if is_under_way:
        story.then(story.on(AT), act)
