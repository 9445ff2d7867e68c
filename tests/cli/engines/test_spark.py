"""The commands for tables that lie with Spark say and mean what those in memory do."""

from contextlib import contextmanager

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.cli.program import main
from segmentation.engines.spark import clusterers, session

MIDDLES = np.array([[0, 0], [9, 0], [0, 9]])


@pytest.fixture
def run(spark, monkeypatch):
    """Return a command line whose session is that of the tests."""

    @contextmanager
    def there(*_):
        yield spark

    monkeypatch.setattr(session, "spark_session", there)
    monkeypatch.setattr(clusterers, "STARTS", 1)
    return lambda *words: main([str(word) for word in words])


@pytest.fixture
def parts(tmp_path):
    """Write a folder of parts with customers in three groups."""
    random, folder = np.random.default_rng(2), tmp_path / "parts"
    folder.mkdir()
    for at in range(3):
        points = random.normal(size=(200, 2)) + MIDDLES[random.integers(0, 3, 200)]
        frame = pd.DataFrame({"id": range(200 * at, 200 * at + 200), "a": points[:, 0]})
        frame.assign(b=points[:, 1]).to_parquet(folder / f"{at}.parquet", index=False)
    return folder


@pytest.mark.slow
def test_fit_and_score(run, parts, tmp_path, capsys):
    """The model that fit saves, of which score says what it has written."""
    model, labels, out = (tmp_path / name for name in ("m.json", "l.parquet", "o.parquet"))
    asked = ["--features", "a", "b", "--k", "3", "--model-out", model, "--labels-out", labels]
    assert run("spark-fit", "--input", parts, *asked) == 0
    said = capsys.readouterr().err
    assert "MLlib found the segments in 600 rows." in said
    assert "600 customers in 3 segments, silhouette" in said
    frame = pd.read_parquet(parts)
    there = sg.segment(sg.read_table(frame), sg.SegmentationSpec(features=("a", "b"), n_clusters=3))
    np.testing.assert_allclose(
        sg.load_model(model).rule.centers, there.model.rule.centers, atol=1e-3
    )
    renamed = frame.rename(columns={"b": "other"})
    renamed.to_parquet(tmp_path / "new.parquet", index=False)
    asked = ["--input", tmp_path / "new.parquet", "--column", "b=other", "--out", out]
    assert run("spark-score", model, *asked) == 0
    assert "600 rows." in capsys.readouterr().err
    first, second = (pd.read_parquet(file).sort_values("id") for file in (labels, out))
    for column in ("segment", "name", "distance", "confidence"):
        assert first[column].tolist() == second[column].tolist()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--labels-out", "labels.csv"], "labels.csv is no place for what Spark writes."),
        (["--k", "many"], "The number of segments is “many”."),
        (["--k", "9-2"], "“9-2” is not a range of numbers."),
        (["--features", "a", "b", "--k", "1-3"], "are tried from 2 to 15, not from 1 to 3."),
        (["--conf", "spark"], "“spark” sets nothing."),
        (["--labels-out", "labels"], "The table labels would be gone"),
        (["--features", "a", "c"], "“c”"),
    ],
)
def test_what_cannot_be_is_one_line(words, sentence, run, parts, capsys):
    """And the code 2."""
    assert run("spark-fit", "--input", parts, *words) == 2
    (line,) = [line for line in capsys.readouterr().err.splitlines() if "segmentation:" in line]
    assert sentence in line


def test_sales(run, tmp_path, capsys):
    """The customers that rfm makes."""
    random = np.random.default_rng(1)
    days = pd.Timestamp("2024-01-01") + pd.to_timedelta(random.integers(0, 300, 500), "D")
    frame = pd.DataFrame({"who": random.integers(0, 40, 500), "day": days, "paid": 2.5})
    frame.to_parquet(tmp_path / "sales.parquet", index=False)
    asked = ["--customer", "who", "--date", "day", "--amount", "paid"]
    first, second = tmp_path / "1.csv", tmp_path / "2.csv"
    assert run("spark-rfm", "--input", tmp_path / "sales.parquet", *asked, "--out", first) == 0
    assert "40 customers." in capsys.readouterr().err
    assert run("rfm", tmp_path / "sales.parquet", *asked, "--out", second) == 0
    assert first.read_text() == second.read_text()
