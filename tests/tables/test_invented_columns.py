"""Columns made up by a seed, written in the ways of many places, each cell known."""

import datetime as dt
import random

import numpy as np
import pandas as pd
import pytest

from segmentation.tables.parsing import parse
from segmentation.tables.table import ReadOptions

N_ROWS = 12
ES = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto"),
    *("septiembre", "octubre", "noviembre", "diciembre"),
)
PL = (
    *("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia"),
    *("września", "października", "listopada", "grudnia"),
)
FI = (
    *("tammikuu", "helmikuu", "maaliskuu", "huhtikuu", "toukokuu", "kesäkuu", "heinäkuu"),
    *("elokuu", "syyskuu", "lokakuu", "marraskuu", "joulukuu"),
)
WIDE = str.maketrans("0123456789/,", "０１２３４５６７８９／，")
ARABIC = str.maketrans("0123456789,.", "٠١٢٣٤٥٦٧٨٩٬٫")
SWAPPED = str.maketrans(",.", ".,")


def quarter(day):
    """Return the quarter of a day."""
    return (day.month - 1) // 3 + 1


def ordinal(day):
    """Write the day of the month as the English do."""
    n = day.day
    return f"{n}{'th' if 10 <= n <= 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"


def half(day, words):
    """Write a time on a clock of twelve hours."""
    return f"{day.hour % 12 or 12}:{day:%M} {words[day.hour >= 12]}"


def era(day):
    """Write a day of Reiwa or Heisei."""
    reiwa = day.date() >= dt.date(2019, 5, 1)
    year = day.year - (2018 if reiwa else 1988)
    return f"{'令和' if reiwa else '平成'}{'元' if year == 1 else year}年{day.month}月{day.day}日"


DAYS = {
    "ordinals": lambda d: f"{ordinal(d)} of {d:%B}, {d.year}",
    "weekdays": lambda d: f"{d:%A}, {d:%B} {ordinal(d)} {d.year}",
    "Spanish": lambda d: f"{d.day} de {ES[d.month - 1]} de {d.year}",
    "Polish": lambda d: f"{d.day} {PL[d.month - 1]} {d.year}",
    "eras": era,
    "Chinese": lambda d: f"{d.year}年{d.month}月{d.day}日",
    "Korean": lambda d: f"{d.year}년 {d.month}월 {d.day}일",
    "full width": lambda d: f"{d:%Y/%m/%d}".translate(WIDE),
    "Arabic": lambda d: f"{d:%Y/%m/%d}".translate(ARABIC),
    "short German": lambda d: f"{d:%d.%m.%y}",
    "Czech": lambda d: f"{d.day}. {d.month}. {d.year}",
    "SAS": lambda d: f"{d:%d%b%Y}".upper(),
    "widths": lambda d: f"{d:%d/%m/%Y}" if d.day % 2 else f"{d.day}/{d.month}/{d:%y}",
    "two ways": lambda d: f"{d:%d.%m.%Y}" if d.day % 2 else f"{d:%Y-%m-%d}",
}
TIMES = {
    "offset": lambda d: f"{d:%Y-%m-%d %H:%M:00} +0530",
    "UTC": lambda d: f"{d:%d/%m/%Y %H:%M} UTC",
    "mail": lambda d: f"{d:%a, %d %b %Y %H:%M:00 GMT}",
    "Unix": lambda d: f"{d:%a %b} {d.day:2d} {d:%H:%M:00 UTC %Y}",
    "basic": lambda d: f"{d:%Y%m%dT%H%M00Z}",
    "server": lambda d: f"{d:%d/%b/%Y:%H:%M:00 +0000}",
    "American": lambda d: f"{d:%m/%d/%y} {half(d, ('AM', 'PM'))}",
    "Spanish": lambda d: f"{d.day}/{d.month}/{d.year} {half(d, ('a. m.', 'p. m.'))}",
    "Greek": lambda d: f"{d.day}/{d.month}/{d.year} {half(d, ('π.μ.', 'μ.μ.'))}",
    "Chinese": lambda d: f"{d:%Y年%m月%d日} {'上下'[d.hour >= 12]}午{d.hour % 12 or 12}:{d:%M}",
    "French": lambda d: f"{d:%d/%m/%Y} à {d.hour}h{d:%M}",
    "Finnish": lambda d: f"{d.day}.{d.month}.{d.year} klo {d.hour}.{d:%M}",
    "German": lambda d: f"{d:%d.%m.%Y}, {d:%H:%M} Uhr",
}
PERIODS = {
    "month": (lambda d: f"{d:%m/%Y}", lambda d: d.replace(day=1)),
    "dotted month": (lambda d: f"{d:%m.%Y}", lambda d: d.replace(day=1)),
    "year and month": (lambda d: f"{d:%Y-%m}", lambda d: d.replace(day=1)),
    "Excel": (lambda d: f"{d:%b-%y}", lambda d: d.replace(day=1)),
    "Finnish": (lambda d: f"{FI[d.month - 1]} {d.year}", lambda d: d.replace(day=1)),
    "Japanese": (lambda d: f"{d.year}年{d.month}月", lambda d: d.replace(day=1)),
    "quarter": (
        lambda d: f"Q{quarter(d)} {d.year}",
        lambda d: d.replace(month=3 * quarter(d) - 2, day=1),
    ),
    "Quartal": (
        lambda d: f"{quarter(d)}. Quartal {d.year}",
        lambda d: d.replace(month=3 * quarter(d) - 2, day=1),
    ),
    "week": (
        lambda d: "{}-W{:02d}".format(*d.isocalendar()[:2]),
        lambda d: d - dt.timedelta(days=d.weekday()),
    ),
}
AMOUNTS = {
    "letters": (lambda n: f"{n / 1e6:.1f}M" if n >= 10**6 else f"{n / 1e3:.1f}K", 1e2, 1e4, 1e7),
    "dollars": (lambda n: f"${n / 1e3:.1f}k", 1e2, 1e3, 9e5),
    "Mio.": (lambda n: f"{n / 1e6:.1f} Mio. €".replace(".", ",", 1), 1e5, 1e6, 9e8),
    "TEUR": (lambda n: f"{n // 1000:.0f} TEUR", 1e3, 1e4, 9e5),
    "ten thousands": (lambda n: f"{n // 10_000:.0f}万円", 1e4, 1e4, 9e6),
    "flat": (lambda n: f"{n:.0f},-", 1, 10, 900),
    "flat euros": (lambda n: f"{n:,.0f},– €".replace(",", ".", 1), 1, 1e3, 9e4),
    "Swiss": (lambda n: f"CHF {n:,.2f}".replace(",", "'"), 0.01, 10, 9e4),
    "sign and code": (lambda n: f"€ {n:,.2f}" if n > 4e4 else f"{n:,.2f} EUR", 0.01, 10, 9e4),
    "full width": (lambda n: f"￥{n:,.0f}".translate(WIDE), 1, 100, 9e5),
    "Arabic": (lambda n: f"{n:,.2f}".translate(ARABIC), 0.01, 10, 9e4),
    "own marks": (
        lambda n: f"{n:.2f}" if n > 4e4 else f"{n:,.2f}".translate(SWAPPED),
        *(0.01, 1e3, 9e4),
    ),
    "powers": (lambda n: f"{n:.3E}".replace(".", ","), 1, 1, 999),
}
CODES = {
    "telephones": lambda r: f"+{r.choice('489')}{r.randint(10**9, 10**10 - 1)}",
    "numbers of shops": lambda r: f"0{r.randint(10, 99)}-{r.randint(10**6, 10**7 - 1)}",
    "articles": lambda r: r.choice([f"{r.randint(10, 99)}E{r.randint(10, 99)}", "10299", "31E07"]),
    "versions": lambda r: f"{r.randint(1, 9)}.{r.randint(0, 12)}.{r.randint(0, 9)}",
    "addresses": lambda r: f"10.{r.randint(0, 255)}.{r.randint(0, 255)}.{r.randint(0, 255)}",
    "postal codes": lambda r: f"0{r.randint(1000, 9999)}",
    "long postal codes": lambda r: f"{r.randint(10**4, 10**5 - 1)}-{r.randint(1000, 9999)}",
    "Japanese postal codes": lambda r: f"{r.randint(100, 999)}-{r.randint(1000, 9999)}",
    "sizes": lambda r: f"{r.randint(1, 40)}-{r.randint(1, 40)}",
    "ranges": lambda r: f"{r.randint(10, 40)}k-{r.randint(41, 90)}k",
    "fractions": lambda r: f"{r.randint(1, 9)}/{r.randint(1, 9)}",
    "times": lambda r: f"{r.randint(0, 23):02d}:{r.randint(0, 59):02d}",
    "flats": lambda r: f"{r.randint(1, 30)}{r.choice('AB')}",
    "blocks": lambda r: f"{r.randint(1, 30)}B",
    "gold": lambda r: r.choice(["14k", "18k", "22k"]),
    "light": lambda r: r.choice(["2700K", "4000K", "6500K"]),
    "bottles": lambda r: r.choice(["0.5L", "0.7L", "1.5L"]),
    "invoices": lambda r: f"{r.randint(13, 999)}/2024",
    "seasons": lambda r: f"{(y := r.randint(2001, 2020))}-{(y + 1) % 100:02d}",
    "expiry": lambda r: f"{r.randint(1, 12):02d}/{r.randint(25, 31)}",
    "goals": lambda r: f"{r.randint(0, 5)}-{r.randint(0, 5)}",
    "regions": lambda r: r.choice(["NA", "EMEA", "APAC"]),
    "rooms": lambda r: f"R{r.randint(1, 9)}.{r.randint(1, 12)}.{r.randint(1, 28):02d}",
}


def read(cells, name="x"):
    """Read cells as a column of a file."""
    rows = [f'id,"{name}"', *(f'A{i},"{cell}"' for i, cell in enumerate(cells))]
    return parse("\n".join(rows).encode(), ReadOptions(), "the file")[0][name]


def some_days(seed):
    """Make days up; one settles which number is the day."""
    draw = random.Random(seed)  # noqa: S311 - made-up days
    start = dt.datetime(2017, 1, 1)  # noqa: DTZ001 - as written
    days = [start + dt.timedelta(minutes=draw.randrange(8 * 525_600)) for _ in range(N_ROWS)]
    return [*days, dt.datetime(2018, 4, 23, 15, 10)]  # noqa: DTZ001


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("way", DAYS)
def test_days(way, seed):
    """Whatever the language and the order."""
    days = some_days(seed)
    assert [day.date() for day in read(map(DAYS[way], days))] == [day.date() for day in days]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("way", TIMES)
def test_times(way, seed):
    """As written at their place."""
    days = some_days(seed)
    minutes = [pd.Timestamp(day).floor("min") for day in days]
    assert read(map(TIMES[way], days)).tolist() == minutes


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("way", PERIODS)
def test_periods(way, seed):
    """By their first day."""
    write, first = PERIODS[way]
    days = some_days(seed)
    firsts = [first(day).date() for day in days]
    assert [day.date() for day in read(map(write, days))] == firsts


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", ["Geburtsdatum", "birthday", "生年月日"])
@pytest.mark.parametrize("way", ["%d.%m.%y", "%m/%d/%y", "%d-%b-%y"])
def test_birthdays(way, name, seed):
    """None lies ahead."""
    draw = random.Random(seed)  # noqa: S311 - made-up days
    days = [dt.date(1927, 1, 1) + dt.timedelta(days=draw.randrange(35_000)) for _ in range(N_ROWS)]
    days.append(dt.date(1958, 3, 29))
    assert [day.date() for day in read([f"{day:{way}}" for day in days], name)] == days


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("way", AMOUNTS)
def test_amounts(way, seed):
    """In their unit, whatever stands for thousands."""
    write, unit, low, high = AMOUNTS[way]
    draw = random.Random(seed)  # noqa: S311 - made-up amounts
    amounts = [round(draw.uniform(low, high) / unit) * unit for _ in range(N_ROWS)]
    if way == "letters":
        amounts = [round(n / 1e5) * 1e5 if n >= 10**6 else n for n in amounts]
    found = read(map(write, amounts))
    assert np.allclose(found.astype(float), amounts, rtol=1e-9)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("kind", CODES)
@pytest.mark.parametrize("n", [3, 30])
def test_codes_stay_texts(kind, n, seed):
    """Every cell as it was."""
    draw = random.Random(seed)  # noqa: S311 - made-up codes
    cells = [CODES[kind](draw) for _ in range(n)]
    if kind == "regions":
        cells = [*cells, "NA", "EMEA", "APAC"]
    if kind == "articles":
        cells.append("31E07")
    assert read(cells).tolist() == cells
