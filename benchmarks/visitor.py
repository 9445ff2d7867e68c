"""A visitor without a browser: it speaks Streamlit's protocol, so that only the server is timed."""

import asyncio
import time
import urllib.request
from dataclasses import dataclass
from typing import Self
from uuid import uuid4

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

SLIDERS = ("Number of segments", "Number of clusters")
"""Ours and the naive page's."""

FINISHED = {
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
}


@dataclass(slots=True)
class Sent:
    """What the server has sent in one run.

    Attributes
    ----------
    seconds : float
        Until the run had finished.
    messages, size : int
        How many, and their bytes.
    errors : int
        Exceptions on the page.
    """

    seconds: float = 0.0
    messages: int = 0
    size: int = 0
    errors: int = 0


class Visitor:
    """One session of the app, with its k slider."""

    def __init__(self, address: str, query: str = "") -> None:
        """Remember where to go.

        Parameters
        ----------
        address : str
            Of the server, ``http://…``.
        query : str
            Of the link, with or without its question mark.
        """
        self.address = address
        self.url = address.replace("http", "ws", 1) + "/_stcore/stream"
        self.query = query.removeprefix("?")
        self.cookies = ""
        self.slider_id = self.fragment_id = ""
        self.page_hash = self.session_id = self.uploader_id = ""

    async def __aenter__(self) -> Self:
        """Ask for the page, keep its cookies as a browser does, connect, and run it once."""
        self.cookies = await asyncio.to_thread(self._ask)
        self.socket = await websockets.connect(
            self.url,
            subprotocols=["streamlit"],
            max_size=None,
            compression=None,
            ping_interval=None,
            additional_headers={"Cookie": self.cookies},
        )
        await self.run()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Leave."""
        await self.socket.close()

    async def run(
        self,
        k: int | None = None,
        page: str | None = None,
        file: tuple[str, str, int] | None = None,
    ) -> Sent:
        """Run a page, with the slider at k if given; return what was sent.

        Parameters
        ----------
        k : int or None
            As a browser does, the part of the page that holds the slider is asked for.
        page : str or None
            The address of another page; empty is the first one.
        file : tuple of (str, str, int) or None
            What the page's uploader holds: id, name and bytes of a file that was sent.

        Returns
        -------
        Sent
        """
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self.query
        if page is None:
            state.page_script_hash = self.page_hash
        else:
            state.page_name = page
        if k is not None:
            widget = state.widget_states.widgets.add()
            widget.id = self.slider_id
            widget.double_array_value.data.append(k)
            state.fragment_id = self.fragment_id
        if file is not None:
            widget = state.widget_states.widgets.add()
            widget.id = self.uploader_id
            held = widget.file_uploader_state_value.uploaded_file_info.add()
            held.file_id, held.name, held.size = file
        sent = Sent()
        begin = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        while not await self._finished(sent):
            pass
        sent.seconds = time.perf_counter() - begin
        return sent

    async def upload(self, page: str, name: str, data: bytes) -> Sent:
        """Send a file as a page's uploader does, and run the page that holds it.

        Parameters
        ----------
        page : str
            Its address.
        name : str
        data : bytes

        Returns
        -------
        Sent
        """
        file_id = str(uuid4())
        await asyncio.to_thread(self._put, file_id, name, data)
        return await self.run(page=page, file=(file_id, name, len(data)))

    def _ask(self) -> str:
        """Return the cookies that the page came with: behind several processes, whose it is."""
        with urllib.request.urlopen(self.address) as answer:  # noqa: S310 - loopback
            given = answer.headers.get_all("Set-Cookie", ())
        return "; ".join(cookie.partition(";")[0] for cookie in given)

    def _put(self, file_id: str, name: str, data: bytes) -> None:
        token, border = generate_xsrf_token_string(), uuid4().hex
        head = f'--{border}\r\nContent-Disposition: form-data; name="f"; filename="{name}"\r\n\r\n'
        request = urllib.request.Request(  # noqa: S310 - loopback
            f"{self.address}/_stcore/upload_file/{self.session_id}/{file_id}",
            data=head.encode() + data + f"\r\n--{border}--\r\n".encode(),
            method="PUT",
            headers={
                "Content-Type": f"multipart/form-data; boundary={border}",
                "X-Xsrftoken": token,
                "Cookie": f"{self.cookies}; _streamlit_xsrf={token}",
            },
        )
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            answer.read()

    async def _finished(self, sent: Sent) -> bool:
        """Read one message; return whether it ends the run."""
        text = await self.socket.recv()
        message = ForwardMsg()
        message.ParseFromString(text)
        sent.messages += 1
        sent.size += len(text)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.page_hash = message.new_session.page_script_hash
            self.session_id = message.new_session.initialize.session_id or self.session_id
        elif kind == "delta":
            self._look_at(message.delta, sent)
        return kind == "script_finished" and message.script_finished in FINISHED

    def _look_at(self, delta, sent: Sent) -> None:
        kind = delta.new_element.WhichOneof("type")
        sent.errors += kind == "exception"
        if kind == "slider" and delta.new_element.slider.label in SLIDERS:
            self.slider_id = delta.new_element.slider.id
            self.fragment_id = delta.fragment_id
        if kind == "file_uploader":
            self.uploader_id = delta.new_element.file_uploader.id


async def wander(visitor: Visitor, ks: list[int], pause: float) -> list[Sent]:
    """Move the slider through some k with a pause between them; return what each run sent."""
    runs = [await visitor.run(ks[0])]
    for k in ks[1:]:
        await asyncio.sleep(pause)
        runs.append(await visitor.run(k))
    return runs
