"""Locks are dated to where the slope passed the threshold that is set now, whenever it was set."""

from __future__ import annotations

import numpy as np
import pytest

from game.sim.commands import (
    Command,
    Play,
    Seek,
    Set,
    SetLockThreshold,
    SetParameter,
    SetSpeed,
    Step,
    SwitchRun,
    Undo,
)
from game.sim.engine.simulation import Simulation
from game.sim.files.replay import opened, recorded
from game.sim.settings import changed
from game.sim.start import Start


def simulation(threshold: float = 0.05, **settings: object) -> Simulation:
    start = Start(seed=3)
    for name, value in {"learning_rate": 5.0, "lock_threshold": threshold, **settings}.items():
        start = Start(seed=3, settings=changed(start.settings, name, value))
    return Simulation(start)


def do(here: Simulation, *commands: Command) -> Simulation:
    for command in commands:
        assert here.apply(command), command
    return here


def found(here: Simulation) -> list[tuple[int, int, bool, float]]:
    """Every change of a lock in the active run, once all are found."""
    here.cursor.run.locks.find()
    assert not here.cursor.run.locks.finding
    locks = here.snapshot().run.locks
    columns = (locks.epochs, locks.neurons, locks.locked, locks.slopes)
    return list(zip(*(column.tolist() for column in columns), strict=True))


BUSY: tuple[Command, ...] = (
    Step("epoch", 700),
    Set("learning_rate", 20.0),
    Step("epoch", 60),
    Seek(300),
    SetParameter(0, 0, 1, -3.0),
    Step("epoch", 500),
    Set("activation", "tanh"),
    Step("epoch", 900),
    Seek(1000),
    Set("learning_rate", 1.0),
    Step("epoch", 200),
    Undo(),
)


@pytest.mark.parametrize("update", ["epoch", "sample"])
@pytest.mark.parametrize("threshold", [0.02, 0.12, 0.2, 0.24])
def test_locks_are_those_of_a_session_that_had_the_threshold_from_the_start(update: str, threshold: float) -> None:
    before = do(simulation(threshold, update=update), *BUSY)
    after = do(simulation(update=update), *BUSY, SetLockThreshold(threshold))
    assert found(after) == found(before) != []
    assert after.cursor.params == before.cursor.params
    assert [run.losses.view().tobytes() for run in after.timeline.runs] == [
        run.losses.view().tobytes() for run in before.timeline.runs
    ]


def test_a_change_between_two_samples_is_gone_through_as_it_was() -> None:
    commands = (Step("epoch", 300), Step("sample", 2), Set("learning_rate", 12.0), Step("epoch", 200))
    before = do(simulation(0.2, update="sample"), *commands)
    after = do(simulation(update="sample"), *commands, SetLockThreshold(0.2))
    assert found(after) == found(before) != []


def test_a_mark_stands_where_the_slope_fell_below_and_not_where_the_slider_was_moved() -> None:
    here = do(simulation(), Step("epoch", 612))
    slopes = []
    for epoch in range(613):
        do(here, Seek(epoch))
        slopes.append([state.mean_slope for layer in here.snapshot().neurons for state in layer])
    do(here, Seek(612), SetLockThreshold(0.18))
    assert len(here.timeline.runs) == 1
    for neuron, column in enumerate(np.array(slopes).T):
        below = np.concatenate([[False], column < 0.18])
        turns = (np.flatnonzero(below[1:] != below[:-1])).tolist()
        assert [epoch for epoch, which, _, _ in found(here) if which == neuron] == turns
    assert min(epoch for epoch, *_ in found(here)) < 612


def test_while_locks_are_being_found_training_goes_on_and_none_is_lost() -> None:
    here = do(simulation(), Step("epoch", 3000), SetLockThreshold(0.2), SetSpeed(1000), Play())
    here.cursor.run.locks.find(50)
    for _ in range(5):
        here.tick()
    assert here.cursor.run.locks.finding
    state = here.snapshot()
    assert [each.locked for layer in state.neurons for each in layer] == [
        each.mean_slope < 0.2 for layer in state.neurons for each in layer
    ]
    straight = do(simulation(0.2), Step("epoch", here.cursor.moment.epoch))
    assert found(here) == [change for change in found(straight) if change[0] <= here.cursor.run.last_epoch]


def test_a_threshold_is_a_way_of_looking_and_not_of_training() -> None:
    here = do(simulation(), Step("epoch", 200), Seek(100), SetLockThreshold(0.2), SetLockThreshold(0.22))
    assert len(here.timeline.runs) == 1
    assert not here.timeline.can_undo
    assert here.snapshot().settings.lock_threshold == 0.22
    do(here, Set("learning_rate", 2.0))
    assert here.snapshot().run.name == "η 2 from epoch 100"
    do(here, SwitchRun(1))
    assert found(here) == found(do(simulation(0.22), Step("epoch", 200)))


def test_a_session_with_a_threshold_of_its_own_is_opened_as_it_was() -> None:
    here = do(simulation(), *BUSY, SetLockThreshold(0.2), Step("epoch", 30))
    again, difference = opened(recorded(here))
    assert difference is None
    assert again.state_hash() == here.state_hash()
    assert found(again) == found(here)
    resumed = Simulation.resumed(here.start, here.log, here.held())
    assert resumed.state_hash() == here.state_hash()
    assert resumed.snapshot().settings.lock_threshold == 0.2
    for each in (here, resumed):
        do(each, Step("epoch", 40))
    assert found(resumed) == found(here)


def test_files_that_set_the_threshold_from_a_moment_on_branch_as_they_did() -> None:
    here = do(simulation(), Step("epoch", 200), Seek(100), Set("lock_threshold", 0.2))
    assert len(here.timeline.runs) == 2
    assert here.snapshot().settings.lock_threshold == 0.2
    do(here, SetLockThreshold(0.1), Set("lock_threshold", 0.24))
    assert here.snapshot().settings.lock_threshold == 0.24
