"""Where the playhead stands: an epoch and how far into it (pure)."""

from __future__ import annotations

from game.sim.snapshot import Snapshot
from game.ui.view import View


def place(snapshot: Snapshot) -> float:
    """The epoch of `snapshot` with the part of the next one that has been shown."""
    moment = snapshot.moment
    sample = (moment.phase + snapshot.progress) / len(snapshot.phases)
    return moment.epoch + (moment.sample + sample) / len(snapshot.targets)


def playhead(view: View) -> float:
    """The place now, between the last two ticks while time runs on."""
    now, before = place(view.current), place(view.previous)
    same = view.previous.run.id == view.current.run.id
    if same and view.current.playing and before <= now:
        return before + (now - before) * view.alpha
    return now
