"""The filter: chosen without a formula, said in words on every page, removed with one press."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from pages.filters import words
from segmentation.customers.formulas.filters import Filter

NAMES = {"land": "Land", "age": "Age", "agreed": "Agreed", "day": "Day", "income (k$)": "Income"}


def filter_of(column, kind, **chosen):
    """Make a filter."""
    return Filter(column=column, kind=kind, **chosen)


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        (filter_of("land", "text", values=("Germany",)), "Land is **Germany**"),
        (filter_of("land", "text", values=("D", "A")), "Land is **D** or **A**"),
        (filter_of("land", "text", values=tuple("DABC")), "Land is **D**, **A** or one of 2 more"),
        (filter_of("land", "text", values=(" ",)), "Land is **“ ”**"),
        (filter_of("land", "text", values=("<b>*",)), r"Land is **\<b\>\***"),
        (filter_of("land", "text", values=("שלום",)), "Land is **\u2068שלום\u2069**"),
        (filter_of("age", "number", values=(3.0,)), "Age is **3**"),
        (filter_of("age", "number", low=18.0, high=30.5), r"Age is **18** to **30\.5**"),
        (filter_of("age", "number", low=12000.0), "Age is at least **12,000**"),
        (filter_of("age", "number", high=-0.0001), r"Age is at most **\-0\.0001**"),
        (filter_of("income (k$)", "number", high=2020.0), r"Income is at most **2020 k\$**"),
        (filter_of("agreed", "flag", answer=True), "Agreed is **yes**"),
        (filter_of("agreed", "flag", answer=False), "Agreed is **no**"),
        (filter_of("day", "date", low=date(2026, 3, 1)), "Day is **1 Mar 2026** or later"),
        (filter_of("day", "date", high=date(2026, 3, 1)), "Day is **1 Mar 2026** or earlier"),
        (
            filter_of("day", "date", low=date(2026, 3, 1), high=date(2026, 3, 2)),
            "Day is from **1 Mar 2026** to **2 Mar 2026**",
        ),
    ],
)
def test_a_filter_in_words(chosen, told):
    """Every form, with what comes from the data escaped and no digit lost."""
    assert words.said(chosen, NAMES) == told


def test_the_line_says_all_of_it():
    """Filters, and what is no filter as it was written."""
    filters = (filter_of("land", "text", values=("D",)), filter_of("agreed", "flag", answer=True))
    told = words.sentence(filters, "age > 3", NAMES, 1204, "5,000 customers")
    assert told == (
        r"Only customers where Land is **D** and Agreed is **yes** and age \> 3 "
        "· 1,204 of 5,000 customers"
    )


def frame(n=90):
    """Make customers with a country, an answer, a day and names that are hard to write."""
    rng = np.random.default_rng(1)
    return pd.DataFrame(
        {
            "customer_id": [f"c{i}" for i in range(n)],
            'it\'s `the` "land" שלום': np.where(np.arange(n) % 3 == 0, "Österreich '🙂", "D\\E"),
            "agreed": np.where(np.arange(n) % 2, "yes", "no"),
            "since": pd.date_range("2026-01-01", periods=n),
            "spend": rng.normal(100, 20, n).round(2),
            "visits": rng.integers(1, 20, n),
        }
    )


LAND = 'it\'s `the` "land" שלום'


def apply(app, column, value=None, low=None, high=None):
    """Choose a column in the control, then what is given, and apply."""
    app.selectbox(key="filter_column").set_value(column).run()
    keys = {w.key: w for w in (*app.multiselect, *app.radio, *app.number_input, *app.date_input)}
    key = next(k for k in keys if k and k.startswith("filter_")).removesuffix("_low")
    for widget, chosen in ((key, value), (f"{key}_low", low), (f"{key}_high", high)):
        if chosen is not None:
            keys[widget].set_value(chosen)
    next(button for button in app.button if button.label == words.APPLY).click()
    app.run()
    assert not app.exception, app.exception
    return app


def test_a_filter_is_chosen_joined_and_removed(open_app, upload, texts):
    """Values, then a range, then a day; the condition is written, the line says it everywhere."""
    app = upload(open_app("data"), frame().to_csv(index=False).encode(), "shop.csv")
    apply(app, LAND, ["Österreich '🙂"])
    assert "is **Österreich '🙂** · 30 of 90 customers" in texts(app).replace("\u2069", "")
    apply(app, "visits", low=3)
    apply(app, "since", high=date(2026, 3, 1))
    where = app.text_input(key="where").value
    assert where.endswith("and visits >= 3 and since <= '2026-03-01'")
    for page in ("segment", "explore", "learn", "data"):
        app.switch_page(f"pages/{page}.py").run()
        assert not app.exception, app.exception
        assert "visits is at least **3** and since is **1 Mar 2026** or earlier" in texts(app)
        assert app.text_input(key="where").value == where
    app.button(key="filter_remove_0").click().run()  # that of the country alone
    assert app.text_input(key="where").value == "visits >= 3 and since <= '2026-03-01'"
    app.button(key="filter_remove").click().run()
    assert app.text_input(key="where").value == ""
    assert "Only customers where" not in texts(app)


def test_the_control_begins_with_what_the_condition_says(open_app):
    """Read back from a link; what was chosen can be changed."""
    app = open_app(where="Gender in ('Female') and Age between 30 and 50")
    app.selectbox(key="filter_column").set_value("Gender").run()
    chosen = next(w for w in app.multiselect if w.key.startswith("filter_"))
    assert chosen.value == ["Female"]
    assert [o.split(" · ")[1] for o in chosen.options] == ["112", "88"]
    app.selectbox(key="filter_column").set_value("Age").run()
    ends = [w.value for w in app.number_input if w.key.startswith("filter_")]
    assert ends == [30, 50]


@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        ("Age > 200", "Nobody meets this filter. Widen it or remove it"),
        ("Age = 18 and Gender = 'Female'", "The filter leaves only 1 customer, and segments need"),
        ("Age in (18, 19)", "The filter leaves only 12 customers, too few to read much into"),
    ],
)
def test_hardly_anybody_left_is_one_sentence_and_nothing_is_lost(open_app, texts, where, sentence):
    """What to do is said; once the filter is removed, all is as it was."""
    app = open_app(k="3", features=["Age", "Annual Income"])
    app.text_input(key="where").set_value(where).run()
    assert not app.exception
    said = [each.value for each in (*app.error, *app.warning) if "filter" in each.value.lower()]
    assert len(said) == 1
    assert sentence in said[0].replace("\\", "")
    app.button(key="filter_remove").click().run()
    assert app.multiselect(key="features").value == ["Age", "Annual Income (k$)"]
    assert app.slider(key="k").value == 3
    assert "Only customers where" not in texts(app)


def test_a_condition_that_cannot_be_used_can_be_removed(open_app, texts):
    """On pages with settings and without them."""
    for page in ("segment", "explore", "data", "learn"):
        app = open_app(page, where="Nowhere = 'x'")
        assert "The filter Nowhere = 'x' cannot be used here." in texts(app)
        assert "There is no column “Nowhere”" in texts(app)
        app.button(key="filter_remove").click().run()
        assert "cannot be used" not in texts(app)


def test_whom_the_filter_leaves_out_is_said_once(open_app, texts):
    """By its line, in words; not as a formula beside it."""
    said = texts(open_app(where="Gender = 'Female'"))
    assert "Only customers where Gender is **Female** · 112 of 200 customers" in said
    assert "outside the filter" not in said
