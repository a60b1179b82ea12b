"""The left panel of a level: what the player may touch and answer, and below it the button that runs it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import pygame

from game.sim.level.actions import BeginTry, Declare, OpenCase, Stop
from game.sim.level.controls import Value
from game.sim.level.metrics.said import SaidRightly
from game.sim.level.play.kinds.boxes import Boxes
from game.sim.level.play.kinds.one_net_shown import OneNetShown
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.sim.level.questions import Question
from game.sim.network import Edge, Layers, edge_name
from game.ui.draw.capitals import capitalised
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.panel_background import MARGIN, panel_background
from game.ui.level.controls.control_row import ControlRow, start_value
from game.ui.level.controls.go_button import GoButton
from game.ui.level.controls.net_tabs import NetTabs
from game.ui.level.controls.number_row import NumberRow
from game.ui.level.controls.question_row import QuestionRow
from game.ui.level.controls.question_rows import FORMS, question_height
from game.ui.level.intents import Do
from game.ui.toolkit.panel import Focusable, Hint, Message, Panel
from game.ui.widgets.button import Button

TOP = 36
"""Design pixels: where the rows begin."""
GO = 48
"""Design pixels: height of the button at the bottom."""
VERDICT = 34
"""Design pixels: height of the button above it, that gives a verdict."""
GAP = 12
"""Design pixels: gaps."""
WIDEST_PITCH = 52
"""Design pixels: the farthest that two controls stand apart."""
NOTE = 20
"""Design pixels: height of a line."""


class WorkPanel(Panel):
    """It reads `play` and asks for acts. `spot` says where in the network the answer to a question belongs."""

    def __init__(self, play: LevelPlay, spot: Callable[[Question], pygame.Rect | None]) -> None:
        self._play, self._spot = play, spot
        self._kit: Kit | None = None
        self._rows: list[ControlRow] = []
        self._questions: list[QuestionRow] = []
        self._tabs: NetTabs | None = None
        self._dealt: tuple[int, str] | None = None
        self._stood: dict[str, Value] = {}
        self._said: dict[str, str] = {}
        self._typed = self._follows = False
        self._look: object = None
        self._picture: pygame.Surface | None = None

    # -- life --------------------------------------------------------------------------------------------------------

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect, self._look, self._dealt, self._stood = kit, rect, None, None, {}
        self._art = panel_background(kit, rect.size, self._heading())
        margin = kit.px(MARGIN)
        area = rect.inflate(-2 * margin, -2 * margin)
        place = pygame.Rect(area.x, area.bottom - kit.px(GO), area.width, kit.px(GO))
        self.go = GoButton(kit, place, self._play.level.button, icon="play", tip=self._go_tip)
        self._bottom = place.top - kit.px(GAP)
        self.verdict: Button | None = None
        if self._play.level.verdict:
            place = pygame.Rect(area.x, self._bottom - kit.px(VERDICT), area.width, kit.px(VERDICT))
            self.verdict = Button(kit, place, self._play.level.verdict.label, tip=self._verdict_tip)
            self._bottom = place.top - kit.px(GAP)
        self._area = pygame.Rect(
            area.x, rect.y + kit.px(TOP), area.width, self._bottom - kit.px(NOTE) - rect.y - kit.px(TOP)
        )
        self._build_controls(kit)

    def _heading(self) -> str:
        return "Answers" if self._play.kind.answers_ahead else "Controls"

    def _go_look(self) -> tuple[str, str]:
        """Style and icon of the button while nothing runs."""
        return "primary", "play"

    def _build_controls(self, kit: Kit) -> None:
        controls, y = self._play.level.controls, self._area.y
        if not controls:
            self._after_controls = y
            return
        heights = [kit.px(ControlRow.height(control)) for control in controls]
        room = self._area.height - self._questions_height(kit)
        across = 1 if sum(heights) <= room else 2
        lines = len(controls) if across == 1 else _evenly(heights)
        tallest = max(sum(heights[:lines]), sum(heights[lines:]))
        gap = max(0, min(kit.px(WIDEST_PITCH - 36), (room - tallest) // max(lines, len(controls) - lines)))
        width = (self._area.width - (across - 1) * kit.px(2 * GAP)) // across
        for k, control in enumerate(controls):
            first = lines if k >= lines else 0
            x = self._area.x + (width + kit.px(2 * GAP) if first else 0)
            top = y + sum(heights[first:k]) + (k - first) * gap
            place = pygame.Rect(x, top, width, heights[k])
            self._rows.append(ControlRow(kit, place, control, control.text(self._layers)))
        self._after_controls = y + tallest + max(lines, len(controls) - lines) * gap + kit.px(GAP)

    @property
    def _corrected(self) -> bool:
        """Whether it is said below a wrong answer what is right."""
        return isinstance(self._play.kind, Boxes)

    def _questions_height(self, kit: Kit) -> int:
        """Pixels that the questions beside controls need."""
        start = self._play.level.own_start
        return sum(
            question_height(kit, question, question.options(start), self._area.width, corrected=self._corrected)
            + kit.px(GAP)
            for question in self._play.level.questions
        )

    def _deal(self, kit: Kit) -> None:
        """The questions of the net that is shown."""
        kind = self._play.kind
        key = (kind.deal, kind.net) if isinstance(kind, OneNetShown) else (0, "")
        if key == self._dealt:
            return
        self._dealt = key
        for row in self._questions:
            if isinstance(row, NumberRow):
                self._said[row.question.name] = row.says
            row.kill()
        self._questions = []
        y = self._after_controls
        names = [name for name, _ in self._play.level.nets(key[0])]
        if len(names) > 1:
            if self._tabs is None:
                self._tabs = NetTabs(kit, pygame.Rect(self._area.x, y, self._area.width, kit.px(32)), names)
            y += kit.px(32 + GAP)
        start = dict(self._play.level.nets(key[0]))[key[1] or names[0]]
        for question in self._play.level.questions:
            if question.net in ("", key[1]):
                height = question_height(
                    kit, question, question.options(start), self._area.width, corrected=self._corrected
                )
                place = pygame.Rect(self._area.x, y, self._area.width, height)
                self._questions.append(FORMS[question.form](kit, place, question, start))
                y += height + kit.px(GAP)
        numbers = [row for row in self._questions if isinstance(row, NumberRow)]
        for row in numbers:
            row.remember(self._said.get(row.question.name, ""))
        empty = next((row for row in numbers if row.question.name not in kind.sheet.filled), None)
        if self._follows and empty:
            empty.box.begin()
        self._follows = False

    def kill(self) -> None:
        if self._kit is None:
            return
        parts: list[ControlRow | QuestionRow | NetTabs | Button] = [*self._parts(), *self._buttons()]
        for part in (*parts, *([self._tabs] if self._tabs else [])):
            part.kill()
        self._rows, self._questions, self._tabs, self._kit = [], [], None, None

    def _parts(self) -> list[ControlRow | QuestionRow]:
        """Controls and questions, from the top."""
        return [*self._rows, *self._questions]

    # -- events ------------------------------------------------------------------------------------------------------

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        if self.go.pressed(event):
            return [Do(Stop() if self._play.visit.stage is Stage.RUNNING else BeginTry())]
        if self.verdict and self.verdict.pressed(event):
            return [Do(Declare())]
        if event.type == pygame.MOUSEBUTTONDOWN:
            self._typed = False
        self._typed |= any(isinstance(row, NumberRow) and row.box.ends(event) for row in self._questions)
        messages = [message for row in self._parts() for message in row.commands_from(event)]
        opened = self._tabs.pressed(event) if self._tabs else None
        self._follows |= opened is not None and self._typed  # from the box that was typed in to the next net's
        return [*messages, Do(OpenCase(opened))] if opened else messages

    def edge_clicked(self, edge: Edge) -> Sequence[Message]:
        """The network was clicked at `edge`: it may be an answer."""
        name = edge_name(self._layers, edge)
        return [message for row in self._questions for message in row.clicked(name) if name in row.option_marks()]

    def arrow_drawn(self, edge: Edge, word: str) -> Sequence[Message]:
        """An arrow up or down was drawn at `edge` in the network."""
        name = edge_name(self._layers, edge)
        return [message for row in self._questions for message in row.drawn(name, word)]

    def fields(self) -> list[pygame.Rect]:
        """The boxes that stand in the network now."""
        return [row.field for row in self._questions if isinstance(row, NumberRow) and row.field]

    def edge_marks(self) -> dict[Edge, str]:
        """What is said of the network's edges."""
        layers = self._layers
        return {
            edge: mark
            for row in self._questions
            for option, mark in row.option_marks().items()
            if (edge := row.question.option_edge(option, layers))
        }

    @property
    def _layers(self) -> Layers:
        """Those of the network that is shown."""
        return self._play.simulation.settings.layers

    # -- looks -------------------------------------------------------------------------------------------------------

    def update(self, now: float, *, still: bool) -> None:
        if self._kit is None:
            return
        play, stage = self._play, self._play.visit.stage
        self._deal(self._kit)
        truths = self._truths() if stage is Stage.RESULT else {}
        for row in self._rows:
            self._stand(row)
            row.truth = truths.get(row.control.name)
            row.set_enabled(stage in (Stage.READY, Stage.RESULT))
        self._sync_questions(stage)
        self._sync_buttons(stage)
        if self._tabs:
            self._tabs.sync(play)
        typed = tuple((row.written, row.truth, row.truth is not None and row.shown) for row in self._rows)
        look = (self._note(), tuple(row.look for row in self._questions), self._dealt, self._extra_look(), typed)
        if look != self._look:
            self._look = look
            self._picture = self._painted(self._kit)

    def _truths(self) -> dict[str, Value]:
        """What the controls should have said by which something was said beforehand."""
        asked = [need.measure for star in self._play.level.stars for need in star.needs]
        evidence = self._play.kind.evidence()
        return {
            name: truth
            for metric in asked
            if isinstance(metric, SaidRightly)
            for name, truth in metric.truths(evidence).items()
        }

    def _extra_look(self) -> object:
        """What else the picture of a panel that adds something depends on."""
        return None

    def _stand(self, row: ControlRow) -> None:
        """Show where a control stands, if that is news; not while it is on its way elsewhere by the player's hand."""
        name = row.control.name
        if row.control.typed and name not in self._play.kind.values:
            return
        value = self._value(name)
        if self._stood.get(name) != value and not row.held:
            self._stood[name] = value
            row.show(value)

    def put_back(self) -> None:
        """A turn was refused: every control goes back to where it stands."""
        self._stood = {}

    def _sync_questions(self, stage: Stage) -> None:
        kind = self._play.kind
        marks = kind.marks if isinstance(kind, OneNetShown) else {}
        if not kind.answers_ahead and stage is Stage.RESULT:
            marks = kind.sheet.marks()
        open_for = (Stage.READY,) if kind.answers_ahead else (Stage.READY, Stage.RESULT)
        taken: list[pygame.Rect] = []
        for row in self._questions:
            row.show(kind.sheet.filled.get(row.question.name))
            row.mark = marks.get(row.question.name) if stage is Stage.RESULT else None
            row.correction = kind.correction(row.question.name) if isinstance(kind, Boxes) else ()
            row.set_enabled(stage in open_for and kind.sheet.opened(row.question))
            spot = self._spot(row.question) if row.enabled else None
            if spot and spot.collidelist(taken) >= 0:
                spot = None  # two questions about one place: the second is answered beside its prompt
            row.stand_at(spot)
            taken += [spot] if spot else []

    def _sync_buttons(self, stage: Stage) -> None:
        play = self._play
        running = stage is Stage.RUNNING
        self.go.set_text("STOP" if running else play.level.button)
        style, icon = ("stop", "close") if running else self._go_look()
        self.go.set_icon(icon)
        self.go.set_style(style)
        over = play.spent or (stage is Stage.RESULT and (play.kind.answers_ahead or play.deals_each_try))
        self.go.set_enabled(stage is not Stage.PREDICTING and not over)
        if self.verdict:
            self.verdict.set_enabled(play.refusal(Declare()) is None and not play.visit.declared)
            self.verdict.set_selected(play.visit.declared)

    def _value(self, name: str) -> Value:
        """Where a control stands: as it was turned, or as the level starts."""
        kind = self._play.kind
        if name in kind.values:
            return kind.values[name]
        control = self._play.level.control(name)
        assert control is not None
        return start_value(self._play.level.own_start, control)

    @property
    def look(self) -> object:
        return self._picture

    def draw(self, surface: pygame.Surface) -> None:
        surface.blit(self._picture or self._art, self._rect)

    def _painted(self, kit: Kit) -> pygame.Surface:
        picture = self._art.copy()
        pen = Lettering(kit, picture)
        for row in self._parts():
            row.draw(pen, self._rect.topleft)
        room, note = self._rect.width - 2 * kit.px(MARGIN), self._note()
        lines = [note] if kit.fonts.width(note, 12) <= room else note.split(" · ")
        y = self._bottom - self._rect.y - kit.px(NOTE // 2) - (len(lines) - 1) * kit.px(8)
        for line in lines:
            pen.write(line, (self._rect.width // 2, y), 12, kit.palette.muted, anchor="center", room=room)
            y += kit.px(16)
        return picture

    def _note(self) -> str:
        level, visit = self._play.level, self._play.visit
        if self._play.kind.answers_ahead and level.tries:
            done = visit.tries + (0 if visit.stage in (Stage.RESULT, Stage.RUNNING) or self._play.spent else 1)
            return f"{level.noun} {done} of {level.tries}" if level.tries > 1 else f"one {level.noun} a visit"
        tries = f"{visit.tries} {level.noun}{'' if visit.tries == 1 else 's'} so far"
        if level.tries:
            tries = f"{visit.tries} of {level.tries} {level.noun}{'' if level.tries == 1 else 's'} used"
        if level.population:
            return f"{level.population.networks:,} starts × {level.epochs:,} epochs · {tries}"
        return f"{level.epochs:,} {self._play.kind.time_word} a {level.noun} · {tries}" if level.epochs else tries

    # -- help --------------------------------------------------------------------------------------------------------

    def _go_tip(self) -> str:
        play = self._play
        if play.visit.stage is Stage.RUNNING:
            return f"Give this {play.level.noun} up; it counts."
        reason = play.refusal(BeginTry())
        key = " (Space)" if play.visit.stage is Stage.READY else ""  # after a try it moves time
        return capitalised(reason) + "." if reason else f"{play.level.goal}{key}"

    def _verdict_tip(self) -> str:
        reason = self._play.refusal(Declare())
        return capitalised(reason) + "." if reason else "Say that it cannot be done."

    def _buttons(self) -> list[Button]:
        return [*([self.verdict] if self.verdict else []), self.go]

    def hints(self) -> Iterable[Hint]:
        for part in self._parts():
            yield from part.hints()
        for button in self._buttons():
            hint = button.hint()
            if hint:
                yield hint

    def focusables(self) -> Sequence[Focusable]:
        stops: list[Focusable] = list(self._tabs.focusables()) if self._tabs else []
        for part in self._parts():
            stops += part.focusables()
        return [*stops, *(button for button in self._buttons() if button.enabled)]

    # -- for tests ---------------------------------------------------------------------------------------------------

    def control(self, name: str) -> ControlRow:
        """The row of a control."""
        return next(row for row in self._rows if row.control.name == name)

    def question(self, name: str) -> QuestionRow:
        """The row of a question that is on screen."""
        return next(row for row in self._questions if row.question.name == name)

    @property
    def questions(self) -> Sequence[QuestionRow]:
        """The rows of all questions that are on screen."""
        return self._questions

    @property
    def tabs(self) -> NetTabs | None:
        """The nets of a deal, where there are several."""
        return self._tabs


def _evenly(heights: Sequence[int]) -> int:
    """How many rows of such `heights` stand in the first of two columns, so that the taller one is as low as can be."""
    return min(range(len(heights) + 1), key=lambda k: (max(sum(heights[:k]), sum(heights[k:])), -k))
