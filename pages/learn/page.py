"""The Learn page: how K-means finds segments, one step at a time, on the user's own columns."""

import streamlit as st

from pages.filters.bar import show_bar
from pages.learn import words
from pages.segment_form import settings
from pages.shared import chart
from pages.shared.messages import plain, sentences_for_errors
from pages.shared.theme import current_theme
from pages.shell import frame, open_table
from pages.shell.pages import link
from segmentation import cached
from segmentation.charts.drawing import draw
from segmentation.charts.steps import fall_chart, fall_data, step_chart, step_data
from segmentation.clustering.methods.kmeans_trace import N_STARTS, Lesson
from segmentation.tables.labels import split_unit
from segmentation.tables.table import Table

STEP, PLAYING = "lesson_step", "lesson_playing"
SECONDS = 1.0
NOTICED = 1.05
"""Times as much, from which one column is said to vary more than another."""


def show() -> None:
    """Show the page."""
    table = open_table.customers()
    frame.show_notice()
    st.title(words.TITLE)
    st.markdown(words.LEAD)
    kept = show_bar(table)
    with sentences_for_errors():
        _show_lesson(kept)
    link("segment", words.NEXT)


def _show_lesson(table: Table) -> None:
    """Let the user choose what to follow, and show it step by step."""
    numbers = [c.name for c in cached.columns(table) if c.numeric and c.role != "identifier"]
    if len(numbers) < 2:
        st.info(words.TOO_FEW)
        return
    liked = [name for name in cached.default_features(table) if name in numbers]
    across, up, k, start, scaled = _choose(numbers, (liked + numbers)[:2])
    if across == up:
        st.info(words.TWO_DIFFERENT)
        return
    seed = st.session_state.get("lesson_seed", 0)
    lesson = cached.lesson(table, (across, up), k, scaled, start, seed)
    chosen = (table.fingerprint, across, up, k, start, scaled, seed)
    if st.session_state.get("lesson_of") != chosen:
        st.session_state.update({"lesson_of": chosen, STEP: 0, PLAYING: False})
    axes = (split_unit(across).axis, split_unit(up).axis)
    # A fragment runs by itself; how often is decided when it is made.
    run_every = SECONDS if st.session_state[PLAYING] else None
    st.fragment(_show_step, run_every=run_every)(lesson, axes)
    _show_teaching(lesson, axes, scaled=scaled)


def _choose(numbers: list[str], liked: list[str]) -> tuple[str, str, int, str, bool]:
    names = settings.option_names(numbers)
    first, second, third = st.columns(3)
    across = first.selectbox(
        words.ACROSS, numbers, numbers.index(liked[0]), format_func=names.get, key="learn_x"
    )
    other = next((name for name in liked[1:] if name != liked[0]), numbers[1])
    up = second.selectbox(
        words.UP, numbers, numbers.index(other), format_func=names.get, key="learn_y"
    )
    k = third.slider(words.CENTRES, 2, 6, 5, key="learn_k")
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        start = st.segmented_control(
            words.FIRST_CENTRES,
            list(words.STARTS),
            default="first",
            required=True,
            format_func=words.STARTS.get,
            key="learn_start",
            label_visibility="collapsed",
        )
        st.button(words.DRAW_AGAIN, on_click=_draw_others, icon=":material/casino:")
        scaled = st.toggle(words.SAME_SCALE, value=True, key="learn_scaled")
    return across, up, k, start, scaled


def _show_step(lesson: Lesson, axes: tuple[str, str]) -> None:
    """Show one step; while playing, go one further on each run."""
    last = len(lesson.steps) - 1
    if st.session_state[PLAYING]:
        _go(1, last)
        if st.session_state[STEP] == last:
            st.session_state[PLAYING] = False
            st.rerun()
    number = min(st.session_state[STEP], last)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(words.BACK, on_click=_go, args=(-1, last), disabled=number == 0)
        st.button(words.ON, on_click=_go, args=(1, last), disabled=number == last, type="primary")
        playing = st.session_state[PLAYING]
        if st.button(words.PAUSE if playing else words.PLAY, key="lesson_play", on_click=_play):
            st.rerun()
        st.button(words.START_OVER, on_click=_go, args=(-last, last), disabled=number == 0)
    look = current_theme()
    picture, fall = st.columns([3, 2], gap="medium")
    with picture:
        data = step_data(lesson, number, axes)
        chart.show_drawn(draw(data, step_chart, look), key="lesson", height=430)
    with fall:
        chart.show_drawn(draw(fall_data(lesson, number), fall_chart, look), key="fall", height=430)


def _show_teaching(lesson: Lesson, axes: tuple[str, str], *, scaled: bool) -> None:
    """Say what starts and scaling do, in this table's figures."""
    starts, scaling = st.columns(2, gap="large")
    with starts:
        st.header(words.WHY_MANY_STARTS)
        said = words.ENDS_WORSE if lesson.excess > 0.001 else words.ENDS_BEST
        st.markdown(said.format(excess=lesson.excess, n=N_STARTS, best=lesson.n_best))
    with scaling:
        st.header(words.ABOUT_SCALING)
        (wide, narrow), order = sorted(lesson.spreads, reverse=True), axes
        if lesson.spreads[1] > lesson.spreads[0]:
            order = axes[::-1]
        said = words.DOES_NOT_VARY.format(narrow=order[1])
        if narrow > 0:
            more = words.VARIES_MORE if wide / narrow >= NOTICED else words.VARY_ALIKE
            said = more.format(wide=order[0], narrow=order[1], times=wide / narrow)
        effect = words.SCALED if scaled else words.NOT_SCALED
        st.markdown(plain(f"{said} {effect}"))


def _go(by: int, last: int) -> None:
    st.session_state[STEP] = int(min(last, max(0, st.session_state[STEP] + by)))


def _play() -> None:
    st.session_state[PLAYING] = not st.session_state[PLAYING]


def _draw_others() -> None:
    st.session_state["lesson_seed"] = st.session_state.get("lesson_seed", 0) + 1
