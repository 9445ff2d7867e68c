"""Customers of sales that are read in pieces are those of sales in memory, cell by cell."""

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.customers.rfm import customers_from
from segmentation.customers.transactions import SaleColumns
from segmentation.engines.reading.source import open_source
from segmentation.engines.sales import NOT_DONE, customers_of_sales

MEMORY = 500_000_000
NAMES = {"customer": "who", "date": "day", "order": "bill"}


def lines(n, seed=3):
    """Make lines with returns, gifts, gaps everywhere, several lines an order, and ties."""
    draw = np.random.default_rng(seed)
    amount = draw.integers(-20, 200, n) / 4
    amount[draw.random(n) < 0.02] = 0.0
    minutes = draw.integers(0, 60 * 24 * 400, n)
    frame = pd.DataFrame(
        {
            "who": draw.integers(0, n // 10 + 2, n).astype(float),
            "day": pd.Timestamp("2023-01-01") + pd.to_timedelta(minutes, "min"),
            "bill": pd.array(draw.integers(0, n // 2 + 2, n).astype(str), dtype="str"),
            "paid": amount,
            "pieces": draw.integers(1, 9, n),
        }
    )
    for column, share in (("who", 0.03), ("day", 0.02), ("bill", 0.02), ("paid", 0.02)):
        frame.loc[draw.random(n) < share, column] = None
    return frame


def both(frame, folder, parts=3, as_of=None, **columns):
    """Make customers in memory and from a folder of parts."""
    folder = folder / "sales"
    folder.mkdir()
    size = -(-len(frame) // parts)
    for at in range(parts):
        frame.iloc[at * size : (at + 1) * size].to_parquet(folder / f"{at}.parquet", index=False)
    columns = SaleColumns(**columns)
    table = sg.read_table(frame, "sales")
    made = customers_of_sales(open_source(folder), columns, folder, as_of=as_of, memory=MEMORY)
    return customers_from(table, columns, as_of=as_of), made


def test_two_hundred_thousand_lines_cell_by_cell(tmp_path):
    """With orders that span days, returns, gifts and gaps."""
    first, second = both(lines(200_000), tmp_path, amount="paid", **NAMES)
    exact = [name for name, kind in first.frame.dtypes.items() if kind != np.float64]
    pd.testing.assert_frame_equal(first.frame[exact], second.frame[exact])
    pd.testing.assert_frame_equal(first.frame, second.frame, rtol=1e-12, atol=1e-9)
    assert NOT_DONE in second.report.converted
    counted = [text for text in first.report.converted if not text.startswith("Identical")]
    assert set(counted) <= set(second.report.converted)


@pytest.mark.parametrize(
    "columns",
    [
        {"customer": "who", "date": "day", "amount": "paid"},
        {"customer": "who", "date": "day", "quantity": "pieces", "price": "paid"},
        {"customer": "who", "date": "day", "order": "bill"},
        {"customer": "who", "date": "day", "amount": "paid", "returns": "drop", "free": "drop"},
    ],
)
@pytest.mark.parametrize("as_of", [None, "2023-09-01"])
@pytest.mark.parametrize("n", [12, 3000])
def test_every_choice_and_few_lines(columns, as_of, n, tmp_path):
    """Days as orders, quantity times price, visits without money, a day in the middle."""
    first, second = both(lines(n), tmp_path, parts=2, as_of=as_of, **columns)
    pd.testing.assert_frame_equal(first.frame, second.frame, rtol=1e-12, atol=1e-9)


def test_customers_by_name_and_dates_without_a_time(tmp_path):
    """Texts stand in the order of their letters, as in memory."""
    frame = lines(500).dropna(subset=["who"])
    frame["who"] = [f"K{'äab'[int(number) % 3]}{number:.0f}" for number in frame["who"]]
    frame["day"] = frame["day"].dt.date
    first, second = both(frame, tmp_path, amount="paid", **NAMES)
    pd.testing.assert_frame_equal(first.frame, second.frame, rtol=1e-12, atol=1e-9)


def test_what_cannot_be(tmp_path):
    """Each in the words of sales in memory, or by the part."""
    frame = lines(50)
    (tmp_path / "a").mkdir()
    with pytest.raises(sg.SpecError, match="no column “x” in sales"):
        made(frame, tmp_path / "a", customer="x", date="day", amount="paid")
    (tmp_path / "b").mkdir()
    with pytest.raises(sg.DataError, match="“bill” holds no dates"):
        made(frame, tmp_path / "b", customer="who", date="bill", amount="paid")
    (tmp_path / "c").mkdir()
    with pytest.raises(sg.DataError, match="“bill” holds text, not money"):
        made(frame, tmp_path / "c", customer="who", date="day", amount="bill")
    (tmp_path / "d").mkdir()
    with pytest.raises(sg.DataError, match="no purchase that can be counted in sales"):
        made(frame.assign(paid=-1.0), tmp_path / "d", customer="who", date="day", amount="paid")


def made(frame, folder, **columns):
    """Make customers from one part."""
    frame.to_parquet(folder / "sales", index=False)
    source = open_source(folder / "sales")
    return customers_of_sales(source, SaleColumns(**columns), folder, memory=MEMORY)
