"""A run that has been seen to its end, and a deadline that the next one is to meet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import msgspec
import numpy as np

from game.sim.datasets import find_dataset
from game.sim.level.actions import Action, Turn
from game.sim.level.deals import Dealt, Drawer, Entry, drawn_start
from game.sim.level.pools.landings import POOL
from game.sim.start import Start


@dataclass(frozen=True)
class Landing:
    """`weights` of a 2-2-1 network with biases 0; `epochs` until every error is below 0.3 at the learning `rate`; a
    `deadline` for another rate."""

    weights: tuple[tuple[tuple[float, ...], ...], ...]
    task: str
    loss: str
    rate: float
    epochs: int
    deadline: int


@cache
def landings() -> tuple[Landing, ...]:
    """Those that are stored: in each the law, epochs × rate is constant, meets its deadline within 3 %."""
    return tuple(
        Landing((hidden, (out,)), task, loss, rate, epochs, deadline)
        for hidden, out, task, loss, rate, epochs, deadline in POOL
    )


class LandingDeal(Drawer, frozen=True, tag="landing"):
    """One of the stored runs: start, task, loss and deadline. `rate` and `epochs` are those of the run that was seen,
    `deadline` the epoch to land on, `task` the gate, `loss` what it is measured by."""

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        pool = landings()
        found = pool[int(generator.integers(len(pool)))]
        base = msgspec.structs.replace(start, scenario=found.task)
        net = drawn_start(found.weights, [[0.0, 0.0], [0.0]], base=base, loss=found.loss, learning_rate=found.rate)
        facts: dict[str, float | str] = {
            "rate": found.rate,
            "epochs": float(found.epochs),
            "deadline": float(found.deadline),
            "task": find_dataset(found.task).label,
            "loss": "MSE" if found.loss == "mse" else "cross-entropy",
        }
        return Dealt(nets=(("", net),), facts=facts)

    def solution(self, dealt: Dealt) -> tuple[Action, ...]:
        """Measured rate × measured epochs ÷ deadline."""
        law = dealt.number("rate") * dealt.number("epochs") / dealt.number("deadline")
        return (Turn("learning_rate", float(f"{law:.4g}")),)


DRAWER = Entry("landing", 4, LandingDeal)
