"""How large the numbers may be that a simulation is given, and the sentences that refuse larger ones."""

from __future__ import annotations

import math

MOST_EPOCHS = 10_000
LONGEST_RUN = 10_000_000
"""Epochs after which a run is not trained on: every one of them is recorded, some ten bytes each."""
LARGEST_SEED = 2**32 - 1
LARGEST_PARAMETER = 1000.0


def layers_refusal(layers: tuple[int, ...], inputs: int) -> str | None:
    """Why a network of `layers` does not fit a data set of `inputs` inputs and one target."""
    if layers[0] != inputs or layers[-1] != 1:
        shown = "-".join(map(str, layers))
        return (
            f"layers is {shown}, but must start with {inputs} (the inputs of the data set) and end with 1 (its target)"
        )
    return None


def parameter_refusal(value: float) -> str | None:
    """Why `value` cannot be a weight or bias."""
    if math.isfinite(value) and abs(value) <= LARGEST_PARAMETER:
        return None
    return f"a parameter is {value:g}, but must be a number from -{LARGEST_PARAMETER:g} to {LARGEST_PARAMETER:g}"
