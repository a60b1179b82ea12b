"""The three stars with what each needs, and how far it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pygame

from game.sim.level.play.level_result import Need, StarProgress
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering, wrapped
from game.ui.draw.palette import Colour
from game.ui.level.text_block import block_height, line_height, write_block

STAR = 20
"""Design pixels: side of a star."""
TEXT_SIZE = 13
"""Design pixels: size of the text."""
VALUE = 72
"""Design pixels: room for the measured value."""
SIGN = 18
"""Design pixels: room for a sign."""
GAP = 10
"""Design pixels: gaps beside stars."""
BETWEEN = 8
"""Design pixels: gaps between stars."""
BAR = 3
BOUND_WORDS = (" at most ", " at least ", " below ", " exactly ")


def rows_height(kit: Kit, stars: Sequence[StarProgress], width: int) -> int:
    """Pixels that the rows need."""
    room = width - kit.px(STAR + GAP)
    needs = [pair for _, new in _new_needs(stars) for pair in new]
    return sum(_need_height(kit, text, need, room) for text, need in needs) + len(stars) * kit.px(BETWEEN)


def _new_needs(stars: Sequence[StarProgress]) -> Iterator[tuple[StarProgress, list[tuple[str, Need]]]]:
    """Each star with the needs that those before it have not said already, in words; what is measured is named once."""
    said: set[str] = set()
    for star in stars:
        needs = [need for need in star.needs if need.text not in said]
        yield star, [(_shortened(need.text, said), need) for need in needs]
        said |= {need.text for need in star.needs} | {_parts(need.text)[0] for need in star.needs}


def _parts(text: str) -> tuple[str, str]:
    """What is measured, and its bound."""
    for word in BOUND_WORDS:
        head, found, tail = text.rpartition(word)
        if found and head.strip():
            return head, word.strip() + " " + tail
    return text, ""


def _shortened(text: str, said: set[str]) -> str:
    head, bound = _parts(text)
    return f"… {bound}" if bound and head in said else text


def draw_rows(pen: Lettering, rect: pygame.Rect, stars: Sequence[StarProgress]) -> int:
    """Draw them from the top of `rect` on; the y below them."""
    kit, y = pen.kit, rect.y
    for star, needs in _new_needs(stars):
        name = "star" if star.earned else "star-empty"
        colour = kit.palette.activation if star.earned else star_colour(kit, star)
        icon = kit.icons.get(name, kit.px(STAR), colour)
        pen.surface.blit(icon, (rect.x, y - kit.px(1)))
        for text, need in needs:
            x = rect.x + kit.px(STAR + GAP)
            y = _need(pen, pygame.Rect(x, y, rect.right - x, 0), text, need)
        y += kit.px(BETWEEN)
    return y


def star_colour(kit: Kit, star: StarProgress) -> Colour:
    """Of one that is not earned: fainter once it is lost."""
    return kit.palette.off if star.lost else kit.palette.muted


def _need_height(kit: Kit, text: str, need: Need, width: int) -> int:
    return block_height(kit, text, TEXT_SIZE, _text_room(kit, need, width)) + kit.px(BAR)


def _text_room(kit: Kit, need: Need, width: int) -> int:
    """How wide the words may be: beside them stands a value, or only a sign."""
    return width - kit.px(VALUE if need.bound is not None else SIGN)


def _need(pen: Lettering, rect: pygame.Rect, text: str, need: Need) -> int:
    kit, palette = pen.kit, pen.kit.palette
    room = pygame.Rect(rect.x, rect.y, _text_room(kit, need, rect.width), 0)
    ink = palette.text if need.met else palette.closed if need.lost else palette.muted
    below = write_block(pen, text, room, TEXT_SIZE, ink)
    middle = rect.y + line_height(kit, TEXT_SIZE) // 2
    if need.met or need.lost:
        sign, colour = ("check", palette.gradient) if need.met else ("cross", palette.negative)
        icon = kit.icons.get(sign, kit.px(12), colour)
        pen.surface.blit(icon, icon.get_rect(midright=(rect.right, middle)))
    if need.value is not None and need.bound is not None:
        place = (rect.right - kit.px(18), middle)
        first = wrapped(kit, text, TEXT_SIZE, room.width, "regular")[0]
        left = rect.x + kit.fonts.width(first, TEXT_SIZE, "regular") + kit.px(6)
        colour = palette.activation if need.met else palette.text
        pen.write(value_text(need), place, 13, colour, "mono", anchor="midright", room=max(1, place[0] - left))
    return below + kit.px(BAR)


def value_text(need: Need) -> str:
    """What was measured, as shown: with more digits where it would look like the bound, which it is not."""
    if need.value is None:
        return ""
    text = measured_text(need.value, share=need.share)
    if need.bound is None or need.value == need.bound or text != measured_text(need.bound, share=need.share):
        return text
    value, unit = (100.0 * need.value, "%") if need.share else (need.value, "")
    bound = 100.0 * need.bound if need.share else need.bound
    finer = (f"{value:.{digits}g}" for digits in range(3, 9) if float(f"{value:.{digits}g}") != bound)
    return f"{next(finer, f'{value:g}')}{unit}".replace("-", "−")


def measured_text(value: float, *, share: bool) -> str:
    """A measured `value`: shares in percent, others to as many decimals as say something, three at most."""
    if share:
        return f"{value:.1%}".replace("-", "−")
    if abs(value) < 1e6 and value == int(value):
        return f"{int(value):,}".replace("-", "−")
    exact = f"{value:,.3f}".rstrip("0").rstrip(".") if 1e-3 <= abs(value) < 1e3 else f"{value:.2g}"
    return exact.replace("-", "−")
