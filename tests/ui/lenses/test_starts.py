"""A thousand starts in the dock, by real clicks: counted as in the dialog, one of a group opened as it was told."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pygame
import pytest

from game.sim import commands as c
from game.sim.lenses.what_if import WhatIf
from game.sim.population.failures import failures
from game.sim.population.job import PopulationJob
from game.sim.population.outcomes import StartsRun
from game.sim.settings import Settings
from game.sim.start import Start
from game.ui.draw.number_text import figure
from game.ui.intents import Open
from game.ui.lenses.starts import StartsLens
from game.ui.lenses.what_if import WhatIfLens
from game.ui.population.population_panel import PopulationPanel
from tests.support.certain import there
from tests.support.cockpit import Cockpit
from tests.support.lens_hands import look_through, panel, press, spot, view


@pytest.fixture(scope="module")
def lab() -> Iterator[Cockpit]:
    lab = Cockpit(None, "--seed", "3")
    lab.key(pygame.K_ESCAPE)
    yield lab
    lab.window.close()


@pytest.fixture(scope="module")
def counted(lab: Cockpit) -> StartsLens:
    """The starts at a rate of 10, trained for 500 epochs each."""
    lab.window.session.send(c.Set("learning_rate", 10.0))
    lab.frames(1)
    look_through(lab, "starts")
    press(lab, "Train each start for 500")
    lab.seconds(0.8)
    lens = panel(lab).lens
    assert isinstance(lens, StartsLens)
    assert lens.run
    lens.run.job.wait(60.0)
    lab.frames(3)
    assert lens.run.job.result, lens.run.job.error
    return lens


def test_it_says_what_was_counted(lab: Cockpit, counted: StartsLens) -> None:
    assert counted.run
    assert counted.run.result
    solved = int(counted.run.result.solved.sum())
    assert counted.says(view(lab)).startswith(f"{solved} of 1,000 starts solve it within 500 epochs")
    groups = failures(counted.run.result, (2, 2, 1))
    assert groups == counted.groups
    hint = spot(lab, "Wrong").hint
    assert f"{len(groups[1].starts)} of 1,000" in hint


def test_where_values_are_to_be_hit_it_tells_losses_and_nothing_is_solved(lab: Cockpit, counted: StartsLens) -> None:
    start = Start(scenario="sine:points=10", settings=Settings(layers=(1, 2, 1), output="linear"))
    starts, job = StartsLens(counted.records), WhatIf(start, 300)
    starts.run = StartsRun(start, 40, 60)
    starts.run.job.wait(60.0)
    job.wait(60.0)
    losses = np.sort(there(starts.run.result).losses)
    told = f"half of the starts have a loss of {figure(float(losses[19]))} or less, the best {figure(float(losses[0]))}"
    assert told in starts.says(view(lab)), "the number that the dialog tells"
    assert not any(group.solved for group in starts.groups)
    what_if = WhatIfLens(counted.records)
    what_if.job = job
    ends = {run.variant.label: float(run.losses[-1]) for run in job.runs if run.variant.start.settings.loss == "mse"}
    best = min(ends, key=ends.__getitem__)
    assert what_if.says(view(lab)).startswith(f"With {best} the loss would have come down to {figure(ends[best])}")


def test_a_click_opens_one_of_a_group_after_another_and_it_fails_as_told(lab: Cockpit, counted: StartsLens) -> None:
    group = counted.groups[1]
    assert len(group.starts) > 1
    job = counted.run
    for k in (0, 1):
        press(lab, group.words[:1].upper() + group.words[1:])
        lab.frames(2)
        assert (lab.snapshot.seed, lab.snapshot.epoch) == (group.starts[k], 500)
        assert tuple(k for k, right in enumerate(lab.snapshot.right) if not right) == group.wrong
        locked = [f"h{'₁₂'[unit]}" for unit, state in enumerate(lab.snapshot.neurons[0]) if state.locked]
        assert ", ".join(locked) == group.locked_words
        assert lab.lab.dock.name == "starts"
    lab.seconds(0.8)
    assert counted.run is job, "what is counted has not changed"
    press(lab, "Solved:")
    assert all(lab.snapshot.right)


@pytest.mark.parametrize("name", ["starts", "what_if"])
def test_nothing_is_worked_out_for_a_lens_once_another_screen_is_seen_and_it_begins_anew_on_the_way_back(
    name: str,
) -> None:
    own = Cockpit(None, "--seed", "3", "--set", "layers=2-8-8-8-8-1")
    own.key(pygame.K_ESCAPE)
    look_through(own, name)
    lens = panel(own).lens
    assert isinstance(lens, StartsLens | WhatIfLens)
    first = job_of(lens)
    own.window.director.leave()
    own.frames(3)
    second = job_of(lens)
    assert second is not first
    assert second.running
    own.window.close()
    for job in (first, second):
        job.wait(60.0)
        done = job.result if isinstance(job, PopulationJob) else len(job.runs) == len(job.variants)
        assert not done, "it was given up"


def job_of(lens: StartsLens | WhatIfLens) -> PopulationJob | WhatIf:
    return there(lens.run).job if isinstance(lens, StartsLens) else there(lens.job)


def test_a_window_that_is_closed_counts_no_starts_on_behind_the_dialog_that_asked_for_them() -> None:
    own = Cockpit(None, "--seed", "3")
    own.key(pygame.K_ESCAPE)
    own.lab.carry_out(Open("population"))
    own.frames(2)
    dialog = own.overlay
    assert isinstance(dialog, PopulationPanel)
    job = there(dialog.run).job
    assert job.running
    own.window.close()
    job.wait(60.0)
    assert job.result is None


def test_all_figures_show_the_same_count(lab: Cockpit, counted: StartsLens) -> None:
    press(lab, "How soon they solve it")
    dialog = lab.overlay
    assert isinstance(dialog, PopulationPanel)
    assert dialog.run is not None
    assert counted.run is not None
    assert dialog.run.start == counted.run.start
    lab.key(pygame.K_ESCAPE)
    lab.frames(2)
    assert lab.lab.dock.name == "starts"
