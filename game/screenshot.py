"""Draws the Lab once, with or without a display, and saves it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from game.headless import first_simulation
from game.options import Options
from game.paths import user_folder
from game.session import Session
from game.sim.commands import Play


def screenshot(options: Options, path: Path) -> int:
    """Save the Lab after `options.ticks` ticks of play, or of a replay, as `path`; the exit status."""
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    import pygame

    from game.desk import Desk
    from game.ui.intents import Pin
    from game.ui.kit import DESIGN
    from game.ui.screens.lab import LabScreen
    from game.ui.screens.screen import ViewOptions

    simulation = first_simulation(options)
    ticks = 0 if options.replay else options.ticks or 0
    if ticks:
        simulation.apply(Play())
    for _ in range(ticks):
        simulation.tick()
    pygame.display.init()
    pygame.font.init()
    surface = pygame.display.set_mode(options.size or DESIGN)
    session = Session(simulation, clock=lambda: 0)
    screen = LabScreen(session, Desk(session, user_folder(), lambda: surface))
    screen.build(surface.get_size(), ViewOptions())
    if options.select:
        screen.carry_out(Pin(options.select))
    for moment in (0.0, 1.0):
        screen.update(moment)
        screen.draw(surface)
    try:
        pygame.image.save(surface, str(path))
    except (OSError, pygame.error) as problem:
        print(f"main.py: --screenshot is '{path}', but it cannot be written ({problem})", file=sys.stderr)
        return 2
    print(f"saved {path}", file=sys.stderr)
    return 0
