"""The slope of a sigmoid from its activation; the target has no part in it."""

from game.sim.arithmetic.interval import Interval
from game.sim.gym.exercise import Exercise, Picture, Shown, spelled
from game.sim.gym.kinds import ExerciseKind
from game.sim.gym.numbers import ACTIVATIONS, Draw, one_neuron
from game.sim.network import Edge


def _make(draw: Draw) -> Exercise:
    a, y = draw.one(ACTIVATIONS), float(draw.one((0, 1)))
    slope = a * (1 - a)
    made = Exercise(
        kind="slope",
        given={"a": a, "y": y},
        question=f"A sigmoid output stands at a = {spelled(a)}, its target is {spelled(y)}. What is its slope?",
        answer=slope,
        rule="slope = a(1 − a)",
        steps=(f"{spelled(a)} × {spelled(1 - a)} = {spelled(slope)}", "the target has no part in it"),
        picture=Picture(
            one_neuron(a, y),
            (Shown("a", 1, 0), Shown("target", 1, 0), Shown("slope", 1, 0, asked=True)),
            (Edge(0, 0, 0),),
        ),
        accepted=Interval.exactly(slope),
    )
    return made.with_mistakes(
        [
            (round((a - y) * slope, 6), "slope and δ taken for one"),
            (round(a - y, 6), "error taken for the slope"),
            (round(1 - a, 6), "only 1 − a"),
            (round(a * a, 6), "a squared"),
            (a, "a taken for the slope"),
        ]
    )


KIND = ExerciseKind("slope", 2, "The slope", _make)
