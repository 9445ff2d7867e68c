"""No row is taken for a customer before somebody has said so."""

import pytest

EVENTS = "\n".join(
    ["visitor_id,time,event,page"]
    + [
        f"v{i % 12},2025-03-{1 + i % 28:02d}T{i % 24:02d}:00,{what},/{['hats', 'bags'][i % 2]}/{i}"
        for i, what in enumerate(["page_view", "page_view", "add_to_cart", "purchase"] * 50)
    ]
)
MONTHS = "\n".join(
    ["account_id,month,logins,tickets"]
    + [f"a{i % 20},2025-{1 + i // 20:02d},{i * 7 % 31},{i % 5}" for i in range(120)]
)


def test_events_become_visitors_at_once(open_app, upload, texts):
    """With a way back, and again forth."""
    app = upload(open_app("data"), EVENTS.encode(), "web.csv")
    assert "Made from 200 events: 12 visitors." in texts(app)
    app.switch_page("pages/segment.py").run()
    assert not app.exception
    assert app.title[0].value.startswith("12 visitors in")
    app.switch_page("pages/profiles.py").run()
    assert app.title[0].value.startswith("Who they are: 12 visitors in")
    assert " visitors\\*\\*, " in texts(app) or " visitors**, " in texts(app)
    app.switch_page("pages/data.py").run()
    back, forth = "Back to the events", "Make one row per visitor"
    for label, rows in ((back, "200 events"), (forth, "12 visitors")):
        next(button for button in app.button if button.label.startswith(label)).click().run()
        assert not app.exception
        assert f": {rows}" in app.title[0].value.replace("\\\\", "")


def test_what_was_done_on_opening_is_told_and_no_warning(open_app, upload):
    """Events and sales are put together as they should be: a line of information."""
    app = upload(open_app("data"), EVENTS.encode(), "web.csv")
    app.switch_page("pages/segment.py").run()
    assert not any("put together" in warning.value for warning in app.warning)
    assert "200 events of 12 visitors" in app.info[0].value.replace("\\", "")
    shop = open_app(None, table="shop_transactions")
    assert not any("put together" in warning.value for warning in shop.warning)
    assert "lines of sales of" in shop.info[0].value


@pytest.mark.parametrize("page", ["segment", "how_many", "profiles", "plan", "compare", "learn"])
def test_an_identifier_that_repeats_is_a_question_first(open_app, upload, texts, page):
    """On every page that segments; no segments before the answer."""
    app = upload(open_app("data"), MONTHS.encode(), "months.csv")
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    assert app.title[0].value == "What is one row of this table?"
    assert "120 rows, 20 different values" in texts(app)


@pytest.mark.parametrize(
    ("key", "n"), [("together_mean", 20), ("together_last", 20), ("each_row", 120)]
)
def test_the_answer_is_kept(open_app, upload, key, n):
    """Rows put together, or every row a customer; no page asks again."""
    app = upload(open_app("data"), MONTHS.encode(), "months.csv")
    app.switch_page("pages/segment.py").run()
    app.button(key=key).click().run()
    assert not app.exception
    assert app.title[0].value.startswith(f"{n} customers in")
    app.switch_page("pages/profiles.py").run()
    assert not app.exception
    assert "What is one row" not in app.title[0].value
