"""What customers of a trade are called."""

import pytest

from segmentation.segments.naming_words.trades import PLAIN_WORDS, spoken
from segmentation.segments.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("columns", "customers"),
    [
        (("orders", "spend"), "customers"),
        (("number_of_gifts", "total_donated"), "donors"),
        (("nights_per_stay",), "guests"),
        (("sessions", "clicks"), "users"),
        (("sessions", "orders"), "customers"),
        (("sessions", "carts_per_view", "recency_days", "orders"), "visitors"),
        (("employees", "orders"), "accounts"),
        ((), "customers"),
    ],
)
def test_a_trade_is_known_by_its_columns(columns, customers):
    """Donors give and guests stay; of a shop with a web site nobody is a user."""
    assert vocabulary().called(columns)["customers"] == customers


def test_tokens_are_spoken():
    """A capital stays one; what is no token stays as it is."""
    assert spoken("Dormant {customers}, {Buyers}, {x y}", PLAIN_WORDS | {"buyers": "donors"}) == (
        "Dormant customers, Donors, {x y}"
    )


def test_every_token_of_the_file_is_known():
    """In types, levels and comparisons, for every trade."""
    known = vocabulary()
    texts = [kind.name for kind in known.types]
    for words in (known.levels, known.comparisons):
        texts += [text for levels in words.values() for text in levels.values()]
    said = [spoken(text, PLAIN_WORDS) for text in texts]
    assert not [text for text in said if "{" in text.replace("{}", "")]
    assert all(set(trade.called) <= set(PLAIN_WORDS) for trade in known.trades)
