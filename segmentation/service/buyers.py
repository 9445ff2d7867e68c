"""Lines of sales, visits or gifts in, customers with their measures and groups out."""

import re
from dataclasses import dataclass
from typing import Any

import pandas as pd
from starlette.exceptions import HTTPException

from segmentation.customers.rfm import rfm
from segmentation.customers.rfm_rules.regrouped import MEASURES, regrouped
from segmentation.customers.rfm_rules.rules import RfmChoice
from segmentation.customers.rfm_scores import BEST
from segmentation.errors import DataError
from segmentation.tables.reading import read_table
from segmentation.tables.table import ReadOptions
from segmentation.tables.values.inference import infer_columns

NEEDED, OPTIONAL = ("customer", "date"), ("amount", "quantity", "price", "order")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
VALUES = (str, int, float, bool, type(None))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BuyersRequest:
    """What was asked, checked for its form.

    Attributes
    ----------
    lines : list of dict
        A value by column each.
    columns : dict of str to str
        Keywords of `rfm`.
    as_of : str or None
    choice : RfmChoice
        How customers are scored.
    """

    lines: list[dict[str, object]]
    columns: dict[str, str]
    as_of: str | None
    choice: RfmChoice


def request_of(body: dict[str, object], most_lines: int) -> BuyersRequest:
    """Check what was sent.

    Parameters
    ----------
    body : dict
    most_lines : int

    Returns
    -------
    BuyersRequest

    Raises
    ------
    HTTPException
        422 with a sentence, if the form is not that of the description.
    """
    lines = body.get("lines")
    unknown = set(body) - {"lines", "as_of", "bins", "cuts", *NEEDED, *OPTIONAL}
    if unknown or not isinstance(lines, list) or not lines:
        raise HTTPException(
            422,
            'Send {"lines": [{"column": value}], "customer": column, "date": column}, and where '
            "they are known amount, or quantity and price, order and as_of; bins and cuts.",
        )
    if len(lines) > most_lines:
        raise HTTPException(
            422, f"There are {len(lines):,} lines; send at most {most_lines:,} at once."
        )
    for line in lines:
        if not isinstance(line, dict) or not line:
            raise HTTPException(422, "A line is no JSON object with values by column.")
        if not all(isinstance(value, VALUES) for value in line.values()):
            raise HTTPException(422, "A value is neither text, number, yes or no, nor null.")
    columns = {name: body[name] for name in (*NEEDED, *OPTIONAL) if body.get(name) is not None}
    if not set(NEEDED) <= set(columns) or not all(isinstance(c, str) for c in columns.values()):
        raise HTTPException(422, "customer and date name columns of the lines, as texts.")
    as_of = body.get("as_of")
    if as_of is not None and not (isinstance(as_of, str) and DAY.fullmatch(as_of)):
        raise HTTPException(422, "as_of is not a date. Write it like 2026-01-31.")
    return BuyersRequest(lines=lines, columns=columns, as_of=as_of, choice=_choice(body))


def _choice(body: dict[str, object]) -> RfmChoice:
    """Return how customers are scored; what has no form is refused, what has no sense by itself."""
    bins, cuts = body.get("bins"), body.get("cuts")
    if bins is not None and (not isinstance(bins, int) or isinstance(bins, bool)):
        raise HTTPException(422, "bins is not a whole number. Send one from 2 to 5.")
    cuts = {} if cuts is None else cuts
    if not isinstance(cuts, dict) or not set(cuts) <= set(MEASURES):
        raise HTTPException(422, 'cuts are {"recency": [30, 90], "frequency": [2], "money": [50]}.')
    for measure, numbers in cuts.items():
        if not isinstance(numbers, list) or not all(
            isinstance(number, int | float) and not isinstance(number, bool) for number in numbers
        ):
            raise HTTPException(422, f"The cut points of {measure} are not a list of numbers.")
    own = {measure: tuple(map(float, numbers)) for measure, numbers in cuts.items()}
    return RfmChoice(bins=BEST if bins is None else bins, **own)


def buyers_of(asked: BuyersRequest) -> dict[str, Any]:
    """Make the customers.

    Parameters
    ----------
    asked : BuyersRequest

    Returns
    -------
    dict
        ``customers``, a value by column each, and ``notes``, how lines were counted.

    Raises
    ------
    HTTPException
        422, if the lines do not hold what they should.
    SpecError
        If a column is not there.
    """
    names = list(dict.fromkeys(name for line in asked.lines for name in line))
    cells = pd.DataFrame({name: [line.get(name) for line in asked.lines] for name in names})
    try:
        table = read_table(_dated(cells, asked.columns["date"]), "The lines")
        made = regrouped(rfm(table, **asked.columns, as_of=asked.as_of), asked.choice)
    except DataError as error:  # theirs to mend, not ours
        raise HTTPException(422, str(error)) from error
    frame = made.frame
    plain = {name: _plain(frame[name]) for name in frame.columns}
    customers = [
        dict(zip(plain, values, strict=True)) for values in zip(*plain.values(), strict=True)
    ]
    return {"customers": customers, "notes": list(made.report.converted)}


def _dated(cells: pd.DataFrame, date: str) -> pd.DataFrame:
    """Read the texts of the date column as dates, as they would be in a file; JSON has none."""
    if date not in cells.columns or not pd.api.types.is_string_dtype(cells[date].dropna()):
        return cells
    texts = cells[[date]].fillna("").astype("str")
    (inferred,) = infer_columns(texts, ReadOptions(), usual=".")
    return cells.assign(**{date: inferred.values})


def _plain(values: pd.Series) -> list[object]:
    """Return values as JSON can hold them."""
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        values = values.dt.strftime("%Y-%m-%d")
    return values.astype(object).where(values.notna(), None).tolist()
