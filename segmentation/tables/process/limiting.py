"""What a process may take of the machine, which the system counts, and what it gives back."""

import ctypes
import math
import os
import signal
from contextlib import suppress
from pathlib import Path

M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8
"""Settings of glibc's ``mallopt``."""

LARGE_BYTES = 1 << 20
STATM = Path("/proc/self/statm")


def prepare_limits() -> None:
    """See that too much processor time ends this process, and leaves no picture of its memory."""
    try:
        import resource
    except ImportError:
        return
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def limit_time(seconds: float | None) -> None:
    """Let this process take so much more processor time; the system ends it when that is used up.

    What it took for its start and for files before does not count, nor does waiting for a
    processor that others use.

    Parameters
    ----------
    seconds : float or None
        Rounded up to whole seconds; None for no limit.
    """
    try:
        import resource
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    most = hard
    if seconds is not None:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        most = math.ceil(usage.ru_utime + usage.ru_stime + seconds)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (most, hard))


def limit_memory(n_bytes: int) -> None:
    """Let this process take so much more memory than it holds; a system without limits has none.

    Parameters
    ----------
    n_bytes : int
    """
    try:
        import resource
    except ImportError:
        return
    if STATM.exists():
        held = int(STATM.read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (held + n_bytes, hard))


def keep_large_apart() -> None:
    """Let what is large be given back to the system as soon as nobody holds it any more.

    The library of C does so at first, but puts ever larger pieces between small ones once large
    ones have come and gone; and it gives every thread a store of its own, which keeps what is free.
    """
    _ask_glibc("mallopt", M_MMAP_THRESHOLD, LARGE_BYTES)
    _ask_glibc("mallopt", M_ARENA_MAX, 2)


def give_back() -> None:
    """Give memory that is free within this process back to the system, where that is possible."""
    import pyarrow as pa

    pa.default_memory_pool().release_unused()
    _ask_glibc("malloc_trim", 0)


def _ask_glibc(function: str, *arguments: int) -> None:
    with suppress(AttributeError, OSError, TypeError):  # another library of C
        getattr(ctypes.CDLL(None), function)(*arguments)
