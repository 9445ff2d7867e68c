"""Which columns of another file are those that a model was made on."""

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

import pandas as pd

from segmentation.errors import SpecError
from segmentation.models.rule import AssignmentRule
from segmentation.tables.labels import split_unit
from segmentation.tables.values.asked import forced_numbers

ALIKE = 0.75
"""Similarity of two names, 0 to 1, from which one is proposed for the other."""


def propose_columns(wanted: Iterable[str], available: Iterable[str]) -> dict[str, str]:
    """Find the columns of a file that stand for those of a model.

    Parameters
    ----------
    wanted : iterable of str
        Names in the model.
    available : iterable of str
        Names in the file.

    Returns
    -------
    dict of str to str
        By name in the model, the name in the file; without those for which none is alike. No
        column of the file stands for two.

    Examples
    --------
    >>> propose_columns(["Age", "Income (k$)", "Score"], ["AGE", "income", "colour"])
    {'Age': 'AGE', 'Income (k$)': 'income'}
    """
    wanted, free = list(wanted), list(available)
    chosen = {name: name for name in wanted if name in free}
    free = [name for name in free if name not in chosen]
    pairs = sorted(
        (
            (_alike(name, other), name, other)
            for name in wanted
            if name not in chosen
            for other in free
        ),
        key=lambda pair: -pair[0],
    )
    for alike, name, other in pairs:
        if alike >= ALIKE and name not in chosen and other in free:
            chosen[name] = other
            free.remove(other)
    return {name: chosen[name] for name in wanted if name in chosen}


def matched_frame(
    rule: AssignmentRule,
    frame: pd.DataFrame,
    column_names: Mapping[str, str] | None = None,
    *,
    is_whole: bool = True,
) -> pd.DataFrame:
    """Return the columns that a rule needs, under its names, with numbers read from text.

    A file with one odd cell keeps a column of numbers as text; its other cells are numbers all the
    same, written in the way of their file.

    Parameters
    ----------
    rule : AssignmentRule
    frame : pandas.DataFrame of shape (n_rows, any)
        As `read_table` gives it.
    column_names : mapping of str to str or None
        By name in the model, the name in the file, where they differ.
    is_whole : bool
        Whether these are all rows of the file. A part leaves texts as they are: whether 1,234 is a
        thousand is a matter of the whole file.

    Returns
    -------
    pandas.DataFrame of shape (n_rows, n_found)
        A column that is not there is left out.

    Raises
    ------
    SpecError
        If the mapping names a column that is not there, or that the model does not need.
    """
    column_names = dict(column_names or {})
    needed = [column.name for column in rule.inputs]
    for name, other in column_names.items():
        if name not in needed:
            raise SpecError(
                f"“{name}” is not a column of this model. It needs {', '.join(needed)}: name one "
                "of them."
            )
        if other not in frame.columns:
            raise SpecError(f"There is no column “{other}” in the file. Name one of its columns.")
    columns = {}
    for column in rule.inputs:
        source = column_names.get(column.name, column.name)
        if source in frame.columns:
            cells = frame[source]
            is_text = pd.api.types.is_string_dtype(cells.dtype) and column.limit is not None
            columns[column.name] = _numbers_of(cells) if is_text and is_whole else cells
    return pd.DataFrame(columns, index=frame.index, copy=False)


def _numbers_of(cells: pd.Series) -> pd.Series:
    """Return numbers where cells hold them; others stay as they are."""
    distinct = pd.Series(cells.dropna().unique(), dtype="str")
    numbers = forced_numbers(distinct.str.strip())
    read = dict(zip(distinct, numbers.astype(object).where(numbers.notna(), distinct), strict=True))
    return cells.map(read, na_action="ignore").astype(object)


def _alike(name: str, other: str) -> float:
    """Return how alike two names are: case does not count, and words may be left out."""
    first, second = _plain(name), _plain(other)
    if not first or not second:
        return 0.0
    if sorted(first) == sorted(second):
        return 1.0
    if set(first) <= set(second) or set(second) <= set(first):
        return ALIKE
    first, second = (" ".join(sorted(words)) for words in (first, second))
    return SequenceMatcher(None, first, second).ratio()


def _plain(name: str) -> list[str]:
    """Return the words of a name without its unit, in lower case."""
    spaced = re.sub(r"([a-z])([A-Z])", r"\1 \2", split_unit(name).label)
    return re.findall(r"[^\W_]+", spaced.casefold())
