"""The sections that say how sure it is: how many segments, and the method."""

from collections.abc import Mapping

from segmentation.charts.criteria import criterion_chart, silhouette_data
from segmentation.exports.report import words
from segmentation.exports.report.material import Material
from segmentation.exports.report.story import COUNT, NUMBER, Column, Fact, Grid, Picture, Section
from segmentation.models.model_segment import software
from segmentation.tables.labels import split_unit

SCORE_COLUMNS = (
    ("silhouette", words.DISTINCT, NUMBER, 3),
    ("smallest", words.SMALLEST_SEGMENT, COUNT, 0),
    ("stability", words.STABLE, NUMBER, 2),
    ("p_value", words.CHANCE, NUMBER, 3),
)


def number(material: Material, _sentences: Mapping[int, str]) -> Section | None:
    """Tell how many segments there are, and why.

    Parameters
    ----------
    material : Material

    Returns
    -------
    Section or None
        None of segments by rule: there is no number to choose.
    """
    result, scan = material.result, material.scan
    if scan is None or result.spec.is_by_rule:
        return None
    decision = result.decision
    about = decision.about(result.n_clusters)
    reasons = (reason.removeprefix(about).strip() for reason in decision.reasons)
    picture = Picture(
        key="criteria",
        data=silhouette_data(scan, result.n_clusters),
        build=criterion_chart,
        height=320,
    )
    return Section(
        key="number",
        title=words.TITLES["number"],
        sentences=(f"{decision.title}. {about}", *filter(None, reasons)),
        blocks=(picture, scores(material)),
    )


def scores(material: Material) -> Grid:
    """Lay out how every number of segments scores, as far as it was computed.

    Parameters
    ----------
    material : Material
        With a scan.

    Returns
    -------
    Grid
    """
    frame = material.scan.scores
    known = [entry for entry in SCORE_COLUMNS if frame[entry[0]].notna().any()]
    rows = [
        (int(k), *(_cell(frame.at[k, name], kind) for name, _, kind, _ in known))
        for k in frame.index
        if k > 1  # one segment has no score
    ]
    return Grid(
        key="numbers of segments",
        columns=(
            Column(title=words.SEGMENTS, kind=COUNT),
            *(Column(title=title, kind=kind, decimals=d) for _, title, kind, d in known),
        ),
        rows=tuple(rows),
        alt=words.SCORES,
    )


def _cell(value: float, kind: str) -> object:
    if value != value:  # noqa: PLR0124 - NaN
        return None
    return int(value) if kind == COUNT else float(value)


def method(material: Material, _sentences: Mapping[int, str]) -> Section:
    """Tell how segments were found, and what they cannot tell.

    Parameters
    ----------
    material : Material

    Returns
    -------
    Section
    """
    result = material.result
    spec, versions = result.spec, software()
    facts = (
        Fact(label=words.FINGERPRINT, value=result.fingerprint[:16]),
        Fact(label=words.SEED, value=str(spec.random_state)),
        Fact(label=words.VERSIONS, value=", ".join(f"{k} {v}" for k, v in versions)),
    )
    return Section(
        key="method",
        title=words.TITLES["method"],
        sentences=(*_how(material), *words.LIMITS),
        blocks=(facts,),
    )


def _how(material: Material) -> list[str]:
    spec = material.result.spec
    if spec.is_by_rule:
        return [words.BY_RULE]
    said = [
        words.FOUND_BY.format(
            algorithm=words.ALGORITHMS[spec.algorithm],
            scaling=words.SCALINGS[spec.scaling],
            seed=spec.random_state,
        )
    ]
    said += [
        words.SCALED.format(column=split_unit(name).label, scale=words.SCALE_WORDS.get(how, how))
        for name, how in spec.transforms
    ]
    said += [
        words.WEIGHTED.format(column=split_unit(name).label, weight=f"{weight:g}")
        for name, weight in spec.weights or ()
        if weight != 1
    ]
    return said
