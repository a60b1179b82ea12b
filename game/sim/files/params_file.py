"""Parameters from a JSON file: {"weights": [[[..]]], "biases": [[..]]}."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path

import msgspec

from game.sim.files.bounded_read import read_or_refuse
from game.sim.network import Layers, Params, frozen
from game.sim.quoting import counted, in_full, shortened

LARGEST = 1000.0
MOST_BYTES = 1_000_000


class ParamsFile(msgspec.Struct, forbid_unknown_fields=True):
    """`weights[l][j][i]` runs from unit i of layer l to unit j of layer l + 1, `biases[l][j]` belongs to the latter."""

    weights: list[list[list[float]]]
    biases: list[list[float]]


def read_params(path: Path, layers: Layers) -> Params:
    """The parameters in `path` for a network of `layers`. Raises ValueError naming file, field and what is allowed."""
    data = read_or_refuse(path, MOST_BYTES, ValueError, "but must be a parameter file")
    try:
        content = msgspec.json.decode(data, type=ParamsFile)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise ValueError(f"{path} is not a parameter file: {shortened(str(problem))}") from None
    _check_shape(path, content, layers)
    return Params(tuple(frozen(w) for w in content.weights), tuple(frozen(b) for b in content.biases))


def _check_shape(path: Path, content: ParamsFile, layers: Layers) -> None:
    shown = "-".join(map(str, layers))
    for field, rows in (("weights", content.weights), ("biases", content.biases)):
        if len(rows) != len(layers) - 1:
            raise ValueError(f"{path}: {field} has {counted(len(rows), 'layer')}, but {shown} needs {len(layers) - 1}")
    for layer, (fan_in, units) in enumerate(pairwise(layers)):
        weights, biases = content.weights[layer], content.biases[layer]
        if len(weights) != units or any(len(row) != fan_in for row in weights):
            raise ValueError(
                f"{path}: weights[{layer}] must be {counted(units, 'row')} of {counted(fan_in, 'number')} for {shown}"
            )
        if len(biases) != units:
            raise ValueError(f"{path}: biases[{layer}] must be {counted(units, 'number')} for {shown}")
        for field, values in (("weights", [v for row in weights for v in row]), ("biases", biases)):
            bad = next((v for v in values if not math.isfinite(v) or abs(v) > LARGEST), None)
            if bad is not None:
                raise ValueError(
                    f"{path}: {field}[{layer}] has {in_full(bad)}, but must be -{LARGEST:g} to {LARGEST:g}"
                )
