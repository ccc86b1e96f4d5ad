"""A map as it is read: its numbers are those of the published result, its words those of the statements as they are now."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from parvis.analysis import phrases
from parvis.analysis.drawing import Picture, marks_by_letter, picture
from parvis.analysis.models import Run, Standing
from parvis.consultations.models import Consultation
from parvis.votes.models import Voter, Voting
from parvis.votes.queries.worded import Worded, worded

SIZE = 10
LISTED = 6
STANDS_FOR = 3


class Cell(NamedTuple):
    """How people voted on a statement, and how many."""

    agree: int
    disagree: int
    passed: int
    voted: int

    @property
    def stronger(self) -> str:
        """Return on which side more people are."""
        return "agree" if self.agree >= self.disagree else "disagree"

    @property
    def parts(self) -> list[tuple[str, float, float]]:
        """Return kind, beginning and width of the parts of a bar, in percent."""
        found, begin = [], 0.0
        for kind, number in (("agree", self.agree), ("disagree", self.disagree), ("passed", self.passed)):
            width = 100 * number / self.voted
            if width:
                found.append((kind, round(begin, 1), round(width, 1)))
            begin += width
        return found


class Row(NamedTuple):
    """One group, or everybody, on one statement; no cell when their votes are kept back."""

    group: str
    mark: int
    cell: Cell | None


@dataclass(frozen=True)
class Read:
    """A statement with how each group voted on it; `rows` begins with everybody."""

    statement: Worded
    rows: list[Row]
    all_groups_agree: bool
    is_under_seen: bool

    @property
    def everybody(self) -> Cell | None:
        """Return how everybody voted."""
        return self.rows[0].cell

    @property
    def told(self) -> list[Row]:
        """Return everybody and the groups, or everybody alone where too few voted for anything to be told."""
        return self.rows if self.everybody else self.rows[:1]

    @property
    def by_group(self) -> list[Row]:
        """Return how each group voted, or everybody where there are no groups."""
        return self.rows[1:] or self.rows


@dataclass(frozen=True)
class Group:
    """A group with what it stands for."""

    id: str
    mark: int
    size: int
    stability: str
    stands_for: list[tuple[str, Worded]]


class Mine(NamedTuple):
    """Where the reader stands."""

    x: int
    y: int
    group: str


@dataclass(frozen=True)
class MapPage:
    """Everything the page of a map shows; `told` is the published result, from which all numbers come."""

    run: Run
    told: dict[str, Any]
    heading: str
    because: str
    stability: str
    warnings: list[str]
    picture: Picture | None
    groups: list[Group]
    consensus: list[Read]
    divisive: list[Read]
    statements: list[Read]
    start: int
    all: int
    not_placed: int
    under_seen: int
    mine: Mine | None = None

    @property
    def first(self) -> int:
        """Return the place in the list of the first statement that is shown."""
        return self.start + 1

    @property
    def last(self) -> int:
        """Return the place in the list of the last statement that is shown."""
        return self.start + len(self.statements)

    @property
    def after(self) -> int | None:
        """Return where the next page begins, if there is one."""
        return self.last if self.last < self.all else None


def last_map(consultation: Consultation) -> Run | None:
    """Return the last map of a consultation."""
    return Run.objects.filter(consultation=consultation, kind=Run.Kind.MAP).done().first()


def voting_of(consultation: Consultation) -> Voting | None:
    """Return the voting of a consultation, once it has been opened."""
    return Voting.objects.filter(consultation=consultation).exclude(status=Voting.Status.PREPARED).first()


def standing_of(run: Run, voter: Voter | None) -> Mine | None:
    """Return where a voter stands on a map."""
    if voter is None:
        return None
    found = Standing.objects.filter(run=run, voter=voter).first()
    return Mine(found.x, found.y, found.shown_group) if found else None


def map_page(run: Run, start: int = 0, mine: Mine | None = None) -> MapPage | None:
    """Return a map as it is read, with the statements from the number `start` on; None when nothing of it may be shown."""
    told = run.told
    if "withheld" in told:
        return None
    read = read_statements(run)
    heading, because = phrases.why(told)
    rows = list(read.values())
    return MapPage(
        run=run,
        told=told,
        heading=heading,
        because=because,
        stability=phrases.stability(told["stability"]),
        warnings=phrases.warnings(told),
        picture=picture(told),
        groups=_groups(told["groups"], read),
        consensus=_named(told["consensus"], read, lambda each: each.all_groups_agree),
        divisive=_named(told["divisive"], read),
        statements=rows[start : start + SIZE],
        start=start,
        all=len(rows),
        not_placed=told["people"] - told["placed"],
        under_seen=sum(each.is_under_seen for each in rows),
        mine=mine,
    )


def read_statements(run: Run) -> dict[str, Read]:
    """Return the statements of a map that everybody may read now, by number; two queries."""
    marks = marks_by_letter(group["id"] for group in run.told.get("groups", []))
    words = words_of(run.consultation)
    return {
        each["id"]: _read(each, words[each["id"]], marks)
        for each in run.told.get("statements", [])
        if each["id"] in words
    }


def words_of(consultation: Consultation) -> dict[str, Worded]:
    """Return the statements everybody may read now, by number, in the language of the page where there is a translation."""
    rows = consultation.statements.published().select_related("consultation").order_by("number")
    return {str(each.number): each for each in worded(rows)}


def _read(told: dict[str, Any], statement: Worded, marks: dict[str, int]) -> Read:
    rows = [Row("", -1, _cell(told))]
    rows += [Row(group, marks[group], _cell(cell)) for group, cell in sorted(told["by_group"].items())]
    return Read(statement, rows, told["all_groups_agree"], told["under_seen"])


def _cell(told: dict[str, Any]) -> Cell | None:
    return Cell(told["agree"], told["disagree"], told["pass"], told["voted"]) if told["voted"] else None


def _named(names: Iterable[str], read: dict[str, Read], keep: Any = None) -> list[Read]:
    found = (read[name] for name in names if name in read)
    return [each for each in found if keep is None or keep(each)][:LISTED]


def _groups(told: list[dict[str, Any]], read: dict[str, Read]) -> list[Group]:
    marks = marks_by_letter(each["id"] for each in told)
    return [
        _group(each, marks[each["id"]], read) for each in sorted(told, key=lambda each: (len(each["id"]), each["id"]))
    ]


def _group(told: dict[str, Any], mark: int, read: dict[str, Read]) -> Group:
    found = [each for each in told["representative"] if each["id"] in read][:STANDS_FOR]
    stands_for = [(each["side"], read[each["id"]].statement) for each in found]
    return Group(told["id"], mark, told["size"], phrases.stability(told["stability"]), stands_for)
