"""How answers are kept: by a table's fingerprint and frozen specs, never by a frame.

Streamlit hashes only a sample of a large frame and would return an old answer.

What is kept is shared between sessions, so it must be a function of its key alone. Therefore every
value that a kept function is given is first reduced to what its key stands for: a table loses its
name and how it was read, a segmentation the names a user gave. Whoever shows a name takes it from
the table that is open.
"""

from collections.abc import Callable, Mapping
from functools import partial, wraps
from types import FunctionType
from typing import Any, TypeVar

import streamlit as st

from segmentation.analysis.fitted_range import FittedRange
from segmentation.analysis.segmentation import Segmentation
from segmentation.charts.drawing import ChartData, Drawing, draw
from segmentation.charts.theme import theme
from segmentation.clustering.evidence.decision import UNDECIDED
from segmentation.clustering.spec import SegmentationSpec
from segmentation.customers.rfm_groups import GroupRule
from segmentation.customers.rfm_rules.columns import RfmColumns
from segmentation.customers.rfm_rules.rules import RfmChoice
from segmentation.customers.transactions import SaleColumns
from segmentation.models.model import SegmentModel
from segmentation.segments.custom_segments import Outline
from segmentation.segments.matching_segments import Comparison
from segmentation.segments.planning.playbook import Goal
from segmentation.segments.planning.proof.verdict import Responses
from segmentation.tables.table import ReadOptions, Table

Function = TypeVar("Function", bound=Callable)


def _address(function: FunctionType) -> str:
    """Return where a function is written; one made on the way has no such place."""
    address = f"{function.__module__}.{function.__qualname__}"
    if "<" in address:
        raise ValueError(f"{address} depends on more than its arguments: write it in a module")
    return address


KEYS: Mapping[type, Callable[[Any], object]] = {
    Table: lambda table: table.key,
    FittedRange: lambda fitted: fitted.key,
    Segmentation: lambda result: result.key,
    SegmentationSpec: repr,
    Outline: repr,
    ReadOptions: repr,
    SaleColumns: repr,
    GroupRule: repr,
    RfmColumns: repr,
    RfmChoice: repr,
    Goal: repr,
    Responses: repr,
    SegmentModel: SegmentModel.to_bytes,
}
BARE: Mapping[type, Callable[[Any], object]] = {
    Table: Table.bare,
    FittedRange: FittedRange.bare,
    Segmentation: Segmentation.bare,
}
"""What is left of a value that holds more than its key."""

DRAWN_KEYS = KEYS | {
    Segmentation: lambda result: (result.key, result.names, result.slots),
    Comparison: lambda comparison: (
        comparison.flows,
        comparison.lost,
        comparison.new,
        comparison.partners,
        comparison.agreement,
        comparison.n_moved,
    ),
    FunctionType: _address,
    partial: lambda call: (call.func, call.args, sorted(call.keywords.items())),
}
DRAWN_BARE = BARE | {
    Segmentation: lambda result: result.of(result.table.bare()).judged(UNDECIDED),
    partial: lambda call: partial(
        call.func,
        *(_bare(each, DRAWN_BARE) for each in call.args),
        **{name: _bare(each, DRAWN_BARE) for name, each in call.keywords.items()},
    ),
}
"""The same for charts, which show the segments' names in their colours."""


def cached_by_key(
    n_entries: int,
    spinner: str | bool = False,  # noqa: FBT001, FBT002 - a sentence or none
    *,
    keys: Mapping[type, Callable[[Any], object]] = KEYS,
    bare: Mapping[type, Callable[[Any], object]] = BARE,
) -> Callable[[Function], Function]:
    """Keep so many answers of a function, and none of an earlier version of what it calls."""

    def keep(function: Function) -> Function:
        @wraps(function)
        def on_bare_values(*args: object) -> object:
            return function(*(_bare(value, bare) for value in args))

        cached = st.cache_resource(
            max_entries=n_entries, show_spinner=spinner, hash_funcs=dict(keys)
        )(on_bare_values)
        # The cache's key covers only the wrapper's own source; after a hot reload of what it
        # calls, an old answer must not stay.
        cached.clear()
        return cached

    return keep


def _bare(value: object, bare: Mapping[type, Callable[[Any], object]]) -> object:
    strip = bare.get(type(value))
    return strip(value) if strip else value


@cached_by_key(256, keys=DRAWN_KEYS, bare=DRAWN_BARE)
def drawing(data_of: "partial[ChartData]", chart_of: Callable, look: str) -> Drawing:
    """Draw a chart of data that a function of a module makes of its arguments."""
    return draw(data_of(), chart_of, theme(look))
