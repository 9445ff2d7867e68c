"""The files that a browser loads once, compressed once per server.

Streamlit leaves its own files uncompressed, since compressing them anew for every visitor would
cost more than it spares, and counts on a proxy for it. A server in an office has none: its first
visitor waits for four megabytes that are one. Here each file is compressed when it is first asked
for and kept, so that a later visitor costs a look-up.
"""

import gzip
from collections.abc import Mapping
from functools import lru_cache
from mimetypes import guess_type
from pathlib import Path
from typing import NamedTuple

from anyio.to_thread import run_sync
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

COMPRESSIBLE = frozenset({".js", ".css", ".html", ".json", ".svg", ".txt"})
A_YEAR = "public, immutable, max-age=31536000"
"""Their names carry a version or a hash: a changed file has another name."""


class Kept(NamedTuple):
    """A compressed file.

    Attributes
    ----------
    body : bytes
        By gzip.
    media_type : str
    """

    body: bytes
    media_type: str


class CompressedFiles:
    """ASGI middleware that answers for static files to browsers that take gzip.

    Whatever it has no answer to goes on as it came: parts of a file, other kinds of files, files
    that are not there, browsers that want them as they are.

    Parameters
    ----------
    app : ASGIApp
        What answers for everything else.
    folders : mapping of str to Path
        Folders by the address that stands before their files, such as ``"/static/"``.
    """

    def __init__(self, app: ASGIApp, folders: Mapping[str, Path]) -> None:
        self._app = app
        self._folders = {prefix: folder.resolve() for prefix, folder in folders.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a static file, or pass the request on."""
        answer = self._app
        if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"} and _may_compress(scope):
            file = self._file(scope["path"])
            if file is not None:
                answer = await run_sync(_response, file)
        await answer(scope, receive, send)

    def _file(self, path: str) -> Path | None:
        for prefix, folder in self._folders.items():
            # Streamlit may be served below any path.
            _, found, name = path.partition(prefix)
            file = (folder / name).resolve() if found else folder
            if file.suffix in COMPRESSIBLE and file.is_relative_to(folder) and file.is_file():
                return file
        return None


def _may_compress(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    return "gzip" in headers.get("accept-encoding", "") and "range" not in headers


def _response(file: Path) -> Response:
    kept = _compressed(file, file.stat().st_mtime_ns)
    headers = {
        "content-encoding": "gzip",
        "vary": "accept-encoding",
        "cache-control": A_YEAR,
        "x-content-type-options": "nosniff",
    }
    return Response(kept.body, media_type=kept.media_type, headers=headers)


@lru_cache(maxsize=1_000)
def _compressed(file: Path, _changed: int) -> Kept:
    return Kept(gzip.compress(file.read_bytes(), 9, mtime=0), guess_type(file.name)[0])
