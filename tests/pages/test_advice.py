"""Other columns, tried on request: with what came later where customers were made of sales."""

import numpy as np
import pandas as pd

import segmentation as sg


def till(n: int = 160) -> bytes:
    """Write a year of sales of customers who keep how often they buy."""
    draw = np.random.default_rng(4)
    orders = 1 + draw.poisson(np.array([2, 12, 40])[np.arange(n) % 3])
    who = np.repeat(np.arange(n), orders)
    days = pd.to_timedelta(draw.integers(0, 365, len(who)), "D")
    frame = pd.DataFrame(
        {
            "customer": who + 100,
            "date": pd.Timestamp("2024-01-01") + days,
            "amount": draw.lognormal(3, 0.6, len(who)).round(2),
        }
    )
    return frame.to_csv(index=False).encode()


def advised(app, texts) -> str:
    """Ask for other columns and return what is said."""
    next(button for button in app.button if button.label == "Try other columns").click().run()
    assert not app.exception, app.exception
    return texts(app)


def test_customers_of_sales_are_told_by_what_they_did_later(open_app, upload, texts):
    """One sentence more for each set whose earlier segments tell."""
    app = upload(open_app("data"), till(), "till.csv")
    app.switch_page("pages/segment.py").run()
    said = advised(app, texts)
    assert "made of what stood before 30 September 2024, went on to spend" in said
    next(button for button in app.button if button.label == "Close").click().run()
    assert "before 30 September" not in texts(app)


def test_a_table_of_customers_has_no_later_months(open_app, upload, texts):
    """Nothing is said of what came later where no rows have a date."""
    firms = sg.load_sample("b2b_accounts").frame.iloc[::3].to_csv(index=False).encode()
    app = upload(open_app("data"), firms, "firms.csv")
    assert "went on to" not in advised(app.switch_page("pages/segment.py").run(), texts)
