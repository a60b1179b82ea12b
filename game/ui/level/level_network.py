"""The network of a level: covered where it must not be read yet, with what the player has marked on it, and a glow when
it gets it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import msgspec
import pygame

from game.sim.network import Edge
from game.sim.snapshot import Snapshot
from game.ui.kit import Kit
from game.ui.lettering import Lettering
from game.ui.level.hidden import NOTHING, Hidden
from game.ui.network_layout import RING, NetworkLayout
from game.ui.network_view import NetworkView
from game.ui.paint import disc, rounded_box
from game.ui.palette import mix
from game.ui.panel import Focusable, Hint, Message
from game.ui.view import View

GLOW_SECONDS = 1.4
MARK = 22
"""Design pixels: side of a mark at a weight."""

Marks = Mapping[Edge, str]


class LevelNetwork:
    """A Panel around a NetworkView. `marks` gives "up", "down", "silent" or "" for each edge that is asked for."""

    def __init__(self, marks: Callable[[], Marks]) -> None:
        self.view = NetworkView()
        self.hidden: Hidden = NOTHING
        self._marks = marks
        self._glow_from: float | None = None
        self._now = 0.0
        self._still = False
        self._told: tuple[Snapshot, Hidden, Snapshot] | None = None

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect = kit, rect
        self.view.build(kit, rect)

    def glow(self) -> None:
        """All outputs have come right."""
        self._glow_from = self._now

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        return self.view.commands_from(event)

    def sync(self, view: View) -> None:
        self._now, self._still = view.now, view.reduced_motion
        self.view.quiet = bool(self.hidden)
        self.view.sync(self._discreet(view) if self.hidden else view)

    def _discreet(self, view: View) -> View:
        """`view` without the pull that edges have collected; and where outputs are hidden without locks, which say
        whether every output is right."""
        snapshot = view.current
        if self._told is None or self._told[0] is not snapshot or self._told[1] != self.hidden:
            settings = msgspec.structs.replace(snapshot.settings, update="sample")  # under which nothing is collected
            neurons = snapshot.neurons
            if "output" in self.hidden:
                neurons = tuple(tuple(replace(each, locked=False) for each in layer) for layer in neurons)
            self._told = (snapshot, self.hidden, replace(snapshot, settings=settings, neurons=neurons))
        return replace(view, current=self._told[2])

    def draw(self, surface: pygame.Surface) -> None:
        self.view.draw(surface)
        layout = self.view.layout
        if layout is None:
            return
        pen = Lettering(self._kit, surface)
        if "output" in self.hidden:
            self._cover_outputs(pen, layout)
        if self.hidden & {"delta", "output"}:
            self._cover_deltas(pen, layout)
        for edge, mark in self._marks().items():
            self._mark(pen, layout, edge, mark)
        self._draw_glow(surface)

    def hints(self) -> Iterable[Hint]:
        """Help would say what is covered."""
        if not self.hidden:
            yield from self.view.hints()

    def focusables(self) -> Sequence[Focusable]:
        return self.view.focusables()

    def kill(self) -> None:
        self.view.kill()

    # -- covering ----------------------------------------------------------------------------------------------------

    def _cover_outputs(self, pen: Lettering, layout: NetworkLayout) -> None:
        last = len(layout.layers) - 1
        kit, palette = self._kit, self._kit.palette
        for unit in range(layout.layers[last]):
            vessel = layout.vessel((last, unit), RING + 3).move(self._rect.topleft)
            line = mix(palette.panel, palette.activation, 0.5)
            pen.surface.blit(disc(vessel.width, palette.raised, line, max(1, kit.px(2))), vessel)
            pen.write("?", vessel.center, 26, palette.activation, "semibold", anchor="center")

    def _cover_deltas(self, pen: Lettering, layout: NetworkLayout) -> None:
        kit, palette = self._kit, self._kit.palette
        for badge in layout.badges.values():
            place = badge.move(self._rect.topleft)
            line = mix(palette.panel, palette.gradient, 0.3)
            pen.surface.blit(rounded_box(place.size, kit.px(6), palette.panel, line, max(1, kit.px(1))), place)
            pen.write("δ ?", place.center, 12, palette.muted, "mono", anchor="center")

    # -- marks -------------------------------------------------------------------------------------------------------

    def _mark(self, pen: Lettering, layout: NetworkLayout, edge: Edge, mark: str) -> None:
        """Above the weight's number; an empty one invites."""
        kit, palette = self._kit, self._kit.palette
        side = kit.px(MARK)
        pill = layout.weight_rect(edge).move(self._rect.topleft)
        place = pygame.Rect(0, 0, side, side)
        place.midbottom = (pill.centerx, pill.top - kit.px(2))
        colour = palette.activation if mark else palette.muted
        ground = mix(palette.background, colour, 0.22 if mark else 0.06)
        pen.surface.blit(rounded_box(place.size, kit.px(6), ground, mix(ground, colour, 0.7), max(1, kit.px(1))), place)
        if mark in ("up", "down"):
            draw_arrow(pen.surface, place, colour, up=mark == "up")
        elif mark == "silent":
            icon = kit.icons.get("check", kit.px(12), colour)
            pen.surface.blit(icon, icon.get_rect(center=place.center))

    # -- glow --------------------------------------------------------------------------------------------------------

    def _draw_glow(self, surface: pygame.Surface) -> None:
        """A green frame of light that fades."""
        if self._glow_from is None or self._still:
            return
        share = (self._now - self._glow_from) / GLOW_SECONDS
        if share >= 1.0:
            self._glow_from = None
            return
        strength = (1.0 - share) ** 2
        for ring in range(6):
            fade = strength * (1.0 - ring / 6)
            colour = mix(self._kit.palette.panel, self._kit.palette.gradient, fade)
            frame = self._rect.inflate(-2 * ring, -2 * ring)
            pygame.draw.rect(surface, colour, frame, 1, border_radius=self._kit.px(12))


def draw_arrow(surface: pygame.Surface, place: pygame.Rect, colour: tuple[int, int, int], *, up: bool) -> None:
    """An arrow in the middle of `place`."""
    (x, y), reach = place.center, round(place.height * 0.3)
    sign = -1 if up else 1
    wing = max(2, round(place.height * 0.2))
    width = max(2, place.height // 10)
    pygame.draw.line(surface, colour, (x, y - sign * reach), (x, y + sign * reach), width)
    tip = (x, y + sign * reach)
    pygame.draw.polygon(
        surface,
        colour,
        [(tip[0], tip[1] + sign), (x - wing, y + sign * (reach - wing)), (x + wing, y + sign * (reach - wing))],
    )
