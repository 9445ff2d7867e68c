"""A file with the segment of every row of a table that is not loaded."""

import hashlib
from pathlib import Path

from segmentation.analysis.fitted_range import FittedRange
from segmentation.analysis.segmentation import rule_of
from segmentation.engines.large.labelling import label
from segmentation.engines.reading.source import Source
from segmentation.engines.whole.counting import keeping_of

MOST_KEPT = 4


def label_rows(
    source: Source, fitted: FittedRange, k: int, names: tuple[str, ...], folder: Path
) -> Path:
    """Write all rows with their segment, name, distance and confidence as Parquet.

    Parameters
    ----------
    source : Source
        That `fitted` holds a sample of.
    fitted : FittedRange
    k : int
    names : tuple of str
        Of the segments.
    folder : Path

    Returns
    -------
    Path
        Of a name that other settings or names of segments do not have.

    Raises
    ------
    SpecError
        If rows of one customer are to be put together.
    DataError
        If the table has changed since the sample was drawn, a part cannot be read, or the file
        not be written.
    """
    keeping = keeping_of(source, fitted)
    stem = source.name.partition(".")[0].replace("*", "").replace("/", "_").strip("_") or "all"
    digest = hashlib.sha256(repr((fitted.key, k, names)).encode()).hexdigest()[:8]
    path = folder / f"{stem}_{k}_segments_{digest}.parquet"
    label(source, keeping, rule_of(fitted, k, names), path)
    return path


def make_room(folder: Path) -> None:
    """Remove the files that were written longest ago, so that one more may be.

    Parameters
    ----------
    folder : Path
        That holds nothing else.
    """
    there = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in there[MOST_KEPT - 1 :]:
        old.unlink(missing_ok=True)
