"""The Profiles page: cards that tell, a closer look of every kind, names that stay."""

import numpy as np
import pandas as pd
import pytest

VIEWS = ("Side by side", "How sure", "Rules", "One customer")


def csv(frame: pd.DataFrame) -> bytes:
    """Write a made table as a file."""
    return frame.to_csv(index=False).encode()


@pytest.fixture
def open_file(open_app, upload):
    """Return a function that opens the page on an uploaded file."""

    def opened(frame: pd.DataFrame):
        app = upload(open_app("data"), csv(frame), "shop.csv")
        app.switch_page("pages/profiles.py").run()
        assert not app.exception, app.exception
        return app

    return opened


def look(app, view: str):
    """Choose what to look at closer."""
    app.segmented_control(key="closer").set_value(view).run()
    assert not app.exception, app.exception
    return app


def name_field(app, slot: int):
    """Return the field for a segment's name."""
    return next(f for f in app.text_input if f.key and f.key.startswith(f"name_{slot}_"))


def rename(app, slot: int, text: str):
    """Give a segment a name."""
    name_field(app, slot).set_value(text).run()
    assert not app.exception, app.exception
    return app


def names(app) -> list[str]:
    """Read the names on the cards."""
    heads = [head.value.replace("\\", "") for head in app.subheader]
    return [head.split(") ", 1)[1] for head in heads if head.startswith("![Its mark")]


def test_the_built_in_data_are_told_without_a_click(open_app, texts):
    """Five cards: name, size, sentences, rule, stability."""
    app = open_app("profiles")
    assert app.title[0].value == "Who they are: 200 customers in 5 segments"
    assert names(app) == [
        "Mainstream customers",
        "Affluent big spenders",
        "Careful earners",
        "Tight budgets",
        "Young free spenders",
    ]
    said = texts(app)
    assert "**39 customers**, 20% of all" in said
    assert "- Earn 86.5 k$, 26 k$ more than average (87% of them: 71 to 113 k$)." in said
    assert "Annual Income ≥ 68 k$ and Spending Score ≥ 60: 39 of 39 customers" in said
    assert said.count("found again in 100 of 100 repeats") == 5


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens(open_app, view):
    """From the link as well."""
    app = look(open_app("profiles"), view)
    assert app.segmented_control(key="closer").value == view
    again = open_app("profiles", closer=view)
    assert again.segmented_control(key="closer").value == view


@pytest.mark.parametrize("chart", ["Heat map", "Lines", "Radar", "Spread", "Categories"])
def test_every_chart_has_a_table(open_app, chart):
    """One switch shows the figures instead."""
    app = open_app("profiles", profile_chart=chart)
    before = len(app.dataframe)
    app.toggle(key="tables").set_value(True).run()
    assert not app.exception, app.exception
    assert len(app.dataframe) == before + 1
    assert len(app.dataframe[-1].value) >= 5


def test_a_value_column_adds_its_share(open_app, texts):
    """The best 39 customers make 32% of the score's sum."""
    app = open_app("profiles", value="Spending Score")
    assert "20% of all, **32%** of Spending Score" in texts(app)


def test_a_name_stays_when_k_moves_and_goes_into_the_link(open_app):
    """Here, on the Segment page and in the address; empty goes back to the proposal."""
    app = rename(open_app("profiles"), 1, "VIPs 💎 <b>*x*</b>")
    assert names(app)[1] == "VIPs 💎 <b>*x*</b>"
    app.slider(key="k").set_value(6).run()
    assert "VIPs 💎 <b>*x*</b>" in names(app)
    link = app.query_params["names"]
    link = link if isinstance(link, str) else link[0]
    app.switch_page("pages/segment.py").run()
    assert "VIPs" in app.dataframe[0].value["Segment"].iloc[1]
    linked = open_app("profiles", names=link)
    assert names(linked)[1] == "VIPs 💎 <b>*x*</b>"
    rename(linked, 1, "")
    assert names(linked)[1] == "Affluent big spenders"


def test_two_segments_cannot_have_one_name(open_app, texts):
    """The second is refused with a sentence, and the first keeps it."""
    app = rename(open_app("profiles"), 1, "VIPs")
    rename(app, 2, "  VIPs ")
    assert "“VIPs” is already the name of another segment." in texts(app)
    assert names(app)[1:3] == ["VIPs", "Careful earners"]
    rename(app, 2, "Savers")
    assert "already the name" not in texts(app)


def test_a_very_long_name_is_cut(open_app):
    """A segment's name of 200 characters is kept with its first sixty."""
    app = rename(open_app("profiles"), 0, "x" * 200)
    assert names(app)[0] == "x" * 60


def test_a_name_finds_its_segment_in_a_refreshed_file(open_app, upload):
    """Next month's file of the same shop."""
    random = np.random.default_rng(0)
    centers = np.repeat([10.0, 50, 90], 40)
    frame = pd.DataFrame({"id": range(120), "spend": centers + random.normal(size=120)})
    app = upload(open_app("data"), csv(frame), "may.csv")
    app.switch_page("pages/profiles.py").run()
    slot = names(app).index(next(n for n in names(app) if n.startswith("Big")))
    rename(app, slot, "VIPs")
    app.switch_page("pages/data.py").run()
    fresh = frame.assign(spend=frame["spend"] + random.normal(size=120)).iloc[7:]
    upload(app, csv(fresh), "june.csv")
    app.switch_page("pages/profiles.py").run()
    assert "VIPs" in names(app)
    assert not any(name.startswith("Big") for name in names(app))
    next(b for b in app.button if b.label == "Reset").click().run()
    assert "VIPs" not in names(app)


def test_a_typical_customer_is_one_press_away(open_app, texts):
    """It opens the closer look at that customer."""
    app = open_app("profiles")
    next(b for b in app.button if b.label == "176").click().run()
    said = texts(app)
    assert app.segmented_control(key="closer").value == "One customer"
    assert "### Affluent big spenders, clearly" in said
    assert "would put this customer in “" in said


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("124", "### Affluent big spenders, clearly"),
        ("<b>", "There is no customer “<b>” in this table."),
        ("12x", "There is no customer “12x” in this table."),
        ("1234", "Similar ones: 123."),
    ],
)
def test_a_customer_is_found_or_missed_in_a_sentence(open_app, texts, wanted, said):
    """By the identifier as it reads."""
    assert said in texts(open_app("profiles", closer="One customer", customer=wanted))


def test_a_customer_left_out_is_told_why(open_file, texts):
    """With the reason of the ledger."""
    frame = pd.DataFrame(
        {"id": [f"c{at}" for at in range(30)], "spend": [np.nan, *np.arange(29.0)], "visits": 1.0}
    ).assign(visits=np.arange(30) % 4)
    app = look(open_file(frame), "One customer")
    app.text_input(key="customer").set_value("c0").run()
    assert "“c0” is in no segment: no value for spend." in texts(app)


def test_rules_can_be_copied(open_app):
    """As SQL and for pandas, and the depth changes them."""
    app = look(open_app("profiles"), "Rules")
    codes = [code.value for code in app.code]
    assert '"Annual Income (k$)" >= 68 AND "Spending Score (1-100)" >= 60' in codes
    assert any(code.startswith("df[(df['Annual Income (k$)'] >= 68)") for code in codes)
    app.slider(key="depth_5").set_value(1).run()
    assert not app.exception, app.exception


def test_how_sure_tells_used_from_tested(open_app):
    """Income and score were used, age is sure, gender may be chance."""
    table = look(open_app("profiles"), "How sure").dataframe[0].value.set_index("Column")
    assert table["Sure"].to_dict() == {
        "Spending Score (1-100)": "used",
        "Annual Income (k$)": "used",
        "Age": "yes",
        "Gender": "no",
    }
    assert table.loc["Gender", "p"] == "0.693"


def test_purchases_are_shown_for_sales(open_app, upload, texts, few_sales):
    """What each segment buys more than others, when customers were made from sales."""
    app = upload(open_app("data"), few_sales, "shop.csv")
    app.switch_page("pages/profiles.py").run()
    assert not app.exception, app.exception
    assert any(name.startswith("Active big buyers") for name in names(app))
    app.segmented_control(key="profile_chart").set_value("Purchases").run()
    app.toggle(key="tables").set_value(True).run()
    assert "times as much as average" in texts(app)
    assert {"Stationery", "Textiles"} <= set(app.dataframe[-1].value.columns)


def odd_files() -> dict[str, pd.DataFrame]:
    """Make tables nobody prepared."""
    random = np.random.default_rng(0)
    spend = np.r_[random.normal(10, 1, 40), random.normal(50, 1, 40), 900.0]
    return {
        "a segment of one customer": pd.DataFrame({"spend": spend, "visits": spend / 3}),
        "a column constant within every segment": pd.DataFrame(
            {"spend": spend[:80], "level": [1.0] * 40 + [2.0] * 40}
        ),
        "sixty categories": pd.DataFrame(
            {"spend": spend[:80], "visits": spend[:80], "town": [f"t{at % 60}" for at in range(80)]}
        ),
        "150 columns": pd.DataFrame(
            random.normal(size=(90, 150)), columns=[f"spend {at}" for at in range(150)]
        ),
        "missing descriptors": pd.DataFrame(
            {
                "spend": spend,
                "visits": spend,
                "age": np.where(spend > 30, np.nan, 30 + spend),
                "city": np.where(spend > 30, None, "Rome"),
            }
        ),
        "markup in names": pd.DataFrame(
            {
                "spend <b>$x$</b>": spend,
                "`visits` :red[a]": spend % 7,
                "plan": ["<i>", "*a*", "$"] * 27,
            }
        ),
    }


@pytest.mark.parametrize("kind", list(odd_files()))
def test_files_nobody_prepared_are_profiled(open_file, texts, kind):
    """Every view of each opens, and says something."""
    app = open_file(odd_files()[kind])
    for view in VIEWS:
        look(app, view)
    look(app, "Side by side")
    for chart in ("Heat map", "Lines", "Radar", "Spread", "Categories"):
        app.segmented_control(key="profile_chart").set_value(chart).run()
        assert not app.exception, app.exception
    assert "customers**" in texts(app)
    assert "nan" not in texts(app)


def test_without_a_column_the_page_asks_for_one(open_app):
    """With no column chosen the page's title asks for one."""
    app = open_app("profiles")
    app.multiselect(key="features").set_value([]).run()
    assert app.title[0].value == "Choose what to segment by"


def test_cards_have_bars_a_rule_and_a_page_to_hand_out(open_app, monkeypatch):
    """Each bar with its text for those who do not see it; headings step down one by one."""
    files = {}
    monkeypatch.setattr(
        "streamlit.download_button",
        lambda label, data, file_name, **_: files.update({(label, file_name): data}),
    )
    app = open_app("profiles")
    said = [m.value.replace("\\", "") for m in app.markdown]
    bars = next(text for text in said if "**Annual Income** 86.5 k$ (71 to 113)" in text)
    assert "![Annual Income: more than the average of 60.6 k$](data:image/svg+xml" in bars
    assert [header.value for header in app.header] == ["Your segments", "Look closer"]
    page = files["Persona card", "Affluent big spenders.html"]().decode()
    assert "39 of 39 customers, and no one else" in page
    assert "events by invitation" in page
    assert "CustomerID" not in page
