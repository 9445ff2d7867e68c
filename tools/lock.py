"""Write the exact versions and hashes of all that is installed: ``make lock``.

One file per set of requirements, for every system and Python that the app runs on. A version that
is installed here stays, unless a requirement asks for another, or by ``--upgrade``.
"""

import argparse
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
OLDEST_PYTHON = "3.11"
LOCKED = {
    "requirements.lock": "requirements.txt",
    "requirements-login.lock": "requirements-login.txt",
    "requirements-dev.lock": "requirements-dev.txt",
    "requirements-build.lock": "requirements-build.txt",
}
"""A lock, and the requirements that it fixes."""

HEAD = "# What {name} asks for, to the last package, with hashes. Renewed by `make lock`.\n"
HOW_TO = "uv, which writes the locks, is not installed: run `make setup-dev` first."
FORM = ["--universal", "--python-version", OLDEST_PYTHON, "--generate-hashes", "--quiet"]
FORM += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]


def installed() -> str:
    """Return the versions that are installed here, a line each."""
    return "".join(f"{each.name}=={each.version}\n" for each in distributions() if each.name)


def write(lock: str, constraints: str) -> None:
    """Write a lock.

    Parameters
    ----------
    lock : str
        Of `LOCKED`.
    constraints : str
        Versions that stay, a line each.
    """
    name, file = LOCKED[lock], ROOT / lock
    command = ["-m", "uv", "pip", "compile", name, "--constraints", "-", *FORM]
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        input=constraints,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(HOW_TO if "No module named uv" in done.stderr else done.stderr)
    file.write_text(HEAD.format(name=name) + done.stdout, encoding="utf-8")


def main() -> int:
    """Read the command line and write all locks."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions instead")
    constraints = "" if parser.parse_args().upgrade else installed()
    for lock in LOCKED:
        write(lock, constraints)
    return 0


if __name__ == "__main__":
    sys.exit(main())
