"""The left panel of a level: what the player may touch and answer, and below it the button that runs it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import pygame

from game.sim.level.actions import BeginTry, Declare, Stop
from game.sim.level.controls import Value
from game.sim.level.metrics.said import SaidRightly
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.sim.level.questions import Question
from game.sim.network import Edge, Layers
from game.sim.quoting import counted
from game.ui.draw.capitals import capitalised
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.panel_background import MARGIN, panel_background
from game.ui.level.controls.control_row import ControlRow, start_value
from game.ui.level.controls.go_button import GoButton
from game.ui.level.controls.net_questions import NetQuestions
from game.ui.level.controls.net_tabs import NetTabs
from game.ui.level.controls.question_row import QuestionRow
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
        self._play = play
        self._questions = NetQuestions(play, spot)
        self._kit: Kit | None = None
        self._rows: list[ControlRow] = []
        self._stood: dict[str, Value] = {}
        self._look: object = None
        self._picture: pygame.Surface | None = None

    # -- life --------------------------------------------------------------------------------------------------------

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect, self._look, self._stood = kit, rect, None, {}
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
        below = self._build_controls(kit)
        self._questions.build(kit, pygame.Rect(self._area.x, below, self._area.width, self._area.bottom - below))

    def _heading(self) -> str:
        return "Answers" if self._play.kind.answers_ahead else "Controls"

    def _go_look(self) -> tuple[str, str]:
        """Style and icon of the button while nothing runs."""
        return "primary", "play"

    def _build_controls(self, kit: Kit) -> int:
        """Make the rows of the controls; the y below them."""
        controls, y = self._play.level.controls, self._area.y
        if not controls:
            return y
        heights = [kit.px(ControlRow.height(control)) for control in controls]
        room = self._area.height - self._questions.height(kit, self._area.width)
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
        return y + tallest + max(lines, len(controls) - lines) * gap + kit.px(GAP)

    def kill(self) -> None:
        if self._kit is None:
            return
        self._questions.kill()
        parts: list[ControlRow | Button] = [*self._rows, *self._buttons()]
        for part in parts:
            part.kill()
        self._rows, self._kit = [], None

    def _parts(self) -> list[ControlRow | QuestionRow]:
        """Controls and questions, from the top."""
        return [*self._rows, *self._questions.rows]

    # -- events ------------------------------------------------------------------------------------------------------

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        if self.go.pressed(event):
            return [Do(Stop() if self._play.visit.stage is Stage.RUNNING else BeginTry())]
        if self.verdict and self.verdict.pressed(event):
            return [Do(Declare())]
        messages = [message for row in self._rows for message in row.commands_from(event)]
        return [*messages, *self._questions.commands_from(event)]

    def edge_clicked(self, edge: Edge) -> Sequence[Message]:
        """The network was clicked at `edge`: it may be an answer."""
        return self._questions.edge_clicked(edge)

    def arrow_drawn(self, edge: Edge, word: str) -> Sequence[Message]:
        """An arrow up or down was drawn at `edge` in the network."""
        return self._questions.arrow_drawn(edge, word)

    def fields(self) -> list[pygame.Rect]:
        """The boxes that stand in the network now."""
        return self._questions.fields()

    def edge_marks(self) -> dict[Edge, str]:
        """What is said of the network's edges."""
        return self._questions.edge_marks()

    @property
    def _layers(self) -> Layers:
        """Those of the network that is shown."""
        return self._play.simulation.settings.layers

    # -- looks -------------------------------------------------------------------------------------------------------

    def update(self, now: float, *, still: bool) -> None:
        if self._kit is None:
            return
        play, stage = self._play, self._play.visit.stage
        self._questions.deal()
        truths = self._truths() if stage is Stage.RESULT else {}
        for row in self._rows:
            self._stand(row)
            row.truth = truths.get(row.control.name)
            row.set_enabled(stage in (Stage.READY, Stage.RESULT))
        self._questions.sync(stage)
        self._sync_buttons(stage)
        if self._questions.tabs:
            self._questions.tabs.sync(play)
        typed = tuple((row.written, row.truth, row.truth is not None and row.shown) for row in self._rows)
        asked = tuple(row.look for row in self._questions.rows)
        look = (self._note(), asked, self._questions.dealt, self._extra_look(), typed)
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
        tries = f"{counted(visit.tries, level.noun)} so far"
        if level.tries:
            tries = f"{visit.tries} of {counted(level.tries, level.noun)} used"
        if level.population:
            return f"{counted(level.population.networks, 'start')} × {counted(level.epochs, 'epoch')} · {tries}"
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
        stops: list[Focusable] = list(self._questions.tabs.focusables()) if self._questions.tabs else []
        for part in self._parts():
            stops += part.focusables()
        return [*stops, *(button for button in self._buttons() if button.enabled)]

    # -- for tests ---------------------------------------------------------------------------------------------------

    def control(self, name: str) -> ControlRow:
        """The row of a control."""
        return next(row for row in self._rows if row.control.name == name)

    def question(self, name: str) -> QuestionRow:
        """The row of a question that is on screen."""
        return next(row for row in self._questions.rows if row.question.name == name)

    @property
    def questions(self) -> Sequence[QuestionRow]:
        """The rows of all questions that are on screen."""
        return self._questions.rows

    @property
    def tabs(self) -> NetTabs | None:
        """The nets of a deal, where there are several."""
        return self._questions.tabs


def _evenly(heights: Sequence[int]) -> int:
    """How many rows of such `heights` stand in the first of two columns, so that the taller one is as low as can be."""
    return min(range(len(heights) + 1), key=lambda k: (max(sum(heights[:k]), sum(heights[k:])), -k))
