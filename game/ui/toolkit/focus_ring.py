"""Tab through the controls of a screen; pygame_gui has no such thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import Colour
from game.ui.toolkit.panel import Focusable, Message, Slides
from game.ui.toolkit.repaint import Floating, floating_picture

GAP = 4
"""Design pixels: between a control and the ring around it."""
WIDTH = 2
"""Design pixels: width of the ring's line."""
RADIUS = 8
"""Design pixels: corner radius of the ring."""
ENTER = (pygame.K_RETURN, pygame.K_KP_ENTER)
PRESS_KEYS = (*ENTER, pygame.K_SPACE)
"""What presses the control that has the keyboard."""
ARROW_STEPS = {pygame.K_LEFT: (-1, 0), pygame.K_RIGHT: (1, 0), pygame.K_UP: (0, -1), pygame.K_DOWN: (0, 1)}
"""How far each arrow key leads to the right, and how far down."""


class FocusRing:
    """Which control has the keyboard, and the ring around it. Until Tab is pressed, and after every click, the ring is
    hidden and takes no keys, so that Space and the arrows keep their meaning on the whole screen; but a slider that was
    just clicked has the arrows, and the ring with the first of them."""

    def __init__(self) -> None:
        self.visible = False
        self.current: Focusable | None = None
        self._slides = False
        self._picture: pygame.Surface | None = None
        self._look: tuple[tuple[int, int], Colour] | None = None

    def key(
        self,
        event: pygame.event.Event,
        focusables: Sequence[Focusable],
        panels: Sequence[Sequence[Focusable]] = (),
    ) -> Sequence[Message] | None:
        """What the focused control answers to a KEYDOWN; None when the key is free for the screen. Tab and Shift+Tab
        walk through `focusables` in their order, F6 and Shift+F6 to the first one of the next or previous of
        `panels`."""
        self._forget_gone(focusables)
        if event.key == pygame.K_F6 and not event.mod & (pygame.KMOD_ALT | pygame.KMOD_CTRL):
            self._jump(-1 if event.mod & pygame.KMOD_SHIFT else 1, [stops for stops in panels if stops])
            return []
        if event.key == pygame.K_TAB and not event.mod & (pygame.KMOD_ALT | pygame.KMOD_CTRL):
            self._walk(-1 if event.mod & pygame.KMOD_SHIFT else 1, focusables)
            return []
        plain = not event.mod & (pygame.KMOD_ALT | pygame.KMOD_CTRL | pygame.KMOD_SHIFT)
        if self._slides and event.key in ARROW_STEPS and plain:
            self.visible = self.current is not None
        self._slides = False
        return self.current.key(event) if self.visible and self.current else None

    def clicked(self, position: tuple[int, int], focusables: Sequence[Focusable]) -> None:
        """Tell of every mouse press, wherever it went: Tab goes on from there."""
        self.visible = False
        self.current = next((item for item in focusables if item.rect.collidepoint(position)), None)
        self._slides = isinstance(self.current, Slides)

    def place(self, focusables: Sequence[Focusable]) -> pygame.Rect | None:
        """Where the control with the ring is, if it is still one of `focusables`; None if none has the ring."""
        self._forget_gone(focusables)
        return self.current.rect if self.visible and self.current else None

    def clear(self) -> None:
        """Focus nothing."""
        self.current, self.visible, self._slides = None, False, False

    def floating(self, kit: Kit, window: pygame.Rect, focusables: Callable[[], Sequence[Focusable]]) -> list[Floating]:
        """The ring above everything else of the screen, if it is to be seen."""
        if self.visible:
            self._forget_gone(focusables())
        if not self.visible or self.current is None:
            return []
        gap = 2 * kit.px(GAP)
        frame = self.current.rect.inflate(gap, gap).clip(window)
        look = (frame.size, kit.palette.text)
        if self._picture is None or look != self._look:
            self._picture, self._look = _ring(kit, frame.size), look
        return [floating_picture(self._picture, frame)]

    def _forget_gone(self, focusables: Sequence[Focusable]) -> None:
        if self.current is not None and not any(item is self.current for item in focusables):
            self.clear()

    def _jump(self, step: int, panels: Sequence[Sequence[Focusable]]) -> None:
        if not panels:
            return
        here = [at for at, stops in enumerate(panels) if any(stop is self.current for stop in stops)]
        at = here[0] if here else (-1 if step > 0 else len(panels))
        self.current = panels[(at + step) % len(panels)][0]
        self.visible = True

    def _walk(self, step: int, focusables: Sequence[Focusable]) -> None:
        if not focusables:
            return
        at = next((index for index, item in enumerate(focusables) if item is self.current), None)
        if at is None:
            at = -1 if step > 0 else len(focusables)
        self.current = focusables[(at + step) % len(focusables)]
        self.visible = True


def _ring(kit: Kit, size: tuple[int, int]) -> pygame.Surface:
    width = max(2, kit.px(WIDTH))
    ring = rounded_box(size, kit.px(RADIUS), kit.palette.text)
    hole = rounded_box((size[0] - 2 * width, size[1] - 2 * width), kit.px(RADIUS) - width, (0, 0, 0))
    ring.blit(hole, (width, width), special_flags=pygame.BLEND_RGBA_SUB)
    return ring
