"""By what customers are segmented and how, as commands say it, and the verdict they end with."""

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from segmentation.cli.files import say
from segmentation.cli.settings import on_scales, rule_of, whole_number

if TYPE_CHECKING:
    from segmentation.clustering.evidence.decision import Decision
    from segmentation.clustering.spec import SegmentationSpec
    from segmentation.tables.table import Table

ALGORITHMS = ("kmeans", "bisecting_kmeans", "ward", "gaussian_mixture", "rules")
"""The names of the registry, which would take longer to load than the help to read."""


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


def spec_with_k(given: argparse.Namespace, table: "Table") -> "SegmentationSpec":
    """Return the settings of a command, with its number of segments where that is not ``auto``.

    Parameters
    ----------
    given : argparse.Namespace
        Of a command with `add_settings` and ``--k``.
    table : Table

    Returns
    -------
    SegmentationSpec
    """
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
