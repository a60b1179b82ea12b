"""What if: every variant is what the Lab makes of that start."""

from __future__ import annotations

import numpy as np
import pytest

from game.sim import commands as c
from game.sim.engine.simulation import Simulation
from game.sim.lenses.what_if import LOOKS, WhatIf, variants
from game.sim.settings import Settings
from game.sim.start import Start, params_of


def test_each_variant_has_one_thing_otherwise() -> None:
    start = Start(settings=Settings(bias_init=0.5))
    every = variants(start)
    assert len({variant.label for variant in every}) == len(every) > 30
    assert every[0].start == start
    assert [each.label for each in every if each.group == "seed"] == ["seed 4", "seed 5", "seed 6"]
    for variant in every[1:]:
        settings = variant.start.settings
        others = sum(getattr(settings, name) != getattr(start.settings, name) for name in settings.__struct_fields__)
        moved = sum(a != b for a, b in zip(params_of(variant.start), params_of(start), strict=True))
        wanted = {"weight": (0, 1), "seed": (0, 6)}.get(variant.group, (1, 0))
        assert (others, moved) == wanted, variant.label


def test_every_parameter_of_a_large_network_is_varied() -> None:
    start = Start(settings=Settings(layers=(2, 6, 4, 1), bias_init=0.5))
    job = WhatIf(start, 300)
    job.wait(60.0)
    assert job.progress == 1.0
    assert {run.variant.label for run in job.runs} == {variant.label for variant in job.variants}
    weights = [variant for variant in job.variants if variant.group == "weight"]
    flat = params_of(start)
    for at in range(len(flat)):
        moved = [variant for variant in weights if params_of(variant.start)[at] != flat[at]]
        assert len(moved) == 3, f"parameter {at}"


def test_every_variant_goes_as_the_lab_goes_from_that_start() -> None:
    job = WhatIf(Start(), 400)
    job.wait(60.0)
    assert job.error is None
    assert len(job.runs) == len(job.variants)
    for run in job.runs[::5]:
        simulation = Simulation(run.variant.start)
        simulation.apply(c.Step("epoch", job.epochs))
        snapshot = simulation.snapshot()
        assert float(run.losses[-1]) == pytest.approx(snapshot.loss, rel=1e-6)
        assert run.solved == all(snapshot.right)
        losses = np.array(
            [snapshot.run.loss_at(epoch) for epoch in np.linspace(0, job.epochs, LOOKS).round().astype(int)]
        )
        assert np.allclose(run.losses, losses, rtol=1e-6)


def test_where_there_is_no_loss_nothing_is_solved_but_with_one_it_may_be() -> None:
    job = WhatIf(
        Start(scenario="and", settings=Settings(layers=(2, 1), loss="output_gradient", learning_rate=5.0)), 300
    )
    job.wait(60.0)
    solved = {run.variant.start.settings.loss for run in job.runs if run.solved}
    assert "output_gradient" not in solved
    assert "mse" in solved
    assert all(run.first_solved is None for run in job.runs if run.variant.start.settings.loss == "output_gradient")


def test_a_job_that_is_cancelled_ends_soon() -> None:
    job = WhatIf(Start(settings=Settings(layers=(2, 8, 8, 1))), 3000)
    job.cancel()
    job.wait(10.0)
    assert not job.running


@pytest.mark.parametrize("update", ["epoch", "sample"])
def test_history_and_start_at_are_what_a_seek_finds(update: str) -> None:
    simulation = Simulation(Start(settings=Settings(update=update)))
    simulation.apply(c.Step("epoch", 700))
    simulation.apply(c.Seek(200))
    simulation.apply(c.Set("learning_rate", 3.0))
    simulation.apply(c.Step("epoch", 600))
    for run in simulation.snapshot().runs:
        epochs = [0, 1, 199, 200, 201, 650, run.last_epoch]
        simulation.apply(c.SwitchRun(run.id))
        found = simulation.history(run.id, epochs)
        for epoch, flat in zip(epochs, found, strict=True):
            simulation.apply(c.Seek(epoch))
            assert tuple(flat) == simulation.snapshot().params.flat()
            assert simulation.start_at(run.id, epoch).params == simulation.snapshot().params.flat()
    assert simulation.beginning().params == params_of(Start())
    with pytest.raises(ValueError, match="no run 99"):
        simulation.history(99, [0])


def test_history_and_start_at_know_nothing_of_what_an_optimizer_remembers() -> None:
    simulation = Simulation(Start(settings=Settings(optimizer="momentum")))
    for name in ("sgd", "adam", "rmsprop"):
        simulation.apply(c.Step("epoch", 40))
        simulation.apply(c.Set("optimizer", name))
    simulation.apply(c.Step("epoch", 40))
    run = simulation.snapshot().run.id
    epochs = [0, 20, 60, 100, 150]
    found = simulation.history(run, epochs)
    assert found.shape == (len(epochs), 9)
    for epoch, flat in zip(epochs, found, strict=True):
        simulation.apply(c.Seek(epoch))
        assert tuple(flat) == simulation.snapshot().params.flat() == simulation.start_at(run, epoch).params
    assert simulation.beginning().params == params_of(Start())
