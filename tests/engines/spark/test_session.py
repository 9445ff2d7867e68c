"""A Spark that is not there, not reached or not well is one sentence."""

import builtins
import socket

import pytest

import segmentation as sg
from segmentation.engines.spark.session import refusals, spark_session


def opened(**where):
    """Open a session and do nothing with it."""
    with spark_session(**where):
        pass


def test_without_pyspark_it_says_what_to_install(monkeypatch):
    """Both ways; the rest of the product needs none of it."""
    real = builtins.__import__

    def no_spark(name, *rest):
        if name.split(".")[0] == "pyspark":
            raise ImportError
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", no_spark)
    for where in ({"master": "local[2]"}, {"remote": "sc://localhost"}):
        with pytest.raises(sg.SpecError, match=r"pip install -r requirements-spark\.txt"):
            opened(**where)


def test_an_address_where_nobody_answers():
    """At once, not after minutes of patience."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(sg.SpecError, match="No Spark answers at sc://127"):
        opened(remote=f"sc://127.0.0.1:{port}")
    for address in ("http://host", "sc://", "sc://host:port"):
        with pytest.raises(sg.SpecError, match="is no address of Spark Connect"):
            opened(remote=address)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Job aborted: Python worker exited unexpectedly", "A worker of Spark has ended while t"),
        ("[FAILED_READ_FILE] file:/x/part-1.parquet", r"part-1\.parquet cannot be read"),
        ("ModuleNotFoundError: No module named 'scipy'", "Spark's workers cannot run the scoring"),
        ("java.io.IOException: No space left on device", "a disk is full"),
        ("segmentation.errors.DataError: Own words.\n at x", "^Own words.$"),
        ("odd thing\nat org.apache", "Spark did not finish its work on t: odd thing$"),
    ],
)
def test_what_spark_says_becomes_a_sentence(text, sentence):
    """Whatever its stack of calls is."""
    from pyspark.errors import PySparkException

    with pytest.raises(sg.DataError, match=sentence), refusals("t"):
        raise PySparkException(text)
