"""The commands for tables that lie with Spark: ``spark-fit``, ``spark-score`` and ``spark-rfm``.

They take the settings of ``fit``, ``score`` and ``rfm`` and mean the same by them.
"""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from segmentation.cli.buyers import add_columns, make_customers, sale_columns
from segmentation.cli.engines.large import ended_by_signal, found_sentence, told_progress
from segmentation.cli.files import PIPE, load, say, write
from segmentation.cli.finding import add_settings, say_verdict, spec_of
from segmentation.cli.scoring import add_renaming, renamed_of, say_tally
from segmentation.cli.settings import range_of, whole_number
from segmentation.errors import SpecError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from segmentation.engines.spark.reading import SparkTable

PLACE = "a path that ends in .parquet, which becomes a folder of parts, or the name of a table"


def add_spark_fit(commands: argparse._SubParsersAction) -> None:
    """Add ``spark-fit``.

    Parameters
    ----------
    commands : argparse action
    """
    fit = commands.add_parser("spark-fit", help="find segments of a table that lies with Spark")
    _add_input(fit, "customers")
    add_settings(fit)
    fit.add_argument(
        "--k",
        default="auto",
        help="number of segments; auto (the default) for that of the verdict, as fit takes it; or "
        "a range such as 2-10, of which MLlib's silhouette by squared distances decides",
    )
    fit.add_argument("--model-out", default=PIPE, help="the model; - is the standard output")
    fit.add_argument("--labels-out", help=f"also write the customers with their segment: {PLACE}")
    fit.set_defaults(run=_fit)


def add_spark_score(commands: argparse._SubParsersAction) -> None:
    """Add ``spark-score``.

    Parameters
    ----------
    commands : argparse action
    """
    score = commands.add_parser("spark-score", help="give later customers segments with Spark")
    score.add_argument("model", help="a saved model; - is the standard input")
    _add_input(score, "customers")
    score.add_argument("--out", required=True, help=PLACE)
    add_renaming(score)
    score.set_defaults(run=_score)


def add_spark_rfm(commands: argparse._SubParsersAction) -> None:
    """Add ``spark-rfm``.

    Parameters
    ----------
    commands : argparse action
    """
    rfm = commands.add_parser("spark-rfm", help="make customers from sales that lie with Spark")
    _add_input(rfm, "lines of sales")
    add_columns(rfm)
    rfm.set_defaults(run=_rfm)


def _add_input(command: argparse.ArgumentParser, what: str) -> None:
    place = command.add_mutually_exclusive_group()
    place.add_argument(
        "--master", help="where Spark runs, such as local[4] or spark://host:7077; else here"
    )
    place.add_argument("--remote", help="a server of Spark Connect, such as sc://host:15002")
    command.add_argument(
        "--conf",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a setting of Spark, such as spark.driver.memory=8g",
    )
    command.add_argument(
        "--input",
        required=True,
        metavar="PATH|TABLE",
        help=f"{what}: Parquet, a folder of it, a CSV, an address such as s3a://…, or a table",
    )


@contextmanager
def _opened(
    given: argparse.Namespace, place: str | None = None
) -> Iterator[tuple["SparkSession", "SparkTable"]]:
    """Open a session and the table of a command, once its place is known to be fit."""
    from segmentation.engines.spark.reading import open_table
    from segmentation.engines.spark.session import spark_session
    from segmentation.engines.spark.writing import check_place

    if place is not None:
        check_place(place)
    settings = dict(_setting(text) for text in given.conf)
    with (
        ended_by_signal(),
        spark_session(given.master, given.remote, settings) as spark,
    ):
        if place is not None:
            check_place(place, spark)
        is_quiet = getattr(given, "quiet", False)
        yield spark, open_table(spark, given.input, None if is_quiet else told_progress())


def _setting(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise SpecError(f"“{text}” sets nothing. Write a setting of Spark, =, its value.")
    return name.strip(), value.strip()


def _fit(given: argparse.Namespace) -> None:
    from segmentation.clustering.spec import WEIGHED_KS
    from segmentation.engines.spark.fitting import fit_spark
    from segmentation.engines.spark.reading import draw, sample_size
    from segmentation.models.model_segment import now

    ks = range_of(given.k) if "-" in given.k.strip()[1:] else ()
    n_clusters = None if ks or given.k == "auto" else whole_number(given.k)
    with _opened(given, given.labels_out) as (_, table):
        most = sample_size(table, given.algorithm)
        sample = draw(table, random_state=given.seed, most=most)
        fit = fit_spark(
            table,
            sample,
            replace(spec_of(given, sample.table), n_clusters=n_clusters),
            ks=ks,
            by_verdict=given.k == "auto" and bool(given.features),
            labels_out=given.labels_out,
        )
    model = fit.model
    for sentence in filter(None, (fit.sentence, fit.scan_sentence)):
        say(sentence)
    left_out = sum(n for _, n in model.left_out)
    say(found_sentence(model.n_customers, model.n_clusters, model.metrics, left_out))
    say_verdict(model.decision, model.n_clusters, WEIGHED_KS)
    write(given.model_out, replace(model, made=now()).to_bytes())


def _score(given: argparse.Namespace) -> None:
    from segmentation.engines.spark.labelling import score_table

    model = load(given.model)
    with _opened(given, given.out) as (_, table):
        tally = score_table(table, model, given.out, renamed_of(given))
    if not given.quiet:
        say_tally(model, tally)


def _rfm(given: argparse.Namespace) -> None:
    from segmentation.engines.spark.sales import customers_of_sales

    def count() -> object:
        with _opened(given) as (_, table):
            return customers_of_sales(table, sale_columns(given), as_of=given.as_of)

    make_customers(given, count)
