"""Which settings go together: one sentence where they make no sense."""

from __future__ import annotations

from collections.abc import Iterable

from game.sim.losses import losses
from game.sim.settings import Settings


def misfit(settings: Settings) -> str | None:
    """Why `settings` make no sense together, naming what does; None where they do."""
    loss = losses()[settings.loss]
    if settings.output == "softmax" and settings.layers[-1] == 1:
        return "output is softmax, which needs 2 to 8 output neurons, but there is 1: sigmoid goes with one"
    if settings.output not in loss.outputs:
        return (
            f"output is {settings.output} and loss is {loss.name}, but {loss.name} goes with output "
            f"{_either(loss.outputs)}, and {settings.output} with loss {_either(_losses_of(settings.output))}"
        )
    return None


def _losses_of(output: str) -> list[str]:
    return [loss.name for loss in losses().values() if output in loss.outputs]


def _either(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last
