"""RFM groups as segments in the app: for customers made from sales, and for a customer export."""

import numpy as np
import pandas as pd
import pytest

LINES = "\n".join(
    ["client,day,ticket,amount"]
    + [
        f"K{(i * i) % 37},2024-{1 + i % 11:02d}-{1 + i % 27:02d},t{i},{i % 17 + 0.5}"
        for i in range(300)
    ]
)


def export(n=60):
    """Write a customer export that holds recency, orders and spend, in its own words."""
    rng = np.random.default_rng(3)
    return pd.DataFrame(
        {
            "Kunde": [f"K{i}" for i in range(n)],
            "Tage seit letzter Bestellung": rng.integers(0, 400, n),
            "Bestellungen": rng.integers(1, 9, n),
            "Umsatz": rng.lognormal(4, 1, n).round(2),
        }
    )


@pytest.fixture
def sales(open_app, upload):
    """Open the Segment page on customers made from sales."""
    app = upload(open_app("data"), LINES.encode(), "till.csv")
    return app.switch_page("pages/segment.py").run()


def test_the_groups_are_those_of_the_data_page(sales, texts):
    """Every customer is in the group that the Data page says."""
    sales.radio(key="algorithm").set_value("rfm").run()
    assert not sales.exception
    said = texts(sales)
    assert "Segments by rule" in said
    assert "Cut points now." in said
    assert sales.radio(key="algorithm").value == "rfm"
    counts = sales.dataframe[0].value.set_index("Segment")["Customers"]
    sales.switch_page("pages/data.py").run()
    groups = sales.dataframe[0].value.set_index("Group")["Customers"]
    assert counts.to_dict() == groups.to_dict()


def test_own_cut_points(open_app, upload, texts):
    """A customer export; what cannot be read is one sentence."""
    app = upload(open_app("data"), export().to_csv(index=False).encode(), "kunden.csv")
    app = app.switch_page("pages/segment.py").run()
    app.radio(key="algorithm").set_value("rfm").run()
    app.selectbox(key="rfm_bins").set_value(3).run()
    app.text_input(key="rfm_recency").set_value("30, 90, 180").run()
    assert not app.exception
    assert "Days since the last purchase: 30, 90, 180" in texts(app)
    app.text_input(key="rfm_recency").set_value("often").run()
    assert "“often” is not a list of cut points" in texts(app)
    app.text_input(key="rfm_recency").set_value("90, 30").run()
    assert "numbers that rise" in texts(app)


def test_without_recency_there_is_no_such_choice(open_app):
    """The built-in customers have no purchases; a link that asks for groups opens all the same."""
    app = open_app(algorithm="RFM groups")
    assert "RFM groups" not in app.radio(key="algorithm").options
    assert app.title[0].value == "200 customers in 5 segments"
