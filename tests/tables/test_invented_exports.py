"""Exports of shops and ledgers as they come, in seven languages, each read to its last customer."""

import random

import pytest

from segmentation.tables.parsing import parse
from segmentation.tables.table import ReadOptions

LANGUAGES = {
    "en": (["Customer", "City", "Orders", "Revenue"], "Total", "Subtotal", "Page", "."),
    "de": (["Kunde", "Ort", "Aufträge", "Umsatz"], "Gesamtsumme", "Zwischensumme", "Seite", ","),
    "fr": (["Client", "Ville", "Commandes", "Montant"], "Total général", "Sous-total", "Page", ","),
    "es": (["Cliente", "Ciudad", "Pedidos", "Importe"], "Total general", "Subtotal", "Página", ","),
    "it": (["Cliente", "Città", "Ordini", "Importo"], "Totale", "Subtotale", "Pagina", ","),
    "nl": (["Klant", "Plaats", "Orders", "Omzet"], "Eindtotaal", "Subtotaal", "Pagina", ","),
    "pl": (["Klient", "Miasto", "Zamówienia", "Kwota"], "Razem", "Suma częściowa", "Strona", ","),
}
NAMES = ("Nord & Söhne", "Lee, Ann", "Bar 24", "Café “Rex”", "Ox; Co", "Zen|Art", "#9 Deli", "P/Q")
CITIES = ("Bonn", "Lyon", "Łódź", "Gent", "Turin")


def people(seed, n=14):
    """Make customers up."""
    draw = random.Random(seed)  # noqa: S311 - made-up customers
    return [
        (
            f"{draw.choice(NAMES)} {i}",
            draw.choice(CITIES),
            draw.randint(1, 40),
            draw.randint(100, 99_999),
        )
        for i in range(n)
    ]


def money(cents, mark):
    """Write an amount."""
    return f"{cents // 100}{mark}{cents % 100:02d}"


def line(row, mark, delimiter=";"):
    """Write a customer, quoted where needed."""
    cells = [str(cell) for cell in (*row[:3], money(row[3], mark))]
    return delimiter.join(f'"{c}"' if delimiter in c else c for c in cells)


def total(word, rows, mark, delimiter=";"):
    """Write a row of sums."""
    orders, cents = sum(row[2] for row in rows), sum(row[3] for row in rows)
    return delimiter.join([word, "", str(orders), money(cents, mark)])


def ledger(rows, names, words):
    """Write a list with a title, subtotals and a total."""
    _, final, part, _, mark = words
    out = ["ACME 2024", "", ";".join(names)]
    for at in range(0, len(rows), 7):
        group = rows[at : at + 7]
        out += [*(line(row, mark) for row in group), total(part, group, mark)]
    return [*out, total(final, rows, mark)]


def printed(rows, names, words):
    """Write pages with headings."""
    _, final, _, page, mark = words
    out = []
    for number, at in enumerate(range(0, len(rows), 5), start=1):
        out += [f"ACME;;;{page} {number}", ";".join(names)]
        out += [line(row, mark) for row in rows[at : at + 5]]
    return [*out, total(f"{final}:", rows, mark)]


def psql(rows, names, _):
    """Write what a database's terminal prints."""
    cells = [[r[0].replace("|", "/"), r[1], str(r[2]), money(r[3], ".")] for r in rows]
    widths = [max(map(len, column)) for column in zip(names, *cells, strict=True)]
    pad = lambda row: " " + " | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True))  # noqa: E731
    return [
        pad(names),
        "-+-".join("-" * (w + 1) for w in widths),
        *map(pad, cells),
        f"({len(rows)} rows)",
    ]


def markdown(rows, names, words):
    """Write a table of a wiki."""
    cells = [[r[0].replace("|", "/"), r[1], str(r[2]), money(r[3], words[4])] for r in rows]
    return [f"| {' | '.join(row)} |" for row in (names, ["---", ":--", "--:", "--:"], *cells)]


def resaved(rows, names, _):
    """Write what a spreadsheet makes of a file it did not cut into cells."""
    lines = [line(row, ".", ",") for row in rows]
    return [",".join(names), *('"' + x.replace('"', '""') + '"' if '"' in x else x for x in lines)]


def crm(rows, names, _):
    """Write a report with a legal footer."""
    quoted = [",".join(f'"{c}"' for c in (*r[:3], money(r[3], "."))) for r in rows]
    head = ",".join(f'"{name}"' for name in names)
    return [head, *quoted, "", "", '"Report"', '"Copyright (c) 2024 x, inc."', '"ACME"']


def grouped(rows, names, words):
    """Write names over two rows."""
    upper = f"{names[0]};;2024;"
    return [upper, ";".join(["Nr", *names[1:]]), *(line(row, words[4]) for row in rows)]


WRITERS = {w.__name__: w for w in (ledger, printed, psql, markdown, resaved, crm, grouped)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_an_export_is_read_to_its_last_customer(write, language):
    """Four columns of which two are numbers, and the sum of each as in the ledger."""
    words = LANGUAGES[language]
    rows = people(f"{write.__name__} {language}")
    data = "\n".join(write(rows, words[0], words)).encode()
    frame, _ = parse(data, ReadOptions(), "the file")
    assert frame.shape == (len(rows), 4)
    assert frame.iloc[:, 2].sum() == sum(row[2] for row in rows)
    assert frame.iloc[:, 3].sum() == pytest.approx(sum(row[3] for row in rows) / 100)
    if write is not grouped:
        assert list(frame.columns) == words[0]
