"""Draws the Lab once, with or without a display, and saves it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from game.cli.headless import first_simulation, pinned_edge, save_if_asked, train_on
from game.cli.options import Options
from game.cli.report import print_report
from game.paths import user_folder
from game.session.session import Session
from game.sim.commands import Play
from game.sim.engine.simulation import Simulation


def screenshot(options: Options, path: Path) -> int:
    """Save the Lab after `options.epochs` epochs and then `options.ticks` ticks of play, or as a replay leaves it after
    so many ticks, as `path`; the exit status."""
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    import pygame

    from game.session.services import Services
    from game.storage.pictures import save_png
    from game.ui.draw.kit import DESIGN
    from game.ui.intents import Pin
    from game.ui.screen import ViewOptions
    from game.ui.screens.lab import LabScreen

    simulation = first_simulation(options)
    pinned = pinned_edge(options, simulation)
    _play_on(simulation, options)
    save_if_asked(simulation, options)
    pygame.display.init()
    pygame.font.init()
    surface = pygame.display.set_mode(options.size or DESIGN)
    session = Session(simulation, clock=lambda: 0)
    screen = LabScreen(session, Services(session, user_folder(), lambda: surface))
    screen.build(surface.get_size(), ViewOptions())
    if pinned:
        screen.carry_out(Pin(pinned))
    if options.example:
        screen.open_example(options.example, begin=False)
    for moment in (0.0, 1.0):
        screen.update(moment)
        screen.draw(surface)
    try:
        save_png(surface, path)
    except OSError as problem:
        reason = problem.strerror or problem
        print(f"main.py: --screenshot is '{path}', but it cannot be written ({reason})", file=sys.stderr)
        return 2
    _tell(simulation, path, options)
    return 0


def _play_on(simulation: Simulation, options: Options) -> None:
    train_on(simulation, options.epochs)
    if options.replay or not options.ticks:
        return
    simulation.apply(Play())
    for _ in range(options.ticks):
        simulation.tick()


def _tell(simulation: Simulation, path: Path, options: Options) -> None:
    if not options.json:
        print(f"saved {path}", file=sys.stderr)
        return
    epoch, ticks = simulation.snapshot().epoch, simulation.tick_count
    print_report({"screenshot": str(path), "epoch": epoch, "ticks": ticks, "state_hash": simulation.state_hash()}, True)
