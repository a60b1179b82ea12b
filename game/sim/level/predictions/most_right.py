"""The best that any setting can do."""

from __future__ import annotations

from itertools import product

import numpy as np

from game.sim.level.level_facts import LevelFacts
from game.sim.level.measured_run import outputs
from game.sim.level.predictions import Computation, Entry
from game.sim.network import find_edge, flat_index
from game.sim.start import params_of

MOST_SETTINGS = 1_000_000


class MostRight(Computation, frozen=True, tag="most_right"):
    """The largest number of samples on the right side of 0.5 over all positions of the parameters in play."""

    def value(self, level: LevelFacts) -> float | str:
        start = level.own_start
        data, layers = start.dataset, start.settings.layers
        free = [control for control in level.controls if control.edge(layers)]
        if not free or np.prod([len(control.allowed) for control in free], dtype=float) > MOST_SETTINGS:
            return "never"
        settings = np.array(list(product(*(control.allowed for control in free))), dtype=np.float64)
        params = np.tile(np.array(params_of(start)), (len(settings), 1))
        params[:, [flat_index(layers, find_edge(layers, control.name)) for control in free]] = settings
        above = outputs(params, start.settings, np.array(data.inputs)) > 0.5
        return int((above == (np.array(data.targets) > 0.5)).sum(axis=1).max())


COMPUTATION = Entry("most_right", 8, MostRight)
