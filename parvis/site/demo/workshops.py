"""The workshop in Calgary: its notes typed as they were spoken, one claimed afterwards by its author."""

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parvis.consultations import actions as consultations
from parvis.consultations.models import Slip, Workshop
from parvis.site.demo.consultations import COMMITMENTS
from parvis.site.demo.cycle import CALGARY
from parvis.site.demo.story import When

if TYPE_CHECKING:
    from parvis.site.demo.build import Story

SLIPS = 24


@dataclass(frozen=True)
class Note:
    """What a scribe typed, how long after the beginning, and with which slip."""

    minutes: int
    words: str
    themes: tuple[str, ...]
    people: int = 1
    slip: int | None = None
    by_scribe: bool = False


@dataclass(frozen=True)
class Held:
    """A workshop: its event, who convenes and who types, and its notes."""

    event: str
    consultation: str
    starts: When
    template_lines: tuple[str, ...]
    scribe: str
    notes: tuple[Note, ...]
    claimed_by: str
    claimed_slip: int
    claimed: When


CALGARY_WORKSHOP = Held(
    event="open-data-calgary",
    consultation=COMMITMENTS,
    starts=When(-4, "13:00", CALGARY),
    template_lines=("One thing that should change:",),
    scribe="Jules, note-taker of the library",
    notes=(
        Note(12, "Publish the readings of the river gauges every hour, not once a year.", ("environment-data",), 9, 1),
        Note(14, "Bus positions in real time, in a format small developers can read.", ("open-data",), 14, 2),
        Note(15, "One licence for all open data, from the federal to the municipal.", ("open-data",), 6),
        Note(19, "Say when a dataset was last checked by a person.", ("open-data",), 4, 3, by_scribe=True),
        Note(21, "Air quality by neighbourhood, with the raw numbers.", ("environment-data",), 11, by_scribe=True),
        Note(
            22, "Chaque jeu de données devrait nommer une personne à qui écrire.", ("open-data",), 2, 4, by_scribe=True
        ),
        Note(
            26, "Bus positions in real time, in a format small developers can read!", ("open-data",), 3, by_scribe=True
        ),
        Note(31, "Pay for students to spend a summer cleaning old datasets.", ("open-data",), 5, 5, by_scribe=True),
    ),
    claimed_by="amina",
    claimed_slip=2,
    claimed=When(-3, "19:20", CALGARY),
)
ALL = (CALGARY_WORKSHOP,)


def hold_all(story: "Story") -> None:
    """Hold every workshop of the story."""
    for told in ALL:
        _hold(story, told)


def _hold(story: "Story", told: Held) -> None:
    """Open it, type its notes with and without an account, let one author come forward, close it."""
    bruno, hana = story.people["bruno"], story.people["hana"]
    began = story.on(told.starts)
    open_now: list[Workshop] = []

    def begin() -> None:
        consultation, event = story.consultations[told.consultation], story.events[told.event]
        workshop = consultations.open_workshop(consultation, event, by=bruno, template_lines=told.template_lines)
        consultations.hand_out_slips(workshop, by=bruno, count=SLIPS)
        consultations.name_scribe(workshop, by=bruno, name=told.scribe)
        open_now.append(workshop)

    def take(note: Note) -> None:
        (workshop,) = open_now
        link = workshop.links.select_related("given_by").get() if note.by_scribe else None
        consultations.take_note(
            workshop,
            by=None if link else hana,
            link=link,
            words=note.words,
            themes=[story.themes[slug] for slug in note.themes],
            people=note.people,
            slip=note.slip,
        )

    def claim() -> None:
        slip = Slip.objects.get(workshop=open_now[0], number=told.claimed_slip)
        consultations.claim(slip, by=story.people[told.claimed_by])

    story.then(began - datetime.timedelta(minutes=30), begin)
    for note in told.notes:
        story.then(began + datetime.timedelta(minutes=note.minutes), lambda note=note: take(note))
    story.then(story.on(told.claimed), claim)
