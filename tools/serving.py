"""Start the app on a free port of this machine and stop it again: for tests, shots, benchmarks."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import workers

ROOT = Path(__file__).parents[1]
START_SECONDS = 90
STOP_SECONDS = 40
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
    with _running(command, folder, [port]) as server:
        yield server


@contextmanager
def serving_several(n: int, folder: Path) -> Iterator[Server]:
    """Run the app as so many processes behind nginx; yield where that answers.

    Parameters
    ----------
    n : int
    folder : Path
        Takes nginx's configuration and logs.

    Yields
    ------
    Server
        Its id is the one of their parent.

    Raises
    ------
    RuntimeError
        With the log, if one does not answer in time.
    """
    port = free_port(n)
    command = [sys.executable, "tools/workers.py", "--port", str(port)]
    command += ["--workers", str(n), "--folder", str(folder)]
    with _running(command, ROOT, [*workers.ports(port, n), port]) as server:
        yield server


def free_port(n_workers: int = 0) -> int:
    """Return a port that is free, as are those that its processes will take."""
    while True:
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            port = found.getsockname()[1]
        if all(is_free(own) for own in workers.ports(port, n_workers)):
            return port


def is_free(port: int) -> bool:
    """Say whether nobody listens there."""
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) != 0


@contextmanager
def _running(command: list[str], folder: Path, ports: list[int]) -> Iterator[Server]:
    """Run a command until all its ports answer, the last of them the visitors'."""
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
            addresses = [f"http://127.0.0.1:{port}" for port in ports]
            health = (f"{address}/_stcore/health" for address in addresses)
            if not all(answers(each, lambda: server.poll() is None) for each in health):
                log.seek(0)
                raise RuntimeError(f"No answer within {START_SECONDS} s:\n{log.read()}")
            yield Server(addresses[-1], server.pid)
        finally:
            server.terminate()
            try:
                server.wait(timeout=STOP_SECONDS)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def answers(address: str, is_alive: Callable[[], bool] = lambda: True) -> bool:
    """Wait until an address answers; return False if its server ends or takes too long."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and is_alive():
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - loopback
                return True
        except OSError:
            time.sleep(0.05)
    return False
