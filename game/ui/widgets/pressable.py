"""What every control that is pressed has in common, whatever it looks like."""

from __future__ import annotations

from collections.abc import Sequence

import pygame
import pygame_gui

from game.ui.draw.kit import Kit
from game.ui.toolkit.focus_ring import PRESS_KEYS
from game.ui.toolkit.panel import Hint, Message
from game.ui.widgets.painted import PaintedButton, Tip, press, sentence


class Pressable:
    """A control at `rect` (screen pixels) that is pressed by mouse or key. `layer` as in `PaintedButton`."""

    def __init__(self, kit: Kit, rect: pygame.Rect, tip: Tip, layer: int) -> None:
        self.tip = tip
        self._kit = kit
        self._rect = pygame.Rect(rect)
        self.element = PaintedButton(rect, kit.manager, self._paint, layer)

    @property
    def rect(self) -> pygame.Rect:
        """Where it is, in screen pixels."""
        return self._rect

    @property
    def visible(self) -> bool:
        """Whether it can be seen."""
        return bool(self.element.visible)

    @property
    def enabled(self) -> bool:
        """Whether it can be used."""
        return bool(self.element.is_enabled)

    def pressed(self, event: pygame.event.Event) -> bool:
        """Whether `event` is a press of this control, by mouse or key."""
        return event.type == pygame_gui.UI_BUTTON_PRESSED and event.ui_element is self.element

    def key(self, event: pygame.event.Event) -> Sequence[Message] | None:
        """Enter and Space press it, which `pressed` then sees like a click."""
        if event.key not in PRESS_KEYS or not self.enabled or not self.visible:
            return None
        press(self.element)
        return []

    def set_enabled(self, enabled: bool) -> None:
        """Let it be used, or grey it out."""
        self.element.set_enabled(enabled)

    def set_visible(self, visible: bool) -> None:
        """Show or hide it."""
        self.element.set_visible(visible)

    def set_selected(self, selected: bool) -> None:
        """Show it as chosen, or not."""
        self.element.selected = selected

    def hint(self) -> Hint | None:
        """Its hover help, if it has any and can be seen."""
        return Hint(self.rect, sentence(self.tip)) if self.tip and self.visible else None

    def kill(self) -> None:
        """Take it away."""
        self.element.kill()

    def _paint(self, state: str) -> pygame.Surface:
        """The picture for "normal", "hovered", "active", "selected" or "disabled"."""
        raise NotImplementedError
