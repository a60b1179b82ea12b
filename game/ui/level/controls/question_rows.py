"""Where the questions of a level are answered: a number to type, options to choose, to mark or to put in order."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.sim.level.actions import AnswerValue
from game.sim.level.questions import Question
from game.sim.start import Start
from game.ui.draw.kit import Kit
from game.ui.level.controls.number_row import NumberRow
from game.ui.level.controls.option_chip import OptionChip
from game.ui.level.controls.question_row import (
    CORRECTION,
    PROMPT,
    ROW_GAP,
    ROW_LINE,
    QuestionRow,
    correction_lines,
    prompt_room,
)
from game.ui.level.text_block import block_height
from game.ui.toolkit.panel import Focusable, Message


class OptionsRow(QuestionRow):
    """Base of those with a chip for each option; `state` holds what each chip shows."""

    def __init__(self, kit: Kit, rect: pygame.Rect, question: Question, start: Start) -> None:
        super().__init__(kit, rect, question, start)
        self.state: dict[str, str] = dict.fromkeys(self.options, "")
        across = columns(len(self.options))
        gap = kit.px(ROW_GAP)
        width = (self.area.width - (across - 1) * gap) // across
        self.chips = {
            option: OptionChip(
                kit,
                pygame.Rect(
                    self.area.x + (k % across) * (width + gap),
                    self.area.y + (k // across) * kit.px(ROW_LINE),
                    width,
                    kit.px(ROW_LINE - 4),
                ),
                question.option_text(option, start),
            )
            for k, option in enumerate(self.options)
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
        return self._told()

    def _told(self) -> Sequence[Message]:
        """Show the state, and answer once it is complete."""
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
        """What Tab stops at, in its order."""
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

    def option_marks(self) -> dict[str, str]:
        return dict(self.state)


class OrderRow(OptionsRow):
    """All options in a row: a click gives the next place, or takes it away together with those after it; what was
    answered meanwhile stays as it is until all have one again."""

    def __init__(self, kit: Kit, rect: pygame.Rect, question: Question, start: Start) -> None:
        super().__init__(kit, rect, question, start)
        self._known: AnswerValue | None = None

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
        if not isinstance(answer, tuple) or answer == self._known:
            return
        self._known = answer
        places = {option: str(place) for place, option in enumerate(answer, start=1)}
        self.state = {option: places[option] for option in self.options}
        self.refresh()


class TableRow(OptionsRow):
    """A word for each option: a click turns the arrow, or it is drawn in the network."""

    def drawn(self, option: str, word: str) -> Sequence[Message]:
        if option not in self.state or not self.enabled or word not in self.question.words:
            return []
        self.state[option] = word
        return self._told()

    def turn(self, option: str) -> None:
        words = self.question.words
        now = self.state[option]
        self.state[option] = words[(words.index(now) + 1) % len(words)] if now else words[0]

    def value(self) -> AnswerValue | None:
        return dict(self.state) if all(self.state.values()) else None

    def show(self, answer: AnswerValue | None) -> None:
        if isinstance(answer, dict) and answer != self.state:
            self.state = dict(answer)
            self.refresh()

    def option_marks(self) -> dict[str, str]:
        return dict(self.state)


class SetRow(OptionsRow):
    """The options that apply."""

    def turn(self, option: str) -> None:
        self.state[option] = "" if self.state[option] else "silent"

    def value(self) -> tuple[str, ...]:
        return tuple(option for option in self.options if self.state[option])

    def show(self, answer: AnswerValue | None) -> None:
        if isinstance(answer, tuple) and set(answer) != set(self.value()):
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


def question_height(
    kit: Kit, question: Question, options: Sequence[str], width: int, *, corrected: bool = False
) -> int:
    """Pixels that a question needs; with room for what is said of a wrong answer where it is `corrected`."""
    prompt = block_height(kit, question.prompt, PROMPT, prompt_room(kit, question, width)) + kit.px(4)
    below = correction_lines(question) * kit.px(CORRECTION) if corrected else 0
    if question.form == "number":
        return max(prompt, kit.px(ROW_LINE)) + below
    return below + prompt + -(-len(options) // columns(len(options))) * kit.px(ROW_LINE)
