"""Walking blind: what nudges tell, what strides do, and who gets to the bottom."""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random

import msgspec
import numpy as np
import pytest

from game.sim.backprop import run_batch
from game.sim.level.actions import BeginTry, Bet, Feel, Predict, Stride
from game.sim.level.deals import samples
from game.sim.level.hill import Hill, Weights, against, steeper
from game.sim.level.play.kinds.striding import Striding
from game.sim.level.play.level_play import LevelPlay, replayed
from game.sim.network import find_edge
from tests.support.campaign_files import level

HILL = level("C08")


def entered(seed: int = 3) -> tuple[LevelPlay, Striding]:
    play = LevelPlay(HILL, seed)
    play.do(Predict(1))
    assert isinstance(play.kind, Striding)
    return play, play.kind


def test_the_heights_are_the_losses_of_the_network_and_nudges_measure_its_gradient() -> None:
    play, kind = entered()
    for stride in ((-1.7, 1.0), (3.0, 2.0)):
        play.do(Stride(*stride))
        snapshot = play.simulation.snapshot()
        assert kind.heights[-1] == pytest.approx(snapshot.loss, rel=1e-12)
        exact = [snapshot.batch.mean_gradient(find_edge((2, 1), name)) for name in ("x1->out", "x2->out")]
        assert kind.hill.slopes(kind.here) == pytest.approx(exact, rel=2e-2, abs=1e-4)
        play.do(Feel(2))
        here = kind.here
        assert kind.felt == {
            2: (kind.hill.height((here[0], here[1] - 0.1)), kind.hill.height((here[0], here[1] + 0.1)))
        }
    assert run_batch(snapshot.params, snapshot.inputs, snapshot.targets, snapshot.settings).loss == snapshot.loss


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (Stride(0.0, 0.0), "a stride is 0.1 to 4 long, this one is 0.00"),
        (Stride(4.0, 1.0), "a stride is 0.1 to 4 long, this one is 4.12"),
        (Feel(3), "weight is 3, but must be 1 or 2"),
        (Bet("both"), "choice is 'both', but must be one of w₁, w₂"),
        (BeginTry(), "make a stride first"),
    ],
)
def test_what_cannot_be_done_is_said(act: Stride | Feel | Bet | BeginTry, reason: str) -> None:
    play, _ = entered()
    assert play.do(act) == reason


@pytest.mark.parametrize("length", [0.1, 4.0])
def test_a_stride_may_be_as_short_and_as_long_as_is_said(length: float) -> None:
    for turn in range(7):
        play, _ = entered()
        stride = Stride(length * math.cos(turn), length * math.sin(turn))
        assert "long, this one" not in (play.refusal(stride) or "")


def test_the_bet_comes_before_the_first_stride_and_there_are_eight() -> None:
    play, kind = entered()
    assert play.do(Bet("w₂")) is None
    for number in range(8):
        assert kind.left == 8 - number
        assert play.do(Stride(0.1, 0.0)) is None
    assert play.do(Bet("w₁")) == "the bet is made before the first stride"
    assert play.do(Stride(0.1, 0.0)) == "that was the last stride: press STOP HERE"
    assert kind.bet == "w₂"


def test_nothing_is_lost_or_won_before_the_walk_ends() -> None:
    play, _ = entered()
    play.do(Stride(0.1, 0.0))
    assert not any(need.lost for star in play.progress() for need in star.needs if "uphill" not in need.text)
    play.do(BeginTry())
    play.finish()
    assert play.visit.stars == 0
    assert play.spent


def test_a_visit_plays_again_from_its_log() -> None:
    play, _ = entered(9)
    for act in (Feel(1), Bet("w₁"), Stride(1.0, -1.0), Feel(1), Stride(0.3, 0.2), BeginTry()):
        assert play.do(act) is None
    play.finish()
    again = replayed(HILL, play.log, 9)
    assert again.visit == play.visit
    assert again.result == play.result


def test_the_bottom_is_where_the_loss_is_0() -> None:
    for seed in range(5):
        play, kind = entered(seed)
        facts = play.level.facts
        assert kind.hill.bottom() == pytest.approx((facts["bottom1"], facts["bottom2"]))
    assert Hill(level("C17").dealt(3).own_start).bottom() is None


def test_slopes_and_strides_against_them() -> None:
    assert steeper((0.1, -0.2)) == "w₂"
    assert steeper((-0.3, 0.2)) == "w₁"
    assert against((0.3, -0.4), 2.0) == pytest.approx((-1.2, 1.6))
    assert against((0.0, 0.0), 2.0) == (0.0, 0.0)


# -- who understands nothing, stopping at the best moment -------------------------------------------------------------

BOUNDS = ((0.25, 2), (0.02, 1), (0.01, 1))
"""Of each star: the share of the loss, and how often uphill."""


def walked(kind: Striding, how: str, dice: Random) -> list[tuple[float, int]]:
    """The design's walkers: after each stride the share of the loss that is left, and the rises so far."""
    here, began = np.array(kind.here), kind.heights[0]
    height, rises, length, axis, sign = began, 0, 2.0, 0, 1.0
    seen = [(1.0, 0)]
    for _ in range(8):
        there = _next(here, how, dice, length, axis, sign)
        found = kind.hill.height((float(there[0]), float(there[1])))
        up = found > height
        rises += up
        if how in ("climb", "reader") and up:
            length *= 0.7
            if how == "reader":
                sign, axis = (-1.0, axis) if sign > 0 else (1.0, 1 - axis)
        else:
            here, height = there, found
        seen.append((height / began, rises))
    return seen


def _next(here: np.ndarray, how: str, dice: Random, length: float, axis: int, sign: float) -> np.ndarray:
    if how == "random":
        return np.array([dice.uniform(-6, 6), dice.uniform(-6, 6)])
    if how == "ends":
        return np.array([dice.choice((-6, 6)), dice.choice((-6, 6))])
    if how == "climb":
        angle = dice.uniform(0, 2 * math.pi)
        return np.asarray(here + length * np.array([math.cos(angle), math.sin(angle)]))
    step: Weights = (sign * length, 0.0) if axis == 0 else (0.0, sign * length)
    return np.asarray(here + step)


def stars(seen: Sequence[tuple[float, int]]) -> int:
    won = 0
    for share, most in BOUNDS:
        if not any(left <= share and rises <= most for left, rises in seen):
            break
        won += 1
    return won


def test_who_goes_blindly_and_stops_at_the_best_moment_rarely_gets_down() -> None:
    hills = [entered(50_000 + seed)[1] for seed in range(300)]
    for how in ("random", "climb", "ends", "reader"):
        dice, visits = Random(how), len(hills)
        found = [stars(walked(kind, how, dice)) for kind in hills]
        three = sum(dice.random() < 0.125 for won in found if won == 3)  # the bet, and the why-question
        assert sum(won >= 2 for won in found) <= 0.20 * visits, how
        assert three <= 0.03 * visits, how


@pytest.mark.parametrize("unreached", [0.0, 1.0])
def test_a_hill_with_a_target_that_no_output_reaches_has_no_bottom(unreached: float) -> None:
    start = entered()[1].hill.start
    inputs = start.dataset.inputs
    data = samples(inputs, [unreached, *[0.5] * (len(inputs) - 1)])
    assert Hill(msgspec.structs.replace(start, targets=None, data=data)).bottom() is None
