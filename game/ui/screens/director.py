"""Decides which screen is seen: makes it on demand, keeps those one may come back to, fades from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

import pygame

from game.ui.intents import Toggle
from game.ui.screen import Go, NoWayError, Place, Request, Screen, ViewOptions
from game.ui.screens.fade import Fade
from game.ui.screens.tidying import Tidying

HANDLING = (pygame.MOUSEBUTTONUP, pygame.KEYDOWN)
DONE = object()
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
        self._building: Iterator[None] = iter(())
        self.under_way = False
        """Whether there is more to build before the screen can be seen."""
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
        """The window has another size now; the screen is to be built anew for it."""
        self._size = size
        self.fade.end()
        self._begin_building()

    def renew(self) -> None:
        """Have the screen built anew if a switch of the view asks for it: once for however many, and for the size that
        a larger text has given it."""
        if self._toggled:
            self._begin_building()

    def go_on(self, enough: Callable[[], bool]) -> None:
        """Build what is to be built, a piece at least, until it stands or it is `enough` for now. Whatever else is
        asked of the screen finishes it first."""
        while self.under_way:
            self.under_way = next(self._building, DONE) is not DONE
            if enough():
                return

    def handle(self, event: pygame.event.Event, seen: pygame.Surface) -> None:
        """Let the screen answer `event`; `seen` is what the window shows, to fade from should another screen come."""
        if event.type == pygame.DROPFILE and self.place in TO_THE_LAB:
            self.carry_out(Go(Place.SANDBOX), seen)
        self.go_on(_never)
        if event.type in HANDLING:
            self._tidying.handled()
        request = self.screen.handle(event)
        if request:
            self.carry_out(request, seen)

    def carry_out(self, request: Request, seen: pygame.Surface | None = None) -> None:
        """Do what a screen asks for."""
        self.go_on(_never)
        if isinstance(request, Toggle):
            self.options = self.options.toggled(request.option)
            self._toggled = True
            return
        if seen and not self.options.reduced_motion:
            self.fade.begin(seen)
        self.screen.leave()
        before = self._way
        try:
            self._go(request)
        except NoWayError as problem:
            here = self._way.pop()
            self._way.append(ScreenVisit(replace(here.go, start=None, note=str(problem)), here.screen))
        if {visit.screen for visit in before} - {visit.screen for visit in self._way}:
            self._tidying.discarded()
        self._show()

    def update(self, now: float) -> None:
        """Let the screen take in the time, in seconds of the window's clock."""
        self.renew()
        self.go_on(_never)
        self.fade.update(now)
        self._tidying.update(now, busy=self.fade.running)
        self.screen.update(now)

    def draw(self, surface: pygame.Surface, afresh: bool = True) -> None:
        """Draw the screen, and over it what is left of the one before. Unless `afresh`, `surface` still shows what was
        drawn last."""
        self.go_on(_never)
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

    def _begin_building(self) -> None:
        """Have the screen built anew, as far as it stands otherwise, in pieces."""
        self.go_on(_never)
        if self._news():
            self._building, self.under_way = self.screen.building(self._size, self.options), True

    def _build(self) -> None:
        """Build the screen at once."""
        if self._news():
            self.screen.build(self._size, self.options)

    def _news(self) -> bool:
        """Whether the screen has to be built, from now on so that it is."""
        self._afresh, self._toggled = True, False
        wanted = (self._size, self.options)
        if self._built.get(self.screen) == wanted:
            return False
        if self._built:
            self._tidying.discarded()
        self._built[self.screen] = wanted
        return True


def _never() -> bool:
    """Nothing is enough but all."""
    return False
