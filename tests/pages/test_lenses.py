"""Five lenses on the Compare page: those that the columns carry, and whether they go together."""

import segmentation as sg


def half_of(sample: str) -> bytes:
    """Write every other customer of a built-in table, who carry the same columns."""
    return sg.load_sample(sample).frame.iloc[::2].to_csv(index=False).encode()


def by_lenses(app):
    """Choose the lenses."""
    app.segmented_control(key="compare").set_value("lenses").run()
    assert not app.exception, app.exception
    return app


def test_firms_by_three_sides(open_app, upload, texts):
    """Each with its columns; what is lacking is said."""
    app = upload(open_app("data"), half_of("b2b_accounts"), "firms.csv")
    by_lenses(app.switch_page("pages/compare.py").run())
    said = texts(app)
    title = app.title[0].value.replace("\\", "")
    assert "from 4 sides: value, behaviour, demography" in title
    assert "Most alike are the divisions by" in said
    assert "who customers are tells" in said.replace("Who", "who")
    assert "says anything about: psychography" in said
    assert "Based on 200 customers and the columns" in said
    frame = app.dataframe[0].value
    assert frame["Lens"].tolist()[:3] == ["Value", "Behaviour", "Demography"]
    assert (frame["Segments"] >= 2).all()


def test_the_mall_by_two_sides(open_app, texts):
    """What people are worth, and who they are; without behaviour that is what is asked."""
    app = by_lenses(open_app("compare"))
    assert app.title[0].value == "The customers from 2 sides\\: value and demography"
    assert "what they are worth" in texts(app)


def test_a_survey_by_all_five(open_app, upload, texts):
    """The built-in one opens on the Data page; half of those who answered tell as much."""
    app = open_app("data")
    app.button(key="open_attitudes_survey").click().run()
    assert "Attitudes" in app.title[0].value
    upload(app, half_of("attitudes_survey"), "survey.csv", 1)
    app.switch_page("pages/compare.py").run()
    said = texts(by_lenses(app))
    assert app.title[0].value.startswith("The customers from 5 sides")
    assert app.dataframe[0].value["Columns"].tolist()[3] == "region"
    assert "No usable column says" not in said


def test_visitors_of_the_built_in_events(open_app, texts):
    """Made at once, and called so."""
    app = open_app("data")
    app.button(key="open_web_events").click().run()
    assert not app.exception, app.exception
    assert "Made from 13,992 events: 600 visitors." in texts(app)
    app.switch_page("pages/compare.py").run()
    assert "Based on 600 visitors and the columns" in texts(by_lenses(app))
