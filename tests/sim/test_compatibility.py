"""Settings that make no sense together are refused with a sentence that names what does."""

from __future__ import annotations

import pytest

from game.sim import commands as c
from game.sim.compatibility import misfit
from game.sim.engine.simulation import Simulation
from game.sim.losses import losses
from game.sim.settings import Settings

TWO = (2, 2, 2)


@pytest.mark.parametrize(
    ("settings", "names"),
    [
        (Settings(output="softmax", loss="cross_entropy"), ("2 to 8 output neurons", "sigmoid")),
        (Settings(output="softmax", layers=TWO), ("output is softmax", "loss is mse", "loss cross_entropy")),
        (Settings(output="linear", loss="cross_entropy"), ("sigmoid or softmax", "mse, squared_error or")),
        (Settings(output="tanh", loss="cross_entropy"), ("sigmoid or softmax", "tanh with loss mse")),
        (Settings(output="softmax", loss="output_gradient", layers=TWO), ("sigmoid, linear or tanh",)),
    ],
)
def test_what_makes_no_sense_is_refused(settings: Settings, names: tuple[str, ...]) -> None:
    said = misfit(settings)
    assert said is not None
    for name in names:
        assert name in said


def test_sigmoid_goes_with_every_loss_so_that_every_combination_can_be_reached() -> None:
    assert [misfit(Settings(loss=loss)) for loss in losses()] == [None] * len(losses())
    assert misfit(Settings(output="softmax", loss="cross_entropy", layers=TWO)) is None


def test_a_running_session_refuses_too_and_stays_what_it_was() -> None:
    simulation = Simulation()
    assert simulation.apply(c.Set("output", "linear"))
    before = simulation.state_hash()
    assert "sigmoid or softmax" in str(simulation.refusal(c.Set("loss", "cross_entropy")))
    assert not simulation.apply(c.Set("loss", "cross_entropy"))
    assert simulation.state_hash() == before
    assert simulation.apply(c.Set("output", "sigmoid"))
    assert simulation.apply(c.Set("loss", "cross_entropy"))
