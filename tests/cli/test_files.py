"""What comes in and goes out."""

import pandas as pd
import pytest

import segmentation as sg
from segmentation.cli.files import bytes_of, check_ending, read, write, write_table
from segmentation.cli.program import main


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


@pytest.fixture
def cyrillic(tmp_path):
    """Write customers in KOI8-R, whose names come out otherwise when they are guessed wrongly."""
    rows = "\n".join(f"К{at},{at % 7 + 1},2024-01-{at % 28 + 1:02d}" for at in range(40))
    path = tmp_path / "customers.csv"
    path.write_bytes(f"имя,сумма,день\n{rows}\n".encode("koi8-r"))
    return str(path)


def test_every_command_that_reads_a_file_takes_its_encoding(cyrillic, tmp_path, capsys):
    """The word of the user goes before the guess; without it the guess is said."""
    model, out = str(tmp_path / "model.json"), str(tmp_path / "out.csv")
    said = ["--encoding", "koi8-r"]
    sum_ = ["--features", "сумма", "--k", "2"]
    assert main(["fit", cyrillic, *sum_, "--out", model, *said]) == 0
    assert main(["scan", cyrillic, "--features", "сумма", "--k", "2-3", *said]) == 0
    assert main(["score", model, cyrillic, "--out", out, *said]) == 0
    assert "К0" in pd.read_csv(out)["имя"].tolist()
    columns = ["--customer", "имя", "--date", "день", "--amount", "сумма"]
    assert main(["rfm", cyrillic, *columns, *said]) == 0
    assert "letters were read as" not in capsys.readouterr().err
    assert main(["rfm", cyrillic, *columns, "--encoding", "klingon"]) == 2
    assert "is not a known encoding" in capsys.readouterr().err
    read(cyrillic)
    assert "letters were read as KOI8-R" in capsys.readouterr().err
