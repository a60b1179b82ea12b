"""The sum of a neuron."""

from game.sim.arithmetic.interval import Interval
from game.sim.gym.exercise import Exercise, Picture, Shown, in_brackets, spelled
from game.sim.gym.kinds import ExerciseKind
from game.sim.gym.numbers import WEIGHTS, Draw, small_network
from game.sim.network import Edge


def _make(draw: Draw) -> Exercise:
    w1, w2 = draw.one(WEIGHTS), draw.one(WEIGHTS)
    a1, a2 = draw.one((0.0, 1.0, 0.5, 0.2, 0.8)), draw.one((0.0, 1.0, 0.5, 0.4, 0.6))
    b = draw.one((-2.0, -1.0, -0.5, 0.5, 1.0, 2.0))
    products = round(w1 * a1 + w2 * a2, 6)
    z = round(products + b, 6)
    made = Exercise(
        kind="z",
        given={"w": [w1, w2], "a": [a1, a2], "b": b},
        question=f"Inputs {spelled(a1)} and {spelled(a2)} come over weights {spelled(w1)} and {spelled(w2)}; "
        f"the bias is {spelled(b)}. What is z?",
        answer=z,
        rule="z = w₁a₁ + w₂a₂ + b",
        steps=(
            f"{spelled(w1)} × {spelled(a1)} + {in_brackets(w2)} × {spelled(a2)} = {spelled(products)}",
            f"{spelled(products)} + {in_brackets(b)} = {spelled(z)}",
        ),
        picture=Picture(
            small_network([a1, a2], [1.0], [([[w1, w2]], [b])]),
            (Shown("a", 0, 0), Shown("a", 0, 1), Shown("bias", 1, 0), Shown("z", 1, 0, asked=True)),
            (Edge(0, 0, 0), Edge(0, 0, 1)),
        ),
        accepted=Interval.exactly(z),
    )
    return made.with_mistakes(
        [
            (products, "bias forgotten"),
            (round(w1 + w2 + b, 6), "inputs left out"),
            (round(products * b, 6), "bias multiplied"),
            (round(products - b, 6), "sign of the bias"),
        ]
    )


KIND = ExerciseKind("z", 0, "The sum z", _make)
