"""What comes in and goes out."""

import pandas as pd
import pytest

import segmentation as sg
from segmentation.cli.files import bytes_of, check_ending, read, write, write_table


def test_a_path_stays_a_path(tmp_path, capsys):
    """It is read, and what was repaired is said."""
    path = tmp_path / "c.csv"
    write_table(str(path), pd.DataFrame({"a": [1, 2, 3]}))
    assert bytes_of(str(path)) == str(path)
    assert read(str(path)).frame["a"].tolist() == [1, 2, 3]
    write_table("-", pd.DataFrame({"a": [1]}))
    assert capsys.readouterr().out.splitlines() == ["a", "1"]


def test_places_are_checked(tmp_path):
    """Nothing, the standard output and three endings are fine."""
    for out in (None, "-", "a.csv", "b.parquet", "c.XLSX"):
        check_ending(out)
    with pytest.raises(sg.SpecError, match="ends in none of"):
        check_ending("a")
    with pytest.raises(sg.SpecError, match="was not written"):
        write(str(tmp_path / "no" / "a.csv"), b"")
