"""Reads a large document in a process of its own first: nobody else waits for what that takes.

Who serves pages reads after that only what is known to be a model.
"""

import sys

from segmentation.errors import ModelError
from segmentation.models.documents.document import LARGEST_BYTES, LOCATED_BYTES, read_document
from segmentation.tables.process.limiting import limit_memory, limit_time, prepare_limits
from segmentation.tables.process.starting import started

MODULE = __name__
MOST_SECONDS, MOST_BYTES = 20.0, 1_500_000_000
"""Processor time and memory of a check; the largest model takes a fifth of them."""

TOO_MUCH = (
    "{what} is damaged: reading it takes more time or memory than any model does. Save the model "
    "again."
)


def read_checked(data: bytes, what: str) -> dict:
    """Read a document that anybody may have made: a large one once it was found good elsewhere.

    Parameters
    ----------
    data : bytes
    what : str
        The file, for sentences.

    Returns
    -------
    dict
        As of `read_document`.

    Raises
    ------
    ModelError
        If it is no model, damaged, too large, of a later version, or takes too much to read.
    """
    if LOCATED_BYTES < len(data) <= LARGEST_BYTES:
        _check_apart(data, what)
    return read_document(data, what)


def _check_apart(data: bytes, what: str) -> None:
    process = started(MODULE, {})
    told, _ = process.communicate(what.encode("utf-8", "surrogatepass") + b"\0" + data)
    if process.returncode:
        raise ModelError(TOO_MUCH.format(what=what))
    if told:
        raise ModelError(told.decode("utf-8", "surrogatepass"))


def main() -> None:
    """Check the document on the input, write what is wrong with it."""
    prepare_limits()
    what, _, data = sys.stdin.buffer.read().partition(b"\0")
    limit_memory(MOST_BYTES)
    limit_time(MOST_SECONDS)
    try:
        read_document(data, what.decode("utf-8", "surrogatepass"))
    except ModelError as error:
        sys.stdout.buffer.write(str(error).encode("utf-8", "surrogatepass"))
