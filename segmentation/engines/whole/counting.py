"""All rows of a large table are counted by the segments that its sample was divided into.

Decided: one pass counts for every number of segments at once, since all were fitted together; the
slider needs no other. A row goes to the segment that the saved model gives it
(`segmentation.models.rule`), so that sizes are those of the labels, whatever the algorithm.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
import pyarrow as pa

from segmentation.analysis.fitted_range import FittedRange
from segmentation.analysis.segmentation import rule_of
from segmentation.customers.formulas.derivation import with_formulas
from segmentation.customers.formulas.rules import frame_places
from segmentation.customers.outliers import bounds
from segmentation.engines.large.passes import in_order
from segmentation.engines.reading.keeping import Keeping, frame_of
from segmentation.engines.reading.source import Source
from segmentation.engines.whole.nearest import segments_of
from segmentation.errors import DataError, SpecError
from segmentation.exports.customers import free_names
from segmentation.models.input_validation import EMPTY, NO_RULE
from segmentation.models.rule import AssignmentRule
from segmentation.segments.profiling import NUMBERS, described
from segmentation.tables.number_format import format_share


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Totals:
    """What the rows of each segment add up to, for one number of segments.

    Attributes
    ----------
    sizes : ndarray of shape (k,), int64
    known : ndarray of shape (k, n_columns), int64
        Rows with a finite value.
    sums : ndarray of shape (k, n_columns)
        Of those values, in the units of the file.
    """

    sizes: np.ndarray
    known: np.ndarray = field(repr=False)
    sums: np.ndarray = field(repr=False)

    @property
    def shares(self) -> np.ndarray:
        """Of all rows that have a segment, (k,)."""
        return self.sizes / max(1, self.sizes.sum())

    @property
    def means(self) -> np.ndarray:
        """Of the rows with a value, (k, n_columns); NaN where there is none."""
        none = np.full(self.sums.shape, np.nan)
        return np.divide(self.sums, self.known, out=none, where=self.known > 0)

    def __add__(self, other: "Totals") -> "Totals":
        """Add those of other rows."""
        return Totals(
            sizes=self.sizes + other.sizes,
            known=self.known + other.known,
            sums=self.sums + other.sums,
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counted:
    """What all rows of a table come to.

    Attributes
    ----------
    n_rows : int
    left_out : tuple of (str, int)
        Rows without a segment by reason, the most frequent first.
    columns : tuple of str
        Numbers that were added up; those the segments are made from first.
    totals : mapping of int to Totals
        By number of segments.
    """

    n_rows: int
    left_out: tuple[tuple[str, int], ...]
    columns: tuple[str, ...]
    totals: Mapping[int, Totals] = field(repr=False)

    @property
    def n_kept(self) -> int:
        """Rows that have a segment."""
        return self.n_rows - sum(n for _, n in self.left_out)


def totals_table(
    counted: Counted, k: int, names: Sequence[str], order: Sequence[int], *, sums: bool
) -> pd.DataFrame:
    """Lay the segments of all rows side by side, a row each.

    Parameters
    ----------
    counted : Counted
    k : int
    names : sequence of str
        Of the segments.
    order : sequence of int
        The segments from first to last.
    sums : bool
        Whether sums are shown and not means.

    Returns
    -------
    pandas.DataFrame of shape (k, 3 + n_columns)
    """
    totals, order = counted.totals[k], list(order)
    figures = totals.sums if sums else totals.means
    head = {
        "Segment": [names[segment] for segment in order],
        "Customers": totals.sizes[order],
        "Share": [format_share(share) for share in totals.shares[order]],
    }
    titles = free_names([f"{name}, {'sum' if sums else 'mean'}" for name in counted.columns], head)
    columns = zip(titles, figures[order].T, strict=True)
    return pd.DataFrame(head | dict(columns))


def value_shares(totals: Totals, at: int) -> tuple[float, ...]:
    """Return each segment's share of the sum of a number.

    Parameters
    ----------
    totals : Totals
    at : int
        Which of the columns.

    Returns
    -------
    tuple of float
        NaN where the sum is not above 0, or a segment's is below.
    """
    sums = totals.sums[:, at]
    usable = sums.sum() > 0 and (sums >= 0).all()
    return tuple((sums / sums.sum() if usable else np.full(len(sums), np.nan)).tolist())


def count_segments(source: Source, fitted: FittedRange) -> Counted:
    """Count all rows by segment, and add up their numbers.

    Parameters
    ----------
    source : Source
        That `fitted` holds a sample of.
    fitted : FittedRange

    Returns
    -------
    Counted

    Raises
    ------
    SpecError
        If rows of one customer are to be put together.
    DataError
        If the table has changed since the sample was drawn, or a part cannot be read.

    Notes
    -----
    O(n d k) for all numbers of segments together; memory does not grow with the rows.
    """
    keeping = keeping_of(source, fitted)
    rules = {k: rule_of(fitted, k, ("",) * k) for k in fitted.clusterings}
    columns = tuple(described(fitted.rows, fitted.spec.features, NUMBERS))
    made = fitted.rows.derivation.names
    others = [name for name in columns if name not in made and name not in keeping.columns]

    def one(batch: pa.RecordBatch) -> tuple[Counter[str], dict[int, Totals]]:
        kept = keeping.rows(batch)
        frame = kept.frame
        more = frame_of(batch.select(others), keeping.texts)[kept.keep] if others else None
        numbers = [(more if name in others else frame)[name] for name in columns]
        values = [column.to_numpy(dtype=float, na_value=np.nan) for column in numbers]
        return kept.reasons, _totals(rules, frame, values)

    left_out: Counter[str] = Counter()
    totals: dict[int, Totals] = {}
    source.progress.begin("Counting all rows", source.n_rows)
    for reasons, found in in_order(one, source.batches((*keeping.columns, *others))):
        left_out.update(reasons)
        totals = {k: totals[k] + own if totals else own for k, own in found.items()}
    return Counted(
        n_rows=source.n_rows,
        left_out=tuple(left_out.most_common()),
        columns=columns,
        totals=totals,
    )


def keeping_of(source: Source, fitted: FittedRange) -> Keeping:
    """Return which rows of a table have a segment, as those of its sample were chosen.

    Parameters
    ----------
    source : Source
    fitted : FittedRange
        Of a sample of it.

    Returns
    -------
    Keeping

    Raises
    ------
    SpecError
        If rows of one customer are to be put together.
    DataError
        If the table has changed since the sample was drawn.
    """
    table = fitted.table
    if source.fingerprint != table.fingerprint:
        raise DataError(
            f"{source.name} has changed since it was opened. Open it again on the Data page."
        )
    flags = (f.name for f in source.schema if pa.types.is_boolean(f.type))
    texts = frozenset(name for name in flags if table.frame[name].dtype == "str")
    return replace(keeping_as(fitted, f"{source.name} is read in pieces, in which"), texts=texts)


def keeping_as(fitted: FittedRange, where: str) -> Keeping:
    """Return which rows have a segment, as those of a sample were chosen.

    Parameters
    ----------
    fitted : FittedRange
        Of the sample.
    where : str
        How the whole is read, to begin a sentence with.

    Returns
    -------
    Keeping

    Raises
    ------
    SpecError
        If rows of one customer are to be put together.
    """
    spec = fitted.spec
    if spec.duplicates != "keep":
        said = f"{where} rows of one customer cannot be put together ({spec.duplicates})."
        raise SpecError(f"{said} Make it one row per customer first, or keep all rows.")
    limits = {}
    if spec.outliers == "set_aside":
        made, _, chosen = with_formulas(fitted.table, spec.formulas, spec.where, spec.rules)
        numbers = [name for name in spec.features if fitted.rows.column(name).numeric]
        limits = {n: bounds(made.frame[n][chosen], spec.outlier_quantiles) for n in numbers}
    return Keeping(
        features=spec.features,
        missing=spec.missing,
        derivation=fitted.rows.derivation,
        limits=limits,
        nobody=_nobody(fitted) if spec.is_by_rule else {},
    )


def _nobody(fitted: FittedRange) -> dict[int, str]:
    """Return the rules that nobody of the sample meets, and what scoring says of who does."""
    (k,) = fitted.clusterings
    led = rule_of(fitted, k, ("",) * k).rule_segments
    named = [EMPTY + name for name, _ in fitted.spec.rules]
    return {place: (*named, NO_RULE)[place] for place, at in enumerate(led) if at is None}


def _totals(
    rules: Mapping[int, AssignmentRule], frame: object, values: list[np.ndarray]
) -> dict[int, Totals]:
    """Count some kept rows for every number of segments."""
    first = next(iter(rules.values()))
    points = np.ascontiguousarray(first.space.transform(frame).T)
    places = frame_places(first.derivation, frame) if first.is_by_rule else None
    finite = [np.isfinite(column) for column in values]
    weighed = [
        np.where(is_known, column, 0.0) for column, is_known in zip(values, finite, strict=True)
    ]
    gaps = [None if is_known.all() else is_known for is_known in finite]
    found = {}
    for k, segments in segments_of(rules, points, places).items():

        def sums(weights: np.ndarray, segments: np.ndarray = segments, k: int = k) -> np.ndarray:
            return np.bincount(segments, weights, minlength=k)

        sizes = np.bincount(segments, minlength=k)
        known = [sizes if gap is None else sums(gap) for gap in gaps]
        found[k] = Totals(
            sizes=sizes,
            known=np.column_stack(known).astype(np.int64),
            sums=np.column_stack([sums(column) for column in weighed]),
        )
    return found
