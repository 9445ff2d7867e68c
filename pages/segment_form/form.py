"""The head that the pages on segments share: columns, settings, number of segments."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.segment_form import following, names, number, settings, ways
from pages.segment_form.by_rule import rules
from pages.segment_form.weighed import weighed_range
from pages.shared import library
from pages.shared.messages import sentences_for_errors
from pages.shell import open_table
from segmentation import cached
from segmentation.analysis.fitted_range import FittedRange
from segmentation.analysis.segmentation import Segmentation
from segmentation.clustering.selection import KScan


def choose_result(head: DeltaGenerator) -> tuple[Segmentation, KScan, DeltaGenerator]:
    """Ask for what segments are made from, and return them; end the page when nothing is chosen.

    Parameters
    ----------
    head : DeltaGenerator
        Where the page's title goes.

    Returns
    -------
    result : Segmentation
        Under the names the user gave, with the verdict.
    scan : KScan
    toolbar : DeltaGenerator
        The row of settings, for those of the page itself.
    """
    table = open_table.customers()
    following.carry_over()
    choose_features, choose_k = st.columns([3, 2], gap="medium")
    with choose_features:
        place = st.container()
        toolbar = st.container(horizontal=True, vertical_alignment="bottom")
    with toolbar:
        sizes = rules.offer(table)
    family = settings.choose_family(table, place, toolbar)
    if family is None and ways.chosen() == ways.RULES:
        head.title("Write your first rule")
        head.info("There is no rule yet. Open “By rules” and add a segment with its condition.")
        st.stop()
    if family is None:
        head.title("Choose what to segment by")
        head.info("No column is chosen. Choose at least one, for example how much customers spend.")
        st.stop()
    with sentences_for_errors():
        fitted = cached.fitted_range(table, family)
        scan = cached.scan(fitted)
        with choose_k:
            ks = weighed_range()
            weighed = cached.weighed(fitted, ks)
            k = _number_of_segments(fitted, weighed, ks)
        result = names.named(cached.segmentation(fitted, k)).judged(weighed.decision)
    rules.show_sizes(sizes, result)
    with toolbar:
        library.offer_save(result)
    return result, scan, toolbar


def _number_of_segments(fitted: FittedRange, weighed: KScan, ks: tuple[int, ...]) -> int:
    """Ask for it; rules have none to choose."""
    if not fitted.spec.is_by_rule:
        return number.choose_k(weighed, cached.first_k(fitted, ks))
    st.caption("Segments by rule: as many as your conditions describe.")
    return max(fitted.clusterings)
