"""Numbers that come and go: delta badges under neurons, gradients where they light up, what a packet carries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import pygame
from pygame import Rect

from game.sim.network import Edge
from game.ui.draw.curve import Point
from game.ui.draw.kit import Kit
from game.ui.draw.number_text import compact
from game.ui.draw.palette import Colour, mix
from game.ui.network.network_layout import NetworkLayout
from game.ui.network.neuron_look import DeltaLook
from game.ui.network.packets.flights import Carries
from game.ui.network.packets.packet_flow import PacketPose
from game.ui.network.sprites import Shapes

_BADGE, _TAG = 12, 11
_PADDING = 12
"""Design pixels: left and right of a tag's text together."""
_AWAY = 3
"""Design pixels: between a packet and its percentage."""
_WIDEST = "δ·a −0.0000"
_ALL = 1.005
"""Share of the error from which on a packet bears its percentage."""
_READABLE = 0.3
"""Brightness of a gradient from which on its number is shown."""


class Tag(NamedTuple):
    """What is said, and where."""

    text: str
    rect: Rect


class NumberTags:
    """Draws them in the places of one layout."""

    def __init__(self, kit: Kit, layout: NetworkLayout, shapes: Shapes) -> None:
        self._kit, self._layout, self._shapes = kit, layout, shapes

    def badge(self, surface: pygame.Surface, rect: pygame.Rect, look: DeltaLook) -> None:
        """The delta of a neuron at `rect`."""
        palette, kit = self._kit.palette, self._kit
        colour = mix(palette.gradient, palette.muted, 0.75) if look.dim else palette.gradient
        ground = mix(palette.panel, palette.gradient, 0.0 if look.dim else 0.09)
        line = mix(palette.panel, palette.gradient, 0.22 if look.dim else 0.45 if look.summing else 0.8)
        surface.blit(self._shapes.box(rect.size, kit.px(6), ground, line, max(1, kit.px(1))), rect)
        text = kit.fonts.text(look.text, _BADGE, colour, "mono")
        surface.blit(text, text.get_rect(center=rect.center))

    def gradients(self, poses: Iterable[PacketPose], pills: Mapping[Edge, Rect], taken: Sequence[Rect]) -> list[Tag]:
        """The gradient in numbers, in place of the weight's number (in `pills`), while the gradient lights up there.
        Its name stands before the number where there is room: on nothing that is `taken`, and on no gradient beside
        it."""
        widest = self._kit.fonts.width(_WIDEST, _TAG, "mono") + self._kit.px(_PADDING)
        others = {edge: pill.inflate(max(0, widest - pill.width), 0) for edge, pill in pills.items()}
        found = []
        for pose in poses:
            edge = pose.flight.edge
            if pose.kind is Carries.GRADIENT and edge and edge in pills and pose.brightness > _READABLE:
                number = compact(pose.value, 7, signed=True, decimals=4)
                text, rect = self._tag(f"{'δ' if edge.is_bias else 'δ·a'} {number}", pills[edge].center)
                rect, beside = rect.union(pills[edge]), [place for other, place in others.items() if other != edge]
                free = rect.collidelist(taken) < 0 and rect.collidelist(beside) < 0
                found.append(Tag(text, rect) if free else Tag(number, pills[edge]))
        return found

    def shares(self, poses: Iterable[PacketPose], loud: float, bounds: Rect, taken: Sequence[Rect]) -> list[Tag]:
        """How many percent of the error a backward packet carries, for packets that carry more than all of it. The
        number stands above, below or beside the packet, within `bounds` and on nothing that is `taken`."""
        found: list[Tag] = []
        for pose in poses:
            share = abs(pose.number) / loud if loud > 0.0 and not pose.kind.forward else 0.0
            if share > _ALL and _bears_share(pose) and pose.brightness > _READABLE:
                tag = self._tag(f"{100 * share:,.0f}%", pose.position)
                away = round(pose.radius) + self._kit.px(_AWAY)
                up, right = away + tag.rect.height // 2, away + tag.rect.width // 2
                places = (tag.rect.move(step) for step in ((0, -up), (0, up), (right, 0), (-right, 0)))
                full = [*taken, *(other.rect for other in found)]
                place = next((rect for rect in places if bounds.contains(rect) and rect.collidelist(full) < 0), None)
                found += [Tag(tag.text, place)] if place else []
        return found

    def packet(self, surface: pygame.Surface, pose: PacketPose) -> None:
        """What the packet under the mouse carries, right above it."""
        tag = self._tag(compact(pose.number, 7, signed=True), (pose.x, pose.y - self._kit.px(20)))
        self.draw(surface, [Tag(tag.text, tag.rect.clamp(surface.get_rect()))], self._kit.palette.text)

    def draw(self, surface: pygame.Surface, tags: Iterable[Tag], colour: Colour | None = None) -> None:
        """Each on a ground of its own; green if in no other `colour`."""
        kit = self._kit
        colour = colour or kit.palette.gradient
        ground = mix(kit.palette.background, colour, 0.10)
        for text, rect in tags:
            number = kit.fonts.text(text, _TAG, colour, "mono")
            surface.blit(self._shapes.box(rect.size, kit.px(6), ground, mix(ground, colour, 0.7)), rect)
            surface.blit(number, number.get_rect(center=rect.center))

    def _tag(self, text: str, centre: Point) -> Tag:
        kit = self._kit
        rect = Rect(0, 0, kit.fonts.width(text, _TAG, "mono") + kit.px(_PADDING), kit.px(20))
        rect.center = (round(centre[0]), round(centre[1]))
        return Tag(text, rect)


def _bears_share(pose: PacketPose) -> bool:
    """Whether a packet says its percentage: where it rests and where it runs, not while it melts into a sum."""
    return pose.kind in (Carries.COMPLAINT, Carries.AT_GATE) or (pose.kind is Carries.TERM and pose.age == 0.0)
