"""The forms in which tables are written as JSON: lists of records, and those of pandas.

pandas writes a frame by columns, by rows, split into names and cells, as bare cells, or with a
schema. By columns and by rows look alike; which it is, is told from the cells.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Records = Sequence[Mapping[str, object]]
INDEX = "index"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Tables as they were found in a document.

    Attributes
    ----------
    tables : mapping of str to list of records
        By name; one of no name unless there are several.
    said : tuple of str
        What had to be told.
    """

    tables: Mapping[str, Records]
    said: tuple[str, ...] = ()


def form_of(document: object) -> Form | None:
    """Find the tables of a document.

    Parameters
    ----------
    document : object
        As JSON holds it.

    Returns
    -------
    Form or None
        None where there is none.

    Examples
    --------
    >>> form_of({"columns": ["id"], "data": [[1], [2]]}).tables[""]
    [{'id': 1}, {'id': 2}]
    >>> form_of([[1, 2], [3, 4]]).tables[""]
    [{'column_1': 1, 'column_2': 2}, {'column_1': 3, 'column_2': 4}]
    """
    if isinstance(document, list):
        rows = _records(document) or _cells(document)
        return _one(rows) if rows else None
    if not isinstance(document, Mapping):
        return None
    for form in (_split, _schema, _lists, _nested):
        found = form(document)
        if found:
            return found
    named = {name: rows for name, value in document.items() if (rows := _records(value))}
    if len(named) > 1:
        return Form(tables=named)
    lists = [value for value in document.values() if isinstance(value, list)]
    if named and len(lists) == 1:
        return _one(next(iter(named.values())))
    return _one([document])


def _one(rows: Records, *said: str) -> Form:
    return Form(tables={"": rows}, said=said)


def _records(value: object) -> list | None:
    is_list = isinstance(value, list) and value
    return value if is_list and all(isinstance(each, Mapping) for each in value) else None


def _cells(value: object, names: Sequence[object] | None = None) -> list[dict] | None:
    """Return rows of bare cells as records; the first one holds the names if it alone is words."""
    if not value or not isinstance(value, list) or not all(isinstance(r, list) for r in value):
        return None
    width = max(map(len, value))
    if names is None and len(value) > 1 and _are_names(value[0]) and not _are_names(value[1]):
        names, value = value[0], value[1:]
    names = [str(name) for name in names or ()]
    names += [f"column_{at + 1}" for at in range(len(names), width)]
    return [dict(zip(names, row, strict=False)) for row in value]


def _are_names(row: Sequence[object]) -> bool:
    return all(isinstance(cell, str) and cell for cell in row) and len(set(row)) == len(row)


def _split(document: Mapping) -> Form | None:
    """Read names and cells apart: ``{"columns": [...], "index": [...], "data": [[...]]}``."""
    names, cells = document.get("columns"), document.get("data")
    if not isinstance(names, list) or not set(document) <= {"columns", "index", "data", "name"}:
        return None
    flat = ["_".join(map(str, name)) if isinstance(name, list) else name for name in names]
    rows = _cells(cells, flat)
    if not rows:
        return None
    index = document.get("index")
    if not isinstance(index, list) or len(index) != len(rows):
        return _one(rows)
    return _one(_with_index(rows, index))


def _schema(document: Mapping) -> Form | None:
    """Read records with a schema; a key that only counts is left out."""
    schema, rows = document.get("schema"), _records(document.get("data"))
    if not isinstance(schema, Mapping) or not rows or "fields" not in schema:
        return None
    if all(row.get(INDEX) == at for at, row in enumerate(rows)):
        rows = [{name: cell for name, cell in row.items() if name != INDEX} for row in rows]
    return _one(rows)


def _lists(document: Mapping) -> Form | None:
    """Read columns as lists of equal length: ``{"id": [1, 2], "paid": [3, 4]}``."""
    lists = list(document.values())
    if len(lists) < 2 or not all(isinstance(each, list) and each for each in lists):
        return None
    if len({len(each) for each in lists}) > 1 or any(_records(each) for each in lists):
        return None
    return _one([dict(zip(document, row, strict=True)) for row in zip(*lists, strict=True)])


def _nested(document: Mapping) -> Form | None:
    """Read objects in an object, by columns or by rows, whose inner names are all the same."""
    inner = list(document.values())
    if not inner or not all(isinstance(each, Mapping) and each for each in inner):
        return None
    keys = list(inner[0])
    if any(list(each) != keys for each in inner) or len(document) * len(keys) < 2:
        return None
    if any(isinstance(cell, Mapping | list) for each in inner for cell in each.values()):
        return None
    by_columns, is_sure = _are_columns(list(document), keys, inner)
    if len(document) == 1 and not by_columns and not _count(list(document)):
        return None  # one object in an object
    if by_columns:
        rows = [{name: column[key] for name, column in document.items()} for key in keys]
    else:
        rows = [dict(each) for each in inner]
    how = "columns" if by_columns else "rows"
    said = f"It may be written by columns or by rows; it was read as written by {how}."
    index = keys if by_columns else list(document)
    return _one(_with_index(rows, index), *(() if is_sure else (said,)))


def _are_columns(outer: list[str], keys: list[str], inner: list[Mapping]) -> tuple[bool, bool]:
    """Return whether the outer names are those of columns, and whether that is sure."""
    outer_counts, inner_counts = _count(outer), _count(keys)
    if outer_counts != inner_counts:
        return inner_counts, True
    alike_outer = sum(_is_alike(list(each.values())) for each in inner) / len(inner)
    alike_inner = sum(_is_alike([each[key] for each in inner]) for key in keys) / len(keys)
    if alike_outer != alike_inner and min(len(outer), len(keys)) > 1:
        return alike_outer > alike_inner, True
    return len(keys) >= len(outer), False


def _count(names: list[str]) -> bool:
    """Return whether names are numbers, as rows have them."""
    return all(name.lstrip("-").isdigit() for name in names)


def _is_alike(cells: list[object]) -> bool:
    kinds = {float if isinstance(cell, int | float) else type(cell) for cell in cells}
    return len(kinds - {type(None)}) <= 1


def _with_index(rows: list[dict], index: list[object]) -> list[dict]:
    """Keep what rows are called, unless they are only counted."""
    if all(_count([str(name)]) for name in index) or INDEX in rows[0]:
        return rows
    return [{INDEX: name} | row for name, row in zip(index, rows, strict=True)]
