"""How fast a walk down was."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import AtTheEnd, Entry
from game.sim.level.steps_down import steps_down

NEVER = 99.0


class StepsToBest(AtTheEnd, frozen=True, tag="steps_to_best"):
    """Steps until the loss was below a thousandth and stayed there, divided by the deal's fewest (`best`); 99 if it
    never did."""

    @property
    def label(self) -> str:
        return "steps ÷ fewest"

    def never(self, value: float) -> bool:
        return value >= NEVER

    def measure(self, evidence: Evidence) -> float | None:
        run = evidence.run
        if run is None or not run.complete:
            return None
        steps = steps_down(run.losses, run.budget)
        return NEVER if steps is None else min(NEVER, steps / evidence.fact("best"))


METRIC = Entry("steps_to_best", 24, StepsToBest)
