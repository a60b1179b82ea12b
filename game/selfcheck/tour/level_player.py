"""A student who plays a level by mouse and keyboard, as a script of acts says."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pygame

from game.selfcheck.tour.cockpit import FRAME, LONGEST_COUNT, Cockpit
from game.selfcheck.tour.lines_hands import place_line
from game.sim.campaign.concepts import SITTINGS
from game.sim.level import actions as a
from game.sim.level.level import with_facts
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.sim.network import find_edge
from game.sim.start import DEFAULT_SEED
from game.storage.profile import Profile
from game.storage.profile_store import ProfileStore
from game.ui.level.choices.board_view import AnyBoardView
from game.ui.level.controls.number_row import NumberRow
from game.ui.level.controls.patients_panel import PatientsPanel
from game.ui.level.controls.question_rows import OptionsRow
from game.ui.level.drawings.nudges import NudgesDrawing
from game.ui.level.drawings.pointed_net import PointedNet
from game.ui.level.many_starts_panel import ManyStartsPanel
from game.ui.level.plane.feelers_panel import FeelersPanel
from game.ui.level.plane.hill_panel import HillPanel
from game.ui.level.plane.lines_panel import LinesPanel
from game.ui.level.plane.tiles_panel import TilesPanel
from game.ui.screens.level import LevelScreen
from game.ui.widgets.segmented import Segmented
from game.ui.widgets.text_box import TextBox

STEP = 4 * FRAME
"""The student's clock goes four ticks a frame."""
NAME = "Player 1"


def ready_profile(folder: Path) -> ProfileStore:
    """A student who has been asked everything that is asked before levels."""
    store = ProfileStore(folder)
    reviews = {str(chapter): True for chapter in range(1, 9)}
    store.save(
        Profile(name=NAME, everything_open=True, reviews=reviews, concepts={sitting: {} for sitting in SITTINGS})
    )
    return store


class LevelPlayer(Cockpit):
    """A window that begins with a level. `time` is that of the student's clock, in nanoseconds."""

    time = 0

    def frame(self) -> None:
        super().frame()
        LevelPlayer.time = self.clock.now

    def __init__(self, folder: Path, level: str, *arguments: str) -> None:
        self.store = ready_profile(folder)
        super().__init__(folder, "--level", level, "--seed", f"{DEFAULT_SEED}", *arguments, step=STEP)
        self.frames(2)

    @property
    def screen(self) -> LevelScreen:
        """The level's screen, which must be the one that is seen."""
        found = self.window.screen
        assert isinstance(found, LevelScreen), found
        return found

    @property
    def play(self) -> LevelPlay:
        """The level as it is being played."""
        return self.screen.play

    @property
    def stage(self) -> Stage:
        """How far the visit has come."""
        return self.play.visit.stage

    @property
    def said(self) -> str:
        """The short message that is shown."""
        return self.screen.board.toast.text

    @property
    def patients(self) -> PatientsPanel:
        found = self.screen.board.panels["patients"]
        assert isinstance(found, PatientsPanel)
        return found

    @property
    def many_starts(self) -> ManyStartsPanel:
        """The panel of a level about many starts."""
        found = self.screen.board.panels["many_starts"]
        assert isinstance(found, ManyStartsPanel)
        return found

    @property
    def go(self) -> pygame.Rect:
        """Where RUN is."""
        panels = self.screen.panels
        found: pygame.Rect = panels.all[panels.kind.left].go.rect  # type: ignore[attr-defined]
        return pygame.Rect(found)

    @property
    def board(self) -> AnyBoardView:
        """The board of a level of choices."""
        view = self.screen.panels.choices.view
        assert view is not None
        return view

    # -- acts --------------------------------------------------------------------------------------------------------

    def do(self, act: Any) -> None:
        """Carry out one act of a script, with the hands."""
        hands: dict[type, Callable[[Any], object]] = {
            a.Predict: self.predict,
            a.Turn: self.turn,
            a.BeginTry: lambda _act: self.run(),
            a.Answer: self.answer,
            a.Nudge: self.nudge,
            a.Assign: lambda act: self.click(self.patients.medicines[act.patient, act.medicine].rect.center),
            a.OpenCase: self.open,
            a.PlaceLine: self.place_line,
            a.Feel: lambda act: self.click(self.feelers.nudges[act.weight - 1].rect.center),
            a.Bet: lambda act: self.click(self.feelers.bets[act.choice].rect.center),
            a.Stride: self.stride,
            a.Declare: lambda _act: self.declare(),
            a.AnswerWhy: self.why,
            a.TakeHint: lambda _act: self.key(pygame.K_h, text="h"),
            a.Retry: lambda _act: self.key(pygame.K_r, text="r"),
            a.NewDeal: lambda _act: self.key(pygame.K_r, text="r"),
            a.ShowSolved: lambda _act: self.click(self.screen.panels.result.buttons["solve"].rect.center),
            a.ShowExample: lambda _act: self.click(self.screen.panels.result.buttons["example"].rect.center),
        }
        hands[type(act)](act)

    def predict(self, act: a.Predict) -> None:
        """Click a choice of the prediction."""
        self._at(Stage.PREDICTING)
        self.click(self.screen.panels.briefing.choices[act.choice].rect.center)
        self._at(Stage.READY)

    def _at(self, stage: Stage) -> None:
        assert self.stage is stage, f"the level is at {self.stage.name}, but should be at {stage.name}: {self.said}"

    def turn(self, act: a.Turn) -> None:
        """Set a control to a value, by its own widget."""
        widget = self.screen.panels.work.control(act.control).widget
        if isinstance(widget, Segmented):
            self.click(widget.part_rect(str(act.value)).center)
        elif isinstance(widget, TextBox):
            self.click(widget.rect.center)
            self.type(f"{act.value}")
            self.key(pygame.K_RETURN)
        else:
            assert isinstance(act.value, (int, float))
            self.drag(widget.knob_centre, widget.place_of(float(act.value)))
            if self.play.kind.values.get(act.control) != act.value:  # too fine for the track: it is typed
                self.click(widget.value_rect.center)
                self.type(f"{act.value}")
                self.key(pygame.K_RETURN)
        assert self.play.kind.values.get(act.control, act.value) == act.value

    def run(self) -> None:
        """Press RUN and wait for its end."""
        if self.stage is Stage.RESULT and (self.play.kind.answers_ahead or self.play.deals_each_try):
            self.key(pygame.K_r, text="r")
        tries = self.play.visit.tries
        self.click(self.go.center)
        assert self.play.visit.tries == tries + 1, self.said
        self.wait_for_the_end()

    def wait_for_the_end(self) -> None:
        """Until the run has ended; a population's takes real time."""
        until = time.monotonic() + LONGEST_COUNT
        while self.stage is Stage.RUNNING and time.monotonic() < until:
            self.frame()
            if self.play.level.kind == "population":
                time.sleep(0.01)  # as a window does between two frames
        self._at(Stage.RESULT)
        self.frames(3)

    def open(self, act: a.OpenCase) -> None:
        if self.play.level.kind == "choose":
            for place in self.board.look_clicks(act.name):
                self.click(place.center)
            return
        if self.play.level.kind == "assign":
            self.click(self.patients.opens[act.name].rect.center)
        else:
            assert self.screen.panels.work.tabs
            self.click(self.screen.panels.work.tabs.buttons[act.name].rect.center)

    def choose(self, act: a.Answer) -> None:
        """Put something into a place of the board."""
        box = self.board.box(act.name)
        if box is not None:
            self.click(box.rect.center)
            self.type(f"{act.value}")
            self.key(pygame.K_RETURN)
            return
        for word in act.value if isinstance(act.value, tuple | list) else (f"{act.value}",):
            for place in self.board.clicks(act.name, word):
                self.click(place.center)

    def answer(self, act: a.Answer) -> None:
        """Answer a question: type a number, or click what is asked for."""
        if self.play.level.kind == "choose":
            self.choose(act)
            return
        question = self.play.level.question(act.name)
        assert question is not None
        if question.net and self.play.kind.net != question.net:  # type: ignore[attr-defined]
            self.open(a.OpenCase(question.net))
        row = self.screen.panels.work.question(act.name)
        if isinstance(row, NumberRow):
            self.click(row.box.rect.center)
            self.type(f"{act.value}")
            self.key(pygame.K_RETURN)
        else:
            assert isinstance(row, OptionsRow)
            self._mark(row, act.value)
        assert self.play.kind.sheet.filled[act.name] == question.taken(act.value)

    def nudge(self, act: a.Nudge) -> None:
        """In equal pushes of the largest size of which it takes only a few."""
        drawing = self.screen.board.panels["drawing"]
        assert isinstance(drawing, NudgesDrawing)
        pushes, size = next(
            (round(abs(act.by) / size), size)
            for size in sorted(drawing.boxes.table.nudges, reverse=True)
            if abs(act.by) >= size * 0.999
        )
        self.click(drawing.size.part_rect(f"{size:g}").center)
        for _ in range(pushes):
            self.click(drawing.buttons["more" if act.by > 0 else "less"].rect.center)

    def _mark(self, row: OptionsRow, value: Any) -> None:
        if isinstance(value, str):
            self.click(self.option(row, value))
        elif isinstance(value, dict):
            for option, word in value.items():
                while row.state[option] != word:
                    self.click(self.option(row, option))
        else:
            for option in value:
                self.click(self.option(row, option))

    def option(self, row: OptionsRow, option: str) -> tuple[int, int]:
        """Where `option` is: an edge on the network itself, or in the drawing where that can be clicked; anything else
        on its chip."""
        drawing = self.screen.board.panels.get("drawing")
        if isinstance(drawing, PointedNet):
            return drawing.place_of(row.question, option) or row.chips[option].rect.center
        layers = self.screen.play.simulation.settings.layers
        return self.edge(option) if row.question.option_edge(option, layers) else row.chips[option].rect.center

    def edge(self, name: str) -> tuple[int, int]:
        """Where the number of an edge stands in the network."""
        view = self.screen.panels.network.view
        assert view.layout is not None
        return view.layout.weight_rect(find_edge(view.layout.layers, name)).move(view.rect.topleft).center

    def place_line(self, act: a.PlaceLine) -> None:
        """With a tile and the map of a level of lines."""
        panels = self.screen.board.panels
        panel, tiles = panels["network"], panels["work"]
        assert isinstance(panel, LinesPanel)
        assert isinstance(tiles, TilesPanel)
        place_line(self, panel, tiles, act)

    @property
    def feelers(self) -> FeelersPanel:
        """The panel on which weights are felt by nudges."""
        found = self.screen.board.panels["work"]
        assert isinstance(found, FeelersPanel)
        return found

    def stride(self, act: a.Stride) -> None:
        """Drag the compass's needle, and press STRIDE."""
        panel = self.screen.board.panels["network"]
        assert isinstance(panel, HillPanel)
        strides = len(panel.kind.trail)
        self.drag(panel.square.center, panel.screen_place(act.across, act.up))
        assert panel.needle == (act.across, act.up), panel.needle
        self.click(panel.stride_button())
        assert len(panel.kind.trail) == strides + 1, self.said

    def declare(self) -> None:
        """Click the button that gives the level's verdict."""
        verdict = self.screen.panels.work.verdict
        assert verdict is not None
        self.click(verdict.rect.center)

    def why(self, act: a.AnswerWhy) -> None:
        """Click a choice of the why-question."""
        self.screen.foresight.wait()
        self.frames(2)  # what the prediction came to is written above the choices
        choice = next(choice for number, choice in self.screen.panels.result.choices if number == act.choice)
        self.click(choice.rect.center)

    def solve(self, stars: int = 3) -> None:
        """Play the level's own script that wins `stars`."""
        self.perform(next(each for each in self.play.written.solutions if each.stars == stars).script)

    def perform(self, script: Iterable[Any]) -> None:
        """Carry out a script as its file says it, each act with the numbers that are on the table when it comes."""
        for act in script:
            self.do(with_facts(act, self.play.level.facts))

    def leave(self) -> None:
        """Close the window."""
        self.window.close()
