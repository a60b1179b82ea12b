"""The ravine: the fewest steps are those of the game itself, and the figures of the design."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from game.sim.level.actions import BeginTry, Predict, Retry, Turn
from game.sim.level.deals import drawn_start, samples
from game.sim.level.deals.ravine import fewest
from game.sim.level.level import DealtLevel
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.play.kinds.descending import Descending
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.steps_down import steps_down
from game.sim.start import Start
from tests.support.campaign_files import level

RAVINE = level("C17")


def entered(seed: int = 3) -> tuple[LevelPlay, Descending]:
    play = LevelPlay(RAVINE, seed)
    play.do(Predict(3))
    assert isinstance(play.kind, Descending)
    return play, play.kind


def walk(play: LevelPlay, walker: str, rate: float, momentum: float) -> float | None:
    for control, value in (("optimizer", walker), ("learning_rate", rate), ("momentum", momentum)):
        assert play.do(Turn(control, value)) is None
    assert play.do(BeginTry()) is None
    play.finish()
    assert play.result is not None
    return play.result.measures["steps_to_best"]


@pytest.mark.parametrize(
    ("ratio", "walker", "rate", "momentum", "steps"),
    [
        (5.0, "sgd", 1.789, 0.0, 30),
        (5.0, "momentum", 1.789, 0.5, 13),
        (5.0, "adam", 0.1628, 0.0, 54),
        (10.0, "sgd", 1.789, 0.0, 86),
        (10.0, "momentum", 2.804, 0.5, 27),
        (10.0, "adam", 0.1628, 0.0, 54),
        (15.0, "sgd", 1.789, 0.0, 144),
        (15.0, "momentum", 1.789, 0.8, 35),
        (15.0, "adam", 0.1628, 0.0, 54),
    ],
)
def test_the_steps_that_the_design_measured(
    ratio: float, walker: str, rate: float, momentum: float, steps: int
) -> None:
    inputs = np.array([[1 / ratio, 1.0], [1 / ratio, -1.0], [-1 / ratio, 1.0], [-1 / ratio, -1.0]])
    base = msgspec.structs.replace(RAVINE.start.start(), scenario="xor")
    data = samples(inputs, inputs @ [3.0, 2.0])
    start: Start = drawn_start(
        [[[0.0, 0.0]]], [[0.0]], data, base=base, optimizer=walker, learning_rate=rate, momentum=momentum
    )
    run = MeasuredRun(start, 400)
    run.extend(400)
    assert steps_down(run.losses, 400) == steps


def test_the_fewest_steps_of_a_deal_are_those_of_the_game() -> None:
    for seed in range(12):
        play, kind = entered(seed)
        assert isinstance(play.level, DealtLevel)
        facts = play.level.facts
        walker, rate, momentum = facts["walker"], facts["rate"], facts["momentum"]
        assert walk(play, str(walker), float(rate), float(momentum)) == 1.0  # type: ignore[arg-type]
        assert kind.walks[-1].steps == facts["best"]
        assert play.in_reach == 3


def test_no_other_setting_needs_fewer() -> None:
    play, kind = entered()
    best = play.level.facts["best"]
    for walker, rate, momentum in (("momentum", 5.929, 0.8), ("sgd", 0.4, 0.0), ("adam", 0.2552, 0.0)):
        assert (walk(play, walker, rate, momentum) or 0.0) >= 1.0
        play.do(Retry())
    assert play.spent
    assert [each.steps is None or each.steps >= best for each in kind.walks] == [True] * 3  # type: ignore[operator]


def test_a_walk_is_remembered_step_by_step_and_one_that_flies_out_is_never_down() -> None:
    play, kind = entered()
    assert walk(play, "sgd", 8.0, 0.0) == 99.0
    first = kind.walks[0]
    assert first.steps is None
    assert first.trail[0] == (0.0, 0.0)
    assert first.settings == ("sgd", 8.0, 0.0)
    play.do(Retry())
    assert kind.walks == [first]
    walk(play, "momentum", 3.257, 0.8)
    assert len(kind.walks[1].trail) == 401
    assert kind.walks[1].trail[400] == pytest.approx((-3.0, -3.0), abs=1e-2)


def test_when_a_walk_is_down() -> None:
    assert steps_down([1.0, 0.5, 1e-4, 1e-5], 3) == 2
    assert steps_down([1.0, 1e-4, 0.5, 1e-5], 3) == 3
    assert steps_down([1.0, 1e-4, 0.5, 0.5], 3) is None
    assert steps_down([1.0, 1e-4], 3) is None
    assert fewest((1.0, 1.0), (2.0, 3.0))[1] <= 3
