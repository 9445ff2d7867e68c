"""Saves of every kind without end, and what must be there after who made them was killed."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "models"))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "access"))
from kept_files import left_beside, lost_files, model_files, tables
from made_libraries import released, url_of
from made_models import mall_model

from segmentation.access.audit import OPENED, AuditLog
from segmentation.access.copies import backup, restore
from segmentation.access.keys import READ, Keys
from segmentation.access.upkeep import check, migrate
from segmentation.errors import ModelError
from segmentation.models.library import Library
from segmentation.models.shared_results import SharedResults

SECRET, TEXT = "of a browser {at}", "x" * 20_000
OLD = "keys with owners"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of save.

    Attributes
    ----------
    saves : callable
        Saves in a folder without end, and yields what each did.
    lost : callable
        Counts, of what was said to be done, what is not there or half, and hidden files that are
        left for good; afterwards.
    begin : callable
        Makes what must be there before.
    """

    saves: Callable[[Path], Iterator[str]]
    lost: Callable[[Path, list[str]], int]
    begin: Callable[[Path], object] = lambda _: None


def library_of(folder: Path) -> Library:
    """Open the library of a folder."""
    return Library(url(folder))


def url(folder: Path) -> str:
    """Return the address of the library of a folder."""
    return url_of(folder / "library.sqlite")


def saves(folder: Path) -> Iterator[str]:
    """Save new ones."""
    library, plan = library_of(folder), {f"note {at}": "x" * 50 for at in range(2_000)}
    while True:
        yield library.save("Spring", mall_model(), plan=plan)


def lost_saves(folder: Path, said: list[str]) -> int:
    """Look whether each is there, and whatever is there is whole."""
    library = library_of(folder)
    there = {entry.id for entry in library.entries()}
    whole = {id_ for id_ in there if len(library.open(id_).plan) == 2_000}
    return len({*said, *there} - whole)


def first_save(folder: Path) -> str:
    """Save the one that is changed later."""
    return library_of(folder).save("0", mall_model())


def versions(folder: Path) -> Iterator[str]:
    """Save over what was saved."""
    library = library_of(folder)
    (entry,) = library.entries()
    for number in count(int(entry.name) + 1):
        plan = {"number": number, "text": TEXT}
        library.save(str(number), mall_model(), plan=plan, replaces=entry.id)
        yield str(number)


def renamings(folder: Path) -> Iterator[str]:
    """Give what was saved another name and note."""
    library = library_of(folder)
    (entry,) = library.entries()
    for number in count(int(entry.name) + 1):
        library.rename(entry.id, str(number), f"note of {number}")
        yield str(number)


def lost_changes(folder: Path, said: list[str]) -> int:
    """Look whether the last one counts, or one not yet said; its parts are of one change."""
    library = library_of(folder)
    (entry,) = library.entries()
    saved = library.open(entry.id)
    of_one = saved.plan.get("number", int(entry.name)) == int(entry.name)
    of_one &= entry.note in {"", f"note of {entry.name}"}
    return int(not of_one or int(entry.name) < max(map(int, said), default=0))


def deletions(folder: Path) -> Iterator[str]:
    """Delete what was saved, and bring every other back."""
    library = library_of(folder)
    for at in count():
        id_ = library.save("Spring", mall_model())
        library.delete(id_)
        if at % 2:
            library.restore(id_)
        yield f"{('deleted', 'there')[at % 2]} {id_}"


def lost_deletions(folder: Path, said: list[str]) -> int:
    """Look whether each is where it was said to be."""
    library = library_of(folder)
    there = {f"there {entry.id}" for entry in library.entries()}
    deleted = {f"deleted {entry.id}" for entry in library.entries(deleted=True)}
    return len({*said} - there - deleted)


def keys(folder: Path) -> Iterator[str]:
    """Make keys, and revoke every other."""
    kept = Keys(url(folder))
    for at in count():
        key, _ = kept.make("ada@a.example", frozenset({READ}))
        if at % 2:
            kept.revoke(key.id)
        yield f"{('made', 'revoked')[at % 2]} {key.id}"


def lost_keys(folder: Path, said: list[str]) -> int:
    """Look whether each is there, as it was said."""
    there = {f"{'revoked' if key.revoked else 'made'} {key.id}" for key in Keys(url(folder)).all()}
    return len({*said} - there)


def lines(folder: Path) -> Iterator[str]:
    """Write into the audit log."""
    log = AuditLog(url(folder))
    for at in count():
        what = f"{os.getpid()} {at}"
        log.write("ada@a.example", OPENED, what)
        yield what


def lost_lines(folder: Path, said: list[str]) -> int:
    """Look whether each line is there, once."""
    there = [line.what for line in AuditLog(url(folder)).lines()]
    return len({*said} - {*there}) + len(there) - len({*there})


def links(folder: Path) -> Iterator[str]:
    """Share results, and revoke every other."""
    shared = SharedResults(url(folder))
    for at in count():
        secret = SECRET.format(at=f"{os.getpid()} {at}")
        id_ = shared.share(secret, "Spring", TEXT).id
        if at % 2:
            shared.revoke(secret, id_)
        yield f"{('shared', 'revoked')[at % 2]} {id_}"


def lost_links(folder: Path, said: list[str]) -> int:
    """Look whether what is shared opens whole, and what was revoked does not."""
    shared = SharedResults(url(folder))
    return sum(_opens(shared, id_) != (what == "shared") for what, id_ in map(str.split, said))


def _opens(shared: SharedResults, id_: str) -> bool:
    try:
        return shared.open(id_).content == TEXT
    except ModelError:
        return False


def some_saves(folder: Path) -> None:
    """Save some, and two copies that differ."""
    library = library_of(folder)
    for copy in ("one", "two"):
        for _ in range(3):
            library.save(copy, mall_model(), plan={"text": TEXT * 10})
        backup(url(folder), folder / copy)


def copies(folder: Path) -> Iterator[str]:
    """Copy the library over an earlier copy."""
    while True:
        backup(url(folder), folder / "copy", replace=True)
        yield "copied"


def lost_copies(folder: Path, said: list[str]) -> int:
    """Look whether the copy is whole, if one was said to be."""
    copy = folder / "copy"
    if not copy.exists():
        return int(bool(said))
    found = check(url_of(copy))
    half = bool(found.damaged) or found.saved != len(library_of(folder).entries())
    return int(half) + left_beside(folder, copies(folder))


def restorations(folder: Path) -> Iterator[str]:
    """Bring back one copy and the other."""
    for at in count():
        name = ("one", "two")[at % 2]
        kept = restore(url(folder), folder / name, over_newer=True).kept
        yield name
        kept.unlink()


def lost_restorations(folder: Path, _: list[str]) -> int:
    """Look whether the library is the one or the other, whole."""
    ids = {entry.id for entry in library_of(folder).entries()}
    each = [{e.id for e in Library(url_of(folder / n)).entries()} for n in ("one", "two")]
    return int(ids not in each) + left_beside(folder, restorations(folder))


def an_old_library(folder: Path) -> None:
    """Make a library of an earlier release, and one of this."""
    released(folder / "old", OLD)
    first_save(folder)


def migrations(folder: Path) -> Iterator[str]:
    """Bring libraries of an earlier release up to date."""
    for at in count():
        name = f"{os.getpid()}-{at}.old"
        shutil.copyfile(folder / "old", folder / "part")
        (folder / "part").replace(folder / name)
        migrate(url_of(folder / name))
        yield name


def lost_migrations(folder: Path, said: list[str]) -> int:
    """Look whether those that were said lack nothing, and the others can follow."""
    lost = 0
    for file in folder.glob("*.old"):
        lacked = migrate(url_of(file))
        found = check(url_of(file))
        whole = (found.saved, found.deleted, found.damaged) == (1, 1, ())
        lost += not whole or (file.name in said and bool(lacked))
    return lost


KINDS = {
    "save": Kind(saves, lost_saves),
    "new version": Kind(versions, lost_changes, first_save),
    "rename": Kind(renamings, lost_changes, first_save),
    "delete and restore": Kind(deletions, lost_deletions),
    "keys": Kind(keys, lost_keys, first_save),
    "audit log": Kind(lines, lost_lines, first_save),
    "links": Kind(links, lost_links, first_save),
    "backup": Kind(copies, lost_copies, some_saves),
    "restore": Kind(restorations, lost_restorations, some_saves),
    "migrate": Kind(migrations, lost_migrations, an_old_library),
    "model file": Kind(model_files, lost_files, first_save),
    "label files": Kind(tables, lost_files, first_save),
}
"""Every kind of save that outlives its program; a visitor's own file is kept in memory alone."""
