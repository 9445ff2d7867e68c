"""A segmentation as a file of plain numbers, which gives any later customer the same segment."""

from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import pandas as pd

from segmentation.clustering.evidence.decision import UNDECIDED, Decision
from segmentation.clustering.spec import SegmentationSpec
from segmentation.clustering.validity import Metrics
from segmentation.errors import ModelError, SpecError
from segmentation.models.documents.checking import read_checked
from segmentation.models.documents.document import FORMAT, VERSION, write_document
from segmentation.models.documents.rule_document import (
    feature_documents,
    finite,
    mixture_document,
    rule_of,
)
from segmentation.models.documents.whole_file import write_whole
from segmentation.models.model_segment import ModelSegment, now
from segmentation.models.rule import AssignmentRule
from segmentation.models.scoring import score
from segmentation.models.sql.statement import to_sql
from segmentation.segments.renaming import with_given
from segmentation.tables.columns.personal import caution

DATA_PARTS = ("fingerprint", "n_customers", "left_out", "identifier")
SEGMENT_PARTS = ("slot", "name", "color", "size")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SegmentModel:
    """A fitted segmentation without its customers.

    Attributes
    ----------
    name, fingerprint : str
        The table it was fitted on.
    n_customers : int
        That it was fitted on.
    left_out : tuple of (str, int)
        Reasons, and how many customers were left out for each.
    identifier : str or None
        The column that told customers apart.
    spec : SegmentationSpec
        With its k.
    rule : AssignmentRule
    segments : tuple of ModelSegment
        The largest first.
    inertia : float
    metrics : Metrics
    rescored_agreement : float
        Share of the fitted customers to whom the rule gives the segment that the algorithm gave:
        below 1 for Ward, whose segments are not where the nearest centre is.
    software : tuple of (str, str)
        Libraries and their versions.
    decision : Decision
        Whether there are groups at all in what it was fitted on.
    made : str or None
        When it was saved, in UTC; None while it was not.
    """

    name: str
    fingerprint: str
    n_customers: int
    left_out: tuple[tuple[str, int], ...] = field(repr=False)
    identifier: str | None
    spec: SegmentationSpec
    rule: AssignmentRule = field(repr=False)
    segments: tuple[ModelSegment, ...]
    inertia: float
    metrics: Metrics
    rescored_agreement: float
    software: tuple[tuple[str, str], ...] = field(repr=False)
    decision: Decision = UNDECIDED
    made: str | None = None

    @property
    def n_clusters(self) -> int:
        """The number of segments."""
        return len(self.segments)

    @property
    def names(self) -> tuple[str, ...]:
        """The segments' names."""
        return self.rule.names

    @property
    def slots(self) -> tuple[int, ...]:
        """The segments' places on the screen."""
        return tuple(segment.slot for segment in self.segments)

    @property
    def by_slot(self) -> tuple[int, ...]:
        """The segments in their lasting order on the screen."""
        return tuple(sorted(range(len(self.slots)), key=self.slots.__getitem__))

    @property
    def features(self) -> tuple[str, ...]:
        """The columns that segments are made from."""
        return self.spec.features

    @property
    def inputs(self) -> tuple[str, ...]:
        """The columns a customer must have."""
        return tuple(column.name for column in self.rule.inputs)

    def score(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Give each row a segment, or the reason why it has none.

        Parameters
        ----------
        frame : pandas.DataFrame of shape (n_rows, any)
            With the columns of `inputs`.

        Returns
        -------
        pandas.DataFrame of shape (n_rows, 6)
            ``segment`` (Int64, 0-based), ``name``, ``distance`` (to the own centre in the fitted
            feature space), ``confidence`` (0 to 1), ``in_range`` (whether all values lie where
            those of the fitted customers lay), ``reason`` (of rows that cannot be scored), with
            the index of `frame`.

        Raises
        ------
        ModelError
            If a column is missing.

        Examples
        --------
        >>> import segmentation as sg
        >>> table = sg.load_sample("mall_customers")
        >>> spec = sg.SegmentationSpec(
        ...     features=("Annual Income (k$)", "Spending Score (1-100)"), n_clusters=5
        ... )
        >>> model = sg.segment(table, spec).model
        >>> model.score(table.frame.head(2))["name"].tolist()
        ['Tight budgets', 'Young free spenders']
        """
        return score(self.rule, frame)

    def to_sql(self, table: str, *, dialect: str = "duckdb") -> str:
        """Write the rule as one SELECT.

        Parameters
        ----------
        table : str
            Of the customers, such as ``customers`` or ``shop.customers``.
        dialect : str
            ``duckdb``, ``postgres`` or ``sqlite``, which are tested, or another that sqlglot knows.

        Returns
        -------
        str
            The verdict, where there is one, and any caution as a comment, then one SELECT of all
            columns of the table and ``segment``, ``name``, ``distance`` and ``in_range``; without a
            segment where a row cannot be scored.

        Raises
        ------
        SpecError
            If the dialect is not known, or cannot hold the rule.
        """
        verdict = f"{self.decision.title}. {self.decision.about(self.n_clusters)}"
        about = [verdict if self.decision.is_told else "", caution(self.rule.shaping_columns)]
        return "".join(f"-- {line}\n" for line in about if line) + to_sql(self.rule, table, dialect)

    def to_bytes(self) -> bytes:
        """Write the model as JSON; the same model always gives the same bytes.

        Returns
        -------
        bytes
        """
        return write_document(_document(self))

    def save(self, path: str | Path, *, made: str | None = None) -> None:
        """Write the model to a file.

        Parameters
        ----------
        path : path
        made : str or None
            When, as ``2025-01-31T12:00:00Z``; None is now.

        Raises
        ------
        ModelError
            If the file cannot be written.
        """
        try:
            write_whole(Path(path), replace(self, made=made or now()).to_bytes())
        except OSError as error:
            raise ModelError(
                f"The model was not saved to {path}: {error.strerror}. Choose another place."
            ) from error

    def renamed(self, given: dict[int, str]) -> "SegmentModel":
        """Return the same model under other names.

        Parameters
        ----------
        given : dict of int to str
            By segment.

        Returns
        -------
        SegmentModel
        """
        names = with_given(self.names, given)
        segments = tuple(
            replace(each, name=name) for each, name in zip(self.segments, names, strict=True)
        )
        return replace(self, segments=segments, rule=replace(self.rule, names=names))


def load_model(source: str | Path | bytes, what: str | None = None) -> SegmentModel:
    """Open a model that was saved; anybody may have made the file.

    Parameters
    ----------
    source : path or bytes
    what : str or None
        What to call it in sentences; by default the file's name.

    Returns
    -------
    SegmentModel

    Raises
    ------
    ModelError
        If it cannot be read, is no model, is damaged, or is of a later version.
    """
    what = what or ("The file" if isinstance(source, bytes) else Path(source).name)
    if not isinstance(source, bytes):
        try:
            source = Path(source).read_bytes()
        except OSError as error:
            reason = error.strerror or "it cannot be opened"
            raise ModelError(f"{what} was not read: {reason}. Check the path.") from error
    document = read_checked(source, what)
    try:
        return _model(document, what)
    except SpecError as error:
        raise ModelError(f"{what} is damaged. {error}") from error


def _document(model: SegmentModel) -> dict:
    return {
        "format": FORMAT,
        "version": VERSION,
        "made": model.made,
        "name": model.name,
        "data": {part: getattr(model, part) for part in DATA_PARTS},
        "settings": asdict(model.spec),
        "features": feature_documents(model.rule),
        "segments": [
            asdict(each) | {"center": center.tolist()}
            for each, center in zip(model.segments, model.rule.centers, strict=True)
        ],
        "mixture": mixture_document(model.rule),
        "metrics": {"inertia": model.inertia}
        | {name: finite(figure) for name, figure in asdict(model.metrics).items()},
        "evidence": asdict(model.decision),
        "caution": caution(model.rule.shaping_columns),
        "sources": model.rule.derivation.sources,
        "rule_segments": model.rule.rule_segments,
        "rescored_agreement": model.rescored_agreement,
        "software": dict(model.software),
    }


def _model(document: dict, what: str) -> SegmentModel:
    data, metrics = document["data"], dict(document["metrics"])
    segments = tuple(
        ModelSegment(means=tuple(part["means"]), **{n: part[n] for n in SEGMENT_PARTS})
        for part in document["segments"]
    )
    return SegmentModel(
        name=document["name"],
        **data | {"left_out": tuple((reason, count) for reason, count in data["left_out"])},
        spec=SegmentationSpec(**{n: _frozen(v) for n, v in document["settings"].items()}),
        rule=rule_of(document, what),
        segments=segments,
        inertia=float(metrics.pop("inertia")),
        metrics=Metrics(**{n: float("nan") if v is None else v for n, v in metrics.items()}),
        rescored_agreement=document["rescored_agreement"],
        software=tuple(document["software"].items()),
        decision=Decision(
            **document["evidence"] | {"reasons": tuple(document["evidence"]["reasons"])}
        ),
        made=document["made"],
    )


def _frozen(value: object) -> object:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
