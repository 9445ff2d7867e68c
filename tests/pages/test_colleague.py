"""What a colleague sees: a shared result without the table, and one sentence when it is gone."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

import segmentation as sg
from pages.colleague import words
from segmentation.exports.snapshots.content import PlanCard, Snapshot, as_text
from segmentation.exports.snapshots.taking import PlanSaid, Said, take_snapshot
from segmentation.models.shared_results import GONE, SharedResults
from segmentation.segments.planning.playbook import playbook

MINE = "m" * 43
HOSTILE = "<img src=x onerror=alert(1)> **x** $a$ \u202eلاغ " + "n" * 300


def taken(k: int = 5) -> Snapshot:
    """Take a snapshot of the built-in table, with a plan."""
    result = sg.segment(
        sg.load_sample("mall_customers"),
        sg.SegmentationSpec(
            features=("Annual Income (k$)", "Spending Score (1-100)"), n_clusters=k
        ),
    )
    play = playbook().plays[-1]
    offer = PlanCard(slot=0, name="Affluent", parts=(("Offer", "A gift"), ("", "From 3%.")))
    said = Said(
        answer=f"{k} segments · recommended · very stable",
        separation="good",
        separation_color="green",
        cautions=(),
        plays=(play,) * k,
        to_do=("Retain: a gift",) * k,
        value=None,
        order=("Annual Income (k$)", "Age", "Gender"),
        sure=frozenset(),
        plan=PlanSaid(headline="Target them first", campaign="Spring", cards=((0, offer),)),
    )
    return take_snapshot(result, said, "Ada")


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    """Take one for all tests."""
    return taken()


def shared(content: str, days: int = 30, **clock) -> str:
    """Share a content, and return its id."""
    results = SharedResults(os.environ["SEGMENTATION_LIBRARY"], **clock)
    return results.share(MINE, "about", content, days).id


def drawn(app) -> str:
    """Return all HTML of the page but the style."""
    bodies = [str(part.proto.body) for part in app.get("html")]
    return "\n".join(body for body in bodies if not body.startswith("<style"))


def test_a_colleague_sees_the_result(open_app, texts, snapshot):
    """A banner, the headline, how sure, sizes, cards, charts, the plan; no table is opened."""
    app = open_app(None, snapshot=shared(as_text(snapshot)))
    said = texts(app)
    assert app.title[0].value == "200 customers in 5 segments"
    assert f"{words.LOOKING}." in said
    assert "Ada shared this on " in said
    assert "from the table “Mall Customers" in said or "from the table “" in said
    assert "This link ends on " in said
    assert "Separation: good" in said
    assert "5 segments · recommended · very stable" in said
    for part in ("Spring", "Target them first", "Offer: A gift", "From 3%."):
        assert part in said.replace("**", "")
    html = drawn(app)
    assert html.count("<li ") == 5
    assert html.count('<th scope="row">') == 5
    assert "39 customers, 20%" in html
    assert {box.key for box in app.selectbox} == {"shared_category"}
    assert not app.slider
    assert not app.file_uploader
    assert "uploaded_table" not in app.session_state
    assert app.query_params == {"snapshot": app.query_params["snapshot"]}
    app.button(key="leave_shared").click().run()
    assert "snapshot" not in app.query_params
    assert app.slider(key="k").value == 5


def test_names_are_text(open_app, texts, snapshot):
    """Markup, formulas, right to left, three hundred letters: as they stand, cut, never run."""
    cards = (replace(snapshot.cards[0], name=HOSTILE, to_do=HOSTILE), *snapshot.cards[1:])
    app = open_app(
        None, snapshot=shared(as_text(replace(snapshot, cards=cards, maker=HOSTILE, table=HOSTILE)))
    )
    assert "<img" not in drawn(app)
    assert "&lt;img src=x" in drawn(app)
    assert "<img src=x onerror=alert(1)> **x** $a$" in texts(app)
    assert "\\<img" in app.info[0].value


def test_fifteen_segments_are_shown(open_app):
    """Each that is large enough has its row and its card; how many are not is said."""
    snapshot = taken(15)
    app = open_app(None, snapshot=shared(as_text(snapshot)))
    html, n = drawn(app), len(snapshot.cards)
    assert html.count('<th scope="row">') == html.count("<li ") == n >= 10
    assert n == 15 or f"{15 - n} segment" in "".join(part.value for part in app.caption)


@pytest.mark.parametrize("kind", ["unknown", "form", "ended", "revoked", "damaged"])
def test_what_is_gone_is_one_sentence_and_a_way_to_the_start(open_app, snapshot, kind):
    """The same for all that cannot be opened; of a damaged one, that it is damaged."""
    if kind == "damaged":
        id_ = shared(as_text(snapshot))
        engine = sa.create_engine(os.environ["SEGMENTATION_LIBRARY"])
        with engine.begin() as connection:
            connection.exec_driver_sql("UPDATE shared_results SET content = '{\"maker\": 1'")
        engine.dispose()
    elif kind == "ended":
        before = datetime.now(UTC) - timedelta(days=2)
        id_ = shared(as_text(snapshot), 1, clock=lambda: before)
    elif kind == "revoked":
        id_ = shared(as_text(snapshot))
        SharedResults(os.environ["SEGMENTATION_LIBRARY"]).revoke(MINE, id_)
    else:
        id_ = "Z" * 43 if kind == "unknown" else "../../etc <b>"
    app = open_app(None, snapshot=id_)
    (warning,) = app.warning
    said = warning.value.replace("\\", "")
    assert said.startswith("This shared result is damaged") if kind == "damaged" else said == GONE
    assert not app.selectbox
    app.button(key="leave_shared").click().run()
    assert app.slider(key="k").value == 5


def test_the_list_is_on_the_score_page(open_app, texts):
    """Without a secret of the browser it says for how long links can be revoked."""
    app = open_app("score")
    assert words.LINKS in [str(head.value) for head in app.header]
    assert words.NO_LINKS in texts(app)
