"""The operator says how much memory open files may take."""

import gc
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.session_manager import SessionInfo
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from segmentation import cached
from segmentation.cached import by_key, tables
from segmentation.cached.memory import budget, sessions
from segmentation.cached.memory.budget import USUAL_MEGABYTES, VARIABLE, bytes_for_files
from segmentation.cached.memory.room import Room
from segmentation.tables import reading
from segmentation.tables.table import ReadOptions, Table, fingerprint

VISITORS = 20


class Session:
    """What Streamlit's sessions can do, as far as their end goes."""

    def __init__(self, name, uploads):
        self.id, self._uploads, self.session_state = name, uploads, {}

    def shutdown(self):
        """Forget the files, as Streamlit does."""
        self._uploads.remove_session_files(self.id)


@pytest.fixture
def server(monkeypatch):
    """Make Streamlit's own managers, and say who asks."""
    clock, asking = SimpleNamespace(now=0.0), SimpleNamespace(name="")
    storage = MemorySessionStorage(ttl_seconds=120)
    storage._cache._timer = lambda: clock.now
    uploads = MemoryUploadedFileManager("/upload")
    manager = WebsocketSessionManager(storage, uploads, None, None)
    running = SimpleNamespace(_session_mgr=manager, uploaded_file_mgr=uploads)
    monkeypatch.setattr(sessions.runtime, "get_instance", lambda: running)
    monkeypatch.setattr(by_key, "asking", lambda: asking.name)
    return SimpleNamespace(clock=clock, asking=asking, storage=storage, uploads=uploads)


def opened(data, name, options):
    """Read a file as fast as this test needs it: two columns of its bytes."""
    numbers = np.frombuffer(data, np.uint8).astype(np.int64)
    frame = pd.DataFrame({"x": numbers, "y": -numbers})
    return Table(name=name, frame=frame, fingerprint=fingerprint(frame), report=options)


def test_visitors_with_files_of_their_own_come_and_go(server, monkeypatch):
    """What is held of them afterwards is nothing that grows with their files."""
    monkeypatch.setattr(reading, "read_table", opened)
    room = Room(budget.MOST_BYTES, budget.free_one)  # nobody else's tables end in it
    monkeypatch.setattr(tables, "ROOM", room)
    budget.MEMORY.end(())
    before = budget.MEMORY.n_bytes
    for at in range(VISITORS):
        server.asking.name = name = f"visitor {at}"
        data = bytes([at]) * 100_000
        file = UploadedFileRec(file_id="f", name="shop.csv", type="text/csv", data=data)
        server.uploads.add_file(name, file)
        session = Session(name, server.uploads)
        session.session_state["upload"] = cached.read(data, "shop.csv", ReadOptions())
        cached.values_of(session.session_state["upload"], "x")
        server.storage.save(SessionInfo(client=None, session=session))
        del session, data, file
    assert budget.tidy() is False
    assert room.n_bytes > VISITORS * 1_600_000
    server.clock.now = 121
    assert budget.tidy() is True
    gc.collect()  # as the housekeeper does
    assert not server.uploads.file_storage
    assert room.n_bytes == 0
    assert budget.MEMORY.n_bytes < before + 500_000


def test_who_comes_when_all_is_taken_ends_those_who_left(server):
    """Not those who are there."""
    server.storage.save(SessionInfo(client=None, session=Session("left", server.uploads)))
    assert budget.free_one()
    assert not budget.free_one()


@pytest.mark.parametrize(
    ("text", "megabytes"),
    [
        ("", USUAL_MEGABYTES),
        ("800", 800),
        (" 16000 ", 16_000),
        *((wrong, USUAL_MEGABYTES) for wrong in ("0", "-5", "2 GB", "²", "1e3", "99")),
    ],
)
def test_a_number_of_megabytes_counts_and_else_the_usual_one(text, megabytes):
    """Nothing that is mistyped takes the limit away."""
    assert bytes_for_files({VARIABLE: text}) == megabytes * 1_000_000
