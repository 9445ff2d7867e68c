"""The Explore page: every chart on every kind of table."""

import numpy as np
import pandas as pd
import pytest

CHARTS = ["Histogram", "Box", "Violin", "Scatter", "Correlations", "Counts"]


def upload(app, frame: pd.DataFrame):
    """Upload a table and go to Explore."""
    data = frame.to_csv(index=False).encode()
    app.file_uploader(key="upload_0").upload("made.csv", data, "text/csv").run()
    return app.switch_page("pages/explore.py").run()


@pytest.mark.parametrize("chart", CHARTS)
def test_every_chart_works_on_the_sample(open_app, chart):
    """And the summary statistics stand below."""
    app = open_app("explore")
    app.segmented_control(key="chart").set_value(chart).run()
    assert not app.exception
    assert not app.info
    statistics = app.dataframe[0].value.set_index("Column")
    assert statistics.loc["Age", "Mean"] == pytest.approx(38.85)
    assert "CustomerID" not in statistics.index


@pytest.mark.parametrize("chart", ["Histogram", "Box", "Violin"])
def test_distributions_can_be_told_apart_by_a_category(open_app, chart):
    """A picker offers the categories."""
    app = open_app("explore")
    app.segmented_control(key="chart").set_value(chart).run()
    app.selectbox(key="by").set_value("Gender").run()
    assert not app.exception


def test_a_scatter_plot_can_be_coloured_by_a_number_or_a_category(open_app):
    """Both kinds of column are offered as colours and drawn without an exception."""
    app = open_app("explore")
    app.segmented_control(key="chart").set_value("Scatter").run()
    for color in ("Gender", "Age"):
        app.selectbox(key="color").set_value(color).run()
        assert not app.exception


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"city": ["Oslo", "Bergen", "Oslo", "Oslo"]}),
        pd.DataFrame({"spend": [1.5, np.nan, 3.5, 9.0]}),
        pd.DataFrame({"flat": [1, 1, 1], "also": [2, 2, 2]}),
        pd.DataFrame({"k$ a": [1.5, 2.5, 9.0], "k$ b": [1, 5, 9], "<b>": ["x", "y", "x"]}),
    ],
    ids=["categories", "gaps", "constants", "odd names"],
)
def test_every_chart_draws_or_says_why_not(open_app, chart, frame):
    """No table ends in an exception."""
    app = upload(open_app("data"), frame)
    app.segmented_control(key="chart").set_value(chart).run()
    assert not app.exception


def test_a_link_opens_the_chart_it_was_made_on(open_app):
    """Chart and column come from the address."""
    app = open_app("explore", chart="Box")
    assert app.segmented_control(key="chart").value == "Box"
