"""Tables of a database on the command line: where they lie, and when they stay there."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from segmentation.cli.engines.large import DATABASE, ended_by_signal, told_progress
from segmentation.cli.files import say
from segmentation.errors import SpecError

if TYPE_CHECKING:
    from segmentation.engines.local import Tally
    from segmentation.engines.reading.sampling import Sample
    from segmentation.engines.warehouse.relation import Relation
    from segmentation.models.model import SegmentModel
    from segmentation.tables.table import Table


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Drawn:
    """A table that stays in its database, of which a sample was read.

    Attributes
    ----------
    relation : Relation
    sample : Sample
    """

    relation: "Relation" = field(repr=False)
    sample: "Sample" = field(repr=False)


def add_database(command: argparse.ArgumentParser) -> None:
    """Let a command take its table from a database.

    Parameters
    ----------
    command : argparse.ArgumentParser
    """
    command.add_argument(
        "--url", help="a database in place of a file, such as postgresql://user@host/shop"
    )
    what = command.add_mutually_exclusive_group()
    what.add_argument("--table", help="of the database, such as customers or shop.customers")
    what.add_argument("--query", help="one SELECT, in the database's own SQL")


def is_in_database(given: argparse.Namespace) -> bool:
    """Return whether the table of a command lies in a database.

    Parameters
    ----------
    given : argparse.Namespace
        Of a command with `add_database`.

    Returns
    -------
    bool

    Raises
    ------
    SpecError
        If a file and a database are given, neither, or a database without a table.
    """
    asked = given.table is not None or given.query is not None
    if not given.url:
        if given.file is None or asked:
            raise SpecError(
                "There is no table to read. Name a file, or a database by --url with --table or "
                "--query."
            )
        if given.engine == DATABASE:
            raise SpecError(f"{given.file} is a file. Choose another --engine, or give --url.")
        return False
    if given.file is not None:
        raise SpecError(f"Both {given.file} and --url are given. Leave one of them out.")
    if not asked:
        raise SpecError("The database is given, but no table. Name it by --table, or give --query.")
    if given.engine == "local":
        raise SpecError(
            f"--engine local reads files in pieces. With --url choose memory or {DATABASE}."
        )
    return True


@contextmanager
def related(given: argparse.Namespace, *, writes: bool = False) -> Iterator["Relation"]:
    """Open the table of a command in its database.

    Parameters
    ----------
    given : argparse.Namespace
        Of which `is_in_database` holds.
    writes : bool
        Whether the command may write there.

    Yields
    ------
    Relation
    """
    from segmentation.engines.warehouse.connecting import connected
    from segmentation.engines.warehouse.relation import open_relation

    progress = None if getattr(given, "quiet", False) else told_progress()
    with ended_by_signal(), connected(given.url, writes=writes) as database:
        yield open_relation(database, table=given.table, query=given.query, progress=progress)


@contextmanager
def looked_at(given: argparse.Namespace) -> Iterator["Table | Drawn"]:
    """Load the table of a command, or draw a sample where it is large, and say so.

    Parameters
    ----------
    given : argparse.Namespace
        Of which `is_in_database` holds, with a seed and an algorithm.

    Yields
    ------
    Table or Drawn
    """
    from segmentation.engines.warehouse.sampling import draw, sample_size

    with related(given) as relation:
        stays = given.engine == DATABASE or (relation.is_large and given.engine != "memory")
        if not stays:
            yield relation.load()
            return
        why = f"--engine {DATABASE} says so" if given.engine == DATABASE else relation.why
        say(f"{relation.name} stays in its database, as {why}; a sample of it is read.")
        most = sample_size(relation, given.algorithm)
        sample = draw(relation, random_state=given.seed, most=most)
        yield Drawn(relation=relation, sample=sample)


def label_there(given: argparse.Namespace, model: "SegmentModel") -> "Tally":
    """Write the labels of a table of a database as a table or a view beside it.

    Parameters
    ----------
    given : argparse.Namespace
        Of ``score``, and `is_in_database` holds.
    model : SegmentModel

    Returns
    -------
    Tally

    Raises
    ------
    SpecError
        If columns are renamed, or the place is none.
    """
    from segmentation.engines.warehouse.writing import place_of, write_labels

    if given.column:
        raise SpecError("--column is for files. With --url name the columns by AS in --query.")
    place = place_of(given.out)
    with related(given, writes=True) as relation:
        tally = write_labels(relation, model, place, replaces=given.replace)
    if not given.quiet:
        say(f"The {place.kind} {place.name} holds all rows with their segment.")
    return tally
