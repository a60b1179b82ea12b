"""A window opens, answers a key and a change of size, trains, and closes."""

from __future__ import annotations

import pygame

from game.cli.options import parse
from game.selfcheck import Facts, Problem
from game.selfcheck.picture import FEWEST_COLOURS, colours_of
from game.window.game_window import Window

FRAMES = 30
SMALLER = (1024, 640)


def check(problem: Problem) -> Facts:
    """What it did."""
    window = Window(parse(["--size", "1280x800"]))
    pygame.event.clear()
    window.frame()
    facts = {"plays": _plays(window), "resizes": _resizes(window), "closes": _closes(window)}
    for deed, done in facts.items():
        if not done:
            problem(f"it never {deed}")
    return facts


def _plays(window: Window) -> bool:
    """Space starts the training, and time passes."""
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_SPACE, mod=0, unicode=" ", scancode=44))
    clock = pygame.time.Clock()
    for _ in range(FRAMES):
        window.frame()
        clock.tick(60)
    return window.simulation.playing and window.simulation.tick_count > 0


def _resizes(window: Window) -> bool:
    """After a change of size the screen is drawn anew."""
    pygame.display.set_mode(SMALLER, pygame.RESIZABLE)
    pygame.event.post(pygame.event.Event(pygame.VIDEORESIZE, w=SMALLER[0], h=SMALLER[1], size=SMALLER))
    _show(window)
    return window.surface.get_size() == SMALLER and colours_of(window.surface) >= FEWEST_COLOURS


def _closes(window: Window) -> bool:
    pygame.event.post(pygame.event.Event(pygame.QUIT))
    _show(window)
    window.close()
    return not window.running


def _show(window: Window) -> None:
    """Frames until what has happened is seen: on a slow machine a screen takes more than one to be built anew."""
    window.frame()
    while window.behind:
        window.frame()
