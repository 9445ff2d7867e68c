"""Two of one name: told apart by a word, a figure or a letter, also where names are cut."""

from dataclasses import replace

import segmentation as sg
from segmentation.segments.naming import name_segments
from segmentation.segments.naming_words.twins import SHOWN, _visible
from segmentation.segments.profiling import NumberFact, SegmentProfile
from segmentation.tables.labels import split_unit


def told(column, z, typical):
    """Make the fact of a segment in a column."""
    return NumberFact(
        column=column,
        label=split_unit(column),
        mean=typical,
        overall=50.0,
        z=z,
        n_known=30,
        is_feature=True,
        deviation=10.0,
    )


def buyers(*monetary):
    """Make segments that all bought lately and often, for so much in z."""
    return tuple(
        SegmentProfile(
            segment=at,
            size=30,
            share=1 / len(monetary),
            numbers=(
                told("recency_days", -1.0, 10.0),
                told("frequency", 1.0, 12.0),
                told("monetary_value", z, 50 + 10 * z),
            ),
            categories=(),
        )
        for at, z in enumerate(monetary)
    )


def test_two_of_one_name_are_told_apart_by_a_word_where_they_differ_much():
    """Not by figures alone; the word goes to the one that has more."""
    assert name_segments(buyers(0.6, 2.5)) == (
        "Active big buyers, smaller spenders",
        "Active big buyers, bigger spenders",
    )
    assert name_segments(buyers(2.5, 0.6))[0] == "Active big buyers, bigger spenders"


def test_a_word_is_not_said_where_the_difference_is_small():
    """Figures tell apart what hardly differs."""
    assert all("about" in name for name in name_segments(buyers(1.0, 1.3)))
    assert not any("spenders" in name for name in name_segments(buyers(0.6, 2.5, 2.6)))


def test_of_three_the_one_between_needs_no_word():
    """Where all are far apart the first and the last are told by a word."""
    assert name_segments(buyers(0.6, 2.5, 4.0)) == (
        "Active big buyers, smaller spenders",
        "Active big buyers",
        "Active big buyers, bigger spenders",
    )


def test_names_differ_where_the_screen_cuts_them():
    """What tells two apart comes first where their beginnings are the same."""
    names = ["Long-standing customers, higher fees", "Long-standing customers, lower fees", "New"]
    assert _visible(names) == [
        "Higher fees: long-standing customers",
        "Lower fees: long-standing customers",
        "New",
    ]
    same = ["x" * 30 + "a", "x" * 30 + "b"]
    assert len({name[:SHOWN] for name in _visible(same)}) == 2


def test_the_word_follows_the_typical_customer():
    """A higher mean rank beside a lower typical value gives no word."""
    low, high = buyers(0.6, 2.5)
    odd = told("monetary_value", 2.5, 20.0)
    assert "bigger" not in name_segments((low, replace(high, numbers=(*high.numbers[:2], odd))))[1]


def test_customers_of_the_built_in_sales_have_names_that_say_how_they_differ():
    """No two are told apart by a figure where a word would do."""
    sales = sg.load_sample("shop_transactions")
    table = sg.rfm(
        sales, customer="customer_id", date="order_date", quantity="quantity", price="unit_price"
    )
    spec = sg.SegmentationSpec(features=("recency_days", "frequency", "monetary_value"))
    names = sg.segment(table, replace(spec, n_clusters=4)).names
    assert len(set(names)) == 4
    assert not any(" about " in name for name in names), names
