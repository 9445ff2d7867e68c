"""The command ``rfm``: lines in, customers with their groups out, in the format of the ending."""

import io
import sys
from functools import partial

import pandas as pd
import pytest

import segmentation as sg
from segmentation.cli.program import main
from segmentation.customers.rfm_rules.regrouped import regrouped
from segmentation.customers.rfm_rules.rules import RfmChoice

LINES = "who,day,paid,n,each\n" + "\n".join(
    f"C{i % 7},2025-{1 + i % 6:02d}-{1 + i % 27:02d},{i % 5 + 1},{i % 3 + 1},{i % 4 + 1}"
    for i in range(60)
)
WHO = ["--customer", "who", "--date", "day"]


@pytest.fixture
def lines(tmp_path):
    """Write the lines of sales."""
    path = tmp_path / "sales.csv"
    path.write_text(LINES)
    return str(path)


@pytest.mark.parametrize(
    ("arguments", "settings"),
    [
        (["--amount", "paid"], {"amount": "paid"}),
        (["--quantity", "n", "--price", "each"], {"quantity": "n", "price": "each"}),
        (
            ["--amount", "paid", "--as-of", "2025-05-15", "--order", "n"],
            {"amount": "paid", "as_of": "2025-05-15", "order": "n"},
        ),
        ([], {}),
    ],
)
def test_it_gives_what_the_library_gives(lines, arguments, settings, tmp_path, capsys):
    """For money of any kind, and for none."""
    out = tmp_path / "c.parquet"
    assert main(["rfm", lines, *WHO, *arguments, "--out", str(out)]) == 0
    expected = sg.rfm(sg.read_table(lines), customer="who", date="day", **settings).frame
    pd.testing.assert_frame_equal(pd.read_parquet(out), expected)
    assert ("monetary_value" in expected) == bool(settings)
    said = capsys.readouterr()
    assert said.out == ""
    assert "7 customers. " in said.err
    assert "Recency is counted from" in said.err


@pytest.mark.parametrize(
    ("arguments", "choice"),
    [
        (["--bins", "3"], RfmChoice(bins=3)),
        (
            ["--bins", "4", "--cuts-recency", "30,90", "--cuts-money", "5; 12;20"],
            RfmChoice(bins=4, recency=(30, 90), money=(5, 12, 20)),
        ),
    ],
)
def test_parts_and_cut_points_are_those_of_the_library(lines, arguments, choice, tmp_path, capsys):
    """And what was chosen is said."""
    out = tmp_path / "c.parquet"
    given = ["rfm", lines, *WHO, "--amount", "paid", *arguments, "--out", str(out)]
    assert main(given) == 0
    made = sg.rfm(sg.read_table(lines), customer="who", date="day", amount="paid")
    expected = regrouped(made, choice).frame
    pd.testing.assert_frame_equal(pd.read_parquet(out), expected)
    assert not expected.equals(made.frame)
    assert f"divided into {choice.bins} parts" in capsys.readouterr().err


@pytest.mark.parametrize("ending", ["csv", "parquet", "xlsx"])
def test_the_ending_decides(lines, ending, tmp_path):
    """For customers of sales and for those of a fit."""
    excel = partial(pd.read_excel, engine="openpyxl")
    read = {"csv": pd.read_csv, "parquet": pd.read_parquet, "xlsx": excel}[ending]
    out, labels = tmp_path / f"c.{ending}", tmp_path / f"l.{ending}"
    assert main(["rfm", lines, *WHO, "--amount", "paid", "--out", str(out)]) == 0
    assert read(out)["frequency"].sum() == len(read_lines(lines))
    fit = ["fit", str(out), "--features", "recency_days", "monetary_value", "--k", "2"]
    assert main([*fit, "--out", str(tmp_path / "m.json"), "--labels-out", str(labels)]) == 0
    assert read(labels)["segment"].nunique() == 2


def read_lines(lines):
    """Return each customer's days of purchase."""
    return pd.read_csv(lines)[["who", "day"]].drop_duplicates()


def test_the_standard_output_gets_csv(monkeypatch, capsys):
    """And the standard input is read."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LINES.encode())))
    assert main(["rfm", "-", *WHO]) == 0
    found = pd.read_csv(io.StringIO(capsys.readouterr().out))
    assert found["who"].tolist() == [f"C{i}" for i in range(7)]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([*WHO, "--amount", "money"], "There is no column “money”"),
        ([*WHO, "--quantity", "n"], "There is no line total"),
        (["--customer", "who", "--date", "n"], "“n” holds no dates"),
        ([*WHO, "--as-of", "someday"], "someday"),
        ([*WHO, "--as-of", "1999-01-01"], "no purchase that can be counted"),
        ([*WHO, "--out", "c.txt"], "c.txt ends in none of"),
        ([*WHO, "--bins", "9"], "There are 9 bins. Choose 2 to 5."),
        ([*WHO, "--cuts-recency", "90,30"], "90, 30. Give one to 4 numbers that rise."),
        ([*WHO, "--cuts-recency", "thirty"], "“thirty” is not a list of cut points"),
        ([*WHO, "--cuts-money", "5"], "no money is known"),
        ([*WHO, "--out", "nowhere/c.csv"], "nowhere/c.csv was not written"),
    ],
)
def test_bad_input_is_one_line_and_the_code_two(lines, arguments, sentence, capsys):
    """Without output or traceback."""
    assert main(["rfm", lines, *arguments]) == 2
    said = capsys.readouterr()
    assert sentence in said.err.strip().splitlines()[-1]
    assert said.out == ""
