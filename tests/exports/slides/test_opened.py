"""LibreOffice opens what we write: slides and workbooks, hostile ones too."""

import re
import subprocess

import pytest
from office import HOW_TO, find_office
from pptx import Presentation
from python_calamine import CalamineWorkbook

from segmentation.exports.slides import story_slides
from segmentation.exports.workbook import story_workbook

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def office_is_there():
    """Fail with the command that installs it where there is none."""
    if find_office() is None:
        pytest.fail(HOW_TO)


def converted(folder, name, data, ending):
    """Return the path of what LibreOffice has made of a file."""
    (folder / name).write_bytes(data)
    own = f"-env:UserInstallation=file://{folder / 'settings'}"
    command = [find_office(), own, "--headless", "--convert-to", ending, "--outdir", folder / "out"]
    subprocess.run(  # noqa: S603 - the program of the system, our own file
        [*command, folder / name], check=True, capture_output=True, timeout=240
    )
    return (folder / "out" / name).with_suffix(f".{ending}")


@pytest.mark.parametrize("which", ["mall_story", "hostile"])
def test_slides_become_as_many_pages(request, tmp_path, which):
    """A page per slide."""
    data = story_slides(request.getfixturevalue(which))
    path = converted(tmp_path, "deck.pptx", data, "pdf")
    n_pages = len(re.findall(rb"/Type\s*/Page[^s]", path.read_bytes()))
    assert n_pages == len(Presentation(tmp_path / "deck.pptx").slides)


@pytest.mark.parametrize("which", ["mall_story", "hostile"])
def test_a_workbook_keeps_its_cells(request, tmp_path, mall, which):
    """Every sheet with every row and text, formulas as texts."""
    data = story_workbook(request.getfixturevalue(which), mall.result)
    path = converted(tmp_path, "book.xlsx", data, "ods")
    ours, theirs = (CalamineWorkbook.from_path(p) for p in (tmp_path / "book.xlsx", path))
    assert ours.sheet_names == theirs.sheet_names
    for name in ours.sheet_names:
        mine, read = (book.get_sheet_by_name(name).to_python() for book in (ours, theirs))
        assert len(mine) == len(read)
        assert [row[0] for row in mine] == [row[0] for row in read]
