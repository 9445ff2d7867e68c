"""Where things stand: folders, tests beside their source, pages, the public door."""

import ast
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from source import PACKAGE, ROOT, python_files

from pages.shell.pages import PAGES

MOST_MODULES = 10
TESTED_BY = {
    "segmentation/__main__.py": "tests/cli/test_program.py",
    "segmentation/analysis/custom_segments.py": "tests/pages/test_selection.py",
    "segmentation/analysis/fitted_range.py": "tests/analysis/test_segment.py",
    "segmentation/analysis/lesson.py": "tests/pages/test_learn.py",
    "segmentation/analysis/segmentation.py": "tests/analysis/test_segment.py",
    "segmentation/charts/map_names.py": "tests/charts/test_segment_map.py",
    "segmentation/charts/columns/spread_charts.py": "tests/charts/columns/test_spread.py",
    "segmentation/cli/finding.py": "tests/cli/test_segments.py",
    "segmentation/cli/scoring.py": "tests/cli/test_program.py",
    "segmentation/clustering/methods/effort.py": "tests/clustering/test_kmeans.py",
    "segmentation/customers/formulas/nodes.py": "tests/customers/formulas/test_checking.py",
    "segmentation/customers/proposal/words.py": "tests/customers/proposal/test_derived.py",
    "segmentation/customers/rfm_rules/scored.py": "tests/customers/test_rfm.py",
    "segmentation/engines/large/columns.py": "tests/engines/large/test_preparation.py",
    "segmentation/engines/large/covering.py": "tests/engines/large/test_fitting.py",
    "segmentation/engines/large/labelling.py": "tests/engines/large/test_fitting.py",
    "segmentation/engines/large/starting.py": "tests/engines/large/test_passes.py",
    "segmentation/engines/reading/keeping.py": "tests/engines/large/test_preparation.py",
    "segmentation/engines/reading/parts.py": "tests/engines/reading/test_source.py",
    "segmentation/engines/sale_columns.py": "tests/engines/test_sales.py",
    "segmentation/engines/sale_queries.py": "tests/engines/test_sales.py",
    "segmentation/engines/spark/clusterers.py": "tests/engines/spark/test_fitting.py",
    "segmentation/engines/spark/expressions.py": "tests/engines/spark/test_preparation.py",
    "segmentation/engines/spark/statistics.py": "tests/engines/spark/test_preparation.py",
    "segmentation/engines/spark/writing.py": "tests/engines/spark/test_labelling.py",
    "segmentation/engines/warehouse/statistics.py": "tests/engines/warehouse/test_preparation.py",
    "segmentation/errors.py": "tests/test_layout.py",
    "segmentation/exports/html_report/words.py": "tests/exports/html_report/test_blocks.py",
    "segmentation/exports/slides/words.py": "tests/exports/slides/test_parts.py",
    "segmentation/exports/workbook/words.py": "tests/exports/workbook/test_book.py",
    "segmentation/service/answers.py": "tests/service/test_api.py",
    "segmentation/tables/columns/words/lenses.py": "tests/tables/columns/test_vocabulary.py",
    "segmentation/tables/columns/words/people.py": "tests/tables/columns/test_personal.py",
    "segmentation/tables/columns/words/sales.py": "tests/customers/test_sale_parts.py",
    "segmentation/tables/columns/words/worth.py": "tests/tables/test_roles.py",
    "segmentation/tables/contacts/consent_words.py": "tests/tables/contacts/test_columns.py",
    "segmentation/tables/database/answering.py": "tests/tables/database/test_asking.py",
    "segmentation/tables/formats/delimited/text.py": "tests/tables/test_reading.py",
    "segmentation/tables/formats/workbook.py": "tests/tables/test_reading.py",
    "segmentation/tables/parsing.py": "tests/tables/test_reading.py",
    "segmentation/tables/process/child.py": "tests/tables/process/test_parent.py",
}
"""Files without a test of their own path, and where they are tested instead."""


def test_a_folder_has_at_most_ten_modules():
    """More is a folder to be split; the package root and the pages are no exception."""
    files = [Path(path) for path in python_files(PACKAGE, "pages")]
    modules = Counter(file.parent.as_posix() for file in files if file.stem != "__init__")
    assert not {folder: n for folder, n in modules.items() if n > MOST_MODULES}


def test_every_page_has_a_script_and_a_folder():
    """A page is one row of the registry; its script only shows it."""
    scripts = {path.stem for path in (ROOT / "pages").glob("*.py")}
    assert scripts == set(PAGES)
    for address, page in PAGES.items():
        script = (ROOT / page.script).read_text(encoding="utf-8")
        assert script.endswith(f'from pages.shell import router\n\nrouter.show("{address}")\n')
        assert (ROOT / page.module.replace(".", "/")).with_suffix(".py").exists()


def loaded_with(module: str) -> set[str]:
    """Return the packages that a new interpreter has loaded after importing a module."""
    code = f"import sys, {module}; print([m for m in sys.modules if '.' not in m])"
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(ast.literal_eval(done.stdout))


@pytest.mark.parametrize("module", ["segmentation", "segmentation.errors"])
def test_the_door_is_light(module):
    """Importing it loads neither Streamlit nor scikit-learn nor pandas."""
    assert not {"streamlit", "sklearn", "pandas", "numpy"} & loaded_with(module)


def test_a_page_runs_into_the_limits_before_it_loads_anything_they_limit():
    """On a deep link its script comes before `app.py`, which limits the threads of NumPy."""
    assert not {"sklearn", "pandas", "numpy"} & loaded_with("pages.shell.router")


def test_every_public_name_opens():
    """Every name in the package's list can be had, and any other is an error."""
    import segmentation

    for name in segmentation.__all__:
        assert getattr(segmentation, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'nope'"):
        _ = segmentation.nope


def test_every_source_file_has_a_test():
    """Tests mirror the source by path, so that a newcomer knows where to look."""
    tests = set(python_files("tests"))
    missing = {
        path
        for path in python_files(PACKAGE)
        if not path.startswith("segmentation/cached/")  # the pages' tests go through it
        and Path(path).stem != "__init__"
        and mirror(path) not in tests
    }
    assert missing == set(TESTED_BY)
    assert set(TESTED_BY.values()) <= tests


def mirror(path: str) -> str:
    """Return where the test of a source file stands."""
    file = Path(path).relative_to(PACKAGE)
    return f"tests/{file.with_name(f'test_{file.name}').as_posix()}"
