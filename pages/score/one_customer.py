"""The Score page: choosing a model, and the form for one customer."""

from dataclasses import dataclass

import streamlit as st
from pandas import DataFrame
from streamlit.delta_generator import DeltaGenerator

from pages.people import exporting
from pages.score import words
from pages.segment_form import settings
from pages.segment_form.form import choose_result
from pages.shared import evidence_notes
from pages.shared.customer import condition_of, show_reasons
from pages.shared.messages import plain, sentences_for_errors, short
from pages.shared.theme import swatch
from pages.shell import reopening, state
from segmentation import cached
from segmentation.access.audit import NOT_SAVED, SCORED
from segmentation.clustering.features import CategoryFeature
from segmentation.customers.formulas.nodes import DATE, FLAG, NUMBER
from segmentation.errors import counted, listed
from segmentation.models.model import SegmentModel
from segmentation.models.rule import InputColumn
from segmentation.models.scoring import OneScore, score_one, scored_values
from segmentation.tables.labels import split_unit
from segmentation.tables.number_format import amount, format_share

MODEL, MODEL_FILE = "score_model", "score_model_file"
NOW, FROM_FILE = "now", "file"
STEPS = 100
"""Of a slider over numbers that are not whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A model, and where it comes from.

    Attributes
    ----------
    name : str
    id : str or None
        In the library; None when it is not saved there.
    model : SegmentModel
    """

    name: str
    id: str | None
    model: SegmentModel


def choose_model(head: DeltaGenerator) -> Chosen:
    """Ask which segmentation to score with; end the page when there is none."""
    entries = {entry.id: entry for entry in reopening.entries()}
    names = {NOW: words.AS_ON_SEGMENTS, FROM_FILE: words.MODEL_FILE}
    labels = names | {id_: short(entry.name, 60) for id_, entry in entries.items()}
    opened = st.session_state.get(state.OPENED)
    options = [
        *([opened] if opened in entries else []),
        NOW,
        *(i for i in entries if i != opened),
        FROM_FILE,
    ]
    if st.session_state.get(MODEL, options[0]) not in options:
        del st.session_state[MODEL]
    chosen = st.selectbox(
        words.SEGMENTATION, options, format_func=labels.get, key=MODEL, persist_state="session"
    )
    with sentences_for_errors():
        if chosen == NOW:
            return _present(head)
        if chosen == FROM_FILE:
            return _from_file(head)
        saved = reopening.open_entry(entries[chosen])
    return Chosen(name=saved.entry.name, id=chosen, model=saved.model)


def say_what_it_is(chosen: Chosen) -> None:
    """Say on what the model was made, and how far its rule is that of its segments."""
    model = chosen.model
    columns = listed([split_unit(name).label for name in model.features])
    said = (words.MADE_OF_SAVED if model.made else words.MADE_OF).format(
        segments=counted(model.n_clusters, "segment"),
        customers=counted(model.n_customers, "customer"),
        table=short(model.name, 60),
        columns=columns,
        day=(model.made or "")[:10],
    )
    if model.rescored_agreement < 1:
        share = format_share(model.rescored_agreement)
        said = f"{said} {words.RESCORED.format(share=share)}"
    st.caption(plain(said))
    evidence_notes.show_verdict(model.decision, model.n_clusters)
    evidence_notes.show_caution(model.rule.shaping_columns)


def show_form(chosen: Chosen) -> None:
    """Ask for one customer, and say where it belongs and why."""
    model = chosen.model
    inputs, answer = st.columns([1, 2], gap="large")
    with inputs:
        row = {column.name: _ask(model, column, chosen) for column in model.rule.inputs}
    exporting.note_once(SCORED, chosen.id or NOT_SAVED, 1, of=show_form)
    scored = score_one(model.rule, row)
    with answer:
        _show_answer(model, scored, row)


def _present(head: DeltaGenerator) -> Chosen:
    result, _, _ = choose_result(head)
    return Chosen(name=short(result.table_name, 60), id=None, model=cached.model(result))


def _from_file(head: DeltaGenerator) -> Chosen:
    file = st.file_uploader(words.SAVED_MODEL, type="json", key="model_upload")
    if file is not None:
        st.session_state[MODEL_FILE] = file.getvalue(), file.name
    if MODEL_FILE not in st.session_state:
        head.title(words.TITLE_ALONE)
        st.info(words.CHOOSE_MODEL)
        st.stop()
    data, name = st.session_state[MODEL_FILE]
    return Chosen(name=name, id=None, model=cached.opened_model(data, name))


def _ask(model: SegmentModel, column: InputColumn, chosen: Chosen) -> object:
    """Ask for one value: a list for a category, a slider over the fitted range for a number."""
    feature = next((f for f in model.rule.space.features if f.name == column.name), None)
    label = plain(split_unit(column.name).axis)
    key = f"score_{chosen.id or model.fingerprint}_{column.name}"
    kept = {"key": key, "persist_state": "session"}
    if feature is None:
        return _ask_source(dict(model.rule.derivation.sources)[column.name], label, kept)
    if isinstance(feature, CategoryFeature):
        levels = list(feature.levels)
        start = levels.index(feature.fill) if feature.fill in levels else 0
        return st.selectbox(label, levels, start, **kept)
    low, high = column.low, column.high
    if not low < high:
        return st.number_input(label, value=low, **kept)
    start = min(max(feature.fill, low), high)
    if column.whole and high < 2**53:
        return st.slider(label, int(low), int(high), round(start), **kept)
    return st.slider(label, low, high, start, step=(high - low) / STEPS, **kept)


def _ask_source(kind: str, label: str, kept: dict[str, str]) -> object:
    """Ask for a value that only formulas and the filter use."""
    if kind == NUMBER:
        return st.number_input(label, value=None, **kept)
    if kind == DATE:
        return st.date_input(label, value=None, **kept)
    if kind == FLAG:
        return st.selectbox(label, words.YES_NO, None, placeholder=words.NOT_KNOWN, **kept)
    return st.text_input(label, **kept) or None


def _show_answer(model: SegmentModel, scored: OneScore, row: dict[str, object]) -> None:
    if scored.segment is None:
        st.warning(plain(words.NO_SEGMENT.format(reason=scored.reason)), icon=":material/info:")
        return
    name = model.names[scored.segment]
    by_rule = model.rule.is_by_rule
    how = words.CLEARLY if scored.is_clear else words.CLOSE_CALL
    said = (words.BY_RULE if by_rule else how).format(name=plain(short(name, 60)))
    mark = f"![{words.MARK_ALT}]({swatch(model.slots[scored.segment])})"
    st.header(f"{mark} {said}", anchor=False)
    if by_rule:
        place = model.rule.rule_segments.index(scored.segment)
        st.markdown(plain(condition_of(model.spec.rules, place)))
    elif scored.following is not None:
        st.markdown(
            plain(
                words.DISTANCES.format(
                    distance=scored.distance,
                    following=model.names[scored.following],
                    next_distance=scored.next_distance,
                )
            ),
            help=words.DISTANCES_HELP,
        )
    show_reasons(scored.reasons)
    st.dataframe(
        _beside(model, scored, row),
        hide_index=True,
        alt=words.BESIDE_ALT,
    )


def _beside(model: SegmentModel, scored: OneScore, row: dict[str, object]) -> DataFrame:
    """Return the customer's values beside the averages of the segment and the next."""
    sides = {f"“{short(model.names[scored.segment], 40)}”": scored.segment}
    if scored.following is not None:
        sides[f"“{short(model.names[scored.following], 40)}”"] = scored.following
    lines, values = [], scored_values(model.rule, row)
    axes = list(model.rule.space.axes)
    for feature in model.rule.space.features:
        label = split_unit(feature.name)
        value = values[feature.name]
        if isinstance(feature, CategoryFeature):
            axis = axes.index(f"{feature.name}={value}") if value in feature.levels else None
            shown = [
                format_share(model.segments[side].means[axis]) + f" {value}"
                if axis is not None
                else "–"
                for side in sides.values()
            ]
            lines.append([label.label, str(value), *shown])
        else:
            axis = axes.index(feature.name)
            shown = [amount(model.segments[side].means[axis], label) for side in sides.values()]
            lines.append([label.label, amount(float(value), label), *shown])
    return DataFrame(lines, columns=[words.COLUMN, words.THIS_CUSTOMER, *sides])


def features_of(model: SegmentModel) -> str:
    """Return the columns that a file must have, for a sentence."""
    labels = settings.option_names(list(model.inputs))
    return ", ".join(f"“{labels[name]}”" for name in model.inputs)
