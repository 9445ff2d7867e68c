"""The Compare page: the customers divided by each side of them, and how far these go together."""

from dataclasses import replace
from functools import partial

import streamlit as st
from pandas import DataFrame
from streamlit.delta_generator import DeltaGenerator

from pages.compare import words
from pages.shared import chart
from pages.shared.messages import plain
from segmentation import cached
from segmentation.analysis.choosing.lenses import LENSES, Lenses
from segmentation.charts.evidence.matrices import MatrixData, agreement_data, matrix_chart
from segmentation.customers.grain import unit_of
from segmentation.errors import listed
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
            alt=words.LENSES_ALT,
        )
    if len(found.views) > 1:
        data = partial(_agreement, table)
        chart.show(data, matrix_chart, key="lens_agreement", height=80 + 55 * len(found.views))
    lacking = [TITLES[lens].lower() for lens in LENSES if lens not in {v.lens for v in found.views}]
    if lacking:
        st.caption(words.LACKING.format(lenses=", ".join(lacking)))
    drawn = unit_of(table).counted(found.n_customers)
    everybody = found.n_customers == len(table.frame)
    note = words.LENSES_NOTE if everybody else words.LENSES_SAMPLE_NOTE
    st.caption(note.format(customers=drawn))


def _headline(found: Lenses) -> str:
    names = [TITLES[view.lens].lower() for view in found.views]
    if not names:
        return words.NO_LENS
    if len(names) == 1:
        return words.ONE_LENS.format(lens=names[0])
    return words.SOME_LENSES.format(n=len(names), lenses=listed(names))


def _as_frame(found: Lenses) -> DataFrame:
    return DataFrame(
        [
            (
                TITLES[view.lens],
                view.looks_at,
                ", ".join(split_unit(name).label for name in view.features),
                len(view.sizes),
                ", ".join(f"{size / sum(view.sizes):.0%}" for size in view.sizes),
            )
            for view in found.views
        ],
        columns=list(words.LENS_COLUMNS),
    )


def _agreement(table: Table) -> MatrixData:
    found = cached.five_lenses(table)
    data = agreement_data(found.agreement, TITLES)
    return replace(data, title=words.HOW_SIMILAR)
