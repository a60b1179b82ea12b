"""How large the numbers may be that a simulation is given, and the sentences that refuse larger ones."""

from __future__ import annotations

import math

from game.sim.quoting import in_full

MOST_EPOCHS = 10_000
"""Epochs that one command may train."""
LONGEST_RUN = 10_000_000
"""Epochs after which a run is not trained on: every one of them is recorded, some ten bytes each."""
LARGEST_SEED = 2**32 - 1
"""Of all that is drawn."""
LARGEST_PARAMETER = 1000.0
"""Size of a weight or bias that is given by hand or by a file; training may go beyond."""
MOST_SAMPLES = 1000
"""Samples of a data set, at most."""
MOST_COLUMNS = 8
"""Inputs, and likewise targets, that a sample of a data set has at most."""
LARGEST_VALUE = 1_000_000.0
"""Of an input or a target."""


def layers_refusal(layers: tuple[int, ...], inputs: int, outputs: int = 1) -> str | None:
    """Why a network of `layers` does not fit a data set of `inputs` inputs and `outputs` targets."""
    if layers[0] == inputs and layers[-1] == outputs:
        return None
    shown, targets = "-".join(map(str, layers)), "its target" if outputs == 1 else "its targets"
    return (
        f"layers is {shown}, but must start with {inputs} (the inputs of the data set) and end with {outputs} "
        f"({targets})"
    )


def parameter_refusal(value: float) -> str | None:
    """Why `value` cannot be a weight or bias."""
    if math.isfinite(value) and abs(value) <= LARGEST_PARAMETER:
        return None
    return (
        f"a parameter is {in_full(value)}, but must be a number from -{LARGEST_PARAMETER:,g} to {LARGEST_PARAMETER:,g}"
    )
