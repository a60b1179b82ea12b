"""A grid of starts, a cell each, coloured by outcome: pointed at, walked through with the arrow keys, chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pygame
from numpy.typing import NDArray

from game.sim.population.outcomes import Outcome
from game.ui.draw.kit import Kit
from game.ui.draw.palette import Colour, Palette, mix
from game.ui.toolkit.focus_ring import PRESS_KEYS
from game.ui.toolkit.overlay_sheet import LAYER
from game.ui.toolkit.panel import Message
from game.ui.toolkit.picture_element import PictureElement

COLUMNS = 40
UNKNOWN = len(Outcome)
STEPS = {pygame.K_LEFT: -1, pygame.K_RIGHT: 1, pygame.K_UP: -COLUMNS, pygame.K_DOWN: COLUMNS}
WORDS = {
    Outcome.SOLVED: "solved",
    Outcome.OPEN: "not solved",
    Outcome.LOCKED: "locked and wrong",
    Outcome.DEAD: "dead",
    Outcome.DIVERGED: "diverged",
}
"""In the order of a legend."""
WORDS_UNJUDGED = {
    Outcome.OPEN: "no neuron locked",
    Outcome.LOCKED: "a neuron locked",
    Outcome.DEAD: "a neuron dead",
    Outcome.DIVERGED: "diverged",
}
"""Where answers are neither right nor wrong."""


def outcome_colour(palette: Palette, outcome: Outcome) -> Colour:
    """The colour of its cells."""
    return {
        Outcome.SOLVED: palette.activation,
        Outcome.OPEN: mix(palette.panel, palette.muted, 0.5),
        Outcome.LOCKED: palette.negative,
        Outcome.DEAD: mix(palette.panel, palette.source, 0.85),
        Outcome.DIVERGED: palette.text,
    }[outcome]


class OutcomeGrid:
    """`n` cells in the left upper part of `rect` (screen pixels); a chosen one means `chosen(cell)`. It stops the Tab
    key."""

    def __init__(self, kit: Kit, rect: pygame.Rect, n: int, chosen: Callable[[int], Sequence[Message]]) -> None:
        self.n = n
        self._kit, self._chosen = kit, chosen
        rows = -(-n // COLUMNS)
        self.pitch = max(3, min(rect.width // COLUMNS, rect.height // rows))
        self.rect = pygame.Rect(rect.x, rect.y, COLUMNS * self.pitch, rows * self.pitch)
        self.cell = 0
        self._pointed: int | None = None
        self._walked = False
        self._readout = PictureElement(kit, self.rect, LAYER + 1)
        self._colours = self._all_colours()
        self._cells = self._tiled(None)
        self._show()

    @property
    def lit(self) -> int | None:
        """The cell under the pointer, or that the arrow keys have come to."""
        return self.cell if self._walked and self._pointed is None else self._pointed

    def show(self, found: NDArray[np.int8] | None) -> None:
        """Show the outcomes; None: there are none yet."""
        self._cells = self._tiled(found)
        self._show()

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        """What `event` asks for."""
        if event.type == pygame.MOUSEMOTION:
            self._point(self.at(event.pos))
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT:
            cell = self.at(event.pos)
            return [] if cell is None else self._chosen(cell)
        return []

    def key(self, event: pygame.event.Event) -> Sequence[Message] | None:
        """Arrows walk, Enter and Space choose."""
        if event.key in PRESS_KEYS:
            return self._chosen(self.cell)
        if event.key not in STEPS:
            return None
        self._walked, self._pointed = True, None
        moved = self.cell + STEPS[event.key]
        self.cell = moved if 0 <= moved < self.n else self.cell
        self._show()
        return []

    def at(self, position: tuple[int, int]) -> int | None:
        """The cell at a place of the screen."""
        if not self.rect.collidepoint(position):
            return None
        cell = (position[1] - self.rect.y) // self.pitch * COLUMNS + (position[0] - self.rect.x) // self.pitch
        return cell if cell < self.n else None

    def place(self, cell: int) -> pygame.Rect:
        """Where a cell is on screen."""
        y, x = divmod(cell, COLUMNS)
        return pygame.Rect(self.rect.x + x * self.pitch, self.rect.y + y * self.pitch, self.pitch, self.pitch)

    def kill(self) -> None:
        """Take it away."""
        self._readout.kill()

    def _point(self, cell: int | None) -> None:
        if cell != self._pointed:
            self._pointed, self._walked = cell, False
            self.cell = self.cell if cell is None else cell
            self._show()

    def _show(self) -> None:
        picture = self._cells
        if self.lit is not None:
            picture = picture.copy()
            frame = self.place(self.lit).move(-self.rect.x, -self.rect.y).inflate(2, 2)
            pygame.draw.rect(picture, self._kit.palette.text, frame, max(1, self._kit.px(2)))
        self._readout.put(picture)

    def _all_colours(self) -> NDArray[np.uint8]:
        """By outcome; the last is that of a cell that has none yet."""
        palette = self._kit.palette
        known = [outcome_colour(palette, outcome) for outcome in Outcome]
        return np.array([*known, mix(palette.panel, palette.line, 0.5)], np.uint8)

    def _tiled(self, found: NDArray[np.int8] | None) -> pygame.Surface:
        """One pixel a cell, grown to tiles with gaps between them."""
        palette, rows = self._kit.palette, self.rect.height // self.pitch
        kinds = np.full(rows * COLUMNS, UNKNOWN, np.int8)
        if found is not None:
            kinds[: self.n] = found
        pixels = self._colours[kinds].reshape(rows, COLUMNS, 3)
        small = pygame.surfarray.make_surface(pixels.swapaxes(0, 1))
        picture = pygame.transform.scale(small, self.rect.size).convert()
        gap = max(1, round(self.pitch * 0.16))
        for row in range(rows):
            picture.fill(palette.panel, (0, (row + 1) * self.pitch - gap, self.rect.width, gap))
        for column in range(COLUMNS):
            picture.fill(palette.panel, ((column + 1) * self.pitch - gap, 0, gap, self.rect.height))
        unused = rows * COLUMNS - self.n
        if unused:
            left = (COLUMNS - unused) * self.pitch
            picture.fill(palette.panel, (left, self.rect.height - self.pitch, self.rect.width - left, self.pitch))
        return picture
