"""Scores that Spark's workers give are the model's own; work that fails leaves no file."""

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.engines.spark import labelling
from segmentation.engines.spark.labelling import score_table, scored
from segmentation.engines.spark.reading import open_table
from segmentation.engines.spark.writing import check_place, write
from segmentation.models.scoring import SCORE_COLUMNS


@pytest.fixture(scope="module")
def model():
    """Find segments by everything that scoring can hold."""
    spec = sg.SegmentationSpec(
        features=("each", "visits", "kind"),
        n_clusters=4,
        transforms={"each": "yeo_johnson"},
        formulas={"each": "spend / visits"},
        missing="drop",
    )
    return sg.segment(sg.read_table(later(600)), spec).model


def later(n):
    """Make customers, some of whom cannot be scored."""
    random = np.random.default_rng(n)
    frame = pd.DataFrame(
        {
            "spend": random.lognormal(3, 1, n),
            "visits": random.integers(0, 9, n).astype(float),
            "kind": random.choice(["a", "b", "c"], n),
            "name": [f"N{at}" for at in range(n)],
        }
    )
    frame.loc[::37, "visits"] = np.nan
    frame.loc[1::41, "kind"] = None
    frame.loc[2::91, "spend"] = 1e308
    return frame


def test_scores_are_those_of_the_model_to_the_last_bit(spark, model, tmp_path):
    """In nine partitions, some of them empty, with the counts of what was written."""
    frame, out = later(2_000), tmp_path / "o.parquet"
    frame.to_parquet(tmp_path / "t.parquet", index=False)
    table = open_table(spark, str(tmp_path / "t.parquet"))
    table = replace(table, frame=table.frame.repartition(8, "kind"))
    tally = score_table(table, model, str(out))
    written = pd.read_parquet(out).sort_values("spend", kind="stable", ignore_index=True)
    frame = frame.sort_values("spend", kind="stable", ignore_index=True)
    there = model.score(frame)
    titles = {name: "name_2" if name == "name" else name for name in SCORE_COLUMNS}
    order = np.argsort(written["name"]), np.argsort(frame["name"])
    for name, title in titles.items():
        ours, theirs = written[title].iloc[order[0]], there[name].iloc[order[1]]
        assert ours.isna().tolist() == theirs.isna().tolist()
        assert ours.dropna().tolist() == theirs.dropna().tolist()
    assert tally.n_rows == 2_000
    assert tally.n_unscored == int(there["reason"].notna().sum())
    assert dict(tally.segments) == there["name"].value_counts().to_dict()


def test_a_worker_that_is_killed_leaves_what_was_there(spark, model, tmp_path, monkeypatch):
    """One sentence, and the file of the day before."""
    frame, out = later(50), tmp_path / "o.parquet"
    frame.to_parquet(tmp_path / "t.parquet", index=False)
    table = open_table(spark, str(tmp_path / "t.parquet"))
    write(table.frame, str(out), "t.parquet")

    mapped = labelling._mapped

    def killed(table, piece_of):
        def piece(batch):
            if batch.num_rows:
                os.kill(os.getpid(), signal.SIGKILL)
            return piece_of(batch)

        return mapped(table, piece)

    monkeypatch.setattr(labelling, "_mapped", killed)
    with pytest.raises(sg.DataError, match=r"A worker of Spark has ended while t\.parquet"):
        score_table(table, model, str(out))
    assert pd.read_parquet(out).columns.tolist() == frame.columns.tolist()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["o.parquet", "t.parquet"]


class Unreachable:
    """A frame of a Spark that is gone."""

    @property
    def write(self):
        """Refuse to be written."""
        raise ConnectionError("refused")


def test_what_was_moved_aside_by_a_killed_run_is_brought_back(tmp_path):
    """Though the next run fails too; what lies aside beside a file that is there goes."""
    out, gone = tmp_path / "o.parquet", subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    before = tmp_path / f".o.parquet.before.{gone.pid}"
    before.mkdir()
    (before / "part").write_bytes(b"before")
    for _ in range(2):
        with pytest.raises(sg.DataError):
            write(Unreachable(), str(out), "t.parquet")
        assert (out / "part").read_bytes() == b"before"
        assert [path.name for path in tmp_path.iterdir()] == ["o.parquet"]
        before.mkdir()


def test_a_column_that_is_missing_is_said_before_any_work(spark, model, tmp_path):
    """In the words of scoring in memory."""
    later(9).drop(columns="kind").to_parquet(tmp_path / "t.parquet", index=False)
    table = open_table(spark, str(tmp_path / "t.parquet"))
    with pytest.raises(sg.ModelError, match="kind"):
        scored(table, model)
    with pytest.raises(sg.SpecError, match="no column “sort”"):
        scored(table, model, {"kind": "sort"})


def test_a_table_takes_the_place_of_another_when_it_is_complete(spark, tmp_path):
    """And a place that cannot be is refused before."""
    first = spark.createDataFrame([(1,), (2,)], "x int")
    assert write(first, "scores", "x").count() == 2
    assert write(first.limit(1), "scores", "x").count() == 1
    there = [each["tableName"] for each in spark.sql("SHOW TABLES").collect()]
    assert [name for name in there if name.startswith("scores")] == ["scores"]
    with pytest.raises(sg.SpecError, match="would be gone when this command ends"):
        check_place("scores", spark)
    with pytest.raises(sg.SpecError, match=r"o\.csv is no place"):
        check_place("o.csv")
    with pytest.raises(sg.SpecError, match="There is no folder missing"):
        check_place(str(tmp_path / "missing" / "o.parquet"))


def test_a_part_that_is_damaged_in_the_middle_is_named(spark, model, tmp_path):
    """Its footer is whole, its pages are not."""
    folder = tmp_path / "parts"
    folder.mkdir()
    for at in range(2):
        later(3_000).to_parquet(folder / f"{at}.parquet", index=False)
    damaged = folder / "1.parquet"
    raw = bytearray(damaged.read_bytes())
    raw[100 : len(raw) // 2] = bytes(len(raw) // 2 - 100)
    damaged.write_bytes(raw)
    table = open_table(spark, str(folder))
    with pytest.raises(sg.DataError, match=r"1\.parquet cannot be read to its end"):
        score_table(table, model, str(tmp_path / "o.parquet"))
    assert [path.name for path in tmp_path.iterdir()] == ["parts"]
    shutil.rmtree(folder)
