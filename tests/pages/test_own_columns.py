"""A filter and columns of the user's own hold on every page, in the link and in the model."""

import pytest

WHERE = "Gender = 'Female'"
FORMULA = "per income = `Spending Score (1-100)` / `Annual Income (k$)`"


@pytest.mark.parametrize("page", ["segment", "how_many", "profiles", "plan", "compare", "score"])
def test_a_filter_and_a_formula_hold_on_every_page(open_app, texts, page):
    """The filter stands on the page; the column can be chosen; nothing breaks."""
    app = open_app(page, where=WHERE, formulas=FORMULA, features=["Age", "per income"], k="3")
    assert not app.exception
    assert "Only customers where Gender is **Female** · 112 of 200 customers" in texts(app)
    assert app.multiselect(key="features").value == ["Age", "per income"]


def test_other_columns_are_tried_on_request(open_app, texts):
    """Three at most, each with its sentence; one press takes a set."""
    app = open_app()
    assert "Trying them takes up to half a minute" in texts(app)
    next(button for button in app.button if button.label == "Try other columns").click().run()
    assert not app.exception
    said = texts(app)
    assert "By as proposed: 5 separate groups" in said
    taken = app.button(key="advice_1")
    taken.click().run()
    assert not app.exception
    assert app.multiselect(key="features").value == ["Age", "Annual Income (k$)"]
    assert "By as proposed" not in texts(app)


def test_typing_a_formula_offers_the_column(open_app):
    """And it can be the only feature."""
    app = open_app()
    app.text_area(key="formulas").set_value(FORMULA).run()
    assert "per income" in app.multiselect(key="features").options
    app.multiselect(key="features").set_value(["per income"]).run()
    assert not app.exception
    assert app.text_area(key="formulas").value == FORMULA


@pytest.mark.parametrize(
    ("key", "text", "sentence"),
    [
        ("where", "Gender = ", "cannot be read at its end"),
        ("where", "Land = 'D'", "There is no column “Land”"),
        ("formulas", "just words", "makes no column"),
        ("formulas", "x = Age / 'a'", "needs a number"),
        ("where", "Age > 200", "Nobody meets this filter"),
    ],
)
def test_what_does_not_fit_is_one_sentence_and_stays_to_be_mended(
    open_app, texts, key, text, sentence
):
    """The text is still in its field; mended, the page is back."""
    app = open_app()
    field = app.text_input(key=key) if key == "where" else app.text_area(key=key)
    field.set_value(text).run()
    assert not app.exception
    told = (*app.error, *app.warning)
    assert sentence in " ".join(each.value for each in told).replace("\\", "")
    field = app.text_input(key=key) if key == "where" else app.text_area(key=key)
    assert field.value == text
    field.set_value("").run()
    assert not app.error
    assert "Only customers where" not in texts(app)
    assert app.title[0].value.startswith("200 customers in 5 segments")


def test_the_form_asks_for_what_formulas_are_made_of(open_app, texts):
    """Income and score are asked for, not the quotient; the answer shows the quotient."""
    app = open_app("score", formulas=FORMULA, features=["per income"], where=WHERE, k="3")
    spending, income = (widget for widget in app.number_input if widget.key.startswith("score_"))
    spending.set_value(50)
    income.set_value(25)
    gender = next(widget for widget in app.text_input if widget.key.endswith("_Gender"))
    gender.set_value("Female")
    app.run()
    assert not app.exception
    assert "No segment" not in texts(app)
    assert app.dataframe[0].value["This customer"].tolist() == ["2"]


def without_proposal(n: int = 120) -> bytes:
    """Write a table in which nothing is proposed: two values, and places in the calendar."""
    rows = ["customer_id,flag,day,month"]
    rows += [f"{i + 1},{5 * (i * 7 % 3 == 0):d},{1 + i * 11 % 28},{1 + i % 12}" for i in range(n)]
    return "\n".join(rows).encode()


def test_columns_of_ones_own_stay_on_every_page_where_nothing_is_proposed(open_app, upload):
    """From the first run of the next page on, and back again."""
    app = upload(open_app("data"), without_proposal(), "flags.csv")
    app.switch_page("pages/segment.py").run()
    assert app.multiselect(key="features").value == []
    assert app.title[0].value == "Choose what to segment by"
    app.multiselect(key="features").set_value(["flag", "day"]).run()
    k = app.slider(key="k").value
    for page in ("profiles", "plan", "data", "how_many", "segment"):
        app.switch_page(f"pages/{page}.py").run()
        assert not app.exception, app.exception
        if page != "data":
            assert app.multiselect(key="features").value == ["flag", "day"]
            assert app.slider(key="k").value == k
            assert app.title[0].value != "Choose what to segment by"


def test_no_column_at_all_stays_too(open_app):
    """Who removes all is not given the proposal back by another page."""
    app = open_app()
    app.multiselect(key="features").set_value([]).run()
    for page in ("profiles", "segment"):
        app.switch_page(f"pages/{page}.py").run()
        assert app.multiselect(key="features").value == []
        assert app.title[0].value == "Choose what to segment by"
