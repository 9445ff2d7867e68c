"""A fault of a page, in a real browser: its number on the screen is the one in the log."""

import re
import shutil
import sys

from conftest import goto
from made_machine import running, wait_for
from serving import free_port
from source import ROOT

VALUE = "Zaphod Beeblebrox"
FAILING = f"""
import streamlit as st

customers = {{"name": "{VALUE}"}}
raise KeyError(customers["name"], st.query_params["where"])
"""


def test_a_fault_has_its_number_on_the_screen_and_once_in_the_log(new_page, tmp_path):
    """The log has neither the value nor what the address asks for; the page says what to do."""
    for name in ("segmentation", "static", "data", ".streamlit"):
        (tmp_path / name).symlink_to(ROOT / name)
    for name in ("app.py", "server.py"):  # in whose folder Streamlit looks for the pages
        shutil.copyfile(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "pages", tmp_path / "pages")
    (tmp_path / "pages" / "learn.py").write_text(FAILING)
    port, log = free_port(), tmp_path / "log"
    command = [sys.executable, "-m", "uvicorn", "server:app", "--port", str(port)]
    with log.open("w") as out, running(command, cwd=tmp_path, stdout=out, stderr=out):
        wait_for(port)
        page = new_page()
        goto(page, f"http://127.0.0.1:{port}/learn?where=name%3D%27{VALUE.replace(' ', '%20')}%27")
        shown = page.get_by_text("Something went wrong on our side")
        shown.wait_for(timeout=90_000)
        number = re.search(r"in its log: (\w{8})\.", shown.inner_text())[1]
        page.close()
    text = log.read_text()
    assert VALUE not in text
    assert "where" not in text
    assert text.count(number) == 1
    assert re.search(rf"fault {number}: KeyError at .*learn\.py:5", text)
