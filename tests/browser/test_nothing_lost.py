"""A reload, a server that is started anew while tabs are open, and a laptop that sleeps."""

import socket
import threading
import time
from contextlib import suppress

import pytest
from conftest import HARMLESS, goto, move_slider, settle
from serving import free_port, serving

from pages.journey import words

NAMES = '{"0":"Our best"}'
FILE = "name,paid,visits\n" + "\n".join(f"Ann{i},{(7 * i) % 90},{i % 5}" for i in range(60))
GONE = (
    *HARMLESS,
    "net::ERR_",
    "Client Error in reaching server endpoint",
    "Streamlit server is not responding",
)
"""What a browser says of a server that is not there."""

CONNECTED = "[data-testid=stApp][data-test-connection-state=CONNECTED]"
PATIENT_MS = 120_000
ASLEEP_SECONDS = 150
"""More than Streamlit keeps the session of a tab that is gone."""


def fill(page, key: str, text: str) -> None:
    """Write into a field of the Plan page."""
    field = page.locator(f".st-key-{key} input")
    field.fill(text)
    field.press("Enter")
    settle(page)


def fill_in_a_plan(page) -> None:
    """Fill in the campaign, and leave the Plan page."""
    page.get_by_role("link", name="Plan", exact=True).click()
    page.get_by_role("heading", name="Target “").first.wait_for()
    settle(page)
    fill(page, "campaign_name", "Spring")
    fill(page, "budget", "777")
    page.get_by_role("link", name="Segments", exact=True).click()
    page.get_by_role("heading", name="customers in").first.wait_for()
    settle(page)


def bring_the_plan_back(page) -> None:
    """Take what is offered, and look at the campaign."""
    page.get_by_text(words.PLAN_LEFT).wait_for()
    page.get_by_role("button", name=words.BRING_BACK).click()
    settle(page)
    assert not page.get_by_text(words.PLAN_LEFT).count()
    page.get_by_role("link", name="Plan", exact=True).click()
    page.locator(".st-key-campaign_name input").wait_for()
    settle(page)
    assert page.locator(".st-key-campaign_name input").input_value() == "Spring"
    assert page.locator(".st-key-budget input").input_value() == "777.00"


def choose_file(page) -> None:
    """Bring the file of one's own."""
    page.locator("input[type=file]").first.set_input_files(
        {"name": "shop.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    )


def wait_until_it_is_back(page) -> None:
    """Wait until the tab has found its server again."""
    page.wait_for_selector(CONNECTED, timeout=120_000)
    settle(page)


def test_a_plan_comes_back_after_a_reload(page, app_server):
    """What was filled in stands in no address: the tab remembers it."""
    goto(page, f"{app_server}/?k=4")
    fill_in_a_plan(page)
    page.reload()
    bring_the_plan_back(page)


def look_at_own_segments(page):
    """Bring a file, and go to its segments."""
    choose_file(page)
    page.get_by_role("heading", name="shop.csv: 60 customers").wait_for()
    page.get_by_role("link", name="Segments", exact=True).click()
    page.get_by_role("heading", name="60 customers in").wait_for()
    settle(page)


@pytest.mark.slow
def test_a_server_that_is_started_anew(new_page, monkeypatch, tmp_path):
    """Settings and names are there, the plan and the own file are offered back."""
    monkeypatch.setenv("SEGMENTATION_LIBRARY", f"sqlite:///{tmp_path / 'library.sqlite'}")
    port = free_port()
    with serving(port=port) as server:
        page, own = new_page(harmless=GONE), new_page(harmless=GONE)
        for each in (page, own):
            each.set_default_timeout(PATIENT_MS)
        goto(page, f"{server.address}/?k=4&names={NAMES}")
        move_slider(page, "k", 2)
        fill_in_a_plan(page)
        heading = page.get_by_role("heading", name="customers in").first.inner_text()
        goto(own, f"{server.address}/data")
        look_at_own_segments(own)
        move_slider(own, "k", 1)
        of_own = own.get_by_role("heading", name="60 customers in").inner_text()
    with serving(port=port):
        wait_until_it_is_back(page)
        page.get_by_role("heading", name=heading).wait_for()
        assert page.get_by_text("Our best").count()
        move_slider(page, "k", -1)
        page.get_by_role("heading", name="200 customers in 5 segments").wait_for()
        bring_the_plan_back(page)
        wait_until_it_is_back(own)
        own.get_by_role("heading", name="This link was made on a file of your own").wait_for()
        choose_file(own)
        own.get_by_role("heading", name=of_own).wait_for()
        page.close()
        own.close()


class Wire:
    """A connection between a browser and a server that can be cut."""

    def __init__(self, to: int) -> None:
        self._to, self.port, self.is_cut = to, free_port(), False
        self._open: list[socket.socket] = []
        self._listening = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._listen, daemon=True).start()

    def cut(self) -> None:
        """End what is open, and let nobody through."""
        self.is_cut = True
        for each in self._open:
            with suppress(OSError):  # where it has ended already
                each.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """End all of it."""
        self.cut()
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                self._take(self._listening.accept()[0])

    def _take(self, here: socket.socket) -> None:
        if self.is_cut:
            here.close()
            return
        there = socket.create_connection(("127.0.0.1", self._to))
        self._open += [here, there]
        for ends in ((here, there), (there, here)):
            threading.Thread(target=_pass_on, args=ends, daemon=True).start()


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError), one:
        while data := one.recv(65_536):
            other.sendall(data)
    with suppress(OSError):
        other.shutdown(socket.SHUT_RDWR)


@pytest.mark.slow
def test_a_laptop_that_sleeps_until_its_session_has_ended(new_page):
    """The own file is there too: the server keeps it for the browser that brought it."""
    with serving() as server:
        wire = Wire(int(server.address.rpartition(":")[2]))
        page = new_page(harmless=GONE)
        page.set_default_timeout(PATIENT_MS)
        goto(page, f"http://127.0.0.1:{wire.port}/data")
        look_at_own_segments(page)
        move_slider(page, "k", 1)
        fill_in_a_plan(page)
        heading = page.get_by_role("heading", name="60 customers in").inner_text()
        wire.cut()
        time.sleep(ASLEEP_SECONDS)
        wire.is_cut = False
        wait_until_it_is_back(page)
        page.get_by_role("heading", name=heading).wait_for()
        bring_the_plan_back(page)
        page.close()
        wire.close()
