"""The menu of demos: each sets the sandbox up to show one thing."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.paths import ASSETS
from game.sim.demos import Demo, read_demos
from game.ui.dialogs.row_menu import MenuChoice, RowMenu
from game.ui.intents import Begin

WIDTH = 430
"""Design pixels."""


class DemosPanel(RowMenu):
    """Below the button that opens it, at `anchor()`."""

    def __init__(self, anchor: Callable[[], pygame.Rect]) -> None:
        self.demos = read_demos(ASSETS / "demos")
        super().__init__(anchor, [MenuChoice(demo.name, demo.sentence, (_begun(demo),)) for demo in self.demos], WIDTH)


def _begun(demo: Demo) -> Begin:
    return Begin(demo.start.start(), demo.sentence, demo.edge, demo.speed, demo.name, demo.moment)
