"""Saving what is on the screen, and finding it again."""

import os
from pathlib import Path

import pytest
import sqlalchemy as sa

import segmentation as sg
from pages.shared.custom_segments import from_plain
from segmentation.models.library import Library
from segmentation.segments.custom_segments import CustomSegment, Outline

INCOME, SCORE = "Annual Income (k$)", "Spending Score (1-100)"

OWNER = "owner_"


def library():
    """Open the library of this test."""
    return Library(os.environ["SEGMENTATION_LIBRARY"])


def press(app, label):
    """Press the button of that name."""
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception, app.exception
    return app


def save(app, name="Spring"):
    """Save under a name, and return the id."""
    app.text_input(key="save_name").set_value(name)
    app.text_area(key="save_note").set_value("For the board")
    press(app, "Save")
    return library().entries()[0].id


def test_what_is_saved_is_what_is_shown(open_app):
    """The name, the note, the model of this k, and the link."""
    app = open_app("segment", k="4")
    id_ = save(app)
    saved = library().open(id_)
    assert (saved.entry.name, saved.entry.note) == ("Spring", "For the board")
    assert saved.model.n_clusters == 4
    assert saved.model.made is not None
    assert saved.view["k"] == ["4"]
    assert saved.view["features"] == ["Annual Income", "Spending Score"]
    assert app.query_params["segmentation"] == id_
    assert f"?segmentation={id_}" in [code.value for code in app.code]


def test_the_link_opens_it_again(open_app):
    """Its k, its algorithm, its names; in a new session."""
    app = open_app("segment", k="3", algorithm="Ward hierarchical", names='{"0":"Core"}')
    id_ = save(app)
    again = open_app(None, segmentation=id_)
    assert again.slider(key="k").value == 3
    assert again.radio(key="algorithm").value == "ward"
    assert "Core" in again.dataframe[0].value.to_string()
    assert again.query_params["segmentation"] == id_
    assert again.title[0].value == "200 customers in 3 segments"


def test_what_the_link_says_beside_comes_first(open_app):
    """A shared address with another k shows that k."""
    id_ = save(open_app("segment", k="3"))
    assert open_app(None, segmentation=id_, k="7").slider(key="k").value == 7


def test_the_plan_comes_back(open_app):
    """Owner, notes, the typed money and whether it is confirmed."""
    app = open_app("plan")
    owner = next(field for field in app.text_input if field.key.startswith(OWNER))
    owner.set_value("Ada").run()
    app.checkbox(key="figures_are_mine").check().run()
    app.number_input(key="budget").set_value(77.0).run()
    app.number_input(key="all_cost").set_value(0.8).run()
    app.session_state["typed_money"] = {"abc": {0: {"Cost": 2.5}}}
    id_ = save(app)
    again = open_app(None, segmentation=id_)
    again.switch_page("pages/plan.py").run()
    assert again.text_input(key=owner.key).value == "Ada"
    assert again.checkbox(key="figures_are_mine").value is True
    assert again.number_input(key="budget").value == 77.0
    assert again.number_input(key="all_cost").value == 0.8
    assert again.session_state["typed_money"]["abc"] == {0: {"Cost": 2.5}}


def test_segments_drawn_by_hand_come_back(open_app, texts):
    """With the name they were kept under."""
    app = open_app("segment")
    outline = Outline(axes=(INCOME, SCORE), corners=((0, 0), (0, 100), (200, 100), (200, 0)))
    family = sg.SegmentationSpec(features=(INCOME, SCORE), weights={INCOME: 2.0})
    kept = (CustomSegment(name="All of <b>them</b>", outline=outline), family)
    app.session_state["handmade_segments"] = (kept,)
    app.run()
    id_ = save(app)
    again = open_app(None, segmentation=id_)
    assert again.session_state["handmade_segments"] == (kept,)
    assert "Your segment: **All of <b>them</b>**" in texts(again)


@pytest.mark.parametrize(
    "saved",
    [
        [{}],
        [{"name": "a", "axes": 5}],
        [1],
        [{"name": "a", "axes": [], "corners": [], "family": {"x": 1}}],
    ],
)
def test_drawn_segments_that_are_none_are_left_out(saved):
    """A library may be written by others."""
    assert from_plain(saved) == ()


def test_an_own_file_is_asked_for_and_never_stored(open_app, upload):
    """The link knows it by its fingerprint; the Score page works without it."""
    rows = "".join(f"c{n:03},{n % 3 * 10 + n % 7},{n % 5}\n" for n in range(60))
    app = upload(open_app("data"), f"client,spend,visits\n{rows}".encode(), "mine.csv")
    app.switch_page("pages/segment.py").run()
    id_ = save(app)
    file = Path(os.environ["SEGMENTATION_LIBRARY"].removeprefix("sqlite:///"))
    assert b"c001" not in file.read_bytes()
    again = open_app(None, segmentation=id_)
    assert again.title[0].value == "This link was made on a file of your own"
    again.switch_page("pages/score.py").run()
    assert not again.exception
    assert again.title[0].value == "Which segment of “Spring” is a new customer in?"


def test_saving_again_changes_the_same_one(open_app):
    """Or makes a new one, as asked."""
    app = open_app("segment")
    save(app)
    app.slider(key="k").set_value(7).run()
    press(app, "Save the changes")
    assert [entry.n_clusters for entry in library().entries()] == [7]
    press(app, "Save as a new one")
    assert len(library().entries()) == 2


def test_a_name_is_wanted(open_app, texts):
    """One sentence; nothing is saved."""
    app = open_app("segment")
    app.text_input(key="save_name").set_value("  ")
    press(app, "Save")
    assert "has no name" in texts(app)
    assert library().entries() == ()


def test_the_list_opens_renames_deletes_and_undoes(open_app, texts):
    """On the Score page a saved segmentation is renamed, deleted, brought back and opened."""
    app = open_app("segment", k="3")
    id_ = save(app)
    app = open_app("score")
    assert "3 segments of 200 customers" in texts(app)
    app.text_input(key=f"name_{id_}").set_value("Autumn")
    app.button(key=f"rename_{id_}").click().run()
    assert library().entries()[0].name == "Autumn"
    app.button(key=f"delete_{id_}").click().run()
    assert library().entries() == ()
    assert "Nothing is saved yet" in texts(app)
    press(app, "Undo")
    assert library().entries()[0].name == "Autumn"
    app.button(key=f"open_{id_}").click().run().run()  # the page is empty in between
    assert app.query_params["segmentation"] == id_
    assert app.title[0].value == "Which segment of “Autumn” is a new customer in?"
    app.switch_page("pages/segment.py").run()
    assert app.slider(key="k").value == 3


def test_opening_another_forgets_the_first(open_app):
    """Its k, its names and its plan."""
    first = save(open_app("segment", k="3", names='{"0":"Core"}'), "First")
    second = save(open_app("segment", k="6"), "Second")
    app = open_app(None, segmentation=first)
    app.switch_page("pages/score.py").run()
    app.button(key=f"open_{second}").click().run().run()
    app.switch_page("pages/segment.py").run()
    assert app.slider(key="k").value == 6
    assert "Core" not in app.dataframe[0].value.to_string()


@pytest.mark.parametrize("id_", ["0" * 16, "x'; DROP TABLE saved_segmentations", ""])
def test_a_link_to_nothing_is_said(open_app, texts, id_):
    """And the app works as without it."""
    save(open_app("segment"))
    app = open_app(None, segmentation=id_)
    if id_:
        assert "no such saved segmentation" in texts(app)
    assert app.title[0].value.startswith("200 customers in")
    assert "segmentation" not in app.query_params
    assert len(library().entries()) == 1


def test_another_table_is_no_longer_the_saved_one(open_app):
    """The link no longer says so."""
    id_ = save(open_app("segment"))
    app = open_app(None, segmentation=id_)
    app.switch_page("pages/data.py").run()
    app.button(key="open_b2b_accounts").click().run()
    assert "segmentation" not in app.query_params


def test_a_library_that_cannot_be_used_is_said(open_app, texts, monkeypatch):
    """Where it is needed; the rest of the app works."""
    monkeypatch.setenv("SEGMENTATION_LIBRARY", "postgresql://nobody@127.0.0.1:1/none")
    app = open_app("segment")
    press(app, "Save")
    assert "cannot be used" in texts(app)
    app.switch_page("pages/score.py").run()
    assert "cannot be used" in texts(app)
    assert app.title[0].value.startswith("Which segment")


def test_a_damaged_row_is_listed_and_can_be_deleted(open_app, texts):
    """The others open as before; the damaged one is offered nowhere else."""
    app = open_app("segment")
    good, bad = save(app), save(open_app("segment"), "Torn")
    engine = sa.create_engine(os.environ["SEGMENTATION_LIBRARY"], poolclass=sa.pool.NullPool)
    with engine.begin() as connection:
        change = sa.text("UPDATE saved_segmentations SET about = '' WHERE id = :id")
        connection.execute(change, {"id": bad})
    app.switch_page("pages/score.py").run()
    assert "Damaged: it cannot be opened" in texts(app)
    assert {b.key for b in app.button if (b.key or "").startswith("open_")} == {f"open_{good}"}
    app.button(key=f"delete_{bad}").click().run()
    assert "Damaged" not in texts(app)
    assert [entry.id for entry in library().entries()] == [good]


def test_any_session_brings_back_what_was_deleted_or_replaced(open_app, texts):
    """Where nobody logs in too: not only the session that has done it."""
    app = open_app("segment", k="3")
    id_ = save(app)
    app.text_input(key="save_name").set_value("Autumn")
    press(app, "Save the changes")
    library().delete(id_)
    app = open_app("score")
    assert "Spring, as of" in texts(app)
    for entry in library().entries(deleted=True):
        app.button(key=f"restore_{entry.id}").click().run()
        assert not app.exception, app.exception
    assert {entry.name for entry in library().entries()} == {"Spring", "Autumn"}
    assert "as of" not in texts(app)
