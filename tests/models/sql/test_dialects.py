"""Every dialect has one row, and its statements are SQL of that dialect."""

import ast
import re
from pathlib import Path

import pytest
import sqlglot
from made_models import mall_model

import segmentation as sg
from segmentation.models.sql.dialects import DIALECTS, TESTED, dialect_of

ROOT = Path(__file__).parents[3]
REGISTRY = "segmentation/models/sql/dialects.py"
NAMES = {name for row in DIALECTS.values() for name in (row.name, *row.aliases)}


def literals(text):
    """Return the texts of a file's code with the line of each; docstrings are none."""
    tree = ast.parse(text)
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    ]


def lists_of_dialects(text):
    """Return the lines where more than one dialect is named, as elements or in one text."""
    collections = [
        (node.lineno, {part.value for part in ast.walk(node) if isinstance(part, ast.Constant)})
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict)
    ]
    sentences = [(line, set(re.findall(r"\w+", literal))) for line, literal in literals(text)]
    return [line for line, names in collections + sentences if len(NAMES & names) > 1]


@pytest.mark.parametrize("dialect", [*DIALECTS, "athena"])
def test_a_statement_reads_back(dialect):
    """What was written is at least SQL of that dialect, with or without a row."""
    statement = mall_model().to_sql("shop.customers", dialect=dialect)
    assert len(sqlglot.parse(statement, read=dialect)) == 1


def test_those_that_are_tested_come_first():
    """On the page and in messages."""
    tested = [row.is_tested for row in DIALECTS.values()]
    assert tested == sorted(tested, reverse=True)
    assert list(DIALECTS)[: len(TESTED)] == list(TESTED)


def test_a_name_means_one_dialect():
    """Aliases and titles too."""
    rows = DIALECTS.values()
    names = [name for row in rows for name in (row.name, *row.aliases)]
    assert len(names) == len(set(names))
    assert len({row.title for row in rows}) == len(rows)
    assert all(dialect_of(name) in rows for name in names)


def test_a_name_is_read_as_it_is_typed():
    """And what is no name is said to be none."""
    assert dialect_of(" PostgreSQL ") is DIALECTS["postgres"]
    assert dialect_of("athena").stacking == "nested"
    assert not dialect_of("athena").is_offered
    for nothing in ("klingon", ""):
        with pytest.raises(sg.SpecError, match="Choose duckdb, postgres, sqlite, or one of"):
            dialect_of(nothing)


@pytest.mark.parametrize(
    "line",
    ['x = ["duckdb", "tsql"]', 'x = {"mysql": 1, "trino": 2}', 'x = "duckdb, sqlite or another"'],
)
def test_a_second_list_is_seen(line):
    """A rule that cannot fail is none."""
    assert lists_of_dialects(line)


def test_dialects_are_listed_once():
    """A new one is a row, and everybody has it."""
    files = [path for folder in ("segmentation", "pages") for path in (ROOT / folder).rglob("*.py")]
    faults = {
        name: lines
        for path in files
        if (name := path.relative_to(ROOT).as_posix()) != REGISTRY
        and (lines := lists_of_dialects(path.read_text(encoding="utf-8")))
    }
    assert len(files) > 100
    assert not faults


def test_no_statement_asks_for_a_name():
    """Where databases differ, a field of the row says how."""
    folder = (ROOT / REGISTRY).parent
    asked = {
        (path.name, line)
        for path in folder.glob("*.py")
        if path.name != Path(REGISTRY).name
        for line, literal in literals(path.read_text(encoding="utf-8"))
        if literal in NAMES
    }
    assert not asked
