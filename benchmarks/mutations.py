"""Files as no program would write them: random bytes, and good files with something changed."""

import gzip
import io
import random
from collections.abc import Iterator
from functools import cache

import pandas as pd
from pollution import clean_rows, write

MOST_BYTES = 64 * 1024
ALPHABETS = (bytes(range(256)), b'ab1,;\t"\n\r .-/:', b'",\n', b"\x00\xff\n")


@cache
def good_files() -> dict[str, bytes]:
    """Write one table in every format that is read."""
    rows = clean_rows()[:30]
    frame = pd.DataFrame(rows, columns=list("abcdefghi")).assign(n=range(30), x=0.5)
    text = write(rows)
    excel, ods, parquet = io.BytesIO(), io.BytesIO(), io.BytesIO()
    frame.to_excel(excel, index=False, engine="openpyxl")
    frame.to_excel(ods, index=False, engine="odf")
    frame.to_parquet(parquet, index=False)
    return {
        "csv": text.encode(),
        "tsv": write(rows, delimiter="\t").encode("cp1252"),
        "txt": write(rows, delimiter=";").encode("utf-16"),
        "xlsx": excel.getvalue(),
        "ods": ods.getvalue(),
        "parquet": parquet.getvalue(),
        "json": frame.to_json(orient="records").encode(),
        "jsonl": frame.to_json(orient="records", lines=True).encode(),
        "csv.gz": gzip.compress(text.encode()),
    }


def mutations(seed: int, n_files: int) -> Iterator[tuple[str, bytes]]:
    """Make names and bytes, the same for the same seed."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    for number in range(n_files):
        ending = draw.choice(sorted(good_files()))
        if number % 4 == 0:
            alphabet = draw.choice(
                [bytes(range(256)), b'ab1,;\t"\n\r .-/:', b'",\n', b"\x00\xff\n"]
            )
            data = bytes(draw.choices(alphabet, k=draw.randint(0, MOST_BYTES)))
        else:
            data = _changed(good_files()[ending], draw)
        yield f"{number}.{ending}", data


def _changed(data: bytes, draw: random.Random) -> bytes:
    """Change a few places: bytes flipped, stretches left out, repeated or swapped, the end cut."""
    for _ in range(draw.randint(1, 6)):
        if not data:
            return data
        start = draw.randrange(len(data))
        end = min(len(data), start + draw.choice([1, 2, 8, 64, 512]))
        part = data[start:end]
        change = draw.choice(["flip", "cut", "repeat", "end", "insert"])
        if change == "flip":
            part = bytes(byte ^ (1 << draw.randrange(8)) for byte in part)
        elif change == "cut":
            part = b""
        elif change == "repeat":
            part *= draw.randint(2, 20)
        elif change == "end":
            return data[:start]
        else:
            part += draw.choice([b'"', b",", b"\n", b"\x00", b"\xef\xbb\xbf", b"9" * 400, b"\\"])
        data = (data[:start] + part + data[end:])[:MOST_BYTES]
    return data
