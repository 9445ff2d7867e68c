"""Makers of what the charts of segments draw, from the names and numbers of `odd_inputs`."""

from collections.abc import Callable
from functools import partial

import numpy as np
import pandas as pd
from odd_inputs import Names, comparable, customers, parts, slots

from segmentation.charts.columns import spread_charts
from segmentation.charts.evidence import distances
from segmentation.charts.segments import (
    budget,
    drivers,
    flows,
    history,
    pareto,
    radar,
    shares,
    side_by_side,
    spreads,
    trees,
)
from segmentation.clustering.evidence.drivers import Driver
from segmentation.segments.describing.composition import Composition
from segmentation.segments.describing.purchases import Purchases
from segmentation.segments.describing.trees import Node, SegmentTree
from segmentation.segments.facts.distances import segment_distances
from segmentation.segments.matching_segments import Comparison
from segmentation.segments.profiling import NumberFact, SegmentProfile
from segmentation.tables.labels import split_unit


def profiled(names: Names, values: list[float]) -> tuple[SegmentProfile, ...]:
    """Describe segments that each hold as many customers as their value, by columns of all names.

    Without any name it is one segment without columns: there is no segmentation without a segment.
    """
    sizes = customers(values or [1.0])
    known = comparable([value for value in values if np.isfinite(value)])
    overall = float(known.mean()) if len(known) else float("nan")
    spread = float(known.std()) if len(known) else 0.0
    return tuple(
        SegmentProfile(
            segment=segment,
            size=int(size),
            share=float(size / max(1, sizes.sum())),
            numbers=tuple(
                NumberFact(
                    column=name,
                    label=split_unit(name),
                    mean=values[segment],
                    overall=overall,
                    z=(comparable(values)[segment] - overall) / spread if spread > 0 else 0.0,
                    n_known=int(size),
                    is_feature=at == 0,
                )
                for at, name in enumerate(names)
            ),
            categories=(),
        )
        for segment, size in enumerate(sizes)
    )


def laid(as_index: bool, names: Names, values: list[float]) -> object:  # noqa: FBT001 - a case
    """Lay segments and columns of the same names side by side."""
    whole = names or ("Only",)
    profiles = profiled(names, values)
    return side_by_side.side_by_side(profiles, whole, slots(whole), names, as_index=as_index)


def bought(names: Names, values: list[float]) -> object:
    """Let every segment spend the shares of the values on categories of the same names."""
    part = parts(values)
    table = np.tile(part / max(1.0, part.sum()), (len(names), 1)) * np.eye(len(names))
    found = Purchases(categories=names, shares=table, overall=table.sum(axis=0))
    return side_by_side.purchases_data(found, names, slots(names))


def composed(names: Names, values: list[float]) -> object:
    """Count levels and segments of the same names, in a column called by the first."""
    column = names[0] if names else "Town"
    table = np.tile(customers(values), (len(names), 1)).reshape(len(names), len(names))
    found = Composition(
        column=column, label=split_unit(column), levels=names, counts=table, is_feature=False
    )
    return shares.shares_data(found, names, slots(names))


def moved(names: Names, values: list[float]) -> object:
    """Let customers stay, come and go."""
    sizes = customers(values)
    found = Comparison(
        flows=np.diag(sizes).reshape(len(names), len(names)),
        lost=sizes,
        new=sizes[::-1],
        partners=tuple(range(len(names))),
        agreement=float("nan"),
        customers=pd.DataFrame({"moved": [False] * len(names)}),
    )
    return flows.flows_data(found, (names, slots(names)), (names, slots(names)))


def told(names: Names, values: list[float]) -> object:
    """Follow sizes over two times that are called like segments."""
    sizes = customers(values)
    times = (*names, "before", "after")[:2]
    return history.history_data(times, names, slots(names), np.vstack([sizes, sizes[::-1]]))


def driven(names: Names, values: list[float]) -> object:
    """Make features of the shares."""
    part = parts(values)
    found = tuple(
        Driver(feature=name, share=float(share), explained=float(share), is_copy=False)
        for name, share in zip(names, part, strict=True)
    )
    return drivers.drivers_data(found, dict(zip(names, part[::-1].tolist(), strict=True)))


def spent(names: Names, values: list[float]) -> object:
    """Split money, none of it owed."""
    money = np.clip(np.nan_to_num(values, posinf=1e300), 0, 1e300)
    return budget.budget_data(money, money[::-1], names, slots(names))


def asked(names: Names, values: list[float]) -> object:
    """Grow a tree with an answer per segment; without any it has one for everybody."""
    sizes = np.maximum(customers(values or [1.0]), 1).tolist()
    root = Node(
        parent=-1, words="", segment=0, n_customers=sum(sizes), n_right=sizes[0], is_leaf=not names
    )
    leaves = [
        Node(parent=0, words=name, segment=at, n_customers=size, n_right=size, is_leaf=True)
        for at, (name, size) in enumerate(zip(names, sizes, strict=False))
    ]
    whole = names or ("Only",)
    tree = SegmentTree(nodes=(root, *leaves), depth=int(bool(names)))
    return trees.TreeData(tree=tree, names=whole, slots=slots(whole))


def shared(names: Names, values: list[float]) -> object:
    """Place shares of customers right with one question, and with more."""
    part = tuple(parts(values or [1.0]).tolist())
    return trees.FidelityData(fidelity=part, depth=min(2, len(names)) or 1)


def ridged(names: Names, values: list[float]) -> object:
    """Spread a number in segments of one customer each."""
    column = names[0] if names else "number"
    frame = pd.DataFrame({column: np.array(values, dtype=float)})
    return spreads.segment_spreads(frame, column, np.arange(len(names)), names, slots(names))


def placed(names: Names, values: list[float]) -> object:
    """Place middles on a line by their values."""
    centers = comparable(values)[:, None]
    return distances.distances_data(
        segment_distances(centers), customers(values), names, slots(names)
    )


SEGMENT_MAKERS: dict[str, tuple[Callable, Callable[[Names, list[float]], object]]] = {
    "budget": (budget.budget_chart, spent),
    "drivers": (drivers.drivers_chart, driven),
    "distances": (distances.distances_chart, placed),
    "flows": (flows.flows_chart, moved),
    "history": (history.history_chart, told),
    "pareto": (pareto.pareto_chart, lambda _n, v: pareto.pareto_data(np.array(v, dtype=float))),
    "heat": (side_by_side.heat_chart, partial(laid, False)),
    "heat of indices": (side_by_side.heat_chart, partial(laid, True)),
    "heat of purchases": (side_by_side.heat_chart, bought),
    "snake": (side_by_side.snake_chart, partial(laid, False)),
    "radar": (radar.radar_chart, partial(laid, False)),
    "shares": (shares.shares_chart, composed),
    "ridge": (spread_charts.ridge_chart, ridged),
    "tree": (trees.tree_chart, asked),
    "fidelity": (trees.fidelity_chart, shared),
}
