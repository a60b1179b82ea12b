"""Extremes per column: those of a plain search, whatever the run went through; and only what is new is read."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from game.sim.snapshot import Piece
from game.ui.timeline.loss_pyramid import History, column_edges

Array = NDArray[np.float64]


def pieces_of(losses: Array, cuts: list[int]) -> tuple[Piece, ...]:
    """`losses` in pieces that begin at 0 and at `cuts`."""
    edges = [0, *sorted({cut for cut in cuts if 0 < cut < len(losses)}), len(losses)]
    return tuple(Piece(a, losses[a:b]) for a, b in pairwise(edges))


def losses_of(length: int, seed: int) -> Array:
    generator = np.random.default_rng(seed)
    return generator.random(length) ** generator.integers(1, 9)


def brute_force(losses: Array, edges: NDArray[np.int64]) -> tuple[list[float], list[float]]:
    spans = [losses[a:b] for a, b in pairwise(edges) if a < len(losses)]
    return [float(span.min()) for span in spans], [float(span.max()) for span in spans]


runs = st.builds(losses_of, st.integers(1, 40_000), st.integers(0, 1000))
widths = st.one_of(st.floats(1.0, 20.0), st.floats(20.0, 3000.0))


@given(runs, st.lists(st.integers(1, 40_000), max_size=4), widths, st.integers(0, 300), st.integers(1, 400))
def test_columns_have_the_extremes_of_a_plain_search(
    losses: Array, cuts: list[int], per_column: float, first: int, count: int
) -> None:
    history = History()
    history.sync(pieces_of(losses, cuts))
    lowest, highest = history.columns(first, first + count, per_column)
    expected = brute_force(losses, column_edges(first, first + count, per_column))
    assert (lowest.tolist(), highest.tolist()) == expected
    assert (history.lowest, history.highest) == (losses.min(), losses.max())


@given(widths, st.integers(0, 5000))
def test_columns_follow_each_other_near_where_they_belong(per_column: float, first: int) -> None:
    edges = column_edges(first, first + 50, per_column)
    ideal = np.arange(first, first + 51) * per_column
    assert (np.diff(edges) >= 1).all()
    assert (edges >= ideal - 1e-3).all()
    assert (edges - ideal < max(1.0, per_column / 4)).all()


@given(st.integers(1000, 60_000), st.integers(0, 59_999), widths)
def test_a_spike_of_one_epoch_survives(length: int, at: int, per_column: float) -> None:
    at %= length
    losses = np.full(length, 0.25)
    losses[at] = 9.0
    history = History()
    history.sync((Piece(0, losses),))
    _, highest = history.columns(0, int(length / per_column) + 1, per_column)
    columns = np.flatnonzero(highest == 9.0)
    assert len(columns) == 1
    assert abs(columns[0] - at / per_column) <= 1.25


steps = st.lists(
    st.tuples(st.sampled_from(["grow", "cut", "change", "move", "replace"]), st.integers(0, 30_000)), max_size=8
)


@given(st.integers(1, 30_000), steps, widths)
def test_step_by_step_equals_from_scratch(length: int, changes: list[tuple[str, int]], per_column: float) -> None:
    losses, cuts, history = losses_of(length, 1), [length // 3], History()
    history.sync(pieces_of(losses, cuts))
    for number, (kind, size) in enumerate(changes):
        if kind == "grow":
            losses = np.concatenate((losses, losses_of(size + 1, number)))
        elif kind == "cut":
            losses = losses[: max(1, len(losses) - size)]
        elif kind == "change":
            losses = np.concatenate((losses[: size % len(losses)], losses_of(size + 1, number)))
        elif kind == "move":
            cuts = [size]
        else:
            losses = losses_of(size + 1, number + 7)
        history.sync(pieces_of(losses, cuts))
        fresh = History()
        fresh.sync((Piece(0, losses),))
        columns = [h.columns(0, 200, per_column) for h in (history, fresh)]
        assert np.array_equal(columns[0], columns[1])
        assert (history.lowest, history.highest, history.length) == (fresh.lowest, fresh.highest, fresh.length)


@pytest.mark.parametrize("length", [1, 15, 16, 17, 256, 257, 4096])
@pytest.mark.parametrize("kept", [1, 15, 16, 17, 255, 256, 4096])
def test_nothing_is_left_of_what_was_cut_off(length: int, kept: int) -> None:
    losses, history = losses_of(length, 2), History()
    history.sync((Piece(0, losses),))
    for end in (length, min(kept, length), length):
        history.sync((Piece(0, losses[:end]),))
        assert (history.lowest, history.highest) == (losses[:end].min(), losses[:end].max())
        assert history.columns(0, 5000, 1.0)[0].tolist() == losses[:end].tolist()


def test_it_says_from_where_on_a_run_is_new() -> None:
    losses, history = losses_of(1000, 3), History()
    assert history.sync((Piece(0, losses[:600]),)) == 0
    assert history.sync((Piece(0, losses[:900]),)) == 600
    assert history.sync((Piece(0, losses[:900]),)) == 900
    other = losses.copy()
    other[700] += 1.0
    assert history.sync((Piece(0, other),)) == 700
    assert history.sync((Piece(0, other[:50]),)) == 50


class Watched(History):
    """Counts the losses that are read."""

    read = 0

    def values(self, start: int, end: int) -> Array:
        found = super().values(start, end)
        self.read += len(found)
        return found


@pytest.mark.parametrize("grown", [1, 100, 5000])
def test_a_growing_million_is_never_read_again(grown: int) -> None:
    buffer = losses_of(1_010_000, 5)
    history = Watched()
    history.sync((Piece(0, buffer[:1_000_000]),))
    history.read = 0
    history.sync((Piece(0, buffer[: 1_000_000 + grown]),))
    history.columns(0, 3300, 310.0)
    assert history.read <= grown + 16
