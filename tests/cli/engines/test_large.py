"""Tables in pieces on the command line: said, bounded, ended cleanly, and the same as in memory."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.cli.program import main

MIDDLES = np.array([[0, 0], [9, 0], [0, 9]])


def cloud(n):
    """Make customers in three groups."""
    random = np.random.default_rng(2)
    points = random.normal(size=(n, 2)) + MIDDLES[random.integers(0, 3, n)]
    return pd.DataFrame(
        {"id": [f"C{at:07d}" for at in range(n)], "a": points[:, 0], "b": points[:, 1]}
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Write a folder of parts and a text of the same rows."""
    folder = tmp_path_factory.mktemp("large")
    (folder / "parts").mkdir()
    frame = cloud(3_000)
    for at in range(3):
        part = frame.iloc[at * 1_000 : (at + 1) * 1_000]
        part.to_parquet(folder / "parts" / f"{at}.parquet", index=False)
    frame.to_csv(folder / "t.csv", index=False)
    return folder


def test_a_folder_and_a_text_lead_to_one_model(folder, tmp_path, capsys):
    """The folder by itself, the text when it is told to; labels as wanted; nothing else is left."""
    out, labels = tmp_path / "m.json", tmp_path / "l.parquet"
    asked = ["--features", "a", "b", "--k", "3"]
    written = ["--out", str(out), "--labels-out", str(labels)]
    assert main(["fit", str(folder / "parts"), *asked, *written]) == 0
    said = capsys.readouterr().err
    assert "parts is read in pieces, as it is a folder of parts; at most 1 GB." in said
    assert "3,000 customers in 3 segments" in said
    assert len(pd.read_parquet(labels)) == 3_000
    text = tmp_path / "text.json"
    given = ["fit", str(folder / "t.csv"), *asked, "--engine", "local", "--out", str(text)]
    assert main(given) == 0
    first, second = sg.load_model(out), sg.load_model(text)
    assert first.rule.centers.tolist() == second.rule.centers.tolist()
    assert second.name == "t.csv"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["l.parquet", "m.json", "text.json"]


def test_scan_and_score_in_pieces(folder, tmp_path, capsys):
    """The scores of a folder, and its rows with their segments."""
    model, out = tmp_path / "m.json", tmp_path / "o.parquet"
    parts, asked = str(folder / "parts"), ["--features", "a", "b"]
    assert main(["scan", parts, *asked, "--k", "2-4", "--out", str(tmp_path / "k.csv")]) == 0
    assert pd.read_csv(tmp_path / "k.csv", index_col=0)["inertia"].is_monotonic_decreasing
    assert main(["fit", parts, *asked, "--k", "3", "--out", str(model)]) == 0
    capsys.readouterr()
    assert main(["score", str(model), parts, "--out", str(out), "--quiet"]) == 0
    assert not capsys.readouterr().err
    found, made = pd.read_parquet(out), sg.load_model(model)
    assert found["segment"].tolist() == made.score(found[["a", "b"]])["segment"].tolist()
    text = [str(folder / "t.csv"), "--engine", "local", "--out", str(tmp_path / "o.csv")]
    assert main(["score", str(model), *text]) == 0
    assert pd.read_csv(tmp_path / "o.csv")["segment"].tolist() == found["segment"].tolist()


def test_sales_in_pieces(tmp_path, capsys):
    """The same customers from a folder as from memory."""
    random = np.random.default_rng(0)
    days = pd.Timestamp("2025-01-01") + pd.to_timedelta(random.integers(0, 300, 900), "D")
    frame = pd.DataFrame({"who": random.integers(1, 90, 900), "day": days, "paid": 5.0})
    (tmp_path / "sales").mkdir()
    frame.to_parquet(tmp_path / "sales" / "a.parquet", index=False)
    asked = ["--customer", "who", "--date", "day", "--amount", "paid"]
    outs = [tmp_path / "pieces.parquet", tmp_path / "memory.parquet"]
    files = [tmp_path / "sales", tmp_path / "sales" / "a.parquet"]
    for file, out in zip(files, outs, strict=True):
        assert main(["rfm", str(file), *asked, "--out", str(out)]) == 0
    assert "sales is read in pieces" in capsys.readouterr().err
    pd.testing.assert_frame_equal(*map(pd.read_parquet, outs))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--memory", "0.2"], "The memory is 0.2 GB"),
        (["--labels-out", "l.xlsx"], "l.xlsx ends in neither .csv nor .parquet"),
        (["--algorithm", "bisecting_kmeans"], "only K-means finds segments"),
    ],
)
def test_what_cannot_be_is_said_at_once(more, said, folder, capsys):
    """One sentence and the code 2."""
    assert main(["fit", str(folder / "parts"), "--features", "a", "b", "--k", "3", *more]) == 2
    assert said in capsys.readouterr().err.splitlines()[-1]


def test_duckdb_is_loaded_only_by_what_needs_it(folder, tmp_path):
    """A fit of Parquet in pieces does without it."""
    given = ["fit", str(folder / "parts"), "--features", "a", "b", "--k", "3"]
    given += ["--out", str(tmp_path / "m.json")]
    code = f"import sys; from segmentation.cli.program import main; assert main({given}) == 0; "
    code += "assert 'duckdb' not in sys.modules"
    root = Path(__file__).parents[3]
    subprocess.run([sys.executable, "-c", code], cwd=root, check=True, capture_output=True)  # noqa: S603 - our own


@pytest.fixture(scope="module")
def long(tmp_path_factory):
    """Write a table whose labels take seconds to be written."""
    path = tmp_path_factory.mktemp("long") / "t.parquet"
    cloud(600_000).to_parquet(path, index=False)
    return path


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_who_is_ended_leaves_nothing_half(how, long, tmp_path):
    """What the output held before stays, and nothing else is left beside it."""
    labels, out = tmp_path / "out" / "l.csv", tmp_path / "m.json"
    labels.parent.mkdir()
    labels.write_text("before", encoding="utf-8")
    given = ["fit", long, "--features", "a", "b", "--k", "3", "--engine", "local"]
    command = [sys.executable, "-m", "segmentation", *given, "--labels-out", labels, "--out", out]
    root = Path(__file__).parents[3]
    process = subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE)  # noqa: S603 - our own
    deadline = time.monotonic() + 120
    while len(list(labels.parent.glob(".l.csv.*"))) == 0 and time.monotonic() < deadline:
        time.sleep(0.05)
    os.kill(process.pid, how)
    process.communicate(timeout=60)
    assert process.returncode not in {0, 2}
    assert labels.read_text(encoding="utf-8") == "before"
    assert [path.name for path in labels.parent.iterdir()] == ["l.csv"]
    assert not out.exists()
