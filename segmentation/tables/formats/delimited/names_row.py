"""The row of names has other cells than the rows below it: which of them goes where."""

import re
from collections import Counter

from segmentation.tables.formats.delimited.splitting import BLANKS, Dialect
from segmentation.tables.formats.layout.shapes import column_shapes, n_filled, shape, strong_shape

PROBED_ROWS = 300
FEWEST, NEARLY_ALL = 2, 0.9
MOST_ABOVE = 5
WHOLE, FRACTION = re.compile(r"[+-]?\d{1,12}"), re.compile(r"\d{1,3}")

HINTS = (
    (
        "date",
        re.compile(
            r"date|datum|fecha|data\b|dato\b|day|\btag|jour|created|_at$|since", re.IGNORECASE
        ),
    ),
    ("time", re.compile(r"time|uhrzeit|zeit|heure|hora|\bora\b|tijd|godzina", re.IGNORECASE)),
    ("email", re.compile(r"e-?mail|correo|courriel", re.IGNORECASE)),
    ("url", re.compile(r"url|link|website|homepage", re.IGNORECASE)),
    (
        "number",
        re.compile(
            r"qty|quant|units|amount|price|total|sum|revenue|count|visits|orders|age|spend|betrag"
            r"|menge|preis|umsatz|anzahl|alter|montant|prix|importe|precio|cantidad|importo|prezzo"
            r"|bedrag|prijs|aantal|kwota|cena|ilo",
            re.IGNORECASE,
        ),
    ),
)
"""What a column looks like whose name says so."""


def mend_names(rows: list[list[str]], dialect: Dialect) -> tuple[list[str], list[str]]:
    """Give the row of names as many cells as the others, where it alone has other ones.

    Parameters
    ----------
    rows : list of list of str
        Changed in place: the names, and rows in which a decimal comma was a delimiter.
    dialect : Dialect

    Returns
    -------
    list of str
        Sentences on what was changed.
    list of str
        Sentences on what may be wrong.
    """
    width = dialect.width
    at = next((at for at, row in enumerate(rows[:MOST_ABOVE]) if n_filled(row) > 1), 0)
    names, below = rows[at], rows[at + 1 :]
    spare = len(names) - width
    if not spare or dialect.delimiter == BLANKS or len(below) < FEWEST:
        return [], []
    regular = [row for row in below if len(row) == width]
    if len(regular) < NEARLY_ALL * len(below) - 1 or any(_strong(name) for name in names):
        return [], []
    if _are_names(regular[0], regular[1:]):
        return [], []  # the row above them is a title with a delimiter in it
    whole = len(regular) == len(below) and len(regular) > FEWEST
    columns = column_shapes(regular[:PROBED_ROWS], width)
    if spare < 0 and dialect.delimiter == "," and (cuts := _decimals(regular, names, -spare)):
        rows[at + 1 :] = [_rejoined(row, cuts) if len(row) == width else row for row in below]
        return [_said_decimals(cuts, names)], []
    if whole and spare > 0:
        return _too_many(rows, at, spare, columns, dialect)
    return _one_too_few(rows, at, regular, columns) if whole and spare == -1 else ([], [])


def _are_names(row: list[str], below: list[list[str]]) -> bool:
    """Return whether a full row without values stands above columns that hold some."""
    if not all(cell.strip() for cell in row) or any(_strong(cell) for cell in row):
        return False
    return any(strong_shape(counts) for counts in column_shapes(below[:PROBED_ROWS], len(row)))


def _strong(cell: str) -> bool:
    return shape(cell) in {"number", "date", "time"} and not re.fullmatch(r"(19|20)\d\d", cell)


def _decimals(rows: list[list[str]], names: list[str], missing: int) -> list[int] | None:
    """Return the columns that continue in the next one after a decimal comma."""
    found: list[int] = []
    at = 0
    while at + 1 < len(rows[0]):
        pairs = [(row[at].strip(), row[at + 1].strip()) for row in rows[:PROBED_ROWS]]
        filled = [pair for pair in pairs if any(pair)]
        lengths = {len(after) for _, after in filled}
        if (
            filled
            and all(WHOLE.fullmatch(a) and FRACTION.fullmatch(b) for a, b in filled)
            and len(lengths) == 1
        ):
            found.append(at)
            at += 1
        at += 1
    return found if len(found) == missing and len(names) > 1 else None


def _rejoined(row: list[str], cuts: list[int]) -> list[str]:
    cells, at = [], 0
    while at < len(row):
        if at in cuts:
            cells.append(f"{row[at].strip()}.{row[at + 1].strip()}" if row[at].strip() else "")
            at += 1
        else:
            cells.append(row[at])
        at += 1
    return cells


def _said_decimals(cuts: list[int], names: list[str]) -> str:
    named = ", ".join(f"“{names[cut - n].strip()}”" for n, cut in enumerate(cuts))
    return (
        f"Every row has more cells than there are names: the comma is the decimal mark of {named} "
        f"as well, and the two parts of a number were joined."
    )


def _aligned(names: list[str], columns: list[Counter[str]]) -> int:
    """Return how many names look right above their columns less how many look wrong."""
    points = 0
    for name, counts in zip(names, columns, strict=False):
        hinted = [form for form, pattern in HINTS if pattern.search(name)]
        form = strong_shape(counts)
        if hinted:
            points += 1 if form in hinted else -1
    return points


def _one_too_few(
    rows: list[list[str]], at: int, regular: list[list[str]], columns: list[Counter[str]]
) -> tuple[list[str], list[str]]:
    names, width = rows[at], len(columns)
    if set(columns[-1]) == {"empty"}:
        return [], []  # every row ends with a delimiter
    of_rows = len({row[0] for row in regular}) == len(regular)
    order = [0, *range(width - 1, 0, -1)] if of_rows else [*range(width - 1, 0, -1), 0]
    tried = {place: [*names[:place], "", *names[place:]] for place in order}
    place = max(order, key=lambda place: _aligned(tried[place], columns))
    rows[at] = tried[place]
    return [], [
        f"There is one name fewer than columns: column {place + 1} was taken to be the unnamed one."
    ]


def _too_many(
    rows: list[list[str]], at: int, spare: int, columns: list[Counter[str]], dialect: Dialect
) -> tuple[list[str], list[str]]:
    names = rows[at]
    empty = [place for place, name in enumerate(names) if not name.strip()]
    if len(empty) >= spare:
        gone = empty[:spare]
        rows[at] = [name for place, name in enumerate(names) if place not in gone]
        return ["Repaired: the row of names, which has one delimiter too many."], []
    if spare > 1:
        return [], []
    mark = dialect.delimiter
    joined = {
        place: [*names[:place], mark.join(names[place : place + 2]), *names[place + 2 :]]
        for place in range(len(names) - 1)
    }
    spaced = [place for place in joined if names[place + 1].startswith(" ")]
    points = {place: _aligned(joined[place], columns) for place in joined}
    if len(spaced) == 1:
        place = spaced[0]
    elif max(points.values()) > _aligned(names, columns):
        place = max(reversed(joined), key=points.__getitem__)
    else:
        return [], ["There is one name more than columns: the last one stands above no cells."]
    rows[at] = joined[place]
    return [], [f"There is one name more than columns: “{rows[at][place]}” was taken to be one."]
