"""Stands in the place of the controls while another network is shown: says so, and leads back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pygame

from game.sim.level.actions import ShowExample
from game.sim.level.controls import Value
from game.sim.level.play.level_play import LevelPlay
from game.ui.draw.capitals import capitalised
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.palette import mix
from game.ui.draw.panel_background import MARGIN, panel_background
from game.ui.level.controls.control_row import start_value, word_text
from game.ui.level.intents import Do
from game.ui.level.text_block import write_block
from game.ui.toolkit.panel import Focusable, Hint, Message
from game.ui.toolkit.picture_panel import PicturePanel
from game.ui.widgets.button import Button

TOP, TEXT, LINE, BACK, GAP = 36, 13.5, 24, 48, 12
"""Design pixels: where the text begins, its size, a line of a control, the button, gaps."""


class ExamplePanel(PicturePanel):
    """The answer that the network refutes, and how the student's own controls stand meanwhile."""

    def __init__(self, play: LevelPlay) -> None:
        self._play = play
        self.back: Button | None = None

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._rect = rect
        margin = kit.px(MARGIN)
        place = pygame.Rect(rect.x + margin, 0, rect.width - 2 * margin, kit.px(BACK))
        place.bottom = rect.bottom - margin
        tip = "Your own network and controls again."
        self.back = Button(kit, place, "Back to yours", icon="undo", style="primary", tip=tip)
        self._picture = panel_background(kit, rect.size, "Another network")
        self._write(Lettering(kit, self._picture), place.top - rect.y - kit.px(GAP))

    def _write(self, pen: Lettering, floor: int) -> None:
        """All above `floor`."""
        kit, palette, play = pen.kit, pen.kit.palette, self._play
        inner = pygame.Rect(kit.px(MARGIN), kit.px(TOP), self._rect.width - 2 * kit.px(MARGIN), 0)
        what, wrong = play.answered_wrong
        inner.y = write_block(pen, f"Not yours: it is shown because of the {what}", inner, TEXT, palette.muted)
        inner.y = write_block(pen, f"{capitalised(wrong)}.", inner, TEXT, palette.text, "medium") + kit.px(GAP)
        if not play.level.controls:
            return
        inner.y = write_block(pen, "Meanwhile your controls wait:", inner, TEXT, palette.muted) + kit.px(4)
        faint = mix(palette.panel, palette.muted, 0.8)
        layers = play.kind.simulation.settings.layers
        for control in play.level.controls:
            if inner.y + kit.px(LINE) > floor:
                break
            middle, right = inner.y + kit.px(LINE) // 2, inner.right
            value = play.kind.values.get(control.name)
            if value is None and not control.typed and not control.loose:
                value = start_value(play.level.own_start, control)
            number = pen.write(_spelt(control.name, value), (right, middle), TEXT, faint, "mono", anchor="midright")
            room = number.x - inner.x - kit.px(8)
            pen.write(control.text(layers), (inner.x, middle), TEXT, faint, room=room)
            inner.y += kit.px(LINE)

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        return [Do(ShowExample())] if self.back and self.back.pressed(event) else []

    def hints(self) -> Iterable[Hint]:
        hint = self.back.hint() if self.back else None
        return [hint] if hint else []

    def focusables(self) -> Sequence[Focusable]:
        return [self.back] if self.back else []

    def kill(self) -> None:
        if self.back:
            self.back.kill()
        self.back = None


def _spelt(name: str, value: Value | None) -> str:
    """The value of the control called `name` as text."""
    if value is None:
        return "–"
    return word_text(name, value) if isinstance(value, str) else f"{value:g}".replace("-", "−")
