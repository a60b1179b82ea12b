"""A number to type, in the network where it belongs or beside the prompt."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.sim.level.actions import AnswerValue
from game.sim.level.questions import Question
from game.sim.start import Start
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import MINUS
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import mix
from game.ui.level.controls.question_row import BOX_WIDTH, LINE, QuestionRow
from game.ui.toolkit.panel import Focusable, Hint, Message
from game.ui.widgets.text_box import TextBox

PLACEHOLDERS = {"delta": "δ = ?", "gradient": "grad ?", "new_value": "new w ?"}
"""What an empty box in the network asks for, by kind of question."""
RADIUS = 5


class NumberRow(QuestionRow):
    """It counts when the typing ends. A plate beside the prompt says what was typed in the network."""

    def __init__(self, kit: Kit, rect: pygame.Rect, question: Question, start: Start) -> None:
        super().__init__(kit, rect, question, start)
        self._beside = pygame.Rect(
            rect.x + self.room + kit.px(8), rect.y + kit.px(2), kit.px(BOX_WIDTH), kit.px(LINE - 4)
        )
        self.box = TextBox(kit, self._beside, placeholder=PLACEHOLDERS.get(question.__struct_config__.tag, ""))  # type: ignore[arg-type]
        self._shown: AnswerValue | None = None
        self._spot: pygame.Rect | None = None

    def stand_at(self, spot: pygame.Rect | None) -> None:
        if spot != self._spot:
            self._spot = spot
            self.box.move_to(spot or self._beside)

    @property
    def look(self) -> object:
        return (self.mark, self._plate)

    @property
    def _plate(self) -> str | None:
        """What stands beside the prompt in place of the box."""
        if self.enabled and self._spot is None:
            return None
        return "" if self._shown is None else f"{self._shown:g}"

    @property
    def field(self) -> pygame.Rect | None:
        """Where in the network it is typed now."""
        return self._spot if self.enabled else None

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        pressed = event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT
        if pressed and self.field and self._beside.collidepoint(event.pos):
            self.box.begin()
        typed = self.box.finished(event)
        number = parsed(typed) if typed is not None else None
        if number is None or number == self._shown:
            return []
        self._shown = number
        return self.answered(number)

    def show(self, answer: AnswerValue | None) -> None:
        if answer != self._shown and isinstance(answer, (int, float)):
            self._shown = answer
            self.box.set_text(f"{answer:g}")

    def set_enabled(self, enabled: bool) -> None:
        super().set_enabled(enabled)
        self.box.set_visible(enabled)

    def draw(self, pen: Lettering, origin: tuple[int, int]) -> None:
        super().draw(pen, origin)
        text = self._plate
        if text is None:
            return
        kit, palette = self.kit, self.kit.palette
        place = self._beside.move(-origin[0], -origin[1])
        line = mix(palette.panel, palette.line, 0.8)
        pen.surface.blit(rounded_box(place.size, kit.px(RADIUS), palette.panel, line, max(1, kit.px(1))), place)
        if text:
            pen.write(text, (place.x + kit.px(8), place.centery), 13, palette.activation, "mono")
        elif self.enabled:
            icon = kit.icons.get("arrow-right", kit.px(14), palette.muted)
            pen.surface.blit(icon, icon.get_rect(center=place.center))

    def hints(self) -> list[Hint]:
        return [Hint(self._beside, lambda: "Type it into its box in the network.")] if self.field else []

    def focusables(self) -> list[Focusable]:
        return [self.box] if self.enabled else []

    def kill(self) -> None:
        self.box.kill()


def parsed(text: str) -> float | None:
    """The number typed; None if it is none."""
    try:
        return float(text.strip().replace(MINUS, "-").replace(",", "."))
    except ValueError:
        return None
