"""What happened in the simulation: frozen Events, given out by `Simulation.take_events`."""

from __future__ import annotations

import msgspec

MAX_RUNS = 8
"""Runs at once; one more begins in place of the oldest that is not active."""


class Event(msgspec.Struct, frozen=True, tag_field="event"):
    """Base of all events; `epoch` is when."""

    epoch: int


class EpochFinished(Event, frozen=True, tag="epoch"):
    """Parameters were updated up to `epoch`; `loss` is the average with them. One event a tick, for its last epoch."""

    loss: float


class LockEvent(Event, frozen=True, tag="lock"):
    """A neuron's slope, averaged over the samples, fell below the lock threshold (`locked`) or rose above it again.
    `layer` counts from 1, `unit` from 0; `slope` is that average: exactly 0 for a dead ReLU."""

    layer: int
    unit: int
    locked: bool
    slope: float


class Diverged(Event, frozen=True, tag="diverged"):
    """The update to `epoch` would have given nan or infinity; training stopped before it."""

    reason: str


class LossChanged(Event, frozen=True, tag="loss"):
    """From `epoch` on, training goes by another loss, named as in the settings; it is of another size for the same
    outputs."""

    loss: str


class Refused(Event, frozen=True, tag="refused"):
    """A command could not be carried out; `reason` is a sentence for the student."""

    reason: str


class Told(Event, frozen=True, tag="told"):
    """Something the student should know of, in a sentence; nothing went wrong."""

    sentence: str


class Branched(Event, frozen=True, tag="branched"):
    """A change in the past began a new run; the old future stays as a ghost."""

    run: int
    name: str


class RunDropped(Event, frozen=True, tag="dropped"):
    """A run was forgotten, by command or `to_make_room` for another one."""

    run: int
    name: str
    to_make_room: bool = False
