"""The command line: fit, scan, score and write SQL, in scripts and pipes.

Results go to ``--out`` or to the standard output, progress and verdicts to the standard error. Bad
input ends with one line and the code 2.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from segmentation.errors import SegmentationError, SpecError, counted
from segmentation.models.sql.dialects import TESTED

if TYPE_CHECKING:
    from segmentation.clustering.evidence.decision import Decision
    from segmentation.engines.local import Tally
    from segmentation.models.model import SegmentModel
    from segmentation.tables.table import Table

PIPE = "-"
BAD_INPUT, INTERRUPTED = 2, 130
ALGORITHMS = ("kmeans", "bisecting_kmeans", "ward", "gaussian_mixture")
"""The names of the registry, which would take longer to load than the help to read."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Parameters
    ----------
    arguments : sequence of str or None
        Those of the process when None.

    Returns
    -------
    int
        The exit code: 0, 2 for bad input, 130 when interrupted.
    """
    given = _parser().parse_args(arguments)
    try:
        given.run(given)
        sys.stdout.flush()
    except SegmentationError as error:
        print(f"segmentation: {error}", file=sys.stderr)  # noqa: T201 - the command line talks
        return BAD_INPUT
    except BrokenPipeError:  # the reader of a pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m segmentation", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    _add_fit(commands)
    _add_scan(commands)
    _add_score(commands)
    _add_sql(commands)
    return parser


def _add_fit(commands: argparse._SubParsersAction) -> None:
    fit = commands.add_parser("fit", help="find segments and save them as a model")
    _add_settings(fit)
    fit.add_argument("--k", default="auto", help="number of segments, or auto (the default)")
    fit.add_argument("--out", default=PIPE, help="the model; - is the standard output")
    fit.add_argument("--labels-out", help="also write the customers with their segment, as CSV")
    fit.set_defaults(run=_fit)


def _add_scan(commands: argparse._SubParsersAction) -> None:
    scan = commands.add_parser("scan", help="score a range of numbers of segments")
    _add_settings(scan)
    scan.add_argument("--k", default="2-10", help="range of numbers of segments, such as 2-10")
    scan.add_argument("--evidence", default="auto", choices=("criteria", "auto", "full"))
    scan.add_argument("--out", default=PIPE, help="the scores as CSV; - is the standard output")
    scan.set_defaults(run=_scan)


def _add_score(commands: argparse._SubParsersAction) -> None:
    score = commands.add_parser("score", help="give later customers their segments")
    score.add_argument("model", help="a saved model; - is the standard input")
    score.add_argument("file", help="the customers; - is the standard input")
    score.add_argument("--out", default=PIPE, help="a .csv or .parquet; - is CSV on the output")
    score.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="MODEL=FILE",
        help="a column that has another name in the file, such as Age=age_years",
    )
    score.add_argument("--quiet", action="store_true", help="no progress and no verdict")
    score.set_defaults(run=_score)


def _add_sql(commands: argparse._SubParsersAction) -> None:
    sql = commands.add_parser("sql", help="write a model as one SELECT")
    sql.add_argument("model", help="a saved model; - is the standard input")
    sql.add_argument("--table", required=True, help="the customers' table")
    sql.add_argument("--dialect", default="duckdb", help=f"{', '.join(TESTED)} or another")
    sql.add_argument("--out", default=PIPE, help="- is the standard output")
    sql.set_defaults(run=_sql)


def _add_settings(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", help="a table of customers; - is the standard input")
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
    command.add_argument("--where", default="", help="who is segmented, such as country = 'DE'")
    command.add_argument("--seed", type=int, default=0, help="of every random choice")


def _fit(given: argparse.Namespace) -> None:
    from dataclasses import replace

    from segmentation.analysis.fitted_range import fit_range
    from segmentation.analysis.scan import scan_k
    from segmentation.analysis.segment import segment
    from segmentation.clustering.spec import WEIGHED_KS
    from segmentation.models.model_segment import now

    table = _read(given.file)
    spec = _spec(given, table)
    if given.k != "auto":
        spec = replace(spec, n_clusters=_whole(given.k))
    if given.k == "auto":
        result = segment(table, spec)
    else:
        # The verdict is about the data, not the number that was asked for: the same as in the app.
        fitted = fit_range(table, spec, {spec.n_clusters, *WEIGHED_KS})
        result = segment(table, spec, fitted=fitted)
        result = result.judged(scan_k(table, spec, fitted=fitted).decision)
    left_out = len(result.ledger)
    _say(
        f"{counted(len(result.labels), 'customer')} in {counted(result.n_clusters, 'segment')}, "
        f"silhouette {result.metrics.silhouette:.3f}"
        + (f"; {counted(left_out, 'customer')} left out" if left_out else "")
    )
    _say_verdict(result.decision, result.n_clusters, WEIGHED_KS)
    _write(given.out, replace(result.model, made=now()).to_bytes())
    if given.labels_out:
        from segmentation.exports.customers import customers_csv

        _write(given.labels_out, customers_csv(result))


def _scan(given: argparse.Namespace) -> None:
    from segmentation.analysis.scan import scan_k
    from segmentation.clustering.spec import K_MIN

    table, ks = _read(given.file), _range(given.k)
    scan = scan_k(table, _spec(given, table), ks, evidence=given.evidence)
    _write(given.out, scan.scores.to_csv().encode())
    k = scan.start_k or K_MIN
    _say_verdict(scan.decision, k, ks)
    about = scan.decision.about(k)
    for reason in filter(None, (reason.removeprefix(about).strip() for reason in scan.reasons)):
        _say(reason)


def _score(given: argparse.Namespace) -> None:
    from segmentation.engines.local import score_file

    if given.model == given.file == PIPE:
        raise SpecError("The model and the customers cannot both come by the standard input.")
    model = _load(given.model)
    source = _bytes_of(given.file)
    renamed = dict(_pair(text) for text in given.column)
    out = sys.stdout.buffer if given.out == PIPE else given.out
    tally = score_file(
        model, source, out, renamed=renamed, progress=None if given.quiet else _show_progress
    )
    if not given.quiet:
        _say_tally(model, tally)


def _sql(given: argparse.Namespace) -> None:
    statement = _load(given.model).to_sql(given.table, dialect=given.dialect)
    _write(given.out, f"{statement}\n".encode())


def _spec(given: argparse.Namespace, table: "Table"):  # noqa: ANN202 - a SegmentationSpec, loaded late
    from segmentation.clustering.spec import SegmentationSpec
    from segmentation.customers.formulas.writing import formulas_of
    from segmentation.tables.roles import default_features

    features = given.features or default_features(table)
    if not given.features:
        _say(f"By {', '.join(features)}; choose others with --features.")
    return SegmentationSpec(
        features=tuple(features),
        algorithm=given.algorithm,
        scaling=given.scaling,
        missing=given.missing,
        formulas=formulas_of("\n".join(given.formula)),
        where=given.where,
        random_state=given.seed,
    )


def _read(file: str) -> "Table":
    from segmentation.tables.reading import read_table

    table = read_table(_bytes_of(file), "The input" if file == PIPE else None)
    for sentence in (*table.report.repaired, *table.report.warnings):
        _say(sentence)
    return table


def _load(file: str) -> "SegmentModel":
    from segmentation.models.model import load_model

    return load_model(_bytes_of(file), "The input" if file == PIPE else None)


def _bytes_of(file: str) -> str | bytes:
    """Return a path as it is, and all of the standard input."""
    return sys.stdin.buffer.read() if file == PIPE else file


def _write(out: str, data: bytes) -> None:
    if out == PIPE:
        sys.stdout.buffer.write(data)
        return
    try:
        Path(out).write_bytes(data)
    except OSError as error:
        raise SpecError(
            f"{out} was not written: {error.strerror}. Choose another place."
        ) from error


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise SpecError(
            f"The number of segments is “{text}”. Give a whole number, or auto."
        ) from None


def _range(text: str) -> range:
    first, _, last = text.partition("-")
    ks = range(_whole(first), _whole(last or first) + 1)
    if not ks or ks[0] < 1:
        raise SpecError(f"“{text}” is no range of numbers of segments. Write it like 2-10.")
    return ks


def _pair(text: str) -> tuple[str, str]:
    name, sign, other = text.partition("=")
    if not sign:
        raise SpecError(
            f"“{text}” renames nothing. Write the model's column, =, the file's column."
        )
    return name, other


def _show_progress(done: int, of: int) -> None:
    """Tell a person how far it is; a log gets only the verdict."""
    if sys.stderr.isatty():
        print(f"\r{done:,} of {of:,} rows", end="\n" if done == of else "", file=sys.stderr)  # noqa: T201


def _say_tally(model: "SegmentModel", tally: "Tally") -> None:
    sizes = ", ".join(f"{name}: {tally.segments[name]:,}" for name in model.names)
    _say(f"{counted(tally.n_rows, 'row')}. {sizes}.")
    if tally.n_out_of_range:
        share = tally.n_out_of_range / max(1, tally.n_rows)
        _say(f"{share:.1%} have a value outside of those the model was made on.")
    for reason, count in tally.reasons.most_common():
        _say(f"{counted(count, 'row')} without a segment: {reason}.")


def _say_verdict(decision: "Decision", n_clusters: int, ks: range) -> None:
    """Say the verdict in the app's words, and of which numbers of segments it is."""
    said = f"{decision.title}. {decision.about(n_clusters)}"
    if decision.verdict:
        last = f" to {ks[-1]}" if len(ks) > 1 else ""
        said += f" (Weighed: {ks[0]}{last} segments.)"
    _say(said)


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)  # noqa: T201 - the command line talks
