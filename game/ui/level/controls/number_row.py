"""A number to type, in the network where it belongs or beside the prompt."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from contextlib import suppress

import pygame

from game.sim.arithmetic.expression import UnreadableExpressionError, read_expression
from game.sim.arithmetic.interval import DECIMALS
from game.sim.level.actions import AnswerValue
from game.sim.level.questions import Question
from game.sim.start import Start
from game.ui.draw.capitals import capitalised
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import MINUS, came_to
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import mix
from game.ui.intents import Say
from game.ui.level.controls.question_row import BOX_WIDTH, ROW_LINE, QuestionRow
from game.ui.toolkit.panel import Focusable, Hint, Message
from game.ui.widgets.text_box import TextBox

PLACEHOLDERS = {"delta": "δ = ?", "gradient": "grad ?", "new_value": "new w ?"}
"""What an empty box in the network asks for, by kind of question."""
RADIUS = 5
PLAIN = re.compile(rf"[+{MINUS}]?(\d+[.,]?\d*|[.,]\d+)", re.ASCII)
"""A number that is none to be worked out."""
EXPRESSIONS = "or what comes to it, such as 0.41*0.242."


class NumberRow(QuestionRow):
    """It counts when the typing ends. A plate beside the prompt says what was typed in the network."""

    def __init__(self, kit: Kit, rect: pygame.Rect, question: Question, start: Start) -> None:
        super().__init__(kit, rect, question, start)
        self.beside = pygame.Rect(
            rect.x + self.room + kit.px(8), rect.y + kit.px(2), kit.px(BOX_WIDTH), kit.px(ROW_LINE - 4)
        )
        asked = PLACEHOLDERS.get(question.__struct_config__.tag, "")  # type: ignore[arg-type]
        self.box = TextBox(kit, self.beside, placeholder=asked, whole=True)
        self._shown: float | None = None
        self._written = self._before = ""
        self.says = ""
        """The answer as the box spells it; "" without one."""
        self._spot: pygame.Rect | None = None

    def stand_at(self, spot: pygame.Rect | None) -> None:
        if spot != self._spot:
            self._spot = spot
            self.box.move_to(spot or self.beside)

    @property
    def look(self) -> object:
        return (super().look, self.plate)

    @property
    def plate(self) -> str | None:
        """What stands beside the prompt in place of the box."""
        if self.enabled and self._spot is None:
            return None
        return self.says

    @property
    def field(self) -> pygame.Rect | None:
        """Where in the network it is typed now."""
        return self._spot if self.enabled else None

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        pressed = event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT
        if pressed and self.field and self.beside.collidepoint(event.pos):
            self.box.begin()
        typed = self.box.finished(event)
        return [] if typed is None or typed == self._written else self._typed(typed)

    def _typed(self, typed: str) -> Sequence[Message]:
        """The answer that `typed` comes to, which the box shows from now on; or what cannot be read in it."""
        self._written = typed
        if not typed.strip():
            return []
        try:
            number = read_expression(typed)
        except UnreadableExpressionError as problem:
            return [Say(f"{capitalised(str(problem))}.")]
        self._show(number, typed)
        return self.answered(number)

    def show(self, answer: AnswerValue | None) -> None:
        if answer != self._shown and isinstance(answer, (int, float)):
            self._show(answer, self._before)

    def remember(self, says: str) -> None:
        """What was typed here before, which `show` then spells its answer by."""
        self._before = says

    def _show(self, number: float, typed: str) -> None:
        self._shown = number
        self._written = self.says = as_typed(typed, number)
        self.box.set_text(self._written)

    def set_enabled(self, enabled: bool) -> None:
        super().set_enabled(enabled)
        self.box.set_visible(enabled)

    def draw(self, pen: Lettering, origin: tuple[int, int]) -> None:
        super().draw(pen, origin)
        text = self.plate
        if text is None:
            return
        kit, palette = self.kit, self.kit.palette
        place = self.beside.move(-origin[0], -origin[1])
        line = mix(palette.panel, palette.line, 0.8)
        pen.surface.blit(rounded_box(place.size, kit.px(RADIUS), palette.panel, line, max(1, kit.px(1))), place)
        if text:
            pen.write(text, (place.x + kit.px(8), place.centery), 13, palette.activation, "mono")
        elif self.enabled:
            icon = kit.icons.get("arrow-right", kit.px(14), palette.muted)
            pen.surface.blit(icon, icon.get_rect(center=place.center))

    def hints(self) -> list[Hint]:
        """Hover help, and where it is shown."""
        asked = f"{self.question.wanted}, {EXPRESSIONS}"
        if self.field:
            return [Hint(self.beside, lambda: f"Type it into its box in the network: {asked}")]
        return [Hint(self.beside, lambda: f"Type {asked}")] if self.enabled else []

    def focusables(self) -> list[Focusable]:
        """What Tab stops at, in its order."""
        return [self.box] if self.enabled else []

    def kill(self) -> None:
        self.box.kill()


def as_typed(typed: str, number: float) -> str:
    """What a box shows once `number` is taken from it: a plain number as it was typed, its plus and all; of anything
    else what it came to."""
    text = typed.strip().replace("-", MINUS)
    if PLAIN.fullmatch(text):
        with suppress(UnreadableExpressionError):  # it was refused, and the number has come from elsewhere
            if math.isclose(read_expression(text), number, rel_tol=1e-12):
                return text
    return came_to(number, DECIMALS)
