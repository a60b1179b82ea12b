"""A screenful of panels: who gets an event, what keyboard and pointer are on, and in which order all is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import pygame

from game.ui.draw.kit import Kit
from game.ui.toolkit.focus import FocusRing
from game.ui.toolkit.panel import Focusable, Hint, Message, Panel
from game.ui.toolkit.repaint import Repaint
from game.ui.toolkit.spotlight import Spotlight
from game.ui.toolkit.toast import Toast
from game.ui.toolkit.tooltip import Tooltip

UNTOUCHED_UPDATES = 15
"""How often a second widgets and hover help are looked after while the student touches nothing."""
FROST = 185
"""Opacity, 0..255, of what lies over controls that are frozen."""
POINTING = (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEMOTION, pygame.MOUSEWHEEL)

Keys = Callable[[pygame.event.Event], Sequence[Message]]


class PanelBoard:
    """Panels by name, each at its place, and at most one overlay above them. `fit` builds only what is new or has
    moved, so that a slider can be dragged while the panel beside it is exchanged."""

    def __init__(self) -> None:
        self.kit: Kit | None = None
        self.panels: dict[str, Panel] = {}
        self.overlay: Panel | None = None
        self.ring = FocusRing()
        self.spotlight = Spotlight()
        self.toast = Toast()
        self.tooltip = Tooltip()
        self._repaint: Repaint | None = None
        self._places: dict[str, tuple[pygame.Rect, object]] = {}
        self._window = pygame.Rect(0, 0, 0, 0)
        self._settled_until = 0.0
        self._frost: tuple[pygame.Rect, pygame.Surface] | None = None
        self._drawn_over = True

    # -- building ----------------------------------------------------------------------------------------------------

    def begin(self, kit: Kit, size: tuple[int, int]) -> None:
        """Take everything away; the panels to come stand in a window of `size`, made with `kit`."""
        for panel in self.built if self.kit else ():
            panel.kill()
        self.panels, self._places, self.kit = {}, {}, kit
        self._window = pygame.Rect((0, 0), size)
        self._repaint = Repaint(kit, size)
        if self.overlay:
            self.overlay.build(kit, self._window)

    def fit(self, panels: Mapping[str, Panel], places: Mapping[str, tuple[pygame.Rect, object]]) -> None:
        """Have exactly the panels named in `places`, each at its rectangle; one whose rectangle or key has changed is
        built anew."""
        assert self.kit is not None
        assert self._repaint is not None
        gone = [name for name in self.panels if self._places[name] != places.get(name)]
        for name in gone:
            self.panels.pop(name).kill()
        for name, (rect, _) in places.items():
            if name not in self.panels:
                panels[name].build(self.kit, rect)
        self.panels = {name: panels[name] for name in places}
        self._places = dict(places)
        self._repaint.stand([(panel, self._places[name][0]) for name, panel in self.panels.items()])
        self._settled_until = 0.0

    def show(self, overlay: Panel | None) -> None:
        """Open `overlay` in place of the one that is open."""
        if self.overlay and self.kit:
            self.overlay.kill()
        self.overlay = overlay
        if overlay and self.kit:
            overlay.build(self.kit, self._window)

    def freeze(self, area: pygame.Rect | None) -> None:
        """Show that nothing in `area` can be used now."""
        if area is None or self.kit is None:
            self._frost = None
        elif self._frost is None or self._frost[0] != area:
            frost = pygame.Surface(area.size, pygame.SRCALPHA)
            frost.fill((*self.kit.palette.panel, FROST))
            self._frost = (area, frost)

    @property
    def built(self) -> list[Panel]:
        """Everything that is on screen."""
        return [*self.panels.values(), *([self.overlay] if self.overlay else [])]

    # -- events ------------------------------------------------------------------------------------------------------

    def messages(self, event: pygame.event.Event, keys: Keys) -> list[Message]:
        """What the panels make of `event`; keys that no control takes are for `keys`."""
        assert self.kit is not None
        self.kit.manager.process_events(event)
        self._settled_until = 0.0
        typing = self.kit.typing
        messages: list[Message] = [*self.overlay.commands_from(event)] if self.overlay else []
        if event.type == pygame.KEYDOWN and not typing:
            answer = None if event.key == pygame.K_ESCAPE else self.ring.key(event, self._focusables())
            messages += keys(event) if answer is None else answer
        below = self._below(event)
        if below:
            for panel in list(self.panels.values()):
                messages += panel.commands_from(below)
        if event.type == pygame.MOUSEBUTTONDOWN:
            self.tooltip.press()
            self.ring.clicked(event.pos, self._focusables())
        return messages

    def _below(self, event: pygame.event.Event) -> pygame.event.Event | None:
        """What of `event` gets through an open overlay to the panels: of a pointer over it, that it has left them."""
        if not (event.type in POINTING and self._under_cover()):
            return event
        return pygame.event.Event(pygame.WINDOWLEAVE) if event.type == pygame.MOUSEMOTION else None

    def _under_cover(self) -> bool:
        """Whether the pointer is over the open overlay."""
        return any(hint.rect.collidepoint(pygame.mouse.get_pos()) for hint in self._cover())

    def _cover(self) -> Iterator[Hint]:
        if self.overlay:
            yield from self.overlay.hints()

    def _focusables(self) -> list[Focusable]:
        panels = [self.overlay] if self.overlay else list(self.panels.values())
        return [stop for panel in panels for stop in panel.focusables()]

    # -- drawing -----------------------------------------------------------------------------------------------------

    def look_after(self, now: float) -> None:
        """Let widgets and hover help have their time; `now` in seconds."""
        if self.kit and now >= self._settled_until:
            self.kit.manager.update(1 / UNTOUCHED_UPDATES)
            self.tooltip.update(pygame.mouse.get_pos(), now, self._hints())
            self._settled_until = now + 1 / UNTOUCHED_UPDATES

    def _hints(self) -> Iterator[Hint]:
        yield from self._cover()
        if not self._under_cover():
            for panel in self.panels.values():
                yield from panel.hints()

    def draw(self, surface: pygame.Surface, now: float, afresh: bool = True) -> None:
        """Draw everything; `now` in seconds. Unless `afresh`, `surface` still shows what was drawn last."""
        if self.kit is None or self._repaint is None:
            return
        if self.overlay:
            self._draw_covered(surface, self.kit, self.overlay, now)
        else:
            self._repaint.draw(surface, afresh or self._drawn_over)
        above = (
            not self.overlay and self.spotlight.draw(surface, self.kit, now),
            not self.overlay and self._draw_frost(surface),
            self.ring.draw(surface, self.kit, self._focusables),
            self.tooltip.draw(surface, self.kit),
            self.toast.draw(surface, self.kit, now),
        )
        self._drawn_over = bool(self.overlay) or any(above)

    def _draw_frost(self, surface: pygame.Surface) -> bool:
        if self._frost:
            surface.blit(self._frost[1], self._frost[0])
        return self._frost is not None

    def _draw_covered(self, surface: pygame.Surface, kit: Kit, overlay: Panel, now: float) -> None:
        """All from the ground up: an overlay's widgets lie above those of the panels."""
        surface.fill(kit.palette.background)
        for panel in self.panels.values():
            panel.draw(surface)
        self.spotlight.draw(surface, kit, now)
        overlay.draw(surface)
        kit.manager.draw_ui(surface)
