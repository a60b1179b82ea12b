"""What each neuron shows at one instant (pure): fill, number, ring, mark and delta, from Snapshot and revelation."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

from game.sim.network import neuron_label
from game.sim.snapshot import Snapshot
from game.sim.trace import Trace
from game.ui.draw.number_text import compact, fixed
from game.ui.network.gate.hearing import Hearing, hearing_of
from game.ui.network.network_layout import Neuron
from game.ui.network.packets.packet_flow import loudness
from game.ui.network.reveal import UNKNOWN, Revealed
from game.ui.network.scales import activation_of, fill_level, ring_share
from game.ui.view import FEW_DECIMALS

_LEVEL_STEPS, _RING_STEPS, _BAR_STEPS = 160, 72, 40
"""Finer differences than these cannot be seen; a neuron is redrawn only when it looks different."""
_TINY = 5e-5
"""From here down four decimals say nothing of a delta."""
_DEAF_FROM = 0.5
"""How far (0..1) a vessel has filled when it can be seen that it is deaf."""


class Mark(Enum):
    """Why a neuron no longer learns, if it doesn't."""

    NONE = "listening"
    LOCKED = "locked and wrong"
    SETTLED = "locked and right"
    DEAD = "dead"


@dataclass(frozen=True)
class NeuronLook:
    """`level` (0..1) of amber, `ghost` the level that is still to come, `ring` (0..1; None for inputs) of green;
    `summing` while `number` is the growing z; `dim` before this sample has reached the neuron; `deaf` on this
    sample; `bar` (−1..1) the delta where there is no room for its digits: the root of its share of the error."""

    level: float
    ghost: float
    number: str
    name: str
    ring: float | None
    mark: Mark
    dim: bool
    summing: bool = False
    deaf: bool = False
    bar: float | None = None


@dataclass(frozen=True)
class DeltaLook:
    """The badge under a neuron: `text`, dim before the backward pass has reached it, `summing` while complaints
    arrive."""

    text: str
    dim: bool
    summing: bool


def mark_of(snapshot: Snapshot, neuron: Neuron) -> Mark:
    """The mark of a neuron; a neuron locked while every output is right has simply finished."""
    if neuron[0] == 0:
        return Mark.NONE
    state = snapshot.neurons[neuron[0] - 1][neuron[1]]
    if state.dead:
        return Mark.DEAD
    if not state.locked:
        return Mark.NONE
    return Mark.SETTLED if all(snapshot.right) else Mark.LOCKED


def neuron_look(
    snapshot: Snapshot, trace: Trace, neuron: Neuron, shown: Revealed, decimals: int = FEW_DECIMALS
) -> NeuronLook:
    """A neuron in `trace`, as far as it is `shown`; its activation with so many `decimals`, an input's with no more
    than it has."""
    layer, unit = neuron
    a = float(trace.a[layer][unit])
    activation = activation_of(snapshot.settings, layer) if layer else None
    level = fill_level(activation, a)
    places = FEW_DECIMALS if layer == 0 and round(a, FEW_DECIMALS) == a else decimals
    number, name, summing = fixed(a, places), neuron_label(snapshot.settings.layers, layer, unit), False
    if shown.z is not None:
        number, name, summing = compact(shown.z, 6, signed=True, decimals=2), "z =", True
    elif len(number) > 6:
        number = compact(a, 6, decimals=places)
    ring, held = None, shown.held and shown.fill == 0.0
    if held:
        number, level = number if summing else UNKNOWN, 0.0
    if activation is not None and held:
        ring = 0.0
    elif activation is not None:
        share = ring_share(activation, float(trace.slope[layer - 1][unit]))
        ring = max(1, round(share * _RING_STEPS)) / _RING_STEPS if share > 0.0 else 0.0
    return NeuronLook(
        round(level * shown.fill * _LEVEL_STEPS) / _LEVEL_STEPS,
        round(level * _LEVEL_STEPS) / _LEVEL_STEPS,
        number,
        name,
        ring,
        mark_of(snapshot, neuron),
        shown.fill == 0.0 and shown.z is None,
        summing,
        layer > 0 and shown.fill > _DEAF_FROM and hearing_of(snapshot, trace, neuron) is Hearing.DEAF,
    )


def delta_bar(trace: Trace, neuron: Neuron, shown: Revealed) -> float | None:
    """The bar of a neuron after the inputs; None before its delta is out."""
    loud = loudness(trace)
    if not shown.delta or loud == 0.0:
        return None
    delta = float(trace.delta[neuron[0] - 1][neuron[1]])
    size = min(1.0, math.sqrt(abs(delta) / loud)) if delta == delta else 1.0
    return math.copysign(round(size * _BAR_STEPS) / _BAR_STEPS, delta)


def delta_look(trace: Trace, neuron: Neuron, shown: Revealed) -> DeltaLook:
    """The badge of a neuron after the inputs."""
    layer, unit = neuron
    if shown.total is not None:
        name, width = ("a−y", 6) if layer == len(trace.delta) else ("Σ", 7)
        return DeltaLook(f"{name} {compact(shown.total, width, signed=True, decimals=4)}", False, True)
    if shown.held and not shown.delta:
        return DeltaLook(f"δ {UNKNOWN}", True, False)
    delta = float(trace.delta[layer - 1][unit])
    width = 7 if abs(delta) >= _TINY else 9  # room for "+0.00002", which all can read
    return DeltaLook(f"δ {compact(delta, width, signed=True, decimals=4)}", not shown.delta, False)
