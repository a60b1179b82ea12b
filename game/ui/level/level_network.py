"""The network of a level: covered where it must not be read yet, with what the player has marked on it, and a glow when
it gets it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import msgspec
import pygame

from game.sim.level.questions import Question
from game.sim.network import Edge
from game.sim.snapshot import Snapshot
from game.ui.draw.glossary import glossary
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.motion import GLOW_SECONDS, faded
from game.ui.draw.palette import mix
from game.ui.intents import LensWay
from game.ui.level.arrow_stroke import ArrowStroke
from game.ui.level.hidden import NOTHING_HIDDEN, Hidden
from game.ui.network.network_layout import RING, NetworkLayout
from game.ui.network.network_panel import NetworkPanel
from game.ui.network.sprites import Shapes
from game.ui.toolkit.panel import Focusable, Hint, Message, ViewPanel
from game.ui.view import View

MARK = 22
"""Design pixels: side of a mark at a weight."""
FIELD = (82, 22)
"""Design pixels: size of a box to type in below one."""
FRAME = 3
"""Design pixels: the frame around such a box."""

Marks = Mapping[Edge, str]


class LevelNetwork(ViewPanel):
    """Around a NetworkPanel. `marks` gives "up", "down", "silent" or "" for each edge that is asked for,
    `fields` the boxes of the screen in which numbers are typed; what it is `without` is left out of the picture, and
    what is `movable` can be dragged."""

    moves = True

    def __init__(
        self,
        marks: Callable[[], Marks],
        fields: Callable[[], Sequence[pygame.Rect]],
        without: frozenset[str] = frozenset(),
        movable: Callable[[Edge], bool] = lambda _edge: True,
    ) -> None:
        self.view = NetworkPanel(zooms=False, without=without, movable=movable)
        self._without = without
        self.hidden: Hidden = NOTHING_HIDDEN
        self._marks, self._fields = marks, fields
        self._glow_from: float | None = None
        self._now = 0.0
        self._still = False
        self._told: tuple[Snapshot, Hidden, Snapshot] | None = None

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect = kit, rect
        self._stroke, self._shapes = ArrowStroke(kit), Shapes()
        self.view.build(kit, rect)

    def glow(self) -> None:
        """All outputs have come right."""
        self._glow_from = self._now

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        if event.type in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEMOTION, pygame.MOUSEBUTTONUP):
            if self._stroke.held:
                return self._drawing(event)
            if event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT:
                if any(field.collidepoint(event.pos) for field in self._fields()):
                    return []  # the box's, not the network's beneath it
                edge = self._asked_at(event.pos)
                if edge is not None:
                    self._stroke.begin(edge, event.pos)
                    return []
        return self.view.commands_from(event)

    def way_at(self, position: tuple[int, int]) -> LensWay | None:
        return None if self._asked_at(position) else self.view.way_at(position)

    def _drawing(self, event: pygame.event.Event) -> Sequence[Message]:
        if event.type == pygame.MOUSEMOTION and event.buttons[0]:
            self._stroke.moved(event.pos)
        elif event.type == pygame.MOUSEBUTTONUP and event.button == pygame.BUTTON_LEFT:
            drawn = self._stroke.end()
            return [drawn] if drawn else []
        elif event.type == pygame.MOUSEMOTION:
            self._stroke.drop()  # the button was let go outside the window
        return []

    def _asked_at(self, position: tuple[int, int]) -> Edge | None:
        """The edge that is asked for whose mark or line is at `position` of the screen."""
        layout, marks = self.view.layout, self._marks()
        if layout is None or not marks:
            return None
        marked = (edge for edge in marks if self._mark_place(layout, edge).collidepoint(position))
        edge = next(marked, None) or self.view.edge_at(position)
        return edge if edge in marks else None

    def spot(self, question: Question) -> pygame.Rect | None:
        """Where on the screen the answer to `question` belongs: a delta at its neuron, what concerns a weight below its
        number, or above it where a neuron is in the way; None where one is in the way there too."""
        layout = self.view.layout
        if layout is None or not layout.labelled:
            return None
        neuron, edge = question.neuron_asked(layout.layers), question.edge_asked(layout.layers)
        if neuron:
            return layout.badges[neuron].move(self._rect.topleft)
        if edge is None:
            return None
        place = pygame.Rect(0, 0, self._kit.px(FIELD[0]), self._kit.px(FIELD[1]))
        pill = layout.weight_rect(edge).move(self._rect.topleft)
        place.midtop = (pill.centerx, pill.bottom + self._kit.px(FRAME + 1))
        vessels = [layout.vessel(neuron).move(self._rect.topleft) for neuron in layout.neurons]
        if place.collidelist(vessels) >= 0:
            place.midbottom = (pill.centerx, pill.top - self._kit.px(FRAME + 1))
        return place if place.collidelist(vessels) < 0 else None

    def sync(self, view: View) -> None:
        self._now, self._still = view.now, view.reduced_motion
        self.view.quiet = bool(self.hidden)
        covered = "slope" in self.hidden and "output" not in self.hidden
        self.view.without = self._without | ({"slope"} if covered else frozenset())
        self.view.sync(self._discreet(view) if self.hidden else view)

    @property
    def unfinished(self) -> bool:
        return self.view.unfinished

    def _discreet(self, view: View) -> View:
        """`view` without the pull that edges have collected; without locks where they are hidden, or outputs, since
        they say whether every output is right; and where the network is small without what stands out of it, deltas
        and all."""
        snapshot = view.current
        if self._told is None or self._told[0] is not snapshot or self._told[1] != self.hidden:
            settings = msgspec.structs.replace(snapshot.settings, update="sample")  # under which nothing is collected
            neurons = snapshot.neurons
            if self.hidden & {"output", "locks"}:
                neurons = tuple(tuple(replace(each, locked=False, dead=False) for each in layer) for layer in neurons)
            self._told = (snapshot, self.hidden, replace(snapshot, settings=settings, neurons=neurons))
        crowded = self.view.layout is not None and not self.view.layout.complete
        selection = replace(view.selection, pinned=None, hovered=None) if crowded else view.selection
        return replace(view, current=self._told[2], selection=selection)

    @property
    def look(self) -> object:
        """All that the picture depends on; while it moves by itself or under the hand, it is never the same."""
        if self._stroke.held or (self._glow_from is not None and not self._still):
            return object()  # like nothing else: it moves
        return (self.view.look, self.hidden, tuple(self._marks().items()), tuple(map(tuple, self._fields())))

    def draw(self, surface: pygame.Surface) -> None:
        self.view.draw(surface)
        layout = self.view.layout
        if layout is None:
            return
        pen = Lettering(self._kit, surface)
        if "output" in self.hidden:
            self._cover_outputs(pen, layout)
        if self.hidden & {"delta", "output"} and "delta" not in self._without:
            self._cover_deltas(pen, layout)
        for edge, mark in self._marks().items():
            self._mark(pen, layout, edge, mark)
        self._frame_fields(surface)
        self._stroke.draw(surface)
        self._draw_glow(surface)

    def hints(self) -> Iterable[Hint]:
        """Help would say what is covered; there it says what the thing is, but no number."""
        if not self.hidden:
            yield from self.view.hints()
            return
        words, layout = glossary(), self.view.layout
        for entry, place in self.view.legend.items():
            yield Hint(place, partial(words.legend.__getitem__, entry))
        if layout and self.hidden & {"delta", "output"} and "delta" not in self._without:
            for badge in layout.badges.values():
                yield Hint(badge.move(self._rect.topleft), lambda: words.unknown("δ"))

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
            cover = self._shapes.box(vessel.size, vessel.width // 2, palette.raised, line, max(1, kit.px(2)))
            pen.surface.blit(cover, vessel)
            pen.write("?", vessel.center, 26, palette.activation, "semibold", anchor="center")

    def _cover_deltas(self, pen: Lettering, layout: NetworkLayout) -> None:
        kit, palette = self._kit, self._kit.palette
        for badge in layout.badges.values():
            place = badge.move(self._rect.topleft)
            line = mix(palette.panel, palette.gradient, 0.3)
            pen.surface.blit(self._shapes.box(place.size, kit.px(6), palette.panel, line, max(1, kit.px(1))), place)
            pen.write("δ ?", place.center, 12, palette.muted, "mono", anchor="center")

    # -- marks -------------------------------------------------------------------------------------------------------

    def _mark(self, pen: Lettering, layout: NetworkLayout, edge: Edge, mark: str) -> None:
        """Above the weight's number; an empty one invites."""
        kit, palette = self._kit, self._kit.palette
        place = self._mark_place(layout, edge)
        colour = palette.activation if mark else palette.muted
        ground = mix(palette.background, colour, 0.22 if mark else 0.06)
        plate = self._shapes.box(place.size, kit.px(6), ground, mix(ground, colour, 0.7), max(1, kit.px(1)))
        pen.surface.blit(plate, place)
        if mark in ("up", "down"):
            draw_arrow(pen.surface, place, colour, up=mark == "up")
        elif mark == "silent":
            icon = kit.icons.get("check", kit.px(12), colour)
            pen.surface.blit(icon, icon.get_rect(center=place.center))

    def _mark_place(self, layout: NetworkLayout, edge: Edge) -> pygame.Rect:
        side = self._kit.px(MARK)
        pill = layout.weight_rect(edge).move(self._rect.topleft)
        place = pygame.Rect(0, 0, side, side)
        place.midbottom = (pill.centerx, pill.top - self._kit.px(2))
        return place

    def _frame_fields(self, surface: pygame.Surface) -> None:
        """An amber frame around each box to type in."""
        kit, palette = self._kit, self._kit.palette
        margin = kit.px(FRAME)
        for field in self._fields():
            frame = field.inflate(2 * margin, 2 * margin)
            ground = mix(palette.panel, palette.activation, 0.3)
            box = self._shapes.box(frame.size, kit.px(6), ground, palette.activation, max(1, kit.px(1)))
            surface.blit(box, frame)

    # -- glow --------------------------------------------------------------------------------------------------------

    def _draw_glow(self, surface: pygame.Surface) -> None:
        """A green frame of light that fades."""
        if self._glow_from is None or self._still:
            return
        share = (self._now - self._glow_from) / GLOW_SECONDS
        if share >= 1.0:
            self._glow_from = None
            return
        strength = faded(share)
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
