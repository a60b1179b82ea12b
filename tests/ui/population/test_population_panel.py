"""A thousand starts from the sandbox: counted in the background, told truly, and each one opened in the Lab."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.sim import commands as c
from game.sim.engine.simulation import Simulation
from game.sim.population.outcomes import LAB_STARTS, Outcome, StartsRun, outcomes
from game.sim.population.population_result import PopulationResult
from game.sim.settings import Settings
from game.sim.start import Start
from game.ui.draw.palette import STANDARD
from game.ui.population.outcome_grid import COLUMNS, WORDS, OutcomeGrid, outcome_colour
from game.ui.population.population_panel import PopulationPanel
from tests.support.certain import there
from tests.support.cockpit import pairs
from tests.support.fingerprint import fingerprint
from tests.support.stage import centre
from tests.support.tour import SIZES, Tour
from tests.support.written import written

FAST = Settings(learning_rate=5.0)


def wait(run: StartsRun) -> PopulationResult:
    run.job.wait(60.0)
    assert run.job.error is None
    assert run.job.result is not None
    return run.job.result


@pytest.fixture
def tour(tmp_path: Path) -> Iterator[Tour]:
    tour = Tour(tmp_path, "--set", "learning_rate=5")
    tour.key(pygame.K_RETURN)
    yield tour
    tour.close()


@pytest.fixture(scope="module")
def counted_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tour]:
    """A window in which a thousand starts have been counted, and the dialog was closed again."""
    tour = Tour(tmp_path_factory.mktemp("counted"), "--set", "learning_rate=5")
    tour.key(pygame.K_RETURN)
    opened(tour)
    counted(tour)
    tour.key(pygame.K_ESCAPE)
    yield tour
    tour.close()


@pytest.fixture
def known(counted_once: Tour) -> Iterator[Tour]:
    """That window, whatever other windows there were in between, with the dialog that shows what was counted."""
    counted_once.resize((1280, 800))
    opened(counted_once)
    yield counted_once
    if counted_once.overlay:
        counted_once.key(pygame.K_ESCAPE)


def opened(tour: Tour) -> PopulationPanel:
    """Press "1,000 starts"."""
    tour.click(centre(tour.lab.top.button("population").rect))
    return panel(tour)


def panel(tour: Tour) -> PopulationPanel:
    assert isinstance(tour.overlay, PopulationPanel)
    return tour.overlay


def counted(tour: Tour) -> PopulationResult:
    """Wait for the counting, the window running on, though with few frames: it is not what is counted."""
    run = panel(tour).run
    assert run
    give_up = time.monotonic() + 60.0
    while run.job.running and time.monotonic() < give_up:
        tour.frame()
        time.sleep(0.05)
    tour.frames(2)
    return wait(run)


def grid(tour: Tour) -> OutcomeGrid:
    found = panel(tour).grid
    assert found
    return found


def words(tour: Tour) -> str:
    """What became of the start that is pointed at."""
    lit = grid(tour).lit
    assert lit is not None
    return f"seed {lit}: {panel(tour).became(lit)}"


# -- the run -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("settings", [FAST, Settings(learning_rate=5.0, activation="relu", update="sample")])
def test_a_start_does_in_the_lab_what_was_counted(settings: Settings) -> None:
    run = StartsRun(Start(settings=settings), 24, 600)
    result = wait(run)
    for network in (0, 7, 23):
        simulation = Simulation(run.start_of(network))
        assert simulation.apply(c.Step("epoch", 600))
        snapshot = simulation.snapshot()
        assert float(result.losses[network]) == pytest.approx(snapshot.loss, rel=1e-9)
        assert bool(result.solved[network]) == all(snapshot.right)
        assert result.locked[network] == sum(neuron.locked for neuron in snapshot.neurons[0])


def test_own_targets_are_counted() -> None:
    never = StartsRun(Start(scenario="and", settings=FAST, targets=(0.0, 1.0, 1.0, 0.0)), 200, 50)
    xor = StartsRun(Start(scenario="xor", settings=FAST), 200, 50)
    assert wait(never).losses.tolist() == wait(xor).losses.tolist()


def test_each_start_is_one_thing_only() -> None:
    base = wait(StartsRun(Start(settings=FAST), 8, 10))
    yes, no = np.ones(1, bool), np.zeros(1, bool)
    cases = {
        Outcome.SOLVED: (yes, 1, 0, no),
        Outcome.OPEN: (no, 0, 0, no),
        Outcome.LOCKED: (no, 1, 0, no),
        Outcome.DEAD: (no, 1, 1, no),
        Outcome.DIVERGED: (no, 0, 0, yes),
    }
    for outcome, (solved, locked, dead, diverged) in cases.items():
        result = replace(base, solved=solved, locked=np.array([locked]), dead=np.array([dead]), diverged=diverged)
        assert outcomes(result).tolist() == [outcome]


def test_outcomes_have_words_and_colours_of_their_own() -> None:
    assert set(WORDS) == set(Outcome)
    assert len({outcome_colour(STANDARD, outcome) for outcome in Outcome}) == len(Outcome)


# -- in the window -----------------------------------------------------------------------------------------------------


def test_opening_it_counts_and_the_result_is_that_of_the_simulation(known: Tour) -> None:
    tour, pan, result = known, panel(known), counted(known)
    assert (result.n, result.epochs) == (LAB_STARTS, 2000)
    assert there(pan.run).start.settings == tour.snapshot.settings
    assert 0.7 < result.share < 0.9
    low, high = result.interval
    assert low < result.share < high
    assert pan.result is result


def test_partial_results_come_while_the_window_runs_on(tour: Tour) -> None:
    """Frame after frame is drawn while the counting goes on beside the window, and each sees how far it has come.
    After a dozen of the forty pictures that there are in all it is stopped."""
    pan = opened(tour)
    tour.click(part_of(pan, "10000"))
    shares: set[int] = set()
    looks: set[str] = set()
    seen = []
    run = there(pan.run)
    while run.job.running and len(looks) < 12:
        tour.frame()
        seen.append(run.job.progress)
        if pan.result:
            shares.add(pan.result.epochs)
            looks.add(fingerprint(pan.figures.image))
        time.sleep(0.006)
    run.job.cancel()
    assert len(shares) > 5
    assert len(looks) > 5
    assert len(seen) > 20
    assert seen == sorted(seen)
    assert len(set(seen)) > 5
    assert tour.snapshot.epoch == 0


def part_of(pan: PopulationPanel, name: str) -> tuple[int, int]:
    return centre(pan.budget.part_rect(name))


def test_stop_ends_the_counting_and_count_again_begins_anew(tour: Tour) -> None:
    pan = opened(tour)
    tour.click(part_of(pan, "10000"))
    run = there(pan.run)
    tour.click(centre(pan.go.rect))
    run.job.wait(5.0)
    assert not run.job.running
    assert run.job.result is None
    tour.frames(2)
    tour.click(part_of(pan, "500"))
    assert pan.run is not run
    assert counted(tour).epochs == 500
    last = pan.run
    tour.click(centre(pan.go.rect))
    assert pan.run is not last
    counted(tour)


def test_what_has_been_counted_is_there_when_it_is_opened_again(tour: Tour) -> None:
    pan = opened(tour)
    tour.click(part_of(pan, "500"))
    counted(tour)
    run = pan.run
    tour.key(pygame.K_ESCAPE)
    assert tour.overlay is None
    assert opened(tour).run is run
    tour.key(pygame.K_ESCAPE)
    tour.window.session.send(c.Reinitialise(44))
    tour.frames(2)
    assert opened(tour).run is run  # another seed on screen changes nothing
    tour.key(pygame.K_ESCAPE)
    tour.window.session.send(c.Set("weight_init", 4.0))
    tour.frames(2)
    assert opened(tour).run is not run
    assert there(pan.run).start.settings.weight_init == 4.0
    assert counted(tour).share < 0.7


def test_pointing_at_a_start_tells_what_became_of_it(known: Tour) -> None:
    tour, result = known, counted(known)
    solved = int(np.flatnonzero(result.solved)[0])
    stuck = int(np.flatnonzero(~result.solved)[0])
    tour.move(centre(grid(tour).place(solved)))
    assert words(tour).startswith(f"seed {solved}: solved after {int(result.first_solved[solved]):,} epochs, loss ")
    tour.move(centre(grid(tour).place(stuck)))
    assert words(tour).startswith((f"seed {stuck}: not solved, loss", f"seed {stuck}: locked and wrong, loss"))


def test_its_cell_has_the_colour_of_its_outcome(known: Tour) -> None:
    tour, found = known, outcomes(counted(known))
    tour.move((5, 790))
    tour.seconds(0.3)
    for cell in (0, 41, 555, 999):
        colour = tour.surface.get_at(centre(grid(tour).place(cell)))[:3]
        assert colour == outcome_colour(STANDARD, Outcome(int(found[cell])))


def test_a_click_on_a_start_opens_it_in_the_lab(known: Tour) -> None:
    tour, result = known, counted(known)
    tour.click(centre(grid(tour).place(321)))
    assert tour.overlay is None
    assert (tour.snapshot.seed, tour.snapshot.epoch) == (321, 0)
    assert tour.toast.startswith("The start of seed 321: ")
    tour.window.session.send(c.Step("epoch", 2000))
    tour.frames(2)
    assert tour.snapshot.loss == pytest.approx(float(result.losses[321]), rel=1e-9)


def test_arrows_walk_over_the_starts_and_enter_opens_one(known: Tour) -> None:
    tour = known
    tour.key(pygame.K_TAB)
    for key in (pygame.K_RIGHT, pygame.K_DOWN, pygame.K_RIGHT, pygame.K_UP, pygame.K_UP, pygame.K_DOWN):
        tour.key(key)
    assert grid(tour).lit == 2 + COLUMNS
    tour.key(pygame.K_RETURN)
    tour.frames(2)
    assert tour.snapshot.seed == 2 + COLUMNS


def test_of_values_to_be_hit_none_is_called_solved(tmp_path: Path) -> None:
    settings = ("layers=1-2-1", "output=linear", "optimizer=adam", "learning_rate=0.05")
    tour = Tour(tmp_path, "--scenario", "sine:points=10", *(part for each in settings for part in ("--set", each)))
    pan = opened(tour)
    tour.click(part_of(pan, "500"))
    result = counted(tour)
    assert result.solved.any(), "as far as sides of 0.5 go"
    with written() as texts:
        tour.resize((1024, 640))
        tour.frames(2)
    assert not any("solved" in text for text in texts)
    assert "half of the starts are at or under it" in texts
    assert pan.became(0).startswith("no neuron locked, loss ")
    tour.close()


def test_closing_it_lets_it_count_on(tour: Tour) -> None:
    pan = opened(tour)
    run = there(pan.run)
    tour.click(centre(pan.close.rect))
    assert tour.overlay is None
    run.job.wait(60.0)
    assert run.job.result is not None
    assert opened(tour).run is run
    tour.frames(2)
    assert panel(tour).result is run.job.result


def test_a_resize_keeps_the_result(known: Tour) -> None:
    tour, pan, result = known, panel(known), counted(known)
    tour.resize((1024, 640))
    assert pan.result is result
    assert tour.surface.get_rect().contains(pan.area)


@pytest.mark.parametrize("size", SIZES)
def test_nothing_overlaps(known: Tour, size: str) -> None:
    width, height = map(int, size.split("x"))
    known.resize((width, height))
    pan = panel(known)
    parts = (grid(known), pan.figures, pan.words, pan.budget, pan.go, pan.close)
    assert not any(first.colliderect(second) for first, second in pairs([part.rect for part in parts]))
    assert all(pan.area.contains(part.rect) for part in parts)
    assert known.surface.get_rect().contains(pan.area)
