"""Every recipe that was counted in the visit: what it was, the share that was written down, and the share counted."""

from __future__ import annotations

from typing import NamedTuple

import pygame

from game.sim.level.controls import Value
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.sim.settings import Settings
from game.ui.draw.lettering import Lettering
from game.ui.level.drawings.drawing import verdict_colour
from game.ui.level.pictures import PictureEntry
from game.ui.level.pictures.level_picture import LevelPicture

LINE = 22
"""Design pixels: height of a line of words."""
WORDS = 196
"""Design pixels: room for a recipe."""
ROW = 28
"""Design pixels: height of a row."""
TRACK = 10
"""Design pixels: height of its bar."""
NUMBER = 54
"""Design pixels: room for a share."""
WITHIN = 0.05
"""A share that was written down is right if it is as near as this."""


class CountedRow(NamedTuple):
    """A recipe in `words`; its share as `said` and as `counted`, 0..1."""

    words: str
    said: float
    counted: float


def recipe_words(settings: Settings) -> str:
    """The recipe that `settings` are, in short."""
    loss = "MSE" if settings.loss == "mse" else "CE"
    bias = f"{settings.bias_init:g}".replace("-", "−")
    return f"{loss}, η {settings.learning_rate:g}, ±{settings.weight_init:g}, bias {bias}"


class CountedRecipes(LevelPicture):
    """`rows` holds what was counted, by the number of the try; the solution, once it is shown, is the last."""

    heading = "Written down and counted"

    def __init__(self, play: LevelPlay) -> None:
        super().__init__(play)
        self.rows: dict[int, CountedRow] = {}
        self._about: int | None = None

    def update(self, now: float, *, still: bool) -> None:
        visit = self._play.visit
        if visit.number != self._about:
            self._about, self.rows = visit.number, {}
        number = visit.tries + int(visit.solved)
        if visit.stage is Stage.RESULT and number not in self.rows:
            self._note(number)
        super().update(now, still=still)

    def _note(self, number: int) -> None:
        kind = self._play.kind
        said, counted = kind.values.get("named"), kind.evidence().share
        if isinstance(said, (int, float)) and counted is not None:
            self.rows[number] = CountedRow(recipe_words(kind.set_up().settings), said / 100, counted)

    def state(self) -> tuple[object, ...]:
        visit, kind = self._play.visit, self._play.kind
        values: tuple[tuple[str, Value], ...] = tuple(kind.values.items())
        return visit.stage, visit.solved, visit.deals, tuple(self.rows.items()), values

    def paint(self, pen: Lettering, inner: pygame.Rect) -> None:
        kit, palette, visit = pen.kit, pen.kit.palette, self._play.visit
        self._words(pen, inner)
        tries = self._play.level.tries
        y = inner.y + kit.px(LINE + 12)
        pitch = min(kit.px(ROW), (inner.bottom - y) // (tries + int(visit.solved)))
        for number, row in self.rows.items():
            self._row(pen, pygame.Rect(inner.x, y, inner.width, pitch), number, row)
            y += pitch
        said = self._play.kind.values.get("named")
        if visit.stage is not Stage.RESULT and len(self.rows) < tries:
            words = recipe_words(self._play.kind.set_up().settings)
            place = pygame.Rect(inner.x, y, inner.width, pitch)
            self._row(pen, place, len(self.rows) + 1, None, words, said if isinstance(said, (int, float)) else None)
        elif not self.rows:
            pen.write("nothing was counted", inner.center, 12, palette.muted, anchor="center")

    def _words(self, pen: Lettering, inner: pygame.Rect) -> None:
        palette, level, visit = pen.kit.palette, self._play.level, self._play.visit
        words = f"{level.facts['task']}, {level.facts['activation']}, {level.epochs:,} epochs"
        ink, row = palette.text, self.rows.get(visit.tries)
        if visit.stage is Stage.RESULT and row and not visit.solved:
            ink = verdict_colour(pen, abs(row.said - row.counted) <= WITHIN)
            words = f"You wrote down {100 * row.said:g}%, counted are {row.counted:.1%}."
        pen.write(words, (inner.x, inner.y + pen.kit.px(9)), 13, ink, "medium", room=inner.width)

    def _row(
        self,
        pen: Lettering,
        area: pygame.Rect,
        number: int,
        row: CountedRow | None,
        words: str = "",
        said: float | None = None,
    ) -> None:
        """A row that was counted; or the `words` of the one that is being written down, with what is `said` in %."""
        kit, palette = pen.kit, pen.kit.palette
        solution = number > self._play.level.tries
        text = f"{'best' if solution else number}: {row.words if row else words}"
        pen.write(text, (area.x, area.centery), 12.5, palette.text if row else palette.muted, room=kit.px(WORDS))
        track = pygame.Rect(area.x + kit.px(WORDS + 8), 0, 0, kit.px(TRACK))
        track.width = area.right - track.x - kit.px(NUMBER)
        track.centery = area.centery
        pygame.draw.rect(pen.surface, palette.raised, track, border_radius=track.height // 2)
        if row:
            filled = pygame.Rect(track.x, track.y, round(track.width * row.counted), track.height)
            pygame.draw.rect(pen.surface, palette.activation, filled, border_radius=track.height // 2)
            pen.write(f"{row.counted:.1%}", (area.right, area.centery), 12.5, palette.text, "mono", anchor="midright")
        share = row.said if row else None if said is None else said / 100
        if share is not None and not solution:
            ink = verdict_colour(pen, abs(row.said - row.counted) <= WITHIN if row else None)
            x = track.x + round(track.width * share)
            ends = ((x, track.y - kit.px(4)), (x, track.bottom + kit.px(4)))
            pygame.draw.line(pen.surface, palette.panel, *ends, max(3, kit.px(6)))
            pygame.draw.line(pen.surface, ink, *ends, max(1, kit.px(3)))


PICTURE = PictureEntry("counted_recipes", 8, CountedRecipes, 230)
