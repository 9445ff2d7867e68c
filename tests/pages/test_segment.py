"""The Segment page: opens segmented, follows the data, keeps settings, says what is wrong."""

import pandas as pd
import pytest

import segmentation as sg
from segmentation.clustering.algorithms import FINDERS

INCOME, SCORE = "Annual Income (k$)", "Spending Score (1-100)"


def csv(**columns) -> bytes:
    """Write a made table as a file."""
    return pd.DataFrame(columns).to_csv(index=False).encode()


def with_upload(open_app, data: bytes, name: str = "shop.csv"):
    """Open the app on an uploaded file, on the Segment page."""
    app = open_app("data")
    app.file_uploader(key="upload_0").upload(name, data, "text/csv").run()
    assert not app.exception
    return app.switch_page("pages/segment.py").run()


def test_the_app_opens_segmented_on_the_built_in_data(open_app, texts):
    """Headline, names and k are there without a click."""
    app = open_app()
    assert app.title[0].value == "200 customers in 5 segments"
    assert app.slider(key="k").value == 5
    assert app.multiselect(key="features").value == [INCOME, SCORE]
    assert "fewer customers lie between the 5 segments" in texts(app)


def test_the_page_alone_goes_through_the_router(open_app):
    """A page that runs without the router starts over with the whole frame."""
    app = open_app("segment")
    assert app.title[0].value == "200 customers in 5 segments"
    assert [button.label for button in app.sidebar.button] == [
        *("Back to the sample", "Reset", "Take the tour")
    ]


@pytest.mark.parametrize("k", [2, 7, 15])
def test_moving_the_slider_changes_headline_and_summary(open_app, k):
    """As many rows as segments, all names distinct."""
    app = open_app()
    app.slider(key="k").set_value(k).run()
    told = " that are just Spending Score" if k == 2 else ""  # one cut gives the two back
    assert app.title[0].value == f"200 customers in {k} segments{told}"
    summary = app.dataframe[0].value
    assert summary["Segment"].nunique() == k
    assert summary["Customers"].sum() == 200


def test_the_summary_shows_means_of_columns_not_clustered_on(open_app):
    """Age and gender are described though the segments come from income and score."""
    summary = open_app().dataframe[0].value
    assert summary["Age"].round(1).tolist() == [42.7, 32.7, 41.1, 45.2, 25.3]
    assert summary["Gender"].iloc[0] == "Female 59%"


def test_the_summary_can_show_differences(open_app):
    """Means less the mean of all customers."""
    app = open_app()
    app.segmented_control(key="summary").set_value("Difference from all customers").run()
    assert app.dataframe[0].value[INCOME].round(2).tolist()[1] == 25.98


def test_k_follows_the_data_until_it_is_moved(open_app):
    """With age the peak is six; once chosen, k stays."""
    app = open_app()
    app.multiselect(key="features").set_value(["Age", INCOME, SCORE]).run()
    assert app.slider(key="k").value == 6
    app.slider(key="k").set_value(4).run()
    app.multiselect(key="features").set_value([INCOME, SCORE]).run()
    assert app.slider(key="k").value == 4


def test_one_click_returns_to_the_most_distinct_number(open_app):
    """The button beside the slider undoes the move."""
    app = open_app()
    app.slider(key="k").set_value(9).run()
    button = next(b for b in app.button if b.label == "5 separate groups")
    button.click().run()
    assert app.slider(key="k").value == 5


@pytest.mark.parametrize("algorithm", FINDERS)
def test_every_algorithm_and_scaling_works(open_app, algorithm, monkeypatch):
    """No combination ends in an exception, one after the other in a session, on fifty customers.

    Any mixture will do, not only the best of many.
    """
    monkeypatch.setattr("segmentation.clustering.methods.mixtures.mixture.STARTS", 4)
    fifty = sg.load_sample("mall_customers").frame.iloc[::4]
    app = with_upload(open_app, fifty.to_csv(index=False).encode())
    app.radio(key="algorithm").set_value(algorithm)
    for scaling in ["standard", "minmax", "robust", "none"]:
        app.selectbox(key="scaling").set_value(scaling).run()
        assert not app.exception, scaling
        assert app.title[0].value.startswith("50 customers in")
        assert app.radio(key="algorithm").value == algorithm
        assert app.selectbox(key="scaling").value == scaling


@pytest.mark.parametrize(
    "features", [["Age"], ["Gender"], ["Gender", "Age"], ["Age", INCOME, SCORE]]
)
@pytest.mark.parametrize("view", ["2D", "3D"])
def test_every_kind_of_features_can_be_drawn(open_app, texts, features, view):
    """One feature is a strip, categories are allowed and explained."""
    app = open_app()
    app.multiselect(key="features").set_value(features)
    app.segmented_control(key="view").set_value(view).run()
    assert not app.exception
    assert ("yes-or-no column" in texts(app)) == ("Gender" in features)


def test_settings_survive_a_visit_to_another_page(open_app):
    """Going to Explore and back keeps features, k and view."""
    app = open_app()
    app.multiselect(key="features").set_value(["Age", SCORE])
    app.segmented_control(key="view").set_value("3D")
    app.slider(key="k").set_value(4).run()
    app.switch_page("pages/explore.py").run()
    app.switch_page("pages/segment.py").run()
    assert app.title[0].value == "200 customers in 4 segments"
    assert app.multiselect(key="features").value == ["Age", SCORE]
    assert app.segmented_control(key="view").value == "3D"


def test_no_feature_asks_for_one(open_app, texts):
    """Nothing is computed and the settings stay."""
    app = open_app()
    app.multiselect(key="features").set_value([]).run()
    assert "No column is chosen. Choose at least one" in texts(app)
    app.multiselect(key="features").set_value([INCOME]).run()
    assert app.title[0].value.startswith("200 customers in")


def test_more_segments_than_different_customers_is_one_sentence(open_app, texts):
    """The slider stays where it is; a smaller k works."""
    app = with_upload(open_app, csv(spend=[1, 1, 2, 2, 9], visits=[1, 1, 1, 1, 4]))
    app.slider(key="k").set_value(6).run()
    assert "6 segments are wanted, but the customers take only 3 different values" in texts(app)
    assert not app.exception
    app.slider(key="k").set_value(3).run()
    assert app.title[0].value == "5 customers in 3 segments"


def test_two_customers_are_too_few(open_app, texts):
    """A file of two customers gives one sentence with both numbers and no exception."""
    app = with_upload(open_app, csv(spend=[1, 2], visits=[3, 9]))
    assert "The file has 2 customers; segments need at least 3" in texts(app)
    assert not app.exception


@pytest.mark.parametrize(
    ("column", "values", "sentence"),
    [
        ("flat", [7] * 40, "“flat” has the same value for every customer"),
        ("empty", [None] * 40, "“empty” has no values at all"),
        ("note", [f"called about {i}, then again" for i in range(40)], "“note”"),
        ("client_id", [f"C{i}" for i in range(40)], "“client_id” identifies customers"),
    ],
)
def test_a_column_that_cannot_be_a_feature_is_not_offered_and_says_why(
    open_app, column, values, sentence
):
    """The help of the picker gives the reason."""
    columns = {"spend": [i * 1.5 for i in range(40)], "visits": [i % 7 for i in range(40)]}
    app = with_upload(open_app, csv(**columns, **{column: values}))
    picker = app.multiselect(key="features")
    assert column not in picker.options
    assert sentence in picker.help.replace("\\", "")


def test_dropped_customers_are_accounted_for(open_app):
    """Who is in no segment, and why."""
    spend = [None, *[i * 2.5 for i in range(30)]]
    app = with_upload(open_app, csv(who=[f"C{i}" for i in range(31)], spend=spend))
    app.multiselect(key="features").set_value(["spend"]).run()
    assert app.expander[0].label == "Left out of all segments: 1 customer"
    ledger = app.expander[0].dataframe[0].value
    assert ledger.to_dict("records") == [{"identifier": "C0", "reason": "no value for spend"}]


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        "k$ and k$",
        "$x$",
        "two\nlines",
        "segment",
        "[a](b) **c** :red[d]",
    ],
)
def test_odd_column_names_are_shown_as_they_are(open_app, name):
    """Markup, formulas and line breaks in names do nothing."""
    app = with_upload(
        open_app, csv(**{name: [i * 1.5 for i in range(40)], "n": [i % 7 for i in range(40)]})
    )
    assert not app.exception
    assert app.title[0].value.startswith("40 customers in")


def test_three_hundred_columns_are_offered_and_six_chosen(open_app):
    """A wide table opens with a handful of features."""
    import numpy as np

    values = np.random.default_rng(0).normal(size=(60, 300))
    app = with_upload(open_app, csv(**{f"f{i}": values[:, i] for i in range(300)}))
    assert len(app.multiselect(key="features").options) == 300
    assert len(app.multiselect(key="features").value) == 6


def test_a_link_restores_the_view(open_app):
    """Features, k, algorithm, scaling and view come from the address."""
    app = open_app(
        None,
        features=["Age", "Spending Score"],
        k="4",
        algorithm="Ward hierarchical",
        scaling="Robust",
        view="3D",
    )
    assert app.multiselect(key="features").value == ["Age", SCORE]
    assert app.slider(key="k").value == 4
    assert app.radio(key="algorithm").value == "ward"
    assert app.selectbox(key="scaling").value == "robust"
    assert app.segmented_control(key="view").value == "3D"


def test_nonsense_in_a_link_is_named_and_left_out(open_app, texts):
    """The rest of the link still counts."""
    app = open_app(None, features=["Age", "Shoe size"], k="banana", table="nothing", x="<b>")
    assert "The link names the column “Shoe size”, which this table does not have" in texts(app)
    assert app.multiselect(key="features").value == ["Age"]
    assert app.title[0].value.startswith("200 customers in")


def test_a_link_to_a_column_that_cannot_be_used_says_why(open_app, texts):
    """The identifier in a link is refused with its reason."""
    app = open_app(None, features=["CustomerID", "Age"])
    assert "“CustomerID” identifies customers" in texts(app)
    assert app.multiselect(key="features").value == ["Age"]


def test_reset_forgets_the_settings(open_app):
    """Back to how the app opened."""
    app = open_app()
    app.slider(key="k").set_value(9)
    app.multiselect(key="features").set_value(["Age"]).run()
    next(b for b in app.button if b.label == "Reset").click().run()
    assert app.title[0].value == "200 customers in 5 segments"


@pytest.mark.parametrize("page", ["segment", "profiles", "plan"])
def test_left_out_customers_are_told_first_and_filled_on_a_click(open_app, texts, page):
    """How many and why stands above the fold; the button keeps them all."""
    spend = [None if i % 3 == 0 else i * 2.5 for i in range(60)]
    app = with_upload(open_app, csv(who=[f"C{i}" for i in range(60)], spend=spend))
    app.multiselect(key="features").set_value(["spend"]).run()
    app.switch_page(f"pages/{page}.py").run()
    assert "20 of 60 customers are in no segment: no value for spend." in texts(app)
    app.button(key="fill_instead").click().run()
    assert not app.exception
    assert "in no segment" not in texts(app)
    assert not [button for button in app.button if button.key == "fill_instead"]
    assert app.selectbox(key="missing").value == "impute"


def test_nothing_is_said_of_nobody(open_app, texts):
    """A table without gaps has no such line."""
    assert "in no segment" not in texts(open_app())


def test_a_column_that_the_law_protects_is_told_where_segments_are_shown(open_app, texts):
    """Gender among the features: one caption on each page; income and spending: none."""
    app = open_app("segment", features=["Gender", "Annual Income"], k="3")
    for page in ("segment", "profiles", "plan"):
        app.switch_page(f"pages/{page}.py").run()
        assert texts(app).count("“Gender” shapes these segments") == 1, page
    assert "shapes these segments" not in texts(open_app("segment"))
