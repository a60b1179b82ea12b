"""Lock marks: none is lost by merging, none collides, and each says what happened."""

from __future__ import annotations

import itertools
import tracemalloc

import numpy as np
import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.sim import commands as c
from game.sim.engine.simulation import Simulation
from game.sim.locks import Locks
from game.sim.settings import Settings
from game.sim.start import Start
from game.ui.draw.kit import build_kit
from game.ui.draw.palette import STANDARD
from game.ui.timeline import chart_markers as chart_signs
from game.ui.timeline.chart_markers import GAP, LOCK, TEXT_SIZE
from game.ui.timeline.lock_marks import LockMark, lock_marks, mark_sentence, mark_text
from game.ui.timeline.timeline_panel import TimelinePanel
from tests.support.bench import PanelBench

NARROW, WIDE = 34.0, 68.0


def locks_at(*events: tuple[int, int, bool, float]) -> Locks:
    """Locks of a 2-2-1 network: epoch, neuron (0, 1 hidden, 2 output), locked, slope."""
    epochs, neurons, locked, slopes = zip(*events, strict=True)
    return Locks((2, 2, 1), np.array(epochs), np.array(neurons, dtype=np.int16), np.array(locked), np.array(slopes))


histories = st.lists(
    st.tuples(st.integers(0, 5000), st.integers(0, 2), st.booleans(), st.floats(0, 0.25)), min_size=1, max_size=80
).map(lambda events: locks_at(*sorted(events, key=lambda event: event[0])))


@given(histories, st.floats(0.01, 50.0))
def test_every_event_is_in_exactly_one_mark_and_marks_keep_apart(locks: Locks, per_pixel: float) -> None:
    marks = lock_marks(locks, per_pixel, NARROW, WIDE)
    assert marks[0].first == 0
    assert all(a.end == b.first for a, b in itertools.pairwise(marks))
    assert marks[-1].end == len(locks)
    assert sum(mark.locks for mark in marks) == int(locks.locked.sum())
    for a, b in itertools.pairwise(marks):
        pixels = (locks.epochs[b.first] - locks.epochs[a.first]) / per_pixel
        assert pixels >= (WIDE if a.count > 1 else NARROW) - 1e-6


def test_a_mark_names_its_neuron_and_tells_its_story() -> None:
    locks = locks_at((42, 1, True, 0.031), (900, 1, False, 0.06), (3000, 2, True, 0.0))
    marks = lock_marks(locks, 1.0, NARROW, WIDE)
    assert [mark_text(mark, locks) for mark in marks] == ["h₂", "h₂", "ŷ"]
    assert [mark.dead for mark in marks] == [False, False, True]
    assert "h₂ locked at epoch 42 (mean slope 0.0310)" in mark_sentence(marks[0], locks)
    assert "h₂ listens again at epoch 900 (mean slope 0.0600)" in mark_sentence(marks[1], locks)
    assert "ŷ locked at epoch 3,000: its slope is 0 on every sample" in mark_sentence(marks[2], locks)


def test_marks_that_would_collide_are_counted() -> None:
    locks = locks_at(
        (100, 0, True, 0.04), (101, 1, True, 0.03), (102, 2, True, 0.02), (103, 2, False, 0.1), (5000, 0, False, 0.1)
    )
    first, last = lock_marks(locks, 10.0, NARROW, WIDE)
    assert mark_text(first, locks) == "3 locks"
    assert mark_sentence(first, locks).endswith("; and 1 more up to epoch 103. Click to go there.")
    assert (last.count, last.locks, mark_text(last, locks)) == (1, 0, "h₁")


def test_a_lock_and_its_opening_stand_as_the_lock() -> None:
    locks = locks_at((10, 1, False, 0.06), (11, 0, True, 0.04))
    (mark,) = lock_marks(locks, 1.0, NARROW, WIDE)
    assert mark_text(mark, locks) == "h₁"


def test_a_mark_of_many_locks_is_dead_only_if_all_of_them_are() -> None:
    for slopes, dead in (((0.0, 0.0, 0.0), True), ((0.0, 0.0, 0.04), False), ((0.03, 0.0, 0.0), False)):
        locks = locks_at((1, 0, True, slopes[0]), (2, 0, False, 0.3), (3, 0, True, slopes[1]), (4, 1, True, slopes[2]))
        assert [mark.dead for mark in lock_marks(locks, 1.0, NARROW, WIDE)] == [dead]


def test_hundreds_of_thousands_of_events_are_marked_without_a_copy() -> None:
    """In fast-forward the marks are placed anew with every few frames."""
    count = 600_000
    locks = Locks(
        (2, 2, 1), np.arange(count), np.zeros(count, np.int16), np.arange(count) % 2 == 0, np.full(count, 0.04)
    )
    tracemalloc.start()
    marks = lock_marks(locks, 1000.3, NARROW, WIDE)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sum(mark.count for mark in marks) == count
    assert most < 200_000
    assert {mark_text(mark, locks) for mark in marks[:-1]} == {"34k locks"}


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800), (1920, 1080)])
@pytest.mark.parametrize("count", [2, 999, 1000, 999_999])
def test_merged_marks_do_not_run_into_each_other(size: tuple[int, int], count: int) -> None:
    """The widest text of a mark, with its icon, is narrower than the room a merged mark takes."""
    pygame.init()
    pygame.display.set_mode(size)
    kit, locked = build_kit(size, STANDARD), np.ones(count, bool)
    locks = Locks((2, 2, 1), np.arange(count), np.zeros(count, np.int16), locked, np.full(count, 0.04))
    text = mark_text(LockMark(0, count, count, False), locks)
    assert kit.px(LOCK) + kit.px(GAP) + kit.fonts.width(text, TEXT_SIZE) < kit.px(chart_signs.WIDE)


@pytest.mark.parametrize("epochs", [2500, 5000, 7500, 9990, 10_000])
def test_the_last_mark_keeps_off_the_one_before(epochs: int) -> None:
    """At the chart's right end there may be room for its icon only."""
    bench = PanelBench(panel := TimelinePanel(), "timeline", (1024, 640))
    bench.simulation = Simulation(Start(seed=1, settings=Settings(learning_rate=20.0, loss="cross_entropy")))
    bench.apply(c.Step("epoch", epochs))
    marks = panel.chart.markers.marks
    assert len(marks) > 5
    ends = [(a.rect.right, b.rect.left) for a, b in itertools.pairwise(marks)]
    assert all(right < left for right, left in ends), ends[-3:]
