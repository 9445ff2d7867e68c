"""The time behind a day: clocks of twelve and of twenty-four hours, and their zones."""

import re
from dataclasses import dataclass
from functools import lru_cache

from segmentation.tables.values.days.months import plain_word

FORENOON = frozenset(
    map(
        plain_word,
        [
            "am",
            "vorm",
            "vm",
            "fm",
            "de",
            "dop",
            "πμ",
            "ص",
            "午前",
            "上午",
            "오전",
            "öö",
            "清晨",
            "凌晨",
            "早上",
        ],
    )
)
AFTERNOON = frozenset(
    map(
        plain_word,
        [
            "pm",
            "nachm",
            "nm",
            "em",
            "du",
            "odp",
            "μμ",
            "م",
            "午後",
            "下午",
            "오후",
            "ös",
            "晚上",
            "傍晚",
            "中午",
        ],
    )
)
"""What stands before or after the hours of a clock of twelve, without accents, dots and spaces."""

ZONES = frozenset(
    {"cet", "cest", "mez", "mesz", "wet", "west", "eet", "eest", "bst", "ist", "msk", "trt", "sast"}
    | {"est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "akst", "akdt", "hst", "ast", "adt"}
    | {"brt", "art", "clt", "jst", "kst", "hkt", "sgt", "wib", "awst", "acst", "aest", "aedt"}
    | {"nzst", "nzdt", "et", "ct", "mt", "pt"}
)
UTC = frozenset({"z", "utc", "gmt", "+00:00", "+0000", "+00"})

HALF = r"[^\W\d_]{1,5}\.?(?: ?[^\W\d_]{1,2}\.)?"
ZONE = (
    r"(?:Z|(?:UTC|GMT)? ?[+\-−]\d{1,2}(?::?\d\d)?(?: ?\(?UTC\)?)?|UTC|GMT|[A-Z]{2,5}|"
    r"[A-Z][a-z]+/[A-Z]\w+)"
)
CLOCK = (
    rf"(?P<before>{HALF} ?)?(?P<hour>\d{{1,2}})(?:(?:[:.]| ?[hH時时点點시] ?)(?P<minute>\d\d)?)?"
    r"(?:(?:[:.]| ?(?:min|[mM分분]) ?)(?P<second>\d\d)(?:[.,:](?P<part>\d{1,9}))?)?"
    r"(?: ?[sS秒초分분])?"
    rf"(?P<after> ?(?:Uhr|h|น\.?)|[ \u202f]?{HALF})?(?P<zone> ?{ZONE})?"
    r"(?: ?[\[(][A-Za-z /_]+[\])])?"
)
JOINT = (
    r"(?:T|,? +(?:um |at |à |kl\.? |klo |ore |alle |a las |às |в |о )?|,|(?<=[日일])|"
    r"(?<=\d{4}):|-(?=\d\d\.\d\d\.\d\d))"
)
SPLIT = re.compile(rf"(?P<day>\S.*?){JOINT}(?P<time>{CLOCK})")
COMPACT = re.compile(r"(\d{8})[T ]?(\d\d)(\d\d)(\d\d)?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?")
MIDDLE = re.compile(
    r"(?P<day>(?:[^\W\d_]+,? )?[^\W\d_]{3,} +\d{1,2}),? (?P<time>\d\d?:\d\d(?::\d\d)?)"
    r"(?P<zone> [A-Z]{3,4}| (?:GMT|UTC)?[+-]\d\d:?\d\d)? (?P<year>\d{4})"
)
"""Wed Feb 14 10:05:00 CET 2024, as Unix and Java write it."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day.

    Attributes
    ----------
    microseconds : int
        Since midnight, as written.
    zone : str
        ``utc``, ``offset``, ``zone``, or empty where nothing is said.
    """

    microseconds: int
    zone: str = ""


FRONT = re.compile(r"(?P<time>\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?),? (?P<day>.+)")

MIDNIGHT = Clock(0)


def split_time(cell: str) -> tuple[str, str]:
    """Part a day from the time behind it.

    Parameters
    ----------
    cell : str

    Returns
    -------
    str
        The day.
    str
        The time, empty where there is none.

    Examples
    --------
    >>> split_time("14/02/2024 3:04 p. m."), split_time("Wed Feb 14 10:05:00 CET 2024")
    (('14/02/2024', '3:04 p. m.'), ('Wed Feb 14 2024', '10:05:00 CET'))
    """
    if parts := MIDDLE.fullmatch(cell):
        return f"{parts['day']} {parts['year']}", parts["time"] + (parts["zone"] or "")
    if parts := COMPACT.fullmatch(cell):
        day, *clock, zone = parts.groups()
        return _dashed(day), ":".join(filter(None, clock)) + (zone or "")
    if parts := FRONT.fullmatch(cell):
        return parts["day"], parts["time"]
    parts = SPLIT.fullmatch(cell)
    if parts is None or not _tells_time(parts):
        return cell, ""
    return parts["day"].rstrip(","), parts["time"]


def _dashed(day: str) -> str:
    return f"{day[:4]}-{day[4:6]}-{day[6:]}"


def _tells_time(parts: re.Match) -> bool:
    """Return whether minutes or a word of the clock make a time of it."""
    return parts["minute"] is not None or _half(parts) is not None


def _half(parts: re.Match) -> bool | None:
    """Return whether it is afternoon, None where no word says it."""
    for name in ("before", "after"):
        word = plain_word(re.sub(r"[. \u202f\u00a0]", "", parts[name] or ""))
        if word in FORENOON or word in AFTERNOON:
            return word in AFTERNOON
    return None


@lru_cache(maxsize=65_536)
def read_clock(text: str) -> Clock | None:
    """Read a time of day.

    Parameters
    ----------
    text : str
        As `split_time` gives it.

    Returns
    -------
    Clock or None
        None where it is no time.

    Examples
    --------
    >>> read_clock("3:04 p. m.").microseconds / 3.6e9, read_clock("23:30 -05:00").zone
    (15.066666666666666, 'offset')
    """
    if not text:
        return MIDNIGHT
    parts = re.fullmatch(CLOCK, text)
    if parts is None:
        return None
    zone, afternoon = _zone(parts), _half(parts)
    if zone is None or not _words_fit(parts, afternoon):
        return None
    hour, minute, second = (int(parts[name] or 0) for name in ("hour", "minute", "second"))
    if afternoon is not None and hour <= 12:
        hour = hour % 12 + 12 * afternoon
    if hour > 23 or minute > 59 or second > 60:
        return None
    part = int((parts["part"] or "").ljust(6, "0")[:6])
    return Clock(((hour * 60 + minute) * 60 + second) * 1_000_000 + part, zone)


def _words_fit(parts: re.Match, afternoon: bool | None) -> bool:  # noqa: FBT001
    """Return whether every word beside the hours is one of a clock."""
    words = [
        word
        for name in ("before", "after")
        if (word := plain_word(re.sub(r"[. \u202f\u00a0]", "", parts[name] or "")))
    ]
    known = [word for word in words if word in {"uhr", "h", "น"} or word in ZONES | UTC]
    return len(words) - len(known) == (afternoon is not None)


def _zone(parts: re.Match) -> str | None:
    """Return what is said of the zone, None where the letters are no zone."""
    words = [(parts["zone"] or "").strip().lower()]
    after = plain_word((parts["after"] or "").strip())
    words += [after] if after in ZONES | UTC else []
    said = next(filter(None, words), "")
    if not said:
        return ""
    if said in UTC or re.match(r"(?:utc|gmt)? ?[+-]00(?::?00)?\b", said):
        return "utc"
    if any(map(str.isdigit, said)):
        return "offset"
    return "zone" if said in ZONES or "/" in said else None
