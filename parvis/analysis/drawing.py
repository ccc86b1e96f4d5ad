"""The picture of a map as paths: each group has its own shape, so that no colour is needed to tell them apart."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

BETWEEN = -1
# Around a place: dot, square, triangle, diamond, plus, cross, triangle on its tip, bar. The first two are the ends of a line.
SHAPES = (
    "h0",
    "h0",
    "m0-4l4 7h-8z",
    "m0-5l4 5-4 5-4-5z",
    "m-4 0h8m-4-4v8",
    "m-3-3l6 6m0-6l-6 6",
    "m0 4l4-7h-8z",
    "m-4 0h8",
)
SMALL = (
    "h0",
    "h0",
    "m0-2l2 3h-4z",
    "m0-2l2 2-2 2-2-2z",
    "m-2 0h4m-2-2v4",
    "m-1-1l3 3m0-3l-3 3",
    "m0 2l2-3h-4z",
    "m-2 0h4",
)
# More people than this are drawn smaller.
MANY = 400
# A picture of squares has so many a side, in so many shades.
CELLS, SHADES = 20, 4


class Drawn(NamedTuple):
    """A path and its classes."""

    kind: str
    path: str


class Label(NamedTuple):
    """A letter and where it stands."""

    words: str
    x: int
    y: int
    kind: str


class Shade(NamedTuple):
    """A class of squares, and how many people stand in one of them; 0 in one of which that is not told."""

    kind: str
    fewest: int
    most: int


class Picture(NamedTuple):
    """What is drawn; `squares` are (x, y, size, class), `is_small` when there are many dots."""

    grid: int
    hulls: list[Drawn]
    dots: list[Drawn]
    squares: list[tuple[int, int, int, str]]
    shades: list[Shade]
    labels: list[Label]
    is_small: bool


def picture(told: dict[str, Any]) -> Picture | None:
    """Return what is drawn of a map, None when there is nothing to draw."""
    drawn = told.get("picture")
    if not drawn:
        return None
    names = [group["id"] for group in told["groups"]]
    marks = marks_by_letter(names)
    hulls, labels = [], []
    for name, corners in zip(names, drawn["hulls"], strict=True):
        if corners:
            kind = kind_of(marks[name])
            hulls.append(Drawn(kind, "M" + "L".join(f"{x} {y}" for x, y in corners) + "z"))
            labels.append(Label(name, _middle(corners, 0), _middle(corners, 1), kind))
    dots = [[x, y, marks[names[mark]] if mark >= 0 else BETWEEN, faint] for x, y, mark, faint in drawn.get("dots", [])]
    is_small = len(dots) > MANY
    drawn_dots = _dots(dots, SMALL if is_small else SHAPES)
    cells, size = drawn.get("cells", []), drawn["grid"] // CELLS
    shades = shades_of([number for _x, _y, number in cells])
    squares = [(x * size, y * size, size, _shade(number, shades)) for x, y, number in cells]
    return Picture(drawn["grid"], hulls, drawn_dots, squares, shades, labels, is_small)


def marks_by_letter(ids: Iterable[str]) -> dict[str, int]:
    """Return the number of the shape of each group: the same from one map to the next, as its letter is."""
    marks: dict[str, int] = {}
    for letters in sorted(ids, key=lambda each: (len(each), each)):
        wanted = ord(letters[-1]) - ord("A")
        free = (number % len(SHAPES) for number in range(wanted, wanted + len(SHAPES)))
        marks[letters] = next(number for number in free if number not in marks.values())
    return marks


def kind_of(number: int) -> str:
    """Return the class of a group, or of those between groups."""
    return "between" if number == BETWEEN else f"g{number}"


def shape_at(number: int, x: int, y: int, shapes: Sequence[str] = SHAPES) -> str:
    """Return the path of the shape of a group at a place."""
    return f"M{x} {y}{shapes[number] if number >= 0 else 'h0'}"


def _dots(dots: list[list[int]], shapes: Sequence[str]) -> list[Drawn]:
    paths: dict[tuple[int, int], list[str]] = defaultdict(list)
    for x, y, mark, faint in dots:
        paths[mark, faint].append(shape_at(mark, x, y, shapes))
    # The faint ones behind the others, and those between groups behind all.
    ordered = sorted(paths.items(), key=lambda item: (item[0][0] != BETWEEN, -item[0][1], item[0][0]))
    return [Drawn(kind_of(mark) + (" faint" if faint else ""), "".join(found)) for (mark, faint), found in ordered]


def shades_of(numbers: Sequence[int | None]) -> list[Shade]:
    """Return the shades of squares, the lightest first: each next one holds about as many times more people as the last.

    The lightest of all is for those of which nothing is told but that they are few.
    """
    told = [number for number in numbers if number]
    shades = [Shade("d0", 0, 0)] if len(told) < len(numbers) else []
    if not told:
        return shades
    fewest, most = min(told), max(told)
    ends = sorted({round(fewest * (most / fewest) ** (step / SHADES)) for step in range(1, SHADES)} | {most})
    begins = [fewest, *(end + 1 for end in ends[:-1])]
    kinds = [f"d{SHADES - len(ends) + number}" for number in range(1, len(ends) + 1)]
    return shades + [Shade(*each) for each in zip(kinds, begins, ends, strict=True)]


def _shade(number: int | None, shades: list[Shade]) -> str:
    return next(shade.kind for shade in shades if (number or 0) <= shade.most)


def _middle(corners: list[list[int]], axis: int) -> int:
    values = [corner[axis] for corner in corners]
    return (min(values) + max(values)) // 2
