"""The activation of a sigmoid, from a printed table."""

from game.sim.arithmetic.interval import Interval
from game.sim.gym.exercise import Exercise, Picture, Shown, spelled
from game.sim.gym.kinds import ExerciseKind
from game.sim.gym.numbers import SIGMOID, Draw, sigmoid, small_network
from game.sim.network import Edge


def _make(draw: Draw) -> Exercise:
    z = draw.one(tuple(SIGMOID))
    a, exact = SIGMOID[z], sigmoid(z)
    made = Exercise(
        kind="a",
        given={"z": z, "table": [float(value) for value in SIGMOID.values()]},
        question=f"The z of a sigmoid is {spelled(z)}. What is its activation, to three decimals?",
        answer=a,
        rule="a = σ(z)",
        steps=(f"σ({spelled(z)}) = {spelled(a)}",),
        picture=Picture(
            small_network([1.0], [1.0], [([[1.0]], [z - 1.0])]),
            (Shown("z", 1, 0), Shown("a", 1, 0, asked=True)),
            (Edge(0, 0, 0),),
        ),
        accepted=Interval.around((a, exact)),
        decimals=3,
        table=tuple((spelled(each), f"{value:.3f}") for each, value in SIGMOID.items()),
    )
    return made.with_mistakes(
        [
            (float(z), "no squashing: z taken for a"),
            (SIGMOID[-z], "sign of z"),
            (round(a * (1 - a), 3), "slope taken for a"),
            (max(0.0, float(z)), "ReLU taken for sigmoid"),
        ]
    )


KIND = ExerciseKind("a", 1, "The activation", _make, {"slope taken for a": "slope"})
