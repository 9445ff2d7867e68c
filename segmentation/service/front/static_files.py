"""The files that a browser loads once, made small once per server.

Streamlit leaves its own files uncompressed, since compressing them anew for every visitor would
cost more than it spares, and counts on a proxy for it. A server in an office has none: its first
visitor waits for four megabytes that are one. Here each file is compressed when it is first asked
for and kept, so that a later visitor costs a look-up. By Brotli where the browser takes it, which
is on this machine and over TLS, else by gzip.
"""

import gzip
import hashlib
from collections.abc import Mapping
from functools import lru_cache
from mimetypes import guess_type
from pathlib import Path
from typing import NamedTuple

import brotli
from anyio.to_thread import run_sync
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

COMPRESSIBLE = frozenset({".js", ".css", ".html", ".json", ".svg", ".txt"})
A_YEAR = "public, immutable, max-age=31536000"
"""Their names carry a version or a hash: a changed file has another name."""

QUALITY = 9
"""Of Brotli: a tenth smaller than gzip in four times its time; higher ones take seconds a file."""


class Kept(NamedTuple):
    """A file as it is sent.

    Attributes
    ----------
    body : bytes
    media_type : str
    encoding : str or None
        What it was compressed by.
    """

    body: bytes
    media_type: str
    encoding: str | None


def stand_ins(of: Path, folder: Path) -> dict[Path, Path]:
    """Return which file is sent instead of which, such as a font of the icons in use alone.

    Parameters
    ----------
    of : Path
        The folder of the files that are stood in for.
    folder : Path
        Holds the smaller files, and in ``STANDS_FOR`` a line for each: the SHA-256 and the place
        below the other folder of the file that it stands for, and its own name.

    Returns
    -------
    dict of Path to Path
        Without those whose file is another by now: that one is sent as it is.
    """
    found = {}
    for line in (folder / "STANDS_FOR").read_text(encoding="utf-8").splitlines():
        digest, name, ours = line.split()
        whole = of / name
        if whole.is_file() and hashlib.sha256(whole.read_bytes()).hexdigest() == digest:
            found[whole.resolve()] = folder / ours
    return found


class CompressedFiles:
    """ASGI middleware that answers for static files, compressed.

    Whatever it has no answer to goes on as it came: parts of a file, other kinds of files, files
    that are not there, browsers that want them as they are.

    Parameters
    ----------
    app : ASGIApp
        What answers for everything else.
    folders : mapping of str to Path
        Folders by the address that stands before their files, such as ``"/static/"``.
    instead : mapping of Path to Path, optional
        Files that are sent instead of others.
    """

    def __init__(
        self,
        app: ASGIApp,
        folders: Mapping[str, Path],
        instead: Mapping[Path, Path] | None = None,
    ) -> None:
        self._app = app
        self._folders = {prefix: folder.resolve() for prefix, folder in folders.items()}
        self._instead = instead or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a static file, or pass the request on."""
        answer = self._app
        if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}:
            headers = Headers(scope=scope)
            encoding = _encoding(headers.get("accept-encoding", ""))
            file = None if "range" in headers else self._file(scope["path"])
            if file in self._instead:
                answer = await run_sync(_response, self._instead[file], None)
            elif file is not None and encoding and file.suffix in COMPRESSIBLE:
                answer = await run_sync(_response, file, encoding)
        await answer(scope, receive, send)

    def _file(self, path: str) -> Path | None:
        for prefix, folder in self._folders.items():
            # Streamlit may be served below any path.
            _, found, name = path.partition(prefix)
            file = (folder / name).resolve() if found else folder
            if file.is_relative_to(folder) and file.is_file():
                return file
        return None


def _encoding(accepted: str) -> str | None:
    taken = {part.partition(";")[0].strip() for part in accepted.split(",")}
    return next((encoding for encoding in ("br", "gzip") if encoding in taken), None)


def _response(file: Path, encoding: str | None) -> Response:
    kept = _kept(file, file.stat().st_mtime_ns, encoding)
    headers = {"vary": "accept-encoding", "cache-control": A_YEAR}
    if kept.encoding:
        headers["content-encoding"] = kept.encoding
    return Response(kept.body, media_type=kept.media_type, headers=headers)


@lru_cache(maxsize=2_000)
def _kept(file: Path, _changed: int, encoding: str | None) -> Kept:
    body = file.read_bytes()
    if encoding == "br":
        body = brotli.compress(body, quality=QUALITY)
    elif encoding == "gzip":
        body = gzip.compress(body, 9, mtime=0)
    return Kept(body, guess_type(file.name)[0], encoding)
