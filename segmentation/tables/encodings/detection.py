"""Which encoding the bytes of a text are in, and how sure that is.

chardetng, the detector of a browser, tells by how often letters follow each other. It knows neither
Mac Roman nor the encodings of DOS, and takes some of Central Europe for those of the West: there
the spelling of the words decides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from segmentation.errors import counted
from segmentation.tables.encodings.alphabets import fitness, has_letters, words_beyond_ascii
from segmentation.tables.encodings.registry import CODEC_OF, ENCODINGS, title_of

PROBED_BYTES = 200_000
"""Of lines with bytes beyond ASCII; more tell nothing new."""

USUAL = "cp1252"
GAIN, GAIN_IN_WORDS = 0.03, 0.4
"""How much better a rival's words must be spelt, in the mean and in all, to be taken instead."""

WORD = re.compile(rb"[A-Za-z']*[\x80-\xff][A-Za-z'\x80-\xff]*")

CAPITALS, LAST_KANA = "iso8859_5", 0xDF
FIT, CLEAR, FEW_WORDS, MANY_WORDS = 0.85, 0.1, 4, 8
SURE, LIKELY, GUESSED = "sure", "likely", "guessed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Detected:
    """The encoding of a text that is not in UTF-8.

    Attributes
    ----------
    codec : str
        A key of `ENCODINGS`.
    certainty : str
        `SURE`, `LIKELY` or `GUESSED`.
    language : str
        In which most words are spelt; “” where none is known.
    n_words : int
        Different words with a letter beyond ASCII that it was told from; 0 where there are only
        signs such as “€”.
    rival : str
        The encoding that fits best beside it and gives other words; “” for none that fits.
    """

    codec: str
    certainty: str
    language: str
    n_words: int
    rival: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What a text would be in one encoding."""

    codec: str
    words: frozenset[str]
    fit: float
    language: str

    @property
    def total(self) -> float:
        return self.fit * len(self.words)


def detect(data: bytes) -> Detected:
    """Tell the encoding of a text with bytes beyond ASCII that is not in UTF-8.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    Detected

    Notes
    -----
    Takes some milliseconds whatever the size: only the first lines that tell anything are looked
    at. Misleads where a few words are spelt well in two encodings: then it is `GUESSED`.

    References
    ----------
    Sivonen, H. (2020). chardetng: a more compact character encoding detector for the legacy Web.

    Examples
    --------
    >>> detect("город;Казань;Пермь;Тула;Москва".encode("koi8-r")).codec
    'koi8_u'
    """
    probe = probed(data)
    told = _told(probe)
    readings = [_reading(probe, told), *_rivals(probe, told)]
    chosen = _chosen(readings)
    if chosen.codec == told and not any(map(has_letters, chosen.words)):
        return Detected(codec=told, certainty=LIKELY, language="", n_words=0)
    others = [each for each in readings if each.words != chosen.words]
    rival = max(others, key=lambda each: each.fit, default=None)
    return Detected(
        codec=chosen.codec,
        certainty=_certainty(chosen, rival, is_told=chosen.codec == told),
        language=chosen.language,
        n_words=sum(map(has_letters, chosen.words)),
        rival=rival.codec if rival and rival.fit > chosen.fit - CLEAR else "",
    )


def sentence(found: Detected) -> str:
    """Say which encoding was found and how sure that is.

    Parameters
    ----------
    found : Detected

    Returns
    -------
    str

    Examples
    --------
    >>> sentence(Detected(codec="cp1251", certainty=SURE, language="Russian", n_words=9))
    'Its letters were read as Windows-1251 (Cyrillic), which is almost certainly right.'
    """
    title = title_of(found.codec)
    if not found.n_words:
        return (
            f"Its characters beyond a to z were read as {title}, which is likely right. If they "
            "look wrong, choose another encoding."
        )
    if found.certainty == SURE:
        return f"Its letters were read as {title}, which is almost certainly right."
    if found.certainty == LIKELY:
        return (
            f"Its letters were read as {title}, which is likely right. If names look wrong, "
            "choose another encoding."
        )
    why = f"{counted(found.n_words, 'word')} with letters beyond a to z cannot settle it"
    if found.rival:
        why = f"{title_of(found.rival)} would fit about as well"
    return (
        f"Its letters were read as {title}, but that is a guess: {why}. If names look wrong, "
        f"choose another encoding."
    )


def probed(data: bytes) -> bytes:
    """Return the first lines that have bytes beyond ASCII.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    bytes
    """
    return b"\n".join(_telling_lines(data))


def _telling_lines(data: bytes) -> Iterator[bytes]:
    start = n_taken = 0
    end_of_line = b"\n" if b"\n" in data[:PROBED_BYTES] else b"\r"
    while start < len(data) and n_taken < PROBED_BYTES:
        end = data.find(end_of_line, start, start + PROBED_BYTES)
        end = end if end >= 0 else min(len(data), start + PROBED_BYTES)
        line = data[start:end]
        if not line.isascii():
            yield line
            n_taken += len(line)
        start = end + 1


def _told(probe: bytes) -> str:
    """Return what the detector tells."""
    import chardetng_py

    detector = chardetng_py.EncodingDetector()
    detector.feed(probe, last=False)  # a file that was cut off ends within a letter
    codec = CODEC_OF.get(detector.guess(tld=None, allow_utf8=False), USUAL)
    # Nothing but capitals of a rare encoding is something else: Japanese of half width.
    return "cp932" if codec == CAPITALS and max(probe) <= LAST_KANA else codec


def _rivals(probe: bytes, told: str) -> Iterator[_Reading]:
    """Yield the readings in the other encodings, all of one byte a letter, each word once."""
    words = b"\n".join(sorted(set(WORD.findall(probe))))
    for each in ENCODINGS.values():
        if each.is_rival and each.codec != told:
            yield _reading(words, each.codec)


def _reading(probe: bytes, codec: str) -> _Reading:
    words = frozenset(words_beyond_ascii(probe.decode(codec, errors="replace")))
    fit, language = fitness(words)
    return _Reading(codec=codec, words=words, fit=fit, language=language)


def _chosen(readings: list[_Reading]) -> _Reading:
    """Return the told reading, the first, unless another is spelt clearly better."""
    told, best = readings[0], max(readings, key=lambda each: each.fit)
    gain = best.fit - told.fit
    return best if gain > GAIN and gain * len(told.words) > GAIN_IN_WORDS else told


def _certainty(chosen: _Reading, rival: _Reading | None, *, is_told: bool) -> str:
    n_words = len(chosen.words)
    ahead = chosen.fit - rival.fit if rival else 1.0
    if chosen.fit < FIT or (ahead < CLEAR and not is_told) or n_words < FEW_WORDS:
        return LIKELY if n_words >= FEW_WORDS and ahead >= CLEAR else GUESSED
    is_clear = ahead * n_words >= 2 and ahead >= CLEAR
    return SURE if is_clear or (is_told and n_words >= MANY_WORDS) else LIKELY
