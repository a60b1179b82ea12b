"""A task, an activation and a budget, for which a whole recipe is to be written down."""

from __future__ import annotations

import msgspec
import numpy as np

from game.sim.activations import activations
from game.sim.datasets import find_dataset
from game.sim.level.actions import Action, Turn
from game.sim.level.deals import Dealt, Drawer, Entry, Fact
from game.sim.level.pools.licence import BEST, TrainingTask
from game.sim.start import Start


class LicenceDeal(Drawer, frozen=True, tag="licence"):
    """One of the networks of the pool: `task`, `activation` and `budget` tell it; `best` is the share that the best
    recipe in play comes to, 0..1."""

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        asked = list(BEST)[int(generator.integers(len(BEST)))]
        settings = msgspec.structs.replace(start.settings, activation=asked.activation)
        net = msgspec.structs.replace(start, scenario=asked.task, settings=settings, params=None)
        facts: dict[str, Fact] = {
            "task": find_dataset(asked.task).label,
            "activation": activations()[asked.activation].label,
            "budget": float(asked.epochs),
            "best": BEST[asked].solved / 1000,
        }
        return Dealt(nets=(("", net),), facts=facts, epochs=asked.epochs)

    def solution(self, dealt: Dealt) -> tuple[Action, ...]:
        """The best recipe, with the share that it is known for."""
        net = dealt.nets[0][1]
        best = BEST[TrainingTask(net.scenario, net.settings.activation, dealt.epochs or 0)]
        return (
            Turn("loss", best.loss),
            Turn("learning_rate", best.rate),
            Turn("weight_init", best.range),
            Turn("bias_init", best.bias),
            Turn("named", best.solved / 10),
        )


DRAWER = Entry("licence", 31, LicenceDeal)
