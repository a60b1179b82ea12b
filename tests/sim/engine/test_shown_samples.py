"""Slow motion of a thousand samples: an epoch of it takes half a minute at most, and trains what any epoch trains."""

from __future__ import annotations

from itertools import pairwise

import pytest

from game.sim import commands as c
from game.sim.engine.simulation import Simulation
from game.sim.phases import (
    BEAT,
    LONGEST_EPOCH,
    SHOWN_WHOLE,
    TICKS_PER_SECOND,
    Kind,
    seconds_per_sample,
    shown_place,
    shown_samples,
)
from game.sim.settings import Settings
from game.sim.start import Start


def played(update: str, speed: float, layers: tuple[int, ...] = (2, 2, 1)) -> tuple[Simulation, list[int], int]:
    """An epoch in slow motion, the places that were shown, and the ticks that it took."""
    settings = Settings(layers=layers, update=update, animation_speed=speed, batch_size=7)
    simulation = Simulation(Start(scenario="moons:points=300", settings=settings))
    places: list[int] = []
    simulation.apply(c.Play())
    while simulation.cursor.moment.epoch == 0:
        if not places or places[-1] != simulation.cursor.moment.sample:
            places.append(simulation.cursor.moment.sample)
        simulation.tick()
    return simulation, places, simulation.tick_count


@pytest.mark.parametrize("update", ["epoch", "sample", "batch"])
@pytest.mark.parametrize(("speed", "layers"), [(0.4, (2, 2, 1)), (1.0, (2, 3, 3, 1)), (0.05, (2, 2, 1))])
def test_an_epoch_takes_half_a_minute_and_trains_as_any(update: str, speed: float, layers: tuple[int, ...]) -> None:
    simulation, places, ticks = played(update, speed, layers)
    assert ticks <= LONGEST_EPOCH * TICKS_PER_SECOND
    beats = len(places) * (len(layers) - 1) * BEAT * seconds_per_sample(speed)
    assert len(places) == 2 or ticks / TICKS_PER_SECOND + beats <= LONGEST_EPOCH, "the waits at the gates included"
    assert (places[0], places[-1]) == (0, 299), "the update at the end is seen"
    gaps = [after - before for before, after in pairwise(places)]
    assert max(gaps) - min(gaps) <= 1, "evenly chosen"
    assert len(places) == shown_samples(simulation.settings, 300, speed) >= 2
    whole = Simulation(simulation.start)
    whole.apply(c.Step("epoch", 1))
    assert simulation.cursor.params == whole.cursor.params
    assert simulation.cursor.run.loss_at(1) == whole.cursor.run.loss_at(1)


def test_of_few_samples_all_are_shown() -> None:
    assert shown_samples(Settings(animation_speed=0.05), SHOWN_WHOLE, 0.05) == SHOWN_WHOLE
    assert [shown_place(1000, 4, k) for k in range(4)] == [0, 333, 666, 999]


def test_a_step_by_a_sample_leaves_out_none() -> None:
    simulation = Simulation(Start(scenario="moons:points=300"))
    simulation.apply(c.Step("sample", 3))
    assert simulation.cursor.moment.sample == 3
    assert simulation.cursor.phases[-1].kind is not Kind.UPDATE
