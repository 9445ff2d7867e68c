"""A plan of a session before this, offered back by the tab that remembers it."""

import json

import pytest

from pages.journey import left_plan, words
from pages.shell import state

PLAN = {"campaign_name": "Spring", "budget": 777.0, "typed_money": {"a": {"1": {"Cost": 2.0}}}}


def remember(app, of="mall_customers", plan=PLAN):
    """Let the tab tell what it remembers."""
    app.session_state[state.TAB]["left"] = {"of": of, "plan": plan}
    app.run()
    assert not app.exception


def is_offered(app):
    """Say whether it is offered."""
    return words.PLAN_LEFT in [caption.value for caption in app.caption]


def test_it_is_offered_and_comes_back(open_app):
    """On every page; then it is there, and nothing is offered."""
    app = open_app("explore")
    assert not is_offered(app)
    remember(app)
    assert is_offered(app)
    app.button(key="bring_back").click().run()
    assert not app.exception
    assert not is_offered(app)
    app.switch_page("pages/plan.py").run()
    assert app.text_input(key="campaign_name").value == "Spring"
    assert app.number_input(key="budget").value == 777.0
    assert app.session_state["typed_money"]["a"] == {1: {"Cost": 2.0}}


def test_one_of_another_table_or_one_that_is_there_is_not_offered(open_app):
    """Nor does a plan that was not changed take the place of what the tab remembers."""
    app = open_app("plan")
    remember(app, of="b2b_accounts")
    assert not is_offered(app)
    app.text_input(key="campaign_name").set_value("Spring").run()
    remember(app, plan={"campaign_name": "Spring"})
    assert not is_offered(app)


def test_what_was_changed_is_remembered(open_app, monkeypatch):
    """From the first change on, with the table that it is for."""
    told = []
    run = left_plan.run_in_browser
    monkeypatch.setattr(
        left_plan,
        "run_in_browser",
        lambda *given, **data: (told.append(data["plan"]), run(*given, **data)),
    )
    app = open_app("plan")
    app.run()
    assert set(told) == {""}
    app.text_input(key="campaign_name").set_value("Spring").run()
    left = left_plan.read(told[-1])
    assert (left["of"], left["plan"]["campaign_name"]) == ("mall_customers", "Spring")


@pytest.mark.parametrize(
    "odd",
    [None, 7, "", "[", "[]", "7", '{"of": 1, "plan": {}}', '{"of": "a", "plan": []}', "[" * 9999],
)
def test_what_no_tab_has_remembered_is_nothing(odd):
    """Whoever writes into a browser's memory."""
    assert left_plan.read(odd) is None
    assert left_plan.read(json.dumps({"of": "a", "plan": {}})) == {"of": "a", "plan": {}}
