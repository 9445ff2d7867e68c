"""Streamlit's sessions and their uploads: ended when they were left, and never without a limit.

Streamlit keeps a session whose browser has gone for two minutes, so that it can come back, and then
forgets it where the next one is kept; its uploads stay until somebody collects the garbage.
"""

import threading

from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.session_manager import SessionInfo
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

NOBODY = "nobody"
"""Who asks where no session does."""

_lock = threading.Lock()


def asking() -> str:
    """Return the session that is being served."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else NOBODY


def end_left() -> set[str] | None:
    """End the sessions whose time to come back is over.

    Returns
    -------
    set of str or None
        The sessions that are there, or may come back; None where no server runs.
    """
    manager = _manager()
    if manager is None:
        return None
    with manager._storage_lock:  # noqa: SLF001
        left = [info for _, info in manager._session_storage._cache.expire()]  # noqa: SLF001
        there = {info.session.id for info in manager.list_sessions()}
    for info in left:
        _end(info)
    return there


def end_one_left() -> bool:
    """End the session that was left longest ago, though it may come back.

    Returns
    -------
    bool
        False where none has been left.
    """
    manager = _manager()
    if manager is None:
        return False
    with manager._storage_lock:  # noqa: SLF001
        waiting = manager._session_storage.list()  # noqa: SLF001
        if not waiting:
            return False
        manager._session_storage.delete(waiting[0].session.id)  # noqa: SLF001
    _end(waiting[0])
    return True


def limit_uploads(most_bytes: int, most_of_one: int) -> None:
    """Let a session's files, and those of all, take so many bytes; the oldest go first.

    What is open stays open: a table is held by its session, not by the file it was read from.

    Parameters
    ----------
    most_bytes, most_of_one : int
    """
    if runtime.exists():
        manager = getattr(runtime.get_instance(), "uploaded_file_mgr", None)
        if isinstance(manager, MemoryUploadedFileManager) and "add_file" not in vars(manager):
            bound(manager, most_bytes, most_of_one)


def bound(manager: MemoryUploadedFileManager, most_bytes: int, most_of_one: int) -> None:
    """Make a manager of uploads give up the oldest files where there are too many bytes.

    Parameters
    ----------
    manager : MemoryUploadedFileManager
    most_bytes, most_of_one : int
    """
    add = manager.add_file

    def add_file(session_id: str, file: UploadedFileRec) -> None:
        with _lock:
            of_one = {session_id: manager.file_storage.get(session_id, {})}
            _make_room(manager, of_one, most_of_one - len(file.data))
            # The sessions in the order of their first file.
            _make_room(manager, manager.file_storage, most_bytes - len(file.data))
            add(session_id, file)

    manager.add_file = add_file


def _make_room(
    manager: MemoryUploadedFileManager,
    files: dict[str, dict[str, UploadedFileRec]],
    most_bytes: int,
) -> None:
    held = [
        (session, file_id, len(file.data))
        for session, each in [*files.items()]
        for file_id, file in [*each.items()]
    ]
    too_many = sum(size for *_, size in held) - most_bytes
    for session, file_id, size in held:
        if too_many <= 0:
            return
        manager.remove_file(session, file_id)
        too_many -= size


def _manager() -> WebsocketSessionManager | None:
    """Return who manages the sessions of a server that runs, None in a test of one page."""
    try:
        manager = getattr(runtime.get_instance(), "_session_mgr", None)
    except RuntimeError:
        return None
    return manager if isinstance(manager, WebsocketSessionManager) else None


def _end(info: SessionInfo) -> None:
    info.session.shutdown()
    info.session.session_state.clear()
