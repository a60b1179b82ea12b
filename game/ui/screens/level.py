"""The screen on which a level is played: briefing, prediction, controls, run and result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import msgspec
import pygame

from game.sim import commands as c
from game.sim.arithmetic.interval import DECIMALS
from game.sim.events import Diverged, Event, Refused
from game.sim.level.actions import Action, BeginTry, ShowExample, Stop
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.sim.network import Edge
from game.sim.phases import MAX_SPEED, Kind
from game.ui.dialogs.keys_help import KeysHelp
from game.ui.intents import AskEpoch, Hover, Open, PanChart, Pin, PinSample, SavePicture, ShowLens, ZoomChart
from game.ui.level.card_edge import card_edge, card_turn
from game.ui.level.hidden import hidden
from game.ui.level.intents import Do, DrawArrow, LookCloser, ShowEvidence, WatchMoment
from game.ui.level.level_keys import level_keys
from game.ui.level.level_panels import LevelPanels
from game.ui.level.player_record import Keeper, PlayerRecord
from game.ui.level.result.prediction_check import PredictionCheck
from game.ui.level.result.wider_evidence import WiderEvidence
from game.ui.running_session import RunningLevel, SessionFrame
from game.ui.screen import Go, Place, Request
from game.ui.screens.panel_screen import PanelScreen
from game.ui.selection import Selection, still_there
from game.ui.toolkit.focus_ring import ENTER
from game.ui.toolkit.panel import Message
from game.ui.view import FEW_DECIMALS, View

LEAVE_SECONDS = 4.0
LEAD = 3
"""Epochs before the decisive one at which its replay begins."""


class LevelScreen(PanelScreen):
    """Every act and command goes to the `play`, every picture comes from its snapshots, which the `session` gives."""

    def __init__(self, play: LevelPlay, session: RunningLevel, visitor: PlayerRecord) -> None:
        super().__init__({"keys": KeysHelp("level_keys", play.level.not_yet)})
        self.play, level = play, play.level
        self._session = session
        self.selection = Selection()
        self._visitor = visitor
        self.foresight = PredictionCheck(play)
        self.beyond = WiderEvidence(level, visitor.seed, visitor.record.best)
        self.panels = LevelPanels(self.play, visitor, self.beyond, self.foresight)
        self.views = self.panels.views
        self.board.lens_words = self.views.words
        self._keeper = Keeper(visitor)
        self._frame: SessionFrame | None = None
        self._view: View | None = None
        self._fitted: object = None
        self._touched = False
        self._right = self._refuting = False
        self._leave_until: float | None = None

    # -- building ----------------------------------------------------------------------------------------------------

    def lay_out(self, size: tuple[int, int]) -> None:
        """Have the panels that belong to the stage, in a window of `size`."""
        self._fitted = None
        self._fit()

    def _fit(self) -> None:
        """Have the panels that belong to the stage."""
        kit, state = self.board.kit, self.panels.state
        if kit is None or state == self._fitted:
            return
        self._fitted, self._touched = state, True
        places = self.panels.places(self.board.size, kit)
        self.panels.network.hidden = hidden(self.play)
        self.board.fit(self.panels.all, places, self._view)
        self._freeze_transport(places["timeline"][0] if "timeline" in places else None)
        self._sync()

    def _freeze_transport(self, timeline: pygame.Rect | None) -> None:
        """Time does not move before the run."""
        kit = self.board.kit
        frozen = timeline and kit and self.play.visit.stage not in self.play.kind.watchable
        if not (frozen and kit and timeline):
            self.board.freeze(None)
            return
        margin, height = kit.px(6), kit.px(40)
        left = timeline.x + kit.px(150)
        self.board.freeze(pygame.Rect(left, timeline.y + margin, timeline.right - left - margin, height))

    def leave(self) -> None:
        """Nothing goes on behind the scenes."""
        super().leave()
        for work in (self.beyond, self.foresight, self.panels.course):
            work.leave()
        self.views.dock.rest()
        if self.play.visit.stage is Stage.RUNNING:
            self.play.do(Stop())
            self._save()

    # -- events ------------------------------------------------------------------------------------------------------

    def handle(self, event: pygame.event.Event) -> Request | None:
        """Do what `event` asks for; what it asks of the director is returned."""
        self._fit()  # for what the event before has brought about; what the last one has, is painted once, by update
        if event.type == pygame.MOUSEBUTTONDOWN:
            self.views.dock.pressed()
        request = super().handle(event)
        if event.type == pygame.MOUSEBUTTONUP:
            self.views.dock.released()
        return request

    def keys(self, event: pygame.event.Event) -> Sequence[Message]:
        """Esc backs out, Enter goes on, the others are the level's own; what is covered by help is not acted on."""
        if event.key == pygame.K_ESCAPE:
            return self._backed_out()
        if event.key in ENTER:
            over = self.play.visit.stage is Stage.RESULT and not self.board.opened
            return [self.panels.result.meaning("next")] if over and self.panels.result.leads_on else []
        found = level_keys(event, self.play, self._frame.current if self._frame else None)
        return [each for each in found if not (self.board.opened and isinstance(each, Do))]

    def _backed_out(self) -> Sequence[Message]:
        """Esc: close what is open, let go of what is pinned, else leave; with a word of comfort in the midst of it."""
        if self.board.opened:
            return [Open(None)]
        asked = card_edge(self.play)
        if self.selection.pinned not in (None, asked) or self.selection.sample is not None:
            self.selection = Selection(pinned=asked)
            return []
        now = self._view.now if self._view else 0.0
        sure = self._leave_until is not None and now <= self._leave_until
        if sure or self.play.visit.stage not in (Stage.READY, Stage.RUNNING):
            return [Go(Place.MAP, level=self.play.level.id)]
        self._leave_until = now + LEAVE_SECONDS
        words = "Your stars are saved" if self._visitor.kept() else "Your stars are not saved yet"
        self.say(f"{words}. Esc again: back to the levels")
        return []

    def carried_out(self, message: Message) -> Request | None:
        """Commands and acts go to the level; what is for the director is given back."""
        self._touched |= not isinstance(message, Hover)
        if isinstance(message, c.SetParameter):
            self.views.dock.edge_dragged()
        if isinstance(message, c.Command):
            self._command(message)
            return None
        if isinstance(message, LookCloser):
            return self._closer(message.network)
        return super().carried_out(message)

    def _closer(self, network: int) -> Request | None:
        """The sandbox with one start of the population."""
        job = getattr(self.play.kind, "job", None)
        if job is None or job.population is None:
            return None
        start = msgspec.structs.replace(self.play.kind.set_up(), params=job.population.start(network).flat())
        return Go(Place.SANDBOX, start=start, note=f"Start {network + 1} of the population")

    def _command(self, command: c.Command) -> None:
        """To the level, as an act where it turns a control."""
        self.board.toast.pass_by()
        if self.play.visit.stage is Stage.PREDICTING:
            self.say(self.play.refusal(BeginTry()), passing=True)
            return
        turn = card_turn(command, self.play.level)
        if turn:
            self._act(turn)
            return
        self.say(self.play.do(command), passing=True)
        self._follow()

    def carry_out(self, message: Message) -> None:
        """Do what is asked of the level and the screen."""
        match message:
            case Do(act):
                self._act(act)
            case Pin(edge):
                if edge is not None:
                    self.views.dock.edge_pinned()
                self._pin(edge)
            case ShowLens():
                self.views.show(message)
            case Open("lenses"):
                self.views.next()
            case Hover(edge):
                self.selection = replace(self.selection, hovered=edge)
            case DrawArrow(edge, word):
                self._answer_at(edge, self.panels.work.arrow_drawn(edge, word))
            case PinSample(sample):
                self.selection = replace(self.selection, sample=sample)
            case Open(dialog):
                self.board.toggle(dialog if dialog in self.board.dialogs else None)
            case ZoomChart() | PanChart() | AskEpoch():
                self.panels.timeline.carry_out(message)
            case SavePicture():
                self.say(self._visitor.picture())
            case WatchMoment():
                self._watch_moment()
            case ShowEvidence(topic):
                self.beyond.ask(topic)
                self.panels.result.topic = topic
            case _:
                super().carry_out(message)

    def _pin(self, edge: Edge | None) -> None:
        """A click on an edge answers a question that is about it, if there is one."""
        self._answer_at(edge, self.panels.work.edge_clicked(edge) if edge else ())

    def _answer_at(self, edge: Edge | None, asked: Sequence[Message]) -> None:
        """Pin `edge`, and carry out what was answered there."""
        self.selection = replace(self.selection, pinned=edge)
        for message in asked:
            if isinstance(message, Do):
                self._act(message.act)

    def _act(self, act: Action) -> None:
        before = self.play.visit
        self.board.toast.pass_by()
        reason = self.play.do(act)
        if reason:
            self.say(reason, passing=True)
            self.panels.work.put_back()
            return
        if isinstance(act, ShowExample) and self.play.example and self.play.example.cursor.moment.epoch == 0:
            self.play.do(c.SetSpeed(1))
            self.play.do(c.Play())
            self._refuting = True
        if isinstance(act, BeginTry) and self.play.visit.stage is Stage.RUNNING:
            self.play.do(c.SetSpeed(MAX_SPEED))
            self._right = False
        self._follow()
        if self.play.visit != before:
            self._save()

    def _follow(self) -> None:
        """Show the simulation that the level shows now, as it is now; another network with what is asked of it."""
        if self.play.visit.stage is Stage.PREDICTING:
            return
        self.beyond.turn_to(self.play.level)
        if self._session.follow():
            self.selection = Selection(pinned=card_edge(self.play))

    def _watch_moment(self) -> None:
        """From a little before the decisive epoch on, in slow motion."""
        if self.play.result is None:
            return
        last = self.play.simulation.timeline.active.last_epoch
        decisive = max(0, min(self.play.kind.decisive_epoch - LEAD, last))
        for command in (c.Seek(decisive), c.SetSpeed(1), c.Play()):
            reason = self.play.do(command)
            if reason:
                self.say(reason, passing=True)
                return
        self._follow()

    # -- saving ------------------------------------------------------------------------------------------------------

    def _save(self) -> None:
        self.say(self._keeper.keep(self.play.visit, self.foresight.right, self.beyond.best(self.play.results)))

    # -- drawing -----------------------------------------------------------------------------------------------------

    def update(self, now: float) -> None:
        """Take in the next frame; `now` is seconds of the window's clock."""
        self.foresight.keep_up()
        frame = self._session.frame()
        self._frame = frame
        for event in frame.events:
            self._tell(event)
        if self.play.watch():
            self._follow()
            frame = self._frame = self._session.frame()
        if self._refuting and frame.current.phase.kind is Kind.UPDATE:
            self._stay_before_the_update()
            frame = self._frame = self._session.frame()
        self._save()
        self.selection = still_there(self.selection, frame.current)
        still, reckoned = self.options.reduced_motion, self.play.kind.answers_ahead or self.play.level.covers == "delta"
        exactly = DECIMALS if reckoned else FEW_DECIMALS
        self._view = View(frame.previous, frame.current, frame.alpha, self.selection, now, still, exactly)
        self._fit()
        self._glow(frame)
        self._sync()
        super().update(now)

    def _stay_before_the_update(self) -> None:
        """A network that refutes an answer has the numbers that the sentence tells until its first update."""
        self._refuting = False
        if self.play.example:
            here = self.play.example.cursor.moment
            self.play.do(c.Seek(here.epoch, here.sample, here.phase))

    def _glow(self, frame: SessionFrame) -> None:
        """The network gets it: all outputs have come right while it was trained."""
        right = all(frame.current.right)
        if (
            right
            and not self._right
            and frame.current.epoch > 0
            and self.play.visit.stage in (Stage.RUNNING, Stage.RESULT)
        ):
            self.panels.network.glow()
        self._right = right

    def _tell(self, event: Event) -> None:
        if isinstance(event, Refused):
            self.say(event.reason, passing=True)
        elif isinstance(event, Diverged):
            self.say(f"Training stopped before epoch {event.epoch:,}: {event.reason}", passing=True)

    def _sync(self) -> None:
        """Show the newest view; what the player did is seen at once."""
        self.panels.network.hidden = hidden(self.play)
        touched, self._touched = self._touched, False
        if self._view:
            self.board.sync(self._view, at_once=touched or self._view.current.animated)
