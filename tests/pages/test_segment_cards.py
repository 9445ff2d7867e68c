"""The Segments page at a glance: cards, the word for separation, axes, what a link lacked."""

import pytest

from pages.how_many.waiting import Waiting
from pages.how_many.words import LIGHTS, time_left
from pages.segment.words import separation
from segmentation.clustering.evidence.decision import GROUPS, NONE, SLICES

INCOME, SCORE = "Annual Income (k$)", "Spending Score (1-100)"


def cards(app) -> str:
    """Return the element of the cards."""
    found = [str(part.proto.body) for part in app.get("html")]
    return next(body for body in found if "segment-cards" in body)


def test_every_segment_has_a_card_with_name_size_bars_and_what_to_do(open_app):
    """One light element; a score is no value, so no share of it is said."""
    shown = cards(open_app())
    assert shown.count("<li ") == 5
    assert shown.count("<dt>") == 15
    assert "Affluent big spenders" in shown
    assert "39 customers · 20% of all<" in shown
    assert "Retain: premium lines and limited editions" in shown
    assert len(shown) < 8_000


def test_the_share_of_value_is_said_where_money_is_known(open_app, upload, few_sales):
    """Customers made from sales have spent something."""
    app = upload(open_app("data"), few_sales, "shop.csv")
    assert "% of total spent" in cards(app.switch_page("pages/segment.py").run())


def test_the_share_of_another_column_when_it_is_chosen_on_profiles(open_app):
    """By the choice “Also add up”."""
    app = open_app("profiles")
    app.selectbox(key="value").set_value("Age").run()
    app.switch_page("pages/segment.py").run()
    assert "% of Age" in cards(app)


def test_names_from_a_file_are_text(open_app):
    """A name with markup is shown as it stands."""
    app = open_app(names='{"0":"<img src=x>"}')
    assert "&lt;img src=x&gt;" in cards(app)
    assert "<img" not in cards(app)


@pytest.mark.parametrize(
    ("silhouette", "verdict", "best", "word"),
    [
        (0.8, GROUPS, True, "strong"),
        (0.55, GROUPS, True, "good"),
        (0.3, GROUPS, True, "fair"),
        (0.1, GROUPS, True, "weak"),
        (float("nan"), GROUPS, True, "weak"),
        (0.8, GROUPS, False, "partly"),
        (0.8, SLICES, True, "gradual"),
        (0.8, NONE, True, "no better than chance"),
        (0.8, None, True, "not tested"),
    ],
)
def test_the_word_for_separation_never_says_more_than_the_verdict(silhouette, verdict, best, word):
    """However high the silhouette of a cloud is."""
    assert separation(silhouette, verdict, is_best=best)[0] == word


def test_the_axes_begin_with_the_columns_that_separate_best(open_app):
    """Of three columns the two that made the segments, whichever comes first in the file."""
    app = open_app(features=["Age", "Annual Income", "Spending Score"], k="5")
    assert [app.selectbox(key=key).value for key in "xy"] == [INCOME, SCORE]
    app.selectbox(key="x").set_value("Age").run()
    assert app.selectbox(key="x").value == "Age"


def test_a_link_to_an_unknown_table_says_so(open_app, texts):
    """And shows the sample; a known one is opened without a word."""
    app = open_app(table="no_such_table")
    assert "The link asks for a table “no_such_table” that is not here" in texts(app)
    assert "“Mall Customers” is shown instead" in texts(app)
    assert "asks for a table" not in texts(open_app(table="b2b_accounts"))


def test_the_verdict_has_a_light_of_its_own_shape(open_app, texts):
    """Colour, shape and word; on noise another."""
    assert len({lamp for lamp, _ in LIGHTS.values()}) == len(LIGHTS)
    app = open_app("how_many")
    assert any("lamp-go" in str(part.proto.body) for part in app.get("html"))
    assert "Clear enough to act on." in texts(app)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (3, "less than 10 seconds left"),
        (42, "about 40 seconds left"),
        (90, "about 90 seconds left"),
        (130, "about 2 minutes left"),
    ],
)
def test_the_time_left_is_rounded(seconds, said):
    """Nobody wants to see it flicker."""
    assert time_left(seconds) == said


class Place:
    """What a bar is shown in."""

    def __init__(self):
        self.texts = []

    def progress(self, _done, text):
        """Keep what is said."""
        self.texts.append(text)
        return self


def test_the_time_left_follows_the_slower_of_all_and_the_last_part():
    """By hand: a half in one second says nothing yet; a tenth in six leaves four tenths, 24 s."""
    moments, place = iter([0.0, 1.0, 7.0]), Place()
    waiting = Waiting(place, 10, lambda: next(moments))
    waiting.tell(0.5, 3)
    waiting.tell(0.6, 4)
    assert place.texts[1] == "Weighing the evidence: 3 of 10 segments…"
    assert place.texts[2] == "Weighing the evidence: 4 of 10 segments, about 20 seconds left…"
