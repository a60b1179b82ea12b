"""The values of an example as the simulation computes them: the example is set up and trained as far as it goes."""

from __future__ import annotations

from game.sim.commands import Step
from game.sim.engine.simulation import Simulation
from game.sim.examples.example import Example
from game.sim.limits import MOST_EPOCHS


def computed(example: Example) -> tuple[float, ...]:
    """What is found here for each of the example's printed values."""
    simulation = Simulation(example.start)
    found: dict[int, float] = {}
    order = sorted(range(len(example.values)), key=lambda k: example.values[k].after)
    for k in order:
        value, moment = example.values[k], example.moment(example.values[k])
        _train_to(simulation, moment.epoch, value.after)
        found[k] = example.quantity(value).read(simulation.snapshot(), moment.sample)
    return tuple(found[k] for k in range(len(example.values)))


def _train_to(simulation: Simulation, epoch: int, after: int) -> None:
    """Train until `after` updates are done, the first of which in epoch 0."""
    while simulation.cursor.moment.epoch < epoch:
        simulation.apply(Step("epoch", min(MOST_EPOCHS, epoch - simulation.cursor.moment.epoch)))
    if simulation.settings.update == "sample":
        samples = simulation.cursor.segment.samples
        while simulation.cursor.moment.epoch * samples + simulation.cursor.moment.sample < after:
            simulation.apply(Step("sample", 1))
