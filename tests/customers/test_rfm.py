"""Recency, frequency and money by hand, on a ledger one can check with a pencil."""

import io

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import segmentation as sg
from segmentation.customers.rfm import customers_from
from segmentation.customers.transactions import SaleColumns

LEDGER = """who,when,order,article,group,units,price
Ann,2024-01-01,a1,tea,drinks,2,5.00
Ann,2024-01-01,a1,cup,things,1,10.00
Ann,2024-01-11,a2,tea,drinks,1,5.00
Ann,2024-01-31,a3,tea,drinks,-1,5.00
Bo,2024-02-10,b1,cup,things,3,10.00
Bo,2024-02-10,b2,cup,things,1,10.00
Cy,2024-02-20 18:30,c1,pot,things,1,40.00
Cy,2024-02-20 18:30,c1,pot,things,1,40.00
Dee,2024-01-05,d1,tea,drinks,-2,5.00
,2024-01-06,x1,tea,drinks,4,5.00
Eve,,e1,tea,drinks,1,5.00
Fay,2024-01-15,f1,tea,drinks,,5.00
Gus,2024-03-01,g1,gift,things,1,0.00
Ann,2024-03-01,a4,pot,things,1,40.00
"""
SALE = {
    "customer": "who",
    "date": "when",
    "quantity": "units",
    "price": "price",
    "order": "order",
    "product": "article",
    "category": "group",
}


def ledger(text: str = LEDGER):
    """Read the ledger."""
    return sg.read_table(text.encode(), "ledger.csv")


def made(**options):
    """Make customers from the ledger, indexed by name."""
    return sg.rfm(ledger(), **SALE | options).frame.set_index("who")


def test_every_measure_by_hand():
    """The latest date is 1 March 2024."""
    frame = made()
    expected = pd.DataFrame(
        {
            "recency_days": [0, 20, 10, 0],
            "frequency": [3, 2, 1, 1],
            "monetary_value": [60.0, 40.0, 80.0, 0.0],
            "average_order": [65 / 3, 20.0, 80.0, 0.0],
            "tenure_days": [60, 20, 10, 0],
            "days_between_orders": [30.0, np.nan, np.nan, np.nan],
            "share_of_returns": [5 / 65, 0, 0, 0],
            "n_products": [3, 1, 1, 1],
            "n_categories": [2, 1, 1, 1],
            "share_of_things": [50 / 65, 1, 1, 0],
            "share_of_drinks": [15 / 65, 0, 0, 0],
        },
        index=pd.Index(["Ann", "Bo", "Cy", "Gus"], name="who"),
    )
    pd.testing.assert_frame_equal(
        frame[list(expected.columns)], expected, check_dtype=False, check_index_type=False
    )


def test_what_was_done_is_said():
    """Every kind of line, the repeated one, the day, and who only returned."""
    said = sg.rfm(ledger(), **SALE).report.converted
    returns = "Returns: 2 lines. Their money is taken off what customers spent"
    repeated = "Identical to an earlier line: 1 line. They were kept"
    assert said[0] == "Purchases: 9 lines."
    assert said[1].startswith(returns)
    assert said[2:5] == (
        "Left out because they have no customer: 1 line.",
        "Left out because they have no date: 1 line.",
        "Left out because they have no amount: 1 line.",
    )
    assert said[5].startswith(repeated)
    assert said[6:] == (
        "Recency is counted from 2024-03-01.",
        "Left out because they only returned things: 1 customer.",
    )


def test_returns_and_free_lines_by_choice():
    """Dropped, they change money and customers, and nothing else."""
    assert made(returns="drop").loc["Ann", "monetary_value"] == 65
    assert "Gus" not in made(free="drop").index


def test_the_day_can_be_set():
    """Seen from a given day, recency counts to that day and lines after it count nowhere."""
    frame = made(as_of="2024-02-01")
    assert frame.index.tolist() == ["Ann"]
    assert frame.loc["Ann", ["recency_days", "frequency", "tenure_days"]].tolist() == [21, 2, 31]


def test_without_an_order_days_are_counted():
    """Bo's two orders of one day are one."""
    assert made(order=None).loc["Bo", "frequency"] == 1


def test_an_amount_is_quantity_times_price():
    """Either way of writing gives the same customers."""
    table = ledger()
    total = table.frame.assign(total=table.frame["units"] * table.frame["price"])
    other = sg.rfm(sg.read_table(total), **SALE | {"amount": "total"}).frame
    pd.testing.assert_frame_equal(other, sg.rfm(table, **SALE).frame)


def test_numbers_of_customers_stay_whole():
    """Though a missing one made them decimals."""
    frame = sg.rfm(
        sg.read_table(b"id,day,paid\n17850.0,2024-01-01,5\n,2024-01-02,7\n"),
        customer="id",
        date="day",
        amount="paid",
    ).frame
    assert frame["id"].tolist() == [17850]
    assert frame["id"].dtype == np.int64


def test_a_customer_column_called_like_a_measure():
    """A customers' column called “frequency” keeps its name, and the measure gets a number."""
    table = sg.read_table(b"frequency,day,paid\nAnn,2024-01-01,5\n")
    made_ = sg.rfm(table, customer="frequency", date="day", amount="paid")
    assert made_.frame["frequency"].tolist() == ["Ann"]
    assert made_.frame["frequency (2)"].tolist() == [1]
    assert made_.identifier == "frequency"


@pytest.mark.parametrize(
    ("options", "error", "sentence"),
    [
        ({"customer": "nobody"}, sg.SpecError, "no column “nobody”"),
        ({"date": "article"}, sg.DataError, "“article” holds no dates"),
        ({"amount": "article"}, sg.DataError, "“article” holds text, not money"),
        ({"price": None}, sg.SpecError, "There is no line total"),
        ({"returns": "maybe"}, sg.SpecError, "returns is “maybe”"),
        ({"as_of": "2020-01-01"}, sg.DataError, "no purchase that can be counted"),
    ],
)
def test_what_cannot_be_counted_is_said(options, error, sentence):
    """Columns and options that make no customers of sales are refused in one sentence each."""
    with pytest.raises(error, match=sentence):
        made(**options)


def test_only_returns_is_no_table_of_customers():
    """Sales of which every amount is negative are refused, since nobody has bought anything."""
    table = sg.read_table(b"id,day,paid\n1,2024-01-01,-5\n2,2024-01-02,-7\n")
    with pytest.raises(sg.DataError, match="no purchase"):
        sg.rfm(table, customer="id", date="day", amount="paid")


LINES = st.lists(
    st.tuples(
        st.sampled_from(["Ann", "Bo", "Cy", ""]),
        st.integers(1, 28),
        st.integers(-3, 9),
        st.sampled_from(["x", "y", "z"]),
    ),
    min_size=1,
    max_size=40,
)


@given(LINES)
def test_every_line_and_every_cent_is_accounted_for(rows):
    """In = kept and left out; the customers' money is the lines' money."""
    text = "who,day,paid,kind\n" + "\n".join(
        f"{who},2024-01-{day:02d},{paid},{kind}" for who, day, paid, kind in rows
    )
    table = sg.read_table(text.encode())
    columns = SaleColumns(customer="who", date="day", amount="paid", category="kind")
    if str(table.frame["who"].dtype) != "str":
        return
    from segmentation.customers.transactions import classify_lines

    try:
        frame = customers_from(table, columns).frame
    except sg.DataError:
        assert not any(who and paid >= 0 for who, _, paid, _ in rows)
        return
    assert sum(classify_lines(table, columns).counts.values()) == len(rows)
    kept = set(frame["who"])
    money = sum(paid for who, _, paid, _ in rows if who in kept)
    assert frame["monetary_value"].sum() == pytest.approx(money)
    shares = frame.filter(like="share_of_").drop(columns="share_of_returns").sum(axis=1)
    assert shares.round(9).isin([0.0, 1.0]).all()


def test_the_order_of_lines_does_not_matter():
    """Nor how often the table is shuffled."""
    lines = LEDGER.strip().split("\n")
    shuffled = "\n".join([lines[0], *reversed(lines[1:])])
    pd.testing.assert_frame_equal(
        sg.rfm(ledger(), **SALE).frame, sg.rfm(ledger(shuffled), **SALE).frame
    )


def test_the_groupby_one_would_write_gives_the_same():
    """On 20,000 lines, frequency, money and recency are those of a plain pandas groupby."""
    draw = np.random.default_rng(3)
    n = 20_000
    frame = pd.DataFrame(
        {
            "who": draw.integers(0, 900, n),
            "day": pd.Timestamp("2024-01-01") + pd.to_timedelta(draw.integers(0, 365, n), "D"),
            "paid": draw.gamma(2, 20, n).round(2),
            "order": draw.integers(0, 6000, n),
        }
    )
    made_ = sg.rfm(sg.read_table(frame), customer="who", date="day", amount="paid", order="order")
    by = frame.groupby("who")
    assert (made_.frame["frequency"].to_numpy() == by["order"].nunique().to_numpy()).all()
    assert np.allclose(made_.frame["monetary_value"], by["paid"].sum())
    recency = (frame["day"].max() - by["day"].max()).dt.days
    assert (made_.frame["recency_days"].to_numpy() == recency.to_numpy()).all()


def test_it_goes_through_a_file():
    """And is a table like any other."""
    buffer = io.BytesIO()
    table = sg.rfm(ledger(), **SALE)
    table.frame.to_csv(buffer, index=False)
    assert sg.read_table(buffer.getvalue()).frame.shape == table.frame.shape
