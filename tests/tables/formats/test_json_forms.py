"""All forms in which pandas writes a frame as JSON give the frame back."""

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import segmentation as sg
from segmentation.tables.formats.json_forms import form_of

DATA = Path(__file__).parents[1] / "data" / "reading"
FRAME = pd.DataFrame({"id": ["A", "B", "C"], "n": [1, 2, 3], "paid": [1.5, None, 2.5]})
ORIENTS = ("records", "columns", "index", "split", "table")


@pytest.mark.parametrize("orient", ORIENTS)
@pytest.mark.parametrize("rows", [[0, 1, 2], [2, 0], [1]])
def test_each_form_of_pandas(orient, rows):
    """Whatever rows there are, and what their index is."""
    wanted = FRAME.iloc[rows]
    table = sg.read_table(wanted.to_json(orient=orient).encode())
    assert table.frame[["id", "n"]].to_dict("list") == wanted[["id", "n"]].to_dict("list")
    assert table.frame["paid"].fillna(0).tolist() == wanted["paid"].fillna(0).tolist()


def test_the_file_of_the_case():
    """Two customers, not one row of four columns."""
    table = sg.read_table(DATA / "pandas_columns.json")
    assert table.frame.to_dict("list") == {"id": ["A", "B"], "n": [1, 2]}
    assert table.report.warnings == ()


def test_bare_cells_and_lists():
    """Names are made where there are none, and taken where the first row alone is words."""
    bare = sg.read_table(FRAME.to_json(orient="values").encode())
    assert list(bare.frame.columns) == ["column_1", "column_2", "column_3"]
    named = sg.read_table(b'[["id", "n"], ["A", 1], ["B", 2]]')
    assert named.frame.to_dict("list") == {"id": ["A", "B"], "n": [1, 2]}
    lists = sg.read_table(json.dumps(FRAME[["id", "n"]].to_dict("list")).encode())
    assert lists.frame.to_dict("list") == FRAME[["id", "n"]].to_dict("list")


def test_names_of_rows_are_kept():
    """An index that only counts is not."""
    frame = FRAME[["n"]].set_axis(["Ann", "Bo", "Cy"])
    for orient in ("columns", "index", "split"):
        table = sg.read_table(frame.to_json(orient=orient).encode())
        assert table.frame.to_dict("list") == {"index": ["Ann", "Bo", "Cy"], "n": [1, 2, 3]}


def test_two_readings_are_said():
    """Where names and cells fit both, it is read by the longer side and said."""
    table = sg.read_table(b'{"a": {"x": 1, "y": 2, "z": 3}, "b": {"x": 4, "y": 5, "z": 6}}')
    assert table.frame["a"].tolist() == [1, 2, 3]
    assert any("by columns or by rows; it was read as" in said for said in table.report.warnings)


def test_several_lists_are_a_choice():
    """The larger one is read when the first is small."""
    few, many = [{"a": 1}, {"a": 2}], [{"b": n, "c": n} for n in range(50)]
    data = json.dumps({"made": 5, "few": few, "many": many}).encode()
    report = sg.read_table(data).report
    assert (report.sheet, report.sheets, report.part) == ("many", ("few", "many"), "table")
    assert report.warnings == ("Read from the table “many”, one of 2; not read: “few”.",)
    table = sg.read_table(data, options=sg.ReadOptions(sheet="few"))
    assert table.frame["a"].tolist() == [1, 2]
    assert table.report.warnings == ()
    with pytest.raises(sg.DataError, match="has no table “none”"):
        sg.read_table(data, options=sg.ReadOptions(sheet="none"))


@pytest.mark.parametrize(
    "document",
    [{"customer": {"id": 1}, "address": {"city": "Bonn"}}, {"a": 1, "b": [1, 2]}, {"a": {"b": 1}}],
)
def test_one_object_stays_one_record(document):
    """Objects inside of it are no rows."""
    assert form_of(document).tables[""] == [document]


def test_other_encodings():
    """UTF-16 by its mark, others by what the user says."""
    text = '[{"имя": "Пётр", "n": 1}, {"имя": "Юлия", "n": 2}]'
    option = sg.ReadOptions(encoding="cp1251")
    assert sg.read_table(text.encode("cp1251"), options=option).frame["имя"][0] == "Пётр"


NAMES = st.sampled_from(["id", "n", "paid", "city", "0", "größe"])


@settings(deadline=None, max_examples=60)
@given(st.lists(NAMES, min_size=2, max_size=4, unique=True), st.integers(2, 9), st.data())
def test_any_frame_by_columns_and_split(names, n_rows, data):
    """Columns of one kind each, names that may be numbers."""
    columns = {
        name: data.draw(
            st.lists(st.integers(0, 99), min_size=n_rows, max_size=n_rows)
            if at % 2
            else st.lists(st.sampled_from("abc"), min_size=n_rows, max_size=n_rows)
        )
        for at, name in enumerate(names)
    }
    frame = pd.DataFrame(columns)
    for orient in ("columns", "split", "records", "index"):
        (rows,) = form_of(json.loads(frame.to_json(orient=orient))).tables.values()
        assert pd.DataFrame(rows)[names].to_dict("list") == columns


@given(
    st.recursive(
        st.one_of(st.none(), st.integers(), st.text(max_size=3)),
        lambda inner: st.one_of(
            st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=3), inner, max_size=4)
        ),
        max_leaves=20,
    )
)
def test_any_document_ends_in_tables_or_none(document):
    """Never in an error."""
    form = form_of(document)
    assert form is None or all(form.tables.values())
