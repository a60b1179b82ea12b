"""How well one line parts the samples in hidden space."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from game.sim.level.lines import widest_cut
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.readings import Entry, Reading
from game.sim.start import Start


class HiddenMarginReading(Reading, frozen=True, tag="hidden_margin"):
    """Half the gap between full and hollow samples in the space of the two hidden neurons; negative where no line parts
    them."""

    def problem(self, start: Start) -> str | None:
        layers = start.settings.layers
        if len(layers) != 3 or layers[1] != 2:
            return (
                f"hidden_margin needs one hidden layer of two neurons, but the network is {'-'.join(map(str, layers))}"
            )
        return None

    def value(self, run: MeasuredRun, known: Mapping[str, float]) -> float:
        traces = run.batch(run.reached).traces
        hidden = np.array([trace.a[1] for trace in traces])
        return widest_cut(hidden, [bool(trace.target[0] > 0.5) for trace in traces]).margin


READING = Entry("hidden_margin", 5, HiddenMarginReading)
