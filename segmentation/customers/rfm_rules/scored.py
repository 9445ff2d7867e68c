"""Customers whose purchases are measured get their scores and groups, and become a table.

Sales in memory and sales that are read in pieces come through here, so that both end alike.
"""

from dataclasses import replace

import numpy as np
import pandas as pd

from segmentation.customers.rfm_groups import GROUPS, RF_GROUPS, GroupRule, group_names
from segmentation.customers.rfm_scores import (
    MIDDLE,
    frequency_scores,
    money_scores,
    recency_scores,
)
from segmentation.customers.transactions import SaleColumns
from segmentation.errors import counted
from segmentation.tables.contacts.carried import carried_sentence
from segmentation.tables.formats.layout.names import tidy_names
from segmentation.tables.table import ReadReport, Table, fingerprint

MONEY = "monetary_value"


def made_customers(  # noqa: PLR0913 - what is known of the customers, by name
    name: str,
    who: pd.Index,
    measures: pd.DataFrame,
    columns: SaleColumns,
    said: tuple[str, ...],
    *,
    n_only_returned: int,
    contacts: pd.DataFrame | None = None,
    rules: tuple[GroupRule, ...] = GROUPS,
) -> Table:
    """Score customers whose purchases are measured, and lay them out as a table.

    Parameters
    ----------
    name : str
        Of the table.
    who : pandas.Index of shape (n_customers,)
    measures : pandas.DataFrame of shape (n_customers, n_measures)
        In the order of `rfm`.
    columns : SaleColumns
    said : tuple of str
        Sentences on the lines.
    n_only_returned : int
        Customers who are left out because they bought nothing.
    contacts : pandas.DataFrame of shape (n_customers, n_contacts) or None
    rules : tuple of GroupRule

    Returns
    -------
    Table
    """
    frame = measures
    if not columns.has_money:
        frame = frame.drop(columns=[MONEY, "average_order", "share_of_returns"])
        rules = RF_GROUPS if rules == GROUPS else rules
    kept = pd.DataFrame(index=frame.index) if contacts is None else contacts
    frame = pd.concat([frame, kept], axis=1)  # before the scores
    frame = pd.concat([_names(who, columns.customer), _with_groups(frame, rules)], axis=1)
    names, _ = tidy_names(frame.columns)
    frame.columns = pd.Index(names, dtype="str")
    if n_only_returned:
        gone = counted(n_only_returned, "customer")
        said += (f"Left out because they only returned things: {gone}.",)
    said += carried_sentence(kept.columns)
    report = ReadReport(
        format="transactions", n_rows=len(frame), n_columns=frame.shape[1], converted=said
    )
    made = Table(name=name, frame=frame, fingerprint=fingerprint(frame), report=report)
    return replace(made, identifier=names[0])


def _names(who: pd.Index, title: str) -> pd.Series:
    """Return the customers; whole numbers that have a point only because some are missing."""
    names = pd.Series(who, name=title).reset_index(drop=True)
    if pd.api.types.is_float_dtype(names.dtype) and (names == names.round()).all():
        return names.astype(np.int64)
    return names


def _with_groups(frame: pd.DataFrame, rules: tuple[GroupRule, ...]) -> pd.DataFrame:
    """Add the scores and the group."""
    period = int(frame["tenure_days"].max())
    recency = recency_scores(frame["recency_days"].to_numpy(), period)
    frequency = frequency_scores(frame["frequency"].to_numpy())
    scored = {"recency_score": recency, "frequency_score": frequency}
    money = np.full(len(frame), MIDDLE)
    if MONEY in frame.columns:
        scored["monetary_score"] = money = money_scores(frame[MONEY].to_numpy())
    groups = pd.Series(group_names(recency, frequency, money, rules), dtype="str")
    return frame.assign(**scored, rfm_group=groups)
