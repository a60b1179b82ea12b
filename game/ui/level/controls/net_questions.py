"""The questions about the net that is shown, one below the other, and a tab for each net where there are several."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame

from game.sim.level.actions import OpenCase
from game.sim.level.play.kinds.boxes import Boxes
from game.sim.level.play.kinds.one_net_shown import OneNetShown
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.sim.level.questions import Question
from game.sim.network import Edge, Layers, edge_name
from game.ui.draw.kit import Kit
from game.ui.level.controls.net_tabs import NetTabs
from game.ui.level.controls.number_row import NumberRow
from game.ui.level.controls.question_row import QuestionRow
from game.ui.level.controls.question_rows import FORMS, question_height
from game.ui.level.intents import Do
from game.ui.toolkit.panel import Message

GAP = 12
"""Design pixels: below a question."""
TABS = 32
"""Design pixels: height of the tabs."""


class NetQuestions:
    """It reads `play` and asks for acts. `spot` says where in the network the answer to a question belongs. `rows` are
    the questions on screen, `tabs` those of the nets if there are several, `dealt` says by deal and net which are
    shown."""

    def __init__(self, play: LevelPlay, spot: Callable[[Question], pygame.Rect | None]) -> None:
        self._play, self._spot = play, spot
        self.rows: list[QuestionRow] = []
        self.tabs: NetTabs | None = None
        self.dealt: tuple[int, str] | None = None
        self._said: dict[str, str] = {}
        self._typed = self._follows = False

    # -- life --------------------------------------------------------------------------------------------------------

    def build(self, kit: Kit, area: pygame.Rect) -> None:
        """Stand in `area` of the screen from the next `deal` on."""
        self._kit, self._area, self.dealt = kit, area, None

    def height(self, kit: Kit, width: int) -> int:
        """Pixels that all questions of the level need."""
        start = self._play.level.own_start
        return sum(
            question_height(kit, question, question.options(start), width, corrected=self._corrected) + kit.px(GAP)
            for question in self._play.level.questions
        )

    @property
    def _corrected(self) -> bool:
        """Whether it is said below a wrong answer what is right."""
        return isinstance(self._play.kind, Boxes)

    def deal(self) -> None:
        """Make the rows anew if another net is shown than before."""
        kind, kit = self._play.kind, self._kit
        key = (kind.deal, kind.net) if isinstance(kind, OneNetShown) else (0, "")
        if key == self.dealt:
            return
        self.dealt = key
        for row in self.rows:
            if isinstance(row, NumberRow):
                self._said[row.question.name] = row.says
            row.kill()
        self.rows = []
        y = self._area.y
        names = [name for name, _ in self._play.level.nets(key[0])]
        if len(names) > 1:
            if self.tabs is None:
                self.tabs = NetTabs(kit, pygame.Rect(self._area.x, y, self._area.width, kit.px(TABS)), names)
            y += kit.px(TABS + GAP)
        start = dict(self._play.level.nets(key[0]))[key[1] or names[0]]
        for question in self._play.level.questions:
            if question.net in ("", key[1]):
                options = question.options(start)
                height = question_height(kit, question, options, self._area.width, corrected=self._corrected)
                place = pygame.Rect(self._area.x, y, self._area.width, height)
                self.rows.append(FORMS[question.form](kit, place, question, start))
                y += height + kit.px(GAP)
        self._go_on_typing()

    def _go_on_typing(self) -> None:
        """What was typed is there again; who typed in the net before goes on in the first box that is empty."""
        numbers = [row for row in self.rows if isinstance(row, NumberRow)]
        for row in numbers:
            row.remember(self._said.get(row.question.name, ""))
        empty = next((row for row in numbers if row.question.name not in self._play.kind.sheet.filled), None)
        if self._follows and empty:
            empty.box.begin()
        self._follows = False

    def kill(self) -> None:
        """Take rows and tabs away."""
        parts: list[QuestionRow | NetTabs] = [*self.rows, *([self.tabs] if self.tabs else [])]
        for part in parts:
            part.kill()
        self.rows, self.tabs = [], None

    # -- events ------------------------------------------------------------------------------------------------------

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        """What `event` asks for."""
        if event.type == pygame.MOUSEBUTTONDOWN:
            self._typed = False
        self._typed |= any(isinstance(row, NumberRow) and row.box.ends(event) for row in self.rows)
        messages = [message for row in self.rows for message in row.commands_from(event)]
        opened = self.tabs.pressed(event) if self.tabs else None
        self._follows |= opened is not None and self._typed  # from the box that was typed in to the next net's
        return [*messages, Do(OpenCase(opened))] if opened else messages

    def edge_clicked(self, edge: Edge) -> Sequence[Message]:
        """The network was clicked at `edge`: it may be an answer."""
        name = edge_name(self._layers, edge)
        return [message for row in self.rows for message in row.clicked(name) if name in row.option_marks()]

    def arrow_drawn(self, edge: Edge, word: str) -> Sequence[Message]:
        """An arrow up or down was drawn at `edge` in the network."""
        name = edge_name(self._layers, edge)
        return [message for row in self.rows for message in row.drawn(name, word)]

    def fields(self) -> list[pygame.Rect]:
        """The boxes that stand in the network now."""
        return [row.field for row in self.rows if isinstance(row, NumberRow) and row.field]

    def edge_marks(self) -> dict[Edge, str]:
        """What is said of the network's edges."""
        layers = self._layers
        return {
            edge: mark
            for row in self.rows
            for option, mark in row.option_marks().items()
            if (edge := row.question.option_edge(option, layers))
        }

    @property
    def _layers(self) -> Layers:
        """Those of the network that is shown."""
        return self._play.simulation.settings.layers

    # -- looks -------------------------------------------------------------------------------------------------------

    def sync(self, stage: Stage) -> None:
        """Show what is filled in, what was right, and what may be answered now."""
        kind = self._play.kind
        marks = kind.marks if isinstance(kind, OneNetShown) else {}
        if not kind.answers_ahead and stage is Stage.RESULT:
            marks = kind.sheet.marks()
        open_for = (Stage.READY,) if kind.answers_ahead else (Stage.READY, Stage.RESULT)
        taken: list[pygame.Rect] = []
        for row in self.rows:
            row.show(kind.sheet.filled.get(row.question.name))
            row.mark = marks.get(row.question.name) if stage is Stage.RESULT else None
            row.correction = kind.correction(row.question.name) if isinstance(kind, Boxes) else ()
            row.set_enabled(stage in open_for and kind.sheet.opened(row.question))
            spot = self._spot(row.question) if row.enabled else None
            if spot and spot.collidelist(taken) >= 0:
                spot = None  # two questions about one place: the second is answered beside its prompt
            row.stand_at(spot)
            taken += [spot] if spot else []
