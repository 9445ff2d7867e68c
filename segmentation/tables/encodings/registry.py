"""The encodings that are told apart and offered, by the name that Python gives them."""

import codecs
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """One way of writing letters as bytes.

    Attributes
    ----------
    codec : str
        Python's name, which a `ReadReport` and `ReadOptions` hold.
    title : str
        Its usual name, and what is written in it.
    told_as : tuple of str
        What chardetng calls it; empty where it does not know it.
    plain : str
        The encoding that it extends, which a text without the additions is said to be in.
    is_rival : bool
        Whether it is tried where the letters of what chardetng tells do not fit together.
    is_offered : bool
        Whether a user may choose it by its title.
    """

    codec: str
    title: str
    told_as: tuple[str, ...] = ()
    plain: str = ""
    is_rival: bool = False
    is_offered: bool = True


ENCODINGS: Mapping[str, Encoding] = MappingProxyType(
    {
        each.codec: each
        for each in (
            Encoding(codec="utf-8", title="UTF-8", told_as=("UTF-8",)),
            Encoding(codec="utf-8-sig", title="UTF-8", is_offered=False),
            Encoding(codec="utf-16", title="UTF-16"),
            Encoding(codec="utf-16-le", title="UTF-16", is_offered=False),
            Encoding(codec="utf-16-be", title="UTF-16", is_offered=False),
            Encoding(codec="utf-32", title="UTF-32", is_offered=False),
            Encoding(
                codec="cp1252",
                title="Windows-1252 (Western Europe)",
                told_as=("windows-1252",),
                is_rival=True,
            ),
            Encoding(codec="latin-1", title="ISO 8859-1 (Western Europe)"),
            Encoding(
                codec="cp1250",
                title="Windows-1250 (Central Europe)",
                told_as=("windows-1250",),
                is_rival=True,
            ),
            Encoding(
                codec="iso8859_2",
                title="ISO 8859-2 (Central Europe)",
                told_as=("ISO-8859-2",),
                is_rival=True,
            ),
            Encoding(
                codec="cp1257",
                title="Windows-1257 (Baltic)",
                told_as=("windows-1257", "ISO-8859-13"),
                is_rival=True,
            ),
            Encoding(codec="iso8859_4", title="ISO 8859-4 (Baltic)", told_as=("ISO-8859-4",)),
            Encoding(
                codec="cp1254",
                title="Windows-1254 (Turkish)",
                told_as=("windows-1254",),
                is_rival=True,
            ),
            Encoding(
                codec="cp1251",
                title="Windows-1251 (Cyrillic)",
                told_as=("windows-1251",),
                is_rival=True,
            ),
            Encoding(codec="koi8_r", title="KOI8-R (Cyrillic)", is_offered=False),
            Encoding(
                codec="koi8_u",
                title="KOI8 (Cyrillic)",
                told_as=("KOI8-U", "KOI8-R"),
                plain="koi8_r",
                is_rival=True,
            ),
            Encoding(codec="iso8859_5", title="ISO 8859-5 (Cyrillic)", told_as=("ISO-8859-5",)),
            Encoding(codec="cp866", title="DOS 866 (Cyrillic)", told_as=("IBM866",), is_rival=True),
            Encoding(
                codec="mac_cyrillic",
                title="Mac Cyrillic",
                told_as=("x-mac-cyrillic",),
                is_rival=True,
            ),
            Encoding(codec="cp1253", title="Windows-1253 (Greek)", told_as=("windows-1253",)),
            Encoding(codec="iso8859_7", title="ISO 8859-7 (Greek)", told_as=("ISO-8859-7",)),
            Encoding(codec="cp737", title="DOS 737 (Greek)", is_rival=True),
            Encoding(codec="cp1255", title="Windows-1255 (Hebrew)", told_as=("windows-1255",)),
            Encoding(codec="iso8859_8", title="ISO 8859-8 (Hebrew)", told_as=("ISO-8859-8",)),
            Encoding(codec="cp1256", title="Windows-1256 (Arabic)", told_as=("windows-1256",)),
            Encoding(codec="iso8859_6", title="ISO 8859-6 (Arabic)", told_as=("ISO-8859-6",)),
            Encoding(codec="cp874", title="Windows-874 (Thai)", told_as=("windows-874", "cp874")),
            Encoding(codec="cp1258", title="Windows-1258 (Vietnamese)", told_as=("windows-1258",)),
            Encoding(
                codec="cp932",
                title="Shift-JIS (Japanese)",
                told_as=("Shift_JIS",),
                plain="shift_jis",
            ),
            Encoding(codec="shift_jis", title="Shift-JIS (Japanese)", is_offered=False),
            Encoding(codec="euc_jp", title="EUC-JP (Japanese)", told_as=("EUC-JP",)),
            Encoding(codec="iso2022_jp", title="ISO 2022-JP (Japanese)", told_as=("ISO-2022-JP",)),
            Encoding(
                codec="gb18030",
                title="GB18030 (simplified Chinese)",
                told_as=("GBK", "GB18030", "gb18030"),
            ),
            Encoding(
                codec="big5hkscs",
                title="Big5 (traditional Chinese)",
                told_as=("Big5",),
                plain="big5",
            ),
            Encoding(codec="big5", title="Big5 (traditional Chinese)", is_offered=False),
            Encoding(codec="cp949", title="EUC-KR (Korean)", told_as=("EUC-KR",), plain="euc_kr"),
            Encoding(codec="euc_kr", title="EUC-KR (Korean)", is_offered=False),
            Encoding(codec="mac_roman", title="Mac Roman (Western Europe)", is_rival=True),
            Encoding(codec="mac_latin2", title="Mac Central Europe", is_rival=True),
            Encoding(codec="cp850", title="DOS 850 (Western Europe)", is_rival=True),
            Encoding(codec="cp852", title="DOS 852 (Central Europe)", is_rival=True),
            Encoding(codec="cp857", title="DOS 857 (Turkish)", is_rival=True),
        )
    }
)

CODEC_OF = MappingProxyType(
    {told: each.codec for each in ENCODINGS.values() for told in each.told_as}
)
OFFERED = tuple(each.codec for each in ENCODINGS.values() if each.is_offered)


def title_of(encoding: str) -> str:
    """Return the usual name of an encoding.

    Parameters
    ----------
    encoding : str
        As a user or a report may name it.

    Returns
    -------
    str
        Itself where it is none of ours.

    Examples
    --------
    >>> title_of("cp1251"), title_of("windows-1251"), title_of("hz")
    ('Windows-1251 (Cyrillic)', 'Windows-1251 (Cyrillic)', 'hz')
    """
    if encoding in ENCODINGS:
        return ENCODINGS[encoding].title
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        return encoding
    same = (each.title for each in ENCODINGS.values() if codecs.lookup(each.codec).name == name)
    return next(same, encoding)
