"""What segments buy: a ledger of three customers, by hand."""

import numpy as np
import pandas as pd
import pytest

from segmentation.segments.describing.purchases import segment_purchases

FRAME = pd.DataFrame(
    {"money": [100.0, 300, 100], "share_of_tea": [1.0, 0.5, 0.0], "share_of_coffee": [0, 0.5, 1.0]}
)
CATEGORIES = {"share_of_tea": "tea", "share_of_coffee": "coffee"}


def test_shares_by_hand():
    """The first segment spends 250 of 400 on tea; everybody 250 of 500."""
    found = segment_purchases(FRAME, np.array([0, 0, 1]), "money", CATEGORIES)
    assert found.categories == ("tea", "coffee")
    assert found.shares.tolist() == [[0.625, 0.375], [0, 1]]
    assert found.overall.tolist() == [0.5, 0.5]
    assert found.index.tolist() == [[125, 75], [0, 200]]


def test_money_given_back_and_no_money_at_all_are_survived():
    """Customers without money above 0 buy nothing: no share, no index and no error."""
    frame = FRAME.assign(money=[-5.0, np.nan, 0.0])
    found = segment_purchases(frame, np.array([0, 0, 1]), "money", CATEGORIES)
    assert found.shares.sum() == 0
    assert np.isnan(found.index).all()


def test_the_money_of_the_sample_is_all_there():
    """Over its categories, per segment."""
    import segmentation as sg
    from segmentation.customers.rfm import MONEY, category_shares

    made = sg.rfm(
        sg.load_sample("shop_transactions"),
        customer="customer_id",
        date="order_date",
        quantity="quantity",
        price="unit_price",
        category="category",
    )
    names = category_shares(made.frame)
    assert len(names) > 3
    labels = np.arange(len(made.frame)) % 3
    found = segment_purchases(made.frame, labels, MONEY, names)
    assert found.shares.sum(axis=1) == pytest.approx(np.ones(3), abs=0.05)


def test_the_largest_by_money_comes_first():
    """Whatever the order of the columns."""
    frame = FRAME.assign(money=[1.0, 1, 500])
    found = segment_purchases(frame, np.array([0, 0, 1]), "money", CATEGORIES)
    assert found.categories == ("coffee", "tea")
    assert found.shares[1].tolist() == [1, 0]
