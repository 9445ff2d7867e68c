"""Which files of plotly.js the browser is given, and that they can draw every chart."""

import hashlib
import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from source import ROOT

from pages.shared import chart_library

(BUILT,) = (ROOT / "static").glob("plotly-*/")
VERSION = BUILT.name.split("-")[1]
SOURCES = ROOT / "tools" / "charts_library"
DRAWN = re.compile(r"\bgo\.([A-Z]\w+)")
NO_TRACE = {"figure", "layout"}


def drawn() -> set[str]:
    """Return the trace types that charts/ draws."""
    texts = (path.read_text("utf-8") for path in (ROOT / "segmentation/charts").rglob("*.py"))
    return {name.lower() for text in texts for name in DRAWN.findall(text)} - NO_TRACE


def registered(name: str) -> set[str]:
    """Return the trace types that a file of the library registers."""
    text = (SOURCES / name).read_text("utf-8")
    return set(re.findall(r'"plotly\.js/(?:lib/(?!core")|src/traces/)(\w+)', text))


@pytest.fixture(autouse=True)
def asked_anew():
    """Ask anew in each test; the server asks once."""
    chart_library.served_library.cache_clear()
    yield
    chart_library.served_library.cache_clear()


def test_every_chart_can_be_drawn():
    """What charts/ draws is registered; scatter is in the core."""
    assert drawn() - {"scatter"} == registered("plotly.js") | registered("gl.js")


def test_the_script_knows_what_needs_the_graphics_card():
    """The list in the browser's script is that of the second file."""
    script = (ROOT / "static/charts/chart.js").read_text("utf-8")
    listed = re.search(r"BY_GRAPHICS_CARD = \[(.*)\]", script).group(1)
    assert set(re.findall(r'"(\w+)"', listed)) == registered("gl.js")


def test_the_files_are_those_that_were_built():
    """Their hashes are noted beside them, and so are the licences of all they hold."""
    noted = dict(line.split()[::-1] for line in (BUILT / "SHA256SUMS").read_text().splitlines())
    found = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in BUILT.glob("*.js")}
    assert found == noted
    licences = (BUILT / "LICENSES.txt").read_text("utf-8")
    assert f"plotly.js {VERSION} (MIT)" in licences
    assert not re.search(r"\(.*GPL.*\)\n", licences)


def test_the_version_is_that_of_the_package():
    """Charts are made by the Python package, which carries the same plotly.js."""
    whole = Path(find_spec("plotly").origin).parent / "package_data" / "plotly.min.js"
    with whole.open(encoding="utf-8") as file:
        head = file.read(200)
    assert f"plotly.js v{VERSION}" in head, "make charts-library"


def test_the_parts_are_served():
    """They are asked for by their place below static/."""
    assert chart_library.served_library() == {
        "script": f"{BUILT.name}/plotly.js",
        "more": f"{BUILT.name}/gl.js",
    }


@pytest.mark.parametrize("missing", ["plotly.js", "shared.js", "gl.js"])
def test_without_them_the_whole_library_is_served(missing, tmp_path, monkeypatch):
    """A folder that lacks one part is as good as none; the copy is made once."""
    folder = tmp_path / "plotly-9.9.9"
    folder.mkdir()
    for name in {"plotly.js", "shared.js", "gl.js"} - {missing}:
        (folder / name).write_text("")
    monkeypatch.setattr(chart_library, "STATIC", tmp_path)
    served = chart_library.served_library()
    assert served["more"] is None
    assert (tmp_path / served["script"]).stat().st_size > 4_000_000
    assert not list(tmp_path.glob("*.part"))
