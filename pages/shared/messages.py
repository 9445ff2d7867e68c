"""Sentences on the screen: what comes from the data is escaped, an error is one sentence."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st

from segmentation.errors import SegmentationError
from segmentation.tables.columns.taxonomy import Lens
from segmentation.tables.labels import split_unit

LENS_NAMES = {"": "Nothing known"} | {lens.value: lens.title for lens in Lens}
"""Which side of customers a column shows, in a marketer's words."""

MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$:<>&])")
LIVE = re.compile(r"(?<=http)(?=s?://)|(?<=www)(?=\.)|(?<=@)", re.IGNORECASE)
WORD_JOINER = "\u2060"
"""Has no width; addresses become links in the browser after escapes are gone, halves do not."""

MAX_CHARACTERS = 80
FAULT = (
    "Something went wrong on our side. Your settings are kept: reload the page. If it comes again, "
    "tell whoever runs the studio this number, which is in its log: {number}."
)
CUT = "Only the first {longest} characters are kept."


def plain(text: object) -> str:
    """Escape a text from the data, so that Markdown shows it as it stands.

    “k$ … k$” is a formula to Streamlit, ``:red[x]`` a colour, ``<b>`` a tag and ``www.…`` a link;
    line breaks become spaces and long texts are cut.

    Parameters
    ----------
    text : object
        A column name, a level, a file name, an error message.

    Returns
    -------
    str
    """
    line = " ".join(str(text).split())
    if len(line) > MAX_CHARACTERS * 5:
        line = line[: MAX_CHARACTERS * 5 - 1] + "…"
    return MARKUP.sub(r"\\\1", LIVE.sub(WORD_JOINER, line))


def short(text: object, limit: int = MAX_CHARACTERS) -> str:
    """Return `text` on one line of at most `limit` characters, not escaped."""
    line = " ".join(str(text).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def option_names(columns: list[str]) -> dict[str, str]:
    """Return what each column is called in pickers and in the link: its name without the unit.

    Parameters
    ----------
    columns : list of str

    Returns
    -------
    dict of str to str
        Distinct; the whole name where names without units coincide.
    """
    labels = {column: short(split_unit(column).label, 48) for column in columns}
    counts = Counter(labels.values())
    return {column: name if counts[name] == 1 else column for column, name in labels.items()}


def ask_short(ask: Callable[..., str], label: str, *args: Any, longest: int, **shown: Any) -> str:
    """Ask for a text of at most `longest` characters; a longer one is cut, and that is said.

    A field with a limit of its own would do nothing with a longer text that is pasted.

    Parameters
    ----------
    ask : callable
        ``st.text_input`` or ``st.text_area``.
    label : str
    *args : Any
        The text it begins with, if any.
    longest : int
    **shown : Any
        Further settings of the field.

    Returns
    -------
    str
    """
    written = ask(label, *args, **shown)
    if len(written) > longest:
        st.caption(CUT.format(longest=longest))
    return written[:longest]


def show_fault(number: str) -> bool:
    """Say that something went wrong on our side; return that it is said."""
    st.error(FAULT.format(number=number), icon=":material/info:")
    return True


@contextmanager
def sentences_for_errors() -> Iterator[None]:
    """Show a `SegmentationError` as its sentence and end the page there; settings stay."""
    try:
        yield
    except SegmentationError as error:
        st.error(plain(error), icon=":material/info:")
        st.stop()
