"""Events become one row per visitor: sessions, steps to an order, interests, recency.

A session is the one that the file names, else a run of events without half an hour between two
(the convention of web analytics). Rates have the visitor's own views or carts below the line and
are missing where there are none: nobody who never looked can have refused.
"""

from dataclasses import replace

import numpy as np
import pandas as pd

from segmentation.customers.events.columns import CART, ORDER, VIEW, EventColumns, steps_of
from segmentation.customers.reference_day import reference_day
from segmentation.errors import DataError, SpecError, counted
from segmentation.tables.contacts.carried import carried_contacts, carried_sentence
from segmentation.tables.table import ReadReport, Table, fingerprint

FROM_EVENTS = "events"
"""The format in the report of a table of visitors, by which it is known."""

PAUSE = np.timedelta64(30, "m")
DAY = np.timedelta64(1, "D")
MOST_LEVELS = 6
"""Of a device, a channel or a kind of page with a share of its own; the rest is “other”."""


def visitors_from(table: Table, columns: EventColumns, *, as_of: object = None) -> Table:
    """Make one row per visitor.

    Parameters
    ----------
    table : Table
        One row per event.
    columns : EventColumns
    as_of : date, str or None
        The day from which recency is counted; later events count nowhere. None takes the latest.

    Returns
    -------
    Table
        The visitor's column, and for each: ``events``, ``sessions``, ``events_per_session``; with a
        time ``recency_days``, ``tenure_days``, ``active_days``; with known events ``views``,
        ``carts``, ``orders``, ``carts_per_view``, ``orders_per_cart``; shares of the events by
        page, device and channel.

    Raises
    ------
    SpecError
        If a column is not there.
    DataError
        If no event with a visitor is left.

    Notes
    -----
    O(n log n) in the number of events.
    """
    for name in filter(None, _used(columns)):
        if name not in table.frame.columns:
            raise SpecError(
                f"There is no column “{name}” in {table.name}. Choose among its columns."
            )
    frame, said = _kept(table, columns, as_of)
    codes, who = pd.factorize(frame[columns.visitor], sort=True)
    measures = _visits(frame, columns, codes, len(who))
    if columns.event:
        measures |= _steps(frame[columns.event], codes, len(who))
    for part in ("page", "device", "channel"):
        if name := getattr(columns, part):
            for title, share in _shares(frame[name], codes, len(who), part).items():
                measures[title if title not in measures else f"{title}_{part}"] = share
    names = pd.Series(who, name=columns.visitor).reset_index(drop=True)
    times = frame[columns.time].to_numpy() if columns.time else np.arange(len(frame))
    events = replace(table, frame=frame)
    kept = carried_contacts(events, codes, len(who), times, filter(None, _used(columns)))
    taken = [name for name in kept.columns if name in measures]
    made = pd.concat([names, kept.drop(columns=taken), pd.DataFrame(measures)], axis=1)
    said += carried_sentence(kept.columns)
    report = ReadReport(
        format=FROM_EVENTS, n_rows=len(made), n_columns=made.shape[1], converted=tuple(said)
    )
    return replace(
        Table(
            name=name_of_visitors(table),
            frame=made,
            fingerprint=fingerprint(made),
            report=report,
        ),
        identifier=columns.visitor,
    )


def name_of_visitors(events: Table) -> str:
    """Return what the visitors made from a table of events are called.

    Parameters
    ----------
    events : Table

    Returns
    -------
    str
    """
    return f"Visitors of {events.name}"


def _used(columns: EventColumns) -> tuple[str | None, ...]:
    parts = (columns.visitor, columns.time, columns.event, columns.session)
    return (*parts, columns.page, columns.device, columns.channel)


def _kept(table: Table, columns: EventColumns, as_of: object) -> tuple[pd.DataFrame, list[str]]:
    """Return the events that count, sorted by visitor and time, and what is said of the others."""
    frame, day = table.frame, reference_day(as_of)
    nobody = frame[columns.visitor].isna()
    undated = frame[columns.time].isna() & ~nobody if columns.time else nobody & False
    later = nobody & False
    if columns.time and day is not None:
        later = (frame[columns.time].dt.normalize() > day) & ~nobody
    frame = frame[~(nobody | undated | later)]
    if frame.empty:
        raise DataError(
            f"There is no event with a visitor in {table.name}. Choose other columns, or a later "
            f"day."
        )
    said = [f"Events that count: {counted(len(frame), 'row')}."]
    reasons = {
        "visitor": nobody,
        "time": undated,
        f"event up to {day:%Y-%m-%d}" if day else "": later,
    }
    said += [
        f"Left out because they have no {what}: {counted(int(which.sum()), 'row')}."
        for what, which in reasons.items()
        if which.any()
    ]
    if columns.time:
        latest = frame[columns.time].max() if day is None else day
        frame = frame.sort_values([columns.visitor, columns.time], kind="stable")
        frame.attrs["latest"] = latest
        said.append(f"Recency is counted from {latest:%Y-%m-%d}.")
        if not columns.session:
            said.append("A session ends after half an hour without an event.")
    return frame, said


def _visits(
    frame: pd.DataFrame, columns: EventColumns, codes: np.ndarray, n_visitors: int
) -> dict[str, np.ndarray]:
    events = np.bincount(codes, minlength=n_visitors)
    measures: dict[str, np.ndarray] = {"events": events}
    starts = None
    if columns.session:
        pairs = pd.DataFrame({"who": codes, "session": frame[columns.session].to_numpy()})
        starts = ~pairs.duplicated().to_numpy() & pairs["session"].notna().to_numpy()
    elif columns.time:
        times = frame[columns.time].to_numpy().astype("datetime64[s]")
        starts = np.ones(len(codes), dtype=bool)
        starts[1:] = (codes[1:] != codes[:-1]) | (np.diff(times) > PAUSE)
    if starts is not None:
        sessions = np.maximum(np.bincount(codes[starts], minlength=n_visitors), 1)
        measures |= {"sessions": sessions, "events_per_session": events / sessions}
    if columns.time:
        measures |= _days(frame, columns.time, codes, n_visitors)
    return measures


def _days(
    frame: pd.DataFrame, time: str, codes: np.ndarray, n_visitors: int
) -> dict[str, np.ndarray]:
    days = frame[time].to_numpy().astype("datetime64[D]")
    latest = np.datetime64(frame.attrs["latest"], "D")
    first, last = np.full(n_visitors, latest), np.full(n_visitors, np.datetime64("1678-01-01"))
    np.minimum.at(first, codes, days)
    np.maximum.at(last, codes, days)
    pairs = pd.DataFrame({"who": codes, "day": days}).drop_duplicates()
    return {
        "recency_days": ((latest - last) / DAY).astype(np.int64),
        "tenure_days": ((latest - first) / DAY).astype(np.int64),
        "active_days": np.bincount(pairs["who"], minlength=n_visitors),
    }


def _steps(events: pd.Series, codes: np.ndarray, n_visitors: int) -> dict[str, np.ndarray]:
    """Count how far visitors came, and how much of what they looked at they took."""
    step = events.astype("str").map(steps_of(events)).to_numpy(dtype=object)
    counts = {
        which: np.bincount(codes[step == which], minlength=n_visitors)
        for which in (VIEW, CART, ORDER)
    }
    measures = {f"{which}s": count for which, count in counts.items() if count.any()}
    for above, below in ((CART, VIEW), (ORDER, CART), (ORDER, VIEW)):
        name = f"{above}s_per_{below}"
        known = counts[above].any() and counts[below].any()
        if known and not (below == VIEW and above == ORDER and counts[CART].any()):
            under = counts[below].astype(float)
            measures[name] = np.divide(
                counts[above], under, out=np.full(n_visitors, np.nan), where=under > 0
            )
    return measures


def _shares(
    values: pd.Series, codes: np.ndarray, n_visitors: int, part: str
) -> dict[str, np.ndarray]:
    """Return the share of a visitor's events by level, the most frequent levels first."""
    names = _sections(values)
    found, levels = pd.factorize(names)
    known = found >= 0
    if len(levels) < 2:
        return {}
    of_all = np.bincount(codes[known], minlength=n_visitors).astype(float)
    largest = np.argsort(-np.bincount(found[known]), kind="stable")[:MOST_LEVELS]
    shares, rest = {}, of_all.copy()
    for level in largest:
        count = np.bincount(codes[found == level], minlength=n_visitors)
        rest -= count
        shares[f"share_of_{levels[level]}"] = _part(count, of_all)
    if len(levels) > len(largest):
        shares[f"share_of_other_{part}s"] = _part(rest, of_all)
    return shares


def _part(count: np.ndarray, of_all: np.ndarray) -> np.ndarray:
    return np.divide(count, of_all, out=np.full(len(of_all), np.nan), where=of_all > 0)


def _sections(values: pd.Series) -> np.ndarray:
    """Return the first part of addresses: what a page is about and not which it is."""
    texts = values.astype("str").str.strip()
    paths = texts.str.replace(r"^\w+://[^/]+", "", regex=True).str.split("?").str[0]
    is_path = paths.str.startswith("/", na=False)
    first = paths.str.strip("/").str.split("/").str[0].replace("", "home")
    return first.where(is_path, texts).where(values.notna()).to_numpy(dtype=object)
