"""One epoch seen from close: where each of its steps leads."""

from __future__ import annotations

import msgspec

from game.sim.level.deals import samples
from game.sim.level.measured_run import MeasuredRun
from game.sim.network import Flat
from game.sim.phases import group_size
from game.sim.start import Start, params_of


def epoch_path(start: Start) -> list[Flat]:
    """The parameters at `start`, and after each step of its first epoch, samples in the order in which they stand."""
    data, size = start.dataset, group_size(start.settings, start.dataset.samples)
    settings = msgspec.structs.replace(start.settings, update="epoch", order="given")
    path = [params_of(start)]
    for at in range(0, data.samples, size):
        some = samples(data.inputs[at : at + size], data.targets[at : at + size])
        step = msgspec.structs.replace(start, settings=settings, data=some, params=path[-1])
        run = MeasuredRun(step, 1)
        run.extend(1)
        path.append(run.params(1).flat())
    return path
