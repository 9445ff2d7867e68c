"""Long work on a new choice is stopped, and what was shown before is there again."""

import streamlit as st

from pages.segment_form import stopping
from segmentation import cached

AGE = ["Age"]


def stop_at(monkeypatch, features: list[str]) -> None:
    """Let the work on these columns end like a run that a press of a button ends."""
    work = cached.fitted_range

    def endless(table, family):
        if list(family.features) == features:
            st.stop()
        return work(table, family)

    monkeypatch.setattr(cached, "fitted_range", endless)


def labels(app) -> list[str]:
    """Return what is written on the buttons."""
    return [button.label for button in app.button]


def test_the_choices_before_come_back(open_app, monkeypatch):
    """Columns and settings, with the number that was chosen since; then nothing is offered."""
    monkeypatch.setattr(stopping, "APART_FROM", 100)
    app = open_app()
    app.slider(key="k").set_value(7).run()
    before, title = app.multiselect(key="features").value, app.title[0].value
    assert stopping.STOP not in labels(app)
    stop_at(monkeypatch, AGE)
    app.selectbox(key="scaling").set_value("robust").run()
    title = app.title[0].value
    app.multiselect(key="features").set_value(AGE).run()
    assert stopping.STOP in labels(app)
    app.button(key="stop_work").click().run()
    assert not app.exception
    assert app.multiselect(key="features").value == before
    assert app.selectbox(key="scaling").value == "robust"
    assert app.slider(key="k").value == 7
    assert app.title[0].value == title
    assert stopping.STOP not in labels(app)


def test_on_the_page_of_numbers_too(open_app, monkeypatch):
    """A wider range takes longer; the one before comes back."""
    monkeypatch.setattr(stopping, "APART_FROM", 100)
    app = open_app("how_many")
    stop_at(monkeypatch, AGE)
    app.slider(key="ks").set_value((2, 4)).run()
    app.multiselect(key="features").set_value(AGE).run()
    app.button(key="stop_work").click().run()
    assert app.slider(key="ks").value == (2, 4)
    assert app.multiselect(key="features").value != AGE


def test_nothing_is_offered_where_nothing_was_before(open_app, monkeypatch):
    """On a small table, and where the first choice is the long one."""
    stop_at(monkeypatch, AGE)
    app = open_app()
    app.multiselect(key="features").set_value(AGE).run()
    assert stopping.STOP not in labels(app)
    monkeypatch.setattr(stopping, "APART_FROM", 100)
    assert stopping.STOP not in labels(open_app(features="Age"))
