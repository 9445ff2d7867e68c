"""Numbers, dates and codes of files that people really have, read to the last cell."""

from pathlib import Path

import pandas as pd
import pytest

from segmentation.tables.parsing import parse
from segmentation.tables.table import ReadOptions

CASES = Path(__file__).parent / "data" / "reading"


def case(name):
    """Read a file of the cases."""
    return parse((CASES / f"{name}.csv").read_bytes(), ReadOptions(), name)


def column(name, *cells, header="id"):
    """Read a file of two columns; return the second and what is said of it."""
    lines = [f'{header},"{name}"', *(f'A{i},"{cell}"' for i, cell in enumerate(cells))]
    frame, report = parse("\n".join(lines).encode(), ReadOptions(), "the file")
    return frame[name], (*report.converted, *report.warnings)


@pytest.mark.parametrize(
    ("file", "name", "values", "said"),
    [
        ("phones_plus", "phone", ["+4917155512", "+4917255513", "+4917355514"], ""),
        ("sku_exponent", "sku", ["10234", "10E35", "10299", "10300"], ""),
        ("namibia", "country", ["NA", "DE", "ZA", "NA"], "“NA” is kept as a code"),
        ("comma_csv_german_thousands", "n", [1.0, 2.5, 12.0], "taken as 1, not as 1,000"),
        ("semicolon_latitude", "lat", [48.137, 52.52, 50.938], "48.137, not as 48,137"),
    ],
)
def test_codes_and_numbers(file, name, values, said):
    """What could be read otherwise is said."""
    frame, report = case(file)
    assert frame[name].tolist() == values
    assert said in " ".join((*report.converted, *report.warnings))


@pytest.mark.parametrize(
    ("file", "name", "values", "said"),
    [
        ("utc_suffix", "t", ["2024-02-14 01:30", "2024-03-15 01:30"], "times in UTC"),
        ("offset_colon_takes_over", "t", ["2024-02-14 01:30"], "without the offset"),
        ("mixed_date_widths", "d", ["2024-02-14 10:05", "2024-03-05 09:15"], "month first"),
        ("month_year", "monat", ["2020-08-01", "2020-09-01"], "the first day of the month"),
    ],
)
def test_dates(file, name, values, said):
    """Every row is a date, and how it was read is said."""
    frame, report = case(file)
    assert frame[name].notna().all()
    assert frame[name].tolist()[: len(values)] == [pd.Timestamp(value) for value in values]
    assert said in " ".join(report.converted)


def test_the_null_of_databases():
    """A backslash and an N is no value, in numbers and in dates."""
    frame, _ = case("null_N")
    assert frame["visits"].isna().sum() == 4
    assert frame["visits"].dtype == "float64"
    assert pd.api.types.is_datetime64_any_dtype(frame["last_order"].dtype)
    assert frame["last_order"].isna().tolist() == frame["visits"].isna().tolist()


@pytest.mark.parametrize("word", ["k.A.", "s/d", "n.c.", "b.d.", "н/д", "不明", "unknown", "—"])
def test_words_for_missing_stand_out(word):
    """Among numbers and dates; the word is named, and no value is lost."""
    values, said = column("visits", "5", word, "12", "7")
    assert [None if pd.isna(value) else value for value in values] == [5, None, 12, 7]
    assert f"“{word}” stands for a missing value" in " ".join(said)
    days, _ = column("day", "2024-02-14", word, "2024-03-01")
    assert days.isna().tolist() == [False, True, False]


def test_a_word_among_words_is_none():
    """Unknown is an answer where the others are answers; one number beside it is no column."""
    assert column("status", "single", "unknown", "married")[0].tolist()[1] == "unknown"
    assert column("x", "unknown", "5", "unknown")[0].tolist() == ["unknown", "5", "unknown"]
    assert column("x", "unknown", "unknown")[0].tolist() == ["unknown", "unknown"]


def test_two_currencies_are_not_added():
    """The column stays text, and both are counted; one currency in two ways is one."""
    values, said = column("total", "€5.00", "$7.00", "€9.50")
    assert values.tolist() == ["€5.00", "$7.00", "€9.50"]
    assert said == (
        "“total” stays text: it holds amounts in € (2) and $ (1), which do not add up.",
    )
    assert column("total", "€5.00", "7.00 EUR", "EUR 9.50")[0].tolist() == [5.0, 7.0, 9.5]


def test_a_column_of_currencies_beside_amounts():
    """Amounts in them are not to be added either, and that is said."""
    text = "id,total,currency\nA,5.50,EUR\nB,7.25,USD\nC,9.75,EUR\n"
    frame, report = parse(text.encode(), ReadOptions(), "the file")
    assert frame["total"].tolist() == [5.5, 7.25, 9.75]
    assert report.warnings == (
        "“currency” names several currencies (EUR, USD): amounts in them do not add up.",
    )
    assert parse(text.replace("USD", "EUR").encode(), ReadOptions(), "x")[1].warnings == ()


def test_money_in_thousands():
    """Three digits behind a mark are no cents, whatever the file's decimal mark."""
    assert column("total", "€1.234", "€12")[0].tolist() == [1234, 12]
    assert column("total", "Rp5.859", "Rp725")[0].tolist() == [5859, 725]


def test_what_settles_a_mark_ends_the_doubt():
    """Beside a column with two decimals nothing can be read in two ways."""
    text = "id,n,price\nA,1.000,2.50\nB,2.500,3.25\n"
    frame, report = parse(text.encode(), ReadOptions(), "the file")
    assert frame["n"].tolist() == [1.0, 2.5]
    assert report.warnings == ()


def test_mixed_marks_where_each_tells_its_own():
    """And a doubt keeps the column a text."""
    values, said = column("x", "1.234,56", "1234.56", "7")
    assert values.tolist() == [1234.56, 1234.56, 7.0]
    assert "each was read by its marks" in said[-1]
    values, said = column("x", "1.234,56", "1.234", "7.5")
    assert values.tolist() == ["1.234,56", "1.234", "7.5"]
    assert "stays text: row" in said[0]


def test_degrees_are_no_thousands():
    """By the name of the column and the size of its values."""
    text = "id;{}\nA;48.137\nB;52.520\n"
    for name, first in (("Breitengrad", 48.137), ("geo_lon", 48.137), ("turnover", 48137)):
        frame, report = parse(text.format(name).encode(), ReadOptions(), "the file")
        assert frame[name].tolist()[0] == first
        assert "can be read in two ways" in report.warnings[0]
    text = text.replace("48.137", "480.137").format("lat")
    assert parse(text.encode(), ReadOptions(), "the file")[0]["lat"].tolist()[0] == 480137
