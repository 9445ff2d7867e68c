"""What a process gives back to the system of what it no longer needs."""

import subprocess
import sys

from source import ROOT

LARGE_BETWEEN_SMALL = """
import os
from segmentation.tables.process.limiting import STATM, keep_large_apart

def held():
    return int(STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

keep_large_apart()
bytes(30_000_000)
before = held()
large, small = [], []
for _ in range(20):
    large.append(bytearray(4_000_000))
    small.append(bytearray(50_000))
assert held() - before > 80_000_000
large.clear()
print(held() - before)
"""
"""By itself the library of C keeps 80 MB here: what is large lies between what is still needed."""


def test_what_is_large_is_given_back_though_small_ones_came_between():
    """Twenty tables of 4 MB, and something small of each that stays."""
    command = [sys.executable, "-c", LARGE_BETWEEN_SMALL]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert int(done.stdout) < 5_000_000
