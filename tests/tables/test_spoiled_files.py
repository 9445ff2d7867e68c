"""Every kind of spoiled file is read exactly; the benchmark spoils far more rows."""

from itertools import islice

import pytest
from bench_reading import exact, ours
from pollution import odd_names, spoiled_rows, whole_files

import segmentation as sg

FILES = [*whole_files(), *odd_names(), *islice(spoiled_rows(), 0, None, 23)]


@pytest.mark.parametrize("wanted", FILES, ids=lambda wanted: wanted.name)
def test_a_spoiled_file_is_read_exactly(wanted):
    """Rows, names and every cell outside of the damaged row."""
    assert exact(ours(wanted.data), wanted)


def test_what_was_wrong_is_counted():
    """A repair that nobody hears of would be a guess."""
    for wanted in islice(spoiled_rows(), 0, 120, 7):
        report = sg.read_table(wanted.data).report
        assert report.repaired, wanted.name


def test_what_is_not_the_table_is_named_by_its_line():
    """Titles above, totals and notes below, comments, repeated names."""
    files = {wanted.name: wanted for wanted in whole_files()}
    skipped = {
        name: [(s.line, s.reason) for s in sg.read_table(files[name].data).report.skipped]
        for name in files
    }
    assert skipped["preamble: three lines and a gap"] == [
        (1, "it stands above the column names"),
        (2, "it stands above the column names"),
        (3, "it stands above the column names"),
    ]
    assert skipped["footer: a total"] == [(82, "it stands below the table")]
    assert [line for line, _ in skipped["footer: a gap and two lines"]] == [83, 84]
    assert skipped["preamble: comments"] == [(1, "it is a comment"), (2, "it is a comment")]
    assert skipped["header: on every page"][0] == (22, "it repeats the column names")
    assert skipped["tables: a second one below"][0][1] == "another table begins above it"
    assert skipped["quote: all"] == []
