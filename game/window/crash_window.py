"""The window that says that Glassbox has failed: plain pygame, nothing of the game's own screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

import pygame

from game.paths import ASSETS
from game.ui.draw.drawable import drawable, rendered
from game.window.desktop import WindowSize

SIZE = (720, 320)
MARGIN = 32
"""Pixels from the window's edges to what is in it."""
LINE = 24
"""Pixels that a line of text is high."""
GAP = 12
"""Pixels between paragraphs."""
FONT = 17
"""Pixels: size of the text."""
BUTTON = pygame.Rect(SIZE[0] - MARGIN - 120, SIZE[1] - MARGIN - 40, 120, 40)
PLAIN_HEIGHT = 1080
"""Height of a desktop on which the window has `SIZE`."""
LARGEST = 3.0
"""How many times that it has at most on a higher one."""
GROUND = (13, 17, 28)
"""Colour behind everything."""
RAISED = (27, 35, 54)
"""Colour of the button."""
TEXT = (226, 232, 245)
"""Colour of what is said first, and of the button's word."""
MUTED = (139, 152, 184)
"""Colour of other words."""
EDGE = (84, 160, 255)
"""Colour of the button's edge."""
CLOSING_KEYS = (pygame.K_ESCAPE, pygame.K_RETURN, pygame.K_KP_ENTER)
WAIT_MS = 200
"""So often the terminal's Ctrl+C is heard."""


def show(sentences: Sequence[str]) -> None:
    """Show `sentences` until the student closes the window; where nobody can see it, only for a frame."""
    pygame.quit()
    pygame.display.init()
    pygame.font.init()
    pygame.display.set_caption("Glassbox")
    _set_icon()
    size, scale = size_and_scale(pygame.display.get_desktop_sizes()[0])
    surface = pygame.display.set_mode(size)
    pygame.event.clear()
    button = draw_crash(surface, sentences, scale)
    pygame.display.flip()
    unseen = pygame.display.get_driver() == "dummy"
    while not unseen and not closes(pygame.event.wait(WAIT_MS), button):
        draw_crash(surface, sentences, scale)
        pygame.display.flip()
    pygame.quit()


def size_and_scale(desktop: WindowSize) -> tuple[WindowSize, float]:
    """The window's size in pixels on a desktop of that many, never larger than it, and how many times its own size
    everything in it is drawn."""
    scale = min(LARGEST, max(1.0, desktop[1] / PLAIN_HEIGHT))
    width, height = (min(round(side * scale), room) for side, room in zip(SIZE, desktop, strict=True))
    return (width, height), scale


def closes(event: pygame.event.Event, button: pygame.Rect = BUTTON) -> bool:
    """Whether `event` closes the window. Space does not: it may still be held from playing."""
    if event.type == pygame.KEYDOWN:
        return event.key in CLOSING_KEYS
    return event.type == pygame.QUIT or (event.type == pygame.MOUSEBUTTONUP and button.collidepoint(event.pos))


def draw_crash(surface: pygame.Surface, sentences: Sequence[str], scale: float = 1.0) -> pygame.Rect:
    """Draw `sentences`, the first as a heading, and a button in the lower right corner, whose place is returned."""
    width, height = surface.get_size()
    margin = min(round(MARGIN * scale), width // 16)
    font = _font(scale)
    surface.fill(GROUND)
    y = margin
    for k, sentence in enumerate(sentences):
        for line in lines_within(sentence, font, width - 2 * margin):
            surface.blit(rendered(font, line, MUTED if k else TEXT), (margin, y))
            y += round(LINE * scale)
        y += round(GAP * scale)
    button = pygame.Rect(0, 0, *(round(side * scale) for side in BUTTON.size))
    button.bottomright = (width - margin, height - margin)
    pygame.draw.rect(surface, RAISED, button, border_radius=8)
    pygame.draw.rect(surface, EDGE, button, 1, border_radius=8)
    word = font.render("Close", True, TEXT)
    surface.blit(word, word.get_rect(center=button.center))
    return button


def lines_within(text: str, font: pygame.font.Font, width: int) -> Iterator[str]:
    """`text` in lines of at most `width` pixels, broken at spaces where there are some, else anywhere."""
    line = ""
    for word in drawable(text).split(" "):
        longer = f"{line} {word}" if line else word
        if font.size(longer)[0] <= width:
            line = longer
            continue
        if line:
            yield line
        line = ""
        for letter in word:
            if font.size(line + letter)[0] > width:
                yield line
                line = ""
            line += letter
    yield line


def _font(scale: float) -> pygame.font.Font:
    """Inter; pygame's own if even that is not there or is damaged."""
    try:
        font = pygame.font.Font(str(ASSETS / "fonts" / "Inter-Regular.otf"), round(FONT * scale))
        font.size("a")  # a damaged file opens, and fails only when it is used
    except (OSError, pygame.error):
        return pygame.font.Font(None, round((FONT + 4) * scale))
    return font


def _set_icon() -> None:
    with suppress(Exception):  # an ornament, and drawn by the game that has just failed
        from game.ui.draw.app_icon import app_icon

        pygame.display.set_icon(app_icon(64))
