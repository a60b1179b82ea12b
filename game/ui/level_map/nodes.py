"""The levels on the map: pointed at, walked through with the arrow keys, opened; and what moves there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

import pygame

from game.ui.draw.kit import Kit
from game.ui.draw.motion import Easing, glinting, swelling
from game.ui.intents import Say
from game.ui.level_map.art import Vessels, ground
from game.ui.level_map.layout import MapLayout, map_layout, neighbour
from game.ui.level_map.look import LevelLook, MapLook
from game.ui.network.sprites import Glows, Shapes
from game.ui.screen import Go, Place
from game.ui.toolkit.focus_ring import ARROW_STEPS, PRESS_KEYS
from game.ui.toolkit.panel import Focusable, Hint, Message, Panel

RISE = 5
"""Design pixels: how far a vessel lifts under the pointer."""
RING = 6
"""Design pixels: between a vessel and the ring of the chosen one."""
TRAVEL = 1.6
"""Seconds of a packet's way to the current level."""
GLINT = 0.7
"""Seconds of a star's glint."""
GLINT_STRIDE = 7
"""Stars glint in an order that hops about."""


class LevelNodes(Panel):
    """`shown_map()` is the map as it is now; `chosen` the level that Enter opens, counted from 0."""

    def __init__(self, shown_map: Callable[[], MapLook]) -> None:
        self.chosen = 0
        self.hovered: int | None = None
        self._map = shown_map
        self._held: int | None = None
        self._lifts: dict[int, Easing] = {}
        self._now = 0.0
        self._still = False

    @property
    def shown(self) -> LevelLook:
        """The level that the pointer is on, or else the chosen one."""
        return self._map().levels[self.chosen if self.hovered is None else self.hovered]

    @property
    def layout(self) -> MapLayout:
        """Where everything stands."""
        return self._layout

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit = kit
        self._layout = map_layout(rect.size, [len(chapter.levels) for chapter in self._map().chapters])
        self._vessels = Vessels(kit, self._layout.radius)
        self._glows, self._shapes = Glows(kit.palette), Shapes()
        self._size = rect.size
        self._paint_ground(self._map())

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        if event.type == pygame.MOUSEMOTION:
            self.hovered = self._under(event.pos)
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT:
            self._held = self._under(event.pos)
        elif event.type == pygame.MOUSEBUTTONUP and event.button == pygame.BUTTON_LEFT:
            held, self._held = self._held, None
            if held is not None and held == self._under(event.pos):
                self.chosen = held
                return self.opened()
        elif event.type == pygame.KEYDOWN:
            return self.key(event) or []
        return []

    def key(self, event: pygame.event.Event) -> Sequence[Message] | None:
        """Arrows choose another level, Enter and Space open it."""
        if event.key in ARROW_STEPS:
            self.chosen = neighbour(self._layout.centres, self.chosen, ARROW_STEPS[event.key])
            self.hovered = None
            return []
        return self.opened() if event.key in PRESS_KEYS else None

    def opened(self) -> Sequence[Message]:
        """Play the chosen level, or say why not."""
        level = self._map().levels[self.chosen]
        return [Say(self._refusal(level))] if level.locked else [Go(Place.LEVEL, level=level.level.id)]

    def update(self, now: float, *, still: bool) -> None:
        self._now, self._still = now, still

    @property
    def look(self) -> object:
        return (self._map(), self.chosen, self.hovered, None if self._still else self._now)

    def draw(self, surface: pygame.Surface) -> None:
        look = self._map()
        if look != self._painted:
            self._paint_ground(look)
        surface.blit(self._ground, (0, 0))
        self._packet(surface, look)
        self._light(surface, look)
        for k, level in enumerate(look.levels):
            self._vessel(surface, k, level)
        self._glint(surface, look)

    def hints(self) -> Iterable[Hint]:
        for k, level in enumerate(self._map().levels):
            yield Hint(self._layout.place(k), partial(self._sentence, level))

    def focusables(self) -> Sequence[Focusable]:
        return [self]

    @property
    def rect(self) -> pygame.Rect:
        """The chosen level, as the Tab key finds it."""
        return self._layout.place(self.chosen)

    def kill(self) -> None:
        self.hovered = self._held = None

    # -- words -------------------------------------------------------------------------------------------------------

    def _sentence(self, level: LevelLook) -> str:
        if level.locked:
            return self._refusal(level)
        if level.stars:
            return f"{level.stars} of 3 stars. Click to play it again."
        return "Click to play."

    def _refusal(self, level: LevelLook) -> str:
        before = self._map().levels[level.number - 2]
        return f"Locked: win a star in level {before.number}, “{before.level.title}”, to open it."

    # -- pictures ----------------------------------------------------------------------------------------------------

    def _under(self, position: tuple[int, int]) -> int | None:
        return next((k for k in range(len(self._layout.centres)) if self._layout.place(k).collidepoint(position)), None)

    def _paint_ground(self, look: MapLook) -> None:
        """While the panel is built: with the vessels it would be too much for the first frame of a large picture."""
        self._ground, self._painted = ground(self._kit, self._layout, look, self._size), look

    def _vessel(self, surface: pygame.Surface, k: int, level: LevelLook) -> None:
        wanted = 1.0 if k in (self.hovered, self.chosen) and not level.locked else 0.0
        smooth = k in self._lifts and not self._still
        rise = self._lifts.setdefault(k, Easing()).towards((wanted,), self._now, smooth=smooth)[0]
        x, y = self._layout.centres[k]
        y -= round(rise * self._kit.px(RISE))
        image = self._vessels.image(level)
        surface.blit(image, image.get_rect(center=(x, y)))
        if k == self.chosen:
            diameter = 2 * (self._layout.radius + self._kit.px(RING))
            ring = self._shapes.ring(diameter, max(2, self._kit.px(2)), 1.0, self._kit.palette.text)
            part = pygame.Rect(0, 0, diameter, round(diameter * 0.83))
            surface.blit(ring, (x - diameter // 2, y - diameter // 2), part)

    def _light(self, surface: pygame.Surface, look: MapLook) -> None:
        """The current level glows, and so does the one under the pointer."""
        swell = 0.6 if self._still else 0.1 + 0.9 * swelling(self._now)
        if not look.finished:
            self._halo(surface, look.current, self._kit.palette.activation, swell)
        if self.hovered is not None and not look.levels[self.hovered].locked:
            self._halo(surface, self.hovered, self._kit.palette.positive, 0.7)

    def _halo(self, surface: pygame.Surface, k: int, colour: tuple[int, int, int], strength: float) -> None:
        halo = self._glows.halo(colour, self._layout.radius, strength)
        surface.blit(halo, halo.get_rect(center=self._layout.centres[k]), special_flags=pygame.BLEND_RGB_ADD)

    def _packet(self, surface: pygame.Surface, look: MapLook) -> None:
        """A packet on its way to the current level."""
        if look.current == 0 or look.finished or self._still:
            return
        share = (self._now / TRAVEL) % 1.0
        place = self._layout.paths[look.current - 1].at(share)
        glow = self._glows.sample(5 * self._kit.scale)
        surface.blit(glow, glow.get_rect(center=place), special_flags=pygame.BLEND_RGB_ADD)

    def _glint(self, surface: pygame.Surface, look: MapLook) -> None:
        """One won star after another shines."""
        won = [(k, star) for k, level in enumerate(look.levels) for star in range(level.stars)]
        if not won or self._still:
            return
        turn, share = divmod(self._now / GLINT, 1.0)
        k, star = won[int(turn) * GLINT_STRIDE % len(won)]
        (x, y), (dx, dy) = self._layout.centres[k], self._vessels.star(star)
        shine = glinting(share)
        halo = self._glows.halo(self._kit.palette.activation, self._kit.px(7), shine)
        surface.blit(halo, halo.get_rect(center=(x + dx, y + dy)), special_flags=pygame.BLEND_RGB_ADD)
        spark = self._glows.sample(2.5 * self._kit.scale * shine)
        surface.blit(spark, spark.get_rect(center=(x + dx, y + dy)), special_flags=pygame.BLEND_RGB_ADD)
