"""The Learn page: steps forward and back, starts, scaling, tables that do not suit it."""

import pandas as pd
import pytest


def button(app, label):
    """Find a button by what it says."""
    return next(found for found in app.button if found.label == label)


def test_the_first_step_is_shown_without_a_click(open_app, texts):
    """On the columns the segments come from."""
    app = open_app("learn")
    assert app.title[0].value == "How K-means finds segments"
    assert app.selectbox(key="learn_x").value == "Annual Income (k$)"
    assert "Of 50 random starts" in texts(app)
    assert button(app, "Back").disabled


def test_next_back_and_from_the_start(open_app):
    """The step is kept and ends at both ends."""
    app = open_app("learn")
    for _ in range(3):
        button(app, "Next").click().run()
    assert app.session_state["lesson_step"] == 3
    button(app, "Back").click().run()
    assert app.session_state["lesson_step"] == 2
    button(app, "Start over").click().run()
    assert app.session_state["lesson_step"] == 0


def test_play_goes_on_by_itself_and_pauses(open_app):
    """Each run of the page is one step."""
    app = open_app("learn")
    button(app, "Play").click().run()
    assert app.session_state["lesson_playing"]
    assert app.session_state["lesson_step"] > 0
    button(app, "Pause").click().run()
    assert not app.session_state["lesson_playing"]


def test_a_bad_start_ends_in_more_spread(open_app, texts):
    """And says how much; a good one ends in the best."""
    app = open_app("learn")
    app.segmented_control(key="learn_start").set_value("bad").run()
    assert "larger than in the best one" in texts(app)
    app.segmented_control(key="learn_start").set_value("good").run()
    assert "the best result found" in texts(app)


def test_another_choice_begins_anew(open_app, texts):
    """With other centres, columns or scale the first step is shown."""
    app = open_app("learn")
    button(app, "Next").click().run()
    app.toggle(key="learn_scaled").set_value(False).run()
    assert app.session_state["lesson_step"] == 0
    assert "Without a common scale" in texts(app)
    app.slider(key="learn_k").set_value(3).run()
    button(app, "Draw again").click().run()
    assert not app.exception


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"city": list("ababab")}, "needs two columns of numbers"),
        ({"spend": [1, 1, 2, 2, 1, 2], "visits": [1, 1, 2, 2, 1, 2]}, "fewer than 5 different"),
    ],
)
def test_tables_that_do_not_suit_end_in_a_sentence(open_app, upload, texts, columns, said):
    """One number, or too few different customers."""
    data = pd.DataFrame(columns).to_csv(index=False).encode()
    app = upload(open_app("data"), data, "shop.csv")
    app.switch_page("pages/learn.py").run()
    assert not app.exception
    assert said in texts(app)
