"""Which groups' votes on a statement are kept back, so that none of fewer than five is told, nor follows by subtraction."""

import numpy as np
from numpy.typing import NDArray

FEW = 5

type Mask = NDArray[np.bool_]


def kept_back(voted: NDArray[np.int64], others: int, *, among_others: bool = False) -> Mask:
    """Tell of which groups nothing is told, given how many of each voted on a statement, and of `others` without a group.

    What everybody voted is told too: a group kept back must not follow from it. So those kept back are five at least,
    together with the others; where they would be fewer, the smallest group is kept back with them. `among_others` says that
    the others hold a group of which nothing may be told at all.
    """
    back: Mask = (voted > 0) & (voted < FEW)
    while (
        (among_others or back.any())
        and 0 < others + voted[back].sum() < FEW
        and (told := np.flatnonzero((voted > 0) & ~back)).size
    ):
        back[told[voted[told].argmin()]] = True
    return back
