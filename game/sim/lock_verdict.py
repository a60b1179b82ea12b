"""Locked and wrong, or locked and right: a closed slope gate means trouble only while there is still something to
learn."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from game.sim.backprop import run_batch
from game.sim.engine.run import Run
from game.sim.network import params_from_flat


class LockVerdict(StrEnum):
    """`OPEN`: the neuron listens. `WRONG`: it is deaf, and some output is on the wrong side of 0.5. `RIGHT`: it is
    deaf, and every output is right: settled."""

    OPEN = "open"
    WRONG = "locked and wrong"
    RIGHT = "locked and right"


SAYS = {
    LockVerdict.OPEN: "It listens: complaints get through its slope.",
    LockVerdict.WRONG: "Locked and wrong: the network still makes mistakes, and this neuron hardly hears of them.",
    LockVerdict.RIGHT: "Locked and right: every output is on its target's side, so there is little left to hear.",
}
"""Each verdict in a sentence."""


def lock_verdict(locked: bool, right: Sequence[bool]) -> LockVerdict:
    """The verdict on a neuron; `right` tells for each sample whether the output is on the target's side of 0.5, as
    `Snapshot.right` does."""
    if not locked:
        return LockVerdict.OPEN
    return LockVerdict.RIGHT if all(right) else LockVerdict.WRONG


def verdict_at(run: Run, epoch: int, *, locked: bool) -> LockVerdict:
    """The verdict on a lock that closed (or opened) after `epoch` epochs of `run`: for its mark on the chart. Takes
    about a millisecond, so it should be asked once for each mark."""
    segment = run.segment_at((epoch, 0))
    params = params_from_flat(segment.settings.layers, run.params_at((epoch, 0)))
    traces = run_batch(params, segment.inputs, segment.targets, segment.settings).traces
    return lock_verdict(locked, [(trace.output[0] > 0.5) == (trace.target[0] > 0.5) for trace in traces])
