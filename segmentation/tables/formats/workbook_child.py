"""Reads a workbook in a process of its own: a damaged one can end the process that parses it.

Run as a script with the sheet's name (or "") as its argument, the file on standard input. Writes
JSON: the sheet's name and its rows as text, or what is wrong. It imports nothing of this package,
so that it starts at once.
"""

import datetime as dt
import io
import json
import sys

import python_calamine


def cell_text(value: object) -> str:
    """Write a cell as a text file would hold it; numbers keep every digit.

    Parameters
    ----------
    value : object
        A str, float, int, bool, date, datetime, time or timedelta.

    Returns
    -------
    str
    """
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)


def read(data: bytes, sheet: str) -> dict[str, object]:
    """Read a sheet: the one that is named, else the first that holds anything.

    Parameters
    ----------
    data : bytes
    sheet : str

    Returns
    -------
    dict
        ``sheet``, ``sheets`` and ``rows``, or ``problem``.
    """
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = book.sheet_names
        if sheet and sheet not in names:
            return {"problem": "sheet", "sheets": names}
        for name in [sheet] if sheet else names:
            found = book.get_sheet_by_name(name)
            rows = found.to_python(skip_empty_area=False)
            if rows or name == names[-1]:
                texts = [[cell_text(cell) for cell in row] for row in rows]
                return {"sheet": name, "sheets": names, "rows": texts}
    except python_calamine.PasswordError:
        return {"problem": "password"}
    except (python_calamine.CalamineError, ValueError, OSError):
        return {"problem": "damaged"}
    return {"problem": "empty"}


if __name__ == "__main__":
    answer = read(sys.stdin.buffer.read(), sys.argv[1])
    sys.stdout.buffer.write(json.dumps(answer).encode())
