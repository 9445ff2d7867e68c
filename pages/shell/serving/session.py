"""What Streamlit does for every run of a page anew or message by message, done once.

Streamlit has no setting for either, so private functions are wrapped; the tests hold what comes out
against what Streamlit's own would do.
"""

import threading
from collections import deque
from functools import lru_cache

from streamlit import config
from streamlit.runtime import app_session
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunnerEvent

LATEST_SECONDS = 0.02
"""So long a message waits for those that come after it."""


def post_together() -> None:
    """Let the messages of a run go to the loop together: each would wake it, and then once more.

    The loop and the run take the interpreter from each other every time. A move of the slider makes
    thirty messages, most within hundredths of a second.
    """
    before = AppSession._on_scriptrunner_event  # noqa: SLF001 - no other way is there
    if before is _post:
        return
    _post.before = before  # what runs at this moment holds it weakly
    AppSession._on_scriptrunner_event = _post  # noqa: SLF001


def _post(session: AppSession, sender: object, event: ScriptRunnerEvent, **more: object) -> None:
    own = session.__dict__
    post = own.get("post") or own.setdefault("post", Post(session))
    post.add(sender, event, more)


class Post:
    """What the runs of one session have told and the loop has not been told yet.

    Parameters
    ----------
    session : AppSession
    """

    def __init__(self, session: AppSession) -> None:
        self._session = session
        self._events: deque[tuple[object, ScriptRunnerEvent, dict]] = deque()
        self._lock = threading.Lock()

    def add(self, sender: object, event: ScriptRunnerEvent, more: dict) -> None:
        """Remember what a run tells; from any thread.

        Parameters
        ----------
        sender, event, more
            What Streamlit's handler is given. A message waits for others; with anything else, all
            that waited goes at once.
        """
        with self._lock:
            self._events.append((sender, event, more))
            is_first = len(self._events) == 1
        if event is not ScriptRunnerEvent.ENQUEUE_FORWARD_MSG:
            self._call(self.hand_over)
        elif is_first:
            self._call(self._hand_over_later)

    def hand_over(self) -> None:
        """Tell the loop all that waits, in order, and once that there is something to send."""
        session = self._session
        tell, session._message_enqueued_callback = session._message_enqueued_callback, None  # noqa: SLF001
        try:
            while told := self._next():
                sender, event, more = told
                session._handle_scriptrunner_event_on_event_loop(sender, event, **more)  # noqa: SLF001
        finally:
            session._message_enqueued_callback = tell  # noqa: SLF001
            if tell:
                tell()
            if self._events:  # one of them failed
                self._call(self.hand_over)

    def _next(self) -> tuple[object, ScriptRunnerEvent, dict] | None:
        with self._lock:
            return self._events.popleft() if self._events else None

    def _hand_over_later(self) -> None:
        self._session._event_loop.call_later(LATEST_SECONDS, self.hand_over)  # noqa: SLF001

    def _call(self, callback: object) -> None:
        self._session._call_soon_on_event_loop(callback)  # noqa: SLF001


def keep_theme() -> None:
    """Work out once what the settings say of the theme: Streamlit tells it with every run.

    Six times, each through all of its settings: a twelfth of what a move of the slider costs. A
    change of the settings is followed.
    """
    tell = app_session._populate_theme_msg  # noqa: SLF001 - no other way is there
    if hasattr(tell, "kept"):
        return

    @lru_cache
    def told(kind: type, *section: str):
        message = kind()
        tell(message, *section)
        return message

    def tell_kept(message, *section: str) -> None:
        message.MergeFrom(told(type(message), *section))

    tell_kept.kept = told
    config.on_config_parsed(told.cache_clear, force_connect=True)
    app_session._populate_theme_msg = tell_kept  # noqa: SLF001
