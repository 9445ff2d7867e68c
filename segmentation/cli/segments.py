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
from segmentation.cli.settings import on_scales, range_of, rule_of, whole_number

if TYPE_CHECKING:
    from segmentation.clustering.evidence.decision import Decision
    from segmentation.clustering.selection import KScan
    from segmentation.clustering.spec import SegmentationSpec
    from segmentation.tables.table import Table

ALGORITHMS = ("kmeans", "bisecting_kmeans", "ward", "gaussian_mixture", "rules")
"""The names of the registry, which would take longer to load than the help to read."""


def add_fit(commands: argparse._SubParsersAction) -> None:
    """Add ``fit``.

    Parameters
    ----------
    commands : argparse action
    """
    fit = commands.add_parser("fit", help="find segments and save them as a model")
    add_file(fit, "a table of customers")
    add_settings(fit)
    fit.add_argument("--k", default="auto", help="number of segments, or auto (the default)")
    fit.add_argument("--out", default=PIPE, help="the model; - is the standard output")
    add_engine(fit)
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
    add_file(scan, "a table of customers")
    add_settings(scan)
    scan.add_argument("--k", default="2-10", help="range of numbers of segments, such as 2-10")
    scan.add_argument("--evidence", default="auto", choices=("criteria", "auto", "full"))
    scan.add_argument("--out", default=PIPE, help="the scores as CSV; - is the standard output")
    add_engine(scan)
    add_raw(scan)
    scan.set_defaults(run=_scan)


def add_settings(command: argparse.ArgumentParser) -> None:
    """Let a command say by what customers are segmented, and how.

    Parameters
    ----------
    command : argparse.ArgumentParser
    """
    command.add_argument(
        "--features",
        nargs="+",
        metavar="COLUMN",
        help="columns to segment by; chosen when left out",
    )
    command.add_argument("--algorithm", default="kmeans", choices=ALGORITHMS)
    command.add_argument(
        "--scaling", default="standard", choices=("standard", "minmax", "robust", "none")
    )
    command.add_argument("--missing", default="drop", choices=("drop", "impute"))
    command.add_argument(
        "--formula",
        action="append",
        default=[],
        metavar="NAME=FORMULA",
        help="a column to make first, such as each='spend / orders'",
    )
    command.add_argument(
        "--rule",
        action="append",
        default=[],
        metavar="SEGMENT=CONDITION",
        help="a segment by rule, such as big='spend >= 500'; the first that holds counts",
    )
    command.add_argument(
        "--scale",
        action="append",
        default=[],
        metavar="COLUMN=SCALE",
        help="log, yeo_johnson or none, such as income=log; the others stay as they are proposed",
    )
    command.add_argument(
        "--weight",
        action="append",
        default=[],
        metavar="COLUMN=FACTOR",
        help="how much a column counts beside the others, such as income=2; 1 is the usual",
    )
    command.add_argument("--where", default="", help="who is segmented, such as country = 'DE'")
    command.add_argument("--seed", type=int, default=0, help="of every random choice")


def _fit(given: argparse.Namespace) -> None:
    from segmentation.analysis.choosing.proposal import judged_segmentation
    from segmentation.analysis.segment import segment
    from segmentation.clustering.spec import WEIGHED_KS
    from segmentation.models.model_segment import now

    check_ending(given.labels_out)
    if is_in_pieces(given):
        _fit_in_pieces(given)
        return
    table = read(given.file, options_of(given))
    spec = _spec_with_k(given, table)
    by_verdict = (given.k == "auto" and given.features) or spec.is_by_rule
    result = segment(table, spec) if by_verdict else judged_segmentation(table, spec)
    for name in result.fitted.empty_rules:
        say(f"Nobody is in “{name}”, so it was left out.")
    say(found_sentence(len(result.labels), result.n_clusters, result.metrics, len(result.ledger)))
    say_verdict(result.decision, result.n_clusters, WEIGHED_KS)
    write(given.out, replace(result.model, made=now()).to_bytes())
    if given.labels_out:
        from segmentation.exports.customers import customers_table

        write_table(given.labels_out, customers_table(result), raw=given.raw)


def _fit_in_pieces(given: argparse.Namespace) -> None:
    """Find segments in a table that is not loaded."""
    from segmentation.clustering.spec import WEIGHED_KS
    from segmentation.engines.large.fitting import fit_large
    from segmentation.engines.writing import check_streamed_ending
    from segmentation.models.model_segment import now

    if given.labels_out:
        check_streamed_ending(Path(given.labels_out).name)
    with opened(given) as large:
        fit = fit_large(
            large.source,
            large.sample,
            _spec_with_k(given, large.sample.table),
            memory_bytes=large.memory_bytes,
            by_verdict=given.k == "auto" and bool(given.features),
            labels_out=Path(given.labels_out) if given.labels_out else None,
            raw=given.raw,
        )
    model = fit.model
    say(fit.sentence)
    say(
        found_sentence(
            model.n_customers, model.n_clusters, model.metrics, sum(n for _, n in model.left_out)
        )
    )
    say_verdict(model.decision, model.n_clusters, WEIGHED_KS)
    write(given.out, replace(model, made=now()).to_bytes())


def _scan(given: argparse.Namespace) -> None:
    from segmentation.analysis.scan import scan_k
    from segmentation.clustering.spec import K_MIN
    from segmentation.exports.csv_text import csv_bytes

    ks = range_of(given.k)
    if is_in_pieces(given):
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


def _spec_with_k(given: argparse.Namespace, table: "Table") -> "SegmentationSpec":
    spec = spec_of(given, table)
    return spec if given.k == "auto" else replace(spec, n_clusters=whole_number(given.k))


def spec_of(given: argparse.Namespace, table: "Table") -> "SegmentationSpec":
    """Return the settings of a command, without a number of segments.

    Parameters
    ----------
    given : argparse.Namespace
        Of a command with `add_settings`.
    table : Table
        For which columns are proposed where none are given.

    Returns
    -------
    SegmentationSpec

    Raises
    ------
    SpecError
        If a setting is none of ours.
    """
    from segmentation.clustering.spec import SegmentationSpec
    from segmentation.customers.formulas.writing import formulas_of

    formulas = formulas_of("\n".join(given.formula))
    chosen = {name: getattr(given, name) for name in ("scaling", "missing", "where")}
    chosen["random_state"] = given.seed
    rules = tuple(rule_of(text) for text in given.rule)
    features = tuple(given.features or ())
    if rules or given.algorithm == "rules":
        return SegmentationSpec(
            features=features, algorithm="rules", rules=rules, formulas=formulas, **chosen
        )
    spec = SegmentationSpec(features=features) if features else _proposed(table)
    formulas = (*spec.formulas, *formulas)
    spec = replace(spec, algorithm=given.algorithm, formulas=formulas, **chosen)
    return on_scales(spec, given.scale, given.weight)


def _proposed(table: "Table") -> "SegmentationSpec":
    """Return what is proposed for a table, and say why."""
    from segmentation.analysis.choosing.proposal import proposed

    proposal = proposed(table)
    say(f"By {', '.join(proposal.spec.features)}; choose others with --features.")
    for reason in proposal.reasons:
        say(reason.sentence)
    return proposal.spec


def say_verdict(decision: "Decision", n_clusters: int, ks: range) -> None:
    """Say the verdict in the app's words, and of which numbers of segments it is.

    Parameters
    ----------
    decision : Decision
    n_clusters : int
        That was taken.
    ks : range
    """
    said = f"{decision.title}. {decision.about(n_clusters)}"
    if decision.verdict:
        last = f" to {ks[-1]}" if len(ks) > 1 else ""
        said += f" (Weighed: {ks[0]}{last} segments.)"
    say(said)
