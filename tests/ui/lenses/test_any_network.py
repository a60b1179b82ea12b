"""Every lens and the chain-rule card show any network that can be set up, whatever is selected in it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
import pygame
import pytest

from game.sim.dataset import OWN, OwnData
from game.sim.engine.simulation import Simulation
from game.sim.locks import places_after_inputs
from game.sim.losses import losses
from game.sim.network import bias_edges, edges
from game.sim.population.outcomes import StartsRun
from game.sim.settings import Settings
from game.sim.start import Start
from game.sim.start_check import check_start
from game.ui.chain_rule.nudge_test import NudgeTest
from game.ui.chain_rule.rule import chain_rule
from game.ui.draw.kit import Kit, build_kit
from game.ui.draw.palette import STANDARD
from game.ui.draw.panel_background import panel_background
from game.ui.lenses import lenses
from game.ui.lenses.curves import curves_of
from game.ui.lenses.hidden_space import output_line
from game.ui.lenses.lens_panel import painted
from game.ui.network.scales import activation_of
from game.ui.selection import Selection
from game.ui.view import View
from tests.support.certain import there

ONE = OwnData(("a",), ("y",), ((0.0, 0.0), (1.0, 1.0)))
THREE = OwnData(("a", "b", "c"), ("y1", "y2"), ((0.0, 1.0, 0.5, 1.0, 0.0), (1.0, 1.0, 0.0, 0.0, 1.0)))
SHAPES = ((ONE, (1, 1)), (THREE, (3, 2, 2)))


class Apart(Simulation):
    """A simulation as lenses ask one: free to be changed, and counting no starts that nobody asked for."""

    free = True

    def starts(self, start: Start, epochs: int, *, again: bool = False) -> StartsRun:
        raise AssertionError("nobody asked for a thousand starts")


def any_starts() -> Iterator[Start]:
    """Each output with each loss that goes with it, on data and networks of few and many, of saturated weights and of
    none."""
    kinds = itertools.product(("sigmoid", "linear", "tanh", "softmax"), tuple(losses()), SHAPES)
    for number, (output, loss, (data, layers)) in enumerate(kinds):
        activation, size = ("sigmoid", "relu", "linear")[number % 3], (0.0, 1.0, 10.0)[number % 3]
        settings = Settings(output=output, loss=loss, layers=layers, activation=activation, weight_init=size)
        start = Start(scenario=OWN, data=data, settings=settings)
        try:
            check_start(start)
        except ValueError:
            continue
        yield start


@pytest.fixture(scope="module")
def kit() -> Kit:
    pygame.init()
    pygame.display.set_mode((1024, 640))
    return build_kit((1024, 640), STANDARD)


@pytest.mark.parametrize("name", ["card", *lenses()])
def test_any_network_can_be_looked_at(name: str, kit: Kit) -> None:
    ground, looked = panel_background(kit, (330, 420), name), 0
    for start in any_starts():
        simulation = Apart(start)
        shot, layers = simulation.snapshot(), start.settings.layers
        ends = (edges(layers)[0], bias_edges(layers)[-1])
        for selection in (Selection(), *(Selection(pinned=end, sample=1) for end in ends)):
            view = View(shot, shot, 0.0, selection, 0.0)
            if name == "card":
                assert chain_rule(view, NudgeTest()).edge == selection.edge
                continue
            lens = lenses()[name](simulation)
            picture, spots = painted(kit, ground, lens, view)
            lens.leave()
            assert all(picture.get_rect().contains(spot.rect) for spot in spots if spot.act), start
        looked += 1
    assert looked > 12


@pytest.mark.parametrize("weight", [8.4e307, 1.7e308, -1.7e308])
@pytest.mark.parametrize("activation", ["sigmoid", "leaky_relu"])
def test_a_run_gone_wild_to_the_largest_numbers_there_are_can_be_looked_at(
    kit: Kit, weight: float, activation: str
) -> None:
    """As it may be the epoch before its numbers are none any more."""
    ground = panel_background(kit, (330, 420), "")
    params = (weight, 1.0, -weight, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0)
    simulation = Apart(Start(settings=Settings(activation=activation), params=params))
    shot = simulation.snapshot()
    view = View(shot, shot, 0.0, Selection(sample=2), 0.0)
    for name, lens in lenses().items():
        if name in ("curves", "path", "nudges"):
            assert painted(kit, ground, lens(simulation), view)[1], name


def looked_at(start: Start) -> View:
    """A simulation that `start` begins, looked at."""
    shot = Apart(start).snapshot()
    return View(shot, shot, 0.0, Selection(sample=1), 0.0)


def test_a_curve_runs_through_the_dot_of_the_shown_sample_whatever_the_activation() -> None:
    for start in any_starts():
        view = looked_at(start)
        for layer, unit in places_after_inputs(start.settings.layers):
            z, a, slope = (float(each[layer - 1][unit]) for each in (view.trace.z, view.trace.a[1:], view.trace.slope))
            activation = activation_of(start.settings, layer)
            curve = curves_of(view, (layer, unit), activation, np.array([z - 1.0, z, z + 1.0]))
            assert [float(values[1]) for values in curve] == pytest.approx([a, slope], abs=1e-12), start


def test_the_line_in_hidden_space_is_where_the_answer_is_one_half_whatever_the_output() -> None:
    found = 0
    for output, loss in (("sigmoid", "mse"), ("linear", "mse"), ("tanh", "mse"), ("softmax", "cross_entropy")):
        for outputs in (2, 3):
            rows = tuple((0.1 * k, 0.3, *(float(k == unit) for unit in range(outputs))) for k in range(outputs))
            names = tuple(f"y{unit}" for unit in range(outputs))
            settings = Settings(output=output, loss=loss, layers=(2, 3, outputs), weight_init=2.0)
            view = looked_at(Start(scenario=OWN, data=OwnData(("a", "b"), names, rows), settings=settings))
            params, span, pair = view.current.params, (-3.0, 3.0), (0, 2)
            ends = output_line(view, 1, pair, span)
            for across, down in there(ends).reshape(-1, 2):
                a = np.array(view.trace.a[1])
                a[0], a[2] = span[0] + 6.0 * float(across), span[0] + 6.0 * (1.0 - float(down))
                z = params.weights[1] @ a + params.biases[1]
                answers = {
                    "sigmoid": 1.0 / (1.0 + np.exp(-z)),
                    "linear": z,
                    "tanh": np.tanh(z),
                    "softmax": np.exp(z) / np.exp(z).sum(),
                }
                assert answers[output][1] == pytest.approx(0.5, abs=2e-3), (output, outputs)
                found += 1
    assert found > 16
