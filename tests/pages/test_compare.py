"""The Compare page: other settings, saved segmentations, later files."""

import os

import pandas as pd
import pytest

import segmentation as sg
from pages.compare import other_settings
from segmentation.models.library import Library

INCOME, SCORE = "Annual Income (k$)", "Spending Score (1-100)"
MALL = sg.load_sample("mall_customers").frame
DATES = "Files of other dates"


def give(app, *files):
    """Choose later files."""
    uploader = app.file_uploader(key="later_upload")
    uploader.set_value(
        [(name, frame.to_csv(index=False).encode(), "text/csv") for name, frame in files]
    )
    uploader.run()
    assert not app.exception, app.exception
    return app


def metrics(app):
    """Return the four counts."""
    return [metric.value for metric in app.metric]


def test_other_settings_beside_the_present_ones(open_app, texts):
    """Five and six segments: ten customers change segment."""
    app = open_app("compare")
    a, b = (
        sg.segment(
            sg.load_sample("mall_customers"),
            sg.SegmentationSpec(features=(INCOME, SCORE), n_clusters=k),
        )
        for k in (5, 6)
    )
    expected = sg.compare(a, b)
    assert f"{expected.n_moved} of 200 customers change segment" in app.title[0].value
    assert f"Agreement (adjusted Rand index): {expected.agreement:.2f}" in texts(app)
    assert app.dataframe[0].value["Change segment"].sum() == expected.n_moved


def test_the_same_settings_are_the_same(open_app):
    """Compared with its own settings, a segmentation moves nobody."""
    app = open_app("compare")
    app.number_input(key="other_k_5").set_value(5).run()
    assert app.title[0].value.startswith("No customer changes segment")


def test_other_columns_and_another_algorithm(open_app):
    """Settings that belong to columns go with them."""
    app = open_app("compare", weight_Age="× 2", features=["Age", "Annual Income"])
    app.selectbox(key="other_algorithm").set_value("ward").run()
    key = next(
        field.key for field in app.multiselect if str(field.key).startswith("other_features")
    )
    app.multiselect(key=key).set_value([SCORE]).run()
    assert not app.exception
    assert "change segment" in app.title[0].value
    app.multiselect(key=key).set_value([]).run()
    assert not app.exception


def test_data_that_hold_no_more_segments(open_app, texts):
    """Two values make two segments; three are refused with a sentence, below a title."""
    app = open_app("compare", features=["Gender"])
    assert app.title[0].value.startswith("No customer changes segment")
    app.number_input(key="other_k_2").set_value(3).run()
    assert app.title[0].value == "Would it look the same?"
    assert "3 segments are wanted" in texts(app)


def test_a_saved_segmentation_beside_it(open_app, texts):
    """A saved segmentation is compared by its own rule, and customers who differ are counted."""
    app = open_app("segment", k="3")
    app.text_input(key="save_name").set_value("Three")
    next(b for b in app.button if b.label == "Save").click().run()
    app = open_app("compare")
    (entry,) = Library(os.environ["SEGMENTATION_LIBRARY"]).entries()
    app.selectbox(key="compare_with").set_value(entry.id).run()
    assert "Right: “Three”, by its rule" in texts(app)
    assert "change segment" in app.title[0].value


def test_without_files_what_is_needed_is_told(open_app, texts):
    """The identifier and the columns."""
    app = open_app("compare", compare=DATES)
    assert app.title[0].value == "Who has moved since then?"
    assert "They need the columns “CustomerID”, “Annual Income” and “Spending Score”" in texts(app)


@pytest.fixture
def later():
    """Return the mall a month later: ten are gone, three are new, two went to the other side."""
    frame = MALL.iloc[10:].copy()
    frame.loc[frame["CustomerID"].isin([124, 126]), SCORE] = 5
    new = MALL.head(3).assign(CustomerID=[1001, 1002, 1003])
    return pd.concat([frame, new])


def test_a_later_file_by_hand(open_app, texts, later):
    """Two moved, ten are lost, three are new; the value at stake is what these had."""
    app = give(open_app("compare", compare=DATES), ("2025-02.csv", later))
    assert app.title[0].value == "1% of the customers have changed their segment"
    stayed, moved, redrawn, lost_new = metrics(app)
    assert (moved, lost_new) == ("2", "10 / 3")
    assert int(stayed) + int(moved) + int(redrawn) == 190
    app.selectbox(key="migration_value").set_value(SCORE).run()
    gone = MALL[MALL["CustomerID"].isin([124, 126])][SCORE].sum() + MALL.head(10)[SCORE].sum()
    assert f"At stake: {gone:,.0f}" in texts(app)


def test_the_same_file_is_no_change(open_app):
    """The same customers in a later file have all stayed, and none came or went."""
    app = give(open_app("compare", compare=DATES), ("again.csv", MALL))
    assert metrics(app) == ["200", "0", "0", "0 / 0"]


def test_several_files_are_a_history(open_app, later):
    """In the order of their names; the last is compared, or the one that is chosen."""
    app = give(open_app("compare", compare=DATES), ("b.csv", later), ("a.csv", MALL))
    assert metrics(app)[3] == "10 / 3"
    next(f for f in app.selectbox if f.label == "Compare with").set_value(0).run()
    assert metrics(app)[3] == "0 / 0"


@pytest.mark.parametrize(
    ("frame", "sentence"),
    [
        (MALL.drop(columns="CustomerID"), "has no column “CustomerID”"),
        (MALL.drop(columns=SCORE), f"no column “{SCORE}”"),
        (pd.concat([MALL, MALL]), "“1” stands in a file more than once"),
    ],
)
def test_a_later_file_that_does_not_fit_is_said(open_app, texts, frame, sentence):
    """One sentence; the settings stay."""
    app = give(open_app("compare", compare=DATES), ("odd.csv", frame))
    assert sentence in texts(app)
    assert app.slider(key="k").value == 5


def test_nobody_in_common_is_said(open_app):
    """A later file of other customers altogether is told in the title, and all are lost and new."""
    strangers = MALL.assign(CustomerID=MALL["CustomerID"] + 5_000)
    app = give(open_app("compare", compare=DATES), ("strangers.csv", strangers))
    assert app.title[0].value == "No customer is in both files"
    assert metrics(app)[3] == "200 / 200"


def test_a_file_that_cannot_be_read_leaves_the_others(open_app, texts):
    """Of two later files the one that is empty is told and the other compared."""
    uploader = open_app("compare", compare=DATES)
    app = uploader
    app.file_uploader(key="later_upload").set_value(
        [("bad.csv", b"", "text/csv"), ("good.csv", MALL.to_csv(index=False).encode(), "text/csv")]
    ).run()
    assert "bad.csv" in texts(app)
    assert metrics(app)[0] == "200"


def test_a_long_tail_is_told_in_medians_like_on_the_cards(open_app, upload):
    """Both sides of an arrow; a column without a tail keeps its averages."""
    frame = pd.DataFrame({"customer_id": range(60), "visits": [1, 2, 3] * 10 + [30, 31, 32] * 10})
    frame["spend"] = [10 + n % 7 for n in range(57)] + [900, 4_000, 9_000]
    app = upload(open_app("data"), frame.to_csv(index=False).encode(), "shop.csv")
    app.session_state["k"], app.session_state["compare"] = 2, other_settings.DATES
    app.session_state["k_chosen"] = True
    app.switch_page("pages/compare.py").run()
    give(app, ("later.csv", frame.assign(spend=frame["spend"] + 1)))
    told = next(f.value for f in app.dataframe if "Customers now" in f.value.columns)
    then = told["spend"].str.split(" → ").str[0]
    assert then.str.startswith("median ").all()
    assert not told["visits"].str.contains("median").any()
