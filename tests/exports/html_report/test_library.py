"""The chart library as one script: joined from our build, else the package's own."""

import pytest

from segmentation.exports.html_report import library


@pytest.fixture(autouse=True)
def read_anew():
    """Read anew in each test; a process reads it once."""
    library.chart_script.cache_clear()
    yield
    library.chart_script.cache_clear()


def test_two_modules_become_one_script():
    """What one hands over under a name is what the other calls by its own."""
    core = 'import{A as b,$ as c}from"./shared.js";var d=b(c);export{d as default};\n'
    shared = "var x=()=>1,y=2;export{x as A,y as $};\n"
    assert library.join_modules(core, shared) == (
        '(function(){"use strict";const s=(function(){var x=()=>1,y=2;return{A:x,$:y}})();'
        "const {A:b,$:c}=s;var d=b(c);window.Plotly=d})();"
    )


@pytest.mark.parametrize("core", ["var a=1;", 'import{a as b}from"./x.js";export{b as default};'])
def test_modules_of_another_kind_are_not_joined(core):
    """Nothing is guessed."""
    assert library.join_modules(core, "export{x as a};") is None


def test_our_build_is_a_third_of_the_whole():
    """It is one script without imports, and cannot end its tag."""
    script = library.chart_script()
    assert len(script) < 1_700_000
    assert "window.Plotly=" in script
    assert 'from"./shared.js"' not in script
    assert "</script" not in script


def test_everything_that_is_shared_is_there_at_once():
    """Else a name would be bound before it means something: all are helpers or wrapped modules."""
    (folder,) = library.STATIC.glob("plotly-*/")
    shared = (folder / library.SHARED).read_text(encoding="utf-8")
    names = [own for own, _ in library._pairs(library.GIVE.search(shared)[1])]
    assert names
    for name in names:
        assert any(
            f"{before}{name}={made}" in shared
            for before in ("var ", ",", ";", " ")
            for made in ("W(", "(", "e=>", "t=>")
        ), name


def test_without_our_build_the_package_gives_the_library(tmp_path, monkeypatch):
    """It is larger, and the report stays below its limit."""
    monkeypatch.setattr(library, "STATIC", tmp_path)
    assert 3_000_000 < len(library.chart_script()) < 5_500_000
