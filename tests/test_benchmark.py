"""The yardstick trains the same network as the simulation does: its figure is the price of the same work."""

from __future__ import annotations

import pytest

from game.benchmark import YARDSTICK_START, straight_line
from game.sim import commands as c
from game.sim.engine.simulation import Simulation
from game.sim.settings import Settings
from game.sim.start import Start


def test_the_yardstick_and_the_simulation_agree() -> None:
    w11, w12, w21, w22, v1, v2, b1, b2, c0 = YARDSTICK_START
    start = Start(scenario="xor", settings=Settings(learning_rate=2.0), params=(w11, w12, w21, w22, b1, b2, v1, v2, c0))
    simulation = Simulation(start)
    simulation.apply(c.Step("epoch", 800))
    params, losses = straight_line(800, 2.0)
    recorded = [simulation.cursor.run.loss_at(epoch) for epoch in range(800)]
    assert losses == pytest.approx(recorded, abs=1e-12)
    after = simulation.snapshot().params
    (hidden, output), (hidden_bias, output_bias) = after.weights, after.biases
    assert params == pytest.approx((*hidden.ravel(), *output.ravel(), *hidden_bias, *output_bias), abs=1e-10)
