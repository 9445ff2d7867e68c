"""Customers made from sales, scored by other parts or cut points than the usual ones.

The same groups as the segments by rule that the choice leads to: both read one table of cut points.
"""

from dataclasses import replace

import numpy as np
import pandas as pd

from segmentation.customers.rfm_groups import GROUPS, RF_GROUPS, group_names
from segmentation.customers.rfm_rules.columns import RfmColumns
from segmentation.customers.rfm_rules.rules import USUAL, RfmChoice, rfm_rules
from segmentation.customers.rfm_scores import MIDDLE, WORST
from segmentation.errors import SpecError
from segmentation.tables.table import Table, fingerprint

MEASURES = ("recency", "frequency", "money")


def regrouped(customers: Table, choice: RfmChoice) -> Table:
    """Score and group customers by a choice of parts and cut points.

    Parameters
    ----------
    customers : Table
        Made by `segmentation.customers.rfm.rfm`.
    choice : RfmChoice

    Returns
    -------
    Table
        With other scores and groups in the last columns; itself for the usual choice.

    Raises
    ------
    SpecError
        If there are cut points of money and no money.
    """
    if choice == USUAL:
        return customers
    columns = _columns(customers)
    if choice.money and columns.money is None:
        raise SpecError("There are cut points for money, but no column of money. Name its column.")
    cuts = rfm_rules(customers, columns, choice).cuts
    frame, names = customers.frame, (columns.recency, columns.frequency, columns.money)
    scored = {
        measure: _scored(frame[name], cuts[measure], falls=measure == "recency")
        for measure, name in zip(MEASURES, names, strict=True)
        if name is not None
    }
    middle = np.full(len(frame), MIDDLE)
    rules = GROUPS if columns.money else RF_GROUPS
    groups = group_names(scored["recency"], scored["frequency"], scored.get("money", middle), rules)
    places = frame.columns[-len(scored) - 1 :]
    made = frame.assign(
        **dict(zip(places, (*scored.values(), pd.Series(groups, dtype="str")), strict=True))
    )
    report = replace(customers.report, converted=(*customers.report.converted, *_sentences(choice)))
    return replace(customers, frame=made, fingerprint=fingerprint(made), report=report)


def _columns(customers: Table) -> RfmColumns:
    """Return the measures by their places: a column of the file may have taken a measure's name."""
    names = [str(name) for name in customers.frame.columns]
    if names[-4].startswith("recency_score"):
        return RfmColumns(recency=names[1], frequency=names[2], money=names[3], tenure=names[5])
    return RfmColumns(recency=names[1], frequency=names[2], tenure=names[3])


def _scored(values: pd.Series, cuts: tuple[float | None, ...], *, falls: bool) -> np.ndarray:
    """Return the score of each value: 1, and one more for each cut point that is reached."""
    numbers = values.to_numpy(dtype=float)
    reached = [numbers <= cut if falls else numbers >= cut for cut in cuts if cut is not None]
    return WORST + np.sum(reached, axis=0, dtype=np.int64, initial=0)


def _sentences(choice: RfmChoice) -> tuple[str, ...]:
    own = {measure: getattr(choice, measure) for measure in MEASURES}
    said = [
        f"Cut points of {measure}: {', '.join(f'{cut:g}' for cut in cuts)}."
        for measure, cuts in own.items()
        if cuts
    ]
    return (*said, f"What has no cut points of its own is divided into {choice.bins} parts.")
