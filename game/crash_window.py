"""The window that says that Glassbox has failed: plain pygame, nothing of the game's own screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pygame

from game.paths import ASSETS

SIZE = (720, 320)
MARGIN, LINE, GAP, FONT = 32, 24, 12, 17
BUTTON = pygame.Rect(SIZE[0] - MARGIN - 120, SIZE[1] - MARGIN - 40, 120, 40)
GROUND, RAISED, TEXT, MUTED, EDGE = (13, 17, 28), (27, 35, 54), (226, 232, 245), (139, 152, 184), (84, 160, 255)
CLOSING_KEYS = (pygame.K_ESCAPE, pygame.K_RETURN, pygame.K_KP_ENTER)


def show(sentences: Sequence[str]) -> None:
    """Show `sentences` until the student closes the window; where nobody can see it, only for a frame."""
    pygame.quit()
    pygame.display.init()
    pygame.font.init()
    pygame.display.set_caption("Glassbox")
    surface = pygame.display.set_mode(SIZE)
    pygame.event.clear()
    draw(surface, sentences)
    pygame.display.flip()
    unseen = pygame.display.get_driver() == "dummy"
    while not unseen and not closes(pygame.event.wait()):
        draw(surface, sentences)
        pygame.display.flip()
    pygame.quit()


def closes(event: pygame.event.Event) -> bool:
    """Whether `event` closes the window. Space does not: it may still be held from playing."""
    if event.type == pygame.KEYDOWN:
        return event.key in CLOSING_KEYS
    return event.type == pygame.QUIT or (event.type == pygame.MOUSEBUTTONUP and BUTTON.collidepoint(event.pos))


def draw(surface: pygame.Surface, sentences: Sequence[str]) -> None:
    """Draw `sentences`, the first as a heading, and a button."""
    font = _font()
    surface.fill(GROUND)
    y = MARGIN
    for k, sentence in enumerate(sentences):
        for line in wrapped(sentence, font, SIZE[0] - 2 * MARGIN):
            surface.blit(font.render(line, True, MUTED if k else TEXT), (MARGIN, y))
            y += LINE
        y += GAP
    pygame.draw.rect(surface, RAISED, BUTTON, border_radius=8)
    pygame.draw.rect(surface, EDGE, BUTTON, 1, border_radius=8)
    word = font.render("Close", True, TEXT)
    surface.blit(word, word.get_rect(center=BUTTON.center))


def wrapped(text: str, font: pygame.font.Font, width: int) -> Iterator[str]:
    """`text` in lines of at most `width` pixels, broken at spaces where there are some, else anywhere."""
    line = ""
    for word in text.split(" "):
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


def _font() -> pygame.font.Font:
    """Inter; pygame's own if even that is not there."""
    try:
        return pygame.font.Font(str(ASSETS / "fonts" / "Inter-Regular.otf"), FONT)
    except (OSError, pygame.error):
        return pygame.font.Font(None, FONT + 4)
