"""The first screen stands on a proposal, says why, and lets each part be switched off."""

import numpy as np
import pandas as pd
import pytest


def shop_export(n: int = 240) -> bytes:
    """Write what a web shop exports of its customers."""
    draw = np.random.default_rng(1)
    orders = 1 + draw.poisson(2.0, n)
    last = pd.Timestamp("2025-09-01") - pd.to_timedelta(draw.gamma(1.3, 90, n).astype(int), "D")
    frame = pd.DataFrame(
        {
            "Customer ID": np.arange(n) * 3 + 70_001,
            "Accepts Marketing": draw.choice(["yes", "no"], n),
            "Total Orders": orders,
            "Total Spent": (orders * draw.lognormal(3.5, 0.8, n)).round(2),
            "Last Order Date": last,
        }
    )
    return frame.to_csv(index=False).encode()


def survey(n: int = 150) -> bytes:
    """Write answers from 1 to 5."""
    draw = np.random.default_rng(2)
    frame = pd.DataFrame(draw.integers(1, 6, (n, 6)), columns=[f"q{at}" for at in range(6)])
    return frame.assign(age=draw.integers(18, 80, n)).to_csv(index=False).encode()


@pytest.fixture
def shop(open_app, upload):
    """Open the Segment page on a shop's export."""
    app = upload(open_app("data"), shop_export(), "shop.csv")
    app.switch_page("pages/segment.py").run()
    assert not app.exception, app.exception
    return app


WANTED = ["Total Orders", "Total Spent", "days since Last Order", "Total Spent per order"]


def test_a_shop_export_opens_with_days_and_money_at_once_on_log_scales(shop, texts):
    """Columns, formulas and scales are proposed, with the reasons in a fold."""
    assert shop.multiselect(key="features").value == WANTED
    lines = shop.text_area(key="formulas").value.splitlines()
    assert lines[1] == "Total Spent per order = `Total Spent` / `Total Orders`"
    assert lines[0].startswith("days since Last Order = days_since(`Last Order Date`, '2025-")
    said = texts(shop)
    assert "on a log scale, because high values lie farther apart than low ones" in said
    assert "the latest date in the table" in said
    assert shop.slider(key="k").value >= 3


def test_each_part_has_a_switch_that_acts_at_once(shop, texts):
    """Without dates there are no days; back on, all is as before."""
    shop.toggle(key="propose_dates").set_value(False).run()
    assert not shop.exception
    assert "days since Last Order" not in shop.multiselect(key="features").value
    assert "latest date" not in texts(shop)
    shop.toggle(key="propose_dates").set_value(True).run()
    assert shop.multiselect(key="features").value == WANTED
    shop.toggle(key="propose_scales").set_value(False).run()
    assert "log scale" not in texts(shop)
    assert shop.selectbox(key="long_tails").value == "none"


def test_reasons_are_not_said_of_what_the_user_has_chosen(shop, texts):
    """Another choice of columns hides them; a click goes back to the proposal."""
    shop.multiselect(key="features").set_value(WANTED[:2]).run()
    assert "You have changed the proposal." in texts(shop)
    assert "on a log scale, because" not in texts(shop)
    next(b for b in shop.button if b.label == "Back to the proposal").click().run()
    assert shop.multiselect(key="features").value == WANTED
    assert "on a log scale, because" in texts(shop)


def test_built_in_data_need_no_reasons(open_app):
    """Income and score stand as they are, so there is nothing to explain."""
    app = open_app()
    assert not [toggle for toggle in app.toggle if str(toggle.key).startswith("propose_")]
    assert app.text_area(key="formulas").value == ""


def test_firms_open_with_money_per_order(open_app):
    """Size, orders and spend of the built-in accounts, on log scales."""
    app = open_app(None, table="b2b_accounts")
    features = app.multiselect(key="features").value
    assert {"annual_revenue_million", "orders_last_year", "spend_thousand"} <= set(features)
    assert "spend per order (thousand)" in features
    assert app.slider(key="k").value == 3


def test_a_survey_opens_with_its_answers(open_app, upload):
    """Answers, not age."""
    app = upload(open_app("data"), survey(), "survey.csv")
    app.switch_page("pages/segment.py").run()
    assert not app.exception
    assert app.multiselect(key="features").value == [f"q{at}" for at in range(6)]


def test_customers_of_sales_open_with_what_they_buy(open_app, upload):
    """Shares of kinds join recency, orders and money, at half weight."""
    draw = np.random.default_rng(3)
    n = 1_500
    who = draw.integers(1, 151, n)
    kinds = np.where(draw.random(n) < 0.6, who % 3, draw.integers(0, 3, n))
    lines = pd.DataFrame(
        {
            "customer": who,
            "date": pd.Timestamp("2025-01-01") + pd.to_timedelta(draw.integers(0, 300, n), "D"),
            "amount": draw.lognormal(2, 1, n).round(2),
            "category": np.array(["Toys", "Food", "Books"])[kinds],
        }
    )
    app = upload(open_app("data"), lines.to_csv(index=False).encode(), "till.csv")
    next(b for b in app.button if b.label == "Make one row per customer").click().run()
    app.switch_page("pages/segment.py").run()
    assert not app.exception
    features = app.multiselect(key="features").value
    assert {"recency_days", "frequency", "monetary_value", "average_order"} <= set(features)
    assert {"share_of_Toys", "share_of_Food", "share_of_Books"} <= set(features)
    assert app.select_slider(key="weight_share of Toys").value == 0.5


def test_a_link_restores_switches_and_choices(open_app):
    """What differs from the proposal stands in the link."""
    app = open_app(None, table="b2b_accounts", propose_ratios="false", k="4")
    assert app.toggle(key="propose_ratios").value is False
    assert "spend per order (thousand)" not in app.multiselect(key="features").value
    assert app.slider(key="k").value == 4
