"""Going back: any moment is what it was, acting in the past branches, undo puts back, and a log replays to the bit."""

from __future__ import annotations

import dataclasses
import itertools
import random
from typing import Any

import numpy as np
import pytest

from game.sim import commands as c
from game.sim.commands import (
    DropRun,
    Play,
    RenameRun,
    Reset,
    Seek,
    Set,
    SetBatch,
    SetParameter,
    SetSpeed,
    SetTarget,
    Step,
    SwitchRun,
    Undo,
)
from game.sim.engine.run import Run
from game.sim.engine.segment import Segment
from game.sim.engine.simulation import Simulation
from game.sim.engine.timeline import MAX_UNDO
from game.sim.events import MAX_RUNS, Branched, LockEvent, LossChanged, RunDropped
from game.sim.network import Flat
from game.sim.optimizers import optimizers
from game.sim.phases import MAX_SPEED, PHASE_UNITS, Moment
from game.sim.settings import SPECS, TRAINING, UPDATES, Settings
from game.sim.snapshot import Snapshot, diff
from game.sim.start import Start
from tests.support.certain import there
from tests.support.commanded import do, simulation
from tests.support.random_actions import KINDS, SETS, SPACING, any_action
from tests.support.retrace import assert_recorded_as_it_was

each_update = pytest.mark.parametrize("update", UPDATES)


def differs(a: Snapshot, b: Snapshot, *but: str) -> str | None:
    """Where two snapshots differ, but for the tick and the fields `but`."""
    return diff(a, dataclasses.replace(b, **{name: getattr(a, name) for name in ("tick", *but)}))


def names(simulation: Simulation) -> list[str]:
    return [run.name for run in simulation.snapshot().runs]


def recording(run: Run) -> tuple[Any, ...]:
    """All there is to know of a run, as bytes and plain values."""
    locks = run.locks.history()
    losses = b"".join(piece.losses.tobytes() for piece in run.pieces())
    columns = [column.tobytes() for column in (locks.epochs, locks.neurons, locks.locked, locks.slopes)]
    end = run.course.params_at((run.last_epoch, 0))
    return (run.id, run.name, run.last_epoch, losses, columns, tuple(run.course.segments), end, run.diverged)


# -- seeking -----------------------------------------------------------------------------------------------------------


def edited_run(update: str) -> tuple[Simulation, dict[Moment, Snapshot]]:
    """A run with changes of every kind in the middle of epochs, and a snapshot of every moment it stopped at."""
    here = simulation(update=update, learning_rate=20.0, lock_threshold=0.15, loss="cross_entropy")
    rng = random.Random(7)
    changes: list[c.Command] = [
        Set("learning_rate", 3.0),
        SetParameter(1, 0, 1, -0.5),
        SetTarget(2, 0.75),
        Set("lock_threshold", 0.2),
        Set("activation", "tanh"),
        SetParameter(0, 1, None, 2.0),
        Set("loss", "mse"),
        Set("update", "sample" if update == "epoch" else "epoch"),
        Set("activation", "sigmoid"),
        Set("learning_rate", 60.0),
        Set("update", update),
        SetTarget(2, 1.0),
    ]
    seen: dict[Moment, Snapshot] = {}
    for change in changes:
        do(here, Step("epoch", rng.randrange(1, SPACING // 3)))
        for _ in range(rng.randrange(1, 9)):
            do(here, Step("sample", 1))
            seen[here.cursor.moment] = here.snapshot()
        do(here, change)
        seen = {moment: snapshot for moment, snapshot in seen.items() if moment.epoch < here.cursor.moment.epoch}
        seen[here.cursor.moment] = here.snapshot()
    do(here, Step("epoch", 2 * SPACING + 9))
    assert len(here.snapshot().runs) == 1
    return here, seen


@each_update
def test_seeking_anywhere_equals_running_there(update: str) -> None:
    here, seen = edited_run(update)
    end = here.snapshot()
    moments = list(seen)
    random.Random(1).shuffle(moments)
    for moment in moments:
        do(here, Seek(moment.epoch, moment.sample, moment.phase, moment.units))
        found = differs(here.snapshot(), seen[moment], "runs", "can_undo", "playing")
        assert found is None, f"at {moment}: {found}"
    do(here, Seek(10**9))
    assert differs(here.snapshot(), end) is None
    assert_recorded_as_it_was(here.cursor.run, every=7)


@each_update
@pytest.mark.parametrize("speed", [10, 100, 1000, MAX_SPEED])
def test_running_through_a_recorded_past_changes_nothing(update: str, speed: int) -> None:
    """Across segments that begin inside epochs, every tick stands where seeking would."""
    here, seen = edited_run(update)
    run = here.cursor.run
    kept, last = recording(run), run.last_epoch
    start = 0 if speed in (1000, MAX_SPEED) else max(seen).epoch - 2
    do(here, SetSpeed(speed), SetBatch(37), Seek(start), Play())
    while here.cursor.moment.epoch < min(last - 40, start + 2000 if speed > 100 or not speed else start + 6):
        here.tick()
        assert here.cursor.params == run.course.params_at(here.cursor.place)
        assert here.cursor.segment is run.course.segment_at((here.cursor.moment.epoch, here.cursor.moment.sample))
        assert here.cursor.locked == run.locks.at(here.cursor.moment.epoch)
    assert recording(run) == kept


@each_update
def test_time_is_spent_alike_in_large_and_small_steps(update: str) -> None:
    """Also across a change of the update rule, which makes epochs longer or shorter."""
    here, _ = edited_run(update)
    change = next(s for s in here.cursor.run.course.segments if s.settings.update != update)
    for units in (47 * PHASE_UNITS + 11, 400 * PHASE_UNITS + 1, 2000 * PHASE_UNITS):
        do(here, Seek(change.epoch - 3))
        here.cursor.advance(units)
        far = here.cursor.moment
        do(here, Seek(change.epoch - 3))
        for _ in range(units // PHASE_UNITS):
            here.cursor.advance(PHASE_UNITS)
        here.cursor.advance(units % PHASE_UNITS)
        assert here.cursor.moment == far
        assert far.epoch > change.epoch or units < 100 * PHASE_UNITS


@each_update
def test_seeking_past_an_end_goes_to_it(update: str) -> None:
    here = do(simulation(update=update), Step("epoch", 3))
    for seek, moment in (
        (Seek(99, 2, 1, 5), Moment(3)),
        (Seek(2, 99), Moment(2, 3)),
        (Seek(2, 0, 99), Moment(2, 0, 5 if update == "sample" else 4)),
        (Seek(2, 3, 99), Moment(2, 3, 5)),
        (Seek(2, 1, 0, 10**9), Moment(2, 1, 0, PHASE_UNITS - 1)),
        (Seek(3, 3), Moment(3, 3)),
    ):
        assert do(here, seek).cursor.moment == moment


def test_seeking_into_an_epoch_with_two_update_rules() -> None:
    """Set in the middle of an epoch, an update rule holds for the whole of it; the other samples are its own too."""
    here = do(simulation(update="sample", learning_rate=20.0), Step("epoch", 2), Step("sample", 2))
    part = here.cursor.params
    do(here, Set("update", "epoch"))
    assert here.cursor.moment == Moment(2, 2)
    assert here.cursor.params == part
    for sample in range(4):
        assert do(here, Seek(2, sample)).cursor.params == part
    do(here, Seek(2, 3, 99))
    assert here.snapshot().phase.kind == "update"
    do(here, Seek(2, 1, 99), Set("update", "sample"))
    assert here.cursor.params != part
    assert do(here, Seek(2)).cursor.params == part
    assert_recorded_as_it_was(here.cursor.run)


@pytest.mark.parametrize("kind", [{}, {"learning_rate": 20.0, "loss": "cross_entropy", "lock_threshold": 0.2}])
def test_a_long_run_is_small_and_quick_to_look_at(kind: dict[str, Any]) -> None:
    """Bytes, and how much of the past has to be trained again: what time that takes is the bench's to say."""
    here = simulation(**kind)
    while here.cursor.moment.epoch < 40_000:
        do(here, Step("epoch", 10_000))
    run = here.cursor.run
    assert run.nbytes < 30 * 40_000
    assert len(run.course.keyframes_to(0)[0]) == 40_000 // SPACING
    assert max(np.diff([0, *run.course.keyframes_to(0)[0]])) == SPACING


@each_update
def test_who_looks_through_a_run_has_each_epoch_trained_once(update: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Going forward, and asking for the same place again; going back begins at a keyframe or a segment."""
    here = do(simulation(update=update, learning_rate=20.0), Step("epoch", 40), Set("learning_rate", 3.0))
    do(here, Step("epoch", 60), Seek(0))
    course, trained, train = here.cursor.run.course, [], Segment.train

    def counted(segment: Segment, params: Flat, epoch: int, epochs: int, *locked: Any, **watch: Any) -> Any:
        trained.append(epochs)
        return train(segment, params, epoch, epochs, *locked, **watch)

    monkeypatch.setattr(Segment, "train", counted)
    found = [course.params_at((epoch, 0)) for epoch in range(101) for _ in range(2)]
    assert sum(trained) == 40 - 1 + 60, "epoch 40 is where a segment begins"
    assert [course.params_at((epoch, 0)) for epoch in (100, 39, 41, 0)] == [found[2 * k] for k in (100, 39, 41, 0)]
    assert sum(trained) == 40 - 1 + 60 + 39 + 1


def test_a_neuron_that_swings_about_its_threshold_costs_little() -> None:
    here = Simulation(Start(seed=1, settings=Settings(learning_rate=20.0, loss="cross_entropy")))
    for _ in range(3):
        do(here, Step("epoch", 10_000))
    locks = here.snapshot().run.locks
    assert len(locks) > 10_000
    assert here.cursor.run.nbytes < 60 * 30_000
    assert len(locks.epochs) == len(locks) == len(list(locks))
    assert (np.diff(locks.epochs) >= 0).all()
    assert list(locks[-3:]) == [locks[len(locks) - 3], locks[-2], locks[-1]]
    assert locks.between(locks[10].epoch - 1, locks[20].epoch)[0] == locks[10]
    with pytest.raises(IndexError):
        locks[len(locks)]


def test_events_that_nobody_takes_cost_little() -> None:
    """Headless nobody does; taken, none is missing."""
    here = Simulation(Start(seed=1, settings=Settings(learning_rate=20.0, loss="cross_entropy")))
    for _ in range(3):
        do(here, Step("epoch", 10_000))
    assert len(here.events) < 10
    taken = [event for event in here.take_events() if isinstance(event, LockEvent)]
    assert taken == here.lock_events() == list(here.snapshot().run.locks)
    assert len(taken) > 10_000


def test_another_loss_before_any_epoch_changes_no_course() -> None:
    here = do(simulation(), Set("loss", "cross_entropy"))
    assert not any(isinstance(event, LossChanged) for event in here.take_events())


# -- branching ---------------------------------------------------------------------------------------------------------


@each_update
def test_acting_in_the_past_keeps_the_old_future(update: str) -> None:
    here = do(simulation(update=update, learning_rate=20.0, lock_threshold=0.2), Step("epoch", 300))
    old = here.cursor.run
    kept = recording(old)
    do(here, Seek(120, 2), Set("loss", "cross_entropy"))
    changed, branched = [event for event in here.take_events() if isinstance(event, (Branched, LossChanged))]
    assert branched == Branched(120, 2, "cross-entropy from epoch 120")
    assert changed == LossChanged(120, "cross_entropy")
    snapshot = here.snapshot()
    assert snapshot.run.parent == 1
    assert snapshot.run.branch_epoch == snapshot.run.last_epoch == 120
    assert snapshot.moment == Moment(120, 2)
    do(here, Step("epoch", 400))
    assert recording(old) == kept
    for epoch in range(120):
        assert snapshot.run.loss_at(epoch) == old.loss_at(epoch)
    assert here.snapshot().run.pieces[0] is snapshot.run.pieces[0]
    for run in here.timeline.runs:
        assert_recorded_as_it_was(run, every=7)


@each_update
def test_branches_of_branches_do_not_lean_on_what_is_undone_or_dropped(update: str) -> None:
    """A branch keeps its history whatever becomes of the run it came from."""
    here = do(simulation(update=update, learning_rate=5.0), Step("epoch", 20), Step("sample", 1))
    do(here, Set("learning_rate", 9.0), Step("sample", 1), SetTarget(0, 0.5), Step("epoch", 10))
    do(here, Seek(20, 3), Set("loss", "cross_entropy"), Step("epoch", 20))
    do(here, Seek(25), Set("activation", "tanh"), Step("epoch", 20))
    branches = {run.id: recording(run) for run in here.timeline.runs[1:]}
    assert len(branches) == 2
    do(here, Undo(), Undo(), Undo(), Undo())
    assert not here.snapshot().can_undo
    found = {run.id: recording(run) for run in here.timeline.runs}
    assert branches.items() <= found.items()
    assert here.timeline.active.last_epoch == 20
    for run in [run for run in here.timeline.runs if run.id not in branches and run is not here.timeline.active]:
        do(here, DropRun(run.id))
    do(here, SwitchRun(2), DropRun(1))
    for run in here.timeline.runs:
        assert recording(run) == branches[run.id]
        assert_recorded_as_it_was(run)


def test_changes_inside_the_first_epoch_and_a_reset_leave_branches_alone() -> None:
    here = do(simulation(update="sample"), Step("sample", 1), Set("learning_rate", 9.0), Step("sample", 1))
    do(here, Set("learning_rate", 2.0), Seek(0, 1), Set("loss", "cross_entropy"), Step("epoch", 5))
    kept = recording(here.cursor.run)
    do(here, SwitchRun(1), Reset("and"), Step("epoch", 3))
    assert recording(here.timeline.runs[1]) == kept
    do(here, Undo(), Undo(), Undo())
    branch = here.timeline.run(2)
    assert branch
    assert recording(branch) == kept
    assert_recorded_as_it_was(branch)


def test_a_drag_in_the_past_makes_one_branch_named_for_where_it_ends() -> None:
    here = do(simulation(), Step("epoch", 50), Seek(30))
    do(here, *(Set("learning_rate", 1.0 + k / 10) for k in range(1, 41)))
    assert names(here) == ["XOR, seed 3", "η 5 from epoch 30"]
    do(here, RenameRun(2, "mine"), Set("learning_rate", 6.0))
    assert names(here) == ["XOR, seed 3", "mine"]
    do(here, Undo())
    assert names(here) == ["XOR, seed 3"]
    assert here.cursor.moment == Moment(30)


def test_eight_runs_at_most_the_oldest_make_room() -> None:
    here = do(simulation(), Step("epoch", 20))
    for k in range(1, 13):
        do(here, Seek(10), Set("learning_rate", 1.0 + k), Step("epoch", 15))
    runs = here.snapshot().runs
    assert len(runs) == MAX_RUNS
    assert [run.id for run in runs] == list(range(6, 14))
    dropped = [event for event in here.take_events() if isinstance(event, RunDropped)]
    assert [event.run for event in dropped] == [1, 2, 3, 4, 5]
    assert all(event.to_make_room for event in dropped)
    for run in here.timeline.runs:
        assert_recorded_as_it_was(run)


def test_switch_rename_drop() -> None:
    here = do(simulation(), Step("epoch", 20), Seek(10), SetTarget(0, 1.0), Step("epoch", 5))
    do(here, SwitchRun(1))
    assert (here.snapshot().run.id, here.cursor.moment) == (1, Moment(15))
    assert here.snapshot().targets == (0.0, 1.0, 1.0, 0.0)
    do(here, Seek(20), SwitchRun(2))
    assert here.cursor.moment == Moment(15)
    assert here.snapshot().targets == (1.0, 1.0, 1.0, 0.0)
    do(here, RenameRun(1, "  the old one "), DropRun(1))
    (dropped,) = [event for event in here.take_events() if isinstance(event, RunDropped)]
    assert (dropped.run, dropped.name) == (1, "the old one")
    assert [run.id for run in here.snapshot().runs] == [2]
    assert not here.snapshot().can_undo
    assert_recorded_as_it_was(here.cursor.run)


# -- undo --------------------------------------------------------------------------------------------------------------

CHANGES: list[c.Command] = [
    Set("learning_rate", 9.0),
    Set("activation", "tanh"),
    Set("leak", 0.5),
    Set("loss", "cross_entropy"),
    Set("update", "sample"),
    Set("update", "epoch"),
    Set("lock_threshold", 0.25),
    Set("layers", "2-3-1"),
    Reset("and"),
    c.Reinitialise(8),
    c.LoadParams((0.5,) * 9),
    SetParameter(0, 0, 1, 3.0),
    SetParameter(1, 0, None, -3.0),
    SetTarget(3, 0.25),
]
PLACES = [Moment(), Moment(0, 2), Moment(30, 2, 1), Moment(SPACING, 3, 2, 17)]


@each_update
@pytest.mark.parametrize("moment", PLACES, ids=str)
@pytest.mark.parametrize("further", [0, 25])
def test_undo_puts_everything_back(update: str, moment: Moment, further: int) -> None:
    """At the end of a run and in its past, whether it was trained on since or not."""
    here = simulation(update=update, learning_rate=20.0, lock_threshold=0.2, activation="leaky_relu")
    do(here, *([Step("epoch", moment.epoch + further)] if moment.epoch + further else []))
    do(here, Seek(moment.epoch, moment.sample, moment.phase, moment.units), RenameRun(1, "first"))
    before, kept = here.snapshot(), recording(here.cursor.run)
    for change, after in itertools.product(CHANGES, (0, 40)):
        hashed = here.state_hash()
        do(here, change)
        if here.state_hash() == hashed:
            continue
        assert here.snapshot().can_undo, change
        if after:
            do(here, Step("epoch", after))
        do(here, Undo())
        found = differs(here.snapshot(), before, "runs")
        assert found is None, f"{change}, {after} epochs later: {found}"
        assert recording(here.cursor.run) == kept, (change, after)
        assert len(here.snapshot().runs) == (2 if after else 1), (change, after)
        for run in here.timeline.runs if after else []:
            assert_recorded_as_it_was(run, every=97)
        for run in here.timeline.runs[1:]:
            do(here, DropRun(run.id))


def test_undo_keeps_what_was_trained_since_as_a_ghost() -> None:
    here = do(simulation(), Step("epoch", 30), Set("learning_rate", 9.0), Step("epoch", 30))
    losses = here.snapshot().run.pieces[0].losses
    do(here, Undo())
    assert names(here) == ["XOR, seed 3", "η 9 from epoch 30"]
    ghost = here.snapshot().runs[1]
    assert (ghost.parent, ghost.branch_epoch, ghost.last_epoch) == (1, 30, 60)
    np.testing.assert_array_equal(np.concatenate([piece.losses for piece in ghost.pieces]), losses)
    do(here, SwitchRun(2), Seek(60))
    assert here.snapshot().settings.learning_rate == 9.0
    do(here, SwitchRun(1), Reset("and"), Step("epoch", 5), Undo())
    assert names(here) == ["XOR, seed 3", "η 9 from epoch 30", "AND, seed 3"]
    assert here.snapshot().runs[2].parent is None


def test_a_ghost_remembers_that_it_diverged() -> None:
    here = do(simulation(activation="leaky_relu", leak=0.1, loss="cross_entropy"), Step("epoch", 5))
    do(here, Set("learning_rate", 100.0), Step("epoch", 1000))
    diverged = here.snapshot().run.diverged
    assert diverged
    do(here, Undo())
    assert here.snapshot().stopped is None
    assert [run.diverged for run in here.snapshot().runs] == [None, diverged]
    do(here, SwitchRun(2), Seek(2000))
    assert here.snapshot().stopped == "diverged"


def test_locks_on_screen_follow_the_threshold_at_once() -> None:
    """Nothing but the locks changes: no epoch, no loss, no parameter."""
    here = do(simulation(), Step("epoch", 30))
    assert not here.snapshot().run.locks
    do(here, Set("lock_threshold", 0.25))
    assert [event.epoch for event in here.snapshot().run.locks] == [30, 30, 30]
    assert all(unit.locked for layer in here.snapshot().neurons for unit in layer)
    do(here, Set("lock_threshold", 0.0))
    assert not here.snapshot().run.locks


def test_a_ghost_is_as_quick_to_look_at_as_any_run() -> None:
    here = do(simulation(), Step("epoch", 30), Set("learning_rate", 9.0), Step("epoch", 3 * SPACING), Undo())
    do(here, Step("epoch", SPACING), SwitchRun(2), Seek(2 * SPACING), Set("learning_rate", 8.0), Step("epoch", SPACING))
    first, ghost, branch = here.timeline.runs
    assert first.course.keyframes_to(0)[0] == (SPACING,)
    assert ghost.course.keyframes_to(0)[0] == (SPACING, 2 * SPACING, 3 * SPACING)
    assert branch.course.keyframes_to(0)[0] == (SPACING, 2 * SPACING, 3 * SPACING)
    for run in here.timeline.runs:
        assert_recorded_as_it_was(run, every=53)


def test_a_fresh_start_is_not_a_branch_of_what_it_replaced() -> None:
    here = do(simulation(), Reset("and"), Step("epoch", 4), Undo())
    runs = here.snapshot().runs
    assert [(run.id, run.name, run.parent, run.last_epoch) for run in runs] == [
        (1, "XOR, seed 3", None, 0),
        (2, "AND, seed 3", None, 4),
    ]


def test_runs_of_one_name_are_numbered() -> None:
    here = do(simulation(), Step("epoch", 3), Reset("xor"), Step("epoch", 3), Reset("xor"), Step("epoch", 3))
    assert names(here) == ["XOR, seed 3", "XOR, seed 3 (2)", "XOR, seed 3 (3)"]
    do(here, RenameRun(1, "XOR, seed 3 (2)"))
    assert names(here) == ["XOR, seed 3 (2)", "XOR, seed 3", "XOR, seed 3 (3)"]
    do(here, DropRun(1), DropRun(2))
    assert names(here) == ["XOR, seed 3 (3)"]  # what a run is called does not become true of another


def test_no_run_is_called_like_the_one_that_was_forgotten_for_it() -> None:
    here = simulation()
    for _ in range(8):
        do(here, Step("epoch", 1), Reset("xor"))
    do(here, Step("epoch", 1))
    here.take_events()
    do(here, Reset("xor"))
    dropped = [event.name for event in here.take_events() if isinstance(event, RunDropped)]
    assert dropped == ["XOR, seed 3 (2)"]
    assert not {*dropped} & {*names(here)}
    assert len({*names(here)}) == 8


def test_the_name_of_a_start_is_gone_with_the_start() -> None:
    here = do(simulation(), Reset("and"), RenameRun(1, "a demo", given=False))
    assert names(here) == ["a demo"]
    assert names(do(here, Undo())) == ["XOR, seed 3"]
    for command, name in ((Set("activation", "tanh"), "AND, seed 3"), (Reset("xor"), "XOR, seed 3")):
        do(here, Reset("and"), RenameRun(1, "a demo", given=False), command)
        assert names(here) == [name]
    do(here, RenameRun(1, "a demo", given=False), Step("epoch", 3), Set("learning_rate", 2.0))
    assert names(here) == ["a demo"]  # it is what was begun with
    do(here, RenameRun(1, "mine"), Reset("xor"))
    assert names(here)[0] == "mine"


def test_a_fresh_start_is_named_for_what_it_does_differently() -> None:
    here = do(simulation(), Step("epoch", 5), c.Reinitialise(8), Step("epoch", 5))
    do(here, Set("loss", "cross_entropy"), c.Reinitialise(8), Step("epoch", 5), SetTarget(1, 0.5), Reset("xor"))
    do(here, Step("epoch", 5), SetTarget(1, 0.5), c.Reinitialise(9), Step("epoch", 5), Set("layers", "2-3-1"))
    do(here, Step("epoch", 5), Set("learning_rate", 3.0), Set("activation", "leaky_relu"), SetTarget(0, 1.0))
    do(here, c.Reinitialise(8))
    assert names(here) == [
        "XOR, seed 3",
        "XOR, seed 8",
        "XOR, seed 8, cross-entropy",
        "XOR, seed 8, cross-entropy (2)",
        "XOR, seed 9, cross-entropy, targets 0 0.5 1 0",
        "XOR, seed 9, cross-entropy, 2 more",
        "XOR, seed 8, η 3, 4 more",
    ]


def test_a_start_that_the_seed_does_not_give_is_named_so() -> None:
    given = (1.0, 2.0, 3.0, 4.0, 0.0, 0.0, 5.0, 6.0, 0.0)
    assert names(Simulation(Start(seed=7, params=given))) == ["XOR, given weights"]
    here = do(simulation(), Step("epoch", 5), c.LoadParams(given), Step("epoch", 5), c.Reinitialise(7))
    assert names(here) == ["XOR, seed 3", "XOR, given weights", "XOR, seed 7"]
    drawn = here.cursor.params
    assert here.snapshot().drawn
    do(here, c.SwitchRun(2))
    assert not here.snapshot().drawn
    do(here, Seek(3), Set("learning_rate", 2.0))
    assert here.snapshot().run.parent == 2
    assert not here.snapshot().drawn
    do(here, c.SwitchRun(1), Seek(0), Set("weight_init", 2.0))
    assert here.snapshot().drawn
    assert names(Simulation(Start(seed=7, params=drawn))) == ["XOR, seed 7"], "the same, however it came about"


def test_a_second_start_with_given_weights_is_called_by_what_is_changed_in_it() -> None:
    given = (1.0, 2.0, 3.0, 4.0, 0.0, 0.0, 5.0, 6.0, 0.0)
    here = do(Simulation(Start(params=given)), Step("epoch", 5))
    for changed in ({6: -2.5}, {6: -2.5, 8: 1.0}, {0: 0.0, 1: 0.0, 2: 0.0}, {}):
        do(here, c.LoadParams(tuple(changed.get(k, w) for k, w in enumerate(given))), Step("epoch", 5))
    assert names(here) == [
        "XOR, given weights",
        "XOR, w₅ = −2.5",
        "XOR, w₅ = −2.5, b₃ = 1",
        "XOR, 3 weights changed",
        "XOR, the same weights",
    ]


def test_words_of_the_games_own_may_change_without_a_session_being_another() -> None:
    here = do(simulation(), Step("epoch", 5), SetParameter(0, 0, 0, 2.0), Step("epoch", 5))
    before = here.state_hash()
    for run in here.timeline.runs:
        run.automatic_name = "put better"
        run.course.segments = [dataclasses.replace(segment, note="done otherwise") for segment in run.course.segments]
    assert here.state_hash() == before
    do(here, c.RenameRun(1, "mine"))
    assert here.state_hash() != before


def test_nested_undo_goes_back_through_branches() -> None:
    here = do(simulation(update="sample", lock_threshold=0.2), Step("epoch", 10))
    commands = [
        (Seek(5, 2), Set("learning_rate", 20.0)),
        (Step("epoch", 7), Set("loss", "cross_entropy")),
        (Seek(8, 1), SetParameter(1, 0, 0, 4.0)),
        (Step("sample", 2), Set("update", "epoch")),
        (Step("epoch", 4), Reset("and")),
        (Set("activation", "tanh"),),
        (Step("epoch", 4), Seek(2), SetTarget(1, 0.5)),
        (Seek(0), Set("weight_init", 3.0)),
    ]
    before = []
    for *moves, change in commands:
        do(here, *moves)
        before.append((here.snapshot(), recording(here.cursor.run)))
        do(here, change)
    for snapshot, kept in reversed(before):
        do(here, Undo())
        assert differs(here.snapshot(), snapshot, "runs") is None
        assert recording(here.cursor.run)[2:] == kept[2:]
        for run in here.timeline.runs:
            assert_recorded_as_it_was(run)
    assert not here.snapshot().can_undo


def test_a_drag_is_undone_as_a_whole_and_so_many_changes_are_remembered() -> None:
    here = do(simulation(), Step("epoch", 5))
    before = here.snapshot()
    do(here, *(SetParameter(0, 0, 0, k / 10) for k in range(1, 30)), Undo())
    assert differs(here.snapshot(), before, "runs") is None
    assert not here.snapshot().can_undo
    for k in range(MAX_UNDO + 20):
        do(here, Set("learning_rate", 2.0 + k / 100), Step("epoch", 1))
    for _ in range(MAX_UNDO):
        do(here, Undo())
    assert not here.snapshot().can_undo
    assert len(here.snapshot().runs) <= MAX_RUNS


def test_what_is_dropped_is_forgotten() -> None:
    """Neither a branch nor an undo holds on to a run that was dropped."""
    here = do(simulation(), Step("epoch", 20), Set("learning_rate", 2.0), Reset("and"), Step("epoch", 3), DropRun(1))
    assert not here.snapshot().can_undo
    do(here, Set("learning_rate", 4.0))
    assert here.snapshot().can_undo
    do(here, Undo())
    assert names(here) == ["AND, seed 3, η 2"]


def test_a_branch_that_got_nowhere_leaves_no_ghost() -> None:
    here = do(simulation(), Step("epoch", 20), Seek(10), Set("learning_rate", 2.0), Reset("and"))
    assert names(here) == ["XOR, seed 3", "AND, seed 3, η 2"]
    do(here, Undo())
    assert names(here) == ["XOR, seed 3", "η 2 from epoch 10"]
    do(here, Undo())
    assert names(here) == ["XOR, seed 3"]


# -- anything at all ---------------------------------------------------------------------------------------------------

assert set(SETS) - set(SPECS) == {"nonsense"}


CHANGING = (
    *(Set, SetParameter, SetTarget, c.AddSample, c.MoveSample, c.RemoveSample),
    *(Reset, c.Reinitialise, c.LoadParams),
)


class Witness:
    """Drives a simulation and remembers, for every change it could undo, how things were before."""

    def __init__(self, start: Start) -> None:
        self.simulation = Simulation(start)
        self.before: list[tuple[object, Snapshot, tuple[Any, ...]]] = []

    def act(self, action: c.Command | int) -> None:
        """Apply a command, or let time pass; check what must not have changed."""
        here = self.simulation
        others = {run.id: recording(run) for run in here.timeline.runs if run is not here.timeline.active}
        if isinstance(action, int):
            for _ in range(action):
                here.tick()
        elif isinstance(action, Undo):
            self._undo()
            others = {}
        else:
            self._apply(action)
        if not isinstance(action, RenameRun):
            for run in here.timeline.runs:
                assert run.id not in others or recording(run) == others[run.id], "a ghost changed"
        self._check()

    def _apply(self, command: c.Command) -> None:
        here = self.simulation
        hashed, snapshot, kept = here.state_hash(), here.snapshot(), recording(here.cursor.run)
        if not here.apply(command):
            assert here.state_hash() == hashed, "a refused command changed something"
            return
        undoable = here.timeline.held().undo[-1:]
        known = {id(step) for step, *_ in self.before}
        if isinstance(command, CHANGING) and undoable and id(undoable[0].found.segments) not in known:
            self.before.append((undoable[0].found.segments, snapshot, kept))

    def _undo(self) -> None:
        here = self.simulation
        if not here.timeline.can_undo:
            assert not here.apply(Undo())
            return
        step = here.timeline.held().undo[-1].found.segments
        assert here.apply(Undo())
        (snapshot, kept) = next((snapshot, kept) for known, snapshot, kept in self.before if known is step)
        found = differs(here.snapshot(), snapshot, "runs", "playing", "can_undo", "settings", "speed", "batch_epochs")
        assert found is None, found
        assert all(getattr(here.settings, name) == getattr(snapshot.settings, name) for name in TRAINING)
        run = here.cursor.run
        assert run.last_epoch >= kept[2]
        if run.last_epoch == kept[2]:
            assert recording(run)[2:] == kept[2:]

    def _check(self) -> None:
        here = self.simulation
        snapshot = here.snapshot()
        assert 1 <= len(snapshot.runs) <= MAX_RUNS
        assert len({run.id for run in snapshot.runs}) == len(snapshot.runs)
        assert sum(run.active for run in snapshot.runs) == 1
        assert here.cursor.run is here.timeline.active
        assert here.cursor.params == here.cursor.run.course.params_at(here.cursor.place)
        assert here.cursor.locked == here.cursor.run.locks.at(snapshot.epoch)
        assert snapshot.loss == snapshot.run.loss_at(snapshot.epoch)
        assert snapshot.epoch <= snapshot.run.last_epoch
        assert 0 <= snapshot.moment.phase < len(snapshot.phases)


def replayed(simulation: Simulation) -> Simulation:
    """A fresh simulation through the same log."""
    again = Simulation(simulation.start)
    for tick, command in simulation.log:
        while again.tick_count < tick:
            assert again.moving
            again.tick()
        assert again.apply(command)
    while again.tick_count < simulation.tick_count:
        again.tick()
    return again


def random_session(seed: int) -> Simulation:
    """A session of random length and kind, checked at every step and at its end."""
    rng = random.Random(seed)
    witness = Witness(Start(seed=seed, settings=KINDS[seed % len(KINDS)]))
    for _ in range(rng.randrange(10, 80)):
        witness.act(any_action(rng, witness.simulation))
    for run in witness.simulation.timeline.runs:
        assert_recorded_as_it_was(run, every=53)
    assert replayed(witness.simulation).state_hash() == witness.simulation.state_hash(), seed
    return witness.simulation


@pytest.mark.parametrize("first", range(0, 66, 22))
def test_whatever_is_done_nothing_is_lost(first: int) -> None:
    """Random sessions: ghosts stay as they are, undo puts back, every run is what its segments say, the log replays."""
    ends = [random_session(seed) for seed in range(first, first + 22)]
    assert any(len(end.timeline.runs) > 2 for end in ends)
    assert any(run.diverged for end in ends for run in end.timeline.runs)


def test_a_run_tells_from_which_epoch_on_which_loss_is_recorded() -> None:
    here = do(simulation(), Step("epoch", 3), Set("loss", "cross_entropy"), Step("epoch", 3), Set("learning_rate", 2.0))
    assert here.snapshot().run.losses == ((0, "mse"), (3, "cross_entropy"))
    do(here, Set("loss", "mse"), Step("epoch", 1))
    assert here.snapshot().run.losses == ((0, "mse"), (3, "cross_entropy"), (6, "mse"))
    by_sample = do(simulation(update="sample"), Step("sample", 6), Set("loss", "cross_entropy"), Step("epoch", 2))
    kinds = by_sample.snapshot().run.losses
    assert kinds == ((0, "mse"), (2, "cross_entropy"))
    found = by_sample.snapshot().run
    assert there(found.loss_at(1)) < 0.2 < there(found.loss_at(2))


def first_all_right(here: Simulation) -> int | None:
    """Looked for epoch by epoch in what is recorded."""
    end, moment = here.cursor.run.last_epoch, here.cursor.moment
    for epoch in range(end + 1):
        do(here, Seek(epoch))
        if all(here.snapshot().right):
            do(here, Seek(moment.epoch))
            return epoch
    do(here, Seek(moment.epoch))
    return None


def test_targets_that_are_what_the_outputs_say_are_right_at_once() -> None:
    here = do(simulation(), Step("epoch", 10))
    assert here.snapshot().run.solved is None
    for sample, trace in enumerate(here.snapshot().batch.traces):
        do(here, SetTarget(sample, float(trace.output[0] > 0.5)))
    assert all(here.snapshot().right)
    assert here.snapshot().run.solved == 10


@pytest.mark.parametrize("update", ["epoch", "sample"])
def test_a_run_tells_the_first_epoch_with_every_sample_right(update: str) -> None:
    here = do(simulation(update=update, learning_rate=5.0), Step("epoch", 10))
    assert here.snapshot().run.solved is None
    for _ in range(40):
        do(here, Step("epoch", 37))
    solved = there(here.snapshot().run.solved)
    assert solved == first_all_right(here)
    assert here.snapshot().solved == solved
    do(here, Seek(solved - 1))
    assert here.snapshot().solved is None
    do(here, SetParameter(1, 0, 0, 0.5), Step("epoch", 300))  # a branch that had not got there yet
    assert here.snapshot().run.solved == first_all_right(here)
    do(here, c.SwitchRun(1), Seek(solved + 5), Set("learning_rate", 1.0))
    assert here.snapshot().run.solved == solved  # and one that had
    do(here, SetTarget(3, 1.0))
    assert here.snapshot().run.solved is None
    do(here, Step("epoch", 1500))
    found = here.snapshot().run.solved
    assert found is None or found > solved
    do(here, Undo(), Undo())
    assert here.snapshot().run.solved == solved
    again = Simulation.resumed(here.start, here.log, here.held())
    assert again.snapshot().run.solved == solved


@pytest.mark.parametrize("update", ["epoch", "sample", "batch"])
@pytest.mark.parametrize("optimizer", sorted(optimizers()))
def test_every_optimizer_tells_when_a_run_is_solved(optimizer: str, update: str) -> None:
    here = Simulation(
        Start(scenario="and", seed=3, settings=Settings(optimizer=optimizer, update=update, learning_rate=0.2))
    )
    do(here, Step("epoch", 3))
    assert here.snapshot().run.solved is None
    do(here, Step("epoch", 150))
    assert here.snapshot().run.solved == first_all_right(here)


def test_many_samples_are_watched_as_few_are() -> None:
    settings = Settings(layers=(2, 8, 1), learning_rate=20.0)
    here = Simulation(Start(scenario="moons:points=30,noise=0.05", seed=1, settings=settings))
    do(here, Step("epoch", 400))
    assert here.snapshot().run.solved == first_all_right(here) is not None


@pytest.mark.parametrize("update", ["sample", "batch", "epoch"])
def test_an_epoch_in_parts_comes_to_what_it_comes_to_in_one(update: str) -> None:
    settings = Settings(update=update, batch_size=2, order="shuffled", learning_rate=2.0)
    start = Start(scenario="moons:points=7,noise=0.1", seed=3, settings=settings)
    whole, parts = Simulation(start), Simulation(start)
    do(whole, c.SetSpeed(MAX_SPEED), c.SetBatch(1), c.Play())
    do(parts, c.SetSpeed(MAX_SPEED), c.SetBatch(1, 3), c.Play())
    places = []
    for _ in range(4):
        whole.tick()
        while parts.cursor.moment.epoch < whole.cursor.moment.epoch:
            parts.tick()
            places.append(parts.cursor.moment.sample)
        assert parts.cursor.params == whole.cursor.params
        lost, as_well = (here.snapshot().run.pieces[-1].losses.tolist() for here in (parts, whole))
        assert lost == as_well
    assert set(places) == {"sample": {3, 6, 0}, "batch": {4, 0}, "epoch": {0}}[update]
    do(parts, Seek(2, 3), c.Play())
    parts.tick()
    again = Simulation.resumed(parts.start, parts.log, parts.held())
    assert again.state_hash() == parts.state_hash()
    again.tick()
    parts.tick()
    assert again.state_hash() == parts.state_hash()
