"""Kept: models, what they say of files, and segmentations beside each other."""

from dataclasses import replace
from datetime import datetime

from pandas import DataFrame

from segmentation.access.audit import AuditLog
from segmentation.analysis import compare
from segmentation.analysis.segmentation import Segmentation
from segmentation.cached.by_key import cached_by_key
from segmentation.errors import ModelError
from segmentation.models.column_matching import matched_frame
from segmentation.models.documents.library_records import Saved
from segmentation.models.drift import Drift, measure_drift
from segmentation.models.input_validation import validate_input
from segmentation.models.library import Library
from segmentation.models.model import SegmentModel, load_model
from segmentation.models.scoring import assigned_to
from segmentation.models.shared_results import SharedResults
from segmentation.segments.facts.numbers import NumberFact
from segmentation.segments.matching_segments import Migration
from segmentation.tables.table import Table

ColumnNames = tuple[tuple[str, str], ...]
"""Columns of the model, and what they are called in the file."""


@cached_by_key(8)
def library(url: str) -> Library:
    """Open a library of saved segmentations."""
    return Library(url)


@cached_by_key(8)
def audit_log(url: str) -> AuditLog:
    """Open the audit log of a library."""
    return AuditLog(url)


@cached_by_key(8)
def shared_results(url: str) -> SharedResults:
    """Open the results that were shared by a link; none of them is kept here: it may be revoked."""
    return SharedResults(url)


@cached_by_key(64)
def saved(url: str, id_: str, changed: datetime) -> Saved:  # noqa: ARG001 - a part of the key
    """Open a saved segmentation."""
    return library(url).open(id_)


@cached_by_key(64)
def statement(made: SegmentModel, table: str, dialect: str) -> str:
    """Write a model as one SELECT."""
    return made.to_sql(table, dialect=dialect)


def model(result: Segmentation) -> SegmentModel:
    """Make the model of a segmentation under its names, with its verdict."""
    made = _model(result, result.names, result.slots)
    return replace(made, name=result.table.name, decision=result.decision)


@cached_by_key(64)
def _model(result: Segmentation, names: tuple[str, ...], slots: tuple[int, ...]) -> SegmentModel:
    return replace(result, names=names, slots=slots).model


def opened_model(data: bytes, name: str) -> SegmentModel:
    """Open a model file, or raise what is wrong with it: looked for once, it is kept too."""
    found = _opened_or_refused(data, name)
    if isinstance(found, str):
        raise ModelError(found)
    return found


@cached_by_key(64)
def _opened_or_refused(data: bytes, name: str) -> SegmentModel | str:
    try:
        return load_model(data, name)
    except ModelError as error:
        return str(error)


@cached_by_key(32)
def matched(made: SegmentModel, table: Table, column_names: ColumnNames) -> DataFrame:
    """Take the columns that a model needs; numbers are read in one way for the whole file."""
    return matched_frame(made.rule, table.frame, dict(column_names))


@cached_by_key(64)
def scored_part(
    made: SegmentModel, table: Table, column_names: ColumnNames, start: int, stop: int
) -> DataFrame:
    """Score some rows of a file."""
    return made.score(matched(made, table, column_names).iloc[start:stop])


@cached_by_key(32)
def drift(made: SegmentModel, table: Table, column_names: ColumnNames) -> Drift:
    """Say whether a file's customers are still those the model was fitted on."""
    import numpy as np

    cells = validate_input(made.rule, matched(made, table, column_names))
    assigned = assigned_to(made.rule, cells).segments
    sizes = np.array([segment.size for segment in made.segments])
    return measure_drift(made.rule, sizes, cells, assigned)


@cached_by_key(256)
def middles(
    earlier: Segmentation, anew: Segmentation, segment: int, partner: int
) -> tuple[tuple[NumberFact, NumberFact], ...]:
    """Tell what is typical of a segment then and found anew."""
    return compare.middles(earlier, anew, segment, partner)


@cached_by_key(32)
def migration(
    earlier: Segmentation, later: Table, value: str | None, anew: Segmentation
) -> Migration:
    """Split what changed between two files."""
    return compare.compare_dates(earlier, later, anew, value)
