"""FORWARD(layer), LOSS, BACKWARD(layer), UPDATE: the order in which an epoch is revealed, and how fast."""

from __future__ import annotations

import math
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec

from game.sim.network import Layers
from game.sim.settings import Settings

TICKS_PER_SECOND = 60
PHASE_UNITS = 1_000_000
"""Progress within a phase is counted in whole units, so that no rounding depends on how it was reached."""

BEAT = 0.25
"""Share of the time that a 2-2-1 network's sample takes for which a packet waits before a slope gate: half a second at
animation speed 0.40."""
LONGEST_EPOCH = 30.0
"""Seconds that an epoch takes in slow motion, at most, where samples are many."""
SHOWN_WHOLE = 16
"""Samples of which slow motion leaves out none, however long they take."""

FAST_FORWARD = (10, 100, 1000)
MAX_SPEED = 0
"""The speed at which a tick trains as many epochs as `SetBatch` says."""
SPEEDS = (1, *FAST_FORWARD, MAX_SPEED)


class Kind(StrEnum):
    """What a phase shows."""

    FORWARD = "forward"
    LOSS = "loss"
    BACKWARD = "backward"
    UPDATE = "update"


class Phase(NamedTuple):
    """FORWARD(l): packets run from layer l − 1 into layer l. LOSS: output meets target. BACKWARD(l): the delta of layer
    l forms at its slope gate and runs on towards layer l − 1. UPDATE: the parameters change (layer 0, all of them)."""

    kind: Kind
    layer: int


class Moment(msgspec.Struct, frozen=True, order=True):
    """A place in a run: `epoch` updates (or rounds of updates) done, at the `sample`-th of the samples in the order in
    which the epoch takes them, in its `phase`-th phase, `units` of `PHASE_UNITS` into it."""

    epoch: int = 0
    sample: int = 0
    phase: int = 0
    units: int = 0


@cache
def phases(layers: Layers, *, updates: bool) -> tuple[Phase, ...]:
    """The phases of a sample, with an UPDATE at the end if `updates`."""
    last = len(layers) - 1
    forward = [Phase(Kind.FORWARD, layer) for layer in range(1, last + 1)]
    backward = [Phase(Kind.BACKWARD, layer) for layer in range(last, 0, -1)]
    return (*forward, Phase(Kind.LOSS, last), *backward, *([Phase(Kind.UPDATE, 0)] if updates else []))


def group_size(settings: Settings, samples: int) -> int:
    """Of how many samples an update collects the gradients; the last one of an epoch may have fewer."""
    if settings.update == "epoch":
        return samples
    return 1 if settings.update == "sample" else min(settings.batch_size, samples)


def sample_phases(settings: Settings, samples: int, sample: int) -> tuple[Phase, ...]:
    """The phases of the sample at place `sample` of an epoch of `samples`. An UPDATE comes at the end of the last
    sample of each group that is updated together."""
    last = sample == samples - 1 or (sample + 1) % group_size(settings, samples) == 0
    return phases(settings.layers, updates=last)


@lru_cache(maxsize=64)
def epoch_units(settings: Settings, samples: int) -> int:
    """Units in a whole epoch."""
    return PHASE_UNITS * sum(len(sample_phases(settings, samples, sample)) for sample in range(samples))


def seconds_per_sample(animation_speed: float) -> float:
    """Seconds a 2-2-1 network's sample takes: 10 at speed 0.05, 2 at 0.40, about 1 at 1.0."""
    return 2.0 * float((animation_speed / 0.40) ** -math.log(5.0, 8.0))


def shown_samples(settings: Settings, samples: int, animation_speed: float) -> int:
    """How many of an epoch's samples slow motion plays: all of up to `SHOWN_WHOLE`, else so many, evenly chosen, that
    it takes no longer than `LONGEST_EPOCH`."""
    if samples <= SHOWN_WHOLE:
        return samples
    usual = seconds_per_sample(animation_speed)
    phase = usual / len(phases((2, 2, 1), updates=False))
    within = group_size(settings, samples) < samples
    each = phase * len(phases(settings.layers, updates=within)) + usual * BEAT * (len(settings.layers) - 1)
    return max(2, min(samples, int((LONGEST_EPOCH - (0.0 if within else phase)) / each)))


def shown_place(samples: int, shown: int, k: int) -> int:
    """The place in an epoch of `samples` of the `k`-th of those `shown`: the first one and the last are among them."""
    return k * (samples - 1) // (shown - 1)


def units_per_tick(animation_speed: float, speed: int) -> int:
    """Units a tick advances. A fast-forward of ×N is N times the animation speed 1.0."""
    seconds = seconds_per_sample(animation_speed if speed == 1 else 1.0)
    phase_count = len(phases((2, 2, 1), updates=False))
    return max(1, round(PHASE_UNITS * phase_count * speed / (TICKS_PER_SECOND * seconds)))
