"""The page: the story in order, in one file in which nothing runs but our script."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from segmentation.errors import DataError
from segmentation.exports.html_report.page import html_report

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section"),
    *("footer", "h1", "h2", "h3", "p", "ul", "ol", "li", "a", "dl", "dt", "dd", "div", "span", "i"),
    *("b", "small", "table", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "article"),
    *("svg", "circle", "path", "rect", "script", "img", "button"),
}


class Reader(HTMLParser):
    """Reads a page as a browser does: its tags, and the text of its scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags, self.attributes, self.scripts, self.policy = [], set(), [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        """Note a tag."""
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        given = dict(attrs)
        if given.get("http-equiv"):
            self.policy = given["content"]

    def handle_data(self, data):
        """Note what a script holds."""
        if self.tags[-1:] == ["script"]:
            self.scripts.append(data)


@pytest.fixture(scope="module")
def text(hostile):
    """Return the page of the hostile story."""
    return html_report(hostile).decode()


def test_a_hostile_story_brings_no_tag_of_its_own(text):
    """Neither by its names, nor by the data of its charts."""
    page = Reader(text)
    assert set(page.tags) <= TAGS
    assert page.tags.count("script") == 4
    assert not [name for name in page.attributes if name.startswith("on")]
    assert len(text) < 3_000_000


def test_the_browser_runs_our_scripts_only(text):
    """Each is named by its hash; nothing is loaded."""
    page = Reader(text)
    assert page.policy.startswith("default-src 'none'; ")
    named = re.findall(r"'sha256-([^']+)'", page.policy)
    ours = [script for script in page.scripts[1:] if script.strip()]
    assert named == [b64encode(sha256(script.encode()).digest()).decode() for script in ours]
    assert "unsafe-eval" not in page.policy
    assert not re.search(r'(src|href)="(?!data:|#)', text.split("<script")[0])


def test_sections_stand_in_their_order_and_in_the_contents(text, hostile):
    """The story is told as it was given, and what was withheld last."""
    keys = [section.key for section in hostile.sections]
    assert re.findall(r'<section id="(\w+)"', text) == keys
    assert re.findall(r'<a href="#(\w+)"', text) == keys
    assert text.index("Left out to protect customers") > text.index('id="map"')


def test_a_story_without_charts_needs_no_library(hostile):
    """Only the short script that presents it."""
    text = html_report(replace(hostile, sections=hostile.sections[:2])).decode()
    assert len(text) < 60_000
    assert Reader(text).tags.count("script") == 1
    assert "Plotly" not in text


def test_a_report_begins_as_a_presentation_where_that_is_wanted(hostile):
    """Else with its first line."""
    story = replace(hostile, sections=hostile.sections[:2])
    assert b'<body class="presenting">' in html_report(story, present=True)
    assert b'<body class="presenting">' not in html_report(story)


def test_a_logo_is_in_the_file(hostile):
    """As data; one that is no picture is refused in a sentence."""
    story = replace(hostile, sections=hostile.sections[:1])
    assert b'src="data:image/png;base64,iVBOR' in html_report(replace(story, logo=PNG))
    with pytest.raises(DataError, match="no PNG or JPEG picture"):
        html_report(replace(story, logo=b"<svg onload=alert(1)>"))


def test_the_same_story_gives_the_same_bytes(hostile):
    """No clock and no chance."""
    story = replace(hostile, sections=hostile.sections[2:])
    assert html_report(story) == html_report(story)


def test_the_way_into_the_app_is_a_code_and_a_link(hostile):
    """Escaped like every other text; without an address there is none."""
    story = replace(hostile, sections=hostile.sections[:1], link='https://x.example/?a="><b>')
    text = html_report(story).decode()
    assert 'href="https://x.example/?a=&quot;&gt;&lt;b&gt;"' in text
    assert 'src="data:image/png;base64,iVBOR' in text
    assert "See it in the app" not in html_report(replace(story, link="")).decode()
