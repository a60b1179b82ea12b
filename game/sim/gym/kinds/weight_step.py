"""One step of a weight, against its gradient."""

from game.sim.arithmetic.interval import Interval
from game.sim.gym.exercise import Exercise, Picture, Shown, in_brackets, spelled
from game.sim.gym.kinds import ExerciseKind
from game.sim.gym.numbers import WEIGHTS, Draw, one_neuron, with_delta
from game.sim.network import Edge


def _make(draw: Draw) -> Exercise:
    w = draw.one(WEIGHTS)
    gradient = draw.one((-0.3, -0.2, -0.12, -0.05, 0.05, 0.12, 0.2, 0.3))
    rate = draw.one((0.1, 0.5, 1.0, 2.0, 5.0))
    step = rate * gradient
    after = w - step
    output, target = with_delta(gradient)
    made = Exercise(
        kind="update",
        given={"w": w, "gradient": gradient, "rate": rate},
        question=f"w = {spelled(w)}, ∂L/∂w = {spelled(gradient)}, learning rate η = {spelled(rate)}. "
        "What is w after one step?",
        answer=after,
        rule="w − η × ∂L/∂w",
        steps=(
            f"step {spelled(rate)} × {in_brackets(gradient)} = {spelled(step)}",
            f"{spelled(w)} − {in_brackets(step)} = {spelled(after)}",
        ),
        picture=Picture(
            one_neuron(output, target, w=w, loss="cross_entropy", rate=rate),
            (Shown("gradient", 1, 0, 0), Shown("after", 1, 0, 0, asked=True)),
            (Edge(0, 0, 0),),
        ),
        accepted=Interval.exactly(w) - Interval.exactly(step).written(),
    )
    return made.with_mistakes(
        [
            (w + step, "along the gradient"),
            (w - gradient, "rate forgotten"),
            (-step, "step taken for the weight"),
            (w * (1 - step), "step in per cent of the weight"),
            (gradient, "gradient taken for the weight"),
        ]
    )


KIND = ExerciseKind("update", 6, "One step", _make, {"along the gradient": "direction"})
