"""Which way a weight goes."""

from game.sim.blame import direction
from game.sim.gym.exercise import Exercise, Picture, Shown, in_brackets, spelled
from game.sim.gym.kinds import ExerciseKind
from game.sim.gym.numbers import ACTIVATIONS, WEIGHTS, Draw, one_neuron, with_delta
from game.sim.network import Edge

WAYS = ("up", "down", "stays")


def _make(draw: Draw) -> Exercise:
    delta, a, w = draw.one((-0.2, -0.1, 0.1, 0.2)), draw.one((0.0, *ACTIVATIONS)), draw.one(WEIGHTS)
    answer = direction(delta * a)
    along, against = direction(-delta), direction(delta)
    output, target = with_delta(delta)
    why = "stays: it carried nothing" if a == 0 else f"so w goes {answer}, against its gradient"
    made = Exercise(
        kind="direction",
        given={"delta": delta, "a": a, "w": w},
        question=f"A connection of weight {spelled(w)} starts where the activation is {spelled(a)} and ends where δ is "
        f"{spelled(delta)}. Which way does the weight go?",
        answer=answer,
        rule="∂L/∂w = δ × a, and w goes against it",
        steps=(f"gradient {spelled(delta)} × {in_brackets(a)} = {spelled(delta * a)}", why),
        picture=Picture(
            one_neuron(output, target, x=a, w=w, loss="cross_entropy"),
            (Shown("a", 0, 0), Shown("delta", 1, 0), Shown("gradient", 1, 0, 0, asked=True)),
            (Edge(0, 0, 0),),
        ),
        choices=WAYS,
    )
    return made.with_mistakes(
        [
            (along, "along the gradient"),
            ("stays", "no change without a large δ"),
            (direction(w), "every weight shrinks"),
            (against, "activation of 0 overlooked"),
        ]
    )


KIND = ExerciseKind("direction", 7, "Which way?", _make, {"activation of 0 overlooked": "gradient"})
