"""Samples placed, moved and taken away in the midst of training: learnt from there on, branched, undone, recorded and
played again as everything else."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.sim import commands as c
from game.sim.backprop import run_batch
from game.sim.dataset import OWN
from game.sim.engine.simulation import Simulation
from game.sim.files.keyframes import pack, unpack
from game.sim.files.replay import decoded, encoded, play_back, recorded
from game.sim.limits import MOST_SAMPLES
from game.sim.phases import Moment
from game.sim.settings import Settings
from game.sim.snapshot import diff
from game.sim.start import Start
from tests.support.commanded import do

XOR = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))


def trained(epochs: int = 5, **settings: float | str) -> Simulation:
    simulation = Simulation(Start(settings=Settings(**settings)))  # type: ignore[arg-type]
    assert simulation.apply(c.Step("epoch", epochs))
    return simulation


def test_a_sample_placed_is_learnt_with_the_others_from_the_same_parameters_on() -> None:
    simulation = trained()
    before = simulation.snapshot()
    do(simulation, c.AddSample((0.5, 0.25), (1.0,)))
    here = simulation.snapshot()
    assert (here.epoch, here.scenario, here.dataset.label) == (5, OWN, "XOR, changed")
    assert here.inputs == (*XOR, (0.5, 0.25))
    assert here.targets == (0.0, 1.0, 1.0, 0.0, 1.0)
    assert here.params.flat() == before.params.flat()
    assert here.loss == pytest.approx(run_batch(here.params, here.inputs, here.targets, here.settings).loss)
    do(simulation, c.Step("epoch", 1))
    gradients = run_batch(before.params, here.inputs, here.targets, here.settings).weight_gradients
    for weight, gradient, after in zip(
        before.params.weights, gradients, simulation.snapshot().params.weights, strict=True
    ):
        np.testing.assert_allclose(after, weight - here.settings.learning_rate * gradient, rtol=1e-12)


def test_moving_one_is_one_change_however_often_it_moves_and_is_undone_as_a_whole() -> None:
    simulation = trained()
    before = simulation.snapshot()
    do(simulation, *(c.MoveSample(2, (x, 0.5), (1.0,)) for x in (0.9, 0.8, 0.7)))
    assert simulation.snapshot().inputs == (*XOR[:2], (0.7, 0.5), XOR[3])
    do(simulation, c.Undo())
    assert diff(simulation.snapshot().inputs, before.inputs) is None
    assert simulation.snapshot().dataset.label == "XOR"
    assert not simulation.snapshot().can_undo or simulation.snapshot().scenario == "xor"


def test_one_taken_away_in_the_past_branches_and_the_old_future_stays() -> None:
    simulation = trained(20)
    do(simulation, c.Seek(8), c.RemoveSample(1))
    here = simulation.snapshot()
    assert here.inputs == (XOR[0], XOR[2], XOR[3])
    assert here.targets == (0.0, 1.0, 0.0)
    assert len(here.runs) == 2
    assert here.run.name == "without sample 2 from epoch 8"
    do(simulation, c.SwitchRun(1), c.Seek(20))
    assert simulation.snapshot().inputs == XOR


@pytest.mark.parametrize("update", ["epoch", "sample", "batch"])
def test_time_goes_back_over_a_change_of_the_number_of_samples_as_it_came(update: str) -> None:
    simulation = trained(2, update=update, batch_size=2)
    do(simulation, c.Step("sample", 3), c.AddSample((0.5, 0.5), (1.0,)))
    if update != "epoch":
        assert simulation.snapshot().moment == Moment(2), "the whole epoch has as many samples"
    do(simulation, c.Step("epoch", 1), c.RemoveSample(0), c.RemoveSample(0), c.Step("epoch", 2))
    places = []
    while simulation.snapshot().moment > Moment(0):
        do(simulation, c.Step("sample", -1))
        here = simulation.snapshot()
        places.append((here.moment.epoch, here.moment.sample, len(here.inputs)))
    expected = [(epoch, k, n) for epoch, n in ((4, 3), (3, 3), (2, 5), (1, 4), (0, 4)) for k in range(n - 1, -1, -1)]
    assert places == expected
    do(simulation, c.Seek(2, 9))
    assert simulation.snapshot().moment.sample == 4


def test_the_mark_of_the_first_epoch_with_all_right_is_of_the_samples_there_are() -> None:
    simulation = Simulation(Start(scenario="and", settings=Settings(learning_rate=10.0)))
    do(simulation, c.Step("epoch", 400))
    solved = simulation.snapshot().run.solved
    assert solved is not None
    do(simulation, c.MoveSample(0, (0.99, 0.99), (0.0,)))
    assert simulation.snapshot().run.solved is None
    do(simulation, c.Undo())
    assert simulation.snapshot().run.solved == solved


def test_values_to_be_hit_stay_such() -> None:
    simulation = Simulation(Start(scenario="sine", settings=Settings(layers=(1, 2, 1))))
    do(simulation, c.AddSample((0.5,), (0.5,)))
    assert simulation.snapshot().regression


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (c.AddSample((0.5,), (1.0,)), "a sample has 1 input here, but the data have 2"),
        (c.AddSample((0.5, 0.5), (1.0, 0.0)), "2 targets here, but the data have 1"),
        (c.AddSample((0.5, 1e7), (1.0,)), "a value is 10,000,000"),
        (c.MoveSample(4, (0.5, 0.5), (1.0,)), "sample is 4, but must be 0 to 3"),
        (c.MoveSample(0, (0.5, 0.5), (float("nan"),)), "a target is nan"),
        (c.RemoveSample(4), "sample is 4, but must be 0 to 3"),
    ],
)
def test_what_cannot_be_a_sample_is_refused_with_a_sentence(command: c.Command, says: str) -> None:
    simulation = trained(1)
    assert says in (simulation.refusal(command) or "")
    assert not simulation.apply(command)


def test_there_are_never_too_many_samples_nor_none() -> None:
    simulation = Simulation(Start(scenario=f"moons:points={MOST_SAMPLES}"))
    assert "1,000 samples already" in (simulation.refusal(c.AddSample((0.0, 0.0), (1.0,))) or "")
    few = trained(1)
    do(few, *(c.RemoveSample(0) for _ in range(3)))
    assert "one sample only" in (few.refusal(c.RemoveSample(0)) or "")


edits = st.one_of(
    st.builds(c.AddSample, st.tuples(st.floats(-2, 2), st.floats(-2, 2)), st.tuples(st.sampled_from([0.0, 1.0]))),
    st.builds(
        c.MoveSample,
        st.integers(0, 5),
        st.tuples(st.floats(-2, 2), st.floats(-2, 2)),
        st.tuples(st.sampled_from([0.0, 1.0])),
    ),
    st.builds(c.RemoveSample, st.integers(0, 5)),
    st.builds(c.Step, st.just("epoch"), st.integers(1, 3)),
    st.builds(c.Step, st.just("sample"), st.integers(-7, 7).filter(bool)),
    st.builds(c.Seek, st.integers(0, 8), st.integers(0, 5)),
    st.just(c.Undo()),
)


@given(st.lists(edits, min_size=4, max_size=14), st.sampled_from(["epoch", "sample"]))
def test_a_session_of_edits_comes_out_the_same_played_again_and_from_its_keyframes(
    commands: list[c.Command], update: str
) -> None:
    simulation = trained(3, update=update)
    for command in commands:
        simulation.apply(command)
    replay = recorded(simulation)
    again = play_back(decoded(encoded(replay)))
    assert again.state_hash() == simulation.state_hash()
    keyframes = pack(simulation.start, simulation.log, simulation.held())
    assert keyframes
    resumed = Simulation.resumed(simulation.start, simulation.log, unpack(keyframes).record)
    assert diff(resumed.snapshot(), simulation.snapshot()) is None
