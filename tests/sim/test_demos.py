"""The sandbox's demos: each shows what its sentence says, one click sets it up, and nothing that was there is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.paths import ASSETS
from game.sim import commands as c
from game.sim.backprop import Batch
from game.sim.commands.starting_over import opening
from game.sim.demos import Demo, read_demos
from game.sim.engine.simulation import Simulation
from game.sim.level.content_error import ContentError
from game.sim.level.measured_run import MeasuredRun
from game.sim.phases import Kind, Phase
from game.sim.settings import Settings
from game.sim.start import Start, params_of
from game.ui.dialogs.demos import DemosPanel
from game.ui.network.packets.flights import Carries
from tests.support.certain import there
from tests.support.cockpit import pairs
from tests.support.stage import centre
from tests.support.tour import SIZES, Tour

DEMOS = read_demos(ASSETS / "demos")
AND, XOR, MSE, CROSS_ENTROPY, RELU = DEMOS


def measured(demo: Demo, epochs: int) -> MeasuredRun:
    found = MeasuredRun(demo.start.start(), epochs)
    found.extend(epochs)
    return found


def passed_on(batch: Batch) -> list[float]:
    """Of every sample, which share of the raw error gets through the output's slope."""
    return [abs(float(trace.delta[-1][0]) / float(trace.raw_error[0])) for trace in batch.traces]


# -- true --------------------------------------------------------------------------------------------------------------


def test_and_comes_within_reach_in_the_epochs_it_says() -> None:
    assert measured(AND, 200).first_below(0.3) == 111
    assert "111 epochs" in AND.sentence


def test_xor_from_the_same_start_stays_on_a_plateau_until_the_hidden_neurons_disagree() -> None:
    assert params_of(XOR.start.start()) == params_of(AND.start.start())
    run = measured(XOR, 1000)
    assert there(run.first_below(0.3)) > 4 * 111
    plateau = np.array(run.losses[:250])
    assert plateau.max() - plateau.min() < 0.002
    assert run.losses[1000] < 0.01

    def disagreement(epoch: int) -> float:
        hidden = np.array([trace.a[1] for trace in run.batch(epoch).traces])
        return float(np.abs(np.diff(hidden, axis=1)).max())

    assert disagreement(1000) > 2 * disagreement(250)


def test_under_mse_a_thousandth_of_the_error_gets_through_and_hardly_anything_moves() -> None:
    batch = measured(MSE, 0).batch(0)
    outputs = [float(trace.output[0]) for trace in batch.traces]
    assert all(round(output, 3) == 0.999 for output in outputs)
    assert all(0.0007 < share < 0.0013 for share in passed_on(batch))
    run = measured(MSE, 50)
    assert run.losses[0] - run.losses[50] < 0.001


def test_under_cross_entropy_the_same_start_passes_all_of_it_on() -> None:
    assert params_of(CROSS_ENTROPY.start.start()) == params_of(MSE.start.start())
    differing = {name for name in Settings.__struct_fields__ if _setting(MSE, name) != _setting(CROSS_ENTROPY, name)}
    assert differing == {"loss"}
    assert passed_on(measured(CROSS_ENTROPY, 0).batch(0)) == pytest.approx([1.0] * 4)
    mse, cross_entropy = (measured(demo, 2000).first_below(0.4) for demo in (MSE, CROSS_ENTROPY))
    assert (mse, cross_entropy) == (1132, 86)


def _setting(demo: Demo, name: str) -> object:
    return getattr(demo.start.start().settings, name)


def test_the_dead_neuron_is_off_on_every_sample_and_never_moves() -> None:
    run = measured(RELU, 2000)
    for epoch in (0, 2000):
        assert all(float(trace.slope[0][1]) == 0.0 for trace in run.batch(epoch).traces)
        assert all(float(trace.z[0][1]) < 0.0 for trace in run.batch(epoch).traces)
    before, after = run.params(0), run.params(2000)
    assert before.weights[0][1].tolist() == after.weights[0][1].tolist()
    assert before.biases[0][1] == after.biases[0][1]
    assert before.weights[1].tolist() != after.weights[1].tolist()


# -- files -------------------------------------------------------------------------------------------------------------


def test_there_are_the_five_that_were_promised() -> None:
    names = [demo.name for demo in DEMOS]
    assert names == ["AND", "XOR", "Vanishing gradient: MSE", "The same with cross-entropy", "Dying ReLU"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('name = "x"\nsentence = "y"\npin = "w77"\n[start]\n', "no edge 'w77'"),
        ('name = "x"\nsentence = "y"\npin = "w1"\nspeed = 3\n[start]\n', "speed is 3, but must be one of"),
        ('name = "x"\nsentence = "y"\npin = "w1"\nhue = 3\n[start]\n', "hue is no field"),
        ('name = "x"\nsentence = "y"\npin = "w1"\n[start]\nscenario = "nor2"\n', "scenario is 'nor2'"),
        ('name = "x"\nsentence = "y"\npin = "w1"\nopens_with = "lunch"\n[start]\n', "lunch"),
        ('name = "x"\npin = "w1"\n[start]\n', "sentence is missing"),
    ],
)
def test_a_mistake_in_a_file_is_named(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "1-mine.toml").write_text(text)
    with pytest.raises(ContentError, match=r"1-mine\.toml") as found:
        read_demos(tmp_path)
    assert problem in str(found.value)


# -- opening a start in a running simulation ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "start",
    [
        Start(),
        Start(scenario="and", seed=77, settings=Settings(learning_rate=3.0, weight_init=2.5, bias_init=-1.0)),
        Start(scenario="or", targets=(1.0, 0.25, 0.0, 1.0)),
        Start(settings=Settings(layers=(2, 3, 2, 1), activation="tanh", update="sample")),
        *(demo.start.start() for demo in DEMOS),
    ],
)
def test_opening_brings_a_running_simulation_to_the_start(start: Start) -> None:
    simulation = Simulation(Start(scenario="nand", seed=5, settings=Settings(layers=(2, 4, 1), loss="cross_entropy")))
    for command in (c.SetTarget(0, 0.5), c.Step("epoch", 30), c.Play(), *opening(start)):
        assert simulation.apply(command), command
    fresh = Simulation(start).snapshot()
    now = simulation.snapshot()
    assert (now.epoch, now.playing, now.speed) == (0, False, 1)
    assert now.params.flat() == fresh.params.flat()
    assert (now.scenario, now.targets, now.settings) == (fresh.scenario, fresh.targets, fresh.settings)
    assert len(now.runs) == 2  # what was there stays as a ghost
    assert simulation.apply(c.Undo())
    back = simulation.snapshot()
    assert (back.scenario, back.epoch, back.params.layers, back.settings.loss) == (
        "nand",
        30,
        (2, 4, 1),
        "cross_entropy",
    )
    assert simulation.apply(opening(start)[-1])
    expected = Simulation(start)
    for each in (simulation, expected):
        assert each.apply(c.Step("epoch", 20))
    assert simulation.snapshot().params.flat() == expected.snapshot().params.flat()


# -- in the Lab --------------------------------------------------------------------------------------------------------


@pytest.fixture
def tour(tmp_path: Path) -> Iterator[Tour]:
    tour = Tour(tmp_path)
    tour.key(pygame.K_RETURN)
    tour.click(centre(tour.lab.top.button("demos").rect))
    yield tour
    tour.close()


def menu(tour: Tour) -> DemosPanel:
    assert isinstance(tour.overlay, DemosPanel)
    return tour.overlay


@pytest.mark.parametrize("index", range(len(DEMOS)))
def test_one_click_sets_a_demo_up_and_it_runs(tour: Tour, index: int) -> None:
    demo = DEMOS[index]
    tour.click(centre(menu(tour).rows[index].rect))
    tour.frames(2)
    assert tour.overlay is None
    assert tour.toast == demo.sentence
    snapshot = tour.snapshot
    assert (snapshot.scenario, snapshot.playing, snapshot.speed) == (demo.start.scenario, True, demo.speed)
    assert snapshot.run.name == demo.name
    assert tour.lab.selection.pinned == demo.edge
    tour.seconds(1.0)
    own = MeasuredRun(demo.start.start(), tour.snapshot.epoch)
    own.extend(tour.snapshot.epoch)
    assert tour.snapshot.params.flat() == own.params(tour.snapshot.epoch).flat()


def test_the_vanishing_gradient_begins_with_a_loud_error_before_a_shut_gate(tour: Tour) -> None:
    tour.click(centre(menu(tour).rows[2].rect))
    tour.frames(1)
    phases, radii = [], []
    while tour.snapshot.phase != Phase(Kind.BACKWARD, 1):
        poses = [pose for pose in tour.lab.network.packets if pose.kind in (Carries.ERROR, Carries.AT_GATE)]
        phases.append(tour.snapshot.phase)
        radii += [pose.radius for pose in poses if not pose.echo]
        tour.frames(1)
    assert list(dict.fromkeys(phases)) == [Phase(Kind.LOSS, 2), Phase(Kind.BACKWARD, 2)]
    assert (tour.snapshot.epoch, tour.snapshot.moment.sample) == (0, 0)
    assert radii[0] == max(radii) > 9 * radii[-1]


def test_the_one_before_stays_as_a_ghost_to_compare_with(tour: Tour) -> None:
    for index in (2, 3):
        if tour.overlay is None:
            tour.click(centre(tour.lab.top.button("demos").rect))
        tour.click(centre(menu(tour).rows[index].rect))
        tour.seconds(0.2)
        tour.window.session.send(c.Step("epoch", 100))
        tour.frames(2)
    losses = {run.name: run.loss_at(100) for run in tour.snapshot.runs}
    assert losses["The same with cross-entropy"] is not None
    assert losses["Vanishing gradient: MSE"] == pytest.approx(measured(MSE, 100).losses[100])


def test_the_menu_is_walked_by_keyboard(tour: Tour) -> None:
    for _ in range(5):
        tour.key(pygame.K_TAB)
    tour.key(pygame.K_RETURN)
    tour.frames(3)
    assert tour.snapshot.run.name == "Dying ReLU"


def test_escape_a_click_beside_it_and_its_button_close_the_menu(tour: Tour) -> None:
    state = tour.simulation.state_hash()
    button = centre(tour.lab.top.button("demos").rect)
    tour.key(pygame.K_ESCAPE)
    assert tour.overlay is None
    tour.click(button)
    assert menu(tour)
    tour.click(button)
    assert tour.overlay is None
    tour.click(button)
    tour.click((1270, 790))
    assert tour.overlay is None
    assert tour.simulation.state_hash() == state


def test_a_click_between_the_rows_does_nothing(tour: Tour) -> None:
    first, second = (row.rect for row in menu(tour).rows[:2])
    tour.click((first.centerx, (first.bottom + second.top) // 2))
    assert menu(tour)


@pytest.mark.parametrize("size", SIZES)
def test_the_menu_fits(tmp_path: Path, size: str) -> None:
    tour = Tour(tmp_path, "--size", size)
    tour.key(pygame.K_RETURN)
    tour.click(centre(tour.lab.top.button("demos").rect))
    rows = [row.rect for row in menu(tour).rows]
    assert not any(first.colliderect(second) for first, second in pairs(rows))
    assert all(tour.surface.get_rect().contains(row) for row in rows)
    assert rows[0].top > tour.lab.top.button("demos").rect.bottom
    tour.close()
