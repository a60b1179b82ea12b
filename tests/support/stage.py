"""A window without a screen, on which tests press, drag and type as a student does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pygame

from game.ui.draw.kit import build_kit
from game.ui.draw.palette import STANDARD, Palette

FRAME_SECONDS = 1 / 60


class Stage:
    """A window of `size` with a kit. `listen` functions see every event after pygame_gui has, as a screen's panels do;
    what they return (but None and empty lists) gathers in `heard`."""

    def __init__(self, size: tuple[int, int] = (1280, 800), palette: Palette = STANDARD) -> None:
        pygame.init()
        self.surface = pygame.display.set_mode(size)
        pygame.key.set_repeat()  # a window of an earlier test may have left it on
        self.kit = build_kit(size, palette)
        self.listeners: list[Callable[[pygame.event.Event], Any]] = []
        self.heard: list[Any] = []
        pygame.event.clear()
        pygame.mouse.set_pos(size[0] - 1, size[1] - 1)
        self.frame()

    def listen(self, listener: Callable[[pygame.event.Event], Any]) -> None:
        """Have `listener` see events from now on."""
        self.listeners.append(listener)

    def frame(self, seconds: float = FRAME_SECONDS) -> None:
        """One frame: drain the queue, let pygame_gui and the listeners see each event, update, draw."""
        for event in pygame.event.get():
            self.kit.manager.process_events(event)
            for listener in self.listeners:
                answer = listener(event)
                if answer is not None and answer != []:
                    self.heard.append(answer)
        self.kit.manager.update(seconds)
        self.surface.fill(self.kit.palette.background)
        self.kit.manager.draw_ui(self.surface)

    def settle(self) -> None:
        """Two frames: events posted in answer to events are heard too."""
        self.frame()
        self.frame()

    def move(self, position: tuple[int, int], *, held: bool = False) -> None:
        """Move the pointer."""
        pygame.mouse.set_pos(position)
        pygame.event.clear(pygame.MOUSEMOTION)
        buttons = (1 if held else 0, 0, 0)
        pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=position, rel=(0, 0), buttons=buttons))
        self.frame()

    def button(self, kind: int, position: tuple[int, int]) -> None:
        """Press or release the left button (MOUSEBUTTONDOWN or MOUSEBUTTONUP)."""
        pygame.event.post(pygame.event.Event(kind, pos=position, button=pygame.BUTTON_LEFT))
        self.frame()

    def click(self, position: tuple[int, int]) -> None:
        """Move there, press, release."""
        self.move(position)
        self.button(pygame.MOUSEBUTTONDOWN, position)
        self.button(pygame.MOUSEBUTTONUP, position)
        self.settle()

    def drag(self, start: tuple[int, int], *path: tuple[int, int]) -> None:
        """Press at `start`, move along `path`, release at its end."""
        self.move(start)
        self.button(pygame.MOUSEBUTTONDOWN, start)
        for position in path:
            self.move(position, held=True)
        self.button(pygame.MOUSEBUTTONUP, path[-1])
        self.settle()

    def key(self, key: int, mod: int = 0, text: str = "") -> None:
        """Press and release a key, with the text that it types."""
        pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=key, mod=mod, unicode=text, scancode=0))
        if text:
            pygame.event.post(pygame.event.Event(pygame.TEXTINPUT, text=text))
        pygame.event.post(pygame.event.Event(pygame.KEYUP, key=key, mod=mod, unicode=text, scancode=0))
        self.settle()

    def type(self, text: str) -> None:
        """Type `text` on the keyboard."""
        for character in text:
            self.key(ord(character), text=character)


def key_event(key: int, mod: int = 0) -> pygame.event.Event:
    """A KEYDOWN as the screen hands it on."""
    return pygame.event.Event(pygame.KEYDOWN, key=key, mod=mod, unicode="", scancode=0)


def centre(rect: pygame.Rect) -> tuple[int, int]:
    """The middle of `rect`."""
    return (rect.centerx, rect.centery)


def differs(surface: pygame.Surface, area: pygame.Rect, ground: Sequence[int]) -> bool:
    """Whether anything in `area` is drawn in another colour than `ground`."""
    part = surface.subsurface(area)
    width, height = part.get_size()
    return any(part.get_at((x, y))[:3] != tuple(ground) for x in range(width) for y in range(height))
