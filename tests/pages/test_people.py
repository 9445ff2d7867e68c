"""Who is let in, and what each role sees and may press."""

import pytest
from source import ROOT
from streamlit.testing.v1 import AppTest

import segmentation as sg
from pages.people import words
from pages.shared.messages import WORD_JOINER
from segmentation.access.audit import AuditLog
from segmentation.models.library import Library, default_url

APP = str(ROOT / "app.py")


def press(app, label):
    """Press the button of that name."""
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception, app.exception
    return app


def save(open_app, name, sharing=None):
    """Save what a new session shows."""
    app = open_app("segment")
    app.text_input(key="save_name").set_value(name)
    if sharing:
        app.selectbox(key="save_sharing").set_value(sharing)
    press(app, "Save")
    return next(e.id for e in Library(default_url()).entries() if e.name == name)


def said(app):
    """Return everything that an app writes."""
    parts = [
        *app.title,
        *app.markdown,
        *app.caption,
        *app.error,
        *app.warning,
        *app.info,
        *app.text,
    ]
    return "\n".join(str(part.value).replace("\\", "").replace(WORD_JOINER, "") for part in parts)


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        (None, words.BY_PROXY),
        ("eve@else.example", words.NO_ROLE.format(name="eve@else.example")),
        ("not a name", words.BY_PROXY),
    ],
)
@pytest.mark.parametrize("page", [None, "data", "score"])
def test_a_stranger_sees_one_sentence(proxy, who, sentence, page):
    """On every page: no table, no list, no button."""
    proxy(who)
    app = AppTest.from_file(APP, default_timeout=240).run()
    if page:
        app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    assert [title.value for title in app.title] == [words.CLOSED]
    assert [text.value for text in app.text] == [sentence]
    assert not app.button
    assert not app.dataframe
    assert not app.markdown


def test_settings_that_contradict_let_nobody_in(proxy, monkeypatch):
    """Half a proxy, and a proxy beside a login."""
    proxy("ada@a.example")
    app = AppTest.from_file(APP, default_timeout=240)
    app.secrets["auth"] = {"client_id": "x"}
    app.run()
    assert [text.value for text in app.text] == [words.TWO_LOGINS]
    monkeypatch.delenv("SEGMENTATION_PROXY_ADDRESSES")
    app = AppTest.from_file(APP, default_timeout=240).run()
    assert "one is set and the other is not" in app.text[0].value


def test_before_a_login_there_is_one_button(monkeypatch):
    """It says what is missing where the package for it is not installed."""
    app = AppTest.from_file(APP, default_timeout=240)
    app.secrets["auth"] = {"client_id": "x"}
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert [text.value for text in app.run().text] == [words.NO_LIBRARY]
    monkeypatch.setattr("importlib.util.find_spec", lambda _: object())
    app.run()
    assert [text.value for text in app.text] == [words.BY_LOGIN]
    assert [button.label for button in app.button] == [words.LOG_IN]


def test_what_is_private_is_nobody_elses(proxy, open_app):
    """Not in the list, not by its link; the owner finds both."""
    proxy("ada@a.example")
    id_ = save(open_app, "Secret plan")
    assert "by ada@a.example, seen by nobody else" in said(open_app("score"))
    proxy("bo@a.example")
    assert "Secret plan" not in said(open_app("score"))
    app = open_app(None, segmentation=id_)
    assert "segmentation" not in app.query_params
    assert "There is no such saved segmentation" in said(app)


def test_two_people_who_save_one_entry_see_the_conflict(proxy, open_app):
    """The second is told by whom; what the first saved stays, and the second can save a new one."""
    proxy("ada@a.example")
    id_ = save(open_app, "Ours", "team")
    first = open_app(None, segmentation=id_)
    proxy("bo@a.example")
    second = open_app(None, segmentation=id_)
    second.text_area(key="save_note").set_value("Bo was here")
    press(second, "Save the changes")
    proxy("ada@a.example")
    first.run()
    first.text_area(key="save_note").set_value("Ada was here")
    press(first, "Save the changes")
    assert "“Ours” was changed by bo@a.example" in said(first)
    assert Library(default_url()).entry(id_).note == "Bo was here"
    press(first, "Save as a new one")
    notes = {entry.note for entry in Library(default_url()).entries()}
    assert notes == {"Bo was here", "Ada was here"}


def test_a_viewer_looks_and_an_owner_decides(proxy, open_app):
    """A viewer has no button that changes; the owner makes it private; the log has it all."""
    proxy("ada@a.example")
    id_ = save(open_app, "Ours", "team")
    proxy("cy@b.example")
    app = open_app("segment")
    (button,) = [button for button in app.button if button.label == "Save"]
    assert button.disabled
    app.switch_page("pages/score.py").run()
    labels = {button.label for button in app.button}
    assert "Open" in labels
    assert not labels & {"Rename", "Delete"}
    proxy("ada@a.example")
    app = open_app("score")
    app.selectbox(key=f"sharing_{id_}").set_value("private").run()
    assert not app.exception
    proxy("cy@b.example")
    assert "Ours" not in said(open_app("score"))
    done = [(line.who, line.did) for line in AuditLog(default_url()).lines(what=id_)]
    assert done[0] == ("ada@a.example", "saved")
    assert done[-1] == ("ada@a.example", "made private")


def test_an_administrator_brings_back_what_another_has_deleted(proxy, open_app):
    """Not only the session that has deleted it."""
    proxy("ada@a.example")
    save(open_app, "Ours", "team")
    press(open_app("score"), "Delete")
    proxy("dee@a.example")
    app = press(open_app("score"), words.RESTORE)
    assert "Ours" in said(app)
    assert [entry.name for entry in Library(default_url()).entries()] == ["Ours"]


def test_what_leaves_as_a_file_is_in_the_log_before_it_is_made(proxy, open_app, monkeypatch):
    """One line for a file that is asked for, none for one that is only offered."""
    offered = {}
    fake = lambda _label, data, **options: offered.update({options["file_name"]: data})  # noqa: E731
    proxy("cy@b.example")
    monkeypatch.setattr("streamlit.download_button", fake)
    open_app("segment")
    open_app("score")
    log = AuditLog(default_url())
    assert [line.did for line in log.lines()] == ["scored"]
    assert b"Spending" in offered["customers_with_segments.csv"]()
    assert b'"segments"' in offered["segments.json"]()
    told = [(line.who, line.did, line.what) for line in log.lines()[1:]]
    assert told == [
        ("cy@b.example", "exported", "customers_with_segments.csv"),
        ("cy@b.example", "exported", "segments.json"),
    ]
    monkeypatch.setattr(AuditLog, "write", refuse)
    with pytest.raises(sg.DataError):
        offered["segments.json"]()


def refuse(*_):
    """Stand for a log that cannot be written."""
    raise sg.DataError("full")


def test_where_nobody_logs_in_nothing_is_said_of_people(open_app):
    """One user: no owner, no sharing, no log."""
    save(open_app, "Mine")
    app = open_app("score")
    assert "seen by" not in said(app)
    assert not [box for box in app.selectbox if box.key and "sharing" in box.key]
    (entry,) = Library(default_url()).entries()
    assert (entry.owner, entry.sharing) == ("", "team")
    assert AuditLog(default_url()).lines() == ()
