"""The Plan page: a target, an offer, a split, a test; nothing leaves while it is an example."""

import re

import numpy as np
import pandas as pd
import pytest

from segmentation import cached
from segmentation.segments.planning.proof.power import customers_needed


def table(app, column: str) -> pd.DataFrame:
    """Return the table that has a column."""
    return next(t.value for t in app.dataframe if column in t.value.columns)


def test_the_built_in_data_lead_to_a_plan_without_a_click(open_app, texts):
    """Whom, what, where, how to prove."""
    app = open_app("plan")
    assert app.title[0].value.replace("\\", "") == "Target “Affluent big spenders” first: keep them"
    said = texts(app)
    assert "Potential: “Careful earners”." in said
    assert "True of 100% of “Careful earners”." in said
    assert "Not judged, because no column tells of it: Ease to win, Risk of loss." in said
    assert "They have the means and spend them here" in said
    assert "(Annual Income − Spending Score) / 2" in said
    assert table(app, "Total")["Segment"].iloc[0] == "Affluent big spenders"
    assert f"**{customers_needed(0.03, 0.04):,} customers**" in said
    proof = table(app, "Smallest improvement detected")
    assert set(proof["Smallest harm detected"]) == {"none: too few"}
    assert set(proof["Enough"]) == {"no"}


def test_weights_change_whom_to_start_with(open_app):
    """Potential alone puts the careful earners first."""
    app = open_app("plan")
    app.select_slider(key="goal_Value now").set_value(0.0).run()
    assert "“Careful earners” first: sell them more" in app.title[0].value.replace("\\", "")
    app.select_slider(key="goal_Potential").set_value(0.0).run()
    assert app.title[0].value == "A plan for 5 segments"


def test_a_column_may_be_named_for_what_it_tells(open_app):
    """Age as spending, if somebody wants it; no column at all ranks nothing."""
    app = open_app("plan")
    app.selectbox(key="concept_spending").set_value("none").run()
    assert not app.exception
    assert app.title[0].value == "A plan for 5 segments"
    app.selectbox(key="concept_spending").set_value("Age").run()
    assert "Age" in "".join(caption.value for caption in app.caption)


DOWNLOADS = ("one page", "contacted and who is in the control group")


def blocked(app) -> list[bool]:
    """Tell which of the plan's files cannot be had."""
    buttons = app.get("download_button")
    return [
        next(b for b in buttons if title in b.proto.label).proto.disabled for title in DOWNLOADS
    ]


def give(app, **figures: float):
    """Give figures for all segments."""
    for key, figure in figures.items():
        app.number_input(key=f"all_{key}").set_value(figure).run()
    assert not app.exception, app.exception
    return app


def test_an_example_says_so_everywhere_and_is_not_exported(open_app, texts):
    """Nobody has touched a figure: no split is advised."""
    app = open_app("plan")
    said = "Example figures, replace with yours: $1 a contact, 3% respond, $40 a response"
    assert texts(app).count(said) == 1
    assert texts(app).count("Example figures") == 1
    assert texts(app).count(":gray-badge[example]") == 5
    assert "No split of the budget is advised yet" in texts(app)
    assert "best split" not in texts(app)
    assert "Share of the budget" not in table(app, "Expected profit").columns
    assert blocked(app) == [True, True]


def test_a_tick_over_the_example_lets_nothing_out(open_app, texts):
    """Only over figures that were given, each of them."""
    app = open_app("plan")
    app.checkbox(key="figures_are_mine").check().run()
    assert blocked(app) == [True, True]
    assert "the box is ticked, but cost, response and margin are still our example" in texts(app)
    assert "No split of the budget is advised yet" in texts(app)
    give(app, cost=1.0, response=3.0)
    assert blocked(app) == [True, True]
    assert "ticked, but margin is still our example" in texts(app)
    give(app, margin=40.0)
    assert blocked(app) == [False, False]
    assert "xample, replace with yours" not in texts(app)
    assert "All segments have the same figures, so the split follows their sizes alone." in texts(
        app
    )
    app.checkbox(key="figures_are_mine").uncheck().run()
    assert blocked(app) == [True, True]


def test_figures_typed_for_each_segment_are_ones_own(open_app, texts):
    """For one segment they are not enough."""
    app = open_app("plan")
    app.checkbox(key="figures_are_mine").check().run()
    typed = app.session_state["typed_money"]
    (owner,) = typed
    row = {"Cost": 2.0, "Response rate: expected, %": 4.0, "Margin": 30.0}
    app.session_state["typed_money"] = {owner: {0: row}}
    app.run()
    assert blocked(app) == [True, True]
    assert "The best split is expected" in texts(app)
    app.session_state["typed_money"] = {owner: dict.fromkeys(range(5), row)}
    app.run()
    assert blocked(app) == [False, False]


def test_the_outlook_by_hand(open_app):
    """35 contacts (4 of 39 are held out) at 1, a third of 10% on average, 40 each."""
    row = table(open_app("plan"), "Expected profit").iloc[1]
    assert row["Segment"] == "Affluent big spenders"
    assert row["Contacts"] == row["Cost"] == 35
    assert row["Expected profit"] == pytest.approx(35 * (40 * 0.1 / 3 - 1))
    assert row["Pays from a response of"] == "2.5%"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"Margin": 0}, "“Mainstream customers”: a response earns 0"),
        ({"Response rate: high, %": 140}, "“Mainstream customers”: the response is 140.0%"),
        ({"Response rate: low, %": 5}, "Give the low one first"),
        ({"Cost": None}, "“Mainstream customers”: a figure is missing"),
        ({"At least": 5000, "At most": 10}, "budget should lie between"),
    ],
)
def test_figures_that_cannot_be_are_one_sentence(open_app, texts, monkeypatch, changes, said):
    """And the rest of the page above stays."""

    def edited(rows, **_):
        """Stand in for typing into the first row, which AppTest cannot do."""
        return [rows[0] | changes, *rows[1:]]

    monkeypatch.setattr("streamlit.data_editor", edited)
    app = open_app("plan")
    assert said in texts(app)
    assert not app.exception
    assert app.title[0].value.startswith("Target")


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("budget", 0.0, "The budget is 0"),
        ("hold_out", 100.0, "The control group is 100%"),
        ("lift_wanted", 0.0, "The smallest improvement to detect is 0 points"),
        ("base_response", 130.0, "Give a share from 0% to 100%"),
    ],
)
def test_inputs_that_cannot_be_are_one_sentence(open_app, texts, key, value, said):
    """What was found, what to do."""
    app = open_app("plan")
    app.number_input(key=key).set_value(value).run()
    assert said in texts(app)
    assert not app.exception


@pytest.fixture
def plan_of_sales(open_app, upload, few_sales):
    """Open the plan for customers who are made from sales."""
    app = upload(open_app("data"), few_sales, "shop.csv")
    app.switch_page("pages/plan.py").run()
    assert not app.exception, app.exception
    return app


def test_sales_tell_who_brings_the_money(plan_of_sales, texts):
    """Revenue shares, repeat rate, concentration; and whom each goal names."""
    app = plan_of_sales
    found = table(app, "Bought again")
    assert len(found) >= 3
    assert "Risk of loss" in table(app, "Total").columns
    said = texts(app)
    assert "Value now: “Active big buyers, larger orders”" in said
    assert "Ease to win: “Active big buyers, smaller orders”" in said
    assert "Risk of loss: no segment" in said
    assert table(app, "Total")["Risk of loss"].isna().all()


def test_margins_start_from_each_segments_own_orders(plan_of_sales, texts):
    """So that the split follows what they bring, once costs and responses are given."""
    app = give(plan_of_sales, cost=1.0, response=3.0, margin_share=30.0)
    assert "Each segment's margin starts from its own orders (average order)." in texts(app)
    app.checkbox(key="figures_are_mine").check().run()
    assert blocked(app) == [False, False]
    outlook = table(app, "Share of the budget").set_index("Segment")
    value = table(app, "Bought again").set_index("Segment")
    share = {
        kind: frame[column].str.strip("<%").astype(float)
        for kind, frame, column in (
            ("budget", outlook, "Share of the budget"),
            ("revenue", value, "Revenue"),
            ("heads", value, "Customers"),
        )
    }
    apart = {kind: (share["budget"] - share[kind]).abs().sum() for kind in ("revenue", "heads")}
    assert apart["revenue"] < apart["heads"]
    assert share["budget"].idxmax() == share["revenue"].idxmax()
    best = outlook["Per € spent"].idxmax()
    average = value["Average value"].str.replace(r"[€,]", "", regex=True).astype(float)
    assert best == average.idxmax()


def test_results_of_the_campaign_are_read(open_app, texts, monkeypatch):
    """Responders by identifier; limits are rounded outward; results of others are one sentence."""
    judged, real = [], cached.lifts
    monkeypatch.setattr(cached, "lifts", lambda given: judged.append(real(given)) or judged[-1])
    app = open_app("plan")
    app.number_input(key="hold_out").set_value(50.0).run()
    results = pd.DataFrame({"CustomerID": np.arange(1, 101), "bought": "yes"})
    app.file_uploader(key="results_file").upload(
        "results.csv", results.to_csv(index=False).encode(), "text/csv"
    ).run()
    assert not app.exception, app.exception
    lifts = table(app, "Verdict")
    assert lifts["Segment"].iloc[-1] == "All segments"
    for _, row in lifts[lifts["From"].notna()].iterrows():
        assert row["Verdict"].startswith("It worked") == (row["From"] > 0)
        assert row["Verdict"].startswith("It did harm") == (row["To"] < 0)
    assert lifts["From"].notna().any()
    read = [lift for lift in judged[-1] if not np.isnan(lift.low)]
    shown = lifts[lifts["From"].notna()].set_index("Segment")
    for lift in read:  # a limit on the page claims no more than was computed
        assert shown.loc[lift.name, "From"] <= 100 * lift.low + 1e-12
        assert shown.loc[lift.name, "To"] >= 100 * lift.high - 1e-12
        assert shown.loc[lift.name, "From"] == pytest.approx(100 * lift.low, abs=0.01)
    assert lifts["Contacted"].iloc[-1] + lifts["Control group"].iloc[-1] == 200
    others = results.assign(CustomerID=results["CustomerID"] + 5_000)
    app.file_uploader(key="results_file").upload(
        "others.csv", others.to_csv(index=False).encode(), "text/csv"
    ).run()
    assert "None of the 100 customers in the results" in texts(app)


def test_columns_without_words_still_give_a_plan(open_app, upload, texts):
    """Nothing ranks the segments, and the page says what to name."""
    random = np.random.default_rng(0)
    frame = pd.DataFrame({"alpha": random.normal(size=60), "beta": random.normal(size=60)})
    app = upload(open_app("data"), frame.to_csv(index=False).encode(), "x.csv")
    app.switch_page("pages/plan.py").run()
    assert not app.exception, app.exception
    assert re.match(r"A plan for \d+ segments", app.title[0].value)
    assert "No column says what customers spend" in texts(app)


def test_the_page_to_print_holds_the_plan(open_app, monkeypatch):
    """Targets, plays, owner, money and groups; what a button would send, made here."""
    files = {}
    monkeypatch.setattr(
        "streamlit.download_button", lambda label, data, **_: files.update({label: data})
    )
    app = open_app("plan")
    app.text_input(key=next(t.key for t in app.text_input if t.label == "Owner")).set_value("Ada")
    app.run()
    page = files["Download the plan as one page"]().decode()
    for part in ("“Affluent big spenders” first", "Ada", "$35", "events by invitation"):
        assert part in page
    groups = files[("Download who is contacted and who is in the control group")]().decode(
        "utf-8-sig"
    )
    assert groups.splitlines()[0] == "CustomerID,segment_name,group"
    assert groups.count("control") == 20
