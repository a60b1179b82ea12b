"""Where the questions of a level are answered: a number to type, options to choose, to mark or to put in order."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.sim.level_actions import Answer, AnswerValue
from game.sim.network import edge_label, find_edge
from game.sim.questions import Question
from game.ui.figures import MINUS
from game.ui.kit import Kit
from game.ui.lettering import Lettering
from game.ui.level.intents import Do
from game.ui.level.option_chip import OptionChip
from game.ui.level.text_block import block_height, write_block
from game.ui.panel import Focusable, Hint, Message
from game.ui.widgets.text_box import TextBox

PROMPT, LINE, GAP, BOX_WIDTH, MARK = 13, 30, 6, 88, 14
"""Design pixels: size of the prompt, height of an answer's line, gaps, width of a box for a number, size of a mark."""
LAYERS = (2, 2, 1)


def option_text(option: str) -> str:
    """A sample as "(0, 1)", an edge as the network names it."""
    return f"({', '.join(option)})" if option.isdigit() else edge_label(LAYERS, find_edge(LAYERS, option))


class QuestionRow:
    """Base of all: the prompt at the top of `rect`, the answer below it. `options` are the question's."""

    def __init__(self, kit: Kit, rect: pygame.Rect, question: Question, options: Sequence[str]) -> None:
        self.question, self.rect = question, rect
        self.kit, self.options = kit, tuple(options)
        self.room = _prompt_room(kit, question, rect.width)
        top = block_height(kit, question.prompt, PROMPT, self.room) + kit.px(4)
        self.area = pygame.Rect(rect.x, rect.y + top, rect.width, rect.height - top)
        self.mark: bool | None = None
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

    def hints(self) -> list[Hint]:
        return []

    def focusables(self) -> list[Focusable]:
        return []

    def kill(self) -> None:
        """Take it away."""

    def answered(self, value: AnswerValue) -> list[Message]:
        """The message that fills in `value`."""
        return [Do(Answer(self.question.name, value))]


class NumberRow(QuestionRow):
    """A box to type in, beside the prompt; it counts when the typing ends."""

    def __init__(self, kit: Kit, rect: pygame.Rect, question: Question, options: Sequence[str]) -> None:
        super().__init__(kit, rect, question, options)
        place = pygame.Rect(rect.x + self.room + kit.px(8), rect.y + kit.px(2), kit.px(BOX_WIDTH), kit.px(LINE - 4))
        self.box = TextBox(kit, place)
        self._shown: AnswerValue | None = None

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
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
        self.box.set_enabled(enabled)

    def focusables(self) -> list[Focusable]:
        return [self.box]

    def kill(self) -> None:
        self.box.kill()


class OptionsRow(QuestionRow):
    """Base of those with a chip for each option; `state` holds what each chip shows."""

    def __init__(self, kit: Kit, rect: pygame.Rect, question: Question, options: Sequence[str]) -> None:
        super().__init__(kit, rect, question, options)
        self.state: dict[str, str] = dict.fromkeys(options, "")
        across = columns(len(options))
        gap = kit.px(GAP)
        width = (self.area.width - (across - 1) * gap) // across
        self.chips = {
            option: OptionChip(
                kit,
                pygame.Rect(
                    self.area.x + (k % across) * (width + gap),
                    self.area.y + (k // across) * kit.px(LINE),
                    width,
                    kit.px(LINE - 4),
                ),
                option_text(option),
            )
            for k, option in enumerate(options)
        }

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        for option, chip in self.chips.items():
            if chip.pressed(event):
                return self.clicked(option)
        return []

    def clicked(self, option: str) -> Sequence[Message]:
        if option not in self.state or not self.enabled:
            return []
        self.turn(option)
        self.refresh()
        value = self.value()
        return [] if value is None else self.answered(value)

    def turn(self, option: str) -> None:
        """Change what is said of `option`."""

    def value(self) -> AnswerValue | None:
        """The answer; None as long as it is not complete."""
        return None

    def refresh(self) -> None:
        """Let the chips show the state."""
        for option, chip in self.chips.items():
            chip.set_state(self.state[option])

    def set_enabled(self, enabled: bool) -> None:
        super().set_enabled(enabled)
        for chip in self.chips.values():
            chip.set_enabled(enabled)

    def focusables(self) -> list[Focusable]:
        return list(self.chips.values())

    def kill(self) -> None:
        for chip in self.chips.values():
            chip.kill()


class WordRow(OptionsRow):
    """One of the options."""

    def turn(self, option: str) -> None:
        self.state = {each: "chosen" if each == option else "" for each in self.options}

    def value(self) -> AnswerValue | None:
        return next((option for option, state in self.state.items() if state), None)

    def show(self, answer: AnswerValue | None) -> None:
        if isinstance(answer, str) and self.value() != answer:
            self.turn(answer)
            self.refresh()


class OrderRow(OptionsRow):
    """All options in a row: a click gives the next place, or takes it away together with those after it."""

    def turn(self, option: str) -> None:
        taken = self.state[option]
        if taken:
            kept = {each: place for each, place in self.state.items() if place and int(place) < int(taken)}
            self.state = {each: kept.get(each, "") for each in self.options}
        else:
            self.state[option] = str(1 + sum(bool(place) for place in self.state.values()))

    def value(self) -> AnswerValue | None:
        return tuple(sorted(self.options, key=lambda each: int(self.state[each]))) if all(self.state.values()) else None

    def show(self, answer: AnswerValue | None) -> None:
        if isinstance(answer, tuple) and not any(self.state.values()):
            self.state = {option: str(place) for place, option in enumerate(answer, start=1)}
            self.refresh()


class TableRow(OptionsRow):
    """A word for each option: a click turns the arrow."""

    def turn(self, option: str) -> None:
        words = self.question.words
        now = self.state[option]
        self.state[option] = words[(words.index(now) + 1) % len(words)] if now else words[0]

    def value(self) -> AnswerValue | None:
        return dict(self.state) if all(self.state.values()) else None

    def show(self, answer: AnswerValue | None) -> None:
        if isinstance(answer, dict) and not any(self.state.values()):
            self.state = dict(answer)
            self.refresh()

    def option_marks(self) -> dict[str, str]:
        return dict(self.state)


class SetRow(OptionsRow):
    """The options that apply."""

    def turn(self, option: str) -> None:
        self.state[option] = "" if self.state[option] else "silent"

    def value(self) -> AnswerValue | None:
        return tuple(option for option in self.options if self.state[option])

    def show(self, answer: AnswerValue | None) -> None:
        if isinstance(answer, tuple) and not any(self.state.values()):
            self.state = {option: "silent" if option in answer else "" for option in self.options}
            self.refresh()

    def option_marks(self) -> dict[str, str]:
        return dict(self.state)


FORMS: dict[str, type[QuestionRow]] = {
    "number": NumberRow,
    "word": WordRow,
    "order": OrderRow,
    "table": TableRow,
    "set": SetRow,
}


def columns(options: int) -> int:
    """Chips in a line."""
    return options if options <= 4 else 3


def row_height(kit: Kit, question: Question, options: Sequence[str], width: int) -> int:
    """Pixels that a question needs."""
    prompt = block_height(kit, question.prompt, PROMPT, _prompt_room(kit, question, width)) + kit.px(4)
    if question.form == "number":
        return max(prompt, kit.px(LINE))
    return prompt + -(-len(options) // columns(len(options))) * kit.px(LINE)


def _prompt_room(kit: Kit, question: Question, width: int) -> int:
    """How wide the prompt may be."""
    beside = BOX_WIDTH + 8 if question.form == "number" else 0
    return width - kit.px(MARK + 6 + beside)


def parsed(text: str) -> float | None:
    """The number typed; None if it is none."""
    try:
        return float(text.strip().replace(MINUS, "-").replace(",", "."))
    except ValueError:
        return None
