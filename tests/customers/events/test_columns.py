"""Events are known by their names and what stands in them."""

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.customers.events.columns import guess_events, steps_of

DAYS = pd.Timestamp("2025-03-01") + pd.to_timedelta(np.arange(60) * 7, "h")


def made(**columns):
    """Sixty rows of fifteen visitors."""
    return sg.read_table(pd.DataFrame({"visitor_id": [f"v{i % 15}" for i in range(60)]} | columns))


STEPS = ["page_view", "add_to_cart", "purchase", "page_view"] * 15


@pytest.mark.parametrize(
    ("columns", "wanted"),
    [
        ({"timestamp": DAYS, "event": STEPS}, ("timestamp", "event", None)),
        ({"event_name": STEPS}, (None, "event_name", None)),
        ({"time": DAYS, "url": ["/a/b", "/c"] * 30}, ("time", None, "url")),
        (
            {"Zeitpunkt": DAYS, "Ereignis": ["Seitenaufruf", "Kauf", "Warenkorb"] * 20},
            ("Zeitpunkt", "Ereignis", None),
        ),
    ],
)
def test_columns_are_known_by_name_and_value(columns, wanted):
    """In English and other languages, with and without time."""
    found = guess_events(made(**columns))
    assert found.visitor == "visitor_id"
    assert (found.time, found.event, found.page) == wanted


@pytest.mark.parametrize(
    "columns",
    [
        {"spend": np.arange(60.0)},
        {"event": ["x", "y"] * 30},
        {"time": DAYS},
        {"event": [f"purchase {i}" for i in range(60)][:60], "time": DAYS.astype(str)},
    ],
)
def test_other_tables_are_no_events(columns):
    """Repeated visitors alone are none, nor unknown events without pages."""
    found = guess_events(made(**columns))
    assert found is None or found.event is not None


def test_one_row_per_visitor_is_no_table_of_events():
    """Customers with their first page are customers."""
    frame = pd.DataFrame(
        {"visitor_id": [f"v{i}" for i in range(20)], "event": ["purchase", "view"] * 10}
    )
    assert guess_events(sg.read_table(frame)) is None


def test_steps_follow_words():
    """What is taken out of a cart is no step forward; unknown events are none."""
    events = pd.Series(["view_item", "addToCart", "remove_from_cart", "Purchase", "login", None])
    assert steps_of(events) == {"view_item": "view", "addToCart": "cart", "Purchase": "order"}
