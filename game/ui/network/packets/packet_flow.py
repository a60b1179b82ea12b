"""Where every packet is and what it carries: flights + progress -> poses (pure; a position is computed, never stored).

Two scales. Forward, a packet's area is the magnitude it carries: see `forward_sizes`. Backward, it is the share of this
sample's error that has got through, so that the same picture tells of a large error and of a small one: see
`share_radius`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from game.sim.network import Array
from game.sim.phases import Kind, Phase
from game.sim.trace import Trace
from game.ui.draw.curve import SAMPLES, Point
from game.ui.draw.motion import eased
from game.ui.network.packets.flight_paths import FlightPaths
from game.ui.network.packets.flights import MERGES, Carries, Flight, flights

Indices = NDArray[np.intp]

RADIUS_OF_ONE = 7.0
"""Design pixels: radius of a packet that carries 1."""
SMALLEST = 1.7
"""Design pixels: radius of one that carries next to nothing."""
LARGEST = 14.0
"""Design pixels: radius of the largest shown (4)."""
ERROR_RADIUS = 15.0
"""Radius of a backward packet that carries the whole error of its sample: design pixels beside a vessel of full
size."""
SPECK = 1.5
"""Radius of one that carries next to nothing of it."""
_FAR_TOO_LARGE = 1e6
"""No gate needs to know more exactly than this how many times larger than the error's a packet would be."""
_DIMMEST = 0.45
_BLEND = 0.05
"""Share of the path before and after a weight over which the carried value changes."""
_SQUEEZE = 0.19
"""Share of it before and after a slope gate's throat (half the gate's width) over which it changes."""
_MELT = 0.4
"""Share of the way on which complaints are added, before and after its middle, over which it changes."""
STEPS = 512
"""Equal shares of a flight for which its look is computed: finer than a pixel on any path."""
FEWER_STEPS = 160
"""The same where more than a crowd are in flight, whose ways are short."""
CROWD = 60
"""More packets than these are a crowd."""
_FADE = MERGES
"""Share of the phase in which a packet fades in or out."""
_TAIL_SPACING = 0.0085
"""Share of the phase between a packet and its first echo."""
_TAIL_END = 0.05
"""Brightness of the last echo of a tail."""
_LONGEST = 12
"""Echoes from which on tails grow denser, not longer."""


class PacketPose(NamedTuple):
    """One packet at one instant: `x`, `y` and `radius` in pixels; `brightness` and `age` (share of its flight) 0..1;
    `echo` is 0 for the packet itself, 1, 2, ... for its tail."""

    x: float
    y: float
    value: float
    radius: float
    brightness: float
    age: float
    echo: int
    flight: Flight

    @property
    def position(self) -> Point:
        """Its middle, in panel pixels."""
        return (self.x, self.y)

    @property
    def kind(self) -> Carries:
        """What it carries."""
        return self.flight.carries

    @property
    def sign(self) -> int:
        """−1, 0 or 1."""
        return (self.value > 0) - (self.value < 0)

    @property
    def changed(self) -> bool:
        """Whether it is past its weight or gate."""
        return self.age > self.flight.crossing

    @property
    def number(self) -> float:
        """What it says that it carries: what it did before its weight or gate or does after it, nothing between."""
        melts = self.kind is Carries.TERM
        return self.flight.after if self.changed and not melts else self.flight.before


def forward_sizes(value: Array, scale: float) -> tuple[Array, Array]:
    """Radius, in pixels, and brightness (0..1) of packets that carry `value`: the area is |value|, from a speck up to
    that of ±4. `scale` is how many times larger than plain packets are drawn."""
    size = np.sqrt(np.abs(value))
    size[np.isnan(size)] = LARGEST
    radius = np.clip(size * RADIUS_OF_ONE, SMALLEST, LARGEST) * scale
    return radius, np.clip(_DIMMEST + (1.0 - _DIMMEST) * size, 0.0, 1.0)


def share_radius(share: float, unit: float) -> float:
    """Pixels of the radius of a backward packet that carries `share` of its sample's error: the area is the share, up
    to the whole error's. `unit` is the pixels of a design pixel beside a neuron."""
    return min(unbounded_radius(share, unit), ERROR_RADIUS * unit)


def unbounded_radius(share: float, unit: float) -> float:
    """As `share_radius`, of what is more than the whole error too; finite whatever `share` is."""
    size: float = np.nan_to_num(np.sqrt(np.abs(share)), nan=1.0)
    return max(ERROR_RADIUS * min(size, _FAR_TOO_LARGE), SPECK) * unit


def loudness(trace: Trace) -> float:
    """The largest error of the sample's outputs, which backward packets are measured by; 0 where all are right to the
    last bit, so that nothing is sent back."""
    return float(np.abs(trace.raw_error).max())


@dataclass(frozen=True, eq=False)
class FlightPlan:
    """The flights of one phase as columns. `looks` (flights, steps + 1, 5) holds for each flight, at equal shares of
    its way, x, y, radius, brightness, and 1 where it is hollow: a thousand packets are looked up, not computed. `loud`
    is the sample's `loudness`; `exceeds` says whether any carries more than that back."""

    flights: tuple[Flight, ...]
    times: Array
    values: Array
    forward: NDArray[np.bool_]
    looks: Array
    loud: float
    exceeds: bool


def flight_plan(trace: Trace, phase: Phase, ways: FlightPaths) -> FlightPlan:
    """All that stays the same while `phase` runs."""
    found = flights(trace, phase, ways)
    paths = np.array([flight.path.points for flight in found], dtype=np.float64).reshape(-1, SAMPLES, 2)
    times = np.array([(f.depart, f.arrive, f.shown, f.gone) for f in found], dtype=np.float64).reshape(-1, 4)
    values = np.array([(f.before, f.after, f.crossing, _blend(f)) for f in found], dtype=np.float64).reshape(-1, 4)
    forward = np.array([flight.carries.forward for flight in found], dtype=np.bool_)
    loud, layout = loudness(trace), ways.layout
    steps = STEPS if len(found) <= CROWD else FEWER_STEPS
    ages = np.arange(steps + 1) / steps
    value = _carried(values[:, None], ages)
    sizes = (
        forward_sizes(value, layout.packet_scale) if phase.kind is Kind.FORWARD else _shares(value, loud, layout.unit)
    )
    looks = np.stack([*_positions(paths, ages), *sizes, (value < 0.0).astype(np.float64)], axis=-1)
    exceeds = phase.kind is not Kind.FORWARD and loud > 0.0 and bool((np.abs(values[:, :2]) > loud).any())
    return FlightPlan(found, times, values, forward, looks, loud, exceeds)


def _blend(flight: Flight) -> float:
    return {Carries.AT_GATE: _SQUEEZE, Carries.TERM: _MELT}.get(flight.carries, _BLEND)


@dataclass(frozen=True, eq=False)
class Packets(Sequence[PacketPose]):
    """Poses as columns, which is how they are drawn; a pose is made when it is asked for. The first `sent` ones
    are packets, the others their echoes; `flight` is an index into the plan's flights."""

    plan: FlightPlan
    sent: int
    x: Array
    y: Array
    radius: Array
    brightness: Array
    hollow: NDArray[np.bool_]
    age: Array
    echo: Indices
    flight: Indices

    def __len__(self) -> int:
        return len(self.echo)

    @overload
    def __getitem__(self, index: int) -> PacketPose: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[PacketPose, ...]: ...

    def __getitem__(self, index: int | slice) -> PacketPose | tuple[PacketPose, ...]:
        if not isinstance(index, slice):
            return self[index : index + 1 or None][0]
        age, flight = self.age[index], self.flight[index]
        value = _carried(self.plan.values[flight], age)
        seen = (self.x[index], self.y[index], value, self.radius[index], self.brightness[index], age, self.echo[index])
        flown = [self.plan.flights[number] for number in flight.tolist()]
        return tuple(map(PacketPose, *(column.tolist() for column in seen), flown))

    @property
    def heads(self) -> tuple[PacketPose, ...]:
        """The packets without their echoes."""
        return self[: self.sent]


def packets(plan: FlightPlan, progress: float, tail: int = 0, most: int | None = None) -> Packets:
    """Every packet to be seen at `progress` (0..1) of the phase, each with up to `tail` echoes behind it while it
    moves; packets come before their echoes. Of more than `most` of both the hindmost are left out."""
    depart, arrive, shown, gone = plan.times.T
    there = np.flatnonzero((progress >= shown) & (progress < gone))
    takes = (arrive - depart)[there]
    spacing = _TAIL_SPACING * min(1.0, _LONGEST / max(tail, 1))
    time = (progress - depart[there]) / takes - np.arange(tail + 1)[:, None] * (spacing / takes)
    seen = (time > 0.0) & (time < 1.0)
    seen[0] = True
    number, column = (found[:most] for found in np.nonzero(seen))
    age = np.minimum(np.maximum(time[number, column], 0.0), 1.0)
    row = there[column]
    x, y, radius, brightness, hollow = plan.looks[row, (age * (plan.looks.shape[1] - 1) + 0.5).astype(np.intp)].T
    radius = radius * _tail(tail, 0.85, 0.3)[number]
    brightness = brightness * (_fade(progress, shown, gone)[row] * _tail(tail, 0.35, _TAIL_END)[number])
    return Packets(plan, len(there), x, y, radius, brightness, (hollow > 0.0) & (number == 0), age, number, row)


def _shares(value: Array, loud: float, unit: float) -> tuple[Array, Array]:
    """Radius and brightness of backward packets that carry `value`; without an error there is nothing to be seen."""
    if loud == 0.0:
        return np.full(value.shape, SPECK * unit), np.zeros(value.shape)
    with np.errstate(invalid="ignore", over="ignore"):
        size = np.nan_to_num(np.sqrt(np.abs(value) / loud), nan=1.0, posinf=1.0)
    return np.clip(ERROR_RADIUS * np.minimum(size, 1.0), SPECK, None) * unit, np.ones(value.shape)


def _positions(paths: Array, ages: Array) -> tuple[Array, Array]:
    """x and y at `ages` (shares of the way) on every path, each (paths, ages)."""
    along = ages * (SAMPLES - 1)
    index = np.minimum(along.astype(np.intp), SAMPLES - 2)
    rest = (along - index)[:, None]
    points = paths[:, index] * (1.0 - rest) + paths[:, index + 1] * rest
    return points[..., 0], points[..., 1]


def _carried(values: Array, age: Array) -> Array:
    """What packets carry at `age`; the last axis of `values` is that of `FlightPlan.values`."""
    before, after, crossing, blend = np.moveaxis(values, -1, 0)
    share = np.clip((age - crossing + blend) / (2 * blend), 0.0, 1.0)
    share = eased(share)
    with np.errstate(invalid="ignore"):
        carried: Array = np.where(share >= 1.0, after, before + (after - before) * share)
    return carried


@lru_cache(maxsize=64)
def _tail(tail: int, first: float, last: float) -> Array:
    """1 for a packet, then falling from `first` to `last` along its tail."""
    shares: Array = np.concatenate([[1.0], np.linspace(first, last, tail)])
    shares.setflags(write=False)
    return shares


def _fade(progress: float, shown: Array, gone: Array) -> Array:
    coming = np.where(shown > 0.0, (progress - shown) / _FADE, 1.0)
    return np.clip(np.minimum(coming, (gone - progress) / _FADE), 0.0, 1.0)
