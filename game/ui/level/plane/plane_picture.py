"""Drawing a map with its lines, and hidden space beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pygame

from game.sim.lenses.plane import field
from game.sim.level.lines import HiddenCut, LineGrid, MapLine
from game.sim.level.shown_map import ShownMap
from game.sim.network import Array
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.palette import Colour, mix
from game.ui.lenses.heat import activation_ends, draw_sample, heat_map
from game.ui.level.plane.plane_sheet import BEYOND, PlanePoint, PlaneSheet

GRID = 64
"""Points of the neurons' answers along each side."""
DOT = 7.0
"""Design pixels: radius of a point on a large map."""
SMALL_DOT = 3.6
"""Design pixels: radius of a point on a small one."""
HEAD = 13.0
"""Design pixels: length of an arrow's head."""
SPAN = (-0.12, 1.12)
"""How far hidden space is shown, of what goes from 0 to 1."""


class PlanePicture:
    """Draws on `surface` what is `shown` on a sheet."""

    def __init__(self, kit: Kit, surface: pygame.Surface, shown: ShownMap) -> None:
        self._kit, self._surface, self._shown = kit, surface, shown
        self._palette = kit.palette

    # -- the map -----------------------------------------------------------------------------------------------------

    def ground(self, sheet: PlaneSheet, neurons: Sequence[int] | None = None) -> None:
        """How active the neurons of the first layer are all over the map: all of them on the average, or those counted
        from 1."""
        answers = field(self._shown.params, self._shown.settings, sheet.plane, GRID)[0]
        shown = answers if neurons is None else answers[[number - 1 for number in neurons]]
        shades = heat_map(shown.mean(axis=0), sheet.rect.size, (0.0, 1.0), self._ends())
        self._surface.blit(shades, sheet.rect)

    def _ends(self) -> tuple[Colour, Colour]:
        low, high = activation_ends(self._palette)
        return low, mix(low, high, 0.62)

    def answers(self, sheet: PlaneSheet) -> None:
        """What the network answers all over the map."""
        shown = field(self._shown.params, self._shown.settings, sheet.plane, GRID)[-1][0]
        self._surface.blit(heat_map(shown, sheet.rect.size, (0.0, 1.0), self._ends()), sheet.rect)

    def bare(self, sheet: PlaneSheet) -> None:
        """A map without a neuron."""
        pygame.draw.rect(self._surface, self._ends()[0], sheet.rect)

    def axes(self, sheet: PlaneSheet, names: tuple[str, str]) -> None:
        """Frame, and the names of the inputs."""
        pen, kit, palette = Lettering(self._kit, self._surface), self._kit, self._palette
        pygame.draw.rect(self._surface, palette.line, sheet.rect, 1)
        colour = mix(palette.muted, palette.text, 0.4)
        inset = kit.px(8)
        place = sheet.rect.right - inset, sheet.rect.bottom - inset
        pen.write(f"{names[0]} →", place, 12, colour, "medium", anchor="bottomright")
        place = sheet.rect.x + inset, sheet.rect.y + inset - kit.px(3)
        pen.write(f"↑ {names[1]}", place, 12, colour, "medium", anchor="topleft")

    def line(self, sheet: PlaneSheet, line: MapLine, *, name: str = "", lit: bool = False, arrow: bool = True) -> None:
        """A line with an arrow towards its filled side."""
        ends = sheet.ends(line)
        if ends is None:
            return
        palette, kit = self._palette, self._kit
        colour = palette.text if lit else mix(palette.background, palette.text, 0.78)
        self._surface.set_clip(sheet.rect)
        stroke(self._surface, colour, *ends, kit.scale * (3.0 if lit else 2.0))
        if arrow:
            self._arrow(sheet, line, colour, lit=lit)
        if name:
            self._name(sheet, ends, name, colour)
        self._surface.set_clip(None)

    def _arrow(self, sheet: PlaneSheet, line: MapLine, colour: Colour, *, lit: bool) -> None:
        """From the line to its filled side."""
        tip, foot = sheet.tip(line), sheet.at(*sheet.foot(line))
        (across, up), size = line.direction, HEAD * self._kit.scale * (1.25 if lit else 1.0)
        for grown, ink in ((2.5 * self._kit.scale, self._palette.background), (0.0, colour)):
            reach, wing = (size + grown) * 1.25, (size + grown) * 0.62
            head = [
                (tip[0] + across * reach, tip[1] - up * reach),
                (tip[0] - across * grown - up * wing, tip[1] + up * grown - across * wing),
                (tip[0] - across * grown + up * wing, tip[1] + up * grown + across * wing),
            ]
            pygame.draw.polygon(self._surface, ink, head)
            pygame.draw.aalines(self._surface, ink, True, head)
        stroke(self._surface, colour, foot, tip, 2.0 * self._kit.scale)

    def _name(self, sheet: PlaneSheet, ends: tuple[PlanePoint, PlanePoint], name: str, colour: Colour) -> None:
        """Beside the end that has the most room above it, inside the map."""
        kit = self._kit
        inside = sheet.rect.inflate(-kit.px(44), -kit.px(44))
        (ax, ay), (bx, by) = ends
        share = 0.12
        x, y = ax + (bx - ax) * share, ay + (by - ay) * share
        x, y = min(max(x, inside.left), inside.right), min(max(y, inside.top), inside.bottom)
        text = kit.fonts.text(name, 13, colour, "semibold")
        plate = text.get_rect(center=(round(x), round(y))).inflate(kit.px(10), kit.px(4))
        pygame.draw.rect(self._surface, mix(self._palette.background, self._palette.panel, 0.6), plate, 0, kit.px(5))
        self._surface.blit(text, text.get_rect(center=plate.center))

    def points(self, sheet: PlaneSheet, wrong: Sequence[int], *, small: bool = False) -> None:
        """The points, full or hollow; those on the wrong side with a cross."""
        for k, (point, full) in enumerate(zip(self._shown.points.tolist(), self._shown.full, strict=True)):
            self._point(sheet.at(*point), bool(full), wrong=k in wrong, small=small)

    def _point(self, place: PlanePoint, full: bool, *, wrong: bool, small: bool = False) -> None:
        radius = (SMALL_DOT if small else DOT) * self._kit.scale
        pygame.draw.aacircle(self._surface, self._palette.background, place, radius + self._kit.scale * 1.6)
        draw_sample(self._surface, place, radius, self._palette, full=full, lit=False)
        if wrong:
            reach = radius * (1.5 if small else 1.25)
            for across, up in ((1, 1), (1, -1)):
                start = place[0] - across * reach, place[1] - up * reach
                end = place[0] + across * reach, place[1] + up * reach
                stroke(self._surface, self._palette.negative, start, end, self._kit.scale * 2.6)

    def diagonals(self, sheet: PlaneSheet) -> None:
        """Where no line parts four corners: the line between the full ones, and that between the hollow ones."""
        points, full, palette = self._shown.points, self._shown.full, self._palette
        for kind, colour in ((full, palette.activation), (~full, mix(palette.muted, palette.text, 0.5))):
            ends = [sheet.at(*point) for point in points[kind].tolist()]
            if len(ends) == 2:
                stroke(self._surface, colour, ends[0], ends[1], 2.4 * self._kit.scale)

    # -- hidden space ------------------------------------------------------------------------------------------------

    def hidden_space(self, rect: pygame.Rect, share: float, sheet: PlaneSheet) -> None:
        """Where the hidden layer puts the points, and the output's line through them; `share` (0 to 1) of the way there
        from where they stand on the map."""
        kit, palette, shown = self._kit, self._palette, self._shown
        pygame.draw.rect(self._surface, mix(palette.panel, palette.raised, 0.7), rect)
        if share >= 1.0 and shown.cut:
            self._cut(rect, shown.cut)
        pygame.draw.rect(self._surface, palette.line, rect, 1)
        hidden = shown.hidden
        starts = [self._across(rect, sheet, point) for point in shown.points.tolist()]
        wrong = shown.wrong if share >= 1.0 else []
        for k, (start, point, full) in enumerate(zip(starts, hidden.tolist(), shown.full, strict=True)):
            end = _in_hidden_space(rect, point)
            place = start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
            self._point(place, bool(full), wrong=k in wrong)
        pen, inset = Lettering(kit, self._surface), kit.px(8)
        colour = mix(palette.muted, palette.text, 0.4)
        place = rect.centerx, rect.bottom - inset
        pen.write("h₁ →", place, 12, colour, "medium", anchor="midbottom")
        pen.write("↑ h₂", (rect.x + inset, rect.centery), 12, colour, "medium")

    def _across(self, rect: pygame.Rect, sheet: PlaneSheet, point: Sequence[float]) -> PlanePoint:
        """Where a point of the map begins its way in hidden space: at the same share of the square."""
        x, y = sheet.at(*point)
        return x - sheet.rect.x + rect.x, y - sheet.rect.y + rect.y

    def _cut(self, rect: pygame.Rect, cut: HiddenCut) -> None:
        """The output's line, its filled side tinted, and the gap on both sides of it."""
        low, high = SPAN
        axis = np.linspace(low, high, GRID)
        along: Array = cut.direction[0] * axis[None, :] + cut.direction[1] * axis[::-1, None] - cut.threshold
        fill, ends = 1.0 / (1.0 + np.exp(-24.0 * along)), self._ends()
        self._surface.blit(heat_map(fill, rect.size, (0.0, 1.0), ends), rect)
        self._surface.set_clip(rect)
        colour = self._palette.activation if cut.margin > 0.0 else self._palette.negative
        sheet = hidden_sheet(rect)
        parts = [(0.0, 2.6)] + ([(cut.margin, 1.0), (-cut.margin, 1.0)] if cut.margin > 0.0 else [])
        angle = math.degrees(math.atan2(cut.direction[1], cut.direction[0]))
        centre = sheet.grid.middle * (cut.direction[0] + cut.direction[1])
        for shift, width in parts:
            reached = sheet.ends(MapLine(angle, cut.threshold + shift - centre))
            if reached:
                stroke(self._surface, colour, *reached, width * self._kit.scale)
        self._surface.set_clip(None)


def hidden_sheet(rect: pygame.Rect) -> PlaneSheet:
    """Hidden space as a map: both activations from a little below 0 to a little above 1."""
    return PlaneSheet(rect, LineGrid(middle=0.5, reach=(SPAN[1] - 0.5) / BEYOND))


def _in_hidden_space(rect: pygame.Rect, point: Sequence[float]) -> PlanePoint:
    return hidden_sheet(rect).at(point[0], point[1])


def stroke(surface: pygame.Surface, colour: Colour, start: PlanePoint, end: PlanePoint, width: float) -> None:
    """A straight line of `width` pixels with soft edges."""
    across, down = abs(end[0] - start[0]), abs(end[1] - start[1])
    length = math.hypot(across, down)
    if length > 0.0:
        pygame.draw.aaline(surface, colour, start, end, max(1, round(width * length / max(across, down))))
