"""The question, where it is answered, and how the answer was found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pygame

from game.sim.arithmetic.expression import UnreadableExpressionError, read_expression
from game.sim.gym.exercise import spelled
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.palette import Colour, mix
from game.ui.draw.panel_background import panel_background
from game.ui.gym.workout import GiveAnswer, NextExercise, Workout
from game.ui.intents import Say
from game.ui.level.text_block import block_height, write_block
from game.ui.screen import Go, Place
from game.ui.toolkit.focus_ring import ENTER
from game.ui.toolkit.panel import Focusable, Hint, Message
from game.ui.toolkit.picture_panel import PicturePanel
from game.ui.widgets.button import Button
from game.ui.widgets.choice import AnswerButton, AnswerMark
from game.ui.widgets.text_box import TextBox

MARGIN = 24
"""Design pixels: from the panel's edges to what is in it."""
TOP = 52
"""Design pixels: from the panel's top to the text."""
GAP = 12
"""Design pixels: between parts of it."""
TITLE = 13
"""Design pixels: size of the title."""
QUESTION = 18
"""Design pixels: size of the question."""
TEXT = 14
"""Design pixels: size of other words."""
FORMULA = 14
"""Design pixels: size of formulas."""
CHOICE = 44
"""Design pixels: height of a choice."""
BOX = (190, 36)
"""Design pixels: size of the box for a number."""
CHECK = (110, 36)
"""Design pixels: size of the button that checks it."""
ONWARD = (150, 38)
"""Design pixels: size of the button that leads to the next exercise."""
CELL = (142, 22)
"""Design pixels: size of a cell of the table."""
CELLS = 3
"""Cells in a row of it."""
WORDS = {2: "two", 3: "three", 4: "four"}
BEGINS_A_NUMBER = "0123456789.,-−(+"


class ExercisePanel(PicturePanel):
    """Built anew for every exercise and answer."""

    def __init__(self, workout: Workout) -> None:
        self.workout = workout
        self.box: TextBox | None = None
        self.choices: list[AnswerButton] = []
        self.buttons: dict[str, Button] = {}

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect = kit, rect
        self.box, self.choices, self.buttons = None, [], {}
        workout, palette = self.workout, kit.palette
        done, right = workout.record.done, workout.record.right
        number = done if workout.found else done + 1
        note = f"{right} of {done} right" if done else ""
        self._picture = panel_background(kit, rect.size, f"Exercise {number}", note)
        pen, margin = Lettering(kit, self._picture), kit.px(MARGIN)
        room = pygame.Rect(margin, kit.px(TOP), rect.width - 2 * margin, 0)
        back = " · once more, after a mistake" if workout.returns else ""
        room.y = write_block(pen, workout.title + back, room, TITLE, palette.source, "medium") + kit.px(6)
        room.y = write_block(pen, workout.exercise.question, room, QUESTION, palette.text, "medium") + kit.px(GAP)
        if workout.exercise.table:
            room.y = self._table(pen, room) + kit.px(GAP)
        room.y = self._answering(pen, room) + kit.px(GAP)
        if workout.found:
            self._found(pen, room)

    # -- building ----------------------------------------------------------------------------------------------------

    def _table(self, pen: Lettering, room: pygame.Rect) -> int:
        """σ of whole numbers; the y below it."""
        kit, palette = self._kit, self._kit.palette
        for k, (z, a) in enumerate(self.workout.exercise.table):
            line, column = divmod(k, CELLS)
            place = (room.x + column * kit.px(CELL[0]), room.y + round((line + 0.5) * kit.px(CELL[1])))
            pen.write(f"σ({z}) = {a}", place, FORMULA, palette.activation, "mono")
        return room.y + -(-len(self.workout.exercise.table) // CELLS) * kit.px(CELL[1])

    def _answering(self, pen: Lettering, room: pygame.Rect) -> int:
        """Choices, a box, or what was put into it; the y below."""
        if self.workout.exercise.choices:
            return self._choosing(room)
        kit, workout = self._kit, self.workout
        place = pygame.Rect(room.x, room.y, kit.px(BOX[0]), kit.px(BOX[1]))
        if isinstance(workout.given, float):
            pen.write(spelled(workout.given, 6), place.midleft, 22, self._ink(), "mono")
            return place.bottom
        screen = place.move(self._rect.topleft)
        self.box = TextBox(kit, screen, placeholder="?")
        check = pygame.Rect(screen.right + kit.px(GAP), screen.y, kit.px(CHECK[0]), kit.px(CHECK[1]))
        self.buttons["check"] = Button(kit, check, "Check", style="primary", tip="See whether it is right (Enter).")
        decimals = WORDS[workout.exercise.decimals]
        words = f"To {decimals} decimals; or an expression such as 0.4*0.24, which is worked out."
        below = pygame.Rect(room.x, place.bottom + kit.px(6), room.width, 0)
        return write_block(pen, words, below, 12.5, kit.palette.muted)

    def _choosing(self, room: pygame.Rect) -> int:
        kit, made, found = self._kit, self.workout.exercise, self.workout.found
        y = room.y
        for number, text in enumerate(made.choices, start=1):
            place = pygame.Rect(room.x, y, room.width, kit.px(CHOICE)).move(self._rect.topleft)
            self.choices.append(AnswerButton(kit, place, number, text))
            y += kit.px(CHOICE + 8)
            if found:
                chosen = text == self.workout.given
                wrong = AnswerMark.WRONG if chosen else AnswerMark.OTHER
                self.choices[-1].mark(AnswerMark.RIGHT if text == made.answer else wrong)
        return y - kit.px(8)

    def _found(self, pen: Lettering, room: pygame.Rect) -> None:
        """Whether it was right, what may have happened, how it is worked out, and the way on."""
        kit, palette, made, found = self._kit, self._kit.palette, self.workout.exercise, self.workout.found
        assert found is not None
        if found.right:
            sentence = "Right."
        else:
            answer = made.answer if isinstance(made.answer, str) else spelled(made.answer, made.decimals)
            sentence = f"Not quite: {answer} is right."
        room.y = write_block(pen, sentence, room, 17, self._ink(), "semibold") + kit.px(4)
        if found.mistake:
            words = f"What may have happened: {found.mistake}."
            room.y = write_block(pen, words, room, TEXT, palette.text) + kit.px(4)
        room.y += kit.px(6)
        line = mix(palette.panel, palette.line, 0.8)
        pygame.draw.line(pen.surface, line, room.topleft, (room.right, room.y))
        room.y = write_block(pen, made.rule, room.move(0, kit.px(10)), FORMULA, palette.gradient, "mono") + kit.px(4)
        for step in made.steps:
            room.y = write_block(pen, step, room, FORMULA, palette.text, "mono") + kit.px(2)
        if not found.right:
            words = "One like it comes back after two exercises, then after five, then after twelve."
            if block_height(kit, words, 12.5, room.width) + room.y < self._rect.height - kit.px(ONWARD[1] + 2 * GAP):
                write_block(pen, words, room.move(0, kit.px(8)), 12.5, palette.muted)
        place = pygame.Rect(0, 0, kit.px(ONWARD[0]), kit.px(ONWARD[1]))
        place.bottomleft = (self._rect.x + kit.px(MARGIN), self._rect.bottom - kit.px(16))
        self.buttons["next"] = Button(kit, place, "Next", style="primary", tip="The next exercise (Enter).")
        place = place.move(place.width + kit.px(GAP), 0)
        tip = "This very network in the sandbox: click its connections, change it, train it."
        self.buttons["sandbox"] = Button(kit, place, "In the sandbox", tip=tip)

    def _ink(self) -> Colour:
        palette, found = self._kit.palette, self.workout.found
        return palette.gradient if found and found.right else palette.negative

    # -- events ------------------------------------------------------------------------------------------------------

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        for choice, text in zip(self.choices, self.workout.exercise.choices, strict=False):
            if not self.workout.found and (choice.pressed(event) or choice.typed(event)):
                return [GiveAnswer(text)]
        check, onward, sandbox = (self.buttons.get(name) for name in ("check", "next", "sandbox"))
        if self.box and ((check and check.pressed(event)) or self.box.entered(event)):
            return self.checked(self.box.text)
        if onward and onward.pressed(event):
            return [NextExercise()]
        if sandbox and sandbox.pressed(event):
            start = self.workout.exercise.picture.start
            return [Go(Place.SANDBOX, start=start, note="The network of the exercise: its numbers are those given")]
        return []

    def checked(self, text: str) -> Sequence[Message]:
        """The answer that `text` comes to, or what cannot be read in it."""
        try:
            return [GiveAnswer(read_expression(text))]
        except UnreadableExpressionError as problem:
            return [Say(f"{problem}.")]

    def keys(self, event: pygame.event.Event) -> Sequence[Message] | None:
        """Enter checks, or goes on; a sign that begins a number begins the typing. None for what means nothing here."""
        if event.key in ENTER:
            if self.workout.found:
                return [NextExercise()]
            if self.box is None:
                return []
            if self.box.text.strip():
                return self.checked(self.box.text)
            self.box.begin()
            return []
        bare = not event.mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT | pygame.KMOD_META)
        if self.box and bare and event.unicode and event.unicode in BEGINS_A_NUMBER:
            self.box.begin()  # the sign itself comes as text
            return []
        return None

    # -- help --------------------------------------------------------------------------------------------------------

    def hints(self) -> Iterable[Hint]:
        return [hint for button in self.buttons.values() if (hint := button.hint())]

    def focusables(self) -> Sequence[Focusable]:
        choices = [] if self.workout.found else self.choices
        return [*([self.box] if self.box else []), *choices, *self.buttons.values()]

    def kill(self) -> None:
        for part in (*self.choices, *self.buttons.values()):
            part.kill()
        if self.box:
            self.box.kill()
        self.box, self.choices, self.buttons = None, [], {}
