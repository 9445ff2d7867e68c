"""The choices of cleaning say what they do, and do it."""

import pandas as pd
import pytest

SHOP = pd.DataFrame(
    {
        "customer_id": [f"C{i:03d}" for i in range(60)] + ["C000", "C001"],
        "spend": [i % 7 + 1.0 for i in range(59)] + [5_000.0, 2.0, None],
        "visits": [i % 5 for i in range(62)],
    }
)


@pytest.fixture
def shop(open_app, upload):
    """Open the Segment page on a table with a gap, repeated customers and an extreme value."""
    app = upload(open_app("data"), SHOP.to_csv(index=False).encode(), "shop.csv")
    app.selectbox(key="identifier_choice").set_value("customer_id").run()
    app.switch_page("pages/segment.py").run()
    app.multiselect(key="features").set_value(["spend", "visits"]).run()
    assert not app.exception
    return app


def test_effects_are_said_before_a_choice(shop, texts):
    """The settings say how many customers each cleaning would touch before one is chosen."""
    said = texts(shop)
    assert "1 customer of 62 lack a value in the chosen columns." in said
    assert "2 rows repeat an identifier seen before." in said
    assert "have a value beyond these limits." in said
    assert "far more, or less, than the others in “spend”" in said


def test_each_choice_is_made(shop):
    """Customers left out are counted in the headline and named with the reason."""
    assert shop.title[0].value.startswith("61 customers in")
    shop.selectbox(key="rows_of_the_same_customer").set_value("sum").run()
    assert shop.title[0].value.startswith("60 customers in")
    shop.selectbox(key="outliers").set_value("set_aside").run()
    assert shop.title[0].value.startswith("59 customers in")
    ledger = next(d.value for d in shop.dataframe if "reason" in map(str.lower, d.value.columns))
    assert "extreme spend" in ledger.to_string()
    assert "merged with a row of the same customer" in ledger.to_string()
    shop.selectbox(key="outliers").set_value("cap").run()
    assert shop.title[0].value.startswith("60 customers in")
    shop.selectbox(key="long_tails").set_value("log").run()
    assert not shop.exception
    shop.selectbox(key="missing").set_value("impute").run()
    shop.number_input(key="fill").set_value(0.0).run()
    assert not shop.exception


def test_a_link_cleans_the_same_way(open_app):
    """A link with a treatment of outliers opens the sample without the same customers."""
    app = open_app(None, outliers="Leave the customer out", extreme_is_beyond="5% and 95%")
    assert app.title[0].value.startswith("167 customers in")
