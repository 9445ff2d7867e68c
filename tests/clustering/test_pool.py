"""The pool of workers: order, errors, and work that asks for workers itself."""

import subprocess
import sys
import threading

import pytest
from threadpoolctl import threadpool_info

from segmentation.clustering.pool import one_thread, run_all


def test_results_come_in_the_order_of_the_arguments():
    """The pool gives results in the order of its arguments, whichever is ready first."""
    assert run_all(lambda x: x * x, range(50)) == [x * x for x in range(50)]


def test_the_first_error_is_raised():
    """It is not swallowed by the pool."""
    with pytest.raises(ZeroDivisionError):
        run_all(lambda x: 1 / x, [1, 0])


def test_work_that_asks_for_workers_does_not_wait_for_ever():
    """Every worker asking for every worker ends."""
    done = []

    def outer(_):
        return sum(run_all(lambda x: x, range(5)))

    thread = threading.Thread(target=lambda: done.append(run_all(outer, range(100))), daemon=True)
    thread.start()
    thread.join(timeout=30)
    assert done == [[10] * 100]


def test_limits_may_nest():
    """Inside, matrix products keep to one thread; the value is the same."""
    with one_thread(), one_thread():
        assert run_all(abs, [-1]) == [1]


def n_threads():
    """Ask every copy of BLAS in the process for its threads."""
    return {part["num_threads"] for part in threadpool_info() if part["user_api"] == "blas"}


def test_two_at_once_leave_no_trace():
    """Who ends first gives no threads to the other; afterwards all is as before."""
    before = n_threads()
    first, second = one_thread(), one_thread()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert n_threads() == {1}
    second.__exit__(None, None, None)
    assert n_threads() == before


LATE = """
from segmentation.clustering.pool import one_thread, run_all
from threadpoolctl import threadpool_info
run_all(abs, [1])
with one_thread():
    import scipy.linalg
    print(*(part["num_threads"] for part in threadpool_info() if part["user_api"] == "blas"))
"""


def test_a_copy_that_is_loaded_inside_keeps_to_one_thread_too():
    """SciPy brings a BLAS of its own; a mixture took ten times as long beside it."""
    done = subprocess.run([sys.executable, "-c", LATE], capture_output=True, text=True, check=True)  # noqa: S603
    assert set(done.stdout.split()) == {"1"}
