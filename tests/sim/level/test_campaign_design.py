"""The figures of the campaign's design, computed anew by the game: deals, measures of winning settings, bounds."""

from __future__ import annotations

import time

import msgspec
import numpy as np
import pytest

from game.sim.level.actions import BeginTry, Predict, Turn
from game.sim.level.controls import Control
from game.sim.level.deals import Dealt, drawn_start, samples
from game.sim.level.deals.landing import Landing, landings
from game.sim.level.deals.locked_pair import best_slope, mean_slope
from game.sim.level.deals.tuned_push import peak
from game.sim.level.evidence import Evidence
from game.sim.level.filling import Fact
from game.sim.level.level import DealtLevel, Level
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.metrics.after_one import AfterOne
from game.sim.level.metrics.from_edge import FromEdge
from game.sim.level.metrics.listening import Listening
from game.sim.level.metrics.octaves import Octaves
from game.sim.level.metrics.push_share import PushShare
from game.sim.level.metrics.said import SaidRightly
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.trial import start_with
from game.sim.start import Start
from tests.support.campaign_files import campaign
from tests.support.certain import there
from tests.support.landing_pool import LOSSES, RUNS, epochs_at, lands


def dealt(name: str, seed: int) -> DealtLevel:
    found = there(campaign().level(name)).dealt(seed)
    assert isinstance(found, DealtLevel)
    return found


def evidence(start: Start, **facts: float | tuple[float, ...]) -> Evidence:
    return Evidence(level_start=start, run=MeasuredRun(start, 0), facts=facts)


def test_c05_the_push_is_largest_where_the_design_says() -> None:
    assert peak(0.1) == pytest.approx((0.6846446831861781, 0.12622849431492164), rel=1e-9)
    net = drawn_start([[[0.0]]], [[0.8]], samples([1.0], [0.1]), base=Start())
    assert PushShare().measure(evidence(net, largest=peak(0.1)[1])) == pytest.approx(0.999784263431615, rel=1e-9)


def test_c26_the_best_bias_centres_the_sums() -> None:
    pairs = ((4.0, 6.0), (-6.0, -5.0))
    best = tuple(map(best_slope, pairs))
    assert best == pytest.approx((0.10162999495613598, 0.1195286419482321), rel=1e-12)
    net = drawn_start([pairs, [[1.0, -1.0]]], [[-5.0, 5.5], [0.0]], base=Start())
    assert Listening().measure(evidence(net, best=best)) == pytest.approx(1.0, rel=1e-12)
    found = [mean_slope((3.0, 3.0), bias) for bias in (-3.0, 0.0, -6.0, 3.0)]
    assert found == pytest.approx([0.1476, 0.0857, 0.0857, 0.0126], abs=5e-5)


def test_c26_starts_with_both_neurons_locked() -> None:
    for seed in range(20):
        level = dealt("C26", seed)
        slopes = MeasuredRun(level.own_start, 0).batch(0).mean_slope[0]
        assert (slopes < level.own_start.settings.lock_threshold).all()


def test_c29_a_level_voice_needs_weight_times_slope_of_1() -> None:
    seeds = range(60)
    seen = set()
    for seed in seeds:
        level = dealt("C29", seed)
        slope, a = level.table.number("slope"), level.table.number("a")
        seen.add((level.facts["rule"], a))
        for weight in (0.5, 11.1):
            start = start_with(level, {"w": weight})
            trace = MeasuredRun(start, 0).batch(0).traces[0]
            assert [float(layer[0]) for layer in trace.a] == pytest.approx([a] * 8, rel=1e-12), "each floor is held"
            expected = abs(6 * np.log2(weight * slope))
            assert Octaves().measure(evidence(start)) == pytest.approx(expected, rel=1e-9, abs=1e-9)
    assert len(seen) > 8
    assert 6 * np.log2(11.1 * 0.09) == pytest.approx(-0.008660501218014236, rel=1e-9)


@pytest.mark.parametrize("level", [each for each in campaign().levels if each.deal], ids=lambda each: each.id)
def test_a_visit_begins_at_once(level: Level) -> None:
    LevelPlay(level, 1)
    slowest = 0.0
    for seed in range(8):
        began = time.process_time()
        LevelPlay(level, seed)
        slowest = max(slowest, time.process_time() - began)
    assert slowest < 0.15


def test_a_deal_that_gives_no_such_number_says_what_it_has() -> None:
    table = Dealt(nets=(("", Start()),), facts={"rule": "tanh", "a": 0.5})
    with pytest.raises(ValueError, match="gives no number 'rule': it has rule, a"):
        table.number("rule")
    with pytest.raises(ValueError, match="gives no number 'b': it has a"):
        evidence(Start(), a=0.5).fact("b")


def test_c15_the_designs_run_lands_where_it_says() -> None:
    seen = Landing((((0.5, 0.6), (0.0, -0.4)), ((-0.8, -0.2),)), "or", "cross_entropy", 0.2, 528, 961)
    assert epochs_at(seen, 0.2) == 528
    assert seen.rate * seen.epochs / seen.deadline == pytest.approx(0.1099, abs=5e-5)
    found = there(epochs_at(seen, 0.1101))
    assert abs(found - 961) / 961 == pytest.approx(0.002081165452653486, rel=1e-9)
    assert lands(seen)


def test_c15_every_stored_run_is_what_it_says_and_the_law_meets_its_deadline() -> None:
    assert len(set(landings())) == RUNS == 48
    for landing in landings():
        assert landing.rate == LOSSES[landing.loss]
        assert epochs_at(landing, landing.rate) == landing.epochs
        assert lands(landing)


def test_c15_a_run_that_is_far_too_slow_ends_at_twice_the_deadline() -> None:
    play = LevelPlay(there(campaign().level("C15")), 3)
    for act in (Predict(1), Turn("learning_rate", 0.05), BeginTry()):
        assert play.do(act) is None
    play.finish()
    deadline = play.level.facts["deadline"]
    assert there(play.result).measures == {"land": 1.0}
    assert there(play.result).epochs == 2 * float(str(deadline))


def test_c16_the_designs_rates_land_and_stay_smooth() -> None:
    inputs = np.array([-0.5, -1.0, 1.5])
    curvature = float((inputs * inputs).mean())
    assert curvature == pytest.approx(1.1666666666666667)
    settings = msgspec.structs.replace(Start().settings, output="linear", biases="frozen")
    base = msgspec.structs.replace(Start(), settings=settings)
    net = drawn_start([[[1.0]]], [[0.0]], samples(inputs.tolist(), (-2.0 * inputs).tolist()), base=base)
    at_edge = msgspec.structs.replace(net, settings=msgspec.structs.replace(net.settings, learning_rate=1.714))
    run = MeasuredRun(at_edge, 60)
    run.extend(60)
    found = Evidence(level_start=net, run=run, epoch=60, facts={"edge": 2 / curvature}, values={"one": 0.8572})
    assert AfterOne(rate="one").measure(found) == pytest.approx(4.444444444443466e-09, rel=1e-6)
    assert FromEdge().measure(found) == pytest.approx(0.0001666666666666483, rel=1e-9)
    assert run.rises(60) == []
    above = msgspec.structs.replace(net, settings=msgspec.structs.replace(net.settings, learning_rate=1.715))
    beyond = MeasuredRun(above, 60)
    beyond.extend(60)
    assert len(beyond.rises(60)) == 60


def test_c16_two_slopes_tell_the_rates_that_land_and_that_stay_smooth() -> None:
    for seed in range(20):
        level = dealt("C16", seed)
        assert level.deal is not None
        acts = [act for act in level.deal.solution(level.table) if isinstance(act, Turn)]
        rates = {act.control: float(act.value) for act in acts}
        assert rates["one"] == pytest.approx(level.table.number("landing"), rel=2e-3)
        assert rates["learning_rate"] == pytest.approx(0.98 * level.table.number("edge"), rel=2e-3)


def test_the_largest_errors_of_a_run_are_told_epoch_by_epoch() -> None:
    run = MeasuredRun(Start(), 20)
    run.extend(20)
    assert run.largest_errors(12) == pytest.approx([float(run.errors(epoch).max()) for epoch in range(13)])


def test_what_is_typed_must_be_there_and_in_reach() -> None:
    play = LevelPlay(there(campaign().level("C16")), 3)
    play.do(Predict(0))
    assert play.do(BeginTry()) == "type a number for “η for one step” first"
    assert play.do(Turn("one", 51)) == "η for one step is 51, but must be a number from 0.05 to 50"
    assert play.do(Turn("one", 0.12345)) is None
    assert play.do(BeginTry()) == "type a number for “η at the edge” first"
    assert play.do(Turn("learning_rate", 0.5)) is None
    assert play.do(BeginTry()) is None
    assert len(Control(name="x", typed=True, loose=True, first=0.05, last=50).tried_out) == 400
    assert Control(name="x", loose=True, first=0, last=1, step=0.25).allowed == (0.0, 0.25, 0.5, 0.75, 1.0)
    with pytest.raises(ValueError, match="has from and to, and neither values nor step"):
        Control(name="x", typed=True, first=1, last=2, step=0.1)


def test_c27_one_hidden_relu_is_dead_and_says_so() -> None:
    seen = set()
    for seed in range(30):
        level = dealt("C27", seed)
        batch = MeasuredRun(level.own_start, 0).batch(0)
        off = (batch.passes.slope[0] == 0.0).sum(axis=0).tolist()
        assert off == [level.table.number("off_h1"), level.table.number("off_h2")]
        assert off.count(4) == 1
        seen.add(tuple(off))
    assert len(seen) > 5


@pytest.mark.parametrize("name", ["C24", "C27"])
def test_goals_do_not_tell_before_the_run_whether_what_was_said_is_right(name: str) -> None:
    play = LevelPlay(there(campaign().level(name)), 3)
    script = next(each for each in play.level.solutions if each.stars == 3).script
    for act in script[: script.index(BeginTry())]:
        assert play.do(act) is None
    conditions = [condition for star in play.level.stars for condition in star.needs]
    needs = [need for star in play.progress() for need in star.needs]
    said = [need for condition, need in zip(conditions, needs, strict=False) if condition.measure.reads]
    assert [(need.value, need.met) for need in said] == [(None, False)] * len(said)
    assert said


def test_c27_what_is_said_beforehand_counts_for_itself() -> None:
    facts: dict[str, Fact] = {"off_h1": 4.0, "off_h2": 1.0}
    both = SaidRightly(controls=("off_h1", "off_h2"))
    for values, right in (({}, 0), ({"off_h1": 4}, 1), ({"off_h1": 4, "off_h2": 1}, 2), ({"off_h1": 1}, 0)):
        run = MeasuredRun(Start(), 1)
        assert both.measure(Evidence(level_start=Start(), run=run, facts=facts, values=values)) == right
        assert both.measure(Evidence(level_start=Start(), facts=facts, values=values)) is None
