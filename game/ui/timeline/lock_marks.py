"""Lock marks along the bottom of the loss chart: where they stand, and which of them are merged (pure)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.sim.events import LockEvent
from game.sim.locks import Locks
from game.sim.network import neuron_label
from game.ui.draw.number_text import figure

TOLD = 3
"""So many events of a merged mark are told one by one."""


@dataclass(frozen=True)
class LockMark:
    """Events `first` to `end` - 1 of a run, which share a place on the chart; `locks` of them are not unlocks. `dead`
    when all of those have a slope of exactly 0."""

    first: int
    end: int
    locks: int
    dead: bool

    @property
    def count(self) -> int:
        """How many changes it stands for."""
        return self.end - self.first


def lock_marks(
    locks: Locks, per_pixel: float, narrow: float, wide: float, shown: tuple[float, float] = (0.0, math.inf)
) -> list[LockMark]:
    """Marks of the events from epoch `shown[0]` to `shown[1]` that do not collide at `per_pixel` epochs a pixel: one
    event takes `narrow` pixels, merged ones take `wide`."""
    epochs, marks = locks.epochs, []
    first = int(np.searchsorted(epochs, math.ceil(shown[0])))
    last = len(epochs) if shown[1] == math.inf else int(np.searchsorted(epochs, math.floor(shown[1]), side="right"))
    while first < last:
        end = _reach(epochs, first, narrow * per_pixel)
        if end - first > 1:
            end = _reach(epochs, first, wide * per_pixel)
        count = int(np.count_nonzero(locks.locked[first:end]))
        marks.append(LockMark(first, end, count, count > 0 and _all_dead(locks, first, end)))
        first = end
    return marks


def _reach(epochs: NDArray[np.int64], first: int, width: float) -> int:
    """The first event that is `width` epochs or more after event `first`. Looked for by a whole number: for any other
    numpy would copy all of `epochs`."""
    return max(int(np.searchsorted(epochs, math.ceil(epochs[first] + width))), first + 1)


def _all_dead(locks: Locks, first: int, end: int) -> bool:
    """Whether every lock among events `first` to `end` - 1 has a slope of 0. Mostly the first lock tells."""
    closed, slopes = locks.locked[first:end], locks.slopes[first:end]
    return bool(slopes[closed.argmax()] == 0.0) and not (slopes[closed] != 0.0).any()


def mark_text(mark: LockMark, locks: Locks) -> str:
    """What is written beside a mark: the neuron's name, or how many events were merged."""
    if mark.locks > 1:
        return f"{_short(mark.locks)} locks"
    if mark.locks == 0 and mark.count > 1:
        return f"{_short(mark.count)} open"
    at = mark.first + int(locks.locked[mark.first : mark.end].argmax())
    return _name(locks, locks[at])


def mark_sentence(mark: LockMark, locks: Locks) -> str:
    """What a mark says when it is pointed at."""
    told = [_told(locks, event) for event in locks[mark.first : min(mark.end, mark.first + TOLD)]]
    more = mark.count - len(told)
    rest = f"; and {more:,} more up to epoch {locks[mark.end - 1].epoch:,}" if more else ""
    return f"{'; '.join(told)}{rest}. Click to go there."


def _short(count: int) -> str:
    """So that the text keeps to the room of a mark; pointed at, the mark tells the rest."""
    return str(count) if count < 1000 else f"{count // 1000:,}k"


def _name(locks: Locks, event: LockEvent) -> str:
    return neuron_label(locks.layers, event.layer, event.unit)


def _told(locks: Locks, event: LockEvent) -> str:
    name, slope = _name(locks, event), figure(event.slope)
    if not event.locked:
        return f"{name} listens again at epoch {event.epoch:,} (mean slope {slope})"
    if event.slope == 0.0:
        return f"{name} locked at epoch {event.epoch:,}: its slope is 0 on every sample"
    return f"{name} locked at epoch {event.epoch:,} (mean slope {slope})"
