"""The cards of the Plan page: lists for a mail tool, figures of a segment's own, odd cases."""

import re
from hashlib import sha256

import numpy as np
import pandas as pd
import pytest
import streamlit

from pages.plan import words


def table(app, column: str) -> pd.DataFrame:
    """Return the table that has a column."""
    return next(t.value for t in app.dataframe if column in t.value.columns)


def give(app, **figures: float):
    """Give figures for all segments."""
    for key, figure in figures.items():
        app.number_input(key=f"all_{key}").set_value(figure).run()
    assert not app.exception, app.exception
    return app


def contacts(n: int = 60, **columns) -> str:
    """Make a list of customers with addresses, in two groups of spend."""
    random = np.random.default_rng(3)
    half = n // 2
    frame = pd.DataFrame(
        {
            "customer_id": np.arange(n) + 7000,
            "email": [f"p{i}@x.org" for i in range(n)],
            "consent": np.where(np.arange(n) % 3 == 0, "no", "yes"),
            "spend": np.r_[random.normal(20, 3, half), random.normal(200, 9, n - half)].round(2),
            "visits": np.r_[random.poisson(3, half), random.poisson(30, n - half)],
        }
        | columns
    )
    return frame.drop(columns=[c for c, v in columns.items() if v is None]).to_csv(index=False)


@pytest.fixture
def plan_of(open_app, upload):
    """Return a function that opens the plan of a file."""

    def open_plan(data: str):
        app = upload(open_app("data"), data.encode(), "people.csv")
        app.switch_page("pages/plan.py").run()
        assert not app.exception, app.exception
        return app

    return open_plan


def lists_of(app) -> list:
    """Return the buttons of the lists."""
    return [b.proto for b in app.get("download_button") if b.proto.label == "Get the list"]


def test_each_card_has_a_list_and_says_who_is_not_on_it(plan_of, texts, monkeypatch):
    """Only who agreed; 20 of 60 did not."""
    files = {}
    real = streamlit.download_button

    def kept(label, data, **more):
        """Keep what a button would send, and show it."""
        files.setdefault(label, []).append(data)
        return real(label, data="x", **more)

    monkeypatch.setattr("streamlit.download_button", kept)
    app = plan_of(contacts())
    said = texts(app)
    assert "Lists: addresses from “email”. Only customers who agreed, by “consent”." in said
    left_out = [int(n) for n in re.findall(r"Left out: (\d+) no consent", said)]
    assert sum(left_out) == 20
    assert "randomly held out as a control group" in said
    monkeypatch.undo()
    rows = "".join(data().decode("utf-8-sig") for data in files["Get the list"])
    assert rows.splitlines()[0] == "customer_id,email,consent,segment,group"
    assert rows.count("@x.org") == sum(int(n) for n in re.findall(r"(\d+) to contact", said))
    assert rows.count("randomly held out as a control group") >= 2
    left = "From your table leave “email” as Email, hashed (SHA-256), and nothing else."
    assert said.count(left) == len(files["File for Google Ads Customer Match"]) > 0
    ads = "".join(data().decode() for data in files["File for Google Ads Customer Match"])
    assert ads.splitlines()[0] == "Email"
    hashes = [line for line in ads.splitlines() if len(line) == 64]
    assert len(hashes) == rows.count("@x.org")
    assert sha256(b"p1@x.org").hexdigest() in hashes or "p1@x.org" not in rows


def test_without_a_column_of_consent_the_page_says_that_nobody_knows(plan_of, texts):
    """It lists everybody with an address and does not say that they agreed."""
    app = plan_of(contacts(consent=None))
    assert "No column says who agreed to be contacted" in texts(app)
    assert "who agreed, by" not in texts(app)
    assert not any(button.disabled for button in lists_of(app))


def test_where_nobody_agreed_there_is_no_list_no_target_and_no_campaign(plan_of, texts):
    """Nobody can be contacted, and the page says so on every card."""
    app = plan_of(contacts(consent=["no"] * 60))
    assert app.title[0].value.startswith("A plan for")
    assert texts(app).count("No campaign: nobody here can be contacted.") == len(lists_of(app))
    assert all(button.disabled for button in lists_of(app))
    give(app, cost=1.0, response=5.0, margin_share=30.0)
    assert not app.error


def test_a_correction_of_a_column_changes_the_lists(plan_of, texts):
    """What was taken for a consent is taken back on the Data page."""
    app = plan_of(contacts())
    app.switch_page("pages/data.py").run()

    def field(label: str):
        """Return a field of the correction by its title."""
        return next(box for box in app.selectbox if box.label == label and "fix_" in box.key)

    field("Column").set_value("consent").run()
    assert field("In lists").value == "consent"
    field("In lists").set_value("").run()
    app.button(key="fix").click().run()
    app.switch_page("pages/plan.py").run()
    assert "No column says who agreed to be contacted" in texts(app)


def test_no_campaign_is_advised_for_one_person(plan_of, texts):
    """A segment of one is the best by spend, and is spoken with instead."""
    spend = np.r_[np.linspace(10, 30, 30), np.linspace(180, 220, 29), [5000]]
    app = plan_of(contacts(spend=spend.round(2), consent=None))
    app.slider(key="k").set_value(4).run()
    sizes = table(app, "At least").set_index("Segment")["Customers"]
    assert sizes.min() == 1
    alone = sizes.idxmin()
    assert alone not in app.title[0].value.replace("\\", "")
    assert "No campaign for one person: speak with them yourself." in texts(app)
    give(app, cost=1.0, response=5.0, margin_share=30.0)
    shares = table(app, "Share of the budget").set_index("Segment")["Share of the budget"]
    assert shares[alone] == "0%"


def test_title_and_budget_name_the_same_segments(open_app):
    """The title names both where the largest part of the budget goes to another."""
    app = give(open_app("plan"), cost=1.0, response=3.0, margin=40.0)
    title = app.title[0].value.replace("\\", "")
    assert title.startswith("Target “Affluent big spenders” first")
    assert title.endswith("; “Mainstream customers” get the largest part of the budget")
    give(app, margin=10.0)
    assert app.title[0].value == "With these figures no segment pays for its contacts"


def test_own_figures_and_words_of_a_card_hold_for_that_segment_alone(open_app, texts):
    """In its card, in the table and in the split; emptied, the figures of all count again."""
    app = open_app("plan")
    cost = next(n for n in app.number_input if n.label == "Own cost of a contact")
    cost.set_value(2.5).run()
    costs = table(app, "Expected profit").set_index("Segment")
    per_head = (costs["Cost"] / costs["Contacts"]).round(2)
    assert sorted(per_head)[-2:] == [1.0, 2.5]
    assert per_head.idxmax() == "Affluent big spenders"
    offer = next(t for t in app.text_input if t.label == "Own offer")
    offer.set_value("A jacket $5 off").run()
    assert "A jacket $5 off" in texts(app)
    cost = next(n for n in app.number_input if n.label == "Own cost of a contact")
    cost.set_value(None).run()
    assert set((table(app, "Expected profit")["Cost"] / 1).round(2)) == {35, 31, 20, 73, 21}


def test_every_amount_has_the_chosen_currency(open_app, texts):
    """Guessed from the columns, and changed by hand."""
    app = open_app("plan")
    assert app.selectbox(key="campaign_currency").value == "$"
    app.selectbox(key="campaign_currency").set_value("CHF").run()
    assert [metric.value for metric in app.metric][:2] == [
        "CHF\N{NO-BREAK SPACE}35",
        "CHF\N{NO-BREAK SPACE}11.67",
    ]
    assert "$1 a contact" not in texts(app)
    assert "Cost of a contact, CHF" in {number.label for number in app.number_input}


@pytest.mark.parametrize("k", [2, 15])
def test_as_few_and_as_many_segments_as_there_can_be(open_app, k):
    """A card each, in the order of the targets."""
    app = open_app("plan", k=str(k))
    assert len(lists_of(app)) == k
    assert not app.error
    give(app, cost=1.0, response=5.0, margin=40.0)
    assert not app.error


@pytest.mark.parametrize("name", ["x" * 60, "عملاء مخلصون جدا", "🛍️🎉 fans", "a$b$ <b>*c*"])
def test_odd_names_of_segments(open_app, name):
    """They are on the card as they stand."""
    app = open_app("plan")
    app.switch_page("pages/profiles.py").run()
    box = next(t for t in app.text_input if t.label == "Name of this segment")
    box.set_value(name).run()
    app.switch_page("pages/plan.py").run()
    assert not app.exception
    assert any(name in s.value.replace("\\", "") for s in app.subheader)


def test_one_segment_by_rule(open_app, texts):
    """A rule that holds for everybody: one card, one list."""
    app = open_app(rules="Everybody: Age > 0", algorithm="Rules of your own")
    app.query_params["rules"] = "Everybody: Age > 0"
    app.query_params["algorithm"] = "Rules of your own"
    app.switch_page("pages/plan.py").run()
    assert not app.exception
    assert not app.error
    assert len(lists_of(app)) == 1
    assert "180 to contact, 20 randomly held out" in texts(app)


def test_the_head_of_the_cards_says_their_order(open_app):
    """Best first only where the first card is the segment that the title names."""
    app = open_app("plan")
    heads = [head.value for head in app.header]
    assert words.CARDS in heads
    cost = next(n for n in app.number_input if n.label == "Own cost of a contact")
    cost.set_value(2.5).run()
    first = next(head.value for head in app.subheader if "Its mark" in head.value).split(") ", 1)[1]
    assert f"“{first}” first" not in app.title[0].value
    heads = [head.value for head in app.header]
    assert words.CARDS_BY_GOALS in heads
    assert words.CARDS not in heads
