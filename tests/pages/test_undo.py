"""One step back from a reset, another table, a removed filter and a removed segment."""

import pandas as pd
import pytest

from pages.filters import control
from pages.journey import undo, words

FRAME = pd.DataFrame(
    {
        "customer_id": [f"C{n:03}" for n in range(60)],
        "spend": [n % 3 * 100 + n % 7 for n in range(60)],
        "visits": [n % 5 for n in range(60)],
    }
)


def press(app, label: str):
    """Press a button by what it says."""
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception, app.exception
    return app


def said(app) -> str:
    """Join what is said in small letters."""
    return "\n".join(str(part.value) for part in app.caption)


@pytest.mark.parametrize("page", ["segment", "plan"])
def test_a_reset_is_undone(open_app, page):
    """Columns, number and the plan's figures are there again; then there is nothing to undo."""
    app = open_app("plan")
    app.slider(key="k").set_value(4)
    app.multiselect(key="features").set_value(["Age", "Spending Score (1-100)"]).run()
    app.number_input(key="all_cost").set_value(2.5).run()
    app.switch_page(f"pages/{page}.py").run()
    press(app, "Reset")
    assert app.slider(key="k").value == 5
    assert words.WAS_RESET in said(app)
    press(app, words.UNDO)
    assert app.slider(key="k").value == 4
    assert app.multiselect(key="features").value == ["Age", "Spending Score (1-100)"]
    assert app.session_state["all_cost"] == 2.5
    assert undo.KEPT not in app.session_state
    assert words.WAS_RESET not in said(app)


def test_a_file_of_ones_own_is_back_after_the_sample(open_app, upload):
    """With its settings; a file that is chosen later ends the way back."""
    data = FRAME.to_csv(index=False).encode()
    app = upload(open_app("data"), data, "own.csv")
    app.switch_page("pages/segment.py").run()
    app.slider(key="k").set_value(6).run()
    press(app, "Back to the sample")
    assert app.title[0].value.startswith("200 customers")
    press(app, words.UNDO)
    assert app.title[0].value == "60 customers in 6 segments"
    press(app, "Back to the sample")
    app.switch_page("pages/data.py").run()
    upload(app, data, "again.csv", run=app.session_state["uploader_run"])
    assert words.WAS_LEFT not in said(app)


def test_a_removed_filter_is_put_back(open_app, texts):
    """All of it, or a part; a new condition ends the way back."""
    where = "Gender = 'Female' and Age >= 30"
    app = open_app()
    app.text_input(key="where").set_value(where).run()
    before = app.title[0].value
    app.button(key="filter_remove").click().run()
    assert app.title[0].value.startswith("200 customers")
    assert "The filter was removed" in texts(app)
    app.button(key="filter_undo").click().run()
    assert app.title[0].value == before
    assert app.session_state[control.WHERE] == where
    app.button(key="filter_remove_0").click().run()
    assert app.session_state[control.WHERE] == "Age >= 30"
    app.button(key="filter_undo").click().run()
    assert app.session_state[control.WHERE] == where
    app.text_input(key="where").set_value("Age < 40").run()
    assert control.REMOVED not in app.session_state
