"""The figures of the campaign's design, computed anew by the game: deals, measures of winning settings, bounds."""

from __future__ import annotations

import time

import numpy as np
import pytest

from game.sim.level.deals import Dealt, drawn_start, samples
from game.sim.level.deals.locked_pair import best_slope, mean_slope
from game.sim.level.deals.tuned_push import peak
from game.sim.level.evidence import Evidence
from game.sim.level.level import DealtLevel, Level
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.metrics.listening import Listening
from game.sim.level.metrics.octaves import Octaves
from game.sim.level.metrics.push_share import PushShare
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.trial import start_with
from game.sim.start import Start
from tests.support.campaign_files import campaign
from tests.support.certain import there


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
