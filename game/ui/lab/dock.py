"""The right-hand side of the Lab: the chain rule and the tables, or one of the lenses in their place."""

from __future__ import annotations

import pygame

from game.ui.intents import ShowLens
from game.ui.lab.lab_layout import LabLayout
from game.ui.lenses.lens import RunRecords
from game.ui.lenses.lens_panel import LensPanel

USUAL = ("chain_rule", "tables")


class Dock:
    """Says what stands at the right. A click on a connection always brings up the chain rule; while one is dragged, a
    lens stays, so that one sees in it what the dragging does."""

    def __init__(self, records: RunRecords) -> None:
        self.lens = LensPanel(records)
        self.name: str | None = None
        self._held = self._edge_pressed = False

    def places(self, layout: LabLayout) -> dict[str, pygame.Rect]:
        """The panels at the right, by name."""
        if self.name is None:
            return {name: getattr(layout, name) for name in USUAL}
        return {"lens": layout.dock}

    def show(self, name: str | None, show: ShowLens | None = None) -> None:
        """Show the lens called `name`, looking at what `show` asks for; None: the chain rule and the tables. Raises
        KeyError when there is no such."""
        self.name, self._edge_pressed = name, False
        if name is not None:
            self.lens.choose(name, show)

    def rest(self) -> None:
        """Another screen is seen now, or none: nothing is worked out for a lens that nobody looks through."""
        self.lens.lens.leave()

    def pressed(self) -> None:
        """A button of the mouse is held down from now on."""
        self._held = True

    def edge_pinned(self) -> None:
        """A connection was pressed, which may yet become a drag, or chosen by key."""
        self._edge_pressed = self._held
        if not self._held:
            self.show(None)

    def edge_dragged(self) -> None:
        """What was pressed is being dragged: no click."""
        self._edge_pressed = False

    def released(self) -> None:
        """The button was let go: what was pressed, and not dragged, was clicked."""
        self._held = False
        if self._edge_pressed:
            self.show(None)
