"""From a file of results to what a campaign brought: who responded, in which group."""

import numpy as np
import pandas as pd

from segmentation.errors import DataError, counted
from segmentation.segments.planning.experiment import TREATMENT
from segmentation.segments.planning.proof.verdict import Lift, Responses, judge


def read_results(
    assignment: pd.DataFrame, results: pd.DataFrame, identifier: str, responded: str
) -> tuple[Lift, ...]:
    """Compare the groups of every segment, and of all together.

    Parameters
    ----------
    assignment : pandas.DataFrame of shape (n_customers, 3)
        As `assignment_table` makes it; its first column is the identifier.
    results : pandas.DataFrame of shape (n_results, any)
        Who responded; assigned customers that are not in it have not.
    identifier, responded : str
        Columns of the results: whom, and a yes or no, or a number above 0.

    Returns
    -------
    tuple of Lift
        One per segment in the order of the assignment, then ``All segments``.

    Raises
    ------
    DataError
        If the results are of other customers, or a column does not say yes or no.
    """
    return judge(count_responses(assignment, results, identifier, responded))


def count_responses(
    assignment: pd.DataFrame, results: pd.DataFrame, identifier: str, responded: str
) -> tuple[Responses, ...]:
    """Count who responded in both groups of every segment.

    Parameters
    ----------
    assignment, results : pandas.DataFrame
    identifier, responded : str
        As in `read_results`.

    Returns
    -------
    tuple of Responses
        In the order of the assignment.

    Raises
    ------
    DataError
        If the results are of other customers, or a column does not say yes or no.
    """
    hits = _responders(assignment, results, identifier, responded)
    addressed = (assignment["group"] == TREATMENT).to_numpy()
    found = []
    for name in dict.fromkeys(assignment["segment_name"]):
        inside = (assignment["segment_name"] == name).to_numpy()
        treated, control = inside & addressed, inside & ~addressed
        found.append(
            Responses(
                name=name,
                hits=int(hits[treated].sum()),
                n_treated=int(treated.sum()),
                base_hits=int(hits[control].sum()),
                n_control=int(control.sum()),
            )
        )
    return tuple(found)


def _responders(
    assignment: pd.DataFrame, results: pd.DataFrame, identifier: str, responded: str
) -> np.ndarray:
    who = assignment.iloc[:, 0].astype(str).to_numpy()
    given = results[identifier].astype(str)
    known = given.isin(who)
    if not known.any():
        raise DataError(
            f"None of the {counted(len(given), 'customer')} in the results was in the campaign. "
            f"“{identifier}” should hold the identifiers of the exported file."
        )
    if (~known).any() and known.mean() < 0.5:
        raise DataError(
            f"Only {int(known.sum()):,} of {counted(len(given), 'customer')} in the results were "
            f"in the campaign. Choose the results of this campaign."
        )
    said = yes_or_no(results[responded])
    if said is None:
        raise DataError(
            f"“{responded}” should say for each customer whether there was a response: yes or no, "
            "1 or 0, or a number that is above 0 for a response."
        )
    return np.isin(who, given[said & known].to_numpy())


def n_strangers(assignment: pd.DataFrame, results: pd.DataFrame, identifier: str) -> int:
    """Count the results of customers that were not in the campaign."""
    known = results[identifier].astype(str).isin(assignment.iloc[:, 0].astype(str))
    return int((~known).sum())


def yes_or_no(values: pd.Series) -> np.ndarray | None:
    """Return who responded, (n_results,) bool, or None when the column does not say.

    Parameters
    ----------
    values : pandas.Series

    Returns
    -------
    ndarray or None
        A missing value is no response.
    """
    if pd.api.types.is_bool_dtype(values.dtype):
        return values.to_numpy(dtype=bool)
    if pd.api.types.is_numeric_dtype(values.dtype):
        numbers = values.to_numpy(dtype=float, na_value=np.nan)
        return np.nan_to_num(numbers) > 0 if (np.nan_to_num(numbers) >= 0).all() else None
    text = values.dropna().astype(str).str.strip().str.lower()
    if not set(text) <= {"yes", "no", "true", "false", "y", "n", "1", "0", "ja", "nein"}:
        return None
    said = values.astype(str).str.strip().str.lower()
    return said.isin({"yes", "true", "y", "1", "ja"}).to_numpy()
