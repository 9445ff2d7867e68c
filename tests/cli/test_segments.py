"""Segments by rule on the command line, and the ending of the customers' file."""

from dataclasses import replace
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
    assert "Nobody is in “Nobody”, so it was left out." in said
    assert "choose others with --features" not in said
    assert sg.load_model(model).names == ("Everyone else", "Young")
    assert pd.read_csv(labels)["name"].value_counts()["Young"] == 55


INCOME = "Annual Income (k$)"


def test_scales_and_weights_are_those_of_the_library(tmp_path):
    """Of chosen columns, and in place of those of the proposal."""
    out = str(tmp_path / "m.json")
    own = ["--scale", f"{INCOME}=log", "--weight", "Age=2"]
    assert main(["fit", MALL, "--features", INCOME, "Age", *own, "--k", "3", "--out", out]) == 0
    spec = sg.SegmentationSpec(
        features=(INCOME, "Age"), transforms={INCOME: "log"}, weights={"Age": 2.0}, n_clusters=3
    )
    frame = pd.read_csv(MALL)
    wanted = sg.segment(sg.read_table(MALL), spec).model.score(frame)
    pd.testing.assert_frame_equal(sg.load_model(out).score(frame), wanted)
    plain = sg.segment(
        sg.read_table(MALL), sg.SegmentationSpec(features=(INCOME, "Age"), n_clusters=3)
    )
    assert (plain.model.score(frame)["segment"] != wanted["segment"]).any()


def test_a_proposed_scale_can_be_taken_back(tmp_path, capsys):
    """The rest of the proposal stays."""
    accounts = str(Path(MALL).parent / "b2b_accounts.csv")
    spec = sg.propose_spec(sg.read_table(accounts))
    column, _ = spec.transforms[0]
    out = str(tmp_path / "m.json")
    given = [
        "fit",
        accounts,
        "--scale",
        f"{column}=none",
        "--weight",
        f"{column}=0.5",
        "--out",
        out,
    ]
    assert main([*given, "--k", "3"]) == 0
    made = sg.load_model(out)
    kept = tuple(pair for pair in spec.transforms if pair[0] != column)
    again = sg.segment(
        sg.read_table(accounts),
        replace(spec, transforms=kept, weights={column: 0.5}, n_clusters=3),
    ).model
    frame = sg.read_table(accounts).frame
    pd.testing.assert_frame_equal(made.score(frame), again.score(frame))
    assert "By " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["fit", MALL, "--features", "Age", "--scale", "Height=log"], "names none of the columns"),
        (["fit", MALL, "--features", "Age", "--scale", "Age"], "names none of the columns"),
        (["fit", MALL, "--features", "Age", "--scale", "Age=cube"], "a transform is “cube”"),
        (["fit", MALL, "--features", "Age", "--weight", "Age=much"], "“Age” is “much”"),
        (["fit", MALL, "--features", "Age", "--weight", "Age=-1"], "weight"),
        (["fit", MALL, "--rule", "Age < 30"], "“Age < 30” is not a segment"),
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


def test_a_csv_runs_nothing_in_a_spreadsheet_unless_it_is_raw(tmp_path):
    """Texts that begin like a formula get an apostrophe; --raw leaves them."""
    file, labels = tmp_path / "c.csv", tmp_path / "l.csv"
    pd.DataFrame({"name": ["=1+1", "@x", "+4930", "Ann"] * 5, "spend": range(20)}).to_csv(
        file, index=False
    )
    fit = ["fit", str(file), "--features", "spend", "--k", "2", "--out", str(tmp_path / "m.json")]
    assert main([*fit, "--labels-out", str(labels)]) == 0
    assert set(pd.read_csv(labels, dtype=str)["name"]) == {"'=1+1", "'@x", "+4930", "Ann"}
    assert main([*fit, "--labels-out", str(labels), "--raw"]) == 0
    assert set(pd.read_csv(labels, dtype=str)["name"]) == {"=1+1", "@x", "+4930", "Ann"}
