"""The one path: what leads on, what is said of the segments on every page, when it was changed."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pages.journey import words
from pages.journey.answer import stable_word, standing
from pages.journey.header import clock, differs
from pages.shell.pages import NEXT, PAGES, PATH
from segmentation.clustering.evidence.decision import BY_RULE, GROUPS, NONE, SLICES, Decision

ANSWER = "5 segments · recommended · very stable"
FOUND = Decision(verdict=GROUPS, recommended_k=5, suggested_k=5, reasons=("why",))


def answers(app) -> list[str]:
    """Return every text that says how many segments there are in the words of the answer."""
    said = [str(part.value).replace("\\", "") for part in app.markdown]
    return [part for part in said if part.startswith(":material/") and part.endswith("**")]


def test_the_path_goes_from_data_to_the_report():
    """Four pages in one group, each with its step; the others are the analyst's."""
    assert PATH == ("data", "segment", "plan", "report")
    assert NEXT == {"data": "segment", "segment": "plan", "plan": "report"}
    assert set(words.NEXT_STEP) == set(PATH)
    assert list(PAGES)[:4] == list(PATH)


@pytest.mark.parametrize("page", ["segment", "plan", "profiles", "compare", "how_many"])
def test_every_page_on_segments_says_the_same_answer(open_app, page):
    """One function, one line, the same words."""
    assert answers(open_app(page)) == [f":material/check_circle: **{ANSWER}**"]


def test_the_answer_follows_the_slider(open_app):
    """Of another number no stability is said: it is not measured."""
    app = open_app()
    app.slider(key="k").set_value(7).run()
    told = "7 segments · 5 are recommended"
    assert answers(app) == [f":material/arrow_right: **{told}**"]


def test_data_says_the_answer_only_of_the_table_it_was_given_for(open_app):
    """Before a first look at the segments, and on another table, there is none."""
    app = open_app("data")
    app.button(key="open_b2b_accounts").click().run()
    assert answers(app) == [f":material/arrow_right: **{words.NOT_YET}**"]
    app.button(key="open_mall_customers").click().run()
    app.switch_page("pages/segment.py").run()
    app.switch_page("pages/data.py").run()
    assert answers(app) == [f":material/arrow_right: **{ANSWER}**"]


def test_pages_of_the_path_have_a_step(open_app):
    """Where it leads is seen in a browser; the analyst's pages have none."""
    steps = {"data": True, "segment": True, "plan": True, "report": False, "profiles": False}
    for page, has_step in steps.items():
        shown = [button for button in open_app(page).button if button.key == "next_step"]
        assert bool(shown) == has_step, page


@pytest.mark.parametrize(
    ("decision", "k", "said"),
    [
        (FOUND, 5, words.RECOMMENDED),
        (FOUND, 4, "5 are recommended"),
        (replace(FOUND, verdict=SLICES, recommended_k=None), 5, words.SUGGESTED),
        (replace(FOUND, verdict=SLICES, recommended_k=None), 9, "5 are suggested"),
        (Decision(verdict=NONE, reasons=("why",)), 3, words.NO_STRUCTURE),
        (Decision(verdict=None, reasons=("why",)), 3, words.NOT_TESTED),
        (BY_RULE, 3, words.BY_RULE),
    ],
)
def test_what_the_verdict_means_for_a_number(decision, k, said):
    """Recommended are separate groups alone; slices are a working split."""
    assert standing(decision, k) == said


@pytest.mark.parametrize(
    ("agreement", "word"),
    [(1.0, "very stable"), (0.9, "stable"), (0.7, "fairly stable"), (0.2, "not stable")],
)
def test_the_word_for_stability(agreement, word):
    """A number below zero, worse than by chance, has a word too."""
    assert stable_word(agreement) == word
    assert stable_word(-0.3) == "not stable"


def test_the_clock_is_the_visitors():
    """Local where the browser says where it is, else marked as UTC; another day is named."""
    now = datetime(2026, 3, 5, 23, 30, tzinfo=UTC)
    assert clock(now, now, "Europe/Berlin") == "00:30"
    assert clock(now, now, None) == "23:30 UTC"
    assert clock(now, now, "Nowhere/Else") == "23:30 UTC"
    assert clock(datetime(2026, 3, 4, 9, 5, tzinfo=UTC), now, "Europe/London") == "4 March 09:05"


def test_a_new_widget_is_no_change():
    """Another value is one, and so is a table that was not open before."""
    assert not differs({"k": "5"}, {"k": "5", "scaling": "'standard'"})
    assert differs({"k": "5"}, {"k": "6"})
    assert differs({"k": "5"}, {"k": "5", "uploaded_table": "abc"})


def test_the_header_names_the_table_and_keeps_the_time_of_the_last_change(open_app):
    """Going to another page changes nothing; moving the slider does."""
    app = open_app()
    first = app.session_state["last_change"]
    assert any("Mall Customers</span>" in str(part.proto.body) for part in app.get("html"))
    app.switch_page("pages/profiles.py").run()
    app.switch_page("pages/plan.py").run()
    assert app.session_state["last_change"] == first
    app.slider(key="k").set_value(7).run()
    assert app.session_state["last_change"] > first
