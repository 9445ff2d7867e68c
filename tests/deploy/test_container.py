"""The container file: its steps are done in a folder, and what it starts runs there.

Without a container engine its base image, its user and its read-only root cannot be had (Podman ran
it once: `docs/deploy.md`). Files are copied as its COPY lines say and nothing else is there; the
command and the health check are the real ones; and nothing but the volume may have been written to.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from made_machine import ask, running, wait_for
from serving import free_port
from source import ROOT

FILE = ROOT / "deploy" / "Containerfile"
PLACES = re.compile(r"(?<![\w.])/(app|venv|build|var)/")
PAGE = """
from streamlit.testing.v1 import AppTest
app = AppTest.from_file("app.py", default_timeout=120).run()
assert not app.exception
print(app.title[0].value)
"""


def steps() -> list[list[tuple[str, str]]]:
    """Read the instructions of each stage."""
    text = FILE.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    found: list[list[tuple[str, str]]] = []
    for line in lines:
        word, _, rest = line.partition(" ")
        if word == "FROM":
            found.append([])
        found[-1].append((word, rest))
    return found


def said(word: str) -> list[str]:
    """Return what the last stage says with an instruction."""
    return [rest for instruction, rest in steps()[-1] if instruction == word]


@pytest.fixture
def built(tmp_path):
    """Do what the last stage says, below a folder; return it, the settings and a port."""

    def placed(text):
        return PLACES.sub(lambda place: f"{tmp_path}{place[0]}", text)

    (tmp_path / "venv" / "bin").mkdir(parents=True)
    python = tmp_path / "venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    (tmp_path / "var" / "lib" / "segmentation").mkdir(parents=True)
    for copied in said("COPY"):
        if copied.startswith("--from=built "):
            continue
        *sources, target = placed(copied).split()
        for source in sources:
            copy(ROOT / source, Path(target) / source if target.endswith("/") else Path(target))
    for run in said("RUN"):
        if "install -d" not in run:
            subprocess.run(placed(run), shell=True, check=True, cwd=tmp_path)  # noqa: S602 - ours
    settings = dict(placed(pair).split("=", 1) for pair in said("ENV"))
    return tmp_path, {"PATH": os.environ["PATH"]} | settings, placed


def copy(source: Path, target: Path) -> None:
    """Copy a file or a folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copyfile(source, target)


def files(folder: Path) -> dict[Path, tuple[int, int]]:
    """Return the files below a folder with their size and time."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in found}


def test_it_is_nobodys_root():
    """A number as its user, one folder to write to, locked packages, and a health check."""
    users = said("USER")
    assert users == ["10001:10001"]
    assert said("VOLUME") == ["/var/lib/segmentation"]
    words = [word for word, _ in steps()[-1]]
    assert words.index("USER") > max(at for at, word in enumerate(words) if word == "RUN")
    installs = [rest for word, rest in steps()[0] if word == "RUN" and "pip install" in rest]
    assert len(installs) == 1
    assert "--require-hashes --only-binary :all: -r /build/requirements.lock" in installs[0]
    assert ("COPY", "requirements.lock /build/requirements.lock") in steps()[0]
    lines = [line for stage in steps() for line in stage]
    assert "podman build --format docker " in FILE.read_text(encoding="utf-8")  # or no health check
    assert not [rest for word, rest in lines if word == "ADD" or "curl" in rest]
    assert all("/python:3.11-slim" in rest for word, rest in lines if word == "FROM")


def test_no_secret_goes_into_the_image():
    """Of the settings' folder one file is copied, and what stays out of the context is said."""
    assert [each for each in said("COPY") if ".streamlit" in each] == [
        ".streamlit/config.toml /app/.streamlit/config.toml"
    ]
    left_out = (ROOT / ".containerignore").read_text(encoding="utf-8").split()
    assert {".git", ".venv", ".streamlit/secrets.toml"} <= set(left_out)


def test_the_first_page_is_drawn_from_what_is_copied(built):
    """No file that the app needs was forgotten."""
    folder, settings, _ = built
    done = subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-c", PAGE],
        cwd=folder / "app",
        env=settings | {"SEGMENTATION_KEEP_FILES_HOURS": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "200 customers in 5 segments", done.stderr


def test_what_it_starts_is_healthy_and_writes_in_its_volume_alone(built):
    """Its own health check says so, and fails where nothing answers."""
    folder, settings, placed = built
    port = str(free_port())
    command = [placed(part) for part in json.loads(said("CMD")[0])]
    (health,) = said("HEALTHCHECK")
    check = [placed(part) for part in json.loads(health.partition("CMD ")[2])]
    command, check = ([part.replace("8501", port) for part in each] for each in (command, check))
    before = files(folder)
    assert subprocess.run(check, capture_output=True, check=False).returncode != 0  # noqa: S603
    with running(command, cwd=folder / "app", env=settings):
        wait_for(int(port))
        assert subprocess.run(check, check=False).returncode == 0  # noqa: S603
        assert ask(int(port), "GET / HTTP/1.1\nHost: x\nAccept: text/html")[0] == 200
        assert ask(int(port), "GET /api/models HTTP/1.1\nHost: x\nX-API-Key: x")[0] in {401, 403}
    after = files(folder)
    changed = [path for path in after if before.get(path) != after[path]]
    assert all(folder / "var" / "lib" / "segmentation" in path.parents for path in changed)
