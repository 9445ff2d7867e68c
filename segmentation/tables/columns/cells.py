"""What the rules on columns look at, taken from a column once: a wide table has thousands of them.

A call of pandas costs as much as some hundred cells, so that few cells are looked at in Python.
"""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

NUMBER, YES_NO, DATE, TEXT = "number", "yes or no", "date", "text"
TYPES = {"i": NUMBER, "u": NUMBER, "f": NUMBER, "b": YES_NO, "M": DATE}
FEW, PROBED, MOST_LEVELS = 2_000, 200, 21


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cells:
    """A column as the rules on names and values see it.

    Attributes
    ----------
    name : str
    type : str
        `NUMBER`, `YES_NO`, `DATE` or `TEXT`.
    n_rows, missing, distinct : int
        Rows, empty ones among them, and different values among the others.
    steps : ndarray of shape (n_steps,)
        Of numbers, the different ones from the lowest to the highest, of more than `FEW` so many
        from end to end, so that a long column is not held twice; else empty.
    is_whole : bool
        Whether they are numbers, all of them whole and none below zero.
    head : tuple of str
        Of texts, the first `PROBED` without the space around them.
    levels : frozenset of str
        Of texts, the first `MOST_LEVELS` different ones, in lower case.
    values : pandas.Series
        The column itself.
    """

    name: str
    type: str
    n_rows: int
    missing: int
    distinct: int
    steps: np.ndarray = field(default_factory=lambda: np.empty(0), repr=False)
    is_whole: bool = False
    head: tuple[str, ...] = field(default=(), repr=False)
    levels: frozenset[str] = field(default=frozenset(), repr=False)
    values: pd.Series = field(repr=False)

    @property
    def n_filled(self) -> int:
        """Rows that are not empty."""
        return self.n_rows - self.missing

    @property
    def is_unique(self) -> bool:
        """Whether every row has a value, and no two the same."""
        return self.missing == 0 and self.distinct == self.n_rows


def cells_of(values: pd.Series) -> Cells:
    """Take from a column what the rules look at.

    Parameters
    ----------
    values : pandas.Series
        Of one of a table's types.

    Returns
    -------
    Cells
    """
    kind = TYPES.get(values.dtype.kind, TEXT)
    told = _of_texts(values) if kind == TEXT else _of_steps(values, kind)
    return Cells(name=str(values.name), type=kind, n_rows=len(values), values=values, **told)


def _of_steps(values: pd.Series, kind: str) -> dict[str, object]:
    """Count numbers, answers or dates; sorting is several times as fast as hashing them."""
    if kind == DATE:
        raw = values.array.asi8
        filled = raw[raw != np.iinfo(np.int64).min]
    else:
        raw = values.to_numpy()
        if raw.dtype == object:
            raw = values.to_numpy(dtype=float, na_value=np.nan)
        filled = raw[~np.isnan(raw)] if raw.dtype.kind == "f" else raw
    ordered = np.sort(filled)
    steps = ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered
    told = {"missing": len(raw) - len(filled), "distinct": len(steps)}
    if kind != NUMBER or not len(steps):
        return told
    is_whole = bool(steps[0] >= 0 and (steps == np.floor(steps)).all())
    if len(steps) > FEW:
        steps = steps[np.linspace(0, len(steps) - 1, FEW).astype(int)]
    return told | {"steps": steps, "is_whole": is_whole}


def _of_texts(values: pd.Series) -> dict[str, object]:
    if len(values) > FEW:
        filled = values.dropna()
        different = filled.unique()
        n_filled, head = len(filled), filled.iloc[:PROBED].tolist()
    else:
        cells = [cell for cell in values.tolist() if _is_there(cell)]
        different = list(dict.fromkeys(cells))
        n_filled, head = len(cells), cells[:PROBED]
    return {
        "missing": len(values) - n_filled,
        "distinct": len(different),
        "head": tuple(str(cell).strip() for cell in head),
        "levels": frozenset(str(level).strip().casefold() for level in different[:MOST_LEVELS]),
    }


def _is_there(cell: object) -> bool:
    return isinstance(cell, str) or (cell is not None and cell is not pd.NA and cell == cell)  # noqa: PLR0124 - NaN
