"""What was freed goes back to the system."""

from __future__ import annotations

import subprocess
import sys

import pytest

FREED = """
import os
from game.memory import keep_large_apart

def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

if {apart}:
    keep_large_apart()
first = bytearray(20_000_000)
del first  # from now on the C library keeps pieces of that size, left to itself
large = bytearray(20_000_000)
above = [bytearray(100_000) for _ in range(20)]
before = resident()
del large
print(before - resident())
"""


PLAYED = """
import gc
from game.memory import hold_for_play

everything = []
gc.callbacks.append(lambda phase, about: everything.append(about["generation"] == 2))
{begun}
kept = []
for _ in range(400_000):
    kept.append([])
print(sum(everything))
"""


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="there the collector goes through everything piece by piece")
def test_what_a_student_does_is_not_held_up_by_going_through_everything() -> None:
    often, seldom = (
        int(
            subprocess.run(
                [sys.executable, "-c", PLAYED.format(begun=begun)], capture_output=True, text=True, check=True
            ).stdout
        )
        for begun in ("gc.freeze()", "hold_for_play()")
    )
    assert seldom == 0 < often


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere large pieces go back by themselves")
@pytest.mark.parametrize("apart", [False, True])
def test_a_large_picture_s_memory_goes_back_as_soon_as_it_is_freed(apart: bool) -> None:
    done = subprocess.run([sys.executable, "-c", FREED.format(apart=apart)], capture_output=True, text=True, check=True)
    assert (int(done.stdout) >= 19_000_000) == apart
