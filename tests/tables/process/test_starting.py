"""Processes that read what strangers wrote know no secret, and keep nobody waiting."""

import os
from pathlib import Path

import pytest

from segmentation.tables.database import asking
from segmentation.tables.process import parent
from segmentation.tables.process.channel import end_process, send
from segmentation.tables.process.starting import NEEDED, PATIENCE, started

SECRETS = {
    "SEGMENTATION_API_KEYS": "a-key-of-the-service",
    "SEGMENTATION_LIBRARY": "postgresql://owner:a-password@db/library",
    "PGPASSWORD": "a-password",
    "AWS_SECRET_ACCESS_KEY": "a-key-of-a-store",
    "STREAMLIT_SOMETHING": "a-cookie",
    "HOME": "where/a/pgpass/lies",
    "PYTHONPATH": "/elsewhere",
}


def environment_of(process):
    """Return what the system tells, once the process has begun."""
    while not (text := Path(f"/proc/{process.pid}/environ").read_text()):
        pass
    return text


@pytest.mark.parametrize("module", [parent, asking], ids=["parser", "query"])
def test_no_key_is_inherited(module, monkeypatch):
    """As the system sees the process."""
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    module._end_idle()
    process = module._taken()
    try:
        lines = environment_of(process).split("\0")
    finally:
        end_process(process)
    names = {line.partition("=")[0] for line in lines if line}
    own = {*parent.FRUGAL} if module is parent else {*asking.ONE_THREAD}
    assert own <= names <= own | {*NEEDED}
    assert not any(value in line for line in lines for value in SECRETS.values())


def test_nothing_that_is_needed_is_called_like_a_secret():
    """A list is easily made longer."""
    words = ("KEY", "SECRET", "PASS", "TOKEN", "CRED", "AUTH", "URL", "SEGMENTATION", "STREAMLIT")
    assert not [name for name in NEEDED if any(word in name for word in words)]


def test_what_is_needed_is_handed_on(monkeypatch):
    """Such as where temporary files may lie."""
    monkeypatch.setenv("TMPDIR", "/of-ours")
    process = started("segmentation.tables.process.child", {"OWN": "1"})
    try:
        text = environment_of(process)
    finally:
        end_process(process)
    assert "TMPDIR=/of-ours" in text
    assert "OWN=1" in text


def test_it_stands_behind_those_that_draw_pages():
    """From its first step on: to load what it needs is work too."""
    process = started("segmentation.tables.process.child", {})
    try:
        send(process.stdin, b"{}", b"")
        process.stdout.read()  # it has ended, of what no request says
        assert os.getpriority(os.PRIO_PROCESS, process.pid) == os.nice(0) + PATIENCE
    finally:
        end_process(process)
