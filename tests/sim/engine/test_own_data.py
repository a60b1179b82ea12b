"""Data of the student's own in a session: what they may be, and that they are changed, undone, recorded and played
again as everything else."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from game.sim import commands as c
from game.sim.backprop import run_batch
from game.sim.commands.starting_over import opening
from game.sim.dataset import LONGEST_DATA_NAME, OWN, OwnData, data_refusal
from game.sim.engine.simulation import Simulation
from game.sim.files.keyframes import pack, unpack
from game.sim.files.replay import decoded, encoded, play_back, recorded
from game.sim.settings import Settings
from game.sim.snapshot import diff
from game.sim.start import Start

ROWS = ((0.5, -1.0, 2.0, 0.25), (1.5, 3.0, -0.5, 0.75), (0.0, 0.0, 1.0, 1.0))
DATA = OwnData(("width", "height", "weight"), ("y",), ROWS, "Leaves")


def with_data(data: OwnData = DATA, **settings: float | str) -> Simulation:
    simulation = Simulation(Start(settings=Settings(**settings)))  # type: ignore[arg-type]
    assert simulation.apply(c.SetData(data)), simulation.refusal(c.SetData(data))
    return simulation


def test_the_network_fits_the_data_and_learns_from_them() -> None:
    simulation = with_data(learning_rate=0.5)
    before = simulation.snapshot()
    assert (before.scenario, before.dataset.label, before.settings.layers) == (OWN, "Leaves", (3, 2, 1))
    assert before.inputs == tuple(row[:3] for row in ROWS)
    assert before.targets == (0.25, 0.75, 1.0)
    assert simulation.apply(c.Step("epoch", 1))
    gradients = run_batch(before.params, before.inputs, before.targets, before.settings).weight_gradients
    for weight, gradient, after in zip(
        before.params.weights, gradients, simulation.snapshot().params.weights, strict=True
    ):
        np.testing.assert_allclose(after, weight - 0.5 * gradient, rtol=1e-12)


def test_a_reset_keeps_own_data_and_another_data_set_is_undone_to_them() -> None:
    simulation = with_data()
    simulation.apply(c.SetTarget(1, 0.5))
    assert simulation.snapshot().targets == (0.25, 0.5, 1.0)
    simulation.apply(c.Step("epoch", 3))
    simulation.apply(c.Reset(OWN))
    assert (simulation.snapshot().epoch, simulation.snapshot().targets) == (0, (0.25, 0.75, 1.0))
    simulation.apply(c.Reset("xor"))
    assert simulation.snapshot().settings.layers == (2, 2, 1)
    simulation.apply(c.Reinitialise(4))
    simulation.apply(c.Undo())
    simulation.apply(c.Undo())
    assert simulation.snapshot().inputs == tuple(row[:3] for row in ROWS)
    simulation.apply(c.Reinitialise(4))
    assert simulation.snapshot().dataset.label == "Leaves"


def test_own_data_travel_with_a_replay() -> None:
    simulation = with_data()
    simulation.apply(c.Step("epoch", 40))
    again = play_back(decoded(encoded(recorded(simulation))))
    assert diff(simulation.snapshot(), again.snapshot()) is None
    start = simulation.as_start()
    assert start.data == DATA
    fresh = Simulation(start)
    fresh.apply(c.Step("epoch", 40))
    assert play_back(decoded(encoded(recorded(fresh)))).state_hash() == fresh.state_hash()


def test_own_data_come_back_from_keyframes() -> None:
    simulation = with_data()
    simulation.apply(c.Step("epoch", 40))
    kept = unpack(pack(simulation.start, simulation.log, simulation.held()) or b"")
    again = Simulation.resumed(simulation.start, simulation.log, kept.record)
    assert again.state_hash() == simulation.state_hash()
    assert diff(simulation.snapshot(), again.snapshot()) is None


def test_other_inputs_are_another_state() -> None:
    other = msgspec.structs.replace(DATA, rows=((0.5, -1.0, 2.5, 0.25), *ROWS[1:]))
    assert with_data().state_hash() == with_data().state_hash() != with_data(other).state_hash()


def test_a_running_session_is_brought_to_a_start_with_data() -> None:
    start = Start(scenario=OWN, settings=Settings(layers=(3, 4, 1)), data=DATA, targets=(1.0, 0.0, 0.5))
    simulation = Simulation()
    for command in opening(start):
        assert simulation.apply(command), simulation.refusal(command)
    snapshot, wanted = simulation.snapshot(), Simulation(start).snapshot()
    assert (snapshot.inputs, snapshot.targets) == (wanted.inputs, wanted.targets)
    assert diff(snapshot.params, wanted.params) is None


def data(**fields: object) -> OwnData:
    return msgspec.structs.replace(DATA, **fields)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (data(rows=()), "there are 0 samples, but there must be 1 to 1,000"),
        (data(rows=ROWS * 334), "there are 1,002 samples"),
        (data(targets=()), "there are 0 target columns, but there must be 1 to 8"),
        (data(inputs=tuple(f"x{k}" for k in range(9))), "there are 9 input columns"),
        (data(inputs=("a", "b", "y")), "two columns are called 'y'"),
        (data(inputs=("a", "b", "")), "a name is '', but must have 1 to 40 characters"),
        (data(name="n" * (LONGEST_DATA_NAME + 1)), "a name is 'nnn"),
        (data(rows=(*ROWS, (1.0, 2.0))), "sample 4 has 2 numbers, but needs 4"),
        (data(rows=((1.0, float("nan"), 0.0, 0.0),)), "sample 1: a value is nan, but must be a number from"),
        (data(rows=((1.0, 1e7, 0.0, 0.0),)), "sample 1: a value is 10,000,000"),
    ],
)
def test_what_cannot_be_learnt_from_is_refused(wrong: OwnData, told: str) -> None:
    assert told in (data_refusal(wrong) or "")
    simulation = Simulation()
    assert not simulation.apply(c.SetData(wrong))
    assert simulation.snapshot().scenario == "xor", "nothing that was there is lost"


def test_several_targets_are_as_many_outputs() -> None:
    iris = OwnData(("a", "b"), ("y1", "y2", "y3"), ((1.0, 2.0, 1.0, 0.0, 0.0), (0.0, -1.0, 0.0, 1.0, 0.0)))
    simulation = with_data(iris, output="sigmoid", loss="cross_entropy")
    before = simulation.snapshot()
    assert before.settings.layers == (2, 2, 3)
    assert before.targets == (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
    assert simulation.apply(c.SetTarget(1, 0.25, 2))
    assert simulation.apply(c.Set("output", "softmax"))
    assert simulation.apply(c.Step("epoch", 30))
    after = simulation.snapshot()
    assert after.targets == (1.0, 0.0, 0.0, 0.0, 1.0, 0.25)
    assert after.loss < simulation.snapshot().run.loss_at(0)  # type: ignore[operator]
    assert float(after.batch.traces[0].output.sum()) == pytest.approx(1.0)
    again = play_back(decoded(encoded(recorded(simulation))))
    assert again.state_hash() == simulation.state_hash()


def test_cross_entropy_takes_targets_for_probabilities() -> None:
    regression = data(rows=((0.5, -1.0, 2.0, 3.5), *ROWS[1:]))
    told = "a target is 3.5, but must be 0 to 1 with the loss cross_entropy: mse takes any number"
    assert Simulation(Start(settings=Settings(loss="cross_entropy"))).refusal(c.SetData(regression)) == told
    simulation = with_data(regression)
    assert simulation.refusal(c.Set("loss", "cross_entropy")) == told
    assert simulation.apply(c.SetTarget(0, -2.0))
    assert Simulation().refusal(c.Reset(OWN)) is not None
