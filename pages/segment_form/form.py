"""The head that the pages on segments share: columns, settings, number of segments."""

from dataclasses import dataclass
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.colleague import sharing
from pages.journey import answer
from pages.journey.settings_bar import SettingsBar, place_bar
from pages.segment_form import following, names, settings, ways
from pages.segment_form.by_rule import rules
from pages.segment_form.number import slider
from pages.segment_form.number.weighed import weighed_range
from pages.segment_form.stopping import can_be_stopped
from pages.shared import library
from pages.shared.messages import sentences_for_errors
from pages.shell import open_table, state
from segmentation import cached
from segmentation.analysis.fitted_range import FittedRange
from segmentation.analysis.segmentation import Segmentation
from segmentation.clustering.selection import KScan


@dataclass(frozen=True, slots=True, kw_only=True)
class EveryK:
    """What the columns and the settings lead to, before the number of segments is chosen.

    Attributes
    ----------
    fitted : FittedRange
    scan : KScan
        The criteria of every number.
    weighed : KScan
        The same of the numbers that are weighed, with the verdict.
    ks : tuple of int
        The numbers that are weighed.
    rule_sizes : DeltaGenerator
        The place in the builder of rules where each rule is counted beside the segments.
    told : DeltaGenerator
        The place of the answer so far.
    bar : SettingsBar
    """

    fitted: FittedRange
    scan: KScan
    weighed: KScan
    ks: tuple[int, ...]
    rule_sizes: DeltaGenerator
    told: DeltaGenerator
    bar: SettingsBar


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
    every_k, toolbar = choose_settings(head)
    with every_k.bar.body:
        result = choose_number(every_k)
    with toolbar:
        library.offer_save(partial(present_result, every_k))
        sharing.offer_share(partial(present_result, every_k))
    return result, every_k.scan, toolbar


def choose_settings(head: DeltaGenerator) -> tuple[EveryK, DeltaGenerator]:
    """Ask for columns and settings, and return what they lead to; end the page without columns.

    Parameters
    ----------
    head : DeltaGenerator
        Where the page's title goes.

    Returns
    -------
    every_k : EveryK
    toolbar : DeltaGenerator
        The row of settings, for those of the page itself.
    """
    table = open_table.customers()
    following.carry_over()
    work = st.empty()
    told, bar = answer.place_for_answer(st.session_state[state.SHOWN]), place_bar()
    bar.fold()
    with bar.body:
        place = st.container()
        toolbar = st.container(horizontal=True, vertical_alignment="bottom")
    with toolbar:
        rule_sizes = rules.offer(table)
    family = settings.choose_family(table, place, toolbar, bar.filters)
    if family is None:
        bar.keep_open()
    if family is None and ways.chosen() == ways.RULES:
        head.title("Write your first rule")
        head.info("There is no rule yet. Open “By rules” and add a segment with its condition.")
        st.stop()
    if family is None:
        head.title("Choose what to segment by")
        head.info("No column is chosen. Choose at least one, for example how much customers spend.")
        st.stop()
    ks = weighed_range()
    with sentences_for_errors(), can_be_stopped(table, work):
        fitted = cached.fitted_range(table, family)
        scan, weighed = cached.scan(fitted), cached.weighed(fitted, ks)
    every_k = EveryK(
        fitted=fitted, scan=scan, weighed=weighed, ks=ks, rule_sizes=rule_sizes, told=told, bar=bar
    )
    return every_k, toolbar


def first_number(every_k: EveryK) -> int:
    """Return the number of segments that the slider begins with; of rules, as many as they make."""
    if every_k.fitted.spec.is_by_rule:
        return max(every_k.fitted.clusterings)
    first = slider.begins_at(every_k.weighed, cached.first_k(every_k.fitted, every_k.ks))
    return first if first in every_k.fitted.clusterings else max(every_k.fitted.clusterings)


def choose_number(every_k: EveryK) -> Segmentation:
    """Ask for the number of segments, and return them under the names the user gave.

    Parameters
    ----------
    every_k : EveryK

    Returns
    -------
    Segmentation
        With the verdict.
    """
    if every_k.fitted.spec.is_by_rule:
        st.caption("Segments by rule: as many as your conditions describe.")
    else:
        slider.choose_k(every_k.weighed, cached.first_k(every_k.fitted, every_k.ks))
    with sentences_for_errors():
        result = present_result(every_k)
    rules.show_sizes(every_k.rule_sizes, result)
    answer.show_answer(every_k.told, result)
    every_k.bar.tell(result)
    return result


def present_result(every_k: EveryK) -> Segmentation:
    """Return the segments in the number that is chosen now, under the names the user gave.

    Parameters
    ----------
    every_k : EveryK

    Returns
    -------
    Segmentation
        With the verdict.
    """
    fitted = every_k.fitted
    k = max(fitted.clusterings) if fitted.spec.is_by_rule else slider.chosen()
    return names.named(cached.segmentation(fitted, k)).judged(every_k.weighed.decision)
