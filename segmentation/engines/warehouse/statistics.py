"""Columns of numbers that answer what the preparation asks, by aggregates of a database.

Counts, extremes, quantiles and shares are exact: values are grouped and counted there, and only
those at the wanted ranks come here. Means and deviations agree with those in memory to the last few
bits. Under a cap or a transform the mean and the deviation are of the sample, as is the power of a
Yeo-Johnson transform.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import inf, sqrt

import numpy as np

from segmentation.clustering.preparing.fitting import LARGEST
from segmentation.clustering.preparing.numbers import Placed
from segmentation.engines.large.streamed import Ranks, StreamedNumbers
from segmentation.engines.warehouse.relation import Relation
from segmentation.engines.warehouse.statements import KeptRows

FIGURES = 5
"""Columns that a number has in a summary."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CountedNumbers(StreamedNumbers):
    """`Numbers` of a column that stays in a database."""

    def moments(self, placed: Placed | None) -> tuple[float, float]:
        """Return the mean and the standard deviation; of the sample where a value is changed."""
        if placed is None:
            return self.mean, self.deviation
        made = placed(self.drawn)
        return float(made.mean()), float(made.std())


def counted_numbers(
    relation: Relation,
    kept: KeptRows,
    drawn: Mapping[str, np.ndarray],
    ranks: Callable[[int], Sequence[int]],
) -> dict[str, CountedNumbers]:
    """Ask for what is needed of columns of numbers.

    Parameters
    ----------
    relation : Relation
    kept : KeptRows
    drawn : mapping of str to ndarray
        By column that is asked for, the finite values of the sample.
    ranks : callable
        Returns the ranks that are needed, of so many values.

    Returns
    -------
    dict of str to CountedNumbers
        Without the columns that have no value.
    """
    if not drawn:
        return {}
    _, (row,) = relation.ask(kept.summary(drawn))
    told = {name: row[FIGURES * at : FIGURES * (at + 1)] for at, name in enumerate(drawn)}
    told = {name: each for name, each in told.items() if each[0]}
    deviations = _deviations(relation, kept, told)
    return {
        name: CountedNumbers(
            name=name,
            n_values=int(n),
            lowest=float(low),
            highest=float(high),
            mean=float(mean),
            deviation=deviations.get(name, inf),
            is_whole=not broken,
            search=_ranked(relation, kept, name, ranks(int(n))),
            drawn=drawn[name],
            passes=None,
        )
        for name, (n, low, high, mean, broken) in told.items()
    }


def _deviations(relation: Relation, kept: KeptRows, told: Mapping[str, tuple]) -> dict[str, float]:
    """Return standard deviations; of numbers whose squares are none there is none."""
    usual = {n: each for n, each in told.items() if max(-each[1], each[2]) <= LARGEST}
    if not usual:
        return {}
    _, (row,) = relation.ask(kept.squares({name: float(each[3]) for name, each in usual.items()}))
    return {
        name: sqrt(float(squares) / int(each[0]))
        for (name, each), squares in zip(usual.items(), row, strict=True)
    }


def _ranked(relation: Relation, kept: KeptRows, name: str, ranks: Sequence[int]) -> Ranks:
    wanted = np.unique(np.asarray(ranks, dtype=np.int64))
    _, rows = relation.ask(kept.ranked(name, wanted.tolist()))
    values, _, ends = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    at = np.searchsorted(ends, wanted, "right")
    return Ranks(ranks=wanted, values=values[at], up_to=ends[at].astype(np.int64))
