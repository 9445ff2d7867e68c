"""What Streamlit tells of a run, made once or told together: the same as without."""

import asyncio
import gc
import weakref

from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunnerEvent

from pages.shell.serving import session
from pages.shell.serving.session import Post

MESSAGE, STOPPED = (
    ScriptRunnerEvent.ENQUEUE_FORWARD_MSG,
    ScriptRunnerEvent.FRAGMENT_STOPPED_WITH_SUCCESS,
)


class Session:
    """As much of a session as hears what its runs tell."""

    def __init__(self) -> None:
        """Hear nothing yet; to be made in a loop."""
        self._event_loop = asyncio.get_running_loop()
        self._message_enqueued_callback = lambda: self.heard.append("send")
        self.heard, self.wakes = [], 0

    def _call_soon_on_event_loop(self, callback) -> None:
        self.wakes += 1
        self._event_loop.call_soon_threadsafe(callback)

    def _handle_scriptrunner_event_on_event_loop(self, _sender, event, forward_msg=None) -> None:
        if forward_msg == "broken":
            raise ValueError(forward_msg)
        self.heard.append(forward_msg or event)
        if self._message_enqueued_callback:
            self._message_enqueued_callback()


def heard_of(*told: tuple[ScriptRunnerEvent, str | None], wait: float = 0.0) -> Session:
    """Return what a session has heard once a run has told it this and some seconds have passed."""

    async def run() -> Session:
        listener = Session()
        listener._event_loop.set_exception_handler(lambda *_: None)
        post = Post(listener)

        def tell() -> None:
            for event, message in told:
                post.add(None, event, {"forward_msg": message} if message else {})

        await asyncio.to_thread(tell)
        await asyncio.sleep(wait)
        return listener

    return asyncio.run(run())


def test_messages_go_together_and_are_sent_once():
    """In their order, with the end of the run, which lets nothing wait."""
    told = [(MESSAGE, f"message {at}") for at in range(30)]
    listener = heard_of(*told, (STOPPED, None))
    assert listener.heard == [*(message for _, message in told), STOPPED, "send"]
    assert listener.wakes == 2


def test_a_message_goes_soon_though_the_run_goes_on():
    """What says that a run takes long must not wait for its end."""
    listener = heard_of((MESSAGE, "it takes long"), wait=10 * session.LATEST_SECONDS)
    assert listener.heard == ["it takes long", "send"]


def test_what_fails_takes_nothing_else_with_it():
    """The messages behind it go all the same, and later ones too."""
    told = [(MESSAGE, "first"), (MESSAGE, "broken"), (MESSAGE, "last"), (STOPPED, None)]
    listener = heard_of(*told, wait=10 * session.LATEST_SECONDS)
    assert [each for each in listener.heard if each != "send"] == ["first", "last", STOPPED]
    assert listener._message_enqueued_callback is not None


def test_a_run_that_goes_on_is_heard_though_the_way_has_changed(monkeypatch):
    """Streamlit holds weakly what hears the first visitor's run, which began before."""

    def heard_before(*_: object) -> None:
        """Stand for Streamlit's own."""

    reference = weakref.ref(heard_before)
    monkeypatch.setattr(session._post, "before", None, raising=False)
    monkeypatch.setattr(AppSession, "_on_scriptrunner_event", heard_before)
    del heard_before
    session.post_together()
    assert AppSession._on_scriptrunner_event is session._post
    gc.collect()
    assert reference() is session._post.before
    session.post_together()
    assert reference() is session._post.before


def test_the_theme_is_told_as_streamlit_tells_it(monkeypatch):
    """The same message from the second time on, and another one where the settings are others."""
    monkeypatch.setattr(app_session, "_populate_theme_msg", app_session._populate_theme_msg)
    sections = [()] + [
        (f"theme.{name}",) for name in ("light", "dark", "sidebar", "light.sidebar", "dark.sidebar")
    ]

    def told() -> list[bytes]:
        messages = [CustomThemeConfig() for _ in sections]
        for message, section in zip(messages, sections, strict=True):
            app_session._populate_theme_msg(message, *section)
        return [message.SerializeToString(deterministic=True) for message in messages]

    before = told()
    session.keep_theme()
    assert told() == told() == before
    config.set_option("theme.baseRadius", "0.25rem")
    try:
        app_session._populate_theme_msg.kept.cache_clear()
        assert told() != before
    finally:
        config.set_option("theme.baseRadius", "0.5rem")
