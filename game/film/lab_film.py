"""Films the Lab as it plays, without a display, and saves an animated GIF: `--film`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from game.cli.headless import first_simulation, pinned_edge, train_on
from game.cli.options import Options
from game.film.filming import FRAME_NS, HUNDREDTHS, MOST_PICTURES, FilmClock, is_taken, picture_of
from game.film.gif import FramePixels, gif
from game.session.session import Session
from game.sim import commands as c


def film(options: Options, path: Path) -> int:
    """Save what is seen from tick `options.ticks` to `options.until`, the beats before the gates included, as `path`;
    in slow motion the network alone, at a higher speed the whole window. The exit status."""
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    pictures = list(_pictures(options))
    if not pictures:
        first, last = options.ticks or 0, options.until or 0
        print(f"main.py: --ticks is '{first}:{last}', but nothing is seen between them", file=sys.stderr)
        return 2
    try:
        path.write_bytes(gif(pictures, HUNDREDTHS))
    except OSError as problem:
        reason = problem.strerror or problem
        print(f"main.py: --film is '{path}', but it cannot be written ({reason})", file=sys.stderr)
        return 2
    print(f"saved {path}: {len(pictures)} pictures, {path.stat().st_size / 1e6:.2f} MB", file=sys.stderr)
    return 0


def _pictures(options: Options) -> Iterator[FramePixels]:
    import pygame

    from game.paths import user_folder
    from game.session.services import Services
    from game.ui.draw.kit import DESIGN
    from game.ui.intents import Pin
    from game.ui.screen import ViewOptions
    from game.ui.screens.lab import LabScreen

    simulation, clock = first_simulation(options), FilmClock()
    pinned = pinned_edge(options, simulation)
    train_on(simulation, options.epochs)
    pygame.display.init()
    pygame.font.init()
    surface = pygame.display.set_mode(options.size or DESIGN)
    session = Session(simulation, clock)
    screen = LabScreen(session, Services(session, user_folder(), lambda: surface))
    screen.build(surface.get_size(), ViewOptions())
    if pinned:
        screen.carry_out(Pin(pinned))
    for command in (c.SetSpeed(options.speed), c.Play()):
        session.send(command)
    part = screen.network.rect if options.speed == 1 else surface.get_rect()
    first, last, frame, taken = options.ticks or 0, options.until or 0, 0, 0
    while simulation.tick_count < last and taken < MOST_PICTURES and (simulation.moving or frame == 0):
        screen.update(clock.now / 1e9)
        if simulation.tick_count >= first and is_taken(frame):
            screen.draw(surface)
            taken += 1
            yield picture_of(surface.subsurface(part))
        clock.now += FRAME_NS
        frame += 1
