"""The features of a table as an expert would make them, with a reason for each decision."""

from dataclasses import dataclass, replace

from segmentation.customers.proposal.candidates import Candidate, candidate_of, candidates
from segmentation.customers.proposal.choice import Copy, buying, chosen, likeness, ranked
from segmentation.customers.proposal.derived import (
    dates_as_days,
    money_per_order,
    order_count,
)
from segmentation.customers.proposal.levels import are_numbers_of_groups, is_category, joined_levels
from segmentation.customers.proposal.scales import on_scale, scale_of
from segmentation.customers.proposal.shares import LEAST_TASTE, WEIGHT, kind_shares, taste
from segmentation.errors import listed
from segmentation.tables.columns.taxonomy import Kind
from segmentation.tables.labels import split_unit
from segmentation.tables.roles import (
    MOSTLY_MISSING,
    ColumnProfile,
    identifier_of,
    profile_columns,
)
from segmentation.tables.table import Table

SCALES, DATES, RATIOS, SHARES, COPIES = "scales", "dates", "ratios", "shares", "copies"
RARE = "rare"
PARTS = (SCALES, DATES, RATIOS, SHARES, COPIES, RARE)
"""What a user can switch off."""

MOST_LEVELS, MOST_NAMED = 6, 4
MOST_COMPARED = 60
"""Of more candidates only the first are compared with each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why one decision was taken.

    Attributes
    ----------
    part : str
        One of `PARTS`.
    sentence : str
        For the screen.
    """

    part: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedFeatures:
    """What segments should be made from.

    Attributes
    ----------
    features : tuple of str
        Columns of the table and of `formulas`; empty when nothing is fit for it.
    formulas : tuple of (str, str)
        Only those that are features.
    transforms : tuple of (str, str)
    weights : tuple of (str, float)
    reasons : tuple of Reason
        One for each decision; without decisions empty.
    """

    features: tuple[str, ...]
    formulas: tuple[tuple[str, str], ...] = ()
    transforms: tuple[tuple[str, str], ...] = ()
    weights: tuple[tuple[str, float], ...] = ()
    reasons: tuple[Reason, ...] = ()


def propose_features(table: Table, without: frozenset[str] = frozenset()) -> ProposedFeatures:
    """Choose what customers are compared by.

    Parameters
    ----------
    table : Table
        One row per customer.
    without : frozenset of str
        `PARTS` that the user has switched off.

    Returns
    -------
    ProposedFeatures

    Notes
    -----
    Cost O(n_rows · n_columns). The order of rows plays no part, unless an identifier repeats: then
    the last row of each customer is looked at, since a column such as the month may tell rows
    apart and not customers.
    """
    table = _one_row_each(table)
    columns = profile_columns(table)
    found = _candidates(table, columns, without)
    if not found:
        return _categories(table, columns, joins=RARE not in without)
    bought = buying(found)
    order = bought or ranked(found)[:MOST_COMPARED]
    scales = {c.name: None if SCALES in without else scale_of(c) for c in order}
    alike = likeness([on_scale(c, scales[c.name]) for c in order])
    kept, copies = chosen(order, alike, copies=COPIES not in without, pairs=not bought)
    shares, why = ((), []) if SHARES in without else _shares(table, found)
    return _proposed(table, kept, scales, copies, shares, why)


def _one_row_each(table: Table) -> Table:
    columns = profile_columns(table)
    identifier = identifier_of(columns)
    if identifier is None:
        return table
    (profile,) = (column for column in columns if column.name == identifier)
    if profile.distinct == len(table.frame) or table.frame[identifier].is_unique:
        return table
    last = table.frame.drop_duplicates(identifier, keep="last", ignore_index=True)
    return replace(table, frame=last)


def scales_of(table: Table, features: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return on which scale each of some columns tells customers apart.

    Parameters
    ----------
    table : Table
    features : tuple of str
        Columns of the table, whichever a user has chosen.

    Returns
    -------
    tuple of (str, str)
        As `SegmentationSpec.transforms`; shares of what customers buy stay as they are.
    """
    shares = kind_shares(table.frame)
    numeric = [
        c.name
        for c in profile_columns(table)
        if c.numeric and c.kind != Kind.ORDERED and c.name in features and c.name not in shares
    ]
    found = {name: scale_of(candidate_of(table, name)) for name in numeric}
    return tuple((name, found[name]) for name in features if found.get(name))


def _candidates(
    table: Table, columns: tuple[ColumnProfile, ...], without: frozenset[str]
) -> list[Candidate]:
    shares = kind_shares(table.frame)
    found = [c for c in candidates(table, columns) if c.name not in shares]
    if DATES not in without:
        found += dates_as_days(table, columns)
    if RATIOS not in without:
        found += money_per_order(table, found)
    # Where there is nothing better, a column of which half may be missing.
    return found or candidates(table, columns, MOSTLY_MISSING)


def _proposed(
    table: Table,
    kept: list[Candidate],
    scales: dict[str, str | None],
    copies: list[Copy],
    shares: tuple[str, ...],
    why_shares: list[Reason],
) -> ProposedFeatures:
    """Put the choices together, columns in the order of the table and formulas after them."""
    places = {name: at for at, name in enumerate(table.frame.columns)}
    kept = sorted(kept, key=lambda candidate: places.get(candidate.name, len(places)))
    transforms = tuple((c.name, scales[c.name]) for c in kept if scales[c.name])
    return ProposedFeatures(
        features=(
            *(c.name for c in kept if not c.expression),
            *shares,
            *(c.name for c in kept if c.expression),
        ),
        formulas=tuple((c.name, c.expression) for c in kept if c.expression),
        transforms=transforms,
        weights=tuple((name, WEIGHT) for name in shares),
        reasons=(
            *_why_scales(transforms),
            *_why_formulas(kept),
            *why_shares,
            *map(_why_copy, copies),
        ),
    )


def _categories(
    table: Table, columns: tuple[ColumnProfile, ...], *, joins: bool
) -> ProposedFeatures:
    """Return categories, where a table holds no number that tells customers apart."""
    features, formulas, labels = [], [], {}
    for column in columns:
        joined = joined_levels(table, column) if joins else None
        if joined is not None:
            features.append(joined[0])
            formulas.append(joined)
            labels[joined[0]] = column.name
        elif is_category(column, len(table.frame)) and not are_numbers_of_groups(table, column):
            features.append(column.name)
    kept = features[:MOST_LEVELS]
    formulas = [formula for formula in formulas if formula[0] in kept]
    told = named([labels[name] for name, _ in formulas]) if formulas else ""
    why = Reason(part=RARE, sentence=f"Rare values of {told} count as one, “other”.")
    return ProposedFeatures(
        features=tuple(kept), formulas=tuple(formulas), reasons=(why,) if formulas else ()
    )


def _why_scales(transforms: tuple[tuple[str, str], ...]) -> list[Reason]:
    logs = [name for name, how in transforms if how == "log"]
    others = [name for name, how in transforms if how != "log"]
    return [
        Reason(part=SCALES, sentence=sentence.format(named(names), "is" if one else "are"))
        for names, sentence in (
            (logs, "{} {} on a log scale, because high values lie farther apart than low ones."),
            (others, "{} {} on a power scale, because values on one side lie farther apart."),
        )
        if names
        for one in [len(names) == 1]
    ]


def _why_formulas(kept: list[Candidate]) -> list[Reason]:
    made = {c.name: c.expression for c in kept if c.expression}
    dates = [name for name, formula in made.items() if formula.startswith("days_since")]
    reasons = []
    if dates:
        day = made[dates[0]].split("'")[-2]
        counted = f"{'is' if len(dates) == 1 else 'are'} counted up to {day}, the latest date"
        reasons.append(Reason(part=DATES, sentence=f"{named(dates)} {counted} in the table."))
    return reasons + [
        Reason(part=RATIOS, sentence=f"{named([name])} is made of two columns: {formula}.")
        for name, formula in made.items()
        if name not in dates
    ]


def _shares(table: Table, found: list[Candidate]) -> tuple[tuple[str, ...], list[Reason]]:
    """Return the shares that are features, and why they are or are not."""
    shares = kind_shares(table.frame)
    if not shares:
        return (), []
    orders = order_count(found)
    differ = taste(table.frame, shares, orders.values) if orders else None
    if differ is not None and differ < LEAST_TASTE:
        sentence = "What customers buy is left out: they differ in it hardly more than by chance."
        return (), [Reason(part=SHARES, sentence=sentence)]
    sentence = (
        f"What customers buy counts as {len(shares)} shares of their money, each with the weight "
        f"{WEIGHT:g}, so that it does not drown how they buy."
    )
    return shares, [Reason(part=SHARES, sentence=sentence)]


def _why_copy(copy: Copy) -> Reason:
    same = "says nearly the same as" if len(copy.of) == 1 else "follows from"
    sentence = f"{named([copy.name])} is left out: it {same} {named(list(copy.of))}."
    return Reason(part=COPIES, sentence=sentence)


def named(names: list[str]) -> str:
    """Return columns as a list in a sentence.

    Parameters
    ----------
    names : list of str
        One or more.

    Returns
    -------
    str
    """
    labels = [f"“{split_unit(name).label}”" for name in names]
    if len(labels) > MOST_NAMED:
        more = len(labels) - MOST_NAMED + 1
        return listed([*labels[: MOST_NAMED - 1], f"{more} more"])
    return listed(labels)
