"""The commands through a server of Spark Connect, from a process without a Java of its own."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from serving import free_port
from source import ROOT

import segmentation as sg

PATIENCE = 120.0
MIDDLES = np.array([[0, 0], [9, 0], [0, 9]])


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Start a server on loopback that ends with the tests of this file."""
    from pyspark.find_spark_home import _find_spark_home

    port, folder = free_port(), tmp_path_factory.mktemp("server")
    settings = {
        "spark.master": "local[2]",
        "spark.ui.enabled": "false",
        "spark.log.level": "OFF",
        "spark.connect.grpc.binding.address": "127.0.0.1",
        "spark.connect.grpc.binding.port": str(port),
        "spark.sql.shuffle.partitions": "3",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    }
    command = [Path(_find_spark_home()) / "bin" / "spark-submit"]
    for name, value in settings.items():
        command += ["--conf", f"{name}={value}"]
    server = "org.apache.spark.sql.connect.service.SparkConnectServer"
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    process = subprocess.Popen(  # noqa: S603 - our own command
        [*command, "--class", server, "spark-internal"],
        cwd=folder,
        env=os.environ | {"PYSPARK_PYTHON": sys.executable},
        stderr=subprocess.DEVNULL,
        **quiet,
    )
    try:
        begun = time.monotonic()
        while not answers(port):
            assert process.poll() is None
            assert time.monotonic() - begun < PATIENCE
            time.sleep(0.3)
        yield f"sc://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def answers(port):
    """Return whether a server listens."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def run(*words):
    """Run a command in a process of its own, as no process has both kinds of session."""
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "segmentation", *map(str, words)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_fit_score_and_sales(address, tmp_path):
    """The model, its scores to the last bit in a path and in a table, and the customers."""
    random = np.random.default_rng(2)
    points = random.normal(size=(900, 2)) + MIDDLES[random.integers(0, 3, 900)]
    frame = pd.DataFrame({"id": range(900), "a": points[:, 0], "b": points[:, 1]})
    (tmp_path / "parts").mkdir()
    for at in range(3):
        frame.iloc[at::3].to_parquet(tmp_path / "parts" / f"{at}.parquet", index=False)
    model, labels, out = (tmp_path / name for name in ("m.json", "l.parquet", "o.parquet"))
    asked = ["--input", tmp_path / "parts", "--features", "a", "b", "--k", "3"]
    written = ["--model-out", model, "--labels-out", labels]
    done = run("spark-fit", "--remote", address, *asked, *written)
    assert done.returncode == 0, done.stderr
    assert "900 customers in 3 segments" in done.stderr
    assert "Warning" not in done.stderr
    made = sg.load_model(model)
    spec = sg.SegmentationSpec(features=("a", "b"), n_clusters=3)
    there = sg.segment(sg.read_table(frame), spec).model
    np.testing.assert_allclose(made.rule.centers, there.rule.centers, atol=1e-3)
    scored = made.score(frame)
    where = ["--remote", address, "--out"]
    done = run("spark-score", model, "--input", tmp_path / "parts", *where, "scores", "--quiet")
    assert (done.returncode, done.stderr) == (0, "")
    done = run("spark-score", model, "--input", "scores", *where, out, "--quiet")
    assert (done.returncode, done.stderr) == (0, "")
    rows = pd.read_parquet(out).sort_values("id")
    first = pd.read_parquet(labels).sort_values("id")
    for column in ("segment", "name", "distance", "confidence"):
        assert rows[column].tolist() == scored[column].tolist() == first[column].tolist()
        assert rows[f"{column}_2"].tolist() == scored[column].tolist()
    sales = frame.assign(day=pd.Timestamp("2024-01-01") + pd.to_timedelta(frame["id"] % 90, "D"))
    sales.assign(who=sales["id"] % 50).to_parquet(tmp_path / "sales.parquet", index=False)
    asked = ["--customer", "who", "--date", "day", "--amount", "a", "--out"]
    given = ["--remote", address, "--input", tmp_path / "sales.parquet"]
    assert run("spark-rfm", *given, *asked, tmp_path / "1.csv").returncode == 0
    assert run("rfm", tmp_path / "sales.parquet", *asked, tmp_path / "2.csv").returncode == 0
    tables = [pd.read_csv(tmp_path / name) for name in ("1.csv", "2.csv")]
    pd.testing.assert_frame_equal(*tables, rtol=1e-12)
