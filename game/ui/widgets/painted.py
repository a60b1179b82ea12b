"""A pygame_gui button that shows pictures of our own instead of the theme's shapes."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pygame
import pygame_gui
from pygame_gui.core.drawable_shapes.drawable_shape import DrawableShape
from pygame_gui.elements import UIButton

Tip = str | Callable[[], str]
"""Hover help: a sentence, or what gives one with live numbers put in."""


def sentence(tip: Tip) -> Callable[[], str]:
    """`tip` as a function."""
    return (lambda: tip) if isinstance(tip, str) else tip


class HitBox:
    """Takes the place of a pygame_gui drawable shape: it knows where the element is and draws nothing."""

    def __init__(self, rect: pygame.Rect) -> None:
        self.rect = rect

    def collide_point(self, point: tuple[float, float]) -> bool:
        return self.rect.collidepoint(point)

    def set_active_state(self, state: str) -> None:
        """The element works out its state when it is drawn."""

    def update(self, time_delta: float) -> None:
        """Nothing moves."""

    def has_fresh_surface(self) -> bool:
        return False


class PaintedButton(UIButton):
    """A UIButton whose picture in state "normal", "hovered", "active" or "disabled" is `paint(state)`.

    Set `selected` for a fifth state, "selected"; call `repaint` when a picture changes. `layer` 1 is the screen's own;
    higher ones lie above it."""

    def __init__(
        self, rect: pygame.Rect, manager: pygame_gui.UIManager, paint: Callable[[str], pygame.Surface], layer: int = 1
    ):
        self.selected = False
        self._paint = paint
        self._pictures: dict[str, pygame.Surface] = {}
        self._shown = ""
        super().__init__(rect, "", manager, starting_height=layer)
        self.blendmode = 0

    def rebuild_from_changed_theme_data(self) -> None:
        """The theme has no say here."""
        self.rebuild()

    def rebuild(self) -> None:
        """Pictures are painted when they are first shown."""
        self.drawable_shape = cast(DrawableShape, HitBox(self.rect))

    def hover_point(self, hover_x: float, hover_y: float) -> bool:
        return bool(self.rect.collidepoint(hover_x, hover_y))

    def set_enabled(self, enabled: bool) -> None:
        """Let it be used, or grey it out."""
        if enabled != self.is_enabled:
            (self.enable if enabled else self.disable)()

    def set_visible(self, visible: bool) -> None:
        """Show or hide it."""
        if visible != self.visible:
            self.held = False
            (self.show if visible else self.hide)()

    def repaint(self) -> None:
        """Paint all pictures anew, when they are next shown."""
        self._pictures.clear()
        self._shown = ""

    def kill(self) -> None:
        """Take it away, and let go of its pictures."""
        super().kill()
        self.repaint()
        self.image = pygame.Surface((0, 0))

    def update(self, time_delta: float) -> None:
        super().update(time_delta)
        self._show()

    def _show(self) -> None:
        state = self._state()
        if state == self._shown:
            return
        self._shown = state
        if state not in self._pictures:
            self._pictures[state] = self._paint(state)
        self.image = self._pictures[state]

    def _state(self) -> str:
        if not self.is_enabled:
            return "disabled"
        if self.held:
            return "active"
        if self.selected:
            return "selected"
        return "hovered" if self.hovered else "normal"


def press(button: UIButton) -> None:
    """Press `button` as a click does."""
    data = {"mouse_button": pygame.BUTTON_LEFT, "ui_element": button}
    pygame.event.post(pygame.event.Event(pygame_gui.UI_BUTTON_PRESSED, data))
