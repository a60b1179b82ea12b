"""Whether a start that came from outside is one that can be simulated."""

from __future__ import annotations

import msgspec

from game.sim.datasets import datasets
from game.sim.limits import LARGEST_SEED, layers_refusal, parameter_refusal
from game.sim.network import initial_params
from game.sim.quoting import quoted
from game.sim.settings import checked
from game.sim.start import Start


def check_start(start: Start) -> None:
    """Raises ValueError, naming the field and what is allowed, unless every field of `start` is what it may be."""
    if start.scenario not in datasets():
        raise ValueError(f"scenario is {quoted(start.scenario)}, but must be one of {', '.join(datasets())}")
    if not 0 <= start.seed <= LARGEST_SEED:
        raise ValueError(f"seed is {quoted(start.seed)}, but must be 0 to {LARGEST_SEED}")
    try:
        for name, value in msgspec.structs.asdict(start.settings).items():
            checked(name, value)
    except ValueError as problem:
        raise ValueError(f"settings: {problem}") from None
    dataset = datasets()[start.scenario]
    refused = layers_refusal(start.settings.layers, len(dataset.inputs[0]))
    if refused:
        raise ValueError(f"settings: {refused}")
    _check_numbers(start, len(dataset.targets))


def _check_numbers(start: Start, samples: int) -> None:
    count = len(initial_params(start.settings.layers, 0, 0.0, 0.0).flat())
    if start.params is not None:
        if len(start.params) != count:
            raise ValueError(f"params has {len(start.params)} numbers, but the network has {count}")
        problem = next((found for value in start.params if (found := parameter_refusal(value))), None)
        if problem:
            raise ValueError(f"params: {problem}")
    if start.targets is not None and (len(start.targets) != samples or not all(0 <= y <= 1 for y in start.targets)):
        raise ValueError(f"targets must be {samples} numbers from 0 to 1")
