"""One session from outside: phases and their time, the same states at any speed, refusals, settings, divergence."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pytest

from game.sim import commands as c
from game.sim.commands import Pause, Play, Reset, Seek, Set, SetBatch, SetParameter, SetSpeed, SetTarget, Step, Undo
from game.sim.dataset import OwnData
from game.sim.datasets import datasets
from game.sim.engine import state
from game.sim.engine.simulation import Simulation
from game.sim.events import Diverged, EpochFinished, LockEvent, Refused
from game.sim.level.measured_run import outputs
from game.sim.network import initial_params
from game.sim.phases import MAX_SPEED, PHASE_UNITS, SPEEDS, Kind, Moment
from game.sim.settings import SPECS, UPDATES, Settings
from game.sim.snapshot import Snapshot, diff
from game.sim.start import Start
from tests.support.commanded import do, simulation

each_update = pytest.mark.parametrize("update", UPDATES)
each_speed = pytest.mark.parametrize("speed", SPEEDS)


def settle(simulation: Simulation) -> Simulation:
    """Let a step by a phase glide to its end."""
    while simulation.moving:
        simulation.tick()
    return simulation


def at(simulation: Simulation, moment: Moment) -> Snapshot:
    do(simulation, Seek(moment.epoch, moment.sample, moment.phase, moment.units))
    return simulation.snapshot()


def wild(**settings: Any) -> Simulation:
    """XOR with a learning rate that soon leaves the range of numbers."""
    return simulation(activation="leaky_relu", leak=0.1, loss="cross_entropy", learning_rate=100.0, **settings)


# -- phases and their time ---------------------------------------------------------------------------------------------


def shown(simulation: Simulation) -> list[tuple[int, Kind, int]]:
    """(sample, kind, layer) of every phase of an epoch in the order in which ticks reach them."""
    do(simulation, Play())
    seen: list[tuple[int, Kind, int]] = []
    while simulation.cursor.moment.epoch == 0:
        snapshot = simulation.snapshot()
        here = (snapshot.moment.sample, snapshot.phase.kind, snapshot.phase.layer)
        if not seen or seen[-1] != here:
            seen.append(here)
        simulation.tick()
    return seen


UPDATED = {"epoch": (3,), "sample": (0, 1, 2, 3), "batch": (1, 3)}
"""By the rule, the samples whose phases end in an update; a batch is of two."""


@each_update
@pytest.mark.parametrize("layers", ["2-2-1", "2-3-2-1"])
def test_phases_come_in_their_order(update: str, layers: str) -> None:
    last = layers.count("-")
    expected = []
    for sample in range(4):
        expected += [(sample, Kind.FORWARD, layer) for layer in range(1, last + 1)]
        expected += [(sample, Kind.LOSS, last)]
        expected += [(sample, Kind.BACKWARD, layer) for layer in range(last, 0, -1)]
        expected += [(sample, Kind.UPDATE, 0)] if sample in UPDATED[update] else []
    sizes = tuple(map(int, layers.split("-")))
    assert shown(simulation(update=update, layers=sizes, animation_speed=1.0)) == expected


@pytest.mark.parametrize(("animation_speed", "seconds"), [(0.05, 10.0), (0.40, 2.0), (1.0, 1.0)])
def test_a_sample_takes_its_time(animation_speed: float, seconds: float) -> None:
    running = do(simulation(animation_speed=animation_speed), Play())
    while running.cursor.moment.sample == 0:
        running.tick()
    assert running.tick_count / 60 == pytest.approx(seconds, abs=0.05)


def test_time_stands_still_unless_something_moves() -> None:
    paused = simulation()
    before = paused.state_hash()
    assert not paused.moving
    paused.tick()
    assert paused.state_hash() == before
    assert paused.tick_count == 0


def test_parameters_change_at_update_only() -> None:
    running = do(simulation(), Play())
    before = running.snapshot()
    while running.cursor.moment.epoch == 0:
        snapshot = running.snapshot()
        assert diff(snapshot.params, before.params) is None
        running.tick()
    after = running.snapshot()
    assert diff(after.params, before.next_params) is None
    assert diff(after.params, before.params)
    assert all(diff(trace.after, before.next_params) is None for trace in before.batch.traces)


@each_update
def test_what_the_update_will_do_is_known_before(update: str) -> None:
    """Sample by sample, `next_params` are the parameters after the coming update."""
    here = do(simulation(update=update, learning_rate=20.0), Step("epoch", 2))
    for _ in range(9):
        before = here.snapshot()
        updates = before.moment.sample in UPDATED[update]
        do(here, Step("sample", 1))
        after = before.next_params if updates else before.params
        assert diff(here.snapshot().params, after) is None
        assert diff(before.trace.after, before.next_params) is None


# -- the same states at any speed --------------------------------------------------------------------------------------


def states(simulation: Simulation, epochs: int) -> list[tuple[Any, ...]]:
    """Parameters, loss and locks after each of `epochs` epochs."""
    found = []
    for epoch in range(epochs + 1):
        snapshot = at(simulation, Moment(epoch))
        locks = [(unit.locked, unit.locked_since) for layer in snapshot.neurons for unit in layer]
        found.append((snapshot.params.flat(), snapshot.loss, locks))
    return found


@each_update
@each_speed
def test_speed_does_not_matter_to_the_bit(update: str, speed: int) -> None:
    epochs = 5 if speed == 1 else 25
    kind = {"update": update, "learning_rate": 20.0, "lock_threshold": 0.2, "animation_speed": 1.0}
    stepped = simulation(**kind)
    for _ in range(epochs):
        do(stepped, Step("epoch", 1))
    expected = states(stepped, epochs)
    assert any(True in dict(locks) for *_, locks in expected)
    for batch in (1, 7, 100) if speed == MAX_SPEED else (1,):
        running = do(simulation(**kind), SetSpeed(speed), SetBatch(batch), Play())
        while running.cursor.moment.epoch < epochs:
            running.tick()
        assert states(running, epochs) == expected


@each_update
def test_steps_of_any_kind_reach_the_same_states(update: str) -> None:
    by_epoch, by_sample, by_phase = (simulation(update=update, learning_rate=20.0) for _ in range(3))
    do(by_epoch, Step("epoch", 3))
    for _ in range(12):
        do(by_sample, Step("sample", 1))
    phases = sum(len(at(by_epoch, Moment(0, sample)).phases) for sample in range(4))
    for _ in range(3 * phases):
        settle(do(by_phase, Step("phase", 1)))
    for other in (by_sample, by_phase):
        assert other.cursor.moment == Moment(3)
        assert states(other, 3) == states(by_epoch, 3)
    settle(do(by_phase, Seek(0), Step("phase", 3 * phases)))
    assert by_phase.cursor.moment == Moment(3)


@each_update
def test_epoch_steps_finish_an_epoch_that_has_begun(update: str) -> None:
    begun = do(simulation(update=update), Step("sample", 2), Step("epoch", 1))
    assert begun.cursor.moment == Moment(1)
    assert states(begun, 1) == states(do(simulation(update=update), Step("epoch", 1)), 1)


@each_update
def test_packets_run_back_to_where_they_came_from(update: str) -> None:
    """Gliding back by a phase and forward again lands on the same state, and back to the very beginning on that."""
    here = do(simulation(update=update), Step("epoch", 2), Step("sample", 1))
    settle(do(here, Step("phase", 1)))
    for _ in range(12):
        before = here.snapshot()
        settle(do(here, Step("phase", -1)))
        assert here.cursor.moment < before.moment
        settle(do(here, Step("phase", 1)))
        assert differs(here.snapshot(), before) is None
        settle(do(here, Step("phase", -1)))
    settle(do(here, Step("phase", -10_000)))
    assert here.cursor.moment == Moment()
    assert differs(here.snapshot(), simulation(update=update).snapshot(), ("runs",)) is None
    ticks = here.tick_count
    settle(do(here, Step("phase", -10_000)))
    assert here.tick_count <= ticks + 1


def differs(a: Snapshot, b: Snapshot, but: Sequence[str] = ()) -> str | None:
    """Where two snapshots differ, but for the tick and the fields `but`."""
    changes = {name: getattr(a, name) for name in ("tick", *but)}
    return diff(a, dataclasses.replace(b, **changes))


@each_update
def test_ticking_back_goes_through_every_moment_of_the_way_there(update: str) -> None:
    here = do(simulation(update=update, animation_speed=1.0), Step("sample", 1), Play())
    way = [here.cursor.moment]
    while len(way) < 300:
        here.tick()
        way.append(here.cursor.moment)
    units = PHASE_UNITS * 4
    for moment in way[::-7]:
        at(here, moment)
        here.cursor.back(units)
        here.cursor.advance(units)
        assert here.cursor.moment == moment or moment < Moment(0, 0, 4)


@each_update
@pytest.mark.parametrize(
    ("unit", "start", "count", "end"),
    [
        ("sample", Moment(2, 1, 2, 5), -1, Moment(2, 1)),
        ("sample", Moment(2, 1, 2, 5), -2, Moment(2, 0)),
        ("sample", Moment(2, 1), -1, Moment(2, 0)),
        ("sample", Moment(2, 1), -2, Moment(1, 3)),
        ("sample", Moment(2, 1), -10_000, Moment()),
        ("epoch", Moment(2, 1), -1, Moment(2)),
        ("epoch", Moment(2, 0, 0, 1), -2, Moment(1)),
        ("epoch", Moment(2), -1, Moment(1)),
        ("epoch", Moment(2), -10_000, Moment()),
    ],
)
def test_stepping_back(update: str, unit: str, start: Moment, count: int, end: Moment) -> None:
    here = do(simulation(update=update), Step("epoch", 3))
    at(here, start)
    do(here, Step(unit, count))
    stepped = here.snapshot()
    assert stepped.moment == end
    assert differs(stepped, at(here, end)) is None


# -- refusals ----------------------------------------------------------------------------------------------------------

REFUSED: list[tuple[c.Command, tuple[str, ...]]] = [
    (SetSpeed(7), ("speed is 7", "1, 10, 100, 1000, 0")),
    (SetBatch(0), ("epochs is 0", "1 to 10,000")),
    (SetBatch(10_001), ("epochs is 10,001", "1 to 10,000")),
    (Set("learning_rate", 0.0), ("learning_rate is 0", "0.001 to 100")),
    (Set("learning_rate", float("nan")), ("learning_rate is nan", "0.001 to 100")),
    (Set("learning_rate", "fast"), ("learning_rate is 'fast'", "0.001 to 100")),
    (Set("activation", "step"), ("activation is 'step'", "sigmoid or relu or tanh or leaky_relu")),
    (Set("loss", "hinge"), ("loss is 'hinge'", "mse or cross_entropy or squared_error or output_gradient")),
    (Set("output", "relu"), ("output is 'relu'", "sigmoid or tanh or linear or softmax")),
    (Set("output", "softmax"), ("output is softmax", "2 to 8 output neurons")),
    (Set("update", 1.0), ("update is 1.0", "epoch or sample or batch")),
    (Set("biases", "some"), ("biases is 'some'", "trained or frozen or none")),
    (Set("init", "zero"), ("init is 'zero'", "uniform or normal or xavier or he")),
    (Set("bias_range", 6.0), ("bias_range is 6", "0 to 5")),
    (Set("batch_size", 1.5), ("batch_size is 1.5", "a whole number from 1 to 1000")),
    (Set("batch_size", 0), ("batch_size is 0", "a whole number from 1 to 1000")),
    (Set("order", "sorted"), ("order is 'sorted'", "given or shuffled")),
    (Set("optimizer", "magic"), ("optimizer is 'magic'", "sgd or momentum or nesterov or rmsprop or adam")),
    (Set("momentum", 1.0), ("momentum is 1", "0 to 0.99999")),
    (Set("rho", -0.1), ("rho is -0.1", "0 to 0.99999")),
    (Set("beta1", 1.0), ("beta1 is 1", "0 to 0.99999")),
    (Set("beta2", 1.0), ("beta2 is 1", "0 to 0.99999")),
    (Set("epsilon", 0.0), ("epsilon is 0", "1e-15 to 1")),
    (Set("weight_decay", 11.0), ("weight_decay is 11", "0 to 10")),
    (Set("weight_init", 10.5), ("weight_init is 10.5", "0 to 10")),
    (Set("bias_init", -6.0), ("bias_init is -6", "-5 to 5")),
    (Set("lock_threshold", 0.3), ("lock_threshold is 0.3", "0 to 0.25")),
    (Set("leak", 2.0), ("leak is 2", "0 to 1")),
    (Set("animation_speed", 0.0), ("animation_speed is 0", "0.05 to 1")),
    (Set("layers", "2-9-1"), ("layers is '2-9-1'", "1 to 8 units")),
    (Set("layers", "3-2-1"), ("layers is 3-2-1", "start with 2", "end with 1")),
    (Set("layers", "2-2-2"), ("layers is 2-2-2", "end with 1")),
    (c.SetLockThreshold(0.3), ("lock_threshold is 0.3", "0 to 0.25")),
    (Set("colour", 1.0), ("no setting 'colour'", "learning_rate", "lock_threshold")),
    (c.SetData(OwnData(("x",), ("y",), ())), ("0 samples", "1 to 1,000")),
    (Reset("maybe"), ("scenario is 'maybe'", "and, xor")),
    (c.Reinitialise(-1), ("seed is -1", "0 to 4,294,967,295")),
    (c.LoadParams((1.0, 2.0)), ("2 parameters", "has 9")),
    (c.LoadParams((1e9,) * 9), ("a parameter is 1,000,000,000", "-1,000 to 1,000")),
    (SetParameter(0, 0, 0, float("inf")), ("a parameter is inf", "-1,000 to 1,000")),
    (SetParameter(0, 5, 0, 1.0), ("network 2-2-1", "no such connection")),
    (SetParameter(2, 0, 0, 1.0), ("no such connection",)),
    (SetParameter(0, 0, 2, 1.0), ("no such connection",)),
    (SetParameter(0, 0, -1, 1.0), ("no such connection",)),
    (SetTarget(4, 0.0), ("sample is 4", "0 to 3")),
    (SetTarget(0, 1e7), ("target is 10,000,000", "-1,000,000 to 1,000,000")),
    (SetTarget(0, 0.5, 1), ("output is 1", "0 to 0")),
    (c.AddSample((0.5,), (1.0,)), ("1 input ", "have 2")),
    (c.MoveSample(4, (0.5, 0.5), (1.0,)), ("sample is 4", "0 to 3")),
    (c.RemoveSample(-1), ("sample is -1", "0 to 3")),
    (Step("year", 1), ("unit is 'year'", "phase, sample or epoch")),
    (Step("epoch", 0), ("count is 0", "1 to 10,000")),
    (Step("phase", -10_001), ("count is -10001", "1 to 10,000")),
    (Seek(-1), ("-1", "not be negative")),
    (Seek(0, 0, 0, -2), ("-2", "not be negative")),
    (c.StartFrom(Start(params=(1.0, 2.0))), ("params has 2 numbers", "the network has 9")),
    (c.SwitchRun(9), ("no run 9",)),
    (c.RenameRun(9, "nine"), ("no run 9",)),
    (c.RenameRun(1, "  "), ("name", "1 to 60")),
    (c.RenameRun(1, "x" * 61), ("name", "1 to 60")),
    (c.DropRun(9), ("no run 9",)),
    (c.DropRun(1), ("active run", "switch")),
    (Undo(), ("nothing to undo",)),
]


@pytest.mark.parametrize(
    ("command", "says"), REFUSED, ids=lambda value: repr(value) if isinstance(value, c.Command) else ""
)
def test_refusals_say_what_is_allowed_and_change_nothing(command: c.Command, says: tuple[str, ...]) -> None:
    here = do(simulation(), Step("epoch", 2), Seek(1, 2, 1, 500), Play())
    here.take_events()
    before, snapshot, log = here.state_hash(), here.snapshot(), len(here.log)
    assert not here.apply(command)
    (event,) = here.take_events()
    assert isinstance(event, Refused)
    assert event.reason == here.refusal(command)
    assert all(part in event.reason for part in says), event.reason
    assert here.state_hash() == before
    assert diff(here.snapshot(), snapshot) is None
    assert len(here.log) == log


def test_every_kind_of_command_is_known_and_every_setting_has_its_refusal() -> None:
    kinds = set(c.AnyCommand.__args__)  # type: ignore[attr-defined]
    assert kinds == set(c.Command.__subclasses__())
    refused = {type(command) for command, _ in REFUSED}
    never = {Play, Pause}
    assert refused | never == kinds
    assert {command.name for command, _ in REFUSED if isinstance(command, Set)} >= set(SPECS)


@pytest.mark.parametrize(
    "command",
    [
        Play(),
        SetSpeed(10),
        SetBatch(7),
        Set("animation_speed", 0.5),
        Set("weight_init", 2.0),
        Set("lock_threshold", 0.06),
        Step("phase", 1),
        Step("sample", 1),
        Seek(0),
        Reset("xor"),
        SetTarget(0, 0.25),
        SetParameter(0, 0, 0, 0.125),
        c.RenameRun(1, "mine"),
    ],
    ids=repr,
)
def test_the_hash_tells_states_apart(command: c.Command) -> None:
    here, same = (do(simulation(), Step("epoch", 3)) for _ in range(2))
    assert here.state_hash() == same.state_hash()
    assert do(here, command).state_hash() != same.state_hash()


# -- snapshots ---------------------------------------------------------------------------------------------------------


def arrays(thing: object) -> Iterator[np.ndarray]:
    """Every array in a snapshot, and those it works out on demand."""
    if isinstance(thing, np.ndarray):
        yield thing
    elif isinstance(thing, Sequence) and not isinstance(thing, str):
        for part in thing:
            yield from arrays(part)
    elif dataclasses.is_dataclass(thing):
        for field in dataclasses.fields(thing):
            yield from arrays(getattr(thing, field.name))
        for name in ("weight_gradients", "bias_gradients", "output"):
            yield from arrays(getattr(thing, name, ()))


@each_update
def test_nothing_in_a_snapshot_can_be_written(update: str) -> None:
    here = do(simulation(update=update, learning_rate=20.0), Step("epoch", 5), Seek(2), Set("learning_rate", 1.0))
    found = list(arrays(do(here, Step("epoch", 2)).snapshot()))
    assert len(found) > 100
    assert not [array for array in found if array.flags.writeable]
    with pytest.raises(dataclasses.FrozenInstanceError):
        here.snapshot().tick = 5  # type: ignore[misc]


def test_a_snapshot_stays_what_it_was() -> None:
    here = do(simulation(learning_rate=20.0, lock_threshold=0.2), Step("epoch", 300))
    before = here.snapshot()
    kept = [array.tobytes() for array in arrays(before)]
    do(here, SetSpeed(MAX_SPEED), Play())
    here.tick()
    do(here, Set("learning_rate", 1.0), Seek(10), SetTarget(0, 1.0), Undo(), Undo(), Reset("and"))
    assert [array.tobytes() for array in arrays(before)] == kept
    assert before.epoch == 300
    assert before.run.last_epoch == 300


def test_diff_names_the_field() -> None:
    here = simulation()
    snapshot = here.snapshot()
    assert diff(snapshot, snapshot) is None
    assert diff(snapshot, simulation().snapshot()) is None
    edited = do(simulation(), SetParameter(1, 0, 1, 0.25)).snapshot()
    assert str(diff(snapshot, edited)).startswith("snapshot.params.weights[1]: ")
    playing = do(simulation(), Play()).snapshot()
    assert diff(snapshot, playing) == "snapshot.playing: False != True"
    assert str(diff(snapshot, dataclasses.replace(snapshot, targets=(0.0, 1.0)))).startswith("snapshot.targets")
    renamed = do(simulation(), c.RenameRun(1, "mine")).snapshot()
    assert str(diff(snapshot, renamed)).startswith("snapshot.runs[0].name")


def test_the_same_passes_are_looked_at_once() -> None:
    here = do(simulation(), Play())
    first = here.snapshot()
    here.tick()
    second = here.snapshot()
    assert second.batch is first.batch
    assert second.runs[0] is first.runs[0]
    do(here, Step("epoch", 1))
    assert here.snapshot().batch is not first.batch


# -- settings ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("learning_rate", 5.0),
        ("activation", "tanh"),
        ("leak", 0.2),
        ("loss", "cross_entropy"),
        ("update", "sample"),
        ("weight_init", 3.0),
        ("bias_init", -1.0),
        ("lock_threshold", 0.1),
        ("animation_speed", 0.05),
        ("layers", "2-3-1"),
    ],
)
def test_settings_are_in_force_at_once(name: str, value: float | str) -> None:
    here = do(simulation(), Step("epoch", 3), Set(name, value))
    expected = (2, 3, 1) if name == "layers" else value
    assert getattr(here.snapshot().settings, name) == expected
    others = {spec: getattr(here.snapshot().settings, spec) for spec in SPECS if spec != name}
    assert others == {spec: getattr(Settings(), spec) for spec in others}
    assert here.snapshot().epoch == (0 if name == "layers" else 3)
    do(here, Step("epoch", 1))
    assert getattr(here.snapshot().settings, name) == expected


def test_a_setting_that_stays_the_same_changes_nothing() -> None:
    here = do(simulation(), Step("epoch", 5), Seek(2))
    before = here.state_hash()
    for spec in SPECS:
        value = getattr(here.settings, spec)
        do(here, Set(spec, "-".join(map(str, value)) if spec == "layers" else value))
    do(here, SetTarget(0, 0.0), SetParameter(0, 0, 0, here.cursor.params[0]))
    assert here.state_hash() == before
    assert len(here.snapshot().runs) == 1
    assert not here.snapshot().can_undo


@each_update
@pytest.mark.parametrize("name", ["weight_init", "bias_init"])
def test_the_first_draw_follows_its_sliders_at_epoch_0_only(update: str, name: str) -> None:
    here = do(simulation(update=update), Set(name, 2.5))
    sliders = {"weight_init": 1.0, "bias_init": 0.0, name: 2.5}
    drawn = initial_params((2, 2, 1), 3, sliders["weight_init"], sliders["bias_init"])
    assert here.snapshot().params.flat() == drawn.flat()
    do(here, Undo())
    assert diff(here.snapshot(), simulation(update=update).snapshot()) is None
    do(here, Set(name, 2.5), Step("sample", 4))
    trained = here.snapshot().params
    assert here.cursor.moment == Moment(1)
    do(here, Set(name, 0.5))
    assert diff(here.snapshot().params, trained) is None
    assert getattr(here.snapshot().settings, name) == 0.5
    do(here, c.Reinitialise(3))
    sliders[name] = 0.5
    redrawn = initial_params((2, 2, 1), 3, sliders["weight_init"], sliders["bias_init"])
    assert here.snapshot().params.flat() == redrawn.flat()


def test_the_first_draw_does_not_replace_what_a_sample_has_trained() -> None:
    here = do(simulation(update="sample"), Step("sample", 2))
    trained = here.snapshot().params
    do(here, Set("weight_init", 5.0))
    assert diff(here.snapshot().params, trained) is None


def test_reset_and_reinitialise() -> None:
    here = do(simulation(learning_rate=7.0), Step("epoch", 10), Reset("and"))
    snapshot = here.snapshot()
    assert (snapshot.scenario, snapshot.targets, snapshot.epoch, snapshot.seed) == ("and", (0, 0, 0, 1), 0, 3)
    assert snapshot.settings.learning_rate == 7.0
    assert snapshot.params.flat() == initial_params((2, 2, 1), 3, 1.0, 0.0).flat()
    do(here, c.Reinitialise(11))
    snapshot = here.snapshot()
    assert (snapshot.scenario, snapshot.seed) == ("and", 11)
    assert snapshot.params.flat() == initial_params((2, 2, 1), 11, 1.0, 0.0).flat()
    assert [run.name for run in snapshot.runs] == ["XOR, seed 3", "AND, seed 11"]


def test_layers_start_over_with_the_settings_in_force() -> None:
    here = do(simulation(), Set("learning_rate", 5.0), Undo(), Set("layers", "2-3-1"))
    assert here.snapshot().settings == Settings(layers=(2, 3, 1))


def test_loaded_parameters_and_given_targets_survive_a_new_draw() -> None:
    values = tuple(float(k) for k in range(9))
    here = do(simulation(), SetTarget(0, 0.5), c.LoadParams(values))
    assert here.snapshot().params.flat() == values
    assert here.snapshot().targets == (0.5, 1.0, 1.0, 0.0)
    do(here, c.Reinitialise(4))
    assert here.snapshot().targets == (0.5, 1.0, 1.0, 0.0)
    do(here, Reset("xor"))
    assert here.snapshot().targets == (0.0, 1.0, 1.0, 0.0)


def test_whole_numbers_are_taken_as_numbers() -> None:
    """What is typed as 1 and what a file says is 1.0 must be one and the same."""
    typed, read = simulation(), simulation()
    do(typed, SetParameter(0, 0, 0, 1), SetTarget(0, 1), Set("learning_rate", 2), c.LoadParams((1,) * 9))
    do(read, SetParameter(0, 0, 0, 1.0), SetTarget(0, 1.0), Set("learning_rate", 2.0), c.LoadParams((1.0,) * 9))
    assert typed.state_hash() == read.state_hash()


def test_aside_commands_let_a_glide_go_on() -> None:
    here = do(simulation(), Step("phase", 1))
    here.tick()
    do(here, SetBatch(5), c.RenameRun(1, "mine"), SetSpeed(10))
    assert settle(here).cursor.moment == Moment(0, 0, 1)


def test_any_other_command_ends_a_glide() -> None:
    here = do(simulation(), Step("phase", 1))
    here.tick()
    before = here.moving
    do(here, SetTarget(0, 1.0))
    assert (before, here.moving) == (True, False)
    assert here.cursor.moment.units > 0


def test_a_run_ends_before_memory_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """Left alone at the highest speed, time stops with a sentence, and going back helps."""
    monkeypatch.setattr(state, "LONGEST_RUN", 500)
    here = do(simulation(), SetSpeed(MAX_SPEED), SetBatch(80), Play())
    settle(here)
    assert 500 <= here.cursor.moment.epoch < 580
    (refused,) = [event for event in here.take_events() if isinstance(event, Refused)]
    assert refused.reason == "a run has at most 500 epochs: go back, or start over"
    for epochs, allowed in ((499, True), (500, False), (501, False)):
        exact = do(simulation(), Step("epoch", epochs))
        assert (exact.refusal(Play()) is None) is allowed  # at its last epoch it is at its end
    assert here.refusal(Play()) == here.refusal(Step("epoch", 1)) == refused.reason
    do(here, Seek(100), Set("learning_rate", 2.0), Play())
    settle(here)
    assert len(here.snapshot().runs) == 2
    do(here, Reset("and"), Step("epoch", 10))


# -- events ------------------------------------------------------------------------------------------------------------


def test_events_tell_epochs_and_locks() -> None:
    here = simulation(learning_rate=20.0, activation="leaky_relu", loss="cross_entropy", lock_threshold=0.2)
    do(here, Step("epoch", 40))
    events = here.take_events()
    finished = [event for event in events if isinstance(event, EpochFinished)]
    locks = [event for event in events if isinstance(event, LockEvent)]
    assert finished == [EpochFinished(40, here.snapshot().loss)]
    assert locks == [event for event in here.snapshot().run.locks if event.epoch > 0]
    assert len(locks) >= 2
    assert here.lock_events() == list(here.snapshot().run.locks)
    assert {event.locked for event in locks} == {True, False}
    for event in locks:
        do(here, Seek(event.epoch))
        assert here.lock_events()[-1].epoch == event.epoch
        neuron = here.snapshot().neurons[event.layer - 1][event.unit]
        assert (neuron.locked, neuron.locked_since) == (event.locked, event.epoch if event.locked else None)
        assert neuron.mean_slope == pytest.approx(event.slope, abs=1e-15)
    assert not here.take_events()


def test_dead_is_a_relu_that_hears_nothing() -> None:
    dead = (0.8, -0.9, -0.7, -0.2, 0.0, -0.1, 1.0, 0.8, 0.0)
    here = Simulation(Start(params=dead, settings=Settings(activation="relu")))
    (first, second), (output,) = here.snapshot().neurons
    assert not first.dead
    assert second.dead
    assert second.locked
    assert second.mean_slope == 0.0
    assert not output.dead
    before = here.snapshot().params
    do(here, Step("epoch", 50))
    after = here.snapshot().params
    assert diff(after.weights[0][1], before.weights[0][1]) is None
    assert after.weights[1][0, 1] == before.weights[1][0, 1]
    assert diff(after.weights[0][0], before.weights[0][0])
    do(here, Set("activation", "leaky_relu"))
    assert not here.snapshot().neurons[0][1].dead


# -- divergence --------------------------------------------------------------------------------------------------------


def assert_stopped(here: Simulation) -> int:
    """Time stands still because of nan or infinity; the epoch before which it does."""
    assert not here.moving
    snapshot = here.snapshot()
    assert snapshot.stopped == "diverged"
    assert snapshot.stopped_epoch == snapshot.epoch + 1
    assert np.isfinite(snapshot.params.flat()).all()
    (event,) = [event for event in here.take_events() if isinstance(event, Diverged)]
    assert event.epoch == snapshot.epoch + 1
    assert "learning rate 100" in event.reason
    assert "lower the learning rate" in str(here.refusal(Play()))
    return event.epoch


@each_update
@each_speed
def test_divergence_stops_time_with_an_event_and_is_cured_by_a_lower_rate(update: str, speed: int) -> None:
    stepped = do(wild(update=update), Step("epoch", 400))
    expected = assert_stopped(stepped)
    here = do(wild(update=update, animation_speed=1.0), SetSpeed(speed), SetBatch(3))
    if speed in (1, 10):
        do(here, Step("epoch", expected - 2))
    do(here, Play())
    settle(here)
    assert assert_stopped(here) == expected
    assert states(here, expected - 1) == states(stepped, expected - 1)
    assert not here.apply(Play())
    assert not here.apply(Step("epoch", 1))
    do(here, Set("learning_rate", 0.01), Play())
    here.tick()
    assert here.snapshot().stopped is None
    do(here, Step("epoch", 10))
    assert here.cursor.moment.epoch >= expected + 9


@each_update
def test_before_a_divergence_time_can_still_be_walked_through(update: str) -> None:
    here = do(wild(update=update), Step("epoch", 400))
    last = assert_stopped(here) - 1
    do(here, Step("sample", 4))
    wall = here.snapshot()
    assert wall.phase.kind is Kind.UPDATE
    assert wall.epoch == last
    assert [event for event in here.take_events() if isinstance(event, Diverged)]
    settle(do(here, Step("phase", 1)))
    stuck = here.cursor.moment
    for _ in range(3):
        settle(do(here, Step("phase", -1)))
        assert here.cursor.moment < stuck
        settle(do(here, Step("phase", 1)))
        assert here.cursor.moment == stuck
    do(here, Step("epoch", -1), Step("sample", 1))
    assert here.cursor.moment == Moment(last, min(1, wall.moment.sample), 0 if wall.moment.sample else 5)
    do(here, SetSpeed(1000), Seek(last - 1), Play())
    settle(here)
    assert here.cursor.moment == stuck


def test_seeking_never_lands_on_nan() -> None:
    """In the epoch that cannot be finished the later samples may have no finite parameters."""
    deep = Start(seed=0, settings=wild(update="sample", layers=(2, 8, 8, 1)).settings)
    known, fresh = Simulation(deep), Simulation(deep)
    do(known, Step("epoch", 400))
    last = known.cursor.moment.epoch
    do(fresh, Step("epoch", last))
    assert (known.cursor.run.diverged, fresh.cursor.run.diverged) == (last + 1, None)
    assert not np.isfinite(known.cursor.run.course.params_at((last, 3))).all()
    for here, sample in itertools.product((known, fresh), range(4)):
        do(here, Seek(last, sample))
        assert np.isfinite(here.cursor.params).all()
        assert here.cursor.moment == Moment(last, min(sample, 2))


def test_a_long_glide_into_the_wall_ends_there() -> None:
    here = do(wild(), Step("epoch", 400))
    here.take_events()
    settle(do(here, Step("phase", 500)))
    assert len([event for event in here.take_events() if isinstance(event, Diverged)]) == 1
    assert here.tick_count < 2_000


@pytest.mark.parametrize(
    "command", [Set("loss", "cross_entropy"), SetTarget(0, 0.5), SetParameter(1, 0, 0, 0.0)], ids=repr
)
def test_a_change_that_would_leave_no_loss_is_refused(command: c.Command) -> None:
    """Finite parameters may be so large that a z is infinite; squared error bears that, cross-entropy does not."""
    huge = (1e160, 1e160, 1e160, 1e160, 0.0, 0.0, 1e160, 1e160, 0.0)
    here = Simulation(Start(params=huge, settings=Settings(activation="relu")))
    assert np.isfinite(here.snapshot().loss)
    reason = here.refusal(command)
    if isinstance(command, Set):
        assert "inf" in str(reason) or "nan" in str(reason)
        assert "go back, or re-initialise" in str(reason)
        assert not here.apply(command)
    else:
        do(here, command)
    assert np.isfinite(here.snapshot().loss)


# -- the campaign's measured facts -------------------------------------------------------------------------------------

SMALL = (0.5, -0.3, -0.4, 0.6, 0.0, 0.0, 0.4, -0.5, 0.0)
LOUD = (1.0, 1.0, 1.0, -1.0, 0.0, 0.0, 1.0, 0.5, 6.0)
DEAD = (0.8, -0.9, -0.7, -0.2, 0.0, -0.1, 1.0, 0.8, 0.0)


def born_locked(scale: float, bias: float) -> tuple[float, ...]:
    return (0.6 * scale, -0.8 * scale, -0.5 * scale, 0.9 * scale, bias, bias, 1.0, -1.0, 0.0)


def facts(level: str, scenario: str, params: tuple[float, ...], error: float, **found: Any) -> Iterator[Any]:
    """pytest parameters of one level: label -> (epoch measured, settings, other parameters)."""
    for label, (epoch, settings, *other) in found.items():
        yield pytest.param(scenario, other[0] if other else params, settings, error, epoch, id=f"{level}-{label}")


LEAKY = {"activation": "leaky_relu"}
MEASURED = [
    *facts("L07", "and", SMALL, 0.3, lr2=(276, {"learning_rate": 2.0}), lr5=(111, {"learning_rate": 5.0})),
    *facts("L07", "and", SMALL, 0.3, lr20=(30, {"learning_rate": 20.0})),
    *facts("L07", "and", SMALL, 0.3, lr_half=(1099, {"learning_rate": 0.5}), lr1=(550, {"learning_rate": 1.0})),
    *facts("L10", "xor", SMALL, 0.3, lr5=(566, {"learning_rate": 5.0}), lr10=(285, {"learning_rate": 10.0})),
    *facts("L10", "xor", SMALL, 0.3, lr20=(165, {"learning_rate": 20.0})),
    *facts("L13", "and", LOUD, 0.4, mse=(1132, {"learning_rate": 1.0})),
    *facts("L13", "and", LOUD, 0.4, ce_slow=(422, {"learning_rate": 0.2, "loss": "cross_entropy"})),
    *facts("L13", "and", LOUD, 0.4, ce_fast=(86, {"learning_rate": 1.0, "loss": "cross_entropy"})),
    *facts("L14", "xor", (), 0.3, scale1=(810, {"learning_rate": 2.0}, born_locked(1.0, -2.0))),
    *facts("L14", "xor", (), 0.3, scale3=(207, {"learning_rate": 2.0}, born_locked(3.0, -2.0))),
    *facts("L14", "xor", (), 0.3, scale6=(113, {"learning_rate": 2.0}, born_locked(6.0, -3.0))),
    *facts("L15", "xor", DEAD, 0.3, mse=(1894, {"learning_rate": 1.0, "leak": 0.01, **LEAKY})),
    *facts("L15", "xor", DEAD, 0.3, ce=(214, {"learning_rate": 2.0, "leak": 0.01, "loss": "cross_entropy", **LEAKY})),
    *facts("L15", "xor", DEAD, 0.3, leak=(38, {"learning_rate": 2.0, "leak": 0.1, "loss": "cross_entropy", **LEAKY})),
]


def start_with(scenario: str, params: tuple[float, ...], **settings: Any) -> Simulation:
    return Simulation(Start(scenario=scenario, params=params, settings=Settings(**settings)))


def worst_errors(here: Simulation) -> Iterator[float]:
    """The largest |a − y| of the samples, after 0, 1, 2, ... epochs."""
    segment = here.cursor.segment
    states, inputs, targets = [segment.params], np.array(segment.inputs), np.array(segment.targets)
    for epoch in itertools.count(step=100):
        yield from np.abs(outputs(np.array(states), segment.settings, inputs) - targets).max(axis=1).tolist()
        states = segment.walk(states[-1], epoch, 100)


@pytest.mark.parametrize(("scenario", "params", "settings", "error", "epoch"), MEASURED)
def test_levels_are_won_at_the_epoch_measured_outside_the_game(
    scenario: str, params: tuple[float, ...], settings: dict[str, Any], error: float, epoch: int
) -> None:
    errors = worst_errors(start_with(scenario, params, **settings))
    assert next(k for k, worst in enumerate(errors) if worst < error) == epoch


def test_l10_loss_on_the_plateau() -> None:
    here = do(start_with("xor", SMALL, learning_rate=5.0), Step("epoch", 300))
    assert here.snapshot().loss == pytest.approx(0.12408143987711301, rel=1e-12)


def test_l13_deltas_at_the_start() -> None:
    for loss, delta in (("mse", 0.0011667763561380247), ("cross_entropy", 0.9988304897349445)):
        trace = start_with("and", LOUD, loss=loss).snapshot().batch.traces[0]
        assert trace.delta[1][0] == pytest.approx(delta, rel=1e-12)


def test_l14_locks_at_the_start() -> None:
    for scale, bias, locked in ((1.0, -8.0, 2), (1.0, -2.0, 0), (3.0, -2.0, 0), (6.0, -3.0, 0)):
        hidden = start_with("xor", born_locked(scale, bias)).snapshot().neurons[0]
        assert sum(neuron.locked for neuron in hidden) == locked


@pytest.mark.parametrize(
    ("rate", "loss", "ups"),
    [
        (3.0, 0.07121555137435692, 0),
        (4.3, 0.03448814796818749, 0),
        (5.0, 0.02658440537241586, 0),
        (5.4, 0.023638207590538952, 0),
        (10.0, 0.01643118309158627, 10),
    ],
)
def test_l16_loss_after_sixty_epochs_and_how_often_it_rose(rate: float, loss: float, ups: int) -> None:
    here = do(start_with("and", SMALL, loss="cross_entropy", learning_rate=rate), Step("epoch", 60))
    history = here.snapshot().run.pieces[0].losses
    assert len(history) == 61
    assert history[-1] == pytest.approx(loss, rel=1e-12)
    assert int((np.diff(history) > 1e-9).sum()) == ups


def test_any_data_set_can_be_the_scenario() -> None:
    for name, dataset in datasets().items():
        here = do(simulation(), Reset(name), Step("epoch", 2))
        assert here.snapshot().targets == dataset.targets
        assert here.snapshot().epoch == 2
