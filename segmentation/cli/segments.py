"""The commands that find segments: ``fit`` and ``scan``."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from segmentation.cli.engines.large import (
    add_engine,
    found_sentence,
    is_in_pieces,
    opened,
    say_drawn,
)
from segmentation.cli.engines.warehouse import Drawn, add_database, is_in_database, looked_at
from segmentation.cli.files import (
    PIPE,
    add_file,
    add_raw,
    check_ending,
    options_of,
    read,
    say,
    write,
    write_table,
)
from segmentation.cli.finding import add_settings, say_verdict, spec_of, spec_with_k
from segmentation.cli.settings import range_of
from segmentation.errors import SpecError

if TYPE_CHECKING:
    from segmentation.clustering.selection import KScan
    from segmentation.models.model import SegmentModel
    from segmentation.tables.table import Table


def add_fit(commands: argparse._SubParsersAction) -> None:
    """Add ``fit``.

    Parameters
    ----------
    commands : argparse action
    """
    fit = commands.add_parser("fit", help="find segments and save them as a model")
    add_file(fit, "a table of customers", or_database=True)
    add_database(fit)
    add_settings(fit)
    fit.add_argument("--k", default="auto", help="number of segments, or auto (the default)")
    fit.add_argument("--out", default=PIPE, help="the model; - is the standard output")
    add_engine(fit, or_database=True)
    fit.add_argument(
        "--labels-out",
        help="also write the customers with their segment, as .csv, .parquet or .xlsx",
    )
    add_raw(fit)
    fit.set_defaults(run=_fit)


def add_scan(commands: argparse._SubParsersAction) -> None:
    """Add ``scan``.

    Parameters
    ----------
    commands : argparse action
    """
    scan = commands.add_parser("scan", help="score a range of numbers of segments")
    add_file(scan, "a table of customers", or_database=True)
    add_database(scan)
    add_settings(scan)
    scan.add_argument("--k", default="2-10", help="range of numbers of segments, such as 2-10")
    scan.add_argument("--evidence", default="auto", choices=("criteria", "auto", "full"))
    scan.add_argument("--out", default=PIPE, help="the scores as CSV; - is the standard output")
    add_engine(scan, or_database=True)
    add_raw(scan)
    scan.set_defaults(run=_scan)


def _fit(given: argparse.Namespace) -> None:
    check_ending(given.labels_out)
    if is_in_database(given):
        with looked_at(given) as there:
            _fit_drawn(given, there) if isinstance(there, Drawn) else _fit_table(given, there)
    elif is_in_pieces(given):
        _fit_in_pieces(given)
    else:
        _fit_table(given, read(given.file, options_of(given)))


def _fit_table(given: argparse.Namespace, table: "Table") -> None:
    """Find segments in a table in memory."""
    from segmentation.analysis.choosing.proposal import judged_segmentation
    from segmentation.analysis.segment import segment

    spec = spec_with_k(given, table)
    by_verdict = (given.k == "auto" and given.features) or spec.is_by_rule
    result = segment(table, spec) if by_verdict else judged_segmentation(table, spec)
    for name in result.fitted.empty_rules:
        say(f"Nobody is in “{name}”, so it was left out.")
    _write_model(given, result.model)
    if given.labels_out:
        from segmentation.exports.customers import customers_table

        write_table(given.labels_out, customers_table(result), raw=given.raw)


def _write_model(given: argparse.Namespace, model: "SegmentModel") -> None:
    """Say what was found, and save it."""
    from segmentation.clustering.spec import WEIGHED_KS
    from segmentation.models.model_segment import now

    left_out = sum(n for _, n in model.left_out)
    say(found_sentence(model.n_customers, model.n_clusters, model.metrics, left_out))
    say_verdict(model.decision, model.n_clusters, WEIGHED_KS)
    write(given.out, replace(model, made=now()).to_bytes())


def _fit_drawn(given: argparse.Namespace, there: Drawn) -> None:
    """Find segments in a sample of a table that stays in its database."""
    from segmentation.engines.warehouse.fitting import fit_warehouse

    if given.labels_out:
        raise SpecError(
            f"{there.relation.name} stays in its database, and so do its labels. Save the model by "
            f"--out, then write them there: score MODEL --url … --out table:NAME."
        )
    spec = spec_with_k(given, there.sample.table)
    by_verdict = given.k == "auto" and bool(given.features)
    fit = fit_warehouse(there.relation, there.sample, spec, by_verdict=by_verdict)
    say(fit.sentence)
    _write_model(given, fit.model)


def _fit_in_pieces(given: argparse.Namespace) -> None:
    """Find segments in a table that is not loaded."""
    from segmentation.engines.large.fitting import fit_large
    from segmentation.engines.writing import check_streamed_ending

    if given.labels_out:
        check_streamed_ending(Path(given.labels_out).name)
    with opened(given) as large:
        fit = fit_large(
            large.source,
            large.sample,
            spec_with_k(given, large.sample.table),
            memory_bytes=large.memory_bytes,
            by_verdict=given.k == "auto" and bool(given.features),
            labels_out=Path(given.labels_out) if given.labels_out else None,
            raw=given.raw,
        )
    say(fit.sentence)
    _write_model(given, fit.model)


def _scan(given: argparse.Namespace) -> None:
    from segmentation.analysis.scan import scan_k
    from segmentation.clustering.spec import K_MIN
    from segmentation.exports.csv_text import csv_bytes

    ks = range_of(given.k)
    if is_in_database(given):
        scan = _scan_in_database(given, ks)
    elif is_in_pieces(given):
        scan = _scan_in_pieces(given, ks)
    else:
        table = read(given.file, options_of(given))
        scan = scan_k(table, spec_of(given, table), ks, evidence=given.evidence)
    write(given.out, csv_bytes(scan.scores, index=True, raw=given.raw, encoding="utf-8"))
    k = scan.start_k or K_MIN
    say_verdict(scan.decision, k, ks)
    about = scan.decision.about(k)
    for reason in filter(None, (reason.removeprefix(about).strip() for reason in scan.reasons)):
        say(reason)


def _scan_in_pieces(given: argparse.Namespace, ks: range) -> "KScan":
    """Score numbers of segments of a table that is not loaded."""
    from segmentation.engines.large.scanning import scan_large

    with opened(given) as large:
        sample, memory = large.sample, large.memory_bytes
        spec = spec_of(given, sample.table)
        scan = scan_large(
            large.source, sample, spec, ks, evidence=given.evidence, memory_bytes=memory
        )
    say_drawn(sample)
    return scan


def _scan_in_database(given: argparse.Namespace, ks: range) -> "KScan":
    """Score numbers of segments of a table of a database."""
    from segmentation.analysis.scan import scan_k
    from segmentation.engines.warehouse.fitting import scan_warehouse

    with looked_at(given) as there:
        if not isinstance(there, Drawn):
            return scan_k(there, spec_of(given, there), ks, evidence=given.evidence)
        spec = spec_of(given, there.sample.table)
        scan = scan_warehouse(there.relation, there.sample, spec, ks, evidence=given.evidence)
    n_drawn = len(there.sample.table.frame)
    say(f"Scores and the verdict are of {n_drawn:,} rows drawn evenly, on the scales of all rows.")
    return scan
