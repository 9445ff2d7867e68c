"""Totals and subtotals among the rows: a row that sums others is no customer.

A row is taken for a total when a cell of it says so, in any column and any of many languages, and
its numbers bear that out: they are the sum of rows above or below it, or nothing but numbers
stands beside the label. A customer named “Total Wine” therefore stays. A last row without a label
is one when all it holds are sums and the cells that name a row are empty.
"""

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from segmentation.tables.formats.layout.shapes import column_shapes, strong_shape
from segmentation.tables.formats.layout.words import AVERAGES, TOTALS
from segmentation.tables.values.asked import forced_numbers
from segmentation.tables.values.letters import (
    as_arrow,
    beginnings,
    letters_of,
    which_begin,
)
from segmentation.tables.values.missing import MISSING_NUMBER

PROBED_ROWS = 300
MOST_CHECKED = 2_000
FEWEST_SUMMED = 2
USUALLY = 0.8
MANY = 5_000
"""Rows above which a label is looked for with less pains."""

FIRST_LETTER = ord("A")

NEVER_LABELS = {"email", "url"}

_WORDS = "|".join(re.escape(word) for word in sorted(TOTALS | AVERAGES, key=len, reverse=True))
LABEL = rf"(?i)^[\s*=#>-]*(?:{_WORDS})(?:$|[^\p{{L}}\p{{N}}])"
BEGINNINGS = beginnings(TOTALS | AVERAGES)
for _sign in b"\t\n\v\f\r *=#>-":
    BEGINNINGS[256 * _sign : 256 * (_sign + 1)] = True
LABEL_AT_END = rf"(?i)[^\p{{L}}](?:{_WORDS})[\s:.*]*$"
WHOLE_LABEL = re.compile(rf"[\s*=#>-]*(?:{_WORDS})[\s:.*=]*(\(.*\))?", re.IGNORECASE)
AVERAGE = re.compile(
    rf"[\s*=#>-]*(?:{'|'.join(re.escape(word) for word in AVERAGES)})[\s:.*=]*", re.IGNORECASE
)


def total_rows(cells: pd.DataFrame) -> dict[int, str]:
    """Find the rows that are totals.

    Parameters
    ----------
    cells : pandas.DataFrame of str, shape (n_rows, n_columns)
        With columns 0, 1, …, RangeIndex.

    Returns
    -------
    dict of int to str
        Index of each such row, and why it is left out, as a clause.

    Notes
    -----
    One pass over the columns of text; numbers are read only where there is a candidate.
    """
    if len(cells) < FEWEST_SUMMED:
        return {}
    shapes = column_shapes(cells.head(PROBED_ROWS).fillna("").to_numpy().tolist(), cells.shape[1])
    forms = [strong_shape(counts) for counts in shapes]
    texts = [at for at, form in enumerate(forms) if form != "number"]
    labelled = _labelled(cells, [at for at in texts if forms[at] not in NEVER_LABELS])
    last = len(cells) - 1
    bare_end = _is_bare(cells, last, texts)
    if (not labelled and not bare_end) or len(labelled) > MOST_CHECKED:
        return {}
    sums = _Sums(cells, [at for at, form in enumerate(forms) if form == "number"], labelled)
    found = {
        row: "it is a total"
        for row, at in labelled.items()
        if _is_total(cells, row, at, texts, sums)
    }
    if bare_end and last not in found and sums.are_all_sums(last, found):
        found[last] = "it is the sum of the rows above, without a label"
    return found if len(found) < len(cells) else {}


def _labelled(cells: pd.DataFrame, texts: Sequence[int]) -> dict[int, int]:
    """Return the rows in which a cell begins or ends with the word for a total, and its column."""
    found: dict[int, int] = {}
    together = max(1, MANY // max(1, len(cells)))
    if len(cells) > MANY:
        texts = [at for at in texts if _has_letters(cells[at]) and _has_labels(cells[at])]
    for start in range(0, len(texts), together):
        group = texts[start : start + together]
        marked = _begins_or_ends(pa.concat_arrays([_array(cells[at]) for at in group]))
        for place in np.flatnonzero(marked):
            found.setdefault(int(place) % len(cells), group[int(place) // len(cells)])
    return dict(sorted(found.items()))


def _has_letters(column: pd.Series) -> bool:
    """Return whether a column holds anything but digits and signs, as every label does."""
    parts = letters_of(as_arrow(column))
    return any(part.signs.max(initial=0) >= FIRST_LETTER for part in parts)


def _has_labels(column: pd.Series) -> bool:
    """Return whether any of its different texts has a label, in a long column."""
    array = as_arrow(column)
    if _are_many(array):
        likely = (
            part.array.filter(pa.array(which_begin(part, BEGINNINGS))) for part in letters_of(array)
        )
        return any(pc.any(pc.match_substring_regex(few, LABEL)).as_py() for few in likely)
    return bool(_marked(pc.unique(array)).any())


def _are_many(column: pa.Array | pa.ChunkedArray) -> bool:
    return len(column) > MANY and pc.count_distinct(column[:MANY]).as_py() > MANY / 10


def _marked(values: pa.Array) -> np.ndarray:
    begins, ends = (pc.match_substring_regex(values, label) for label in (LABEL, LABEL_AT_END))
    return pc.fill_null(pc.or_(begins, ends), fill_value=False).to_numpy(zero_copy_only=False)


def _array(column: pd.Series) -> pa.Array:
    column = pa.array(column, type=pa.large_string(), from_pandas=True)
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _begins_or_ends(column: pa.Array) -> np.ndarray:
    """Return where a cell has a label; in long columns of many values only at its beginning."""
    if _are_many(column):
        marked = pc.match_substring_regex(column, LABEL)
        return pc.fill_null(marked, fill_value=False).to_numpy(zero_copy_only=False)
    coded = column.dictionary_encode()
    marked = _marked(coded.dictionary)
    if not marked.any():
        return np.zeros(0, dtype=bool)
    codes = pc.fill_null(coded.indices, -1).to_numpy(zero_copy_only=False)
    return (codes >= 0) & marked[codes]


def _usual(cells: pd.DataFrame, at: int) -> bool:
    head = cells[at].iloc[:PROBED_ROWS].to_numpy().tolist()
    filled = sum(isinstance(cell, str) and not cell.isspace() and cell != "" for cell in head)
    return filled >= USUALLY * (len(head) - 1)  # but for the row in question


def _is_bare(cells: pd.DataFrame, row: int, texts: Sequence[int], label: int = -1) -> bool:
    """Return whether the cells are empty that tell one row from another, but for the label."""
    usual = False
    for at in texts:
        if at != label and _usual(cells, at):
            usual = True
            if not _empty(cells[at].iloc[row]):
                return False
    return usual


def _empty(cell: object) -> bool:
    return not isinstance(cell, str) or cell.strip().casefold() in MISSING_NUMBER


def _is_total(cells: pd.DataFrame, row: int, at: int, texts: Sequence[int], sums: "_Sums") -> bool:
    """Return whether what stands beside a label bears it out."""
    label = str(cells[at].iloc[row])
    bare = _is_bare(cells, row, texts, at)
    n_sums, n_numbers = sums.matches(row)
    whole = bool(WHOLE_LABEL.fullmatch(label))
    if whole and AVERAGE.fullmatch(label):
        return bare or (row == len(cells) - 1 and n_numbers > 0)
    summed = n_sums > 0 and 2 * n_sums >= n_numbers
    if whole:
        repeated = int((cells[at] == cells[at].iloc[row]).sum())
        at_end = row >= len(cells) - 2 and repeated == 1 and _is_first(cells, row, at)
        return summed or (bare and n_numbers > 0) or at_end
    if not summed:
        return bare and n_numbers > 0 and ":" in label
    return bare or n_sums > 1 or row in {0, len(cells) - 1}


def _is_first(cells: pd.DataFrame, row: int, at: int) -> bool:
    return all(_empty(cells[before].iloc[row]) for before in range(at))


class _Sums:
    """The columns of numbers with running sums over the rows without a label."""

    def __init__(
        self, cells: pd.DataFrame, numbers: Sequence[int], labelled: dict[int, int]
    ) -> None:
        self.columns = {}
        self.bounds = np.array(sorted(labelled), dtype=int)
        for at in numbers:
            texts = cells[at].fillna("").str.strip()
            distinct = texts.drop_duplicates()
            read = forced_numbers(distinct.mask(distinct == "")).astype(float)
            read.index = distinct.to_numpy()
            values = texts.map(read).to_numpy(dtype=float)
            plain = np.where(np.isnan(values), 0.0, values)
            plain[self.bounds] = 0.0
            digits = texts.iloc[:PROBED_ROWS].str.extract(r"[.,](\d{1,2})\D*$")[0].str.len()
            unit = 10.0 ** -(digits.max() if digits.notna().any() else 0)
            self.columns[at] = (values, np.concatenate([[0.0], np.cumsum(plain)]), unit)

    def matches(self, row: int) -> tuple[int, int]:
        """Return how many numbers of a row sum rows above or below it, and how many it has."""
        found = [self._is_sum(*column, row) for column in self.columns.values()]
        return sum(each is True for each in found), sum(each is not None for each in found)

    def are_all_sums(self, row: int, left_out: dict[int, str]) -> bool:
        """Return whether a row holds the sums of all rows above, in each column of numbers."""
        if row - len(left_out) < FEWEST_SUMMED:
            return False
        n_sums, n_numbers = self.matches(row)
        return 0 < n_sums == n_numbers and n_numbers == len(self.columns)

    def _is_sum(
        self, values: np.ndarray, running: np.ndarray, unit: float, row: int
    ) -> bool | None:
        value = values[row]
        if np.isnan(value):
            return None
        before = self.bounds[self.bounds < row]
        after = np.append(self.bounds[self.bounds > row], len(values))
        own = 0.0 if row in self.bounds else value
        above = running[row] - running[np.append(0, before + 1)]
        below = running[after] - running[row + 1]
        starts = row - np.append(0, before + 1)
        ends = after - row - 1
        near = 0.51 * unit * np.sqrt(np.append(starts, ends).clip(min=1)) * (unit < 1)
        sums = np.append(above, below)
        enough = np.append(starts, ends) >= 1
        near += 1e-9 * abs(value) + 1e-9
        return bool((enough & (np.abs(sums - value) <= near)).any() and (value != 0 or own))
