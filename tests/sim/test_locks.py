"""Locked and wrong, locked and right."""

from __future__ import annotations

from game.sim.commands import Step
from game.sim.engine.simulation import Simulation
from game.sim.lock_verdict import SAYS, LockVerdict, lock_verdict, verdict_at
from game.sim.settings import Settings
from game.sim.start import Start


def test_a_lock_is_judged_by_what_the_network_gets_right() -> None:
    assert lock_verdict(False, (True, False)) is LockVerdict.OPEN
    assert lock_verdict(True, (True, True)) is LockVerdict.RIGHT
    assert lock_verdict(True, (True, False)) is LockVerdict.WRONG
    assert set(SAYS) == set(LockVerdict)


def test_marks_of_a_run_are_judged_at_their_epochs() -> None:
    """XOR is solved on the way; the locks that close afterwards are settled, those of a start too deep are trouble."""
    simulation = Simulation(Start(scenario="xor", seed=3, settings=Settings(learning_rate=5.0)))
    simulation.apply(Step("epoch", 3000))
    assert all(simulation.snapshot().right)
    locks = [event for event in simulation.lock_events() if event.locked]
    assert locks
    verdicts = [verdict_at(simulation.cursor.run, event.epoch, locked=True) for event in locks]
    assert verdicts[-1] is LockVerdict.RIGHT
    assert verdict_at(simulation.cursor.run, 0, locked=True) is LockVerdict.WRONG
    assert verdict_at(simulation.cursor.run, 0, locked=False) is LockVerdict.OPEN
