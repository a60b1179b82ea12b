"""Questions about a network: what is right, and how one comes to what is wrong."""

from __future__ import annotations

import msgspec
import pytest

from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions import sample_names
from game.sim.level.questions.largest_delta import LargestDelta
from game.sim.level.questions.loss_slope import LossSlope
from game.sim.level.questions.new_value import NewValue
from game.sim.level.start_table import with_settings
from game.sim.level.why import Scene

ONE = Scene(weights=(((1.0,),),), biases=((0.0,),), inputs=((2.0,),), targets=(0.0,), settings={"output": "linear"})
"""One linear neuron with w = 1 on the sample x = 2, y = 0: it sends out 2, and the slope of the loss along w is 4."""


def test_a_wrong_new_value_is_told_by_how_one_comes_to_it() -> None:
    start = ONE.start()
    rate, slope = 0.25, 4.0
    start = msgspec.structs.replace(start, settings=with_settings(start.settings, {"learning_rate": rate}))
    question = NewValue(name="w", prompt="?", edge="x1->out", relative=0.001)
    assert question.right(start) == pytest.approx(1.0 - rate * slope)
    assert [value for value, _ in question.slips(start)] == pytest.approx(
        [1.0 + rate * slope, 1.0 - slope, 1.0 + slope, -rate * slope, rate * slope, slope, 1.0 * (1.0 - rate * slope)]
    )


def test_a_wrong_slope_of_the_loss_is_told_by_how_one_comes_to_it() -> None:
    start = ONE.start()
    question = LossSlope(name="w", prompt="?", edge="x1->out", relative=0.001)
    assert question.right(start) == pytest.approx(4.0)
    known = question.slips(start)
    assert [value for value, _ in known[:2]] == pytest.approx([-4.0, 2.0])

    def loss(w: float) -> float:
        return round(0.5 * (2.0 * w) ** 2, 6)

    at = 2
    for nudge in (1.0, 0.1, 0.01, 0.001):
        up, here, down = (loss(1.0 + by) for by in (nudge, 0.0, -nudge))
        changes = (up - here, here - down, up - down)
        over = (up - here, here - down, (up - down) / 2)
        wanted = [
            *((change, "divide it by how far") for change in changes),
            *((each * moved, "multiplies") for each, moved in zip(changes, (nudge, nudge, 2 * nudge), strict=True)),
            *((change / (2 * nudge), "divided by two") for change in changes[:2]),
            (changes[2] / nudge, "two nudges"),
            *((change / nudge, "too long" if nudge > 0.01 else "too short") for change in over),
        ]
        for (value, said), (expected, words) in zip(known[at : at + len(wanted)], wanted, strict=True):
            assert value == pytest.approx(expected, abs=1e-9)
            assert words in said
        at += len(wanted)
    assert at == len(known)


def test_the_largest_complaint_is_the_largest_before_any_step() -> None:
    two = msgspec.structs.replace(
        ONE, inputs=((2.0,), (1.0,)), targets=(0.0, 0.5), settings={"output": "linear", "learning_rate": 0.4}
    ).start()
    first, second = (trace.delta[-1][0] for trace in MeasuredRun(two, 0).batch(0).traces)
    assert abs(first) > abs(second)
    assert LargestDelta(name="w", prompt="?").right(two) == sample_names(two)[0]
