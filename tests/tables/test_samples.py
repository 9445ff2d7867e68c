"""The built-in tables are what their cards say."""

import gzip
import hashlib
import re
import runpy

import pytest

import segmentation as sg
from segmentation.customers.events.visitors import visitors_from
from segmentation.customers.grain import grain_of
from segmentation.tables.samples import FOLDER, SAMPLES, sample_bytes, sample_card


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_file_is_what_its_card_says(sample):
    """Bytes by digest, in the code and in the folder's README."""
    digest = hashlib.sha256(sample_bytes(sample.name)).hexdigest()
    assert digest == sample.sha256
    card = (FOLDER / "README.md").read_text()
    assert digest in card
    assert sample.file in card
    if sample.made:
        assert "Invented" in sample.source
        assert "**Made**: invented by [make_samples.py]" in card
    else:
        assert sample.source.split(", ")[1] in card


def test_the_made_samples_are_what_the_script_makes():
    """The same seed gives the same figures."""
    script = runpy.run_path(str(FOLDER / "make_samples.py"))
    made = script["accounts"]()
    assert made.to_csv(index=False, lineterminator="\n").encode() == sample_bytes("b2b_accounts")
    asked = script["answers"]().to_csv(index=False, lineterminator="\n")
    assert asked.encode() == sample_bytes("attitudes_survey")
    for name, make in (("shop_transactions", "transactions"), ("web_events", "web_events")):
        text = script[make]().to_csv(index=False, lineterminator="\n").encode()
        assert text == gzip.decompress(sample_bytes(name))


def test_the_sales_have_what_real_ones_have():
    """Enough lines, returns, gifts, guests, ties, customers who came once."""
    frame = sg.load_sample("shop_transactions").frame
    assert len(frame) >= 50_000
    assert (frame["quantity"] < 0).any()
    assert (frame["unit_price"] == 0).any()
    assert frame["customer_id"].isna().any()
    assert frame.duplicated().any()
    orders = frame.groupby("customer_id")["order_no"].nunique()
    assert (orders == 1).mean() > 0.2


def test_visitors_browse_by_habit():
    """All steps, times and channels, and what was built in is found in the made visitors."""
    table = sg.load_sample("web_events")
    grain = grain_of(table)
    assert (grain.n_rows, grain.n_customers) == (13_992, 600)
    frame = visitors_from(table, grain.events).frame
    assert {"sessions", "carts_per_view", "orders_per_cart", "share_of_shoes"} <= set(frame)
    assert frame["recency_days"].between(0, 55).all()
    assert (frame["orders"] > 0).mean() < 0.5 < (frame["views"] > 0).mean()


def test_the_survey_has_all_five_lenses():
    """What people think, do, spend, who and where they are."""
    lenses = {column.lens for column in sg.profile_columns(sg.load_sample("attitudes_survey"))}
    assert {"psychographic", "behavioural", "demographic", "geographic"} <= lenses
    frame = sg.load_sample("attitudes_survey").frame
    answers = frame.filter(like="attitude_")
    assert answers.shape == (500, 6)
    assert answers.isin(range(1, 6)).all(axis=None)


def test_the_card_counts_rows_and_columns():
    """As the file has them."""
    card = (FOLDER / "README.md").read_text()
    frame = sg.load_sample("mall_customers").frame
    assert re.search(rf"\b{len(frame)}\b", card)
    assert all(name in card for name in frame.columns)


def test_mall_known_answers():
    """Public figures of the table."""
    frame = sg.load_sample("mall_customers").frame
    assert frame.shape == (200, 5)
    assert frame["Gender"].value_counts().to_dict() == {"Female": 112, "Male": 88}
    means = frame[["Age", "Annual Income (k$)", "Spending Score (1-100)"]].mean().round(2)
    assert means.tolist() == [38.85, 60.56, 50.20]


def test_an_unknown_sample_is_named():
    """A sample that is not there is named in the error together with those that are."""
    with pytest.raises(sg.DataError, match=r"no sample “moon”\. Choose one of: mall_customers"):
        sg.load_sample("moon")
    assert sample_card(sg.sample_names()[0]).title == "Mall Customers"
