"""Files of SPSS, Stata and SAS: codes with names, days, gaps, damaged files."""

import contextlib

import numpy as np
import pandas as pd
import pyreadstat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import segmentation as sg
from segmentation.tables.formats.survey import is_sas, is_spss, is_stata

FRAME = pd.DataFrame(
    {
        "id": [1, 2, 3, 4],
        "sex": [1.0, 2.0, 1.0, np.nan],
        "age": [30.0, 99.0, 41.0, 25.0],
        "spend": [1.5, np.nan, 3.25, 0.0],
        "name": ["Jürgen", "Łucja", "", "Zoë"],
        "day": pd.to_datetime(["2024-01-02", "2024-02-29", "2023-12-31", "2024-05-01"]),
    }
)
NAMES = {"sex": {1: "male", 2: "female"}, "age": {99: "not asked"}}
DAMAGED = "is damaged: it cannot be read as a file of SPSS"


def written(tmp_path, write, ending: str, **more) -> bytes:
    """Return what a writer writes of the frame."""
    path = tmp_path / f"a.{ending}"
    write(FRAME, str(path), **more)
    return path.read_bytes()


@pytest.fixture
def spss(tmp_path):
    """Write a file of SPSS with names of codes."""
    return written(tmp_path, pyreadstat.write_sav, "sav", variable_value_labels=NAMES)


def check(frame: pd.DataFrame) -> None:
    """See that everything but codes is as it was."""
    assert frame["id"].tolist() == [1, 2, 3, 4]
    assert frame["spend"].fillna(-1).tolist() == [1.5, -1, 3.25, 0]
    assert frame["name"].fillna("").tolist() == ["Jürgen", "Łucja", "", "Zoë"]
    assert frame["day"].tolist() == FRAME["day"].tolist()
    assert frame["id"].dtype == np.int64


def test_names_of_codes_become_levels(spss):
    """Where all codes have one; others are said and stay numbers."""
    table = sg.read_table(spss)
    check(table.frame)
    assert table.frame["sex"].fillna("?").tolist() == ["male", "female", "male", "?"]
    assert table.frame["age"].tolist() == [30, 99, 41, 25]
    assert "Codes were replaced by their names in “sex”." in table.report.converted
    (said,) = table.report.warnings
    assert said.startswith(
        "“age” keeps its numbers: only some have a name, such as 99: “not asked”."
    )


def test_a_column_that_is_said_to_be_a_number_keeps_its_codes(spss):
    """An answer from 1 to 5 may be one."""
    options = sg.ReadOptions(kinds=(("sex", "number"),))
    assert sg.read_table(spss, options=options).frame["sex"].fillna(0).tolist() == [1, 2, 1, 0]


def test_the_other_programs(tmp_path):
    """Stata in a new and an old version, SAS, packed SPSS."""
    labels = {"variable_value_labels": {"sex": NAMES["sex"]}}
    stata = sg.read_table(written(tmp_path, pyreadstat.write_dta, "dta", **labels))
    check(stata.frame)
    assert stata.frame["sex"][1] == "female"
    sas = sg.read_table(written(tmp_path, pyreadstat.write_xport, "xpt"))
    check(sas.frame)
    assert sas.report.format == "sas"
    check(sg.read_table(written(tmp_path, pyreadstat.write_sav, "zsav", compress=True)).frame)
    old = FRAME.drop(columns="name").to_stata
    path = tmp_path / "old.dta"
    old(path, version=114, write_index=False)
    assert sg.read_table(path).frame["spend"].fillna(-1).tolist() == [1.5, -1, 3.25, 0]
    port = tmp_path / "a.por"
    pyreadstat.write_por(FRAME[["id", "spend"]].set_axis(["ID", "SPEND"], axis=1), str(port))
    assert sg.read_table(port).frame["ID"].tolist() == [1, 2, 3, 4]


def test_two_codes_of_one_name_stay_apart(tmp_path):
    """The code is written behind it."""
    names = {"sex": {1: "other", 2: "other"}}
    data = written(tmp_path, pyreadstat.write_sav, "sav", variable_value_labels=names)
    assert sg.read_table(data).frame["sex"].tolist()[:2] == ["other (1)", "other (2)"]


def test_no_sentence_where_no_code_has_a_name(tmp_path):
    """A plain file is a plain table."""
    report = sg.read_table(written(tmp_path, pyreadstat.write_sav, "sav")).report
    assert not any("name" in said for said in (*report.converted, *report.warnings))


def test_damaged_ones_are_refused(spss):
    """In a sentence; an encoding that is none, too."""
    with pytest.raises(sg.DataError, match=DAMAGED):
        sg.read_table(spss[:120], "a.sav")
    with pytest.raises(sg.DataError, match="is not a known encoding"):
        sg.read_table(spss, options=sg.ReadOptions(encoding="klingon"))


@pytest.mark.parametrize("data", [b"$FL,n\n1,2\n", b"s\tn\n1\t2\n", b"", b"HEADER,RECORD\n1,2\n"])
def test_tables_that_begin_alike_are_none(data):
    """By their first bytes."""
    assert not any(ask(data) for ask in (is_spss, is_stata, is_sas))


@settings(deadline=None, max_examples=25)
@given(place=st.integers(0, 10**6), noise=st.binary(min_size=1, max_size=4))
def test_bent_files_end_in_a_table_or_a_sentence(tmp_path_factory, place, noise):
    """Wherever bytes are changed; a parser that crashes costs itself only."""
    folder = tmp_path_factory.mktemp("bent")
    data = bytearray(written(folder, pyreadstat.write_sav, "sav", variable_value_labels=NAMES))
    at = place % len(data)
    data[at : at + len(noise)] = noise
    with contextlib.suppress(sg.SegmentationError):
        sg.read_table(bytes(data))
