"""What customers buy, as shares of one whole: how much they weigh, and which are too rare."""

import numpy as np
import pandas as pd

from segmentation.customers.rfm import SHARE, category_shares

WEIGHT = 0.5
"""Factor of a share in the squared distance. Shares of one whole repeat each other: at full weight
what customers buy drowns how they buy (benchmarks/bench_proposal.py)."""

FEWEST_BUYERS = 0.02
"""Share of customers who must have bought of a kind; rarer ones tell only of chance."""

MOST_SHARES = 8
REST = f"{SHARE}other"


def kind_shares(frame: pd.DataFrame) -> tuple[str, ...]:
    """Return the columns that say what customers buy, as shares of their money.

    Parameters
    ----------
    frame : pandas.DataFrame
        Customers, as `segmentation.customers.rfm.rfm` makes them.

    Returns
    -------
    tuple of str
        In the order of the table, at most `MOST_SHARES`: those of which customers differ most.
        Without the rest, which the others leave, and without what hardly anybody buys.
    """
    spreads = {
        name: float(values.std())
        for name in category_shares(frame)
        if name != REST
        and ((values := frame[name].to_numpy(dtype=float)) > 0).mean() >= FEWEST_BUYERS
        and np.isfinite(values).all()
        and np.ptp(values) > 0
    }
    if len(spreads) < 2:
        return ()
    largest = sorted(spreads, key=lambda name: (-spreads[name], name))[:MOST_SHARES]
    return tuple(name for name in spreads if name in largest)
