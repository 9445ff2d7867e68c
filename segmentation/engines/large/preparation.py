"""The preparation of a large table, from exact statistics of all its rows.

Decided: the code that fits the preparation is that of a table in memory
(`segmentation.clustering.preparing.fitting`), and only what answers it differs. Where the chosen
numbers fit into a fifth of the memory they are held and answer for themselves, so that the result
is equal to the last bit; else they are read as often as it takes
(`segmentation.engines.large.streamed`).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from segmentation.clustering.features import FeatureSpace
from segmentation.clustering.preparing.numbers import HeldNumbers, Numbers
from segmentation.clustering.spec import SegmentationSpec
from segmentation.customers.cleaning import CustomerRows, customer_rows
from segmentation.engines.large.columns import (
    QUARTILES,
    ColumnsTold,
    fitted_column,
    ranks_for,
)
from segmentation.engines.large.streamed import streamed_numbers
from segmentation.engines.reading.keeping import Keeping, KeptRows, finite_values
from segmentation.engines.reading.sampling import Sample
from segmentation.engines.reading.source import Source
from segmentation.errors import DataError, SpecError
from segmentation.models.rule import InputColumn
from segmentation.tables.columns.levels import level_names

HELD_SHARE = 0.2
"""Of the memory, for the chosen numbers; as much again is taken while they are sorted."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Preparation:
    """What the rows of a large table lead to before anything is clustered.

    Attributes
    ----------
    rows : CustomerRows
        The sample's, with all columns.
    keeping : Keeping
    space : FeatureSpace
    columns : tuple of InputColumn
    n_kept : int
        Rows that are segmented.
    left_out : Counter of str
        The others, by reason.
    """

    rows: CustomerRows = field(repr=False)
    keeping: Keeping = field(repr=False)
    space: FeatureSpace
    columns: tuple[InputColumn, ...] = field(repr=False)
    n_kept: int
    left_out: Counter[str]

    @classmethod
    def of(
        cls,
        rows: CustomerRows,
        keeping: Keeping,
        found: Mapping[str, Numbers],
        told: ColumnsTold,
        spec: SegmentationSpec,
    ) -> "Preparation":
        """Learn the features from what is known of all rows, wherever it was counted.

        Parameters
        ----------
        rows : CustomerRows
        keeping : Keeping
        found : mapping of str to Numbers
            By column of numbers.
        told : ColumnsTold
        spec : SegmentationSpec

        Returns
        -------
        Preparation
        """
        fitted = [fitted_column(name, rows, found, told, spec) for name in spec.features]
        return cls(
            rows=rows,
            keeping=keeping,
            space=FeatureSpace(features=tuple(feature for feature, _ in fitted)),
            columns=tuple(column for _, column in fitted),
            n_kept=told.n_kept,
            left_out=told.left_out,
        )


@dataclass(slots=True, kw_only=True, eq=False)
class _Reading(ColumnsTold):
    """Reads the kept rows; the first time, their levels and what is left out are counted."""

    source: Source
    keeping: Keeping
    categories: Sequence[str]
    is_counted: bool = False

    def __call__(self, names: Sequence[str]) -> Iterator[Mapping[str, np.ndarray]]:
        self.source.progress.begin("Measuring the columns", self.source.n_rows)
        for batch in self.source.batches(self.keeping.columns):
            kept = self.keeping.rows(batch)
            if not self.is_counted:
                self._count(kept)
            yield {name: finite_values(kept.frame[name]) for name in names}
        self.is_counted = True

    def _count(self, kept: KeptRows) -> None:
        self.n_kept += len(kept.frame)
        self.left_out.update(kept.reasons)
        for name in self.categories:
            values = kept.frame[name].dropna()
            names = level_names(values, coded=False).astype(str)
            told, counts = np.unique(names, return_counts=True)
            levels = self.levels.setdefault(name, Counter())
            levels.update(dict(zip(told.tolist(), counts.tolist(), strict=True)))
            is_number = values.dtype.kind in "biuf"
            self.coded[name] = self.coded.get(name, True) and (is_number or not len(values))


def prepare(
    source: Source, sample: Sample, spec: SegmentationSpec, *, memory_bytes: int
) -> Preparation:
    """Clean the rows and learn the features.

    Parameters
    ----------
    source : Source
    sample : Sample
        Of it.
    spec : SegmentationSpec
    memory_bytes : int

    Returns
    -------
    Preparation

    Raises
    ------
    SpecError
        If a setting does not fit the table, or rows of one customer are to be put together.
    DataError
        If too few customers remain, or a part cannot be read.
    """
    if spec.duplicates != "keep":
        raise SpecError(
            f"{source.name} is read in pieces, in which rows of one customer cannot be put "
            f"together ({spec.duplicates}). Make it one row per customer first, or keep all rows."
        )

    def measured(_: CustomerRows, every: Keeping, names: list[str]) -> Mapping[str, Numbers]:
        reading = _Reading(source=source, keeping=every, categories=())
        return _numbers(reading, names, spec, memory_bytes)

    rows, keeping, numbers = kept_rows(sample, spec, measured)
    categories = [name for name in spec.features if name not in numbers]
    reading = _Reading(source=source, keeping=keeping, categories=categories)
    found = _numbers(reading, numbers, spec, memory_bytes)
    return Preparation.of(rows, keeping, found, reading, spec)


def kept_rows(
    sample: Sample,
    spec: SegmentationSpec,
    measured: Callable[[CustomerRows, Keeping, list[str]], Mapping[str, Numbers]],
) -> tuple[CustomerRows, Keeping, list[str]]:
    """Decide which rows are kept, with the limits beyond which they are set aside.

    Parameters
    ----------
    sample : Sample
    spec : SegmentationSpec
    measured : callable
        ``measured(rows, keeping, names)`` answers for columns of numbers in all rows; asked where
        extreme values are set aside.

    Returns
    -------
    rows : CustomerRows
        The sample's.
    keeping : Keeping
    numbers : list of str
        The features that are numbers.
    """
    rows = sampled_rows(sample, spec, None)
    numbers = [name for name in spec.features if rows.column(name).numeric]
    keeping = Keeping(
        features=spec.features,
        missing=spec.missing,
        derivation=rows.derivation,
        texts=sample.texts,
    )
    if spec.outliers != "set_aside":
        return rows, keeping, numbers
    found = measured(rows, replace(keeping, missing="impute"), numbers)
    limits = {name: found[name].quantiles(spec.outlier_quantiles) for name in numbers}
    return sampled_rows(sample, spec, limits), replace(keeping, limits=limits), numbers


def sampled_rows(
    sample: Sample, spec: SegmentationSpec, limits: Mapping[str, tuple[float, float]] | None
) -> CustomerRows:
    """Return the rows of a sample that can be segmented, once its columns are checked.

    Parameters
    ----------
    sample : Sample
    spec : SegmentationSpec
    limits : mapping of str to (float, float) or None
        Beyond which rows are set aside; None keeps them.

    Returns
    -------
    CustomerRows

    Raises
    ------
    SpecError
        If a setting does not fit the table.
    DataError
        If too few customers remain.
    """
    try:
        return customer_rows(
            sample.table,
            spec.features,
            missing=spec.missing,
            outliers="keep" if limits is None else "set_aside",
            formulas=spec.formulas,
            where=spec.where,
            limits=limits,
        )
    except (DataError, SpecError) as error:
        if sample.is_whole:
            raise
        drawn = f"Looked at were {len(sample.positions):,} rows drawn evenly."
        raise type(error)(f"{error} {drawn}") from error


def _numbers(
    reading: _Reading, names: list[str], spec: SegmentationSpec, memory_bytes: int
) -> dict[str, Numbers]:
    """Return what answers for each column of numbers; one without values is missing."""
    n_rows = reading.source.n_rows
    if 8 * n_rows * len(names) > HELD_SHARE * memory_bytes:
        shares = (*QUARTILES, *(spec.outlier_quantiles if spec.outliers != "keep" else ()))
        return streamed_numbers(names, reading, lambda n: ranks_for(n, shares), n_rows)
    pieces: dict[str, list[np.ndarray]] = {name: [] for name in names}
    for arrays in reading(names):
        for name, values in arrays.items():
            pieces[name].append(values)
    held = {name: np.concatenate(pieces.pop(name)) for name in names}
    return {name: HeldNumbers(values=values) for name, values in held.items() if len(values)}
