"""Random real input for a long time: `python -m tests.endurance.random_input [seconds] [seed] [acts in a frame]`.

Keys, clicks, drags, wheel, wild numbers and names, resizing, dropped files, levels, players, wherever chance puts them,
through a whole window. Ends with an exception as soon as the game raises one, and tells where the window's thread is
when a frame has not ended after two seconds. Tells as well every frame that took that thread more than 50 ms of
processor time, with what was done in it; the first frame of a screen or after a resize is told apart. Every hundred
seconds the window is closed and opened again: session and players must be what they were.
"""

from __future__ import annotations

import faulthandler
import gc
import os
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from game.cli.options import parse
from game.memory import hold_for_play
from game.sim.files.replay import opened
from game.window.game_window import Window
from tests.support.dropped_files import dropped_files
from tests.support.memory import resident_mb
from tests.support.random_hands import Hands

SLOW_MS = 50.0
HANG_SECONDS = 2.0
TELL_SECONDS, OPEN_SECONDS = 30.0, 100.0
"""How often it is told how things are, and how often the window is opened again."""


class HangWatch(threading.Thread):
    """Tells where every thread is while a frame has not ended in time. (That which faulthandler starts for it reads the
    stacks of threads while they run, and can crash on them; this one has the interpreter to itself.)"""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.began: float | None = None
        """When the frame began (seconds, monotonic); None between frames."""

    def run(self) -> None:
        told: float | None = None
        while True:
            time.sleep(HANG_SECONDS / 8)
            began = self.began
            if began is not None and began != told and time.monotonic() - began > HANG_SECONDS:
                told = began
                print(f"  not done in {HANG_SECONDS} s", flush=True)
                faulthandler.dump_traceback(sys.stdout)


class Walk:
    """A student's `folder`, the window on it, and the hands on that, for `seed`."""

    def __init__(self, folder: Path, seed: int, acts: int) -> None:
        self.folder, self.acts = folder, acts
        drops = folder / "drops"
        drops.mkdir()
        self.window = self._opened()
        self.hands = Hands(seed, self.window, dropped_files(drops, random.Random(seed)))
        self.slow: Counter[str] = Counter()
        self.frames, self.worst, self.highest = 0, 0.0, 0.0
        self._known: object = None
        self.watch = HangWatch()
        self.watch.start()

    def _opened(self) -> Window:
        window = Window(parse([]), self.folder / "student", clock=time.perf_counter_ns)
        window.frame()
        return window

    def frame(self) -> None:
        """A few acts, and the frame that answers them."""
        self.watch.began = time.monotonic()
        done = []
        for _ in range(self.acts):
            self.hands.act()
            done.append(self.hands.done)
        before = time.thread_time()
        self.window.frame()
        took = 1000 * (time.thread_time() - before)
        self.watch.began = None
        self.window.running = True
        self.frames += 1
        now = (self.window.screen, self.window.surface.get_size())
        if took > SLOW_MS:
            name = f"{'first of' if now != self._known else 'in'} {type(self.window.screen).__name__}"
            self.slow[name] += 1
            print(f"  {took:6.0f} ms {name} after {', '.join(done)}", flush=True)
        self.worst, self._known = max(self.worst, took), now
        self.highest = max(self.highest, resident_mb() - self.recorded)

    @property
    def recorded(self) -> float:
        """What of the memory is recording's, in MB."""
        return sum(run.nbytes for run in self.window.simulation.timeline.runs) / 1e6

    def tell(self, passed: float) -> None:
        """How things are after `passed` seconds."""
        memory = f"{resident_mb():.0f} MB, of which {self.recorded:.0f} recorded, the rest at most {self.highest:.0f}"
        canvas = "{}x{}".format(*self.window.canvas.get_size())
        print(f"{passed:5.0f} s: {self.frames} frames, worst {self.worst:.0f} ms, {memory}; {canvas}", flush=True)
        self.worst = self.highest = 0.0

    def reopen(self) -> None:
        """Close the window and open it again. Raises AssertionError if that loses anything."""
        while self.window.screen.waits:  # somebody is being added, renamed or deleted
            self.window.frame()
        simulation, players = self.window.simulation, self._players()
        self.window.close()
        self.window = self.hands.window = self._opened()
        self._known = None
        gc.collect()  # a process of the game has one window, and what was another's is not told as memory of this one
        assert self._players() == players, f"the window was closed with {players}, and opened with {self._players()}"
        if simulation.log:  # else there was nothing to keep
            earlier = self.window.autosave.earlier() if self.window.autosave else None
            assert earlier, "the session that was open is gone"
            assert opened(earlier)[0].state_hash() == simulation.state_hash(), "the session is another one now"
        print(f"       opened again: {len(simulation.log)} commands, players {players}", flush=True)

    def _players(self) -> tuple[list[str], str, dict[str, int]]:
        """All players, who plays, and with which stars."""
        profiles = self.window.rooms.campaign.profiles
        return profiles.names(), profiles.profile.name, profiles.profile.stars


def main(seconds: float = 600.0, seed: float = 1, acts: float = 1) -> None:
    """Play for so long, in real time, at sixty frames a second or as many as there are."""
    hold_for_play()
    walk = Walk(Path(tempfile.mkdtemp()), int(seed), int(acts))
    clock, began, tell, reopen = pygame.time.Clock(), time.monotonic(), 0.0, OPEN_SECONDS
    while (passed := time.monotonic() - began) < seconds:
        walk.frame()
        clock.tick(60)
        if passed >= tell:
            tell += TELL_SECONDS
            walk.tell(passed)
        if passed >= reopen:
            reopen += OPEN_SECONDS
            walk.reopen()
    walk.window.close()
    print(f"{walk.frames} frames; over {SLOW_MS:.0f} ms: {dict(walk.slow)}")


if __name__ == "__main__":
    main(*map(float, sys.argv[1:]))
