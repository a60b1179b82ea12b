"""A ravine: a linear neuron whose loss is far steeper along one weight than along the other."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from game.sim.level.actions import Action, Turn
from game.sim.level.deals import Dealt, Drawer, Entry, drawn_start, samples
from game.sim.level.steps_down import steps_down
from game.sim.network import Array
from game.sim.start import Start

RATIOS = (6.0, 8.0, 10.0, 12.0, 15.0)
"""How much farther apart the samples lie in one input than in the other; the loss is steeper by its square."""
SCALES = (0.5, 0.7, 1.0, 1.4, 2.0)
BOTTOMS = (-3.0, -2.0, 2.0, 3.0)
RATES = tuple(float(f"{rate:.4g}") for rate in np.geomspace(0.02, 8.0, 41))
MOMENTA = (0.5, 0.8, 0.9, 0.95, 0.99)
STEPS = 400
BETA1, BETA2, EPSILON = 0.9, 0.999, 1e-8
Setting = tuple[str, float, float]
"""The walker, its rate, and its momentum."""


class Ravine(Drawer, frozen=True, tag="ravine"):
    """Ratio, scale, bottom, and which of the weights is the steep one are drawn. `best` is the fewest steps of any
    walker, rate and momentum."""

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        ratio, scale = float(generator.choice(RATIOS)), float(generator.choice(SCALES))
        bottom = generator.choice(BOTTOMS, 2)
        inputs = scale * np.array([[1 / ratio, 1.0], [1 / ratio, -1.0], [-1 / ratio, 1.0], [-1 / ratio, -1.0]])
        if generator.integers(2):
            inputs = inputs[:, ::-1]
        data = samples(inputs, inputs @ bottom, "A ravine")
        net = drawn_start([[[0.0, 0.0]]], [[0.0]], data, base=start)
        (walker, rate, momentum), steps = fewest(_shape(inputs), tuple(np.abs(bottom).tolist()))
        facts: dict[str, float | str] = {
            "bottom1": float(bottom[0]),
            "bottom2": float(bottom[1]),
            "best": float(steps),
            "walker": walker,
            "rate": rate,
            "momentum": momentum,
        }
        return Dealt(nets=(("", net),), facts=facts)

    def solution(self, dealt: Dealt) -> tuple[Action, ...]:
        """The walker with the fewest steps."""
        facts = dealt.facts
        acts = [Turn("optimizer", str(facts["walker"])), Turn("learning_rate", float(facts["rate"]))]  # type: ignore[arg-type]
        return *acts, Turn("momentum", float(facts["momentum"]))  # type: ignore[arg-type]


def _shape(inputs: Array) -> tuple[float, float]:
    """The curvature of the loss along each weight; between them there is none."""
    across, up = (inputs**2).mean(axis=0).tolist()
    return across, up


@lru_cache(maxsize=128)
def fewest(curvatures: tuple[float, float], distances: tuple[float, float]) -> tuple[Setting, int]:
    """The setting that gets below a thousandth of the loss, and stays there, in the fewest steps; and how many. Both
    weights begin `distances` from the bottom; the loss is that of two springs, so the signs make no difference."""
    settings: list[Setting] = [
        *(("sgd", rate, 0.0) for rate in RATES),
        *(("momentum", rate, momentum) for rate in RATES for momentum in MOMENTA),
        *(("adam", rate, BETA1) for rate in RATES),
    ]
    adaptive = np.array([name == "adam" for name, _, _ in settings])[:, None]
    rates, momenta = (np.array([each[k] for each in settings], dtype=float)[:, None] for k in (1, 2))
    curves = np.array(curvatures)
    away = np.tile(np.array(distances), (len(settings), 1))
    speed, first, second = np.zeros_like(away), np.zeros_like(away), np.zeros_like(away)
    heights = np.empty((STEPS + 1, len(settings)))
    heights[0] = 0.5 * (curves * away**2).sum(axis=1)
    with np.errstate(all="ignore"):
        for step in range(1, STEPS + 1):
            slopes = curves * away
            speed = momenta * speed - rates * slopes
            first = BETA1 * first + (1.0 - BETA1) * slopes
            second = BETA2 * second + (1.0 - BETA2) * slopes**2
            root = np.sqrt(second / (1.0 - BETA2**step)) + EPSILON
            own = rates * (first / (1.0 - BETA1**step)) / root
            away = np.where(adaptive, away - own, away + speed)
            heights[step] = 0.5 * (curves * away**2).sum(axis=1)
    steps = [steps_down(column.tolist(), STEPS) for column in heights.T]
    down = [(found, k) for k, found in enumerate(steps) if found is not None]
    fewest_steps, best = min(down)
    return settings[best], fewest_steps


DRAWER = Entry("ravine", 4, Ravine)
