"""The nets of a deal, one of which is shown."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.sim.level.play.kinds.one_net_shown import OneNetShown
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.ui.draw.kit import Kit
from game.ui.toolkit.panel import Focusable
from game.ui.widgets.button import Button

GAP = 8
"""Design pixels."""


class NetTabs:
    """A button a net, side by side in `rect`: with a dot once all its questions are answered, with a tick once all
    are found right, or a cross if one of them is wrong; what was not answered is neither."""

    def __init__(self, kit: Kit, rect: pygame.Rect, names: Sequence[str]) -> None:
        gap = kit.px(GAP)
        width = (rect.width - gap * (len(names) - 1)) // len(names)
        self.buttons = {
            name: Button(kit, pygame.Rect(rect.x + k * (width + gap), rect.y, width, rect.height), f"Net {name}")
            for k, name in enumerate(names)
        }

    def pressed(self, event: pygame.event.Event) -> str | None:
        """The net that is asked for."""
        return next((name for name, button in self.buttons.items() if button.pressed(event)), None)

    def sync(self, play: LevelPlay) -> None:
        """Show which net is on screen and which are done."""
        kind = play.kind
        for name, button in self.buttons.items():
            asked = [question.name for question in play.level.questions if question.net == name]
            answering = kind if isinstance(kind, OneNetShown) else None
            marks = answering.marks if answering and play.visit.stage is Stage.RESULT else {}
            filled = all(each in kind.sheet.filled for each in asked)
            button.set_text(f"Net {name} •" if filled and not marks else f"Net {name}")
            found = [marks.get(each) for each in asked]
            button.set_icon("cross" if False in found else "check" if found and all(found) else None)
            button.set_selected(answering is not None and answering.net == name)

    def focusables(self) -> list[Focusable]:
        """What Tab stops at, in its order."""
        return list(self.buttons.values())

    def kill(self) -> None:
        """Take it away."""
        for button in self.buttons.values():
            button.kill()
