"""The offer to go on with the session that was open when the app was last closed or killed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pygame

from game.ui.dialogs.level_button import LevelButton, Onward
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.intents import Open, OpenSession
from game.ui.lab.lab_layout import lab_layout
from game.ui.toolkit.overlay_sheet import LAYER, OverlaySheet
from game.ui.toolkit.panel import Focusable, Hint, Message, Panel
from game.ui.widgets.button import Button

SIZE = (380, 174)


class ResumePanel(Panel):
    """A small dialog over the network."""

    def __init__(self, onward: Onward) -> None:
        self._onward = onward

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        """Three buttons and a sentence."""
        area = pygame.Rect(0, 0, kit.px(SIZE[0]), kit.px(SIZE[1]))
        area.center = lab_layout(rect.size).network.center
        self._sheet = OverlaySheet(kit, area)
        surface = self._sheet.blank()
        pen = Lettering(kit, surface)
        pen.write("Welcome back", (kit.px(20), kit.px(30)), 18, kit.palette.text, "semibold")
        pen.write("Go on where you left off, or start afresh.", (kit.px(20), kit.px(58)), 14, kit.palette.muted)
        self._sheet.show(surface)
        line = pygame.Rect(area.x + kit.px(20), area.y + kit.px(82), kit.px(164), kit.px(32))
        self.go_on = Button(kit, line, "Go on", style="primary", layer=LAYER + 1)
        self.afresh = Button(kit, line.move(kit.px(176), 0), "Start afresh", layer=LAYER + 1)
        below = pygame.Rect(line.x, line.y + kit.px(42), kit.px(340), kit.px(32))
        self._levels = LevelButton(kit, below, self._onward, "normal")

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        """Each button closes the dialog."""
        if self._levels.pressed(event):
            return self._levels.messages()
        if self.go_on.pressed(event):
            return [OpenSession(None), Open(None)]
        return [Open("start")] if self.afresh.pressed(event) else []

    def update(self, now: float, *, still: bool) -> None:
        """Say which level is next."""
        self._levels.refresh()

    def hints(self) -> Iterable[Hint]:
        """The ground says nothing, but it covers what lies below."""
        return self._sheet.hints()

    def focusables(self) -> Sequence[Focusable]:
        """The three buttons."""
        return [self.go_on, self.afresh, self._levels]

    @property
    def first_choice(self) -> Focusable:
        """To go on."""
        return self.go_on

    def kill(self) -> None:
        """Take it away."""
        self.go_on.kill()
        self.afresh.kill()
        self._levels.kill()
        self._sheet.kill()
