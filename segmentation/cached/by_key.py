"""How answers are cached_by_key: by a table's fingerprint and frozen specs, never by a frame.

Streamlit hashes only a sample of a large frame and would return an old answer.

What is kept is shared between sessions, so it must be a function of its key alone. The key of a
table leaves out what its file is called and how it was read; a cached function is therefore given
the bare table, and whoever shows a name takes it from the table that is open.
"""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

import streamlit as st

from segmentation.charts.drawing import Drawing
from segmentation.clustering.spec import SegmentationSpec
from segmentation.customers.rfm_groups import GroupRule
from segmentation.customers.transactions import SaleColumns
from segmentation.models.model import SegmentModel
from segmentation.segments.custom_segments import Outline
from segmentation.tables.table import ReadOptions, Table

Function = TypeVar("Function", bound=Callable)

KEYS = {
    Table: lambda table: table.key,
    SegmentationSpec: repr,
    Outline: repr,
    ReadOptions: repr,
    SaleColumns: repr,
    GroupRule: repr,
    SegmentModel: SegmentModel.to_bytes,
}


def cached_by_key(n_entries: int, spinner: str | bool = False) -> Callable[[Function], Function]:  # noqa: FBT001, FBT002 - a sentence or none
    """Keep so many answers of a function, and none of an earlier version of what it calls."""

    def keep(function: Function) -> Function:
        @wraps(function)
        def on_bare_tables(*args: object, **named: object) -> object:
            return function(*map(_bare, args), **{key: _bare(of) for key, of in named.items()})

        found = st.cache_resource(max_entries=n_entries, show_spinner=spinner, hash_funcs=KEYS)(
            on_bare_tables
        )
        # The cache's key covers only the wrapper's own source; after a hot reload of what it
        # calls, an old answer must not stay.
        found.clear()
        return found

    return keep


def _bare(value: object) -> object:
    return value.bare() if isinstance(value, Table) else value


@cached_by_key(256)
def drawing(what: tuple[object, ...], _draw: Callable[[], Drawing]) -> Drawing:  # noqa: ARG001 - the key
    """Draw a chart; `what` is its name and all that it depends on."""
    return _draw()
