"""Which epochs a table of a run tells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.sim.files.run_table import epochs_told


@given(st.integers(0, 10_000_000), st.integers(1, 60_000))
def test_a_table_tells_every_epoch_or_evenly_chosen_ones_up_to_the_last(last: int, most: int) -> None:
    told = epochs_told(last, most)
    assert len(told) <= most
    assert told[-1] == last
    assert 0 <= told[0] < told.step
    assert told.step == 1 or last >= most
