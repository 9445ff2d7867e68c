"""Tables of a database on the command line: loaded where they are small, else left there."""

import numpy as np
import pandas as pd
import pytest
from warehouses import customers, in_duckdb, in_sqlite, put

import segmentation as sg
from segmentation.cli.program import main
from segmentation.engines.reading import deciding

__all__ = ["put"]

THERE = ["--url", "SHOP", "--table", "customers", "--engine", "database"]
ASKED = ["--features", "a", "b €", "--k", "3"]


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """Write customers into a database once."""
    return in_duckdb(customers(600), tmp_path_factory.mktemp("shop") / "shop.duckdb")


def test_a_large_table_stays_and_the_model_is_that_of_memory(tmp_path, monkeypatch, capsys):
    """By itself from the limit of files on; what was read is said."""
    frame, out = customers(300), tmp_path / "m.json"
    url = in_duckdb(frame, tmp_path / "shop.duckdb")
    monkeypatch.setattr(deciding, "LARGE_ROWS", 300)
    assert main(["fit", "--url", url, "--table", "customers", *ASKED, "--out", str(out)]) == 0
    said = capsys.readouterr().err
    assert "customers stays in its database, as it has 300 rows and 6 columns; a sample" in said
    assert "Of 300 rows 300 drawn evenly were read" in said
    assert "291 customers in 3 segments, silhouette" in said
    spec = sg.SegmentationSpec(features=("a", "b €"), n_clusters=3)
    there = sg.segment(sg.read_table(frame), spec).model
    np.testing.assert_allclose(sg.load_model(out).rule.centers, there.rule.centers, atol=1e-9)


def test_a_small_table_is_loaded(tmp_path, capsys):
    """The model and the labels are those of a file of the same rows."""
    frame = customers(200)
    url, out, labels = in_duckdb(frame, tmp_path / "s"), tmp_path / "m.json", tmp_path / "l.csv"
    query = "SELECT id, a, \"b €\", sex FROM customers WHERE sex = 'f' ORDER BY id"
    written = ["--out", str(out), "--labels-out", str(labels)]
    assert main(["fit", "--url", url, "--query", query, *ASKED, *written]) == 0
    assert "stays in its database" not in capsys.readouterr().err
    kept = frame[frame["sex"] == "f"][["id", "a", "b €", "sex"]]
    kept.to_csv(tmp_path / "kept.csv", index=False)
    assert main(["fit", str(tmp_path / "kept.csv"), *ASKED, "--out", str(tmp_path / "f.json")]) == 0
    both = [sg.load_model(path) for path in (out, tmp_path / "f.json")]
    np.testing.assert_allclose(*(model.rule.centers for model in both), rtol=1e-12)
    assert pd.read_csv(labels)["id"].tolist() == kept["id"].tolist()


def test_scan_of_a_sample(shop, capsys):
    """Scores as CSV, and of whom they are."""
    given = ["scan", "--url", shop, "--table", "customers", "--engine", "database"]
    assert main([*given, "--features", "a", "b €", "--k", "2-4", "--evidence", "criteria"]) == 0
    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == 4
    assert "as --engine database says so; a sample of it is read." in printed.err
    assert "of 600 rows drawn evenly, on the scales of all rows." in printed.err
    given[-1] = "memory"
    assert main([*given, "--features", "a", "b €", "--k", "2-4", "--evidence", "criteria"]) == 0
    assert "stays in its database" not in (loaded := capsys.readouterr()).err
    assert [line[0] for line in loaded.out.splitlines()] == ["k", "2", "3", "4"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "There is no table to read."),
        (["--table", "customers"], "There is no table to read."),
        (["x.csv", "--engine", "database"], "x.csv is a file."),
        (["x.csv", "--url", "SHOP", "--table", "t"], "Both x.csv and --url are given."),
        (["--url", "SHOP"], "The database is given, but no table."),
        (["--url", "SHOP", "--table", "t", "--engine", "local"], "--engine local reads files"),
        (["--url", "SHOP", "--table", "t"], "The database refuses the query: "),
        (["--url", "SHOP", "--query", "hello there"], "Write one SELECT"),
        (["--url", "SHOP", "--query", "DELETE FROM customers"], "Write one SELECT"),
        (["--url", "shop", "--table", "t"], "That is no address of a database."),
        (["--url", "postgresql://u:pw@127.0.0.1:1/x", "--table", "t"], "cannot be reached"),
        (
            [
                "--url",
                "SHOP",
                "--table",
                "customers",
                "--engine",
                "database",
                "--labels-out",
                "l.csv",
            ],
            "customers stays in its database, and so do its labels.",
        ),
        (
            [*THERE, "--rule", "x=a > 1"],
            "customers stays in its database, where segments by rule need no search.",
        ),
    ],
)
def test_what_cannot_be_is_one_line(shop, words, sentence, capsys):
    """And the code 2."""
    assert main(["fit", *(word.replace("SHOP", shop) for word in words)]) == 2
    line = capsys.readouterr().err.splitlines()[-1]
    assert line.startswith("segmentation: ")
    assert sentence in line


def test_a_column_that_changes_its_type_is_one_line(tmp_path, capsys):
    """Its name, and in how many rows."""
    frame = customers(200).astype({"a": object})
    frame.loc[7, "a"] = "much"
    url = in_sqlite(frame, tmp_path / "shop.db", types={"a": "REAL"})
    given = ["fit", "--url", url, "--table", "customers", "--engine", "database", *ASKED]
    assert main(given) == 2
    assert "“a” changes its type: 1 of 200 rows drawn holds something" in capsys.readouterr().err


def test_labels_are_written_there(put, tmp_path, capsys):
    """As score says it, again where it has made them, and only beside the table."""
    frame, out = customers(200), str(tmp_path / "m.json")
    url = put(frame)
    there = ["--url", url, "--table", "customers"]
    assert main(["fit", *there, *ASKED, "--out", out]) == 0
    capsys.readouterr()
    assert main(["score", out, *there, "--out", "view:segments"]) == 0
    said = capsys.readouterr().err
    assert "The view segments holds all rows with their segment." in said
    assert "200 rows. " in said
    assert "6 rows without a segment: a value is missing or cannot be scored" in said
    again = ["score", out, *there, "--out", "table:segments", "--replace", "--quiet"]
    assert main(again) == 0
    assert not capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--out", "labels.csv"], "“labels.csv” is no place in a database."),
        ([], "“-” is no place in a database."),
        (["--out", "table:x", "--column", "a=b"], "--column is for files."),
        (["--out", "table:customers", "--replace"], "cannot take its own place"),
    ],
)
def test_what_cannot_be_written_is_one_line(shop, tmp_path, words, sentence, capsys):
    """And the code 2."""
    out = tmp_path / "m.json"
    table = sg.read_table(customers(100))
    sg.segment(table, sg.SegmentationSpec(features=("a", "b €"), n_clusters=2)).model.save(out)
    assert main(["score", str(out), "--url", shop, "--table", "customers", *words]) == 2
    assert sentence in capsys.readouterr().err.splitlines()[-1]
