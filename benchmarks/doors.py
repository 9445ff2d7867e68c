"""The doors that strangers' input comes through, each with a way to knock on it at random.

A knock returns what it ended in: a word of ours. Any exception that escapes is a fault.
"""

import asyncio
import atexit
import contextlib
import io
import json
import os
import random
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from mutations import _changed, mutations
from odd_words import odd_text, spoiled

import segmentation as sg
from pages.shared.messages import plain, short
from pages.shell import links
from segmentation.cli.program import main as command_line
from segmentation.customers.formulas.columns import source_kinds
from segmentation.customers.formulas.derivation import with_formulas
from segmentation.customers.formulas.filters import filters_of, filters_text
from segmentation.customers.formulas.rules import check_rules, rules_of_text
from segmentation.customers.formulas.writing import formulas_of
from segmentation.customers.rfm import customers_from
from segmentation.customers.transactions import SaleColumns
from segmentation.errors import DataError
from segmentation.models.library import VARIABLE, Library
from segmentation.service.api import alone, service
from segmentation.service.auth import Limits
from segmentation.tables.parsing import parse
from segmentation.tables.table import ReadOptions

SMALL = b"id,age,spend,day,city\n" + b"".join(
    b"%d,%d,%d,2026-01-%02d,%s\n" % (n, 20 + n, n * n % 90, 1 + n % 28, (b"Oslo", b"Rome")[n % 2])
    for n in range(24)
)
SMALLEST = b"a,b\n1,2\n3,4\n"
SALES = SaleColumns(customer="city", date="day", amount="spend")
KEY = "a key of the fuzzer"


@cache
def table() -> sg.Table:
    """Read a small table."""
    return sg.read_table(SMALL, "small.csv")


@cache
def model() -> sg.SegmentModel:
    """Fit it."""
    spec = sg.SegmentationSpec(features=("age", "spend"), n_clusters=3)
    return sg.segment(table(), spec).model


@cache
def folder() -> Path:
    """Return a folder of this process: files that a command may name, and a library."""
    made = Path(tempfile.mkdtemp(prefix="fuzzing-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    (made / "small.csv").write_bytes(SMALL)
    model().save(made / "model.json")
    os.environ[VARIABLE] = f"sqlite:///{made}/library.sqlite"
    os.chdir(made)
    return made


def knock_reader(draw: random.Random) -> str:
    """Read a spoiled file as an upload is read, in the reader's process."""
    ((name, data),) = mutations(draw.getrandbits(60), 1)
    sg.read_table(data, name)
    return "table"


def knock_model(draw: random.Random) -> str:
    """Open a spoiled model; use one that opens."""
    if draw.random() < 0.5:
        data = _changed(model().to_bytes(), draw)
    else:
        document = spoiled(json.loads(model().to_bytes()), draw)
        data = json.dumps(document).encode()
    opened = sg.load_model(data)
    opened.score(table().frame)
    opened.to_sql("customers")
    return "model"


PATHS = ("/models", "/models/{id}", "/models/{id}/score", "/models/{id}/score/one", "/rfm")
ROW = {"age": 30, "spend": 7}
BODIES = (
    ROW,
    {"row": ROW},
    {"rows": [ROW, ROW]},
    {"rows": [{"who": "a", "day": "2026-01-01", "paid": 1}], "customer": "who", "date": "day"},
)


@cache
def answering() -> tuple[asyncio.AbstractEventLoop, Callable, str]:
    """Make a service with one saved segmentation, and a loop to ask it in."""
    library = Library(f"sqlite:///{folder()}/service.sqlite")
    made = alone(service(library, Limits(keys=(KEY,), wrong_keys=10**9, rows=50)))
    return asyncio.new_event_loop(), made, library.save("Small", model())


def knock_service(draw: random.Random) -> str:
    """Ask the service anything; it answers, and never that it has failed itself."""
    loop, app, id_ = answering()
    path = "/api" + draw.choice(PATHS).format(id=id_ if draw.random() < 0.7 else odd_text(draw))
    path = path if draw.random() < 0.9 else odd_text(draw)
    body = json.dumps(spoiled(draw.choice(BODIES), draw)).encode()
    body = _changed(body, draw) if draw.random() < 0.3 else body
    method = draw.choice(("GET", "POST", "POST", "POST", "PUT", "HEAD", "OPTIONS", odd_text(draw)))
    key = KEY if draw.random() < 0.9 else odd_text(draw)
    kind = "application/json" if draw.random() < 0.9 else odd_text(draw)
    headers = {"host": "x", "x-api-key": key, "content-type": kind, "accept": odd_text(draw)}
    if draw.random() < 0.2:
        headers["content-length"] = odd_text(draw)
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode("utf-8", "surrogatepass"),
        "root_path": "",
        "query_string": odd_text(draw).encode("utf-8", "surrogatepass"),
        "headers": [
            (name.encode(), value.encode("latin-1", "replace")) for name, value in headers.items()
        ],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    status = loop.run_until_complete(_status(app, scope, body))
    assert status < 500, f"answered {status}"
    return f"{status // 100}xx"


async def _status(app: Callable, scope: dict, body: bytes) -> int:
    sent = []
    asked = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def receive() -> dict:
        return next(asked, {"type": "http.disconnect"})

    async def send(message: dict) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return next(each["status"] for each in sent if "status" in each)


COMMANDS = {
    "sql": (("model.json",), ("--table", "--dialect")),
    "score": (("model.json", "small.csv"), ("--quiet", "--raw", "--encoding", "--sheet")),
    "rfm": (("small.csv",), ("--customer", "--date", "--amount", "--as-of", "--bins", "--order")),
    "fit": (("small.csv",), ("--features", "--k", "--seed", "--where", "--formula", "--rule")),
    "scan": (("small.csv",), ("--features", "--k", "--seed", "--evidence", "--weight", "--scale")),
    "audit": ((), ("--since", "--who", "--what")),
    "keys": (("make", "ada"), ("--days", "--scope")),
    "library": (("check",), ()),
}
GOOD = {
    "--customer": ("city", "id"),
    "--date": ("day",),
    "--amount": ("spend",),
    "--features": ("age", "spend"),
    "--k": ("2", "3", "2-3"),
    "--table": ("customers",),
    "--dialect": ("duckdb", "sqlite"),
    "--where": ("age > 25",),
    "--evidence": ("criteria",),
}


def knock_command_line(draw: random.Random) -> str:
    """Type a command; it ends with 0, or with 2 and one line."""
    folder()
    name = draw.choice(sorted(COMMANDS))
    files, options = COMMANDS[name]
    words = [name, *files]
    for option in draw.sample(options, draw.randint(0, len(options))):
        words.append(option)
        if option not in {"--quiet", "--raw"}:
            good = GOOD.get(option, ()) if draw.random() < 0.5 else ()
            words.append(draw.choice(good) if good else _harmless(odd_text(draw)))
    if draw.random() < 0.3:
        words[draw.randrange(len(words))] = _harmless(odd_text(draw))
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace")  # as Python's
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = command_line(words)
    except SystemExit as ended:  # argparse says what is wrong with the words themselves
        code = int(ended.code or 0)
    assert code in {0, 2}, f"ended with {code}"
    err.flush()
    assert code == 0 or err.buffer.getvalue().strip(), "said nothing"
    return "done" if code == 0 else "refused"


def _harmless(text: str) -> str:
    """Return a text that is no name of a file elsewhere."""
    # The system hands no program an argument with a zero in it.
    return text.replace("/", "-").replace("\\", "-").replace("..", "-").replace("\0", "")


def knock_link(draw: random.Random) -> str:
    """Take the texts of a link for choices, and use those that they become."""
    text = odd_text(draw, longest=6)
    part = draw.choice(("read", "sales", "as_of", "formulas", "where", "rules"))
    if part in {"read", "sales"}:
        kind = ReadOptions if part == "read" else SaleColumns
        written = links.pack(SALES) if part == "sales" else '{"encoding":"utf-8","header_row":0}'
        given = spoiled(json.loads(written), draw)
        text = json.dumps(given) if draw.random() < 0.8 else text
        choices = links.unpack(kind, text)
        if choices is None:
            return "as if not named"
        if part == "read":
            parse(SMALL, choices, "small.csv")
        else:
            customers_from(table(), choices)
        return "choice"
    if part == "as_of":
        return "day" if links.is_day(text) else "as if not named"
    if part == "rules":
        check_rules(rules_of_text(text))
    elif part == "formulas":
        with_formulas(table(), formulas_of(text), "")
    else:
        with_formulas(table(), (), text)
        filters, rest = filters_of(text, source_kinds(table()))
        with_formulas(table(), (), filters_text(filters) or rest)
    return "choice"


def knock_name(draw: random.Random) -> str:
    """Bring a good file under any name; what is said of it is one line of no markup."""
    ending = draw.choice(("", ".csv", ".xlsx", ".json", ".parquet", ".gz", ".CSV", ".sav"))
    name = odd_text(draw, longest=8) + ending
    for told in (short(name, 60), plain(name)):
        assert "\n" not in told
        assert len(told) <= 2 * 80 * 5
    frame, _ = parse(SMALLEST, ReadOptions(), name)
    assert len(frame) == 2
    return "table"


DOORS: dict[str, Callable[[random.Random], str]] = {
    "reader": knock_reader,
    "model": knock_model,
    "service": knock_service,
    "command line": knock_command_line,
    "links": knock_link,
    "upload names": knock_name,
}


def knock(door: str, seed: str) -> str:
    """Knock once; return what it ended in.

    Parameters
    ----------
    door : str
        Of `DOORS`.
    seed : str

    Returns
    -------
    str
        A word of the door, or the error of ours that it ended in.
    """
    try:
        return DOORS[door](random.Random(seed))  # noqa: S311 - no secret
    except sg.SegmentationError as error:
        told = str(error)
        if "reading it fails" in told:
            raise AssertionError(told) from error
        assert told, "no sentence"
        return DataError.__name__ if isinstance(error, DataError) else type(error).__name__
