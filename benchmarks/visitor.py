"""A visitor without a browser: it speaks Streamlit's protocol, so that only the server is timed."""

import asyncio
import time
from typing import Self

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


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
        self.url = address.replace("http", "ws", 1) + "/_stcore/stream"
        self.query = query.removeprefix("?")
        self.slider_id = ""
        self.page_hash = ""

    async def __aenter__(self) -> Self:
        """Connect and run the page once."""
        self.socket = await websockets.connect(
            self.url, subprotocols=["streamlit"], max_size=None, compression=None
        )
        await self.run()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Leave."""
        await self.socket.close()

    async def run(self, k: int | None = None) -> float:
        """Run the page, with the slider at k if given; return the seconds until it has finished."""
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self.query
        state.page_script_hash = self.page_hash
        if k is not None:
            widget = state.widget_states.widgets.add()
            widget.id = self.slider_id
            widget.double_array_value.data.append(k)
        begin = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        while not await self._finished():
            pass
        return time.perf_counter() - begin

    async def _finished(self) -> bool:
        """Read one message; return whether it ends the run."""
        message = ForwardMsg()
        message.ParseFromString(await self.socket.recv())
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.page_hash = message.new_session.page_script_hash
        elif kind == "delta" and message.delta.new_element.WhichOneof("type") == "slider":
            self.slider_id = message.delta.new_element.slider.id
        return kind == "script_finished" and message.script_finished in {
            ForwardMsg.FINISHED_SUCCESSFULLY,
            ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
        }


async def wander(visitor: Visitor, ks: list[int], pause: float) -> list[float]:
    """Move the slider through some k with a pause after each; return the seconds of each run."""
    seconds = []
    for k in ks:
        seconds.append(await visitor.run(k))
        await asyncio.sleep(pause)
    return seconds
