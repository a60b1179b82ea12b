"""What is said of something that happened in the simulation."""

from __future__ import annotations

from game.sim.events import Diverged, Event, Refused


def tidings(event: Event) -> str | None:
    """A sentence; None for what can be seen anyway."""
    if isinstance(event, Refused):
        return event.reason
    if isinstance(event, Diverged):
        return f"Training stopped before epoch {event.epoch:,}: {event.reason}"
    return None
