"""The slowest frames of a walk through everything: `python -m tests.endurance.frames [times] [part ...]`.

Goes through every screen, dialog, lens and level, with every size, palette and text size, on a clock of its own, and
tells which frames took the window's thread the most processor time, and what was done in them. It is walked `times`
over (3 unless said otherwise), each time by a process of its own, and of each frame the fastest counts, so that what
else the machine does falls out. A screen that is built anew is built a piece a frame; in the game a frame takes up
pieces until 8 ms have passed. Parts: lab, fast, large, lenses, around, levels, or the id of a level.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from game.memory import hold_for_play
from game.paths import ASSETS
from game.selfcheck.tour.cockpit import Cockpit
from game.selfcheck.tour.level_player import LevelPlayer
from game.sim import commands as c
from game.sim.campaign.campaign import read_campaign
from game.sim.level.level import with_facts
from game.sim.phases import MAX_SPEED
from game.sim.start import DEFAULT_SEED
from game.ui.intents import ShowLens
from game.ui.lenses import lenses
from game.ui.screen import Go, Place
from game.window import game_window as window_module
from game.window.game_window import Window
from tests.support.tour import Tour

SIZES = ((1024, 640), (1920, 1080), (1280, 800))
SWITCHES = (pygame.K_c, pygame.K_c, *(4 * [pygame.K_t]), pygame.K_m, pygame.K_m)
FIRST, ANEW, OTHER = "first of a screen", "built anew", "any other"
TOLD = 30
"""Of each sort so many of the slowest are told."""
EXERCISES = 12
TIDY = 40
"""Frames until what was built before is thrown away."""
Spent = list[tuple[str, str, float]]
"""Of each frame: its sort, what was done, milliseconds."""


class Stopwatch:
    """Times the frames of every window there is; `doing` is what is being done, and what is `due` is done within the
    next frame."""

    def __init__(self) -> None:
        self.spent: Spent = []
        self.doing = ""
        self.due: list[Callable[[], object]] = []
        self._part: list[str] = []
        self._seen: object = None
        self._built: object = None
        self._frame = Window.frame
        setattr(Window, "frame", lambda window: self._timed(window))  # noqa: B010
        window_module.PIECE_NANOSECONDS = 0

    def _timed(self, window: Window) -> None:
        began = time.thread_time()
        while self.due:
            self.due.pop()()
        self._frame(window)
        took = 1000 * (time.thread_time() - began)
        built = (window.surface.get_size(), window.director.options.colour_blind, window.director.options.text_size)
        sort = FIRST if window.screen is not self._seen else ANEW if built != self._built else OTHER
        self._seen, self._built = window.screen, built
        self.spent.append((sort, " ".join([*self._part, self.doing]), took))

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """What is done in the meantime belongs to this."""
        self._part.append(name)
        yield
        self._part.pop()


class Walk:
    """The parts of the walk, by name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.watch = Stopwatch()
        self.campaign = read_campaign(ASSETS / "levels")
        self.parts: dict[str, Callable[[], None]] = {
            name: getattr(self, name) for name in ("lab", "fast", "large", "lenses", "around")
        }
        for level in self.campaign.levels:
            self.parts[level.id] = partial(self.level, level.id)

    def folder(self) -> Path:
        return Path(tempfile.mkdtemp(dir=self._folder))

    def does(self, window: Cockpit, name: str, act: Callable[[], object], frames: int = 4) -> None:
        """Does something by hand, and lets some frames pass."""
        self.watch.doing = name
        act()
        window.frames(frames)

    def has(self, window: Cockpit, name: str, act: Callable[[], object], frames: int = 4) -> None:
        """Has something done in a frame, as a key or a click would, and lets some more pass."""
        self.watch.due.append(act)
        self.does(window, name, lambda: None, frames)

    def _sends(self, window: Cockpit, name: str, *commands: c.Command, frames: int = 4) -> None:
        def send() -> None:
            for command in commands:
                window.window.session.send(command)

        self.has(window, name, send, frames)

    def key(self, window: Cockpit, key: int, mod: int = 0, frames: int = 4) -> None:
        text = chr(key) if 32 <= key < 127 and not mod & pygame.KMOD_CTRL else ""
        self.does(window, f"key {pygame.key.name(key)}", lambda: window.key(key, mod, text), frames)

    def looks(self, window: Cockpit, sizes: tuple[tuple[int, int], ...] = SIZES) -> None:
        """Every palette, text size and size."""
        for key in SWITCHES:
            self.key(window, key, frames=TIDY)
        for size in sizes:
            self.does(window, "size {}x{}".format(*size), partial(window.resize, size), TIDY)

    # -- parts ---------------------------------------------------------------------------------------------------------

    def lab(self) -> None:
        """The first window, its dialogs, slow motion, settings, a demo, undo."""
        self.watch.doing = "start"
        window = Cockpit(self.folder(), "--size", "1280x800")
        self.key(window, pygame.K_ESCAPE)
        for name in window.lab.board.dialogs:
            if name not in ("resume", "worked"):
                with self.watch.part(f"dialog {name}"):
                    self.has(window, "opens", partial(window.lab.board.show, name))
                    self.looks(window)
                    self.has(window, "shuts", partial(window.lab.board.show, None))
        self._sends(window, "plays", c.Play(), frames=240)
        self.looks(window)
        self.key(window, pygame.K_a)
        self.looks(window)
        self.key(window, pygame.K_a)
        for key in (pygame.K_1, pygame.K_2, pygame.K_r, pygame.K_HOME, pygame.K_END, pygame.K_F3, pygame.K_e):
            self.key(window, key)
        self.key(window, pygame.K_z, pygame.KMOD_CTRL)
        window.window.close()

    def fast(self) -> None:
        """Speeds, a long run, eight runs, the looks meanwhile."""
        window = Tour(self.folder(), "--size", "1280x800")
        self.key(window, pygame.K_ESCAPE)
        for speed in (1000, MAX_SPEED):
            with self.watch.part(f"speed {speed:g}"):
                self._sends(window, "plays", c.SetSpeed(speed), c.Play(), frames=200)
                self.looks(window)
        for _ in range(20):
            self._sends(window, "trains", c.Step("epoch", 10_000))
        for run in range(8):
            change = c.Set("learning_rate", 0.5 + run / 10)
            self._sends(window, "branches", c.Seek(1_000 * run), change, c.Play(), frames=30)
        with self.watch.part("eight runs"):
            self.looks(window)
            for key in (pygame.K_HOME, pygame.K_END, pygame.K_PAGEUP, pygame.K_PLUS, pygame.K_MINUS):
                self.key(window, key)
        window.close()

    def large(self) -> None:
        """The largest network, a thousand samples."""
        deep, many = ("--set", "layers=2-8-8-8-8-8-8-1"), ("--scenario", "moons:points=1000", "--set", "layers=2-8-8-1")
        for name, start in (("6x8", deep), ("1,000 samples", many)):
            with self.watch.part(name):
                self.watch.doing = "start"
                window = Cockpit(self.folder(), "--size", "1280x800", *start)
                self.key(window, pygame.K_ESCAPE)
                for speed in (1, 1000, MAX_SPEED):
                    with self.watch.part(f"speed {speed:g}"):
                        self._sends(window, "plays", c.SetSpeed(speed), c.Play(), frames=120)
                        self.looks(window)
                window.window.close()

    def lenses(self) -> None:
        """Each lens, at rest and training."""
        window = Tour(self.folder(), "--size", "1280x800")
        self.key(window, pygame.K_ESCAPE)
        for commands in ([c.Step("epoch", 300)], [c.SetSpeed(1000), c.Play()]):
            for command in commands:
                window.window.session.send(command)
            for name in lenses():
                with self.watch.part(f"lens {name}"):
                    self.has(window, "opens", partial(window.lab.carry_out, ShowLens(name)), 60)
                    self.looks(window)
            self.has(window, "shuts", partial(window.lab.carry_out, ShowLens(None)))
        window.close()

    def around(self) -> None:
        """The map with its dialogs, the concept check, the gym, the licence."""
        window = Tour(self.folder(), "--size", "1280x800")
        window.give(*(3 for _ in window.campaign.levels))
        for place in (Place.MAP, Place.CHECK, Place.GYM, Place.LICENCE):
            with self.watch.part(place):
                self.has(window, "arrives", partial(window.window.director.carry_out, Go(place), window.surface), 40)
                self.looks(window)
                self.key(window, pygame.K_ESCAPE, frames=30)
                self.has(window, "again", partial(window.window.director.carry_out, Go(place), window.surface), 40)
                for dialog in window.window.screen.board.dialogs:  # type: ignore[attr-defined]
                    with self.watch.part(f"dialog {dialog}"):
                        board = window.window.screen.board  # type: ignore[attr-defined]
                        self.has(window, "opens", partial(board.show, dialog))
                        self.looks(window)
                        self.has(window, "shuts", partial(board.show, None))
                if place is Place.CHECK:
                    self.key(window, pygame.K_RETURN)
                    for _ in range(20):
                        self.key(window, pygame.K_1)
                    self.looks(window)
                if place is Place.GYM:
                    for _ in range(EXERCISES):
                        self.key(window, pygame.K_1)
                        self.key(window, pygame.K_RETURN)
                        self.key(window, pygame.K_RETURN)
                self.key(window, pygame.K_ESCAPE, frames=30)
        window.close()

    def level(self, name: str) -> None:
        """A level from the map on: its own solution, its result, the looks before and after."""
        with self.watch.part(name):
            level = self.campaign.level(name)
            assert level
            self.watch.doing = "start"
            player = LevelPlayer(self.folder(), name, "--size", "1280x800")
            for place in (Go(Place.MAP), Go(Place.LEVEL, level=name, seed=DEFAULT_SEED)):
                go = partial(player.window.director.carry_out, place, player.window.surface)
                self.has(player, f"to the {place.place}", go, 40)
            self.looks(player)
            solution = max(player.play.written.solutions, key=lambda each: each.stars)
            for number, act in enumerate(solution.script):
                done = partial(player.do, with_facts(act, player.play.level.facts))
                self.does(player, f"{number} {type(act).__name__}", done, 20)
            self.looks(player)
            for key in (pygame.K_r, pygame.K_h):
                self.key(player, key)
            player.leave()


def walked(parts: list[str]) -> Spent:
    """Every frame of a walk through the parts, or through all of them."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        walk = Walk(Path(folder))
        levels = [level.id for level in walk.campaign.levels]
        chosen = [part for name in parts for part in (levels if name == "levels" else [name])]
        for name in chosen or walk.parts:
            walk.parts[name]()
        return walk.watch.spent


def fastest(walks: list[Spent]) -> Spent:
    """Of each frame, known by what was done and how often before, the fastest."""
    found: dict[tuple[str, str, int], float] = {}
    for walk in walks:
        count: Counter[tuple[str, str]] = Counter()
        for sort, doing, spent in walk:
            key = (sort, doing, count[sort, doing])
            count[sort, doing] += 1
            found[key] = min(spent, found.get(key, spent))
    return [(sort, doing, spent) for (sort, doing, _), spent in found.items()]


def main(times: str = "3", *parts: str) -> None:
    """Walk, and tell."""
    if times == "once":
        hold_for_play()
        print(json.dumps(walked(list(parts))))
        return
    command = [sys.executable, "-m", "tests.endurance.frames", "once", *parts]
    walks = [subprocess.run(command, capture_output=True, text=True, check=True).stdout for _ in range(int(times))]
    frames = fastest([json.loads(each.splitlines()[-1]) for each in walks])
    for sort in (FIRST, ANEW, OTHER):
        those = sorted((spent, doing) for each, doing, spent in frames if each == sort)[::-1]
        print(f"{sort}: {len(those):,} frames, slowest {those[0][0] if those else 0:.0f} ms")
        for spent, doing in those[:TOLD]:
            print(f"  {spent:6.1f} ms  {doing}")


if __name__ == "__main__":
    main(*sys.argv[1:])
