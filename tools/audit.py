"""Ask whether anything that the locks name is known to be vulnerable: ``make audit``.

It says how many packages it could look up. What could not be looked up is neither well nor ill: it
is counted, and ends the command well, so that a machine without a network can go on.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements-dev.lock", "requirements-build.lock")
"""The first holds the two others; `tests/deploy/test_locks.py` sees to that."""

MOST_SECONDS, ANSWER_SECONDS = 120, 10
ACCEPTED: dict[str, str] = {}
"""Advisories that do not concern the studio, each with the reason."""

COMMAND = ["-m", "pip_audit", "--require-hashes", "--disable-pip"]
COMMAND += [part for lock in LOCKS for part in ("--requirement", lock)]
COMMAND += ["--format", "json", "--progress-spinner", "off", "--timeout", str(ANSWER_SECONDS)]

NOT_LOOKED = (
    "The audit could not look: {why}. Nothing is known about the {n} packages of the locks, "
    "neither good nor bad."
)
PARTLY = "The audit could not look up {n} of {all} packages: {names}. Nothing is known about them."
FOUND = "{name} {version} is vulnerable: {id}, mended in {fixed}."
NONE_FOUND = "what was asked knows none of them"
WELL = "Nothing is known against what the audit looked up ({n} of {all} packages)."


def verdict(report: str, why: str = "") -> tuple[list[str], int]:
    """Return what there is to say, and the exit code.

    Parameters
    ----------
    report : str
        What pip-audit writes; nothing when it could not.
    why : str
        It could not.

    Returns
    -------
    list of str
        Sentences.
    int
        1 if something is vulnerable.
    """
    try:
        packages = list(json.loads(report)["dependencies"])
    except (ValueError, KeyError, TypeError):
        return [NOT_LOOKED.format(why=why or "no answer", n=n_locked())], 0
    skipped = [each["name"] for each in packages if "skip_reason" in each]
    if len(skipped) == len(packages):
        return [NOT_LOOKED.format(why=NONE_FOUND, n=n_locked())], 0
    said = [
        FOUND.format(
            name=each["name"],
            version=each["version"],
            id=fault["id"],
            fixed=" or ".join(fault["fix_versions"]) or "no version yet",
        )
        for each in packages
        for fault in each.get("vulns", ())
        if fault["id"] not in ACCEPTED
    ]
    code = 1 if said else 0
    if skipped:
        said.append(PARTLY.format(n=len(skipped), all=len(packages), names=", ".join(skipped)))
    if not code:
        said.append(WELL.format(n=len(packages) - len(skipped), all=len(packages)))
    return said, code


def n_locked() -> int:
    """Return how many packages the locks name."""
    lines = "".join((ROOT / lock).read_text(encoding="utf-8") for lock in LOCKS).splitlines()
    return sum("==" in line for line in lines)


def main() -> int:
    """Ask, within a time, and say what came of it."""
    try:
        asked = subprocess.run(
            [sys.executable, *COMMAND],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=MOST_SECONDS,
            check=False,
        )
        why = (asked.stderr.strip().splitlines() or [""])[-1][:200]
        said, code = verdict(asked.stdout, why)
    except subprocess.TimeoutExpired:
        said, code = verdict("", f"no answer within {MOST_SECONDS} seconds")
    print("\n".join(said))
    return code


if __name__ == "__main__":
    sys.exit(main())
