"""A sample of a table that is too large to be loaded, opened from below the operator's folder.

Decided: pages work on `SAMPLE_ROWS` rows drawn evenly, on which all they show stays as quick as on
a small file, and the table says in its name what it is a sample of. A text is written as Parquet
once (`segmentation.engines.reading.spool`) and kept for the passes that follow.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pyarrow.parquet as pq

from segmentation.engines.reading.deciding import TEXT_ENDINGS, are_large, memory_bytes
from segmentation.engines.reading.parts import is_parquet, parts_below, said_by_folders
from segmentation.engines.reading.progress import Progress
from segmentation.engines.reading.sampling import draw
from segmentation.engines.reading.source import Source, source_of
from segmentation.engines.reading.spool import spooled
from segmentation.engines.reading.stores import Remote, is_store, not_read, objects_below
from segmentation.errors import DataError, LimitError
from segmentation.tables.limits import Sampled
from segmentation.tables.sources import MOST_FILES, check_inside, files_below
from segmentation.tables.table import Table

SAMPLE_ROWS = 20_000
PIECE = 8_000_000
MOST_KEPT = 4
"""Texts that are kept as Parquet."""


def is_large(folder: str, pattern: str) -> bool:
    """Return whether what a pattern names is opened as a sample.

    Parameters
    ----------
    folder : str
        What the operator of the server has opened, or an address in a store.
    pattern : str
        A file below it, several by ``*``, or a folder of parts.

    Returns
    -------
    bool
        A folder always is, and what lies in a store; its table is whole where it is small.

    Raises
    ------
    DataError
        If nothing fits, or it lies outside of the folder.
    LimitError
        If there are too many files.
    """
    if is_store(folder) or _is_folder(folder, pattern):
        return True
    return are_large(files_below(Path(folder), pattern))


def open_sample(folder: str, pattern: str, kept: str, progress: Progress | None = None) -> Table:
    """Draw a sample of a table, without loading the others.

    Parameters
    ----------
    folder, pattern : str
        As in `is_large`.
    kept : str
        A folder for texts that are written as Parquet.
    progress : Progress or None

    Returns
    -------
    Table
        `SAMPLE_ROWS` rows, or all where there are no more.

    Raises
    ------
    DataError
        If a part is damaged, empty or of other columns or types, or lies outside of the folder.
    LimitError
        If there are too many files.
    """
    source = open_whole(folder, pattern, kept, progress)
    sample = draw(source, most=SAMPLE_ROWS)
    is_text = source.parts[0].name.lower().endswith(TEXT_ENDINGS)
    report = replace(sample.table.report, format="csv" if is_text else "parquet")
    if sample.is_whole:
        return replace(sample.table, report=report)
    n_drawn = len(sample.positions)
    said = (
        f"It is too large to be loaded: of its {source.n_rows:,} rows {n_drawn:,} were drawn "
        f"evenly, and all pages show these."
    )
    return replace(
        sample.table,
        name=f"{n_drawn:,} of {source.n_rows:,} rows of {source.name}",
        report=replace(report, warnings=(said, *report.warnings)),
        sampled=Sampled(n_rows=source.n_rows, folder=folder, pattern=pattern),
    )


def open_whole(folder: str, pattern: str, kept: str, progress: Progress | None = None) -> Source:
    """Look at all parts of a table; texts are written as Parquet where that is not done yet.

    Parameters
    ----------
    folder, pattern, kept : str
    progress : Progress or None
        As in `open_sample`.

    Returns
    -------
    Source

    Raises
    ------
    DataError
    LimitError
        As in `open_sample`.
    """
    progress = progress or Progress()
    root = Path(folder).resolve()
    if is_store(folder):
        called = _objects(folder, pattern)
        files, said = list(called), _said_by_names(called)
    elif _is_folder(folder, pattern):
        below = root / pattern
        files = _parts_of(below)
        check_inside(root, files)
        said = said_by_folders(below, files)
        called = {file: file.relative_to(below).as_posix() for file in files}
    else:
        files, said = files_below(root, pattern), {}
        called = {file: file.relative_to(root).as_posix() for file in files}
    what = PurePosixPath(called[files[0]]).name if len(files) == 1 else pattern
    ready = _as_parquet(called, Path(kept), progress)
    keys = {ready[file]: said.get(file, {}) for file in ready}
    return source_of({ready[file]: called[file] for file in ready}, what, keys, progress)


def _is_folder(folder: str, pattern: str) -> bool:
    path = (Path(folder) / pattern).resolve()
    return bool(pattern.strip()) and path.is_dir() and path.is_relative_to(Path(folder).resolve())


def _parts_of(below: Path) -> list[Path]:
    """List the parts of a folder: Parquet, or texts where it has none."""
    texts = [
        file
        for file in sorted(below.rglob("*"))
        if file.suffix.lower() in TEXT_ENDINGS
        and not any(part[0] in "._" for part in file.relative_to(below).parts)
    ]
    files = parts_below(below) if not texts or any(below.rglob("*.parquet")) else texts
    if len(files) > MOST_FILES:
        raise LimitError(
            f"“{below.name}” has {len(files):,} parts; at most {MOST_FILES:,} are read. Write "
            f"fewer and larger ones."
        )
    return files


def _objects(store: str, pattern: str) -> dict[Remote, str]:
    """List the objects of a table: Parquet, or texts where there is none."""
    called = objects_below(store, pattern)
    tables = {file: file.suffix.lower() for file in called}
    wanted = {".parquet"} & {*tables.values()} or {*TEXT_ENDINGS} & {*tables.values()}
    if "*" not in pattern and len(called) > 1:
        called = {file: name for file, name in called.items() if tables[file] in wanted}
    if len(called) > MOST_FILES or not called:
        raise LimitError(
            f"“{pattern}” has {len(called):,} parts of Parquet or CSV; 1 to {MOST_FILES:,} are "
            f"read. Name others, or write fewer and larger ones."
        )
    return called


def _said_by_names(called: Mapping[Remote, str]) -> dict[Remote, dict[str, int | str | None]]:
    """Return what the names of objects say, as those of folders do."""
    root = PurePosixPath("/")
    said = said_by_folders(root, [root / name for name in called.values()])
    return {file: said[root / name] for file, name in called.items()}


def _as_parquet(
    called: Mapping[Path | Remote, str], kept: Path, progress: Progress
) -> dict[Path | Remote, Path | Remote]:
    """Return the Parquet of every part that has rows; of all where none has."""
    ready = {}
    for file, name in called.items():
        if file.suffix.lower() == ".parquet" or is_parquet(file):
            ready[file] = file
        elif file.suffix.lower() not in TEXT_ENDINGS:
            raise DataError(
                f"{name} is neither Parquet nor CSV, which alone are read without being loaded. "
                f"Write it as one of them."
            )
        elif not file.stat().st_size:
            raise DataError(f"{name} is empty: it has no bytes. Write it again, or remove it.")
        else:
            ready[file] = _spooled_once(file, kept, progress, len(called))
    texts = [file for file in ready if ready[file] != file]
    bare = [file for file in texts if not pq.read_metadata(ready[file]).num_rows]
    return {file: ready[file] for file in ready if len(bare) == len(ready) or file not in bare}


def _spooled_once(file: Path | Remote, kept: Path, progress: Progress, n_parts: int) -> Path:
    """Write a text as Parquet, unless this very text is kept so."""
    stat = file.stat()
    digest = hashlib.sha256(f"{file} {stat.st_size} {stat.st_mtime_ns}".encode()).hexdigest()[:32]
    place = kept / f"{digest}.parquet"
    if not place.exists():
        progress.begin(f"Reading {file.name} once, as Parquet", 0)
        _make_room(kept, n_parts)
        with tempfile.TemporaryDirectory(dir=kept) as folder:
            text = _fetched(file, Path(folder)) if isinstance(file, Remote) else file
            spooled(text, Path(folder), memory=memory_bytes(1.0)).replace(place)
    place.touch()
    return place


def _fetched(file: Remote, folder: Path) -> Path:
    """Copy a text from its store, since it is read to its end once anyway."""
    with file.open() as there, (folder / file.name).open("wb") as here:
        try:
            shutil.copyfileobj(there, here, PIECE)
        except OSError as error:
            raise not_read(file.name, error) from error
    return folder / file.name


def _make_room(kept: Path, n_parts: int) -> None:
    """Remove the texts that were used longest ago, but never those of the table at hand."""
    there = sorted(kept.glob("*.parquet"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in there[max(MOST_KEPT, n_parts) - 1 :]:
        old.unlink(missing_ok=True)
