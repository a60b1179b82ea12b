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
from game.ui.level.result.prediction_check import PredictionCheck
from game.ui.level.ruler import HEIGHT, draw_ruler
from game.ui.level.text_block import write_block
from game.ui.toolkit.panel import Focusable, Hint, Message
from game.ui.toolkit.picture_panel import PicturePanel
from game.ui.widgets.button import Button

TOP = 36
"""Design pixels: from the panel's top to the text."""
TEXT = 13.5
"""Design pixels: size of the text."""
LINE = 24
"""Design pixels: height of a control's line."""
BACK = 48
"""Design pixels: height of the button that leads back."""
GAP = 12
"""Design pixels: between parts of the panel."""

SECONDS = 2.0
"""What came goes so long to where it belongs."""
HEADS = {False: "Another network", True: "What was predicted"}
"""By whether it is a course that is shown."""


class ExamplePanel(PicturePanel):
    """The answer that the network refutes, and how the student's own controls stand meanwhile."""

    def __init__(self, play: LevelPlay, foresight: PredictionCheck) -> None:
        self._play, self._foresight = play, foresight
        self.back: Button | None = None
        self._kit: Kit | None = None
        self._since: float | None = None
        self._share = -1.0

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect, self._since, self._share = kit, rect, None, -1.0
        margin = kit.px(MARGIN)
        place = pygame.Rect(rect.x + margin, 0, rect.width - 2 * margin, kit.px(BACK))
        place.bottom = rect.bottom - margin
        tip = "Your own network and controls again."
        self.back = Button(kit, place, "Back to yours", icon="undo", style="primary", tip=tip)
        self._paint(kit, place.top - rect.y - kit.px(GAP))

    def _paint(self, kit: Kit, floor: int) -> None:
        self._floor = floor
        self._picture = panel_background(kit, self._rect.size, HEADS[self._play.foreseen])
        self._write(Lettering(kit, self._picture), floor)

    def update(self, now: float, *, still: bool) -> None:
        """What came goes from where it was predicted to where it belongs."""
        if self._kit is None or self._value is None:
            return
        self._since = now if self._since is None else self._since
        share = 1.0 if still else min(1.0, (now - self._since) / SECONDS)
        if share != self._share:
            self._share = share
            self._paint(self._kit, self._floor)

    @property
    def _value(self) -> float | None:
        """The number that was predicted wrongly, as it is."""
        value = self._foresight.value
        told = self._play.answered_wrong[0] == "prediction" and not self._play.foreseen
        return value if told and isinstance(value, (int, float)) else None

    def _write(self, pen: Lettering, floor: int) -> None:
        """All above `floor`."""
        kit, palette, play = pen.kit, pen.kit.palette, self._play
        inner = pygame.Rect(kit.px(MARGIN), kit.px(TOP), self._rect.width - 2 * kit.px(MARGIN), 0)
        what, wrong = play.answered_wrong
        inner.y = write_block(pen, f"Not yours: it is shown because of the {what}", inner, TEXT, palette.muted)
        inner.y = write_block(pen, f"{capitalised(wrong)}.", inner, TEXT, palette.text, "medium") + kit.px(GAP)
        came, chosen = self._value, play.visit.prediction
        if came is not None and chosen is not None and inner.y + kit.px(HEIGHT) <= floor:
            inner.y = draw_ruler(pen, inner, play.level.prediction, chosen, came, max(0.0, self._share)) + kit.px(GAP)
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
        self.back = self._kit = None


def _spelt(name: str, value: Value | None) -> str:
    """The value of the control called `name` as text."""
    if value is None:
        return "–"
    return word_text(name, value) if isinstance(value, str) else f"{value:g}".replace("-", "−")
