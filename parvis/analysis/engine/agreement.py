"""How far readers agree who sorted the same texts alone: Krippendorff's alpha for names, some readings may be missing.

1 is agreement in everything, 0 what chance would bring, below 0 less than that. Source: K. Krippendorff, Computing
Krippendorff's Alpha-Reliability, 2011.
"""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

# Below it, what is counted by the names readers gave is tentative (Krippendorff).
TENTATIVE = 0.667

type Unit = Mapping[str, str]
"""What each reader said of one text."""


def alpha(units: Sequence[Unit]) -> float | None:
    """Return alpha; None where fewer than two readers said something of a text, or all said one thing of all."""
    return _alpha([list(unit.values()) for unit in units])


def interval(
    units: Sequence[Unit], *, seed: int = 1, draws: int = 1_000, share: float = 0.95
) -> tuple[float, float] | None:
    """Return between which values alpha lies in such a share of samples drawn anew from these texts; None without alpha.

    In which order texts come, and readers sorted them, makes no difference.
    """
    told = sorted(sorted(unit.values()) for unit in units if len(unit) > 1)
    if _alpha(told) is None:
        return None
    draw = random.Random(seed)  # noqa: S311 - drawn so that it can be drawn again, not to be secret
    drawn = (_alpha(draw.choices(told, k=len(told))) for _number in range(draws))
    found = sorted(value for value in drawn if value is not None)
    cut = int(len(found) * (1 - share) / 2)
    return found[cut], found[-1 - cut]


def told(units: Sequence[Unit]) -> dict[str, Any]:
    """Return alpha and its interval, to three places, how many texts two readers at least have sorted, and how many readers."""
    value, between = alpha(units), interval(units)
    return {
        "alpha": None if value is None else round(value, 3),
        "interval": None if between is None else [round(each, 3) for each in between],
        "texts": sum(len(unit) > 1 for unit in units),
        "readers": len({reader for unit in units for reader in unit}),
    }


def _alpha(units: Sequence[Sequence[str]]) -> float | None:
    together = [unit for unit in units if len(unit) > 1]
    values = Counter(value for unit in together for value in unit)
    n = values.total()
    by_chance = n * n - sum(count * count for count in values.values())
    if not by_chance:
        return None
    differ = sum((len(unit) ** 2 - sum(m * m for m in Counter(unit).values())) / (len(unit) - 1) for unit in together)
    return 1 - (n - 1) * differ / by_chance
