"""Columns under other names, and numbers in a file with an odd cell."""

import pandas as pd
import pytest
from made_models import category, number, rule

import segmentation as sg
from segmentation.models.column_matching import matched_frame, propose_columns
from segmentation.models.scoring import score

MADE = rule([number("Age"), category("Gender", ["f", "m"])], [[0.0] * 3])


@pytest.mark.parametrize(
    ("wanted", "found", "proposed"),
    [
        (["Age"], ["Age", "age"], {"Age": "Age"}),
        (["Age"], ["AGE"], {"Age": "AGE"}),
        (["Annual Income (k$)"], ["annual_income"], {"Annual Income (k$)": "annual_income"}),
        (["Annual Income (k$)"], ["IncomeAnnual"], {"Annual Income (k$)": "IncomeAnnual"}),
        (
            ["Spending Score (1-100)"],
            ["Spending Scores"],
            {"Spending Score (1-100)": "Spending Scores"},
        ),
        (["Annual Income (k$)"], ["income"], {"Annual Income (k$)": "income"}),
        (["Age"], ["Wage bill", "City"], {}),
        (["a b", "b a"], ["b_a"], {"a b": "b_a"}),
        (["Age", "age"], ["age"], {"age": "age"}),
        (["()"], ["(x)"], {}),
        ([], ["x"], {}),
    ],
)
def test_names_that_mean_the_same(wanted, found, proposed):
    """Each column of the file stands for one."""
    assert propose_columns(wanted, found) == proposed


def test_a_column_under_another_name_is_taken():
    """And the rest of the file is left out."""
    frame = pd.DataFrame({"years": [30], "Gender": ["f"], "City": ["Oslo"]})
    found = matched_frame(MADE, frame, {"Age": "years"})
    assert found.to_dict("list") == {"Age": [30], "Gender": ["f"]}


def test_a_mapping_may_swap_names():
    """The model's own name may be another column of the file."""
    frame = pd.DataFrame({"Age": [1], "years": [30], "Gender": ["f"]})
    assert matched_frame(MADE, frame, {"Age": "years"})["Age"].tolist() == [30]


@pytest.mark.parametrize(
    ("column_names", "sentence"),
    [
        ({"Height": "years"}, "“Height” is not a column of this model. It needs Age, Gender"),
        ({"Age": "nothing"}, "no column “nothing” in the file"),
    ],
)
def test_a_mapping_of_what_is_not_there_is_said(column_names, sentence):
    """A mapping with a column that the model or the file lacks is refused and names it."""
    with pytest.raises(sg.SpecError, match=sentence):
        matched_frame(MADE, pd.DataFrame({"years": [30]}), column_names)


def test_one_odd_cell_does_not_cost_the_other_numbers():
    """The column stays text in the table; decimal commas are read as its file writes them."""
    table = sg.read_table(b"id;Age;Gender\n1;12,5;f\n2;abc;f\n3;3;m\n4;;m\n")
    assert table.frame["Age"].dtype == "str"
    found = score(MADE, matched_frame(MADE, table.frame))
    assert found["reason"].fillna("").tolist() == [
        "",
        "“Age” is not a number: “abc”",
        "",
        "no value for Age",
    ]
    assert found["distance"][0] > 12.5


def test_a_missing_column_is_left_to_the_rule():
    """A column without a match is no error here: the rule names it in its own sentence."""
    found = matched_frame(MADE, pd.DataFrame({"Gender": ["f"]}))
    assert list(found.columns) == ["Gender"]
