"""What is said of something that happened in the simulation."""

from __future__ import annotations

from game.sim.events import MAX_RUNS, Diverged, Event, LossChanged, Refused, RunDropped, Told
from game.sim.losses import losses

LASTING = (RunDropped, Told)
"""Of these what is said stays true; of others only until the student does something about it."""


def event_messages(event: Event) -> str | None:
    """A sentence; None for what can be seen anyway."""
    if isinstance(event, Refused):
        return event.reason
    if isinstance(event, Told):
        return event.sentence
    if isinstance(event, Diverged):
        return f"Training stopped before epoch {event.epoch:,}: {event.reason}"
    if isinstance(event, LossChanged):
        word = losses()[event.loss].word
        return f"the loss is {word} from epoch {event.epoch:,} on: another scale, so the curve jumps, not the weights"
    if isinstance(event, RunDropped) and event.to_make_room:
        return f"there are at most {MAX_RUNS} runs: “{event.name}”, the oldest, was forgotten to make room"
    return None
