"""The gradient of a weight: δ where its connection ends, times the activation where it starts."""

from game.sim.arithmetic.interval import Interval
from game.sim.gym.exercise import Exercise, Picture, Shown, in_brackets, spelled
from game.sim.gym.kinds import ExerciseKind
from game.sim.gym.numbers import ACTIVATIONS, WEIGHTS, Draw, one_neuron, with_delta
from game.sim.network import Edge


def _make(draw: Draw) -> Exercise:
    delta = draw.one((-0.24, -0.15, -0.09, -0.06, 0.04, 0.08, 0.12, 0.2))
    a, w = draw.one((0.0, *ACTIVATIONS)), draw.one(WEIGHTS)
    gradient = delta * a
    output, target = with_delta(delta)
    made = Exercise(
        kind="gradient",
        given={"delta": delta, "a": a, "w": w},
        question=f"A connection of weight {spelled(w)} starts where the activation is {spelled(a)} and ends where δ is "
        f"{spelled(delta)}. What is its gradient ∂L/∂w?",
        answer=gradient,
        rule="∂L/∂w = δ at its end × activation at its start",
        steps=(f"{spelled(delta)} × {in_brackets(a)} = {spelled(gradient)}",),
        picture=Picture(
            one_neuron(output, target, x=a, w=w, loss="cross_entropy"),
            (Shown("a", 0, 0), Shown("delta", 1, 0), Shown("gradient", 1, 0, 0, asked=True)),
            (Edge(0, 0, 0),),
        ),
        accepted=Interval.exactly(gradient),
    )
    return made.with_mistakes(
        [
            (delta, "activation forgotten"),
            (delta * w, "own weight in place of the activation"),
            (a, "δ forgotten"),
            (delta + a, "added"),
            (delta * a * (1 - a), "slope used once more"),
        ]
    )


KIND = ExerciseKind("gradient", 5, "The gradient of a weight", _make)
