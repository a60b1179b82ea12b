"""The window: pygame's display and event queue around the director and its screens."""

from __future__ import annotations

import math
import sys
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pygame

from game.cli.headless import first_simulation, pinned_edge, save_if_asked
from game.cli.option_values import OptionError
from game.cli.options import Options
from game.memory import hold_for_play
from game.paths import user_folder
from game.session.loop import NANOSECONDS
from game.session.session import Session
from game.sim.engine.simulation import Simulation
from game.sim.level.content_error import ContentError
from game.storage.autosave import Autosave
from game.ui.draw.capitals import capitalised
from game.ui.intents import Pin
from game.ui.network.network_panel import NetworkPanel
from game.ui.screen import Go, Place, Screen, ViewOptions
from game.ui.screens.director import Director
from game.ui.screens.lab import LabScreen
from game.ui.toolkit.held_keys import HeldKeys
from game.ui.toolkit.notices import Notices
from game.window.crash import NOTHING_DONE, LastMomentsError, Rescue
from game.window.display import (
    NoDisplayError,
    canvas_for,
    cramped,
    moved_to_show,
    open_display,
    seen_part,
    toggle_full_screen,
)
from game.window.input_events import by_place, zoomed
from game.window.screen_factory import ScreenFactory
from game.window.signals import heeded
from game.window.view_options_file import ViewOptionsFile

FRAMES_PER_SECOND = 60
PIECE_NANOSECONDS = NANOSECONDS // 125
"""For so long a frame may build before it takes up nothing more."""
LATE = 30
"""Of events that had to wait, a frame answers so many more than have come since: all of them would make it long."""
CLOSING_SECONDS = 0.3
"""A window that is closed is open for so long before it says what it waits for."""
STILL_WRITING = "Still saving; the window closes when it is done. Close it again to give up a run that is being saved"
AFRESH = 30
"""Every so many frames all is drawn afresh: should the system lose the window's picture, it is whole again at once."""


class Window:
    """One frame after another: events, ticks, drawing. `session` is the sandbox's, whichever screen is seen."""

    def __init__(
        self,
        options: Options,
        folder: Path | None = None,
        network: NetworkPanel | None = None,
        clock: Callable[[], int] = time.perf_counter_ns,
    ) -> None:
        self._clock = clock
        self.session = Session(first_simulation(options), clock)
        self.autosave = Autosave(folder) if folder else None
        self.rooms = ScreenFactory(
            self.session,
            folder or user_folder(),
            lambda: self.canvas,
            clock,
            self.autosave,
            network,
            asked=options.asked,
        )
        first, pinned = _first(options, self.rooms), pinned_edge(options, self.simulation)
        self.surface = open_display(options.size)
        self._size = self._windowed = self.surface.get_size()
        pygame.key.set_repeat(350, 60)
        self._view = ViewOptionsFile(folder) if folder else None
        kept = self._view.kept if self._view else ViewOptions()
        self._zoom = kept.text_size / 100
        self.canvas = canvas_for(self.surface, self._zoom)
        self.director = Director(self.rooms.screen, first, self.canvas.get_size(), kept)
        if pinned:
            self.lab.carry_out(Pin(pinned))
        if options.example:
            self.lab.open_example(options.example, begin=False)
        self.notices = Notices()
        self._keys = HeldKeys()
        self._events: deque[pygame.event.Event] = deque()
        """What has happened and is not answered yet."""
        self._part: pygame.Rect | None = None
        self._by_key = False
        self._frames = 0
        self._afresh = True
        self.behind = False
        """Whether the screen was built anew and is shown with the next frame."""
        self.running = True

    @property
    def screen(self) -> Screen:
        """The screen that is seen."""
        return self.director.screen

    @property
    def lab(self) -> LabScreen:
        """The sandbox, seen or not."""
        return self.rooms.lab

    @property
    def simulation(self) -> Simulation:
        return self.session.simulation

    def frame(self) -> None:
        """Take in events, let time pass, draw. While the screen is built anew, that goes on and what was drawn last
        stays; events wait, as they do while the screen waits for what was asked of it."""
        if self.director.under_way:
            pygame.event.pump()
            self._build()
            return
        events = pygame.event.get()
        if any(event.type == pygame.QUIT for event in events):
            self.running = False
        due = len(events) + min(len(self._events), LATE)
        self._events.extend(event for event in events if event.type != pygame.QUIT)
        while self._events and due > 0 and not self.screen.waits:
            self._handle(self._events.popleft())
            due -= 1
        self._frames += 1
        if self._frames % AFRESH == 0 or any(map(_of_the_window, events)):
            self._afresh = True
        just_built, self.behind = self.behind, self.director.switched
        if self.behind or not just_built:  # else it is shown first, though the window may be still another one by now
            self._fit()
        if self.behind:
            self.director.renew()
        self._build()
        if self.behind:
            return
        now = self._clock() / NANOSECONDS
        self.director.update(now)
        self.screen.say(". ".join(capitalised(sentence) for sentence in self.rooms.news() if sentence))
        if self.autosave and not self.rooms.keeping:  # until then what was open stands in the autosave's place alone
            self.autosave.update(self.simulation, now)
        if self.canvas is self.surface and self.surface.get_size() != self._size:  # it is another window by now
            self.canvas = pygame.Surface(self._size)
        part = self._part = self._seen()
        self.screen.look_at(part)
        self.director.draw(self.canvas, self._afresh)
        if part:
            self.surface.blit(self.canvas, (0, 0), part)
        self.notices.tell([cramped(self.surface.get_size()), self.autosave.take_problem() if self.autosave else None])
        self._afresh = self.notices.draw(self.surface, now)

    def close(self) -> None:
        """Save what is to be saved."""
        self.director.leave()
        self._wait_for_writing()
        self.rooms.close()
        if self._view:
            self._view.close()
        if self.autosave:
            self.autosave.close(self.simulation)

    def _wait_for_writing(self) -> None:
        """Until all is on disk that was to be written. If that takes long, say so: to work out a long run once more may
        take half a minute, and who closes the window a second time does without it."""
        until = time.monotonic() + CLOSING_SECONDS
        while self.rooms.writing:
            if time.monotonic() >= until:
                until = math.inf
                self.notices.tell([STILL_WRITING])
                self.notices.draw(self.surface, self._clock() / NANOSECONDS)
                pygame.display.flip()
            if any(event.type == pygame.QUIT for event in pygame.event.get()):
                self.rooms.give_up_exporting()
            time.sleep(1 / FRAMES_PER_SECOND)

    def rescue(self) -> str | None:
        """Save what is to be saved although the game has failed, the screen left out of it, which may be what failed;
        what hinders it, if anything does, or NOTHING_DONE. Raises LastMomentsError if it was saved before and only
        that cannot be replaced."""
        if self.autosave:
            self.autosave.close(self.simulation, failed=True)
        with suppress(Exception):  # it may be what failed, and the session is saved without it
            self.rooms.close()
        if self._view:
            self._view.close()
        if self.autosave is None or not self.simulation.log:
            return NOTHING_DONE
        if self.autosave.problem and self.autosave.stands:
            raise LastMomentsError(self.autosave.problem)
        return self.autosave.problem

    def _handle(self, event: pygame.event.Event) -> None:
        if not self._keys.repeats(event):
            if event.type == pygame.KEYDOWN and event.key == pygame.K_F11:
                self._windowed = toggle_full_screen(self._windowed)
                return
            if self._astray(event):
                return
            self.director.handle(zoomed(by_place(event), self._zoom), self.canvas)
            if self._view:
                self._view.keep(self.director.options)

    def _build(self) -> None:
        """Build some of what is to be built anew. It is shown with the next frame, unless it was done in no time: one
        could not do both in a frame's time."""
        began = self._clock()
        self.director.go_on(lambda: self._clock() - began >= PIECE_NANOSECONDS)
        self.behind |= self.director.under_way

    def _astray(self, event: pygame.event.Event) -> bool:
        """Take note of which hand leads, that on the keys or that on the mouse; whether `event` is a click at a place
        that is not seen because keys led elsewhere: it only leads back there."""
        led = self._by_key
        if event.type in (pygame.KEYDOWN, pygame.MOUSEMOTION, pygame.MOUSEBUTTONDOWN):
            self._by_key = event.type == pygame.KEYDOWN
        return led and event.type == pygame.MOUSEBUTTONDOWN and self._part is not None and self._part != self._pointed()

    def _pointed(self) -> pygame.Rect:
        return seen_part(self.surface, self._zoom, pygame.mouse.get_pos())

    def _seen(self) -> pygame.Rect | None:
        """What the window shows of a larger canvas: the part where the pointer is, but since a key was pressed, what
        has the keyboard."""
        if self.canvas is self.surface:
            return None
        place = self.screen.keyboard_at if self._by_key else None
        if place is None:
            return self._pointed()
        return moved_to_show(self._part or self._pointed(), place, self.canvas.get_rect())

    def _fit(self) -> None:
        """Follow the window's size: once a frame, however often a drag of its edge has changed it."""
        self.surface = pygame.display.get_surface() or self.surface
        zoom = self.director.options.text_size / 100
        if self.surface.get_size() != self._size or zoom != self._zoom:
            self._size, self._zoom = self.surface.get_size(), zoom
            self.canvas = canvas_for(self.surface, zoom)
            self.director.resize(self.canvas.get_size())
            self._part = None
            self._afresh = True


def _of_the_window(event: pygame.event.Event) -> bool:
    """Whether something has happened to the window, which may have lost its picture."""
    return pygame.WINDOWSHOWN <= event.type <= pygame.WINDOWDISPLAYCHANGED


def _first(options: Options, rooms: ScreenFactory) -> Go:
    """The screen to begin with. Raises OptionError."""
    if options.level is None:
        return Go(Place.SANDBOX)
    try:
        campaign, shelf = rooms.campaign.campaign, rooms.campaign.shelf
    except ContentError as problem:
        raise OptionError(str(problem)) from None
    if campaign.level(options.level) is None:
        from game.cli.headless_level import asked_for  # late: the Lab need not wait for levels

        asked_for(options.level, campaign, shelf.folder.parent)
    return Go(Place.LEVEL, level=options.level, seed=options.seed)


def play_in_window(options: Options) -> int:
    """Open the window and play until it is closed. Should the game fail, save the session, say so, and return 1."""
    rescue = Rescue(user_folder())
    try:
        with heeded():
            return _play(options, rescue)
    except NoDisplayError as problem:
        print(f"main.py: {problem}", file=sys.stderr)
        return 1
    except OptionError:
        raise
    except Exception as error:
        return rescue.meet(error)


def _play(options: Options, rescue: Rescue) -> int:
    hold_for_play()
    window = Window(options, user_folder())
    rescue.save = window.rescue
    clock = pygame.time.Clock()
    with suppress(KeyboardInterrupt):  # Ctrl+C in the terminal closes the window as its button does
        while window.running:
            window.frame()
            if not window.behind:
                pygame.display.flip()
            clock.tick(FRAMES_PER_SECOND)
    window.close()
    pygame.quit()
    save_if_asked(window.simulation, options)
    return 0
