"""The commands of an operator: ``keys``."""

import argparse

from segmentation.access.keys import SCOPES, USUAL_DAYS, Keys
from segmentation.cli.files import say
from segmentation.models.library import default_url


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


def _make(given: argparse.Namespace) -> None:
    key, text = Keys(default_url()).make(given.owner, frozenset(given.scope or SCOPES), given.days)
    scopes = " and ".join(sorted(key.scopes))
    say(f"Key {key.id} of {key.owner}: {scopes}, until {key.ends:%Y-%m-%d}.")
    say("It is shown this once. Send it as X-API-Key.")
    print(text)  # noqa: T201 - the command line talks


def _list(_: argparse.Namespace) -> None:
    keys = Keys(default_url())
    for key in keys.all():
        scopes, until = ",".join(sorted(key.scopes)), f"{key.ends:%Y-%m-%d}"
        print("\t".join((key.id, key.state(keys.clock()), until, scopes, key.owner)))  # noqa: T201


def _revoke(given: argparse.Namespace) -> None:
    Keys(default_url()).revoke(given.id)
    say(f"Key {given.id} opens nothing any more, at the latest in two seconds.")
