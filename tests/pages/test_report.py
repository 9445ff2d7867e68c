"""The Report page: what goes in, in whose words, and the files."""

import io
import json
import subprocess
import sys
import zipfile
from html import unescape
from types import SimpleNamespace

import pytest
from source import ROOT

from pages.colleague import words as shared_words
from pages.plan import kept
from pages.shared.messages import plain
from segmentation.exports.forms import FORMS
from segmentation.exports.report import words


@pytest.fixture
def files(monkeypatch):
    """Catch what each download would give, by its label."""
    import streamlit as st

    caught = {}
    real = st.download_button

    def catch(label, data=None, **options):
        caught[label] = data
        return real(label, data="", **options)

    monkeypatch.setattr(st, "download_button", catch)
    return caught


def page_of(files) -> str:
    """Return the report as HTML."""
    return unescape(files["Download the page"]().decode())


def test_a_report_without_a_click(open_app, texts, files):
    """Every section is seen, and is in the file; who is first is who the Plan page names."""
    app = open_app("report")
    said = texts(app) + "".join(part.value for part in app.subheader)
    for title in words.TITLES.values():
        assert title in said
    assert "No customer is named" in said
    assert "Cost and profit are not told" in said
    text = page_of(files)
    assert "<h1>200 customers in 5 segments</h1>" in text
    assert "Affluent big spenders" in text
    assert words.NO_MONEY in text
    assert len(FORMS) == sum(label.startswith("Download the ") for label in files)


def test_sections_and_words_are_the_users(open_app, files):
    """Left out, moved, written anew; a segment's sentence stays with it on another number."""
    app = open_app("report")
    app.checkbox(key="report_has_data").uncheck().run()
    app.button(key="report_arrow_upward_number").click().run()
    app.button(key="report_arrow_upward_number").click().run()
    field = next(f for f in app.text_input if f.label == "Title")
    field.set_value("Spring <b>").run()
    sentence = next(f for f in app.text_input if "Affluent big spenders" in f.label)
    sentence.set_value("Our best.").run()
    assert not app.exception, app.exception
    text = page_of(files)
    assert 'id="data"' not in text
    assert text.index('<section id="number"') < text.index('<section id="summary"')
    assert "<h1>Spring <b></h1>" in text
    assert "<p>Our best.</p>" in text
    app.switch_page("pages/plan.py").run()
    app.switch_page("pages/report.py").run()
    assert "<p>Our best.</p>" in page_of(files)
    for key in words.TITLES:
        app.checkbox(key=f"report_has_{key}").uncheck()
    app.run()
    assert any("Choose at least one section" in w.value for w in app.warning)


def test_the_plan_is_that_of_the_plan_page(open_app, files):
    """Its words, its first target, and its money once it is confirmed."""
    app = open_app("plan")
    app.select_slider(key="goal_Value now").set_value(0.0).run()
    offer = next(f for f in app.text_input if f.label == "Own offer")
    offer.set_value("A cake").run()
    for key, figure in {"cost": 1.0, "response": 3.0, "margin": 40.0}.items():
        app.number_input(key=f"all_{key}").set_value(figure).run()
    app.text_input(key="campaign_name").set_value("Cakes").run()
    profits = next(t.value for t in app.dataframe if "Expected profit" in t.value.columns)
    app.switch_page("pages/report.py").run()
    assert words.NO_MONEY in page_of(files)
    app.switch_page("pages/plan.py").run()
    app.checkbox(key="figures_are_mine").check().run()
    app.switch_page("pages/report.py").run()
    assert not app.exception, app.exception
    text = page_of(files)
    assert words.NO_MONEY not in text
    assert "A cake" in text
    assert "The campaign: Cakes." in text
    first = text.index(words.FIRST)
    assert "Careful earners" in text[first : first + 80]
    for profit in profits["Expected profit"]:
        assert f"{profit:,.2f}" in text


def test_small_segments_and_personal_columns_are_said(open_app, texts, files):
    """Above the files; all files at once are an archive."""
    app = open_app("report")
    app.number_input(key="report_smallest").set_value(30).run()
    assert "segments are told together" in texts(app)
    assert "segments are told together" in page_of(files)
    if "All as one zip" in files:
        with zipfile.ZipFile(io.BytesIO(files["All as one zip"]())) as archive:
            assert "report.html" in archive.namelist()


def test_what_makes_the_segments_again_is_what_the_session_did(open_app, files, tmp_path):
    """Customers made from sales, in the number that is shown: the script finds the same."""
    open_app("report", table="shop_transactions", k="4")
    (tmp_path / "segments.py").write_bytes(files["Script"]())
    done = subprocess.run(
        [sys.executable, "segments.py"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.startswith("The same segments: "), done.stderr
    assert done.stdout.strip().endswith(" in 4.")
    assert json.loads(files["Recipe (JSON)"]())["preparation"]["sales"]["customer"]


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("http://localhost:8501/report", ""),
        ("http://127.0.0.9:8501/report", ""),
        ("http://[::1]:8501/report", ""),
        ("http://0.0.0.0:8501/report", ""),
        ("", ""),
        ("http://localhost.evil:8501/report", "http://localhost.evil:8501/"),
        ("https://studio.example/report", "https://studio.example/"),
    ],
)
def test_a_link_is_told_where_others_reach_it(monkeypatch, address, link):
    """Not of an address that is another machine on another device."""
    import streamlit as st

    from pages.report.link import link_for_others

    monkeypatch.setattr(st, "context", SimpleNamespace(url=address))
    assert link_for_others() == link


def test_a_colleague_reads_the_plan_that_the_report_tells(open_app, monkeypatch):
    """Both reckon it from what was left on the Plan page, whether it was looked at or not."""
    from pages.report import page as report
    from pages.report.plan import planned

    told = []

    def also_for_a_colleague(result, smallest):
        told.append(kept.said_to_a_colleague(result))
        return planned(result, smallest)

    monkeypatch.setattr(report, "planned", also_for_a_colleague)
    app = open_app("report")
    proposed = told[-1]
    assert proposed.notes == (shared_words.WITHOUT_MONEY,)
    assert "profit" not in str(proposed.cards).lower()
    app.switch_page("pages/plan.py").run()
    assert app.title[0].value == plain(proposed.headline)
    for name, value in (("cost", 2.0), ("response", 4.0), ("margin", 90.0)):
        app.number_input(key=f"all_{name}").set_value(value)
    app.text_input(key="campaign_name").set_value("Spring").run()
    app.checkbox(key="figures_are_mine").check().run()
    title = app.title[0].value
    app.switch_page("pages/report.py").run()
    mine = told[-1]
    assert (plain(mine.headline), mine.campaign, mine.notes) == (title, "Spring", ())
    assert "profit" in str(mine.cards).lower()
