"""Customers of sales that lie with Spark are those of sales in memory, cell by cell."""

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.customers.rfm import customers_from
from segmentation.customers.transactions import SaleColumns
from segmentation.engines.spark.reading import open_table
from segmentation.engines.spark.sales import NOT_DONE, customers_of_sales

CHOICES = [
    {"amount": "paid", "order": "bill"},
    {"quantity": "pieces", "price": "paid", "returns": "drop", "free": "drop"},
]


def lines(n=4_000):
    """Make lines with returns, gifts, gaps, several lines an order, and one who buys the most."""
    draw = np.random.default_rng(3)
    amount = draw.integers(-20, 200, n) / 4
    amount[draw.random(n) < 0.02] = 0.0
    minutes = draw.integers(0, 60 * 24 * 400, n)
    who = draw.integers(0, n // 10, n).astype(float)
    who[draw.random(n) < 0.6] = 7.0
    frame = pd.DataFrame(
        {
            "who": who,
            "day": pd.Timestamp("2023-01-01") + pd.to_timedelta(minutes, "min"),
            "bill": pd.array(draw.integers(0, n // 2, n).astype(str), dtype="str"),
            "paid": amount,
            "pieces": draw.integers(1, 9, n),
        }
    )
    for column, share in (("who", 0.03), ("day", 0.02), ("bill", 0.02), ("paid", 0.02)):
        frame.loc[draw.random(n) < share, column] = None
    return frame


@pytest.mark.parametrize(("choice", "zone"), [(0, None), (1, "America/New_York")])
def test_every_cell(choice, zone, spark, tmp_path):
    """Also with a day in the middle, and days that begin elsewhere."""
    frame, as_of = lines(), None if zone else "2023-09-01"
    if zone:
        frame["day"] = frame["day"].dt.tz_localize("UTC").dt.tz_convert(zone)
    folder = tmp_path / "sales"
    folder.mkdir()
    for at in range(3):
        frame.iloc[at::3].to_parquet(folder / f"{at}.parquet", index=False)
    columns = SaleColumns(customer="who", date="day", **CHOICES[choice])
    there = customers_from(sg.read_table(frame, "sales"), columns, as_of=as_of)
    made = customers_of_sales(open_table(spark, str(folder)), columns, as_of=as_of)
    pd.testing.assert_frame_equal(made.frame, there.frame, rtol=1e-12, atol=1e-9)
    assert NOT_DONE in made.report.converted
    counted = {text for text in there.report.converted if not text.startswith("Identical")}
    assert counted <= set(made.report.converted)


def test_what_cannot_be(spark, tmp_path):
    """In the words of sales in pieces."""
    lines(40).assign(paid=-1.0).to_parquet(tmp_path / "sales.parquet", index=False)
    table = open_table(spark, str(tmp_path / "sales.parquet"))
    with pytest.raises(sg.SpecError, match=r"no column “x” in sales\.parquet"):
        customers_of_sales(table, SaleColumns(customer="x", date="day", amount="paid"))
    with pytest.raises(sg.DataError, match="“bill” holds no dates"):
        customers_of_sales(table, SaleColumns(customer="who", date="bill", amount="paid"))
    with pytest.raises(sg.DataError, match=r"no purchase that can be counted in sales"):
        customers_of_sales(table, SaleColumns(customer="who", date="day", amount="paid"))
