"""Segments by rule in the app: the builder, every page, and what is not said of them."""

import pytest

RULES = "Young: Age < 30\nRich: `Annual Income (k$)` > 80 or Age > 68\nNobody: Age > 200"


@pytest.fixture
def ruled(open_app):
    """Return a function that opens a page with rules as the segments."""
    return lambda page=None: open_app(page, rules=RULES, algorithm="Rules of your own")


def test_the_link_opens_the_segments(ruled, texts):
    """Badge, names, no slider, no curves, and the rule that holds for nobody."""
    app = ruled()
    assert app.title[0].value == "200 customers in 3 segments"
    said = texts(app)
    assert "Segments by rule" in said
    assert "Nobody is in “Nobody”, so it was left out" in said
    assert not [slider for slider in app.slider if slider.key == "k"]
    assert "More or fewer segments?" not in [header.value for header in app.header]
    assert app.dataframe[0].value["Customers"].tolist() == [55, 36, 0, 109]


@pytest.mark.parametrize("page", ["profiles", "plan", "compare", "score"])
def test_every_page_takes_them(ruled, page):
    """Nothing breaks where a search would have had more to say."""
    app = ruled()
    app.query_params["rules"] = RULES
    app.query_params["algorithm"] = "Rules of your own"
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    assert not app.error


@pytest.mark.parametrize("view", ["Side by side", "How sure", "Rules", "One customer"])
def test_every_closer_look_takes_them(open_app, texts, view):
    """A customer is where a condition put them, not clearly or by a close call."""
    link = {"rules": RULES, "algorithm": "Rules of your own", "closer": view, "customer": "1"}
    app = open_app(**link)
    for key, value in link.items():
        app.query_params[key] = value
    app.switch_page("pages/profiles.py").run()
    assert not app.exception
    if view == "One customer":
        assert "### Young, by rule" in texts(app)
        assert "This condition applies: Age < 30" in texts(app)
        assert "close call" not in texts(app)


def test_how_many_says_that_there_is_nothing_to_choose(ruled, texts):
    """One sentence, and no verdict."""
    app = ruled()
    app.query_params["rules"] = RULES
    app.query_params["algorithm"] = "Rules of your own"
    app.switch_page("pages/how_many.py").run()
    assert app.title[0].value == "Rules have no number to choose"
    assert "there is nothing to weigh" in texts(app)


def test_the_builder_writes_rules(open_app):
    """A name, a column and a value become a rule; another joins it; both are counted at once."""
    app = open_app()
    app.selectbox(key="rule_column").set_value("Age").run()
    app.text_input(key="rule_name").set_value("Grown up")
    app.selectbox(key="rule_is_True").set_value(">=").run()
    app.number_input(key="rule_value_Age").set_value(30).run()
    app.button(key="rule_add_Add segment").click().run()
    assert app.text_area(key="rules").value == "Grown up: Age >= 30"
    app.selectbox(key="rule_column").set_value("Gender").run()
    app.selectbox(key="rule_value_Gender").set_value("Male").run()
    app.button(key="rule_add_and").click().run()
    assert app.text_area(key="rules").value == "Grown up: Age >= 30 and Gender = 'Male'"
    assert app.title[0].value == "200 customers in 5 segments"
    assert app.dataframe[0].value["Customers"].tolist() == [62, 138]
    next(b for b in app.button if b.label == "Use these as the segments").click().run()
    assert app.title[0].value == "200 customers in 2 segments"


def test_what_cannot_be_read_is_one_sentence(open_app, texts):
    """Beside found segments they stay; as the segments the page ends with the sentence."""
    app = open_app()
    app.text_area(key="rules").set_value("Age > 30").run()
    assert "has no name" in texts(app)
    assert app.title[0].value == "200 customers in 5 segments"
    app.text_area(key="rules").set_value("Old: Agee > 30").run()
    assert "There is no column “Agee”" in texts(app)
    app.radio(key="algorithm").set_value("rules").run()
    assert "There is no column “Agee”" in texts(app)
    assert not app.exception


def test_without_a_rule_one_is_asked_for(open_app, texts):
    """The page says where to write it."""
    app = open_app()
    app.radio(key="algorithm").set_value("rules").run()
    assert app.title[0].value == "Write your first rule"
    assert "There is no rule yet" in texts(app)
