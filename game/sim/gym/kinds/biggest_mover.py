"""Which of three weights moves most."""

from game.sim.blame import biggest_mover
from game.sim.gym.exercise import Exercise, Picture, Shown, spelled
from game.sim.gym.kinds import ExerciseKind
from game.sim.gym.numbers import ACTIVATIONS, WEIGHTS, Draw, logit, small_network, with_delta
from game.sim.network import Edge

NAMES = ("w₁", "w₂", "w₃")
DELTAS = (-0.3, -0.2, -0.1, -0.05, 0.05, 0.1, 0.2, 0.3)


def _make(draw: Draw) -> Exercise:
    while True:
        deltas, starts = draw.several(DELTAS, 3), draw.several((0.0, *ACTIVATIONS), 3)
        weights = draw.several(WEIGHTS, 3)
        gradients = [d * a for d, a in zip(deltas, starts, strict=True)]
        sizes = list(map(abs, gradients))
        most, (_, second, first) = biggest_mover(gradients), sorted(sizes)
        if first > 1.2 * second + 0.002 and most != biggest_mover(weights):
            break
    ends = [with_delta(d) for d in deltas]
    apart = [[w if j == k else 0.0 for j in range(3)] for k, w in enumerate(weights)]
    biases = [logit(a) - w * x for (a, _), w, x in zip(ends, weights, starts, strict=True)]
    rows = zip(NAMES, weights, starts, deltas, strict=True)
    told = "; ".join(f"{n} = {spelled(w)} from a = {spelled(a)} to δ = {spelled(d)}" for n, w, a, d in rows)
    made = Exercise(
        kind="biggest_mover",
        given={"deltas": deltas, "activations": starts, "weights": weights},
        question=f"Three connections: {told}. Which weight moves most in one step?",
        answer=NAMES[most],
        rule="a step is η × δ × a: the largest |δ × a| moves most",
        steps=tuple(
            f"{name}: |{spelled(d)} × {spelled(a)}| = {spelled(size)}"
            for name, d, a, size in zip(NAMES, deltas, starts, sizes, strict=True)
        ),
        picture=Picture(
            small_network(starts, [y for _, y in ends], [(apart, biases)], "cross_entropy"),
            tuple(
                shown
                for k in range(3)
                for shown in (Shown("a", 0, k), Shown("delta", 1, k), Shown("gradient", 1, k, k, asked=True))
            ),
            (Edge(0, most, most),),
            tuple(Edge(0, k, k) for k in range(3)),
        ),
        choices=NAMES,
    )
    return made.with_mistakes(
        [
            (NAMES[biggest_mover(weights)], "the largest weight moves most"),
            (NAMES[biggest_mover(deltas)], "δ alone decides"),
            (NAMES[biggest_mover(starts)], "activation alone decides"),
            (NAMES[gradients.index(max(gradients))], "largest by sign, not by size"),
        ]
    )


KIND = ExerciseKind("biggest_mover", 8, "Who moves most?", _make, {"δ alone decides": "gradient"})
