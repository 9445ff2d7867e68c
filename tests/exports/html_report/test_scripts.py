"""What a report runs, and by which names."""

import pytest

from segmentation.exports.html_report.scripts import allowed, script_hash, scripts_of


def test_a_report_without_charts_runs_one_script():
    """The library of charts is left out; all that it runs is allowed wherever it is shown."""
    assert scripts_of(pictures=False) == scripts_of()[-1:]
    assert [script_hash(script.encode()) for script in scripts_of()] == [*allowed()]


@pytest.mark.parametrize("script", scripts_of())
def test_no_script_ends_its_tag(script):
    """A browser would run what comes after as text."""
    assert "</script" not in script
    assert "<!--" not in script
