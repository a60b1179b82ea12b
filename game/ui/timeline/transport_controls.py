"""What the transport's controls are: their pictures, what they ask for, when they can be used, and what they say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from game.sim import commands as c
from game.sim.phases import MAX_SPEED, Moment
from game.sim.quoting import counted
from game.sim.snapshot import Snapshot
from game.ui.lab.lab_keys import fast_or_slow, play_or_pause

SPEED_LABELS = (("1", "Slow"), ("10", "×10"), ("100", "×100"), ("1000", "×1000"), (str(MAX_SPEED), "Max"))


def speed_tip(snapshot: Snapshot) -> str:
    """Hover help of the button for the speed."""
    shown = dict(SPEED_LABELS)[str(snapshot.speed)]
    return f"How fast time runs: {shown}. Max trains as many epochs as fit between two frames."


def back_tip(snapshot: Snapshot) -> str:
    """Hover help of the button that leads back to where the run ends."""
    last = snapshot.run.last_epoch
    return f"You are {counted(last - snapshot.epoch, 'epoch')} back; this returns to epoch {last:,}."


@dataclass(frozen=True)
class TransportControl:
    """A button: `width` in design pixels, followed by `gap`; `tip` fits the moment, `usable` says when it is."""

    name: str
    icon: str
    width: int
    gap: int
    commands: Callable[[Snapshot], Sequence[c.Command]]
    tip: Callable[[Snapshot], str]
    usable: Callable[[Snapshot], bool]
    text: str = ""


def _begun(snapshot: Snapshot) -> bool:
    return snapshot.moment != Moment()


def _step(unit: str, count: int) -> Callable[[Snapshot], Sequence[c.Command]]:
    return lambda _snapshot: [c.Step(unit, count)]


def _phase(snapshot: Snapshot) -> str:
    """Where things stand, in words."""
    kind, moment = str(snapshot.phase.kind).capitalize(), snapshot.moment
    return f"{kind}, sample {moment.sample + 1} of {len(snapshot.inputs)}, epoch {moment.epoch:,}"


def _play_tip(snapshot: Snapshot) -> str:
    if snapshot.playing:
        return f"Pause (Space). Training is at epoch {snapshot.epoch:,} with a loss of {snapshot.loss:.4f}."
    return f"Let the network learn from epoch {snapshot.epoch:,} on (Space)."


def _fast_tip(snapshot: Snapshot) -> str:
    if is_fast(snapshot):
        return f"Back to slow motion, to watch single samples (F). Now at epoch {snapshot.epoch:,}."
    return "Skip the slow motion: a thousand times as fast (F). Every epoch is still recorded."


def is_fast(snapshot: Snapshot) -> bool:
    """Whether time is fast-forwarded."""
    return fast_or_slow(snapshot) == [c.SetSpeed(1)]


def _always(_snapshot: Snapshot) -> bool:
    return True


CONTROLS = (
    TransportControl(
        "undo",
        "undo",
        34,
        14,
        lambda _snapshot: [c.Undo()],
        lambda snapshot: (
            "Take back the last change (Ctrl+Z)." if snapshot.can_undo else "There is nothing to take back."
        ),
        lambda snapshot: snapshot.can_undo,
    ),
    TransportControl(
        "home",
        "home",
        32,
        4,
        lambda _snapshot: [c.Seek(0)],
        lambda snapshot: f"Back to the very start, from epoch {snapshot.epoch:,} (Home).",
        _begun,
    ),
    TransportControl(
        "epoch-back",
        "epoch-back",
        32,
        4,
        _step("epoch", -1),
        lambda snapshot: f"One epoch back, from epoch {snapshot.epoch:,} (Ctrl+←).",
        _begun,
    ),
    TransportControl(
        "sample-back",
        "sample-back",
        32,
        4,
        _step("sample", -1),
        lambda snapshot: f"One sample back. Now: {_phase(snapshot)} (Shift+←).",
        _begun,
    ),
    TransportControl(
        "phase-back",
        "step-back",
        32,
        8,
        _step("phase", -1),
        lambda snapshot: f"One phase back. Now: {_phase(snapshot)} (←).",
        _begun,
    ),
    TransportControl("play", "play", 108, 6, lambda snapshot: [play_or_pause(snapshot)], _play_tip, _always, "Play"),
    TransportControl("fast", "fast-forward", 132, 8, fast_or_slow, _fast_tip, _always, "Fast-forward"),
    TransportControl(
        "phase-forward",
        "step-forward",
        32,
        4,
        _step("phase", 1),
        lambda snapshot: f"One phase on. Now: {_phase(snapshot)} (→).",
        _always,
    ),
    TransportControl(
        "sample-forward",
        "sample-forward",
        32,
        4,
        _step("sample", 1),
        lambda snapshot: f"One sample on. Now: {_phase(snapshot)} (Shift+→).",
        _always,
    ),
    TransportControl(
        "epoch-forward",
        "epoch-forward",
        32,
        4,
        _step("epoch", 1),
        lambda snapshot: f"One epoch on, to epoch {snapshot.epoch + 1:,} (Ctrl+→).",
        _always,
    ),
    TransportControl(
        "end",
        "end",
        32,
        16,
        lambda snapshot: [c.Seek(snapshot.run.last_epoch)],
        lambda snapshot: f"To the last recorded epoch, {snapshot.run.last_epoch:,} (End).",
        lambda snapshot: snapshot.in_past,
    ),
)
