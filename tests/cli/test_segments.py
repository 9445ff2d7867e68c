"""Segments by rule on the command line, and the ending of the customers' file."""

from pathlib import Path

import pandas as pd
import pytest

import segmentation as sg
from segmentation.cli.program import main

MALL = str(Path(__file__).parents[2] / "data" / "mall_customers.csv")


def test_rules_are_segments(tmp_path, capsys):
    """By rule, without a verdict; a rule that holds for nobody is said."""
    model, labels = tmp_path / "m.json", tmp_path / "l.csv"
    rules = ["--rule", "Young=Age < 30", "--rule", "Nobody=Age > 200"]
    assert main(["fit", MALL, *rules, "--out", str(model), "--labels-out", str(labels)]) == 0
    said = capsys.readouterr().err
    assert "Segments by rule." in said
    assert "Nobody is in “Nobody”: it was left away." in said
    assert "choose others with --features" not in said
    assert sg.load_model(model).names == ("Everyone else", "Young")
    assert pd.read_csv(labels)["name"].value_counts()["Young"] == 55


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["fit", MALL, "--rule", "Age < 30"], "“Age < 30” is no segment"),
        (["fit", MALL, "--rule", "A=Height > 3"], "There is no column “Height”"),
        (["fit", MALL, "--algorithm", "rules"], "There is no rule"),
        (["scan", MALL, "--rule", "A=Age > 30"], "no number to choose"),
        (["fit", MALL, "--labels-out", "l.txt"], "l.txt ends in none of"),
    ],
)
def test_what_cannot_be_done_is_one_line(arguments, sentence, capsys):
    """With the code 2."""
    assert main(arguments) == 2
    assert sentence in capsys.readouterr().err.strip().splitlines()[-1]
