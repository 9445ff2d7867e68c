"""The process that does long work: calls what it is told, keeps the last large values it met."""

import os
import sys
from collections import OrderedDict
from importlib import import_module

from segmentation.cached import by_key
from segmentation.cached.apart import telling
from segmentation.cached.apart.pickles import parts_of, receive, send
from segmentation.cached.memory.sizes import bytes_of

MOST_KEPT, MOST_BYTES = 6, 1_000_000_000


class Kept:
    """The large values that were sent or computed last, by key."""

    def __init__(self) -> None:
        self._values: OrderedDict[str, object] = OrderedDict()

    def put(self, key: str, value: object) -> None:
        """Keep a value, and the last ones beside it."""
        self._values[key] = value
        self._values.move_to_end(key)
        while len(self._values) > MOST_KEPT or self._are_too_large():
            self._values.popitem(last=False)

    def _are_too_large(self) -> bool:
        return len(self._values) > 1 and bytes_of([*self._values.values()]) > MOST_BYTES

    def get(self, key: str) -> object:
        """Return a value; KeyError if it is gone."""
        self._values.move_to_end(key)
        return self._values[key]


def main() -> None:
    """Answer until the server ends; nothing else may write where the answers go."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    by_key.keep_all_here()
    telling.listen(lambda word: send(answers, ("told", word)))
    kept = Kept()
    while True:
        try:
            request = receive(sys.stdin.buffer)
        except EOFError:
            return
        send(answers, *answer(*request, kept))


def answer(
    module: str, name: str, parts: list[tuple[str | None, object]], kept: Kept
) -> tuple[tuple[str, object], list[object]]:
    """Call a function.

    Parameters
    ----------
    module, name : str
        Of the function; where it is wrapped to keep its answers, what is inside is called.
    parts : list of (str or None, object)
        Its arguments: the key of a large one and None, where it should be kept here, else the
        value.
    kept : Kept

    Returns
    -------
    tuple of (str, object)
        ``missing`` and None where a key is not kept, ``done`` and the result, or ``raised`` and
        the error.
    list of object
        What the asking side holds of the arguments.
    """
    for key, value in parts:
        if key is not None and value is not None:
            kept.put(key, value)
    try:
        values = [value if key is None else kept.get(key) for key, value in parts]
    except KeyError:
        return ("missing", None), []
    function = getattr(import_module(module), name)
    try:
        result = getattr(function, "__wrapped__", function)(*values)
    except Exception as error:  # noqa: BLE001 - the server decides what to say
        return ("raised", error), []
    if type(result) in by_key.KEYS:
        kept.put(by_key.key_of(result), result)
    return ("done", result), parts_of(values)
