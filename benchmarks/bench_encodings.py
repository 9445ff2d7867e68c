"""The share of short tables whose letters come out right, beside detectors used bare.

A table counts when every cell is as it was written, whatever the encoding is called. Only the
second half of the words is measured; the first was at hand while the reader was tuned. With
``--tuned`` the first half.
"""

import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from importlib.util import find_spec

from harness import save
from words_of_languages import ENCODINGS, HEADS, WORDS

from segmentation.tables.encodings.decoding import decode
from segmentation.tables.encodings.detection import detect

SIZES, SEEDS = (2, 3, 5, 10, 50), 4
WEST = ("German", "French", "Spanish", "Portuguese", "Swedish")
MIXED, N_MIXED = ("cp1252", "mac_roman", "cp850"), 40


def short_tables(half: int) -> Iterator[tuple[str, str, bytes]]:
    """Yield the encoding, the text and the bytes of tables, names of columns in English or not."""
    for encoding, languages in ENCODINGS.items():
        for language in languages:
            for size in SIZES:
                for seed in range(SEEDS):
                    draw = random.Random(f"{language} {half} {size} {seed}")  # noqa: S311
                    heads = "id;name;place;kind;paid" if seed % 2 else HEADS[language][half]
                    yield from written(encoding, heads, WORDS[language][half], size, draw)
    draw = random.Random(half)  # noqa: S311
    for encoding in MIXED:
        for _ in range(N_MIXED):
            words = [w for name in draw.sample(WEST, 3) for w in draw.sample(WORDS[name][half], 3)]
            yield from written(encoding, "id;name;place;kind;paid", words, 6, draw)


def written(
    encoding: str, heads: str, words: tuple[str, ...] | list[str], size: int, draw: random.Random
) -> Iterator[tuple[str, str, bytes]]:
    """Yield a table, unless it is UTF-8 all the same."""
    rows = [heads]
    for at in range(size):
        cells = ";".join(draw.choice(words) for _ in range(3))
        rows.append(f"{1000 + at};{cells};{draw.randint(1, 999)},{draw.randint(0, 99):02d}")
    text = "\n".join(rows) + "\n"
    data = text.encode(encoding)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        yield encoding, text, data


def ours(data: bytes) -> str:
    """Decode with the studio."""
    return decode(data, None, "The table").text


def bare_charset_normalizer(data: bytes) -> str:
    """Decode with charset-normalizer's best match."""
    import charset_normalizer

    return str(charset_normalizer.from_bytes(data).best())


def bare_chardetng(data: bytes) -> str:
    """Decode with chardetng alone."""
    import chardetng_py

    return data.decode(chardetng_py.detect(data, allow_utf8=False))


def bare_chardet(data: bytes) -> str:
    """Decode with chardet."""
    import chardet

    return data.decode(chardet.detect(data)["encoding"])


READERS: dict[str, tuple[str, Callable[[bytes], str]]] = {
    "ours": ("segmentation", ours),
    "charset-normalizer": ("charset_normalizer", bare_charset_normalizer),
    "chardetng": ("chardetng_py", bare_chardetng),
    "chardet": ("chardet", bare_chardet),
}


def right(read: Callable[[bytes], str], data: bytes, text: str) -> bool:
    """Whether the letters came out right; any failure is a no."""
    try:
        return read(data) == text
    except (ValueError, LookupError, TypeError):
        return False


def measure(half: int) -> dict:
    """Return the shares by reader and encoding, the time, and how often each certainty is right."""
    tables = list(short_tables(half))
    n_of = Counter(encoding for encoding, _, _ in tables)
    figures: dict = {"tables": dict(n_of), "right": {}, "milliseconds": {}}
    for name, (package, read) in READERS.items():
        if not find_spec(package):
            continue
        start, good = time.perf_counter(), Counter()
        for encoding, text, data in tables:
            good[encoding] += right(read, data, text)
        figures["milliseconds"][name] = round(1000 * (time.perf_counter() - start) / len(tables), 2)
        figures["right"][name] = {e: round(good[e] / n_of[e], 3) for e in n_of} | {
            "all": round(sum(good.values()) / len(tables), 3)
        }
    by_certainty: dict[str, list[bool]] = defaultdict(list)
    for _, text, data in tables:
        by_certainty[detect(data).certainty].append(right(ours, data, text))
    figures["by_certainty"] = {
        name: {"tables": len(hits), "right": round(sum(hits) / len(hits), 3)}
        for name, hits in by_certainty.items()
    }
    return figures


def speed_of_utf8(n_rows: int = 400_000) -> dict[str, float]:
    """Return the seconds for decoding a regular UTF-8 text, beside Python's own decoding."""
    data = ("id;name;paid\n" + "1000;Jürgen Müller;12,50\n" * n_rows).encode()
    seconds = {}
    for name, read in (("ours", ours), ("bytes.decode", lambda data: data.decode("utf-8"))):
        start = time.perf_counter()
        for _ in range(5):
            read(data)
        seconds[name] = round((time.perf_counter() - start) / 5, 4)
    return seconds | {"megabytes": round(len(data) / 1e6, 1)}


if __name__ == "__main__":
    is_tuned = "--tuned" in sys.argv
    measured = measure(0 if is_tuned else 1) | {"utf8": speed_of_utf8()}
    save("encodings_tuned" if is_tuned else "encodings", measured)
