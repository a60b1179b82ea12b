"""Where a try stands among all that the level makes possible: a histogram of one measure, coloured by stars, with what
each star needs, this try, and the student's best."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pygame

from game.sim.level.yardstick import CountsByStars, Histogram, Yardstick
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.palette import Colour, Palette, mix
from game.ui.level.result.star_rows import measured_text

LANE = 16
"""Design pixels: height of the lanes above and below."""
STAR = 10
"""Design pixels: side of a star."""
TICK = 19
"""Design pixels: room for a tick's number."""
NEVER = 38
"""Design pixels: width of the column of those that never come there."""
APART = 10
"""Design pixels: gap before it."""
SMALL = 10.5
"""Design pixels: size of the numbers."""
TOWERS = 3.0
"""A column higher than so many times the next is cut short."""
CUT = 1.3
"""To so many times the next it is cut, and says how high it is."""
SHADES = (0.0, 0.4, 0.7, 1.0)
"""How much of the colour of stars those have that are worth none to three."""


class AmongOthers(NamedTuple):
    """What is drawn: the histogram, what it is of, the value of `this` try and the student's `best`."""

    found: Histogram
    stick: Yardstick
    this: float | None
    best: float | None


def chart_height(kit: Kit, plot: float) -> int:
    """Pixels of a chart whose columns are up to `plot` design pixels high."""
    return kit.px(LANE + plot + TICK + LANE)


def shade(palette: Palette, stars: int) -> Colour:
    """The colour of settings that are worth so many stars."""
    ground = mix(palette.panel, palette.muted, 0.5)
    return mix(ground, palette.activation, SHADES[stars])


def draw_chart(pen: Lettering, area: pygame.Rect, standing: AmongOthers) -> None:
    """Draw it in `area`, as high as `chart_height` says."""
    kit = pen.kit
    plot = pygame.Rect(area.x, area.y + kit.px(LANE), area.width, area.height - kit.px(2 * LANE + TICK))
    if any(standing.found.never) or standing.this is None:
        plot.width -= kit.px(NEVER + APART)
    towers = _columns(pen, plot, standing.found)
    _axis(pen, plot, standing)
    _pars(pen, plot, standing)
    _tries(pen, plot, standing)
    for place, share in towers:
        _height(pen, place, share)


def _x(plot: pygame.Rect, share: float) -> int:
    return plot.x + round(share * (plot.width - 1))


def _columns(pen: Lettering, plot: pygame.Rect, found: Histogram) -> list[tuple[tuple[int, int], float]]:
    """Those of the axis, and at the right, apart, that of those that never come there. Where the heights of those that
    are cut short are to be written, with their share of all."""
    kit, ground = pen.kit, mix(pen.kit.palette.panel, pen.kit.palette.background, 0.55)
    totals = sorted((sum(counts) for counts in (*found.columns, found.never)), reverse=True)
    most = max(1, totals[0] if totals[0] <= TOWERS * max(1, totals[1]) else round(CUT * totals[1]))
    pygame.draw.rect(pen.surface, ground, plot)
    step, towers = plot.width / len(found.columns), []
    rooms = [(round(plot.x + k * step), round(plot.x + (k + 1) * step)) for k in range(len(found.columns))]
    columns = [
        (pygame.Rect(left, plot.y, max(1, right - left - 1), plot.height), counts)
        for (left, right), counts in zip(rooms, found.columns, strict=True)
    ]
    if any(found.never):
        room = pygame.Rect(plot.right + kit.px(APART), plot.y, kit.px(NEVER), plot.height)
        pygame.draw.rect(pen.surface, ground, room)
        columns.append((room.inflate(-kit.px(12), 0), found.never))
    for room, counts in columns:
        _column(pen, room, counts, most)
        if sum(counts) > most:
            towers.append(((room.centerx, room.y + kit.px(8)), sum(counts) / max(1, sum(totals))))
    return towers


def _column(pen: Lettering, room: pygame.Rect, counts: CountsByStars, most: int) -> None:
    """What is worth stars below, what is not above; cut short where it is too high."""
    kit, palette, total = pen.kit, pen.kit.palette, sum(counts)
    y, tall = room.bottom, min(1.0, total / most)
    for stars in (3, 2, 1, 0):
        if not counts[stars]:
            continue
        height = max(kit.px(2), round(room.height * tall * counts[stars] / total))
        y -= height
        pygame.draw.rect(pen.surface, shade(palette, stars), (room.x, max(room.y, y), room.width, height))
    if total > most:
        gap = pygame.Rect(room.x - 1, room.y + kit.px(17), room.width + 2, kit.px(3))
        pygame.draw.rect(pen.surface, palette.panel, gap)


def _height(pen: Lettering, place: tuple[int, int], share: float) -> None:
    """How high a column is that is cut short."""
    kit, palette, text = pen.kit, pen.kit.palette, f"{share:.0%}"
    image = kit.fonts.text(text, SMALL, palette.text, "mono")
    ground = image.get_rect(center=place).inflate(kit.px(4), 0)
    ground.right = min(ground.right, pen.surface.get_width() - kit.px(14))
    pygame.draw.rect(pen.surface, palette.panel, ground, border_radius=kit.px(3))
    pen.write(text, ground.center, SMALL, palette.text, "mono", anchor="center")


def _axis(pen: Lettering, plot: pygame.Rect, standing: AmongOthers) -> None:
    kit, palette = pen.kit, pen.kit.palette
    y = plot.bottom + kit.px(TICK) // 2
    pygame.draw.line(pen.surface, palette.line, (plot.x, plot.bottom), (plot.right - 1, plot.bottom))
    free = plot.x - kit.px(30)
    for value in standing.found.ticks():
        x = _x(plot, standing.found.place(value))
        text = tick_text(value, share=standing.stick.metric.share)
        width = kit.fonts.width(text, SMALL, "mono")
        left = max(plot.x, min(plot.right - width, x - width // 2))
        if left < free:
            continue
        pygame.draw.line(pen.surface, palette.line, (x, plot.bottom), (x, plot.bottom + kit.px(2)))
        pen.write(text, (left, y), SMALL, palette.muted, "mono")
        free = left + width + kit.px(8)
    if any(standing.found.never) or standing.this is None:
        middle = plot.right + kit.px(APART) + kit.px(NEVER) // 2
        pen.write("never", (middle, y), SMALL, palette.muted, anchor="center")


def tick_text(value: float, *, share: bool) -> str:
    """A number at the axis."""
    shown = 100 * value if share else value
    text = f"{shown:,.0f}" if abs(shown) >= 1e3 else f"{shown:.6g}"
    return f"{text}{'%' if share else ''}".replace("-", "−")


def _pars(pen: Lettering, plot: pygame.Rect, standing: AmongOthers) -> None:
    """A dashed line where each number of stars begins, with the stars above it."""
    kit, palette = pen.kit, pen.kit.palette
    marks = sorted((_x(plot, standing.found.place(par.bound)), par.stars) for par in standing.stick.pars)
    widths = [kit.px(STAR) * stars for _, stars in marks]
    lefts = _side_by_side([x - width // 2 for (x, _), width in zip(marks, widths, strict=True)], widths, plot, kit)
    for (x, stars), left in zip(marks, lefts, strict=True):
        for y in range(plot.y, plot.bottom, kit.px(5)):
            pygame.draw.line(pen.surface, palette.activation, (x, y), (x, min(plot.bottom, y + kit.px(2))))
        middle, top = left + kit.px(STAR) * stars // 2, plot.y - kit.px(3)
        pygame.draw.line(pen.surface, mix(palette.panel, palette.activation, 0.6), (middle, top), (x, plot.y))
        for k in range(stars):
            icon = kit.icons.get("star", kit.px(STAR), palette.activation)
            pen.surface.blit(icon, (left + k * kit.px(STAR), plot.y - kit.px(4) - icon.get_height()))


def _side_by_side(wanted: Sequence[int], widths: Sequence[int], plot: pygame.Rect, kit: Kit) -> list[int]:
    """Left ends, from left to right, as near to the wanted ones as they have room."""
    gap, lefts = kit.px(5), list(wanted)
    edge = plot.x
    for k, width in enumerate(widths):
        lefts[k] = max(edge, lefts[k])
        edge = lefts[k] + width + gap
    edge = plot.right + gap
    for k in reversed(range(len(lefts))):
        lefts[k] = min(lefts[k], edge - gap - widths[k])
        edge = lefts[k]
    return lefts


def _tries(pen: Lettering, plot: pygame.Rect, standing: AmongOthers) -> None:
    """Arrows below the axis: this try, and the best, if that is another."""
    same = standing.best == standing.this
    taken = _arrow(pen, plot, standing, standing.this, "this try, your best" if same else "this try", None)
    if not same and standing.best is not None:
        _arrow(pen, plot, standing, standing.best, "your best", taken)


def _arrow(
    pen: Lettering, plot: pygame.Rect, standing: AmongOthers, value: float | None, word: str, taken: pygame.Rect | None
) -> pygame.Rect:
    """At `value`, with its `word` beside it, but not where it is `taken`; where the word stands."""
    kit, tip, y = pen.kit, pen.kit.px(4), plot.bottom + pen.kit.px(TICK)
    colour = pen.kit.palette.source if taken else pen.kit.palette.text
    x = plot.right + kit.px(APART + NEVER / 2) if value is None else _x(plot, standing.found.place(value))
    if value is not None:
        pygame.draw.line(pen.surface, colour, (x, plot.y), (x, y), max(1, kit.px(1.5)))
    pygame.draw.polygon(pen.surface, colour, [(x, y), (x - tip, y + 2 * tip), (x + tip, y + 2 * tip)])
    text = word if value is None else f"{word}: {measured_text(value, share=standing.stick.metric.share)}"
    place = pygame.Rect(0, y, kit.fonts.width(text, SMALL + 0.5, "medium"), 2 * tip)
    right, left = x + kit.px(8), x - kit.px(8) - place.width
    place.x = right if right + place.width <= plot.right else left
    if taken and place.inflate(kit.px(12), 0).colliderect(taken):
        beyond = taken.right + kit.px(12)
        place.x = beyond if beyond + place.width <= plot.right else taken.x - kit.px(24) - place.width
    pen.write(text, (place.x, place.centery), SMALL + 0.5, colour, "medium")
    return place
