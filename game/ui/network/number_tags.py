"""Numbers that come and go: delta badges under neurons, gradients where they light up, what a packet carries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pygame
from pygame import Rect

from game.sim.network import Edge
from game.ui.draw.curve import Point
from game.ui.draw.kit import Kit
from game.ui.draw.number_text import compact
from game.ui.draw.palette import Colour, mix
from game.ui.network.network_layout import NetworkLayout, Neuron
from game.ui.network.neuron_look import DeltaLook
from game.ui.network.packets.flights import Carries
from game.ui.network.packets.packet_flow import PacketPose
from game.ui.network.sprites import Shapes

_BADGE, _TAG = 12, 11
_ALL = 1.005
"""Share of the error from which on a packet bears its percentage."""
_READABLE = 0.3
"""Brightness of a gradient from which on its number is shown."""


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

    def gradients(
        self,
        surface: pygame.Surface,
        poses: Iterable[PacketPose],
        pills: Mapping[Edge, Rect],
        badges: Mapping[Neuron, Rect],
    ) -> None:
        """The gradient in numbers where it lights up, in place of the weight: in those of `pills`, beside `badges`."""
        avoided = [rect for rect in badges.values() if rect.collidelist([*pills.values()]) < 0]
        for pose in poses:
            edge = pose.flight.edge
            if pose.kind is Carries.GRADIENT and edge and edge in pills and pose.brightness > _READABLE:
                name = "δ" if edge.is_bias else "δ·a"
                text = f"{name} {compact(pose.value, 7, signed=True, decimals=4)}"
                self._tag(surface, text, pills[edge].center, self._kit.palette.gradient, avoided)

    def shares(self, surface: pygame.Surface, poses: Iterable[PacketPose], loud: float) -> None:
        """The percentage of the error that a backward packet carries where it is more than all of it."""
        for pose in poses:
            share = abs(pose.number) / loud if loud > 0.0 and not pose.kind.forward else 0.0
            if share > _ALL and _bears_share(pose) and pose.brightness > _READABLE:
                above = (pose.x, pose.y - pose.radius - self._kit.px(13))
                self._tag(surface, f"{100 * share:,.0f} %", above, self._kit.palette.gradient)

    def packet(self, surface: pygame.Surface, pose: PacketPose) -> None:
        """What the packet under the mouse carries, right above it."""
        above = (pose.x, pose.y - self._kit.px(20))
        self._tag(surface, compact(pose.number, 7, signed=True), above, self._kit.palette.text)

    def _tag(
        self, surface: pygame.Surface, text: str, centre: Point, colour: Colour, avoided: Sequence[Rect] = ()
    ) -> None:
        kit = self._kit
        number = kit.fonts.text(text, _TAG, colour, "mono")
        plate = pygame.Rect(0, 0, number.get_width() + kit.px(12), kit.px(20))
        plate.center = (round(centre[0]), round(centre[1]))
        plate.clamp_ip(surface.get_rect())
        if (hit := plate.collidelist(avoided)) >= 0:
            plate.x = (
                avoided[hit].left - plate.width - 2 if centre[0] < avoided[hit].centerx else avoided[hit].right + 2
            )
        ground = mix(kit.palette.background, colour, 0.10)
        surface.blit(self._shapes.box(plate.size, kit.px(6), ground, mix(ground, colour, 0.7)), plate)
        surface.blit(number, number.get_rect(center=plate.center))


def _bears_share(pose: PacketPose) -> bool:
    """Whether a packet says its percentage: where it rests and where it runs, not while it melts into a sum."""
    return pose.kind in (Carries.COMPLAINT, Carries.AT_GATE) or (pose.kind is Carries.TERM and pose.age == 0.0)
