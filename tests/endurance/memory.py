"""How much memory the game holds, idle and training flat out: `python -m tests.endurance.memory [seconds] [idle|max]`.

Prints, every ten seconds, the process's resident memory and what recording says it holds.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from game.cli.options import parse
from game.memory import hold_for_play
from game.sim import commands as c
from game.sim.phases import MAX_SPEED
from game.window.game_window import Window
from tests.support.memory import resident_mb

REPORT_SECONDS = 10.0


def main(seconds: float = 300.0, mode: str = "max") -> None:
    """Play for so long, in real time."""
    hold_for_play()
    window = Window(parse([]), Path(tempfile.mkdtemp()), clock=time.perf_counter_ns)
    if mode == "max":
        for command in (c.SetSpeed(MAX_SPEED), c.Play()):
            window.session.send(command)
    clock, began, due = pygame.time.Clock(), time.monotonic(), 0.0
    while (passed := time.monotonic() - began) < seconds:
        window.frame()
        clock.tick(60)
        if passed >= due:
            due += REPORT_SECONDS
            runs = window.simulation.timeline.runs
            held, epochs = sum(run.nbytes for run in runs) / 1e6, runs[0].last_epoch
            print(f"{passed:6.0f} s  {resident_mb():7.1f} MB  recorded {held:6.1f} MB  epoch {epochs:,}", flush=True)
    window.close()


if __name__ == "__main__":
    main(*(float(value) if value[0].isdigit() else value for value in sys.argv[1:]))  # type: ignore[arg-type]
