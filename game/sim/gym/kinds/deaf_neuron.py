"""Which of three sigmoids is deafest."""

from game.sim.blame import deafest
from game.sim.gym.exercise import Exercise, Picture, Shown, spelled
from game.sim.gym.kinds import ExerciseKind
from game.sim.gym.numbers import Draw, logit, sigmoid, small_network
from game.sim.network import Edge

NAMES = ("h₁", "h₂", "h₃")
BLAME = 0.1
"""δ of the output; the weights to it make the complaints what they are."""


def _make(draw: Draw) -> Exercise:
    while True:
        zs = draw.different(range(-6, 7), 3)
        complaints = draw.several((0.1, 0.3, 0.6, 0.9), 3)
        outputs = [sigmoid(z) for z in zs]
        slopes = [a * (1 - a) for a in outputs]
        deaf = deafest(slopes)
        least, second, _ = sorted(slopes)
        if second > 1.5 * least and max(range(3), key=complaints.__getitem__) == deaf:
            break
    weights = [complaint / BLAME for complaint in complaints]
    bias = logit(BLAME) - sum(w * a for w, a in zip(weights, outputs, strict=True))
    sums = ", ".join(f"{name} has z = {spelled(z)}" for name, z in zip(NAMES, zs, strict=True))
    first, second_one, third = map(spelled, complaints)
    made = Exercise(
        kind="deaf_neuron",
        given={"z": [float(z) for z in zs], "error": complaints},
        question=f"Three hidden sigmoids: {sums}. The complaints that come back to them are {first}, {second_one} and "
        f"{third}. Which is deafest?",
        answer=NAMES[deaf],
        rule="slope = a(1 − a), smallest where z is far from 0",
        steps=tuple(
            f"{name}: a = {spelled(a)}, slope {spelled(slope)}"
            for name, a, slope in zip(NAMES, outputs, slopes, strict=True)
        ),
        picture=Picture(
            small_network([1.0], [0.0], [([[1.0]] * 3, [z - 1.0 for z in zs]), ([weights], [bias])], "cross_entropy"),
            tuple(
                shown
                for k in range(3)
                for shown in (Shown("z", 1, k), Shown("sum", 1, k), Shown("slope", 1, k, asked=True))
            ),
            (Edge(1, 0, deaf),),
        ),
        choices=NAMES,
    )
    return made.with_mistakes(
        [
            (NAMES[min(range(3), key=zs.__getitem__)], "low z means deaf; high z does not"),
            (NAMES[min(range(3), key=lambda k: abs(zs[k]))], "z near 0 means silent"),
            (NAMES[min(range(3), key=complaints.__getitem__)], "a small error means deaf"),
        ]
    )


KIND = ExerciseKind("deaf_neuron", 9, "Who is deaf?", _make, {"z near 0 means silent": "slope"})
