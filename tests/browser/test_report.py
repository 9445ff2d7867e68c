"""The report in a real browser: from a file, without a network, on paper; nothing of it runs."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hostile_story import BAD, hostile_story

import segmentation as sg
from segmentation.exports.html_report.page import html_report
from segmentation.exports.report.material import gather
from segmentation.exports.report.sections import tell


@pytest.fixture(scope="module")
def mall(tmp_path_factory):
    """Write the report of the built-in table."""
    table = sg.load_sample("mall_customers")
    spec = sg.SegmentationSpec(
        features=("Annual Income (k$)", "Spending Score (1-100)"), n_clusters=5
    )
    scan = sg.scan_k(table, spec, range(2, 8), evidence="criteria")
    story = tell(gather(sg.segment(table, spec), scan))
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_bytes(html_report(story))
    return path, story


def drawn(page) -> list[str]:
    """Return in which look every chart is drawn, once all are."""
    page.wait_for_function(
        "[...document.querySelectorAll('.chart')].every((chart) => chart.dataset.drawn)"
    )
    return page.evaluate("[...document.querySelectorAll('.chart')].map((c) => c.dataset.drawn)")


@pytest.fixture
def offline(chromium):
    """Return a function that opens a file without a network; nothing may fail or be asked for."""
    contexts, problems, asked = [], [], []

    def open_file(path: Path, width: int, scheme: str):
        context = chromium.new_context(
            viewport={"width": width, "height": 844}, color_scheme=scheme, offline=True
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(f"script error: {error}"))
        page.on("console", lambda message: problems.append(f"console: {message.text}"))
        page.on("request", lambda request: asked.append(request.url[:80]))
        page.goto(path.as_uri())
        return page

    yield open_file
    for context in contexts:
        context.close()
    assert not problems, problems
    assert not [url for url in asked if not url.startswith(("file:", "data:", "blob:"))]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (768, "light"), (390, "dark")])
def test_the_report_is_drawn_from_a_file_alone(offline, mall, width, scheme):
    """On a laptop, a tablet and a phone, in the look of the device; no page scrolls sideways."""
    path, story = mall
    page = offline(path, width, scheme)
    assert drawn(page) == [scheme] * 3
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.get_by_role("button", name="Present").bounding_box()["height"] < 50  # one line
    assert page.get_by_role("heading", level=2).all_inner_texts() == [
        section.title for section in story.sections
    ]
    assert page.locator(".chart .js-line, .chart .points path, .chart image").count() > 3
    other = "dark" if scheme == "light" else "light"
    page.emulate_media(color_scheme=other)
    page.wait_for_timeout(300)
    assert drawn(page) == [other] * 3


def test_on_paper_the_report_is_whole_and_light(offline, mall, tmp_path):
    """Every section is on some sheet; charts are drawn anew for paper, then as before."""
    path, story = mall
    page = offline(path, 1280, "dark")
    drawn(page)
    page.evaluate(
        "addEventListener('beforeprint', () => { window.paper ="
        " [...document.querySelectorAll('.chart')].map((c) => c.dataset.drawn) })"
    )
    sheet = tmp_path / "report.pdf"
    page.pdf(path=sheet, format="A4")
    assert page.evaluate("window.paper") == ["paper"] * 3
    assert drawn(page) == ["dark"] * 3
    data = sheet.read_bytes()
    n_sheets = len(re.findall(rb"/Type\s*/Page\b", data))
    assert 5 <= n_sheets <= 9
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('nav')).display") == "none"
    ink = page.evaluate("getComputedStyle(document.body).color")
    assert ink == "rgb(27, 35, 55)"
    if shutil.which("pdftotext"):
        text = subprocess.run(  # noqa: S603 - our own file
            ["pdftotext", sheet, "-"],  # noqa: S607
            capture_output=True,
            text=True,
            check=True,
        )
        assert not [s.title for s in story.sections if s.title not in text.stdout]


def test_nothing_of_a_hostile_table_runs(offline, tmp_path):
    """Names with tags, comments and ends of scripts are texts, on charts too."""
    path = tmp_path / "hostile.html"
    path.write_bytes(html_report(hostile_story()))
    page = offline(path, 1280, "light")
    assert drawn(page) == ["light"] * 2
    assert page.evaluate("window.hit") is None
    assert page.locator("main img, main script, main svg[onload]").count() == 0
    assert page.get_by_role("heading", level=1).inner_text() == BAD[0]


def test_a_presentation_shows_one_part_at_a_time(offline, mall):
    """By keys, by buttons, to the end and back; then the report is as it was."""
    path, story = mall
    page = offline(path, 1280, "light")
    drawn(page)
    page.get_by_role("button", name="Present").click()
    shown = page.locator("h1:visible, h2:visible, h3:visible")
    assert shown.all_inner_texts() == [story.title]
    titles = []
    for _ in story.sections:
        page.keyboard.press("ArrowRight")
        titles += shown.all_inner_texts()
    assert titles[:3] == [section.title for section in story.sections[:3]]
    page.keyboard.press("Home")
    for _ in range(4):
        page.get_by_role("button", name="Next").click()
    assert shown.all_inner_texts() == [story.section("map").title]
    chart = page.locator(".chart:visible")
    assert chart.count() == 1
    assert chart.locator(".main-svg").first.bounding_box()["width"] > 900
    page.keyboard.press("End")
    page.get_by_role("button", name="End the presentation").click()
    assert page.locator("h2:visible").count() == len(story.sections)
