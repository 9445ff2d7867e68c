"""Tables that Spark reads: what they are made of, and which do not fit together."""

import pandas as pd
import pytest

import segmentation as sg
from segmentation.engines.spark.reading import draw, open_table


def written(folder, **frames):
    """Write parts."""
    folder.mkdir()
    for name, frame in frames.items():
        frame.to_parquet(folder / f"{name}.parquet", index=False)
    return str(folder)


def test_parts_of_whole_numbers_and_of_decimals_are_one_table(spark, tmp_path):
    """The column holds decimals; names are a table's."""
    first, second = pd.DataFrame({" a": [1, 2]}), pd.DataFrame({" a": [0.5]})
    table = open_table(spark, written(tmp_path / "t", a=first, b=second))
    assert table.n_rows == 3
    sample = draw(table)
    assert sorted(sample.table.frame["a"]) == [0.5, 1.0, 2.0]
    assert sample.is_whole


def test_parts_that_do_not_fit_are_named(spark, tmp_path):
    """By the code of tables in pieces."""
    first = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})
    folder = written(tmp_path / "t", a=first, b=first.drop(columns="b"))
    with pytest.raises(sg.DataError, match=r"b\.parquet has no column “b”"):
        open_table(spark, folder)
    folder = written(tmp_path / "u", a=first, b=first.assign(a=["p", "q"]))
    with pytest.raises(sg.DataError, match=r"“a” is (large_)?string in b\.parquet and int64"):
        open_table(spark, folder)
    (tmp_path / "v").mkdir()
    (tmp_path / "v" / "a.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(sg.DataError, match=r"a\.parquet cannot be read as Parquet"):
        open_table(spark, str(tmp_path / "v"))


def test_what_is_not_there_or_empty(spark, tmp_path):
    """Each in a sentence."""
    with pytest.raises(sg.DataError, match="Spark finds no nothing"):
        open_table(spark, "nothing")
    with pytest.raises(sg.DataError, match=r"Spark finds no gone\.parquet"):
        open_table(spark, str(tmp_path / "gone.parquet"))
    spark.createDataFrame([], "x int").createOrReplaceTempView("empty")
    with pytest.raises(sg.DataError, match="empty has no rows"):
        open_table(spark, "empty")


def test_a_table_and_a_text(spark, tmp_path):
    """Decimals become numbers; the fingerprint is of the cells, in whatever order."""
    made = "SELECT CAST(id AS DECIMAL(9, 2)) AS x, id > 1 AS f FROM range(4)"
    spark.sql(f"CREATE OR REPLACE TEMP VIEW v AS {made}")
    spark.sql("CREATE OR REPLACE TEMP VIEW w AS SELECT * FROM v ORDER BY x DESC")
    table, turned = open_table(spark, "v"), open_table(spark, "w")
    assert table.fingerprint == turned.fingerprint
    assert dict(table.frame.dtypes)["x"] == "double"
    (tmp_path / "t.csv").write_text("a,b\n1,x\n2,y\n")
    assert open_table(spark, str(tmp_path / "t.csv")).n_rows == 2
