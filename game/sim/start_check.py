"""Whether a start that came from outside is one that can be simulated."""

from __future__ import annotations

import msgspec

from game.sim.compatibility import bias_refusal, misfit
from game.sim.dataset import OWN, OwnData, data_refusal, targets_refusal
from game.sim.datasets import find_dataset
from game.sim.limits import LARGEST_SEED, layers_refusal, parameter_refusal
from game.sim.network import parameter_count
from game.sim.quoting import counted, quoted
from game.sim.settings import checked
from game.sim.start import Start


def check_start(start: Start) -> None:
    """Raises ValueError, naming the field and what is allowed, unless every field of `start` is what it may be."""
    _check_data(start)
    if not 0 <= start.seed <= LARGEST_SEED:
        raise ValueError(f"seed is {quoted(start.seed)}, but must be 0 to {LARGEST_SEED}")
    try:
        for name, value in msgspec.structs.asdict(start.settings).items():
            checked(name, value)
    except ValueError as problem:
        raise ValueError(f"settings: {problem}") from None
    dataset = start.dataset
    refused = layers_refusal(start.settings.layers, len(dataset.inputs[0]), dataset.outputs)
    refused = refused or misfit(start.settings)
    if refused:
        raise ValueError(f"settings: {refused}")
    _check_params(start)
    refused = targets_refusal(dataset.targets, start.settings.loss)
    if refused:
        raise ValueError(f"targets: {refused}")


def _check_data(start: Start) -> None:
    if isinstance(start.data, OwnData):
        refused = data_refusal(start.data)
        if refused:
            raise ValueError(f"data: {refused}")
        if start.scenario != OWN:
            raise ValueError(f"scenario is {quoted(start.scenario)}, but must be {OWN} where there are data")
        wanted = len(start.data.rows) * len(start.data.targets)
    else:
        wanted = len(find_dataset(start.scenario).targets)
    if start.targets is not None and len(start.targets) != wanted:
        raise ValueError(f"targets has {counted(len(start.targets), 'number')}, but must have {wanted}")


def _check_params(start: Start) -> None:
    if start.params is None:
        return
    count = parameter_count(start.settings.layers)
    if len(start.params) != count:
        raise ValueError(f"params has {counted(len(start.params), 'number')}, but the network has {count}")
    problem = next((found for value in start.params if (found := parameter_refusal(value))), None)
    problem = problem or bias_refusal(start.settings, start.params)
    if problem:
        raise ValueError(f"params: {problem}")
