"""The process beside the server that does long work, as the server sees it."""

import os
import subprocess
from collections.abc import Callable, Sequence
from typing import NamedTuple

from segmentation.cached.apart.pickles import parts_of, receive, send
from segmentation.tables.process.channel import end_process
from segmentation.tables.process.starting import started

MODULE = "segmentation.cached.apart.child"
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class Argument(NamedTuple):
    """A value that a function is called with.

    Attributes
    ----------
    key : str or None
        Of a large value, by which the process finds it where it has met it before.
    value : object
    """

    key: str | None
    value: object


class WorkerEndedError(Exception):
    """The process was ended or has ended by itself."""


class Worker:
    """A process that is started when it is needed.

    Attributes
    ----------
    told : callable or None
        Is called with what a function says of itself while it runs.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen | None = None
        self.told: Callable[[object], None] | None = None

    def call(self, module: str, name: str, arguments: Sequence[Argument]) -> object:
        """Call a function of a module there.

        Parameters
        ----------
        module, name : str
        arguments : sequence of Argument

        Returns
        -------
        object

        Raises
        ------
        WorkerEndedError
            If the process ended meanwhile.
        Exception
            What the function has raised.
        """
        held = parts_of([value for _, value in arguments])
        known = [(key, None if key else value) for key, value in arguments]
        word, value = self._ask((module, name, known), held)
        if word == "missing":
            word, value = self._ask((module, name, [tuple(each) for each in arguments]), held)
        if word == "raised":
            raise value
        return value

    def end(self) -> None:
        """End the process; its next call starts another."""
        process, self._process = self._process, None
        if process is not None:
            end_process(process)

    def _ask(self, request: tuple, held: Sequence[object]) -> tuple[str, object]:
        process = self._process = self._process or started(MODULE, os.environ | ONE_THREAD)
        try:
            send(process.stdin, request)
            answer = receive(process.stdout, held)
            while answer[0] == "told":
                if self.told:
                    self.told(answer[1])
                answer = receive(process.stdout, held)
        except (OSError, EOFError, ValueError) as error:
            self.end()
            raise WorkerEndedError from error
        return answer
