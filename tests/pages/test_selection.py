"""Customers marked on the map, without a browser: the outline is put where the map would put it."""

from segmentation.clustering.spec import SegmentationSpec
from segmentation.segments.custom_segments import Outline

INCOME, SCORE = "Annual Income (k$)", "Spending Score (1-100)"
FAMILY = SegmentationSpec(features=(INCOME, SCORE))
RICH = Outline(axes=(INCOME, SCORE), corners=((70, 60), (200, 60), (200, 101), (70, 101)))
NOBODY = Outline(axes=(INCOME, SCORE), corners=((900, 0), (901, 0), (901, 1)))


def mark(app, outline=RICH, family=FAMILY):
    """Mark customers as a drawn outline does."""
    app.session_state["outline"] = (outline, family)
    return app.run()


def press(app, label):
    """Press a button by what it says."""
    next(button for button in app.button if button.label == label).click()
    return app.run()


def test_the_marked_are_described_beside_the_segments(open_app, texts):
    """How many, in which segments, and what sets them apart."""
    app = mark(open_app())
    said = texts(app)
    assert "39 customers marked" in said or "38 customers marked" in said
    assert "in “Affluent big spenders”" in said
    assert "Annual Income average" in said
    assert not app.exception


def test_a_kept_segment_is_a_row_of_the_summary(open_app):
    """With its name; it can be removed again."""
    app = mark(open_app())
    app.text_input(key="handmade_name").input("VIP  [guests]").run()
    press(app, "Keep as a segment")
    summary = app.dataframe[0].value
    assert summary["Segment"].iloc[-1] == "VIP [guests]"
    assert len(summary) == 6
    assert summary["Customers"].iloc[-1] in {38, 39}
    press(app, "Remove")
    assert len(app.dataframe[0].value) == 5
    app.button(key="undo_remove").click().run()
    assert app.dataframe[0].value["Segment"].iloc[-1] == "VIP [guests]"
    press(app, "Remove")
    press(app, "Keep as a segment")
    assert "undo_remove" not in {button.key for button in app.button}


def test_two_of_the_same_name_stay_apart(open_app):
    """The second gets a number; without a name there is one."""
    app = mark(open_app())
    press(app, "Keep as a segment")
    press(app, "Keep as a segment")
    assert app.dataframe[0].value["Segment"].tolist()[-2:] == ["My segment", "My segment 2"]


def test_nobody_inside_is_said(open_app, texts):
    """And nothing can be kept."""
    app = mark(open_app(), NOBODY)
    assert "There is no customer inside the area you marked." in texts(app)
    assert "Keep as a segment" not in [button.label for button in app.button]


def test_an_outline_on_components_goes_with_its_settings(open_app, texts):
    """With other columns the components mean something else: the outline is not used."""
    outline = Outline(axes=("component:1", "component:2"), corners=((-9, -9), (9, -9), (0, 9)))
    app = mark(open_app(), outline)
    assert "customers marked" in texts(app)
    app.multiselect(key="features").set_value(["Age", SCORE]).run()
    assert "customers marked" not in texts(app)
    assert not app.exception
