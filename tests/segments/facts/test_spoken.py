"""Names of made columns in words; everybody else's stay."""

import pytest

from segmentation.customers.rfm import customers_from
from segmentation.customers.transactions import guess_columns
from segmentation.segments.facts.spoken import SPOKEN, spoken
from segmentation.tables.samples import load_sample


@pytest.mark.parametrize("name", ["Age", "frequency", "monetary", "Total Spent (€)", "score"])
def test_columns_of_others_keep_their_names(name):
    """Without the unit, as everywhere."""
    assert spoken(name) == name.removesuffix(" (€)")


def test_every_spoken_name_is_of_a_column_that_is_made():
    """None is left over when a maker changes its names."""
    sales = load_sample("shop_transactions")
    made = set(customers_from(sales, guess_columns(sales)).frame.columns)
    assert set(SPOKEN) - made <= {"n_products"}
    assert len(set(SPOKEN.values())) == len(SPOKEN)
