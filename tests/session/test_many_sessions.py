"""Random sessions, as many as `--sessions` says: each ends in the same state headless, through the window at some frame
rate, and after being saved and loaded."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import cycle, repeat

import pytest

from game.session.loop import NANOSECONDS
from game.sim.engine.simulation import Simulation
from game.sim.files.replay import Replay, decoded, encoded, play_back, recorded
from game.sim.start import Start
from tests.support.cockpit import TICK, Cockpit
from tests.support.random_actions import KINDS, any_action

STRIDE = 4
"""Commands are given at multiples of so many ticks: frames of one, two and four of them land on each."""
RATES: tuple[tuple[int, ...], ...] = (
    (2 * TICK,),
    (TICK,),
    (NANOSECONDS // 144,),
    (4 * TICK, 0, 2 * TICK, 2 * TICK, 1, 90 * TICK),
)
"""Nanoseconds from frame to frame, over and over: at 30, 60 and 144 frames a second, and in fits and starts."""
PARTS = 4


def headless(seed: int) -> Simulation:
    """A random session, ticked by hand."""
    dice, simulation = random.Random(seed), Simulation(Start(seed=seed, settings=KINDS[seed % len(KINDS)]))
    for _ in range(dice.randrange(3, 18)):
        action = any_action(dice, simulation)
        if not isinstance(action, int):
            simulation.apply(action)
        _wait(simulation, dice.choice((0, 0, STRIDE)))
    return simulation


def _wait(simulation: Simulation, ticks: int) -> None:
    """Some ticks, and on to the next multiple of `STRIDE`, or until nothing moves."""
    for _ in range(ticks):
        simulation.tick()
    while simulation.moving and simulation.tick_count % STRIDE:
        simulation.tick()


def landing(replay: Replay) -> bool:
    """Whether frames of any rate land on each command. A glide may end between two strides."""
    return all(tick % STRIDE == 0 for tick in (replay.ticks, *(entry.tick for entry in replay.commands)))


class Player:
    """Plays replays through one window, at its frames."""

    def __init__(self) -> None:
        self.cockpit = Cockpit(None, "--size", "1024x640")

    def play(self, replay: Replay, frames: Iterator[int]) -> Simulation:
        session = self.cockpit.window.session
        session.replace(Simulation(replay.start))
        for entry in replay.commands:
            self._until(entry.tick, frames)
            session.send(entry.command)
            self._frame(0)
        self._until(replay.ticks, frames)
        return session.simulation

    def _until(self, tick: int, frames: Iterator[int]) -> None:
        while self.cockpit.simulation.tick_count < tick:
            assert self.cockpit.simulation.moving
            left, frame = tick - self.cockpit.simulation.tick_count, next(frames)
            self._frame(frame if left >= STRIDE else min(frame, left * TICK))  # a beat may end between two strides
        assert self.cockpit.simulation.tick_count == tick, "a frame has gone past a command's tick"

    def _frame(self, nanoseconds: int) -> None:
        self.cockpit.clock.now += nanoseconds
        self.cockpit.window.frame()


@pytest.mark.parametrize("part", range(PARTS))
def test_headless_through_the_window_and_saved_and_loaded_are_one(part: int, sessions: int) -> None:
    player = Player()
    for seed in range(part, sessions, PARTS):
        simulation = headless(seed)
        replay = decoded(encoded(recorded(simulation)))
        assert play_back(replay).state_hash() == simulation.state_hash(), f"session {seed}, saved and loaded"
        rate = RATES[(seed // PARTS) % len(RATES)] if landing(replay) else RATES[1]
        shown = player.play(replay, cycle(rate) if len(rate) > 1 else repeat(rate[0]))
        assert shown.state_hash() == simulation.state_hash(), f"session {seed}, through the window"
