"""Libraries as each release made them, and one with something of everything in it."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from made_models import mall_model

from segmentation.access.audit import SAVED, AuditLog
from segmentation.access.keys import READ, Keys
from segmentation.models.library import Library
from segmentation.models.shared_results import SharedResults

DAY = "2026-01-31 12:00:00.000000"
FIRST = """CREATE TABLE saved_segmentations (
    id VARCHAR(16) NOT NULL, name TEXT NOT NULL, note TEXT NOT NULL, about TEXT NOT NULL,
    model TEXT NOT NULL, extras TEXT NOT NULL, created DATETIME NOT NULL, changed DATETIME NOT NULL,
    deleted DATETIME, PRIMARY KEY (id))"""
LINKS = """CREATE TABLE shared_results (
    id VARCHAR(43) NOT NULL, maker VARCHAR(64) NOT NULL, about TEXT NOT NULL,
    content TEXT NOT NULL, created DATETIME NOT NULL, ends DATETIME NOT NULL, PRIMARY KEY (id))"""
KEYS = """CREATE TABLE service_keys (
    id VARCHAR(8) NOT NULL, owner TEXT NOT NULL, scopes TEXT NOT NULL, digest VARCHAR(64) NOT NULL,
    made DATETIME NOT NULL, ends DATETIME NOT NULL, revoked DATETIME, PRIMARY KEY (id))"""
OWNED = FIRST.replace(
    "PRIMARY KEY",
    "owner TEXT DEFAULT '' NOT NULL, changed_by TEXT DEFAULT '' NOT NULL, "
    "sharing VARCHAR(16) DEFAULT 'team' NOT NULL, version INTEGER DEFAULT '1' NOT NULL, "
    "PRIMARY KEY",
)
RELEASES = {
    "saved segmentations": (FIRST,),
    "links for colleagues": (FIRST, LINKS),
    "keys with owners": (FIRST, LINKS, KEYS),
    "owners and sharing": (OWNED, LINKS, KEYS),
}
"""The tables of each earlier release, word for word."""

COLUMNS = "id, name, note, about, model, extras, created, changed, deleted"
INSERT = f"INSERT INTO saved_segmentations ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608


def url_of(file: Path) -> str:
    """Return the address of a library."""
    return f"sqlite:///{file.as_posix()}"


def released(file: Path, release: str) -> str:
    """Make a library of an earlier release with two segmentations, one of them deleted."""
    model = mall_model()
    about = json.dumps([model.n_clusters, model.n_customers, list(model.features)])
    rest = (about, model.to_bytes().decode(), json.dumps({"view": {"k": ["5"]}, "plan": {"a": 7}}))
    with closing(sqlite3.connect(file)) as made:
        for table in RELEASES[release]:
            made.execute(table)
        made.execute(INSERT, ("a" * 16, "Spring", "Why", *rest, DAY, DAY, None))
        made.execute(INSERT, ("b" * 16, "Autumn", "", *rest, DAY, DAY, DAY))
        made.commit()
    return url_of(file)


def filled(file: Path) -> tuple[str, str, str]:
    """Make a library of this release; return its address, a segmentation's id and a key's."""
    url = url_of(file)
    id_ = Library(url).save("Spring", mall_model(), by="ada")
    key, _ = Keys(url).make("ada", frozenset({READ}))
    SharedResults(url).share("of a browser", "Spring", "{}")
    AuditLog(url).write("ada", SAVED, id_)
    return url, id_, key.id
