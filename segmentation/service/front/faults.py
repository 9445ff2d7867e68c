"""What the log says of a fault of ours: a number, the kind and the places in the code, no values.

An exception's message, the lines of the code and what is asked for in an address may hold what
stands in somebody's table. The log gets none of it; the number stands there and on the screen.
"""

import logging
import secrets
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
MOST_PLACES, MOST_CAUSES = 12, 3
NUMBER = "fault_number"
SERVERS = "uvicorn"
"""Whose loggers tell addresses."""


def fault_number(error: BaseException) -> str:
    """Return the number of a fault, the same whenever it is asked for.

    Parameters
    ----------
    error : BaseException

    Returns
    -------
    str
        Eight hexadecimal digits.
    """
    if not hasattr(error, NUMBER):
        setattr(error, NUMBER, secrets.token_hex(4))
    return getattr(error, NUMBER)


def told(error: BaseException) -> str:
    """Return what the log says of a fault.

    Parameters
    ----------
    error : BaseException

    Returns
    -------
    str
        On one line.
    """
    parts, each = [], error
    while each is not None and len(parts) < MOST_CAUSES:
        parts.append(f"{type(each).__name__} at {_places(each)}")
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
    return f"fault {fault_number(error)}: {', after '.join(parts)}"


def keep_values_out_of_the_log() -> None:
    """Let no record of this process hold more of an exception than `told`, nor an address's query.

    For the programs that serve; a second time does nothing.
    """
    make = logging.getLogRecordFactory()
    if not isinstance(make, _Discreet):
        logging.setLogRecordFactory(_Discreet(make))


class _Discreet:
    """Makes records of the log."""

    def __init__(self, make: Callable[..., logging.LogRecord]) -> None:
        self._make = make

    def __call__(self, *given: Any, **more: Any) -> logging.LogRecord:
        record = self._make(*given, **more)
        if isinstance(record.args, tuple):
            record.args = tuple(_without_values(each, record.name) for each in record.args)
        if isinstance(record.msg, BaseException):
            record.msg = _without_values(record.msg, record.name)
        if record.exc_info and record.exc_info[1] is not None:
            said = told(record.exc_info[1])
            record.msg = f"{record.msg}: {said.replace('%', '%%') if record.args else said}"
        record.exc_info = record.exc_text = None
        return record


def _without_values(part: object, logger: str) -> object:
    if isinstance(part, BaseException):
        return type(part).__name__
    if logger.startswith(SERVERS) and isinstance(part, str):
        return part.partition("?")[0]
    return part


def _places(error: BaseException) -> str:
    frames = [
        f"{_file(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    return " > ".join(frames[-MOST_PLACES:]) or "no place"


def _file(name: str) -> str:
    file = Path(name)
    if file.is_relative_to(ROOT) and ".venv" not in file.parts:
        return file.relative_to(ROOT).as_posix()
    return "/".join(file.parts[-2:])
