"""δ of an output: error times slope, or the error alone under cross-entropy."""

from game.sim.arithmetic.interval import Interval
from game.sim.gym.exercise import Exercise, Picture, Shown, spelled
from game.sim.gym.kinds import ExerciseKind
from game.sim.gym.numbers import ACTIVATIONS, Draw, one_neuron
from game.sim.network import Edge

CROSS_ENTROPY = 0.35
"""The share of exercises with it."""


def _make(draw: Draw) -> Exercise:
    a, y, entropy = draw.one(ACTIVATIONS), float(draw.one((0, 1))), draw.chance(CROSS_ENTROPY)
    error, slope = round(a - y, 6), a * (1 - a)
    delta = error if entropy else error * slope
    mse = Interval.exactly(error).written() * Interval.exactly(slope).written()
    loss = "cross-entropy" if entropy else "MSE"
    steps = [f"error {spelled(a)} − {spelled(y)} = {spelled(error)}"]
    if entropy:
        steps += ["with cross-entropy the slope cancels", f"δ = {spelled(delta)}"]
    else:
        steps += [
            f"slope {spelled(a)} × {spelled(1 - a)} = {spelled(slope)}",
            f"δ = {spelled(error)} × {spelled(slope)} = {spelled(delta)}",
        ]
    made = Exercise(
        kind="output_delta",
        given={"a": a, "y": y, "loss": loss},
        question=f"An output stands at a = {spelled(a)}, target {spelled(y)}, loss {loss}. What is its δ?",
        answer=delta,
        rule="δ = a − y" if entropy else "δ = (a − y) × a(1 − a)",
        steps=tuple(steps),
        picture=Picture(
            one_neuron(a, y, loss="cross_entropy" if entropy else "mse"),
            (
                Shown("a", 1, 0),
                Shown("target", 1, 0),
                *(() if entropy else (Shown("slope", 1, 0, asked=True),)),
                Shown("delta", 1, 0, asked=True),
            ),
            (Edge(0, 0, 0),),
        ),
        accepted=Interval.exactly(error) if entropy else mse,
    )
    return made.with_mistakes(
        [
            (error * slope, "slope kept where it cancels") if entropy else (error, "slope forgotten"),
            (-delta, "target minus output: sign"),
            (slope, "error forgotten"),
            (error * error * slope, "error squared"),
            (0.5 * error * error, "loss taken for δ"),
        ]
    )


KIND = ExerciseKind("output_delta", 3, "δ of the output", _make, {"slope forgotten": "slope"})
