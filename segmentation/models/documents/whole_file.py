"""A file that is there whole or as it was: also when the program ends while it writes."""

import os
import secrets
import shutil
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place and let it take that, so that no half of it is ever there.

    Parameters
    ----------
    path : Path
        What is no plain file, such as ``/dev/stdout``, is written to as it is; a link stays one.
    data : bytes

    Raises
    ------
    OSError
        If it cannot be written; what was there before is then as it was.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    place = path.resolve()
    part = place.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if place.exists():
            shutil.copymode(place, part)
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)
