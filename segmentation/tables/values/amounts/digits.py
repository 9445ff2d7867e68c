"""Digits of other scripts: full-width ones, Arabic, Persian, Devanagari and the like."""

import re
import unicodedata

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from segmentation.tables.values.patterns import are_few, some_hold

MARKS = str.maketrans({"٫": ".", "٬": ",", "，": ",", "．": ".", "％": "%", "－": "-", "＋": "+"})
MARKS |= str.maketrans({"／": "/", "：": ":", "\u3000": " ", "（": "(", "）": ")", "￥": "¥"})
MARKS |= str.maketrans(dict.fromkeys("\u200e\u200f\u202a\u202c\u2066\u2069\ufeff", ""))
MARKS |= str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f", " ") | {"،": ",", "’": "'"})
SIGNS = "[\u200e\u200f\u202a\u202c\u2066\u2069\ufeff\u00a0\u2007\u2009\u202f\u3000،]"
"""Spaces that do not break, and marks of the direction of writing, which nobody sees."""

DIGIT = re.compile(r"(?![0-9])\d")
ODD = re.compile(rf"(?![0-9])\d|{SIGNS}")
FOREIGN = f"[٠-٩۰-۹०-९০-৯๐-๙０-９]|{SIGNS}"
"""The digits that are looked for where there are many texts."""


def ascii_digits(texts: pd.Series) -> pd.Series:
    """Return texts with digits from 0 to 9 and plain spaces, whatever script they are written in.

    Parameters
    ----------
    texts : pandas.Series of str or object
        Without missing values.

    Returns
    -------
    pandas.Series
        The same object where no text has digits or spaces of another kind.

    Examples
    --------
    >>> ascii_digits(pd.Series(["１，２３４", "٢٠٢٤"], dtype=object)).tolist()
    ['1,234', '2024']
    """
    if are_few(texts):
        cells = texts.tolist()
        if all(map(str.isascii, cells)) or not any(map(ODD.search, cells)):
            return texts
        plain = [_plain(cell) for cell in cells]
        return pd.Series(plain, index=texts.index, name=texts.name, dtype=object)
    if pc.all(pc.string_is_ascii(pa.array(texts))).as_py() or not some_hold(texts, FOREIGN):
        return texts
    return texts.map(_plain)


def _plain(cell: str) -> str:
    if cell.isascii():
        return cell
    cell = DIGIT.sub(lambda found: str(unicodedata.decimal(found[0])), cell)
    return cell.translate(MARKS)
