"""How different the hidden neurons have become."""

from __future__ import annotations

import numpy as np

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import AtTheEnd, Entry
from game.sim.start import Start


class HiddenDifference(AtTheEnd, frozen=True, tag="hidden_difference"):
    """Largest difference between incoming weights of two neurons of the first hidden layer, at the last epoch."""

    def problem(self, start: Start) -> str | None:
        layers = start.settings.layers
        return None if len(layers) > 2 and layers[1] > 1 else "hidden_difference needs two hidden neurons side by side"

    @property
    def label(self) -> str:
        return "largest difference between the twins' weights"

    def measure(self, evidence: Evidence) -> float | None:
        if evidence.run is None:
            return None
        incoming = evidence.run.params(evidence.epoch).weights[0]
        return float(np.ptp(incoming, axis=0).max())


METRIC = Entry("hidden_difference", 10, HiddenDifference)
