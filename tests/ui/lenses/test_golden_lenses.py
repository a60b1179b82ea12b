"""What lenses must look like: each compared with a picture that was looked at, in a window of 1024x640."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from game.sim import commands as c
from game.sim.network import find_edge
from game.ui.intents import Pin
from game.ui.lenses import lenses
from tests.support.cockpit import AWAY, Cockpit
from tests.support.golden_frames import check_frame
from tests.support.lab_hands import train
from tests.support.lens_hands import look_through, panel
from tests.support.places import GOLDEN

FOLDER = "lenses"
IN_THE_BACKGROUND = ("what_if", "starts")
"""What they show comes piece by piece from a thread; their words and numbers have tests of their own."""
PICTURED = [name for name in lenses() if name not in IN_THE_BACKGROUND]


@pytest.fixture(scope="module")
def learning() -> Iterator[Cockpit]:
    """XOR half-way, with another run beside it and w₁ pinned; motion reduced, so that no picture is of a moment."""
    lab = Cockpit(None, "--seed", "3", "--size", "1024x640")
    lab.key(pygame.K_ESCAPE)
    lab.key(pygame.K_m, text="m")
    train(lab, 300)
    for command in (c.Seek(100), c.Set("learning_rate", 5.0), c.Step("epoch", 80), c.Seek(150, 2)):
        lab.window.session.send(command)
        lab.frames(2)
    lab.lab.carry_out(Pin(find_edge((2, 2, 1), "w1")))
    yield lab
    lab.window.close()


@pytest.mark.parametrize("name", PICTURED)
def test_a_lens_looks_as_it_did_when_it_was_looked_at(learning: Cockpit, name: str, update_golden: bool) -> None:
    look_through(learning, name)
    learning.move(AWAY)
    learning.frames(60)
    check_frame(f"{FOLDER}/{name}", learning.surface.subsurface(panel(learning).rect).copy(), update=update_golden)


def test_every_picture_has_its_lens() -> None:
    assert {file.stem for file in (GOLDEN / FOLDER).glob("*.png")} == set(PICTURED)
