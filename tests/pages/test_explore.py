"""The Explore page: every chart on every kind of table."""

import numpy as np
import pandas as pd
import pytest

from pages.explore import words
from segmentation.clustering.spec import SegmentationSpec
from segmentation.segments.custom_segments import Outline

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
    assert words.CHARTS[chart] in [caption.value for caption in app.caption]
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


INCOME, SCORE = "Annual Income (k$)", "Spending Score (1-100)"


def cards(app) -> list[str]:
    """Return the drawings of the columns, each as it was sent."""
    grid = next(b for b in (str(p.proto.body) for p in app.get("html")) if 'class="glance"' in b)
    return grid.split("<li>")[1:]


def test_every_column_is_there_at_a_glance(open_app, texts):
    """With a drawing, its words and its gaps; those that tell customers apart come last."""
    app = open_app("explore")
    drawn = cards(app)
    assert len(drawn) == 5
    assert "Customer ID" in drawn[-1]
    assert "Different for every customer." in drawn[-1]
    assert all('alt="' in card and "No value missing" in card for card in drawn[:-1])
    assert "“Female” is the most frequent, 56%" in "".join(drawn)
    assert "pair by pair" not in texts(app)


def test_many_columns_come_on_demand(open_app):
    """Twenty-four at first, all after one press, with names of sixty characters and gaps."""
    rng = np.random.default_rng(0)
    names = [f"column {i:02d} " + "long name " * 5 for i in range(40)]
    frame = pd.DataFrame({name[:60]: rng.normal(size=30) for name in names})
    frame.iloc[::3, 0] = np.nan
    app = upload(open_app("data"), frame)
    assert not app.exception
    assert len(cards(app)) == 24
    assert "10 without a value (33" in cards(app)[0]
    app.button(key="explore_more").click().run()
    assert len(cards(app)) == 40


def test_a_filter_holds_here_too(open_app):
    """The columns are those of the customers that it keeps."""
    app = open_app("explore", where="Gender = 'Female' and Age >= 30")
    drawn = "".join(cards(app))
    assert "Every customer with a value has “Female”" in drawn
    assert app.dataframe[0].value.set_index("Column").loc["Age", "Minimum"] == 30


def mark(app, corners, axes=(INCOME, SCORE)):
    """Mark customers as a drawn outline does."""
    outline = Outline(axes=axes, corners=corners)
    app.session_state["explore_marked"] = (outline, SegmentationSpec(features=(INCOME, SCORE)))
    return app.run()


def test_the_marked_are_told_by_segment_and_shown_in_the_columns(open_app, texts):
    """How many, of which segments; undone with one press; nobody is said, too."""
    app = mark(open_app("explore"), ((70, 60), (200, 60), (200, 101), (70, 101)))
    assert not app.exception
    said = texts(app)
    assert "38 of 200 customers marked" in said
    assert "in “Affluent big spenders”" in said
    assert words.MARKED_HERE in said
    assert "38 of them marked" in cards(app)[0]
    app.button(key="explore_unmark").click().run()
    assert words.HOW_TO_MARK in texts(app)
    assert "marked" not in "".join(cards(app))
    mark(app, ((900, 0), (901, 0), (901, 1)))
    assert words.NOBODY in texts(app)


def test_a_view_changes_nothing_elsewhere(open_app, texts):
    """The other pages know nothing of it; it is still there on coming back."""
    app = mark(open_app("explore"), ((70, 60), (200, 60), (200, 101), (70, 101)))
    app.switch_page("pages/segment.py").run()
    assert "marked**" not in texts(app)
    assert app.title[0].value.startswith("200 customers in 5 segments")
    app.switch_page("pages/explore.py").run()
    assert "38 of 200 customers marked" in texts(app)
