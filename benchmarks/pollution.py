"""One clean table, spoiled in one way at a time: what a shop's exports look like on a bad day."""

import csv
import io
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

N_ROWS = 80
COLUMNS = ("date", "time", "units", "code", "price", "article", "note", "link", "remark")
THINGS = ("Kettle", "Lamp, brass", 'Bench 48" wide', "Rug", "Clock", "Shelf, oak", "Vase", "Stool")
NOTES = (
    "Keeps water warm for hours, with a handle that stays cool.",
    "A quiet light for long evenings.",
    "Takes three guests, or two and a dog.",
    "Woven by hand; colours differ a little.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Polluted:
    """A spoiled file and what a reader should make of it.

    Attributes
    ----------
    name, kind : str
        The file's, and how it was spoiled.
    data : bytes
    header : tuple of str or None
        None when the file has no names.
    rows : list of list of str
        As they should be read.
    damaged : frozenset of int
        0-based rows whose own cells need not be right, only their number.
    """

    name: str
    kind: str
    data: bytes
    header: tuple[str, ...] | None
    rows: list[list[str]]
    damaged: frozenset[int] = field(default_factory=frozenset)


def clean_rows() -> list[list[str]]:
    """Make the clean table, the same every time."""
    draw = random.Random(7)  # noqa: S311 - made-up wares
    return [
        [
            f"{1 + i % 28:02d}/{1 + i // 28:02d}/2024",
            f"{8 + i % 12:02d}:{i % 4 * 15:02d}",
            str(draw.randint(0, 12)),
            f"{draw.choice(('HK', 'RI', 'ZN'))}-{draw.randint(1000, 9999)}",
            f"${draw.uniform(3, 99):.2f}",
            draw.choice(THINGS),
            draw.choice(NOTES),
            f"https://shop.example/{i:04d}",
            "gift" if i % 5 == 0 else "",
        ]
        for i in range(N_ROWS)
    ]


def write(rows, *, header=COLUMNS, delimiter=",", quote='"', end="\n", escape=None, every=False):
    """Write rows as text."""
    buffer = io.StringIO()
    writer = csv.writer(
        buffer,
        delimiter=delimiter,
        quotechar=quote,
        lineterminator=end,
        escapechar=escape,
        doublequote=escape is None,
        quoting=csv.QUOTE_ALL if every else csv.QUOTE_MINIMAL,
    )
    writer.writerows([header, *rows] if header else rows)
    return buffer.getvalue()


def whole_files() -> Iterator[Polluted]:
    """Spoil the file as a whole."""
    rows = clean_rows()

    def make(name: str, text: str | bytes, *, header=COLUMNS, expected=None) -> Polluted:
        data = text if isinstance(text, bytes) else text.encode()
        kind = name.split(":", maxsplit=1)[0]
        return Polluted(name=name, kind=kind, data=data, header=header, rows=expected or rows)

    plain = write(rows)
    width = len(COLUMNS)
    commas = "," * (width - 1)
    for delimiter in (",", ";", "\t", "|", "~", "^"):
        yield make(f"delimiter: {delimiter!r}", write(rows, delimiter=delimiter))
    yield make("delimiter: comma and space", write(rows, every=True).replace('","', '", "'))
    yield make("delimiter: named", "sep=;\n" + write(rows, delimiter=";"))
    yield make("quote: all", write(rows, every=True))
    yield make("quote: single", write(rows, quote="'", every=True))
    yield make("escape: backslash", write(rows, escape="\\"))
    yield make("escape: none", plain.replace('""', '"'))
    for end in ("\r\n", "\r"):
        yield make(f"line ending: {end!r}", write(rows, end=end))
    yield make("line ending: none at the end", plain.rstrip("\n"))
    yield make("line ending: several at the end", plain + "\n\n")
    yield make("line ending: empty lines", plain.replace("\n", "\n\n"))
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"):
        names = ("größe", *COLUMNS[1:])
        yield make(
            f"encoding: {encoding}", write(rows, header=names).encode(encoding), header=names
        )
    yield make("preamble: one line", "Orders of the spring\n" + plain)
    yield make("preamble: with delimiters", f"Orders of the spring{commas}\n{commas}\n{plain}")
    yield make("preamble: three lines and a gap", f"Shop 12\nOrders\n2024-06-01\n\n{plain}")
    yield make("preamble: comments", "# exported 2024-06-01\n# by the till\n" + plain)
    yield make("footer: one line", plain + "End of report\n")
    yield make("footer: with delimiters", f"{plain}{commas}\nEnd of report{commas}\n")
    yield make("footer: a total", plain + "Total,,480,,$3999.00,,,,\n")
    yield make("footer: a gap and two lines", plain + "\nSource: till 4\nPrinted by night\n")
    lines = plain.split("\n")
    yield make("header: none", write(rows, header=None), header=None)
    pages = ["\n".join([lines[0], *lines[at : at + 20]]) for at in range(1, N_ROWS, 20)]
    yield make("header: on every page", "\n".join(pages) + "\n")
    yield make("size: one row", write(rows[:1]), expected=rows[:1])
    long = [[*row[:6], row[6] * 400, *row[7:]] for row in rows]
    yield make("size: long cells", write(long), expected=long)
    lined = [[*row[:6], row[6].replace(", ", ",\n"), *row[7:]] for row in rows]
    yield make("size: cells over lines", write(lined), expected=lined)
    yield make("columns: a delimiter at each end", plain.replace("\n", ",\n"))
    small = write([row[:4] for row in rows[:9]], header=("a", "b", "c", "d"))
    yield make("tables: a second one below", plain + "\n" + small)
    decimal = [[*row[:4], row[4][1:].replace(".", ","), *row[5:]] for row in rows]
    yield make("decimal: comma", write(decimal, delimiter=";"), expected=decimal)


def odd_names() -> Iterator[Polluted]:
    """Spoil the column names."""
    rows = clean_rows()
    units = ("", "", "pieces", "", "USD", "", "", "", "")
    joined = tuple(f"{name} {unit}".strip() for name, unit in zip(COLUMNS, units, strict=True))
    cases = {
        "two rows": (write([list(units), *rows]), joined),
        "a name is missing": (write(rows, header=("", *COLUMNS[1:])), ("column_1", *COLUMNS[1:])),
        "a name twice": (write(rows, header=(*COLUMNS[:8], "link")), (*COLUMNS[:8], "link (2)")),
    }
    for name, (text, header) in cases.items():
        yield Polluted(
            name=f"header: {name}", kind="header", data=text.encode(), header=header, rows=rows
        )


def spoiled_rows() -> Iterator[Polluted]:
    """Spoil one row, at each place."""
    rows = clean_rows()
    lines = write(rows).split("\n")
    for at in range(1, N_ROWS + 1, 3):
        cuts = _delimiters(lines[at])
        for n, cut in enumerate(cuts):
            changes = {
                "row: a delimiter too few": lines[at][:cut] + lines[at][cut + 1 :],
                "row: a delimiter too many": lines[at][:cut] + "," + lines[at][cut:],
                "row: a quote too many": lines[at][: cut + 1] + '"' + lines[at][cut + 1 :],
            }
            for kind, changed in changes.items():
                yield _spoiled(f"{kind}, row {at}, cell {n}", kind, lines, at, changed, rows)
        semicolons = "".join(";" if i in cuts else sign for i, sign in enumerate(lines[at]))
        kind = "row: another delimiter"
        yield _spoiled(f"{kind}, row {at}", kind, lines, at, semicolons, rows)
        short = lines[at][: cuts[4]]
        yield _spoiled(f"row: ends early, row {at}", "row: ends early", lines, at, short, rows)


def _spoiled(name, kind, lines, at, changed, rows) -> Polluted:
    text = "\n".join([*lines[:at], changed, *lines[at + 1 :]])
    return Polluted(
        name=name,
        kind=kind,
        data=text.encode(),
        header=COLUMNS,
        rows=rows,
        damaged=frozenset({at - 1}),
    )


def _delimiters(line: str) -> list[int]:
    """Return where a line's delimiters stand."""
    found, quoted = [], False
    for at, sign in enumerate(line):
        quoted ^= sign == '"'
        if sign == "," and not quoted:
            found.append(at)
    return found
