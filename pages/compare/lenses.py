"""The Compare page: the customers divided by each side of them, and how far these go together."""

from dataclasses import replace
from functools import partial

import streamlit as st
from pandas import DataFrame
from streamlit.delta_generator import DeltaGenerator

from pages.shared import chart
from pages.shared.messages import plain
from segmentation import cached
from segmentation.analysis.choosing.lenses import LENSES, Lenses
from segmentation.charts.evidence.matrices import MatrixData, agreement_data, matrix_chart
from segmentation.customers.grain import unit_of
from segmentation.tables.labels import split_unit
from segmentation.tables.table import Table

TITLES = {lens: lens.capitalize() for lens in LENSES}


def show_lenses(table: Table, title: DeltaGenerator) -> None:
    """Show a division by each lens that the columns carry.

    Parameters
    ----------
    table : Table
        One row per customer.
    title : DeltaGenerator
        Where the page's title goes.
    """
    found = cached.five_lenses(table)
    title.title(plain(_headline(found)))
    for sentence in found.sentences:
        st.markdown(plain(sentence))
    if found.views:
        st.dataframe(
            _as_frame(found),
            hide_index=True,
            height="content",
            alt="Each lens with its columns, and the shares of its segments.",
        )
    if len(found.views) > 1:
        data = partial(_agreement, table)
        chart.show(data, matrix_chart, key="lens_agreement", height=80 + 55 * len(found.views))
    lacking = [TITLES[lens].lower() for lens in LENSES if lens not in {v.lens for v in found.views}]
    if lacking:
        st.caption(f"No usable column says anything about: {', '.join(lacking)}.")
    drawn = unit_of(table).counted(found.n_customers)
    of_all = "" if found.n_customers == len(table.frame) else " picked at random"
    st.caption(
        f"Based on {drawn}{of_all} and the columns proposed for each lens, whatever is chosen "
        "and filtered above. These divisions were not tested as groups. To see the segments of "
        "a lens, choose its columns above."
    )


def _headline(found: Lenses) -> str:
    names = [TITLES[view.lens].lower() for view in found.views]
    if not names:
        return "No column fits any of the five lenses"
    if len(names) == 1:
        return f"The columns fit one lens only: {names[0]}"
    return f"{len(names)} sides of the customers: {', '.join(names[:-1])} and {names[-1]}"


def _as_frame(found: Lenses) -> DataFrame:
    return DataFrame(
        {
            "Lens": [TITLES[view.lens] for view in found.views],
            "Looks at": [view.looks_at for view in found.views],
            "Columns": [
                ", ".join(split_unit(name).label for name in view.features) for view in found.views
            ],
            "Segments": [len(view.sizes) for view in found.views],
            "Shares": [
                ", ".join(f"{size / sum(view.sizes):.0%}" for size in view.sizes)
                for view in found.views
            ],
        }
    )


def _agreement(table: Table) -> MatrixData:
    found = cached.five_lenses(table)
    data = agreement_data(found.agreement, TITLES)
    return replace(data, title="How similar each pair of divisions is")
