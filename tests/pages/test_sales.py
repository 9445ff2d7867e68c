"""Customers from sales, guided on the Data page."""

import re

import pytest

LINES = "\n".join(
    ["client,day,ticket,amount"]
    + [
        f"K{i % 13},2024-{1 + i % 9:02d}-{1 + i % 27:02d},t{i // 2},{i % 17 + 0.5}"
        for i in range(120)
    ]
)


def press(app, label):
    """Press a button."""
    next(b for b in app.button if b.label == label).click().run()
    assert not app.exception, app.exception
    return app


def make(app):
    """Press the button of the guided step."""
    return press(app, "Make one row per customer")


def lines_of(app):
    """Go back to the lines."""
    return press(app, "Back to the lines of sales")


@pytest.fixture
def sales(open_app, upload):
    """Open the app on a list of sales."""
    return upload(open_app("data"), LINES.encode(), "till.csv")


def test_sales_are_recognised_and_become_customers(sales, texts):
    """At once, with a way back; the guess is right, and segments are of customers."""
    assert "till.csv has 120 lines of sales of 13 customers." in texts(sales)
    assert sales.title[0].value.replace("\\", "") == "Customers of till.csv: 13 customers"
    lines_of(sales)
    assert sales.title[0].value.replace("\\", "") == "till.csv: 120 lines of sales"
    assert "120 lines of 13 customers" in texts(sales)
    assert sales.selectbox(key="sale_customer").value == "client"
    assert sales.selectbox(key="sale_date").value == "day"
    assert sales.selectbox(key="sale_amount").value == "amount"
    assert "Purchases: 120 lines." in texts(sales)
    make(sales)
    assert sales.title[0].value.replace("\\", "") == "Customers of till.csv: 13 customers"
    assert "Made from 120 lines of sales: 13 customers." in texts(sales)
    sales.switch_page("pages/segment.py").run()
    assert sales.title[0].value.startswith("13 customers in")
    assert sales.multiselect(key="features").value == [
        "recency_days",
        "frequency",
        "monetary_value",
        "average_order",
    ]


def test_the_built_in_sales_open_as_customers(open_app, texts):
    """By a link to the first page too: no warning of lines, and the way is told once."""
    app = open_app(None, table="shop_transactions")
    assert app.title[0].value.startswith("2,994 customers in")
    assert "every line counts as a separate customer" not in texts(app)
    assert "lines of sales of 2,994 customers" in texts(app)


def test_segments_of_lines_are_warned_of(sales, texts):
    """Segments of sales' lines come with a warning until customers have been made of them."""
    lines_of(sales).switch_page("pages/segment.py").run()
    assert "every line counts as a separate customer" in texts(sales)
    sales.switch_page("pages/data.py").run()
    make(sales).switch_page("pages/segment.py").run()
    assert "every line counts as" not in texts(sales)


def test_the_way_back_to_the_lines(sales):
    """The lines stay as they are from then on."""
    lines_of(sales)
    assert sales.title[0].value.replace("\\", "") == "till.csv: 120 lines of sales"


def test_a_link_makes_the_same_customers(sales, open_app):
    """After the same file is chosen."""
    sales.run()
    query = {key: sales.query_params[key] for key in ("table", "sales")}
    linked = open_app(None, **query)
    linked.file_uploader(key="linked_file").upload("x.csv", LINES.encode(), "text/csv").run()
    assert linked.title[0].value.startswith("13 customers in")


def test_a_link_with_nonsense_opens_all_the_same(open_app):
    """What it says of sales that are none is left out, with a sentence."""
    for nonsense in ("{", "[]", '{"customer":"nobody","date":"x","amount":"y"}', '{"a":1}'):
        app = open_app(None, sales=nonsense)
        assert app.title[0].value == "200 customers in 5 segments"
    assert open_app(None, read="{nonsense}").title[0].value == "200 customers in 5 segments"


def test_choices_that_cannot_be_are_said(sales, texts):
    """One sentence, and no button to press."""
    sales.selectbox(key="sale_amount").select_index(0).run()
    assert "Choose a line total, or a quantity and a price." in texts(sales)
    assert not any(b.label == "Make one row per customer" for b in sales.button)


def test_purchases_without_money_become_customers(open_app, upload, texts):
    """A member, a day, what was bought: nothing is asked for, and nothing is said of money."""
    lines = [f"{i % 7},2024-{1 + i % 9:02d}-{1 + i % 27:02d},tea {i % 3}" for i in range(70)]
    text = "\n".join(["member_number,date,item", *lines])
    app = upload(open_app("data"), text.encode(), "till.csv")
    assert "till.csv has 70 lines of sales of 7 customers." in texts(app)
    lines_of(app)
    assert "No amount is chosen, so every line counts as a purchase" in texts(app)
    make(app)
    assert app.title[0].value.replace("\\", "") == "Customers of till.csv: 7 customers"


def test_a_table_without_dates_says_what_sales_need(open_app, texts):
    """On the sample, which has no dates, the page says which columns a list of sales needs."""
    app = open_app("data")
    assert "A list of sales needs a column of dates and one of amounts" in texts(app)


def test_the_rules_are_shown(sales):
    """All of them, to be changed."""
    make(sales)
    sizes = next(d.value for d in sales.dataframe if "What they have in common" in d.value.columns)
    assert sizes["Customers"].sum() == 13
    assert any("Recency from" in d.value.columns for d in sales.dataframe)


def test_the_words_of_the_groups_are_told_in_figures(sales, texts):
    """What often or lately is depends on the table, and the page says what it is here."""
    make(sales)
    assert re.search(r"Here “recently” is at most \d+ days? ago", texts(sales))
    assert "the frequency score is never above the number of orders" in texts(sales)


def test_a_rule_that_is_changed_is_told_by_its_scores(sales, monkeypatch):
    """The sentence of the old one would no longer be true of everybody."""

    def edited(rules, **_):
        """Stand in for typing into the first row, which AppTest cannot do."""
        return rules.assign(**{"Frequency from": [1, *rules["Frequency from"][1:]]})

    make(sales)
    monkeypatch.setattr("streamlit.data_editor", edited)
    sales.run()
    next(b for b in sales.button if b.label == "Use these rules").click().run()
    assert not sales.exception
    sizes = next(d.value for d in sales.dataframe if "What they have in common" in d.value.columns)
    said = dict(zip(sizes["Group"], sizes["What they have in common"], strict=True))
    assert said["Champions"] == "Recency 4 to 5, money 4 to 5."


def test_later_sales_are_scored_and_compared_as_customers(sales, texts):
    """Made as the session makes them, whatever way the later file writes its dates."""
    make(sales)
    sales.switch_page("pages/score.py").run()
    lines = [line.split(",") for line in LINES.splitlines()[1:]]
    dotted = [
        ",".join([who, "{2}.{1}.{0}".format(*day.split("-")), ticket, amount])
        for who, day, ticket, amount in lines
    ]
    later = "\n".join(["client,day,ticket,amount", *dotted]).encode()
    sales.file_uploader(key="score_upload").upload("later.csv", later, "text/csv").run()
    assert not sales.exception
    assert "13 customers: " in texts(sales).replace("*", "")
    assert "Much the same as when" in texts(sales)
    sales.switch_page("pages/compare.py").run()
    sales.segmented_control(key="compare").set_value("dates").run()
    sales.file_uploader(key="later_upload").set_value([("later.csv", later, "text/csv")]).run()
    assert not sales.exception
    assert [metric.value for metric in sales.metric] == ["13", "0", "0", "0 / 0"]
