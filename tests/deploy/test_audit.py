"""The audit says what it has seen, and never more."""

import json
import subprocess

import audit
import pytest


def report(*packages):
    """Write a report as pip-audit does."""
    return json.dumps({"dependencies": packages, "fixes": []})


def well(name):
    """Return a package that nothing is known against."""
    return {"name": name, "version": "1.0", "vulns": []}


def skipped(name):
    """Return a package that could not be looked up."""
    return {"name": name, "skip_reason": "Dependency not found and could not be audited."}


def ill(name, *fixed):
    """Return a package that is vulnerable."""
    fault = {"id": "PYSEC-2026-1", "fix_versions": list(fixed), "description": ""}
    return {"name": name, "version": "1.0", "vulns": [fault]}


def test_nothing_known_against_what_was_looked_up():
    """With the number."""
    assert audit.verdict(report(well("a"), well("b"))) == (
        ["Nothing is known against what the audit looked up (2 of 2 packages)."],
        0,
    )


def test_what_is_vulnerable_is_named_and_fails():
    """With the version that mends it; an accepted one is passed over."""
    said, code = audit.verdict(report(well("a"), ill("b", "1.1"), ill("c")))
    assert code == 1
    assert said == [
        "b 1.0 is vulnerable: PYSEC-2026-1, mended in 1.1.",
        "c 1.0 is vulnerable: PYSEC-2026-1, mended in no version yet.",
    ]


def test_an_accepted_advisory_is_passed_over(monkeypatch):
    """Its reason stands in the file."""
    monkeypatch.setitem(audit.ACCEPTED, "PYSEC-2026-1", "for the test")
    assert audit.verdict(report(ill("b")))[1] == 0


def test_what_could_not_be_looked_up_is_counted():
    """A part of it, and all: the tool's own “no known vulnerabilities” is not repeated."""
    said, code = audit.verdict(report(well("a"), skipped("b")))
    assert code == 0
    assert said == [
        "The audit could not look up 1 of 2 packages: b. Nothing is known about them.",
        "Nothing is known against what the audit looked up (1 of 2 packages).",
    ]
    said, code = audit.verdict(report(skipped("a"), skipped("b")))
    assert code == 0
    assert said[0].startswith("The audit could not look: what was asked knows none of them")


@pytest.mark.parametrize("broken", ["", "no JSON", "[]", '{"dependencies": null}', "{}"])
def test_no_report_is_no_verdict(broken):
    """The sentence says why, and the command ends well."""
    (said,), code = audit.verdict(broken, "no network")
    assert said.startswith("The audit could not look: no network. Nothing is known about the 1")
    assert code == 0


def test_it_ends_in_time(monkeypatch, capsys):
    """A service that never answers stops nobody."""

    def hangs(*_, timeout, **__):
        raise subprocess.TimeoutExpired("pip-audit", timeout)

    monkeypatch.setattr(audit.subprocess, "run", hangs)
    assert audit.main() == 0
    assert "no answer within 120 seconds" in capsys.readouterr().out
