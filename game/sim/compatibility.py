"""Which settings go together: one sentence where they make no sense."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from game.sim.losses import losses
from game.sim.network import bias_places
from game.sim.quoting import in_full
from game.sim.settings import Settings


def misfit(settings: Settings) -> str | None:
    """Why `settings` make no sense together, and what would; None where they do."""
    loss = losses()[settings.loss]
    if settings.output == "softmax" and settings.layers[-1] == 1:
        return "output is softmax, which needs 2 to 8 output neurons, but there is 1: sigmoid goes with one"
    if settings.output not in loss.outputs:
        return (
            f"output is {settings.output} and loss is {loss.name}, but {loss.name} goes with output "
            f"{_either(loss.outputs)}, and {settings.output} with loss {_either(_losses_of(settings.output))}"
        )
    return None


def bias_refusal(settings: Settings, params: Sequence[float]) -> str | None:
    """Why a network with `settings` cannot have `params`, given in the order of `Params.flat`: biases that there are
    none of must be 0. None when it can."""
    given = settings.biases == "none" and next((params[at] for at in bias_places(settings.layers) if params[at]), None)
    if not given:
        return None
    return f"a bias is {in_full(given)}, but biases are none, so it must be 0: trained or frozen take any"


def _losses_of(output: str) -> list[str]:
    return [loss.name for loss in losses().values() if output in loss.outputs]


def _either(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last
