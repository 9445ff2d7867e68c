"""The one pool of worker threads; every piece of work in it keeps to one thread.

A default OpenMP or BLAS thread per core inside each of many concurrent fits makes all of them spin;
here parallelism is over k and over blocks of rows, and inner loops are single-threaded.
"""

import os
import sys
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from functools import lru_cache
from typing import Any

from threadpoolctl import ThreadpoolController

WORKER = "segmentation"
"""What the names of the pool's threads begin with."""


def run_all(function: Callable, arguments: Iterable[Any]) -> list[Any]:
    """Return ``[function(a) for a in arguments]``, computed side by side.

    Parameters
    ----------
    function : callable
        When it calls `run_all` itself, that runs on its own thread: the pool is bounded, and
        workers that wait for workers would wait for ever.
    arguments : iterable

    Returns
    -------
    list
        In the order of `arguments`; the first exception is raised.
    """
    if threading.current_thread().name.startswith(WORKER):
        return [function(argument) for argument in arguments]
    with one_thread():
        return list(_pool().map(function, arguments))


def one_thread() -> AbstractContextManager:
    """Keep matrix products inside the block to the calling thread.

    Small products on several threads wait for each other: a search of 0.3 s takes 18 s with the
    libraries' default of a thread per core.

    Returns
    -------
    context manager
    """
    return _ONE_THREAD


@lru_cache(maxsize=1)
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(os.cpu_count(), thread_name_prefix=WORKER)


@lru_cache(maxsize=2)
def _controller(has_sklearn: bool) -> ThreadpoolController:  # noqa: FBT001, ARG001 - a key
    # SciPy brings a BLAS of its own, and what is loaded later would not be kept to one thread.
    # Scikit-learn, which takes long to load, brings one library more: with it all is asked anew.
    import scipy.linalg  # noqa: F401

    return ThreadpoolController()


class _OneThread(AbstractContextManager):
    """The first of those inside takes the threads away, and the last gives them back.

    Limits count for the whole process. If each of two sessions restored what it had found, the one
    that ends first would give threads to the other, and that one would then keep them for ever.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._n_inside = 0

    def __enter__(self) -> None:
        with self._lock:
            if not self._n_inside:
                self._limits = _controller("sklearn" in sys.modules).limit(limits=1)
            self._n_inside += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._n_inside -= 1
            if not self._n_inside:
                self._limits.restore_original_limits()


_ONE_THREAD = _OneThread()
