"""What every row of a question is: the prompt, and whether its answer was right."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.sim.level.actions import Answer, AnswerValue
from game.sim.level.questions import Question
from game.sim.start import Start
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering, wrapped
from game.ui.level.intents import Do
from game.ui.level.text_block import block_height, write_block
from game.ui.toolkit.panel import Focusable, Hint, Message

PROMPT = 13
"""Design pixels: size of the prompt."""
ROW_LINE = 30
"""Design pixels: height of an answer's line."""
ROW_GAP = 6
"""Design pixels: gaps."""
BOX_WIDTH = 88
"""Design pixels: width of a box for a number."""
MARK = 14
"""Design pixels: size of a mark."""
CORRECTION = 16
"""Design pixels: a line below the answer that says what is right."""
CORRECTION_SIZE = 12


class QuestionRow:
    """Base of all: the prompt at the top of `rect`, the answer below it. The net that is asked about begins with
    `start`."""

    def __init__(self, kit: Kit, rect: pygame.Rect, question: Question, start: Start) -> None:
        self.question, self.rect = question, rect
        self.kit, self.options = kit, question.options(start)
        self.room = prompt_room(kit, question, rect.width)
        top = block_height(kit, question.prompt, PROMPT, self.room) + kit.px(4)
        self.area = pygame.Rect(rect.x, rect.y + top, rect.width, rect.height - top)
        self.mark: bool | None = None
        self.correction: tuple[str, ...] = ()
        """Of a wrong answer: what is right, and perhaps how one comes to the wrong one."""
        self.enabled = True

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        """The answer, once it is complete."""
        return []

    def show(self, answer: AnswerValue | None) -> None:
        """Show the answer that is filled in."""

    def set_enabled(self, enabled: bool) -> None:
        """Let it be answered, or not."""
        self.enabled = enabled

    def clicked(self, option: str) -> Sequence[Message]:
        """The option was meant by a click elsewhere."""
        return []

    def drawn(self, option: str, word: str) -> Sequence[Message]:
        """An arrow that means `word` was drawn at the option."""
        return []

    def stand_at(self, spot: pygame.Rect | None) -> None:
        """Where in the network the answer belongs; None if it has no one place there."""

    @property
    def look(self) -> object:
        """What of it is painted on the panel."""
        return (self.mark, self.correction)

    def option_marks(self) -> dict[str, str]:
        """What the player says of each option, to be drawn where it stands in the network."""
        return {}

    def draw(self, pen: Lettering, origin: tuple[int, int]) -> None:
        """The prompt, and whether the answer was right."""
        palette, kit = self.kit.palette, self.kit
        place = self.rect.move(-origin[0], -origin[1])
        room = pygame.Rect(place.x, place.y, self.room, place.height)
        write_block(pen, self.question.prompt, room, PROMPT, palette.text)
        if self.mark is not None:
            name, colour = ("check", palette.gradient) if self.mark else ("cross", palette.negative)
            icon = kit.icons.get(name, kit.px(MARK), colour)
            pen.surface.blit(icon, icon.get_rect(topright=(place.right, place.y + kit.px(3))))

        y = place.bottom - correction_lines(self.question) * kit.px(CORRECTION) + kit.px(CORRECTION) // 2
        for k, text in enumerate(self.correction):
            for line in wrapped(kit, text, CORRECTION_SIZE, place.width):
                pen.write(line, (place.x, y), CORRECTION_SIZE, palette.negative if k else palette.gradient)
                y += kit.px(CORRECTION)

    def hints(self) -> list[Hint]:
        """Hover help, and where it is shown."""
        return []

    def focusables(self) -> list[Focusable]:
        """What Tab stops at, in its order."""
        return []

    def kill(self) -> None:
        """Take it away."""

    def answered(self, value: AnswerValue) -> list[Message]:
        """The message that fills in `value`."""
        return [Do(Answer(self.question.name, value))]


def correction_lines(question: Question) -> int:
    """Lines that may be said of a wrong answer: what is right, and how one comes to the wrong one, if that is known."""
    return 1 + question.slip_lines


def prompt_room(kit: Kit, question: Question, width: int) -> int:
    """How wide the prompt may be."""
    beside = BOX_WIDTH + 8 if question.form == "number" else 0
    return width - kit.px(MARK + 6 + beside)
