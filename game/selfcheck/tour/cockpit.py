"""A whole window without a screen, on a clock of its own: real events in, frames and states out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pygame

from game.cli.options import parse
from game.selfcheck.tour.fingerprint import fingerprint
from game.session.loop import NANOSECONDS
from game.sim.engine.simulation import Simulation
from game.sim.snapshot import Snapshot
from game.ui.screens.lab import LabScreen
from game.ui.toolkit.panel import Panel
from game.window.game_window import Window

TICK = NANOSECONDS // 60
FRAME = TICK + 1
AWAY = (-1, -1)
LONGEST_COUNT = 120.0
"""Seconds of real time: how long may be waited for what is counted beside the window; a busy machine counts slowly."""


class Clock:
    """A clock of nanoseconds that goes when it is told to, and by `ns_per_look` whenever it is looked at."""

    def __init__(self) -> None:
        self.now = 0
        self.ns_per_look = 0

    def __call__(self) -> int:
        self.now += self.ns_per_look
        return self.now


class Cockpit:
    """A Window in front of a student with fast hands. `folder` None: no autosave, and no greeting."""

    def __init__(self, folder: Path | None = None, *arguments: str, step: int = FRAME) -> None:
        pygame.display.init()
        pygame.event.clear()
        self.clock = Clock()
        self.step = step
        self.window = Window(parse(arguments), folder, clock=self.clock)
        self.move(AWAY)
        self.frame()

    @property
    def lab(self) -> LabScreen:
        """The Lab, whatever is seen."""
        return self.window.lab

    @property
    def simulation(self) -> Simulation:
        """The simulation of the sandbox."""
        return self.window.simulation

    @property
    def snapshot(self) -> Snapshot:
        """The state now."""
        return self.simulation.snapshot()

    @property
    def surface(self) -> pygame.Surface:
        """What the window shows."""
        return self.window.surface

    @property
    def toast(self) -> str:
        """The short message that is shown."""
        return self.lab.board.toast.text

    @property
    def overlay(self) -> Panel | None:
        """The overlay that is open."""
        return self.lab.board.dialog

    def panel(self, name: str) -> Panel:
        """The panel of the Lab that is called `name`."""
        return self.lab.panels[name]

    # -- time ----------------------------------------------------------------------------------------------------------

    def frame(self) -> None:
        """Let one frame pass."""
        self.clock.now += self.step
        self.window.frame()

    def frames(self, count: int) -> None:
        """Let so many frames pass."""
        for _ in range(count):
            self.frame()

    def seconds(self, seconds: float) -> None:
        """Let so many seconds pass, frame by frame."""
        self.frames(round(seconds * NANOSECONDS / self.step))

    def wait(self, seconds: float) -> None:
        """Let time pass in one long stall."""
        self.clock.now += round(seconds * NANOSECONDS)
        self.frames(2)

    def until(self, what: Callable[[], object], most: int = 600) -> int:
        """Frames until `what()` holds."""
        for count in range(most):
            if what():
                return count
            self.frame()
        raise AssertionError(f"not within {most} frames")

    # -- the student ---------------------------------------------------------------------------------------------------

    def post(self, kind: int, **values: Any) -> None:
        """Send an event of pygame's."""
        pygame.event.post(pygame.event.Event(kind, **values))

    def move(self, position: tuple[int, int], *, held: bool = False) -> None:
        """Move the pointer."""
        pygame.mouse.set_pos(position)
        pygame.event.clear(pygame.MOUSEMOTION)
        self.post(pygame.MOUSEMOTION, pos=position, rel=(0, 0), buttons=(1 if held else 0, 0, 0))
        self.frame()

    def press(self, position: tuple[int, int]) -> None:
        """Press the left button there."""
        self.move(position)
        self.post(pygame.MOUSEBUTTONDOWN, pos=position, button=pygame.BUTTON_LEFT)
        self.frame()

    def release(self, position: tuple[int, int]) -> None:
        """Let go of the left button there."""
        self.post(pygame.MOUSEBUTTONUP, pos=position, button=pygame.BUTTON_LEFT)
        self.frames(2)

    def click(self, position: tuple[int, int]) -> None:
        """Move there, press, release."""
        self.press(position)
        self.release(position)

    def drag(self, *path: tuple[int, int]) -> None:
        """Press at the first point, move along the others, release at the last."""
        self.press(path[0])
        for position in path[1:]:
            self.move(position, held=True)
        self.release(path[-1])

    def down(self, key: int, mod: int = 0, text: str = "") -> None:
        """Press a key and hold it."""
        self.post(pygame.KEYDOWN, key=key, mod=mod, unicode=text, scancode=0)
        if text:
            self.post(pygame.TEXTINPUT, text=text)
        self.frame()

    def up(self, key: int, mod: int = 0, text: str = "") -> None:
        """Let go of a key."""
        self.post(pygame.KEYUP, key=key, mod=mod, unicode=text, scancode=0)
        self.frame()

    def key(self, key: int, mod: int = 0, text: str = "") -> None:
        """Press and release a key."""
        self.down(key, mod, text)
        self.up(key, mod, text)

    def type(self, text: str) -> None:
        """Type on the keyboard, a character a frame."""
        for character in text:
            key, mod = ord(character.lower()), pygame.KMOD_SHIFT if character.isupper() else 0
            self.post(pygame.KEYDOWN, key=key, mod=mod, unicode=character, scancode=0)
            self.post(pygame.TEXTINPUT, text=character)
            self.post(pygame.KEYUP, key=key, mod=mod, unicode=character, scancode=0)
            self.frame()

    def resize(self, size: tuple[int, int]) -> None:
        """Give the window another size, as dragging its edge does."""
        pygame.display.set_mode(size, pygame.RESIZABLE)
        self.post(pygame.VIDEORESIZE, size=size, w=size[0], h=size[1])
        self.frames(2)

    # -- looking -------------------------------------------------------------------------------------------------------

    def picture(self) -> str:
        """What the window shows, as a few digits: the same for the same pixels."""
        return fingerprint(self.surface)


def pairs(rects: Sequence[pygame.Rect]) -> Iterator[tuple[pygame.Rect, pygame.Rect]]:
    """Every two of `rects`."""
    for index, rect in enumerate(rects):
        for other in rects[index + 1 :]:
            yield rect, other
