"""Rules beside segments that are there already: whom they hold for, and where those are now."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from segmentation.analysis.segmentation import Segmentation
from segmentation.customers.formulas.derivation import with_formulas
from segmentation.customers.formulas.rules import (
    EVERYONE_ELSE,
    Rules,
    check_rules,
    frame_places,
    rule_holds,
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RulesBeside:
    """Rules beside segments that are there already.

    Attributes
    ----------
    names : tuple of str
        Of the rules.
    holds : ndarray of shape (n_rules,), int
        Customers for whom each condition holds.
    firsts : ndarray of shape (n_rules + 1,), int
        Those for whom none before it does; last, those for whom none does.
    both : ndarray of shape (n_rules, n_rules), int
        Customers for whom two conditions hold.
    found : ndarray of shape (n_rules + 1, k), int
        The firsts by segment.
    """

    names: tuple[str, ...]
    holds: np.ndarray = field(repr=False)
    firsts: np.ndarray = field(repr=False)
    both: np.ndarray = field(repr=False)
    found: np.ndarray = field(repr=False)

    def table(self, segments: tuple[str, ...] = ()) -> pd.DataFrame:
        """Lay them out, a row for each rule.

        Parameters
        ----------
        segments : tuple of str
            Names of the found segments, to be told beside in quotes; empty to leave them out.

        Returns
        -------
        pandas.DataFrame
        """
        rows = []
        for at, name in enumerate((*self.names, EVERYONE_ELSE)):
            is_rule = at < len(self.names)
            others = [
                f"{self.both[at, other]:,} {self.names[other]}"
                for other in range(len(self.names))
                if is_rule and other != at and self.both[at, other]
            ]
            row = {
                "Segment": name,
                "Customers": int(self.firsts[at]),
                "Condition holds for": int(self.holds[at]) if is_rule else None,
                "Also in": ", ".join(others),
            }
            quoted = (f"“{name}”" for name in segments)
            rows.append(row | dict(zip(quoted, self.found[at].tolist(), strict=False)))
        return pd.DataFrame(rows).astype({"Condition holds for": "Int64"})


def rules_beside(result: Segmentation, rules: Rules) -> RulesBeside:
    """Count whom rules hold for, and where those customers are now.

    Parameters
    ----------
    result : Segmentation
    rules : tuple of (str, str)

    Returns
    -------
    RulesBeside
        Of the customers that are segmented.

    Raises
    ------
    SpecError
        If a rule cannot be read or does not fit the table.
    """
    check_rules(rules)
    _, derivation, _ = with_formulas(result.table, result.spec.formulas, "", rules)
    holds = rule_holds(derivation, result.rows.frame)
    places = frame_places(derivation, result.rows.frame)
    found = np.zeros((len(rules) + 1, result.n_clusters), dtype=int)
    np.add.at(found, (places, result.labels), 1)
    return RulesBeside(
        names=tuple(name for name, _ in rules),
        holds=holds.sum(axis=1),
        firsts=found.sum(axis=1),
        both=holds.astype(int) @ holds.T.astype(int),
        found=found,
    )
