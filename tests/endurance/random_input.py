"""Random real input for a long time: `python -m tests.endurance.random_input [seconds] [seed]`.

Keys, clicks, drags, wheel, typing, resizing and dropped files, wherever chance puts them, through a whole window. Ends
with an exception as soon as the game raises one, and tells every frame that took the window's thread more than 50 ms
of processor time, with what was done in it; the first frame of a screen or after a resize is told apart.
"""

from __future__ import annotations

import gc
import os
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from game.cli.options import parse
from game.memory import keep_large_apart
from game.window.game_window import Window
from tests.support.memory import resident_mb

KEYS = [
    *(
        getattr(pygame, f"K_{name}")
        for name in ["a", "c", "f", "h", "l", "m", "r", "s", "v", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]
    ),
    *(pygame.K_SPACE, pygame.K_LEFT, pygame.K_RIGHT, pygame.K_UP, pygame.K_DOWN, pygame.K_HOME, pygame.K_END),
    *(pygame.K_TAB, pygame.K_RETURN, pygame.K_ESCAPE, pygame.K_F2, pygame.K_F3, pygame.K_F6, pygame.K_DELETE),
    *(pygame.K_PAGEUP, pygame.K_PAGEDOWN, pygame.K_BACKSPACE, pygame.K_z, pygame.K_SLASH),
]
MODS = [0, 0, 0, 0, pygame.KMOD_LSHIFT, pygame.KMOD_LCTRL]
SIZES = [(1024, 640), (1280, 720), (1280, 800), (1600, 900), (800, 500)]
SLOW_MS = 50.0


class Hands:
    """Posts what a student's hands might do."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.dice = random.Random(seed)
        self.folder = folder
        self.done = ""

    def act(self) -> None:
        """One thing, or nothing."""
        kinds = [(40, self.key), (40, self.click), (12, self.drag), (8, self.wheel), (8, self.type), (20, self.nothing)]
        kinds += [(1, self.resize), (1, self.drop)]
        weights, actions = zip(*kinds, strict=True)
        action = self.dice.choices(actions, weights)[0]
        self.done = action.__name__
        action()

    def place(self) -> tuple[int, int]:
        surface = pygame.display.get_surface()
        assert surface
        return self.dice.randrange(surface.get_width()), self.dice.randrange(surface.get_height())

    def key(self) -> None:
        key, mod = self.dice.choice(KEYS), self.dice.choice(MODS)
        text = chr(key) if 32 <= key < 127 and not mod & pygame.KMOD_CTRL else ""
        text = "?" if key == pygame.K_SLASH and mod & pygame.KMOD_SHIFT else text
        self.done = f"key {pygame.key.name(key)} {mod}"
        for kind in (pygame.KEYDOWN, pygame.KEYUP):
            post(kind, key=key, mod=mod, unicode=text, scancode=0)

    def click(self) -> None:
        at, button = self.place(), self.dice.choice([1, 1, 1, 1, 1, 3])
        self.done = f"click {at}"
        move(at)
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            post(kind, pos=at, button=button)

    def drag(self) -> None:
        at, to = self.place(), self.place()
        self.done = f"drag {at} {to}"
        move(at)
        post(pygame.MOUSEBUTTONDOWN, pos=at, button=1)
        for step in range(1, 5):
            move((at[0] + (to[0] - at[0]) * step // 4, at[1] + (to[1] - at[1]) * step // 4), held=True)
        post(pygame.MOUSEBUTTONUP, pos=to, button=1)

    def wheel(self) -> None:
        move(self.place())
        post(pygame.MOUSEWHEEL, x=0, y=self.dice.choice([-3, -1, 1, 3]), flipped=False, precise_y=0.0, precise_x=0.0)

    def type(self) -> None:
        for sign in self.dice.choice(["1e5", "-3", "nonsense", "❤️", "0.5", "٣", "ß\u202e"]):
            post(pygame.KEYDOWN, key=ord(sign[0]), mod=0, unicode=sign, scancode=0)
            post(pygame.TEXTINPUT, text=sign)

    def resize(self) -> None:
        pygame.display.set_mode(self.dice.choice(SIZES), pygame.RESIZABLE)

    def drop(self) -> None:
        files = [*self.folder.rglob("*.json"), Path(__file__), self.folder / "none.csv"]
        post(pygame.DROPFILE, file=str(self.dice.choice(files)))

    def nothing(self) -> None:
        pass


def post(kind: int, **values: Any) -> None:
    """Put an event into pygame's queue."""
    pygame.event.post(pygame.event.Event(kind, **values))


def move(position: tuple[int, int], *, held: bool = False) -> None:
    """The pointer is there now."""
    pygame.mouse.set_pos(position)
    pygame.event.clear(pygame.MOUSEMOTION)
    post(pygame.MOUSEMOTION, pos=position, rel=(0, 0), buttons=(1 if held else 0, 0, 0))


def main(seconds: float = 600.0, seed: float = 1) -> None:
    """Play for so long, in real time, at sixty frames a second or as many as there are."""
    folder = Path(tempfile.mkdtemp())
    gc.freeze()  # as the game does before its window
    keep_large_apart()
    window = Window(parse([]), folder, clock=time.perf_counter_ns)
    hands, clock, began = Hands(int(seed), folder), pygame.time.Clock(), time.monotonic()
    slow: Counter[str] = Counter()
    frames, worst, due, known = 0, 0.0, 0.0, (window.screen, window.surface.get_size())
    while (passed := time.monotonic() - began) < seconds:
        hands.act()
        before = time.thread_time()
        window.frame()
        took = 1000 * (time.thread_time() - before)
        frames += 1
        now = (window.screen, window.surface.get_size())
        if took > SLOW_MS:
            first = "first of" if now != known else "in"
            slow[f"{first} {type(window.screen).__name__}"] += 1
            print(f"  {took:6.0f} ms {first} {type(window.screen).__name__} after {hands.done}", flush=True)
        worst, known = max(worst, took), now
        window.running = True
        clock.tick(60)
        if passed >= due:
            due += 30
            recorded = sum(run.nbytes for run in window.simulation.timeline.runs) / 1e6
            memory = f"{resident_mb():.0f} MB, of which {recorded:.0f} recorded"
            told = f"{frames} frames, worst {worst:.0f} ms, {memory}, {type(window.screen).__name__}"
            print(f"{passed:5.0f} s: {told}", flush=True)
    window.close()
    print(f"{frames} frames; over {SLOW_MS:.0f} ms: {dict(slow)}")


if __name__ == "__main__":
    main(*map(float, sys.argv[1:]))
