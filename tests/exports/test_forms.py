"""The forms of a report: one registry, found by their ending."""

import io
import zipfile
from dataclasses import replace

import pytest

from segmentation.errors import SpecError
from segmentation.exports import forms
from segmentation.exports.report.story import Section, Story

STORY = Story(title="T", lead="L", subject="S", sections=(Section(key="data", title="The data"),))
HTML = forms.HTML


def echo(story, _result, template):
    """Write what was given."""
    return f"{story.title} {template}".encode()


@pytest.fixture(autouse=True)
def two_forms(monkeypatch):
    """Have the page, a form that is written here, and one whose package nobody has."""
    own = replace(HTML, title="Slides", ending=".own", make=echo)
    other = replace(own, ending=".far", package="no_such_package", install="no-such-package")
    monkeypatch.setattr(forms, "FORMS", {form.ending: form for form in (HTML, own, other)})


def test_the_ending_says_the_form():
    """In any case of letters; an archive is one too."""
    assert forms.ending_of("a/Report.HTML") == ".html"
    assert forms.ending_of("report.zip") == forms.ARCHIVE
    assert forms.write_form(".own", STORY, None, b"x") == b"T b'x'"
    assert b"<h1>T</h1>" in forms.write_form(".html", STORY, None)


@pytest.mark.parametrize("out", ["report.doc", "report", ".html"])
def test_an_unknown_ending_is_refused(out):
    """With those there are."""
    with pytest.raises(SpecError, match=r"Choose one of \.html, \.own, \.far, \.zip"):
        forms.ending_of(out)


def test_a_form_without_its_package_says_what_to_install():
    """Nothing else fails."""
    with pytest.raises(SpecError, match="pip install no-such-package"):
        forms.write_form(".far", STORY, None)
    assert HTML.lacks == ""


def test_an_archive_holds_what_can_be_written_here():
    """The same report gives the same bytes."""
    data = forms.write_form(forms.ARCHIVE, STORY, None)
    assert data == forms.write_form(forms.ARCHIVE, STORY, None)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == ["report.html", "report.own"]
        assert archive.read("report.own") == b"T None"
