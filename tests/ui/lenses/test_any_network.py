"""Every lens and the chain-rule card show any network that can be set up, whatever is selected in it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pygame
import pytest

from game.sim.dataset import OWN, OwnData
from game.sim.engine.simulation import Simulation
from game.sim.losses import losses
from game.sim.network import bias_edges, edges
from game.sim.population.outcomes import StartsRun
from game.sim.settings import Settings
from game.sim.start import Start
from game.sim.start_check import check_start
from game.ui.chain_rule.nudge import NudgeTest
from game.ui.chain_rule.rule import chain_rule
from game.ui.draw.kit import Kit, build_kit
from game.ui.draw.palette import STANDARD
from game.ui.draw.panel_background import panel_background
from game.ui.lenses import lenses
from game.ui.lenses.lens_panel import painted
from game.ui.selection import Selection
from game.ui.view import View

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
