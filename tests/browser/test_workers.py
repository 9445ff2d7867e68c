"""Several processes behind nginx, as docs/nginx/studio.conf has it, with real visitors."""

import os
import signal
from collections import defaultdict
from pathlib import Path

import pandas as pd
import pytest
import workers
from conftest import goto, move_slider, settle
from serving import answers, is_free, serving_several

SHOP = pd.DataFrame({"age": range(20, 80), "spend": [(7 * i) % 90 for i in range(60)]})


@pytest.fixture(scope="module")
def studio(tmp_path_factory):
    """Serve from two processes; yield the address and where the log stands."""
    assert workers.find_nginx(), workers.HOW_TO
    folder = tmp_path_factory.mktemp("workers")
    with serving_several(2, folder) as server:
        yield server.address, folder / "access.log"
    port = int(server.address.rpartition(":")[2])
    assert all(is_free(each) for each in (port, *workers.ports(port, 2)))


def processes_of_visitors(log: Path) -> dict[str, set[str]]:
    """Read which processes have answered each visitor."""
    found = defaultdict(set)
    for line in log.read_text(encoding="utf-8").splitlines():
        process, visitor, _ = line.split(" ", 2)
        found[visitor].add(process)
    return found


def process_at(port: str) -> int:
    """Return the id of the process that serves at a port."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            command = (folder / "cmdline").read_bytes().split(b"\0")
            if b"server:app" in command and port.encode() in command:
                return int(folder.name)
    raise AssertionError(f"Nobody serves at {port}.")


def _use_everything(page) -> None:
    """Bring a file, move the slider, and take the customers away."""
    file = {"name": "shop.csv", "mimeType": "text/csv", "buffer": SHOP.to_csv().encode()}
    page.locator("input[type=file]").first.set_input_files([file])
    page.get_by_role("heading", name="shop.csv: 60 customers").wait_for()
    settle(page)
    page.get_by_role("link", name="Segments", exact=True).click()
    settle(page)
    move_slider(page, "k", 1)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download customers").click()
    assert len(pd.read_csv(download.value.path())) == len(SHOP)


def test_a_visitor_stays_at_one_process(studio, new_page):
    """Uploads, moves and downloads meet the process that knows them; the work is divided."""
    address, log = studio
    for visit in range(8):
        page = new_page()
        goto(page, f"{address}/data")
        if visit == 0:
            _use_everything(page)
        page.close()  # Its connection is noted when it ends.
        visitors = processes_of_visitors(log)
        if len(set.union(*visitors.values())) == 2:
            break
    assert all(len(processes) == 1 for processes in visitors.values())
    assert len(set.union(*visitors.values())) == 2


def test_a_process_that_ends_is_started_again(studio, page):
    """Its visitors go on at the other one meanwhile."""
    address, _ = studio
    port = int(address.rpartition(":")[2])
    killed = workers.ports(port, 2)[0]
    os.kill(process_at(str(killed)), signal.SIGKILL)
    goto(page, address)
    page.get_by_role("heading", name="200 customers in 5 segments").wait_for()
    assert answers(f"http://127.0.0.1:{killed}/_stcore/health")
