"""Sessions that were left end, with their files; nobody sends files without a limit."""

from types import SimpleNamespace

import pytest
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.session_manager import SessionInfo
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from segmentation.cached.memory import sessions


def file(file_id, n):
    """Return a file of so many bytes."""
    return UploadedFileRec(file_id=file_id, name="a.csv", type="text/csv", data=b"x" * n)


def held(manager):
    """Return the files that are held, by session."""
    return {session: [*files] for session, files in manager.file_storage.items() if files}


class Session:
    """What Streamlit's sessions can do, as far as their end goes."""

    def __init__(self, name, uploads):
        self.id, self._uploads = name, uploads
        self.session_state = {"table": name}

    def shutdown(self):
        """Forget the files, as Streamlit does."""
        self._uploads.remove_session_files(self.id)

    def is_resumable(self):
        """May come back."""
        return True


@pytest.fixture
def server(monkeypatch):
    """Make Streamlit's own manager with storage, of which sessions `a` and `b` have left."""
    clock = SimpleNamespace(now=0.0)
    storage = MemorySessionStorage(ttl_seconds=120)
    storage._cache._timer = lambda: clock.now
    uploads = MemoryUploadedFileManager("/upload")
    manager = WebsocketSessionManager(storage, uploads, None, None)
    for name in "ab":
        session = Session(name, uploads)
        uploads.add_file(name, file("f", 10))
        storage.save(SessionInfo(client=None, session=session))
        clock.now += 50
    running = SimpleNamespace(_session_mgr=manager, uploaded_file_mgr=uploads)
    monkeypatch.setattr(sessions.runtime, "exists", lambda: True)
    monkeypatch.setattr(sessions.runtime, "get_instance", lambda: running)
    return SimpleNamespace(clock=clock, uploads=uploads, storage=storage)


def test_a_session_ends_when_its_time_to_come_back_is_over(server):
    """Nobody need come for that, and no garbage be collected."""
    first = server.storage.get("a").session
    server.clock.now = 125
    assert sessions.end_left() == {"b"}
    assert held(server.uploads) == {"b": ["f"]}
    assert first.session_state == {}
    assert server.storage.get("b").session.session_state == {"table": "b"}
    server.clock.now = 1_000
    assert sessions.end_left() == set()
    assert held(server.uploads) == {}


def test_who_was_left_longest_gives_way_first(server):
    """Before its time, where there is no room."""
    server.clock.now = 100
    assert sessions.end_one_left()
    assert held(server.uploads) == {"b": ["f"]}
    assert sessions.end_one_left()
    assert not sessions.end_one_left()


def test_a_session_gives_up_its_oldest_files(server):
    """And all together those of the oldest session."""
    sessions.limit_uploads(100, 50)
    for at in range(9):
        server.uploads.add_file("c", file(f"f{at}", 20))
    assert held(server.uploads) == {"a": ["f"], "b": ["f"], "c": ["f7", "f8"]}
    server.uploads.add_file("d", file("g", 50))
    assert held(server.uploads) == {"b": ["f"], "c": ["f7", "f8"], "d": ["g"]}
    sessions.limit_uploads(1, 1)  # once is enough
    assert held(server.uploads)["d"] == ["g"]


def test_without_a_server_nothing_is_ended():
    """As in a test of one page."""
    assert sessions.end_left() is None
    assert not sessions.end_one_left()
    assert sessions.asking() == sessions.NOBODY
    sessions.limit_uploads(1, 1)
