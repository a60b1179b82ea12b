"""The kinds of exercise: how each has gone so far, and a button to practise it alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pygame

from game.sim.gym.kinds import exercise_kinds
from game.sim.gym.spacing import GymRecord, KindRecord
from game.ui.draw.kit import Kit
from game.ui.draw.panel_background import MARGIN, panel_background
from game.ui.gym.workout import PractiseKind, Workout, record_line
from game.ui.toolkit.panel import Message, Widget
from game.ui.toolkit.picture_panel import PicturePanel
from game.ui.widgets.button import Button

TOP = 36
"""Design pixels: from the panel's top to the buttons."""
GAP = 8
"""Design pixels: between buttons."""
COLUMNS = 3
"""Buttons in a row."""
MIXED = "All kinds, as they come: what you got wrong comes back after two, five and twelve exercises."


class KindsPanel(PicturePanel):
    """A button a kind, the one that is practised alone selected."""

    def __init__(self, workout: Workout) -> None:
        self._workout = workout
        self.buttons: dict[str | None, Button] = {}

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._rect = rect
        self._picture = panel_background(kit, rect.size, "Practise")
        names: list[str | None] = [None, *exercise_kinds()]
        lines = -(-len(names) // COLUMNS)
        area = pygame.Rect(rect.x + kit.px(MARGIN), rect.y + kit.px(TOP), rect.width - 2 * kit.px(MARGIN), 0)
        area.height = rect.bottom - kit.px(MARGIN) - area.y
        gap = kit.px(GAP)
        width, height = (area.width - (COLUMNS - 1) * gap) // COLUMNS, (area.height - (lines - 1) * gap) // lines
        for k, name in enumerate(names):
            line, column = divmod(k, COLUMNS)
            place = pygame.Rect(area.x + column * (width + gap), area.y + line * (height + gap), width, height)
            tip = MIXED if name is None else partial(self._tip, name)
            self.buttons[name] = Button(kit, place, _label(self._workout.record, name), tip=tip)
            self.buttons[name].set_selected(name == self._workout.kind)

    def _tip(self, kind: str) -> str:
        return f"{exercise_kinds()[kind].title}: only these. {record_line(self._workout.record, kind)}"

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        return [PractiseKind(name) for name, button in self.buttons.items() if button.pressed(event)]

    def controls(self) -> Sequence[Widget]:
        return list(self.buttons.values())

    def kill(self) -> None:
        super().kill()
        self.buttons = {}


def _label(record: GymRecord, name: str | None) -> str:
    if name is None:
        return "Mixed"
    so_far = record.kinds.get(name, KindRecord())
    title = exercise_kinds()[name].title
    return f"{title} {so_far.right}/{so_far.done}" if so_far.done else title
