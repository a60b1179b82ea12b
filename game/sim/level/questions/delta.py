"""A delta in numbers."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from game.sim.level.measured_run import MeasuredRun
from game.sim.level.questions import Entry, NumberQuestion
from game.sim.level.start_table import with_settings
from game.sim.settings import Settings
from game.sim.start import Start

NEURONS = {"h1": (0, 0), "h2": (0, 1), "out": (1, 0)}


class Delta(NumberQuestion, frozen=True, kw_only=True, tag="delta"):
    """δ of `neuron` (h1, h2 or out) on one sample, counted from 0, with the settings `set`."""

    neuron: str
    sample: Annotated[int, Meta(ge=0, le=3)] = 0
    set: dict[str, Any] = msgspec.field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.neuron not in NEURONS:
            raise ValueError(f"neuron is '{self.neuron}', but must be one of {', '.join(NEURONS)}")
        with_settings(Settings(), self.set)

    def right(self, start: Start) -> float:
        changed = msgspec.structs.replace(start, settings=with_settings(start.settings, self.set))
        traces = MeasuredRun(changed, 0).batch(0).traces
        layer, unit = NEURONS[self.neuron]
        return float(traces[min(self.sample, len(traces) - 1)].delta[layer][unit])


QUESTION = Entry("delta", 1, Delta)
