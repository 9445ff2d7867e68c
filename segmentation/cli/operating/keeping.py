"""The command ``library``: copy it, bring a copy back, bring it up to date, look through it."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from segmentation.cli.files import say
from segmentation.errors import DataError, counted, listed

if TYPE_CHECKING:
    from segmentation.access.upkeep import Condition

UP_TO_DATE = "The library is up to date; nothing was changed."
BROUGHT = "The library was brought up to date: it lacked {lacked}."
COPIED = "Copied to {file}: {what}."
RESTORED = "Restored from {file}: {what}."
KEPT = "What was there before is in {file}."
SOUND = "Sound: {what}."
OLDER = "It is of an earlier release and is brought up to date when it is opened: it lacks {what}."
DAMAGED = (
    "{what} cannot be opened: {names}. Restore a copy that holds them, or delete them on the Score "
    "page."
)


def add_library(commands: argparse._SubParsersAction) -> None:
    """Add ``library`` with ``backup``, ``restore``, ``migrate`` and ``check``.

    Parameters
    ----------
    commands : argparse action
    """
    library = commands.add_parser(
        "library", help="copy, restore, check and bring up to date what is saved"
    )
    doing = library.add_subparsers(required=True, metavar="what")
    backup = doing.add_parser("backup", help="copy it to a file, while it is in use")
    backup.add_argument("file", type=Path, help="the copy")
    backup.add_argument("--replace", action="store_true", help="an earlier copy of this name")
    backup.set_defaults(run=_backup)
    restore = doing.add_parser(
        "restore", help="bring the saved segmentations of a copy back, all or nothing"
    )
    restore.add_argument("file", type=Path, help="the copy")
    restore.add_argument(
        "--over-newer",
        action="store_true",
        help="even if the library holds what the copy does not; that is kept beside it",
    )
    restore.set_defaults(run=_restore)
    migrate = doing.add_parser("migrate", help="bring a library of an earlier release up to date")
    migrate.set_defaults(run=_migrate)
    check = doing.add_parser("check", help="look through it, or through a copy; changes nothing")
    check.add_argument("file", type=Path, nargs="?", help="a copy; else the library itself")
    check.set_defaults(run=_check)


def _backup(given: argparse.Namespace) -> None:
    from segmentation.access.copies import backup
    from segmentation.models.library import default_url

    condition = backup(default_url(), given.file, replace=given.replace)
    say(COPIED.format(file=given.file, what=_told(condition)))


def _restore(given: argparse.Namespace) -> None:
    from segmentation.access.copies import restore
    from segmentation.models.library import default_url

    restored = restore(default_url(), given.file, over_newer=given.over_newer)
    say(RESTORED.format(file=given.file, what=_told(restored.condition)))
    if restored.kept:
        say(KEPT.format(file=restored.kept))


def _migrate(_: argparse.Namespace) -> None:
    from segmentation.access.upkeep import migrate
    from segmentation.models.library import default_url

    lacked = migrate(default_url())
    say(BROUGHT.format(lacked=listed(list(lacked))) if lacked else UP_TO_DATE)


def _check(given: argparse.Namespace) -> None:
    from segmentation.access.upkeep import check
    from segmentation.models.library import default_url

    file = given.file and f"sqlite:///{given.file.absolute().as_posix()}"
    condition = check(file or default_url())
    if condition.lacking:
        say(OLDER.format(what=listed(list(condition.lacking))))
    if condition.damaged:
        what = counted(len(condition.damaged), "segmentation")
        raise DataError(DAMAGED.format(what=what, names=listed(list(condition.damaged))))
    say(SOUND.format(what=_told(condition)))


def _told(condition: "Condition") -> str:
    return listed(
        [
            counted(condition.saved, "segmentation"),
            f"{condition.deleted:,} deleted",
            counted(condition.keys, "key"),
            counted(condition.links, "shared link"),
            counted(condition.lines, "line of the log", "lines of the log"),
        ]
    )
