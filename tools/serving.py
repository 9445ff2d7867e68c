"""Start the app on a free port of this machine and stop it again: for tests, shots, benchmarks."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
START_SECONDS = 60
STOP_SECONDS = 10
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers.

    Attributes
    ----------
    address : str
        Without a slash at the end.
    pid : int
    """

    address: str
    pid: int


def free_port() -> int:
    """Return a port of this machine where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def serving(
    script: str = "server.py", folder: Path = ROOT, port: int | None = None
) -> Iterator[Server]:
    """Run a Streamlit script; yield where it answers.

    Parameters
    ----------
    script : str
        Relative to the folder.
    folder : Path
        Where it runs; Streamlit takes its settings from there.
    port : int or None
        Where it answers; one that is free without it.

    Yields
    ------
    Server

    Raises
    ------
    RuntimeError
        With the log, if it does not answer in time.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1", "--server.headless", "true"]
    with tempfile.TemporaryFile("w+") as log, tempfile.TemporaryDirectory() as own:
        # A server under test keeps its own library of saved segmentations, never the user's.
        kept = {
            "SEGMENTATION_LIBRARY": f"sqlite:///{own}/library.sqlite",
            "SEGMENTATION_API_WITHOUT_KEY": "this-machine",
        }
        server = subprocess.Popen(
            command, cwd=folder, stdout=log, stderr=subprocess.STDOUT, env=kept | os.environ
        )
        try:
            address = f"http://127.0.0.1:{port}"
            if not _answers(f"{address}/_stcore/health", server):
                log.seek(0)
                raise RuntimeError(f"No answer within {START_SECONDS} s:\n{log.read()}")
            yield Server(address, server.pid)
        finally:
            server.terminate()
            try:
                server.wait(timeout=STOP_SECONDS)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _answers(address: str, server: subprocess.Popen) -> bool:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - loopback
                return True
        except OSError:
            time.sleep(0.05)
    return False
