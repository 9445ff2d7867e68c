"""The commands of an operator: ``keys`` and ``audit``."""

import argparse
from datetime import UTC, datetime

from segmentation.access.keys import SCOPES, USUAL_DAYS, Keys
from segmentation.cli.files import PIPE, say, write_table
from segmentation.errors import SpecError

COLUMNS = ("when (UTC)", "who", "did", "what", "name", "rows")


def add_keys(commands: argparse._SubParsersAction) -> None:
    """Add ``keys`` with ``make``, ``list`` and ``revoke``.

    Parameters
    ----------
    commands : argparse action
    """
    keys = commands.add_parser("keys", help="make, list and revoke keys of the scoring service")
    doing = keys.add_subparsers(required=True, metavar="what")
    make = doing.add_parser("make", help="make a key; it is shown once, on the standard output")
    make.add_argument("owner", help="an address: the key sees what this person sees")
    make.add_argument(
        "--scope",
        action="append",
        choices=tuple(SCOPES),
        help="; ".join(f"{scope}: {opens}" for scope, opens in SCOPES.items()) + "; else both",
    )
    make.add_argument("--days", type=int, default=USUAL_DAYS, help="that it holds (%(default)s)")
    make.set_defaults(run=_make)
    doing.add_parser("list", help="tell whose keys there are").set_defaults(run=_list)
    revoke = doing.add_parser("revoke", help="end a key now")
    revoke.add_argument("id", help="as the list has it")
    revoke.set_defaults(run=_revoke)


def add_audit(commands: argparse._SubParsersAction) -> None:
    """Add ``audit``.

    Parameters
    ----------
    commands : argparse action
    """
    audit = commands.add_parser("audit", help="tell who opened, changed, scored and took out what")
    audit.add_argument("--since", help="a day, such as 2026-01-31; else from the beginning")
    audit.add_argument("--who", default="", help="what one person did")
    audit.add_argument("--what", default="", help="what was done to one saved segmentation: its id")
    audit.add_argument("--out", default=PIPE, help="a .csv, .parquet or .xlsx; - is the output")
    audit.set_defaults(run=_audit)


def _audit(given: argparse.Namespace) -> None:
    import pandas as pd

    from segmentation.access.audit import AuditLog
    from segmentation.models.library import Library, default_url

    url, since = default_url(), _day(given.since) if given.since else None
    library = Library(url)
    names = {e.id: e.name for gone in (True, False) for e in library.entries(deleted=gone)}
    lines = AuditLog(url).lines(since=since, who=given.who.strip().casefold(), what=given.what)
    rows = [
        (
            f"{line.at.astimezone(UTC):%Y-%m-%d %H:%M:%S}",
            line.who,
            line.did,
            line.what,
            names.get(line.what, ""),
            line.rows,
        )
        for line in lines
    ]
    frame = pd.DataFrame(rows, columns=COLUMNS).astype({"rows": "Int64"})
    write_table(given.out, frame)


def _day(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        raise SpecError(f"“{text[:40]}” is no day. Write it like 2026-01-31.") from None


def _make(given: argparse.Namespace) -> None:
    key, text = _keys().make(given.owner, frozenset(given.scope or SCOPES), given.days)
    scopes = " and ".join(sorted(key.scopes))
    say(f"Key {key.id} of {key.owner}: {scopes}, until {key.ends:%Y-%m-%d}.")
    say("It is shown this once. Send it as X-API-Key.")
    print(text)  # noqa: T201 - the command line talks


def _list(_: argparse.Namespace) -> None:
    keys = _keys()
    for key in keys.all():
        scopes, until = ",".join(sorted(key.scopes)), f"{key.ends:%Y-%m-%d}"
        print("\t".join((key.id, key.state(keys.clock()), until, scopes, key.owner)))  # noqa: T201


def _revoke(given: argparse.Namespace) -> None:
    _keys().revoke(given.id)
    say(f"Key {given.id} opens nothing any more, at the latest in two seconds.")


def _keys() -> Keys:
    from segmentation.models.library import default_url

    return Keys(default_url())
