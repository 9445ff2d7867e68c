"""The house rules, read from the source: who may import whom, and where a line belongs.

Every rule is a function from a file's text to its faults, and is first shown a line that breaks it.
"""

import ast
import re
from pathlib import Path

import pytest
from source import PACKAGE, ROOT, imports, python_files

LONGEST_FILE = 300
LONGEST_APP = 60

FLOORS = (
    "errors",
    "hosts",
    "tables",
    "customers",
    "clustering",
    "segments",
    "charts",
    "models",
    "access",
    "analysis",
    "exports",
    "engines",
    "service",
    "cli",
    "__main__",
    "cached",
)
"""Each floor may import those before it; charts have a stricter rule of their own."""

CHARTS_MAY = {"errors", "tables.labels", "tables.number_format", "clustering", "segments", "charts"}
MAY_STREAMLIT = ("segmentation/cached/", "pages/", "app.py", "server.py", "tests/", "benchmarks/")
THE_SHELF = "pages/shell/reopening.py"
"""The one page's file that opens the library: for the person who looks."""

SAMPLE_FILE = "pages/data/sources.py"

HEAVY_IN_PAGES = {"sklearn", "scipy", "plotly.express", "plotly.graph_objects"}
OTHER_SAMPLES_COLUMNS = ("Spending Score", "Annual Income", "CustomerID")


def typing_only(text: str) -> set[str]:
    """Return what a file imports for annotations alone."""
    blocks = [
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    ]
    return set().union(*(imports(ast.unparse(block)) for block in blocks)) if blocks else set()


def floor(name: str) -> str:
    """Return the floor of a dotted name or a file."""
    parts = name.removesuffix(".py").replace("/", ".").split(".")
    return parts[1] if parts[0] == PACKAGE and len(parts) > 1 else ""


def upward(path: str, text: str) -> list[str]:
    """List imports that do not run down the house."""
    here = floor(path)
    if here not in FLOORS:
        return []
    allowed = FLOORS[: FLOORS.index(here) + 1]
    return [name for name in imports(text) if floor(name) and floor(name) not in allowed]


def foreign_to_charts(path: str, text: str) -> list[str]:
    """List imports a chart must not have."""
    if floor(path) != "charts":
        return []
    bad = [name for name in imports(text) if name.split(".")[0] in {"sklearn", "streamlit"}]
    ours = {name for name in imports(text) if floor(name)}
    allowed = tuple(f"{PACKAGE}.{part}" for part in CHARTS_MAY)
    return bad + [name for name in ours if not name.startswith(allowed)]


def streamlit_elsewhere(path: str, text: str) -> list[str]:
    """List imports of Streamlit where there should be none."""
    if path.startswith(MAY_STREAMLIT):
        return []
    return [name for name in imports(text) if name.split(".")[0] == "streamlit"]


def computing_pages(path: str, text: str) -> list[str]:
    """List computation, drawing and raw HTML in pages."""
    if not path.startswith("pages/"):
        return []
    names = imports(text) - typing_only(text)
    found = [name for name in names if any(name.startswith(heavy) for heavy in HEAVY_IN_PAGES)]
    words = ("unsafe_allow_html", "groupby", "go.Figure(", "px.", "pivot", ".merge(", ".fit(")
    code = ast.unparse(ast.parse(text))
    return found + [word for word in words if word in code]


def broad_excepts(_path: str, text: str) -> list[str]:
    """Handlers that hide bugs; one that hands the error on or writes it into the log hides none."""
    handlers = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ExceptHandler)]
    return [
        f"line {node.lineno}"
        for node in handlers
        if node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"}
        if not (_hands_on(node) or _logs(node))
    ]


def _logs(handler: ast.ExceptHandler) -> bool:
    return ".exception(" in ast.unparse(handler.body[0])


def _hands_on(handler: ast.ExceptHandler) -> bool:
    (only,) = handler.body if len(handler.body) == 1 else (None,)
    kept = isinstance(only, ast.Return | ast.Assign) and only.value
    names = {node.id for node in ast.walk(kept) if isinstance(node, ast.Name)} if kept else set()
    return handler.name in names


def sample_names_in_code(path: str, text: str) -> list[str]:
    """Columns of a built-in table outside of docstrings: no rule may know them."""
    if path.startswith(("tests/", "benchmarks/")):
        return []
    tree = ast.parse(text)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    ]
    return [text for text in texts if any(name in text for name in OTHER_SAMPLES_COLUMNS)]


def too_long(path: str, text: str) -> list[str]:
    """Files that nobody reads to the end."""
    limit = LONGEST_APP if path == "app.py" else LONGEST_FILE
    lines = text.count("\n")
    return [f"{lines} lines, at most {limit}"] if lines > limit else []


def vague_names(path: str, _text: str) -> list[str]:
    """Files named for nothing."""
    return [path] if Path(path).stem in {"utils", "helpers", "common", "misc", "types"} else []


def machine_paths(_path: str, text: str) -> list[str]:
    """Places that exist on one machine only."""
    return [place for place in ("/" + "home/", "/" + "tmp/", "C:" + "\\Users") if place in text]


MAY_SET = {"segmentation/engines/spark/session.py"}
"""Spark's launcher finds Java by the environment alone; it is set while that runs."""


def environment_on_import(path: str, text: str) -> list[str]:
    """List settings of the process that only the programs may make."""
    if path in MAY_SET:
        return []
    sets = re.search(r"os\.environ(\[|\.setdefault|\.update|\.pop)|putenv", text)
    return ["os.environ"] if path.startswith(PACKAGE) and sets else []


def library_past_its_rights(path: str, text: str) -> list[str]:
    """List ways of a page to the library that do not ask who looks."""
    if not path.startswith("pages/"):
        return []
    found = [name for name in imports(text) if name == "segmentation.models.library.Library"]
    words = ("cached.library(", "cached.saved(") if path != THE_SHELF else ()
    return found + [word for word in words if word in text]


def files_that_leave_unnoted(path: str, text: str) -> list[str]:
    """List files that a page offers past the audit log; the built-in sample is nobody's."""
    if not path.startswith("pages/") or path in {"pages/people/exporting.py", SAMPLE_FILE}:
        return []
    return ["st.download_button"] if "st.download_button(" in text else []


RULES = {
    upward: (
        "segmentation/tables/x.py",
        "from segmentation.analysis.scan import scan_k\n",
    ),
    foreign_to_charts: (
        "segmentation/charts/x.py",
        "from segmentation.tables.reading import read_table\n",
    ),
    streamlit_elsewhere: (
        "segmentation/analysis/segmentation.py",
        "def f():\n    import streamlit as st\n",
    ),
    computing_pages: ("pages/x.py", "import plotly.graph_objects as go\n"),
    broad_excepts: ("app.py", "try:\n    pass\nexcept Exception:\n    pass\n"),
    sample_names_in_code: ("pages/x.py", 'x = frame["Spending Score (1-100)"]\n'),
    too_long: ("app.py", "#\n" * 61),
    vague_names: ("segmentation/utils.py", ""),
    machine_paths: ("pages/x.py", 'x = "/' + 'tmp/x"\n'),
    library_past_its_rights: ("pages/x.py", "from segmentation.models.library import Library\n"),
    files_that_leave_unnoted: ("pages/x.py", "st.download_button('a', b)\n"),
    environment_on_import: ("segmentation/pool.py", 'import os\nos.environ["A"] = "1"\n'),
}
FILES = [
    *python_files("segmentation", "pages", "tests", "tools", "benchmarks"),
    "app.py",
    "server.py",
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_rule_sees_what_it_forbids(rule):
    """A rule that cannot fail is none."""
    assert rule(*RULES[rule])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_file_keeps_the_rule(rule):
    """All faults at once, each with its file."""
    faults = {path: rule(path, (ROOT / path).read_text(encoding="utf-8")) for path in FILES}
    assert not {path: found for path, found in faults.items() if found}


def test_every_floor_of_the_package_is_known():
    """A new folder or file at the top must take its place in the order."""
    top = {
        path.stem
        for path in (ROOT / PACKAGE).iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert top - {"__init__"} <= set(FLOORS)


def test_nothing_imports_in_a_circle():
    """No module imports itself through others, within a floor or between the pages either."""
    names = {
        path.removesuffix(".py").replace("/", "."): path
        for path in python_files(PACKAGE, "pages")
        if Path(path).parent != Path("pages")  # a page's script has the name of its folder
    }

    def targets(module: str) -> set[str]:
        found = imports((ROOT / names[module]).read_text(encoding="utf-8"))
        return {n for name in found for n in (name, name.rpartition(".")[0]) if n in names}

    done: set[str] = set()

    def visit(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, " → ".join((*above, module))
        if module not in done:
            for target in targets(module) - {module}:
                visit(target, (*above, module))
            done.add(module)

    for module in names:
        visit(module, ())
