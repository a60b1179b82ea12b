"""The window: pygame's display and event queue around one session and one screen."""

from __future__ import annotations

import time
from pathlib import Path

import pygame

from game.autosave import Autosave
from game.desk import Desk
from game.headless import save_replay
from game.options import Options
from game.paths import user_folder
from game.session import Session
from game.sim.replay import ReplayError, read_replay
from game.sim.replay import play as replay
from game.sim.simulation import Simulation
from game.ui.intents import Pin
from game.ui.kit import DESIGN
from game.ui.network_view import NetworkView
from game.ui.screens.lab import LabScreen

FRAMES_PER_SECOND = 60


class Window:
    """One frame after another: events, commands, ticks, drawing."""

    def __init__(self, options: Options, folder: Path | None = None, network: NetworkView | None = None) -> None:
        pygame.display.init()
        pygame.font.init()
        pygame.display.set_caption("Glassbox")
        self.surface = pygame.display.set_mode(options.size or DESIGN, pygame.RESIZABLE)
        pygame.key.set_repeat(350, 60)
        self.session = Session(_first_simulation(options), time.perf_counter_ns)
        self.autosave = Autosave(folder) if folder else None
        desk = Desk(self.session, folder or user_folder(), lambda: self.surface)
        self.screen = LabScreen(desk, self._greeting(desk) if self.autosave else None, network)
        self.screen.build(self.surface.get_size())
        if options.select:
            self.screen.carry_out(Pin(options.select))
        self.running = True

    @property
    def simulation(self) -> Simulation:
        return self.session.simulation

    def _greeting(self, desk: Desk) -> str | None:
        """The overlay to begin with: the offer to go on with the last session, or the first steps."""
        assert self.autosave
        try:
            desk.earlier = self.autosave.earlier()
        except ReplayError as problem:
            self.screen_problem = str(problem)
        return "resume" if desk.earlier and desk.earlier.commands else "start"

    def frame(self) -> None:
        """Take in events, let time pass, draw."""
        for event in pygame.event.get():
            self._handle(event)
        now = time.perf_counter()
        self.screen.update(self.session.frame(), now)
        if self.autosave:
            self.autosave.update(self.simulation, now)
        self.screen.draw(self.surface)

    def close(self) -> None:
        """Save what is to be saved."""
        if self.autosave:
            self.autosave.close(self.simulation)

    def _handle(self, event: pygame.event.Event) -> None:
        if event.type == pygame.QUIT:
            self.running = False
        elif event.type == pygame.VIDEORESIZE:
            self.surface = pygame.display.get_surface() or self.surface
            self.screen.build(self.surface.get_size())
        else:
            for command in self.screen.handle(event):
                self.session.send(command)


def _first_simulation(options: Options) -> Simulation:
    return replay(read_replay(options.replay), options.ticks) if options.replay else Simulation(options.start)


def play(options: Options) -> int:
    """Open the window and play until it is closed."""
    window = Window(options, user_folder())
    clock = pygame.time.Clock()
    while window.running:
        window.frame()
        pygame.display.flip()
        clock.tick(FRAMES_PER_SECOND)
    window.close()
    pygame.quit()
    if options.record:
        save_replay(window.simulation, options.record)
    return 0
