"""Decides which screen is seen: makes it on demand, keeps those one may come back to, fades from one to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

import pygame

from game.ui.intents import Toggle
from game.ui.screen import Go, NoWayError, Place, Request, Screen, ViewOptions
from game.ui.screens.fade import Fade
from game.ui.screens.tidying import Tidying

HANDLING = (pygame.MOUSEBUTTONUP, pygame.KEYDOWN)
TO_THE_LAB = (Place.MAP, Place.CHECK, Place.GYM, Place.LICENCE)
"""From there a file that is dropped on the window is taken to the sandbox, which opens it."""


@dataclass(frozen=True)
class ScreenVisit:
    """A screen on the way that led here, and what it was asked for by."""

    go: Go
    screen: Screen


class Director:
    """Owns the way from the first screen to the one that is seen. `make` makes a screen, or gives one that outlives
    its visits; `options` are the switches to begin with. Of each place there is at most one on the way, and the map
    begins a new one."""

    def __init__(
        self,
        make: Callable[[Go], Screen],
        first: Go,
        size: tuple[int, int],
        options: ViewOptions | None = None,
    ) -> None:
        self.options = options or ViewOptions()
        self._make = make
        self._size = size
        self._way = [ScreenVisit(first, make(first))]
        self._built: WeakKeyDictionary[Screen, tuple[tuple[int, int], ViewOptions]] = WeakKeyDictionary()
        self.fade = Fade()
        self._afresh = True
        self._toggled = False
        self._tidying = Tidying()
        self._show()

    @property
    def screen(self) -> Screen:
        """The screen that is seen."""
        return self._way[-1].screen

    @property
    def place(self) -> Place:
        """Where that is."""
        return self._way[-1].go.place

    @property
    def switched(self) -> bool:
        """Whether a switch of the view asks for the screen to be built anew."""
        return self._toggled

    def resize(self, size: tuple[int, int]) -> None:
        """The window has another size now."""
        self._size = size
        self.fade.end()
        self._build()

    def renew(self) -> None:
        """Build the screen anew if a switch of the view asks for it: once for however many, and for the size that a
        larger text has given it."""
        if self._toggled:
            self._build()

    def handle(self, event: pygame.event.Event, seen: pygame.Surface) -> None:
        """Let the screen answer `event`; `seen` is what the window shows, to fade from should another screen come."""
        if event.type == pygame.DROPFILE and self.place in TO_THE_LAB:
            self.carry_out(Go(Place.SANDBOX), seen)
        if event.type in HANDLING:
            self._tidying.handled()
        request = self.screen.handle(event)
        if request:
            self.carry_out(request, seen)

    def carry_out(self, request: Request, seen: pygame.Surface | None = None) -> None:
        """Do what a screen asks for."""
        if isinstance(request, Toggle):
            self.options = self.options.toggled(request.option)
            self._toggled = True
            return
        if seen and not self.options.reduced_motion:
            self.fade.begin(seen)
        self.screen.leave()
        try:
            self._go(request)
        except NoWayError as problem:
            here = self._way.pop()
            self._way.append(ScreenVisit(replace(here.go, start=None, note=str(problem)), here.screen))
        self._show()

    def update(self, now: float) -> None:
        """Let the screen take in the time, in seconds of the window's clock."""
        self.renew()
        self.fade.update(now)
        self._tidying.update(now, busy=self.fade.running)
        self.screen.update(now)

    def draw(self, surface: pygame.Surface, afresh: bool = True) -> None:
        """Draw the screen, and over it what is left of the one before. Unless `afresh`, `surface` still shows what was
        drawn last."""
        self.screen.draw(surface, afresh or self._afresh)
        self._afresh = self.fade.draw(surface)

    def leave(self) -> None:
        """The window closes."""
        self.screen.leave()

    def _go(self, go: Go) -> None:
        if go.place is Place.BACK:
            self._back()
            return
        screen = self._make(go)
        others = [] if go.place is Place.MAP else [visit for visit in self._way if visit.go.place is not go.place]
        self._way = [*others, ScreenVisit(go, screen)]

    def _back(self) -> None:
        """To where one came from; from a first screen to the map, and from the map to the sandbox."""
        *others, left = self._way
        if not others:
            home = Go(Place.SANDBOX if left.go.place is Place.MAP else Place.MAP)
            others = [ScreenVisit(home, self._make(home))]
        self._way = others

    def _show(self) -> None:
        self._build()
        self.screen.arrive(self._way[-1].go)

    def _build(self) -> None:
        self._afresh, self._toggled = True, False
        wanted = (self._size, self.options)
        if self._built.get(self.screen) != wanted:
            self.screen.build(*wanted)
            if self._built:
                self._tidying.built()
            self._built[self.screen] = wanted
