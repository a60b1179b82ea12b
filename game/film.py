"""Films the Lab as it plays, without a display, and saves an animated GIF. Needs Pillow, which the game itself does
not."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli.headless import first_simulation, pinned_edge, train_on
from game.cli.options import Options
from game.session.session import Session
from game.sim import commands as c

if TYPE_CHECKING:
    import pygame

FRAME_NS = 16_666_667
"""Nanoseconds of the session's time from one frame to the next."""
EVERY = 4
"""One frame of so many is a picture of the film: fifteen a second."""
LONGEST = 400
"""Pictures of a film at most."""
COLOURS = 64
NO_PILLOW = "main.py: --film needs Pillow, which is not installed: pip install 'glassbox-backprop[film]'"


class _Clock:
    """Time that passes when the film says so."""

    def __init__(self) -> None:
        self.now = 0

    def __call__(self) -> int:
        return self.now


def film(options: Options, path: Path) -> int:
    """Save what is seen from tick `options.ticks` to `options.until`, the beats before the gates included, as `path`;
    in slow motion the network alone, at a higher speed the whole window. The exit status."""
    try:
        from PIL import Image
    except ImportError:
        print(NO_PILLOW, file=sys.stderr)
        return 2
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    pictures = list(_pictures(options, Image))
    if not pictures:
        first, last = options.ticks or 0, options.until or 0
        print(f"main.py: --ticks is '{first}:{last}', but nothing is seen between them", file=sys.stderr)
        return 2
    try:
        _save(pictures, path)
    except OSError as problem:
        reason = problem.strerror or problem
        print(f"main.py: --film is '{path}', but it cannot be written ({reason})", file=sys.stderr)
        return 2
    print(f"saved {path}: {len(pictures)} pictures, {path.stat().st_size / 1e6:.2f} MB", file=sys.stderr)
    return 0


def _pictures(options: Options, images: Any) -> Iterator[Any]:
    import pygame

    from game.paths import user_folder
    from game.session.services import Services
    from game.ui.draw.kit import DESIGN
    from game.ui.intents import Pin
    from game.ui.screen import ViewOptions
    from game.ui.screens.lab import LabScreen

    simulation, clock = first_simulation(options), _Clock()
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
    while simulation.tick_count < last and taken < LONGEST and (simulation.moving or frame == 0):
        screen.update(clock.now / 1e9)
        if simulation.tick_count >= first and frame % EVERY == 0:
            screen.draw(surface)
            taken += 1
            yield _picture(surface.subsurface(part), images)
        clock.now += FRAME_NS
        frame += 1


def _picture(surface: pygame.Surface, images: Any) -> Any:
    import pygame

    return images.frombytes("RGB", surface.get_size(), pygame.image.tobytes(surface, "RGB"))


def _save(pictures: list[Any], path: Path) -> None:
    """All with the same colours, those of the richest picture, so that what stands still takes no room."""
    richest = max(pictures, key=lambda picture: len(picture.getcolors(1 << 24) or ()))
    palette = richest.quantize(COLOURS)
    first, *others = [picture.quantize(palette=palette, dither=0) for picture in pictures]
    duration = round(1000 * EVERY / 60)
    first.save(path, save_all=True, append_images=others, duration=duration, loop=0, optimize=True, disposal=1)
