"""How this computer rounds. No standard says how exp, tanh and log1p are rounded, and Windows, macOS and Linux differ
in the last bit. Large networks and data are trained by numpy, which adds in the order that suits the processor. All
else that the simulation computes comes out the same everywhere."""

from __future__ import annotations

import hashlib
import math
import struct
from collections.abc import Iterable
from functools import cache

from game.sim.engine.kernel import kernel_for
from game.sim.engine.segment import Segment
from game.sim.engine.training import Lesson
from game.sim.network import parameter_count
from game.sim.settings import Settings

SAMPLES = 200
"""So many are trained on to see how numpy adds."""


def rounding() -> str:
    """Sixteen digits of how what the simulation asks of the C library is rounded: the same on two computers that train
    alike to the last bit what numpy does not train."""
    values = [function(k / 64) for function in (math.exp, math.tanh) for k in range(-600, 600)]
    values += [math.log1p(k / 64) for k in range(600)]
    return _digits(values)


@cache
def array_rounding() -> str:
    """Sixteen digits of how numpy trains here."""
    inputs = tuple((k % 17 / 7.0 - 1.0, k % 23 / 11.0 - 1.0) for k in range(SAMPLES))
    targets = tuple(float(k % 2) for k in range(SAMPLES))
    values: list[float] = []
    for activation, update in (("sigmoid", "epoch"), ("tanh", "epoch"), ("relu", "epoch"), ("sigmoid", "batch")):
        settings = Settings(layers=(2, 8, 8, 1), activation=activation, update=update, batch_size=50)
        state = tuple(k % 13 / 9.0 - 0.7 for k in range(parameter_count(settings.layers)))
        kernel = kernel_for(settings, inputs)
        trained = kernel.train(state, Lesson(settings, targets), 0, 3, kernel.unlocked())
        values += [*trained.params, *trained.losses]
    return _digits(values)


def rounding_of(segments: Iterable[Segment]) -> str:
    """What tells whether another computer trains a session of these `segments` alike to the last bit."""
    return rounding() + (array_rounding() if any(segment.kernel.by_arrays for segment in segments) else "")


def trains_alike(told: str, segments: Iterable[Segment]) -> bool:
    """Whether this computer trains `segments` as the one did that said so by `rounding_of`; older files tell nothing of
    numpy, and are trusted."""
    here = rounding_of(segments)
    return told in (here, here[: len(rounding())])


def _digits(values: list[float]) -> str:
    return hashlib.sha256(struct.pack(f"{len(values)}d", *values)).hexdigest()[:16]
