"""Excel and OpenDocument workbooks, parsed where a crash or an endless loop harms nobody."""

import json
import subprocess
import sys
from pathlib import Path

from segmentation.errors import DataError, LimitError
from segmentation.tables.formats.grid import Grid
from segmentation.tables.table import ReadOptions, ReadReport

TIME_LIMIT_SECONDS = 120
CHILD = Path(__file__).with_name("workbook_child.py")


def workbook_grid(data: bytes, options: ReadOptions, what: str) -> Grid:
    """Read one sheet of a workbook.

    Parameters
    ----------
    data : bytes
    options : ReadOptions
        `sheet` is taken when given, else the first that holds anything.
    what : str
        The file, for sentences.

    Returns
    -------
    Grid

    Raises
    ------
    DataError
        If it is damaged, has a password, has no such sheet or holds nothing.
    LimitError
        If reading takes longer than `TIME_LIMIT_SECONDS`.
    """
    answer = _ask_child(data, options.sheet or "", what)
    problem = answer.get("problem")
    if problem:
        raise DataError(_sentence(str(problem), what, options.sheet, answer.get("sheets", [])))
    rows = [(n, row) for n, row in enumerate(answer["rows"], start=1) if any(map(str.strip, row))]
    sheets = answer["sheets"]
    warnings = ()
    if len(sheets) > 1 and not options.sheet:
        warnings = (f"Read from the sheet “{answer['sheet']}”, one of {len(sheets)}.",)
    report = ReadReport(
        format="excel", n_rows=0, n_columns=0, sheet=answer["sheet"], warnings=warnings
    )
    return Grid(rows=[row for _, row in rows], lines=[n for n, _ in rows], report=report)


def _ask_child(data: bytes, sheet: str, what: str) -> dict:
    command = [sys.executable, "-I", str(CHILD), sheet]
    try:
        done = subprocess.run(  # noqa: S603 - our own file, the upload only on its input
            command, input=data, capture_output=True, timeout=TIME_LIMIT_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise LimitError(
            f"{what} takes longer than {TIME_LIMIT_SECONDS} seconds to read. Save its sheet as CSV "
            f"and choose that."
        ) from error
    if done.returncode != 0:
        return {"problem": "damaged"}
    return json.loads(done.stdout)


def _sentence(problem: str, what: str, sheet: str | None, sheets: list[str]) -> str:
    if problem == "sheet":
        return f"{what} has no sheet “{sheet}”. Choose one of: {', '.join(sheets)}."
    if problem == "password":
        return f"{what} is protected by a password. Save it without one and choose it again."
    if problem == "empty":
        return f"{what} is empty: none of its sheets holds anything. Choose another file."
    return f"{what} is damaged: it cannot be read as a workbook. Save it anew or as CSV."
