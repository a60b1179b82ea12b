"""A panel at work: a Simulation, a Stage, and the frames that carry commands one way and Snapshots the other."""

from __future__ import annotations

from typing import Generic, TypeVar

import pygame

from game.sim.commands import Command
from game.sim.engine.simulation import Simulation
from game.sim.snapshot import Snapshot
from game.ui.draw.palette import STANDARD, Palette
from game.ui.intents import PinSample, ShowMean
from game.ui.lab.lab_layout import lab_layout
from game.ui.selection import Selection, selected, still_there
from game.ui.toolkit.panel import Message, ViewPanel
from game.ui.view import View
from tests.support.fingerprint import fingerprint
from tests.support.stage import Stage

P = TypeVar("P", bound=ViewPanel)


class PanelBench(Stage, Generic[P]):
    """`panel` stands at its place `place` of the Lab's layout; every frame it is synced and drawn. Commands are applied
    when they come, and the samples' intents carried out; all messages gather in `messages`."""

    def __init__(self, panel: P, place: str, size: tuple[int, int] = (1280, 800), palette: Palette = STANDARD) -> None:
        self.panel = panel
        self.simulation = Simulation()
        self.selection = Selection()
        self.messages: list[Message] = []
        self.now = 0.0
        self._built = False
        super().__init__(size, palette)
        self.rect: pygame.Rect = getattr(lab_layout(size), place)
        panel.build(self.kit, self.rect)
        self._built = True
        self.listen(self._hand_on)
        self.settle()

    @property
    def snapshot(self) -> Snapshot:
        """The state now."""
        return self.simulation.snapshot()

    def apply(self, *commands: Command) -> None:
        """Carry out commands that do not come from the panel."""
        for command in commands:
            assert self.simulation.apply(command), command
        self.settle()

    def frame(self, seconds: float = 1 / 60) -> None:
        super().frame(seconds)
        if self._built:
            snapshot = self.snapshot
            self.selection = still_there(self.selection, snapshot)
            self.panel.sync(View(snapshot, snapshot, 0.0, self.selection, self.now))
            self.kit.manager.update(0.0)
            self.panel.draw(self.surface)
            self.kit.manager.draw_ui(self.surface)

    def _hand_on(self, event: pygame.event.Event) -> None:
        for message in self.panel.commands_from(event):
            self.messages.append(message)
            if isinstance(message, Command):
                self.simulation.apply(message)
            elif isinstance(message, PinSample | ShowMean):
                self.selection = selected(self.selection, message)

    def hint_at(self, rect: pygame.Rect) -> str:
        """The panel's hover help for the thing at `rect`."""
        return next(hint.text() for hint in self.panel.hints() if hint.rect == rect)

    def picture(self) -> str:
        """What the panel looks like."""
        self.frame()
        return fingerprint(self.surface.subsurface(self.rect))
