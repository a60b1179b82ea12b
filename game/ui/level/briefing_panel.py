"""The briefing: one idea, the goal, and the prediction that is committed before anything runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pygame

from game.sim.level.actions import Predict
from game.sim.level.play.level_play import LevelPlay
from game.ui.draw.capitals import in_capitals
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.palette import mix
from game.ui.draw.panel_background import panel_background
from game.ui.level.choice_button import ChoiceButton, choice_height
from game.ui.level.intents import Do
from game.ui.level.text_block import block_height, write_block
from game.ui.toolkit.panel import Focusable, Hint, Message
from game.ui.toolkit.picture_panel import PicturePanel

MARGIN = 28
"""Design pixels: from the panel's edges to what is in it."""
IDEA = 21
"""Design pixels: size of the level's idea."""
GOAL = 15
"""Design pixels: size of its goal."""
ASK = 16
"""Design pixels: size of the question what one predicts."""
HEAD = 11
"""Design pixels: size of a heading."""
HEADINGS = ("Goal", "Predict first")
COMFORT = "Predict before you run: a wrong prediction costs nothing."


class BriefingPanel(PicturePanel):
    """One idea, the goal, and a button for each prediction."""

    def __init__(self, play: LevelPlay) -> None:
        self._play = play
        self.choices: list[ChoiceButton] = []

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect = kit, rect
        level, palette = self._play.level, kit.palette
        self._picture = panel_background(kit, rect.size)
        pen, margin = Lettering(kit, self._picture), kit.px(MARGIN)
        inner = pygame.Rect(margin, 0, rect.width - 2 * margin, 0)
        heights = [choice_height(kit, choice.text, inner.width) for choice in level.prediction.choices]
        needed = (
            block_height(kit, level.idea, IDEA, inner.width, "semibold")
            + block_height(kit, level.goal, GOAL, inner.width)
            + block_height(kit, level.prediction.question, ASK, inner.width, "medium")
            + sum(heights)
            + kit.px(8) * len(heights)
            + kit.px(190)
        )
        inner.y = max(margin, (rect.height - needed) // 3)
        inner.y = write_block(pen, level.idea, inner, IDEA, palette.text, "semibold") + kit.px(18)
        inner.y = self._headed(pen, inner, HEADINGS[0], palette.activation)
        inner.y = write_block(pen, level.goal, inner, GOAL, palette.text) + kit.px(22)
        pygame.draw.line(
            self._picture, mix(palette.panel, palette.line, 0.8), (inner.x, inner.y), (inner.right, inner.y)
        )
        inner.y += kit.px(22)
        inner.y = self._headed(pen, inner, HEADINGS[1], palette.source)
        inner.y = write_block(pen, level.prediction.question, inner, ASK, palette.text, "medium") + kit.px(12)
        self.choices = []
        for k, (choice, height) in enumerate(zip(level.prediction.choices, heights, strict=True)):
            place = pygame.Rect(rect.x + inner.x, rect.y + inner.y, inner.width, height)
            self.choices.append(ChoiceButton(kit, place, str(k + 1), choice.text, tip=COMFORT))
            inner.y += height + kit.px(8)

    def _headed(self, pen: Lettering, inner: pygame.Rect, text: str, colour: tuple[int, int, int]) -> int:
        y = inner.y + self._kit.px(8)
        pen.write(in_capitals(text), (inner.x, y), HEAD, colour, "semibold", room=inner.width)
        return y + self._kit.px(14)

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        return [Do(Predict(k)) for k, choice in enumerate(self.choices) if choice.pressed(event)]

    def hints(self) -> Iterable[Hint]:
        return [hint for choice in self.choices if (hint := choice.hint())]

    def focusables(self) -> Sequence[Focusable]:
        return self.choices

    def kill(self) -> None:
        for choice in self.choices:
            choice.kill()
        self.choices = []
