"""Claims: what is said of many networks at once is what the simulation shows of each of them."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from game.sim.level.claim import HOLDS, Claim, ManyNets
from game.sim.level.claim_job import ClaimJob, Finding, drawn_starts
from game.sim.level.level_parts import LevelTrial
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.predictions.above_half import AboveHalf
from game.sim.level.trial import trial_start
from game.sim.network import params_from_flat
from game.sim.settings import Settings
from game.sim.start import Start
from tests.support.campaign_files import campaign, level
from tests.support.certain import there

NETWORKS, EPOCHS = 40, 30


def nets_and_runs(start: Start, epochs: int, seed: int = 4) -> tuple[ManyNets, list[MeasuredRun]]:
    generator = np.random.default_rng(seed)
    before = generator.uniform(-3, 3, (NETWORKS, 9))
    starts = [msgspec.structs.replace(start, params=tuple(row)) for row in before.tolist()]
    runs = [MeasuredRun(each, epochs) for each in starts]
    for run in runs:
        run.extend(epochs)
    after = np.array([run.params(epochs).flat() for run in runs])
    return ManyNets(start, before, after), runs


def by_hand(name: str, run: MeasuredRun, epochs: int) -> bool:
    first, last = run.batch(0), run.batch(epochs)
    errors = [abs(float(trace.raw_error[0])) for trace in first.traces]
    deltas = [abs(float(trace.delta[1][0])) for trace in first.traces]
    outgoing = run.params(0).weights[1][0]
    match name:
        case "right":
            return all((trace.output[0] > 0.5) == (trace.target[0] > 0.5) for trace in last.traces)
        case "most_wrong_pushed_most":
            return errors.index(max(errors)) == deltas.index(max(deltas))
        case "larger_weight_larger_gradient":
            return int(np.abs(outgoing).argmax()) == int(np.abs(first.weight_gradients[1][0]).argmax())
        case "opposite_weights_opposite_deltas":
            apart = outgoing[0] * outgoing[1] < 0
            return all((trace.delta[0][0] * trace.delta[0][1] < 0) == apart for trace in first.traces)
        case "loss_falls":
            return run.losses[epochs] < run.losses[0]
        case "loss_near_the_start":
            return run.losses[epochs] > 0.9 * run.losses[0]
        case "twins_stay":
            weights = run.params(epochs).weights[0]
            return bool((weights[0] == weights[1]).all())
        case "all_locked":
            return all(float(slope) < 0.05 for slope in first.mean_slope[0])
        case "dead_stay_dead":
            start, end = run.params(0).weights[0], run.params(epochs).weights[0]
            dead = [float(slope) == 0.0 for slope in first.mean_slope[0]]
            return all(not off or (start[unit] == end[unit]).all() for unit, off in enumerate(dead))
        case "hardly_heard":
            heard, sent = (np.mean([np.abs(trace.delta[layer]).mean() for trace in first.traces]) for layer in (0, -1))
            return bool(heard < 0.01 * sent)
    raise AssertionError(name)


@pytest.mark.parametrize("name", HOLDS)
@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
@pytest.mark.parametrize("loss", ["mse", "cross_entropy"])
def test_a_statement_of_many_holds_for_each_as_it_does_alone(name: str, activation: str, loss: str) -> None:
    start = Start(scenario="xor", settings=Settings(activation=activation, loss=loss, learning_rate=2.0))
    nets, runs = nets_and_runs(start, EPOCHS)
    assert HOLDS[name](nets).tolist() == [by_hand(name, run, EPOCHS) for run in runs]


def test_what_is_left_of_delta_seven_floors_down_is_what_each_network_has() -> None:
    deep = there(campaign().level("C28")).claim
    assert deep is not None
    start = deep.start(Start())
    before = np.array([(1.0, -1.0, 0.0, *(w, -w / 2) * 6) for w in np.linspace(0.5, 6.0, NETWORKS)])
    runs = [MeasuredRun(msgspec.structs.replace(start, params=tuple(row)), 0) for row in before.tolist()]
    found = HOLDS["hardly_heard"](ManyNets(start, before, before)).tolist()
    assert found == [by_hand("hardly_heard", run, 0) for run in runs]
    assert found == [(w / 4) ** 6 < 0.01 for w in before[:, 3]]


def test_only_what_varies_is_drawn_and_twins_are_alike() -> None:
    start = level("L01").own_start
    claim = Claim(text="x.", holds="right", varies=("h1->out", "b:out"), within=10)
    starts = drawn_starts(claim, start, 3, 500)
    fixed = [0, 1, 2, 3, 4, 5, 7]
    assert start.params is not None
    assert (starts[fixed] == np.array(start.params)[fixed, None]).all()
    assert np.abs(starts[6]).max() > 9
    assert np.abs(starts[8]).max() <= 10
    assert (starts != drawn_starts(claim, start, 4, 500)).any()
    twins = drawn_starts(Claim(text="x.", holds="right", twins=True), start, 3, 50)
    assert (twins[0:2] == twins[2:4]).all()
    assert (twins[6] == twins[7]).all()


def test_nearly_all_is_not_told_as_all() -> None:
    shares = [Finding(true, 2000).text for true in (0, 1, 2, 669, 1999, 2000)]
    assert shares == ["0.0%", "0.1%", "0.1%", "33.5%", "99.95%", "100.0%"]


def test_twins_are_alike_in_every_weight_whatever_the_network() -> None:
    claim = Claim(text="x.", holds="right", twins=True)
    for layers in ((3, 2, 1), (2, 2, 3)):
        starts = drawn_starts(claim, Start(settings=Settings(layers=layers)), 3, 20)
        params = [params_from_flat(layers, tuple(column)) for column in starts.T.tolist()]
        for each in params:
            assert each.weights[0][0].tolist() == each.weights[0][1].tolist()
            assert each.biases[0][0] == each.biases[0][1]
            assert each.weights[1][:, 0].tolist() == each.weights[1][:, 1].tolist()


def test_a_cancelled_claim_finds_nothing() -> None:
    claim = level("L11").claim
    assert claim is not None
    job = ClaimJob(level("L11"), claim, 1)
    job.job.start()
    job.job.cancel()
    job.job.wait()
    assert job.finding is None


def test_for_which_samples_the_output_is_above_half() -> None:
    first = level("L01")
    found = set()
    for weight in (-6.0, 0.5, 6.0):
        trial = LevelTrial(parameters={"h1->out": weight, "h2->out": weight, "b:out": -3.0})
        outputs = MeasuredRun(trial_start(first.own_start, trial), 0).batch(0).passes.a[-1][:, 0]
        said = AboveHalf(trial=trial).value(first)
        assert said == "".join("1" if output > 0.5 else "0" for output in outputs)
        found.add(said)
    assert len(found) > 1
