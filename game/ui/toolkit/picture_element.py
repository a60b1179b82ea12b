"""A pygame_gui element that shows a picture of ours: the ground and text of a panel, opaque and so cheap to draw."""

from __future__ import annotations

import pygame
from pygame_gui.core import UIElement

from game.ui.draw.kit import Kit


class PictureElement(UIElement):
    """A picture at `rect` (screen pixels). On a `layer` above 1 it covers panels and keeps clicks from what lies
    below."""

    def __init__(self, kit: Kit, rect: pygame.Rect, layer: int = 1) -> None:
        super().__init__(rect, kit.manager, None, starting_height=layer, layer_thickness=1, element_id=["readout"])
        self.blendmode = 0
        self._covers = layer > 1
        self.image = pygame.Surface((0, 0))

    def put(self, picture: pygame.Surface) -> None:
        """Show `picture`, of the size of `rect`."""
        self.image = picture

    def kill(self) -> None:
        """Take it away, and let go of the picture: whoever holds this still holds no more."""
        super().kill()
        self.image = pygame.Surface((0, 0))

    def process_event(self, event: pygame.event.Event) -> bool:
        """Whether the event ends here."""
        pressed = event.type in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP)
        return bool(self._covers and pressed and self.rect.collidepoint(event.pos))
