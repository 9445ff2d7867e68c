"""Exports of shops as they might be: known values, written in one of many ways by lot.

Each file mixes several ways at once: language, encoding, delimiter, date, amount, notes above,
totals and footers below. The values are known, so that what was read can be compared.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
    "listopada grudnia",
}
NAMES = {
    "en": ("Customer ID", "City", "Last order", "Total spent", "Orders"),
    "de": ("Kundennummer", "Ort", "Letzte Bestellung", "Umsatz", "Bestellungen"),
    "fr": ("N° client", "Ville", "Dernière commande", "Montant", "Commandes"),
    "es": ("Cliente", "Ciudad", "Último pedido", "Importe", "Pedidos"),
    "pl": ("Nr klienta", "Miasto", "Ostatnie zamówienie", "Kwota", "Zamówienia"),
}
CITIES = {
    "en": ("Leeds", "York, North", 'The "Rocks"', "Bath"),
    "de": ("Köln", "Görlitz", "Straßburg; Kehl", "Bad Tölz"),
    "fr": ("Orléans", "Sète", "Besançon", "L'Haÿ"),
    "es": ("Cádiz", "A Coruña", "León", "Mérida"),
    "pl": ("Łódź", "Kraków", "Gdańsk", "Świdnica"),
}
TOTALS = {"en": "Total", "de": "Summe", "fr": "Total général", "es": "Suma", "pl": "Razem"}
ENCODINGS = {
    "en": ("utf-8", "utf-8-sig", "utf-16"),
    "de": ("utf-8", "cp1252", "mac_roman"),
    "fr": ("utf-8", "cp1252", "mac_roman"),
    "es": ("utf-8", "cp1252"),
    "pl": ("utf-8", "cp1250", "iso8859_2"),
}
CURRENCIES = {"en": "$", "de": "€", "fr": "€", "es": "€", "pl": "zł"}


@dataclass(frozen=True, slots=True)
class Export:
    """A file and what is in it.

    Attributes
    ----------
    data : bytes
    cities : list of str
    days : list of date
    amounts : list of float
    orders : list of int
    ways : tuple of str
        How it was written.
    """

    data: bytes
    cities: list[str]
    days: list[date]
    amounts: list[float]
    orders: list[int]
    ways: tuple[str, ...]


def exports(n: int, seed: int) -> Iterator[Export]:
    """Make so many files.

    Parameters
    ----------
    n, seed : int

    Yields
    ------
    Export
    """
    lot = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(n):
        yield _export(lot)


def _export(lot: random.Random) -> Export:
    language = lot.choice(list(NAMES))
    n_rows = lot.randint(12, 80)
    days = [date(2021, 1, 1) + timedelta(lot.randint(0, 1700)) for _ in range(n_rows)]
    amounts = [round(lot.lognormvariate(5, 1.6), 2) for _ in range(n_rows)]
    orders = [lot.randint(1, 40) for _ in range(n_rows)]
    cities = [lot.choice(CITIES[language]) for _ in range(n_rows)]
    date_way, write_day = lot.choice(_dates(language))
    amount_way, write_amount = lot.choice(_amounts(language))
    written = [write_amount(amount) for amount in amounts]
    rows = [
        [f"K{1000 + at}", cities[at], write_day(days[at]), written[at], str(orders[at])]
        for at in range(n_rows)
    ]
    delimiter = lot.choice(",;\t|")
    above, below = _around(lot, language, rows, write_amount(sum(amounts)), sum(orders))
    lines = [_line(row, delimiter) for row in [*above, *rows, *below]]
    encoding = lot.choice(ENCODINGS[language])
    end = lot.choice(["\n", "\r\n"])
    data = (end.join(lines) + end).encode(encoding, "replace")
    ways = (language, date_way, amount_way, delimiter, encoding, f"{len(above)}/{len(below)}")
    return Export(data, cities, days, amounts, orders, ways)


def _dates(language: str) -> list[tuple[str, Callable[[date], str]]]:
    months = MONTHS[language].split()
    ways = [
        ("iso", date.isoformat),
        ("day first", lambda day: f"{day:%d.%m.%Y}"),
        ("compact", lambda day: f"{day:%Y%m%d}"),
        ("month by name", lambda day: f"{day.day} {months[day.month - 1]} {day.year}"),
        ("with a time", lambda day: f"{day:%Y-%m-%d} 13:45:00"),
    ]
    if language == "en":
        ways.append(("month first", lambda day: f"{day:%m/%d/%Y}"))
        ways.append(("by name, American", lambda day: f"{day:%b %d, %Y}"))
    return ways


def _amounts(language: str) -> list[tuple[str, Callable[[float], str]]]:
    sign = CURRENCIES[language]
    if language == "en":
        return [
            ("plain", lambda x: f"{x:.2f}"),
            ("thousands", lambda x: f"{x:,.2f}"),
            ("sign before", lambda x: f"{sign}{x:,.2f}"),
        ]

    def local(x: float, mark: str) -> str:
        return f"{x:,.2f}".replace(",", "~").replace(".", ",").replace("~", mark)

    gap = "\u00a0" if language in {"fr", "pl"} else "."
    return [
        ("comma", lambda x: f"{x:.2f}".replace(".", ",")),
        ("thousands", lambda x: local(x, gap)),
        ("sign after", lambda x: f"{local(x, gap)} {sign}"),
    ]


def _around(lot, language: str, rows: list, total: str, n_orders: int) -> tuple[list, list]:
    """Make what stands above and below the rows: notes, names, totals, footers."""
    names = list(NAMES[language])
    above = [names]
    if lot.random() < 0.3:
        above = [["Export 2025-11-03"], [], names]
    below = []
    if lot.random() < 0.4:
        below.append([TOTALS[language], "", "", total, str(n_orders)])
    if lot.random() < 0.2:
        below.append([f"({len(rows)} rows)"])
    return above, below


def _line(cells: list[str], delimiter: str) -> str:
    def quoted(cell: str) -> str:
        needs = delimiter in cell or '"' in cell
        return f'"{cell.replace(chr(34), chr(34) * 2)}"' if needs else cell

    return delimiter.join(map(quoted, cells))
