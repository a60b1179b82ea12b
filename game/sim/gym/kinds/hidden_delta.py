"""δ of a hidden neuron: what comes back over its outgoing weights, times its own slope."""

from collections.abc import Sequence

from game.sim.arithmetic.interval import ZERO, Interval
from game.sim.gym.exercise import Exercise, Picture, Shown, in_brackets, spelled
from game.sim.gym.kinds import ExerciseKind
from game.sim.gym.numbers import ACTIVATIONS, WEIGHTS, Draw, logit, small_network, with_delta
from game.sim.network import Edge

TWO_WAYS = 0.4
"""The share of exercises in which two outputs complain."""


def _make(draw: Draw) -> Exercise:
    h = draw.one(ACTIVATIONS)
    deltas = draw.several((-0.2, -0.1, -0.05, 0.05, 0.1, 0.2), 2 if draw.chance(TWO_WAYS) else 1)
    weights = draw.several(WEIGHTS, len(deltas))
    slope = h * (1 - h)
    back = sum(d * w for d, w in zip(deltas, weights, strict=True))
    delta = back * slope
    heard = ZERO
    for d, w in zip(deltas, weights, strict=True):
        heard = heard + Interval.exactly(d * w).written()
    many = len(deltas) > 1
    after = " and ".join(spelled(d) for d in deltas)
    over = " and ".join(spelled(w) for w in weights)
    products = " + ".join(f"{in_brackets(w)} × {in_brackets(d)}" for d, w in zip(deltas, weights, strict=True))
    made = Exercise(
        kind="hidden_delta",
        given={"h": h, "deltas_after": deltas, "weights_out": weights},
        question=f"A hidden sigmoid stands at {spelled(h)}. "
        + (f"The outputs have δ {after}; its weights to them are {over}." if many else "")
        + ("" if many else f"The output has δ = {after}; its weight to it is {over}.")
        + " What is the hidden neuron's δ?",
        answer=delta,
        rule="δ = Σ w·δ × h(1 − h)" if many else "δ = w·δ × h(1 − h)",
        steps=(
            f"what comes back: {products} = {spelled(back)}",
            f"slope {spelled(h)} × {spelled(1 - h)} = {spelled(slope)}",
            f"δ = {spelled(back)} × {spelled(slope)} = {spelled(delta)}",
        ),
        picture=_picture(h, deltas, weights),
        accepted=heard * Interval.exactly(slope).written(),
    )
    return made.with_mistakes(
        [
            (back, "slope forgotten"),
            (sum(deltas) * slope, "outgoing weight forgotten"),
            (deltas[0], "same δ for everybody"),
            (back * h, "activation in place of the slope"),
            (-delta, "sign"),
            (deltas[0] * weights[0] * slope, "only one of two ways"),
        ]
    )


def _picture(h: float, deltas: Sequence[float], weights: Sequence[float]) -> Picture:
    """A network in which the hidden neuron stands at `h` and the outputs have those `deltas`."""
    ends = [with_delta(d) for d in deltas]
    hidden = ([[1.0]], [logit(h) - 1.0])
    biases = [logit(a) - w * h for w, (a, _) in zip(weights, ends, strict=True)]
    outputs = ([[w] for w in weights], biases)
    return Picture(
        small_network([1.0], [y for _, y in ends], [hidden, outputs], "cross_entropy"),
        (
            Shown("a", 1, 0),
            Shown("slope", 1, 0, asked=True),
            Shown("delta", 1, 0, asked=True),
            *(Shown("delta", 2, k) for k in range(len(deltas))),
        ),
        tuple(Edge(1, k, 0) for k in range(len(deltas))),
    )


KIND = ExerciseKind(
    "hidden_delta",
    4,
    "δ of a hidden neuron",
    _make,
    {"slope forgotten": "slope", "activation in place of the slope": "slope"},
)
