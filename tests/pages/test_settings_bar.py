"""The settings bar: the same on every page, in words, folded once something is set."""

import pytest

from pages.journey.settings_bar import columns_line

INCOME, SCORE = "Annual Income (k$)", "Spending Score (1-100)"


def bar(app) -> str:
    """Return the switch of the bar, as it was sent."""
    return next(str(p.proto.body) for p in app.get("html") if "<details" in str(p.proto.body))


@pytest.mark.parametrize("page", ["segment", "plan", "profiles", "compare", "how_many", "explore"])
def test_every_page_tells_what_is_set_in_one_line(open_app, texts, page):
    """Columns, number, way; folded."""
    app = open_app(page)
    assert "Annual Income, Spending Score · 5 segments · K-means" in texts(app)
    assert bar(app).startswith("<details><summary")


def test_the_line_follows_what_is_chosen(open_app, texts):
    """Another number, another way, another column; a filter has a line of its own."""
    app = open_app()
    app.slider(key="k").set_value(3).run()
    app.radio(key="algorithm").set_value("ward")
    app.multiselect(key="features").set_value(["Age", SCORE])
    app.text_input(key="where").set_value("Age > 30").run()
    assert "Age, Spending Score · 3 segments · Ward" in texts(app)
    assert "Only customers where Age > 30 · 138 of 200 customers" in texts(app)


@pytest.mark.parametrize("page", ["segment", "how_many"])
def test_without_a_column_the_bar_is_open(open_app, texts, page):
    """The settings are what is asked for, so they are seen."""
    app = open_app(page)
    app.multiselect(key="features").set_value([]).run()
    assert bar(app).startswith("<details open>")
    assert "Nothing is chosen yet" in texts(app)


def test_many_columns_are_counted():
    """Four are named, units and long names are cut."""
    names = tuple(f"Column {i} (kg)" for i in range(9))
    assert columns_line(names[:2]) == "Column 0, Column 1"
    assert columns_line(names) == "Column 0, Column 1, Column 2, Column 3 and 5 more"
