"""The Lab: the screen on which a network is watched, questioned and trained."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import pygame

from game.sim import commands as c
from game.sim.commands.starting_over import opening
from game.sim.snapshot import Snapshot
from game.ui.chain_rule.chain_rule_card import ChainRuleCard
from game.ui.dialogs.worked_example import Worked, WorkedExample
from game.ui.draw.palette import COLOUR_BLIND, PAPER, STANDARD, Palette
from game.ui.intents import (
    AskEpoch,
    Begin,
    Hover,
    Intent,
    Light,
    NextValue,
    Open,
    OpenExample,
    OpenFile,
    OpenSession,
    PanChart,
    Pin,
    PinSample,
    SaveFilm,
    SaveLens,
    Say,
    ShowLens,
    ShowMean,
    ShowMore,
    Toggle,
    UseCode,
    ZoomChart,
)
from game.ui.lab.dock import Dock
from game.ui.lab.event_messages import LASTING, event_messages
from game.ui.lab.lab_dialogs import lab_dialogs
from game.ui.lab.lab_keys import key_messages
from game.ui.lab.lab_layout import ANCHOR_SETTINGS, LabLayout, lab_layout, panel_of
from game.ui.lab.lab_services import Film, LabServices, answer
from game.ui.lab.more_settings import MoreSettings
from game.ui.lab.parameters import ParametersPanel
from game.ui.lab.top_bar import TopBar
from game.ui.lenses.lens_menu import lens_words
from game.ui.network.network_panel import NetworkPanel
from game.ui.running_session import RunningSession, SessionFrame
from game.ui.screen import Go, Place, Request
from game.ui.screens.panel_screen import PanelScreen
from game.ui.selection import Selection, selected, still_there
from game.ui.tables.samples_table import SamplesPanel
from game.ui.tables.tables import TablesPanel
from game.ui.timeline.timeline_panel import TimelinePanel
from game.ui.toolkit.panel import Message, ViewPanel
from game.ui.toolkit.stats_overlay import StatsOverlay
from game.ui.view import View


class LabScreen(PanelScreen):
    """Owns the panels and the selection; sends the session Commands and draws its Frames."""

    def __init__(
        self,
        session: RunningSession,
        services: LabServices,
        first: str | None = None,
        network: NetworkPanel | None = None,
        problem: str = "",
    ) -> None:
        self.selection = Selection()
        self.network = network or NetworkPanel()
        self.timeline = TimelinePanel()
        self.top = TopBar()
        self._parameters = ParametersPanel()
        self.more = MoreSettings()
        self._shows_more = False
        self._tables = TablesPanel()
        self.dock = Dock(services)
        self.worked = WorkedExample()
        super().__init__(lab_dialogs(services, self.top, self._docked, self.worked))
        self.say(problem)
        self._session = session
        self.services = services
        self.panels: dict[str, ViewPanel] = {
            "top": self.top,
            "parameters": self._parameters,
            "more": self.more,
            "samples": SamplesPanel(),
            "network": self.network,
            "chain_rule": ChainRuleCard(),
            "tables": self._tables,
            "lens": self.dock.lens,
            "timeline": self.timeline,
        }
        self.board.lens_words = lens_words
        self.board.show(first)
        self.stats = StatsOverlay(services.state_hash)
        self._layout: LabLayout | None = None
        self._frame: SessionFrame | None = None
        self._view: View | None = None
        self._touched = False
        self._to_open: Open | None = None
        """The list of files that opens as soon as what is being saved can be in it."""
        self._name = ""
        self._back: Snapshot | None = None
        self.film: Film | None = None

    # -- building ----------------------------------------------------------------------------------------------------

    def lay_out(self, size: tuple[int, int]) -> None:
        """Have all panels, in a window of `size`."""
        self._layout = lab_layout(size)
        self._fit()

    def _fit(self) -> None:
        """Have the panels that belong there now."""
        if self._layout is None:
            return
        left = ("top", "parameters", "samples", "network", "timeline")
        places = {name: getattr(self._layout, name) for name in left} | self.dock.places(self._layout)
        if self._shows_more:
            places["more"] = places.pop("parameters")
        self.board.toast.column = self._layout.network
        self.board.fit(self.panels, {name: (rect, None) for name, rect in places.items()})
        self._sync(everything=True)

    def _docked(self, name: str) -> pygame.Rect:
        """Where the button of the dock called `name` stands; while there is no lens, that which opens their menu."""
        return self.dock.lens.button_rect(name) if self.dock.name else self._tables.lenses_rect()

    def arrive(self, go: Go) -> None:
        """Begin with what is asked for, or go on. Who comes with a start of their own finds the way back."""
        self.top.leads_back = go.start is not None
        if go.start:
            self.carry_out(Begin(go.start, go.note))
        else:
            self.say(go.note)

    def leave(self) -> None:
        """Nothing is worked out behind the scenes."""
        super().leave()
        self.dock.rest()

    # -- events ------------------------------------------------------------------------------------------------------

    def handle(self, event: pygame.event.Event) -> Request | None:
        """Do what `event` asks of the simulation and of this screen; what it asks of the director is returned."""
        if event.type == pygame.DROPFILE:
            return self.carried_out(OpenFile(event.file))
        if event.type == pygame.MOUSEBUTTONDOWN:
            self.dock.pressed()
        request = super().handle(event)
        if event.type == pygame.MOUSEBUTTONUP:
            self._redock(self.dock.released)
        return request

    def keys(self, event: pygame.event.Event) -> Sequence[Message]:
        """Esc backs out of one thing after another; the other keys are the Lab's."""
        if event.key == pygame.K_ESCAPE:
            self.services.give_up_opening()
            if self.top.leads_back and not self.board.opened and self.selection == Selection():
                return [Go(Place.BACK)]
            return [Open(None)] if self.board.opened else [Pin(None), PinSample(None), ShowMean(False)]
        if self.board.opened in ("sessions", "files", "about", "data", "own_data", "examples"):
            return []  # one types there, and may miss the box, or scrolls
        if self.network.zoom_by_key(event):
            return []  # + and − act on what is under the mouse
        found = key_messages(event, self._frame.current) if self._frame else []
        if self.board.opened == "resume":
            return [each for each in found if not isinstance(each, c.Command)]  # which session, has not been said yet
        return found

    def carried_out(self, message: Message) -> Request | None:
        """Commands go to the session; what is for the director is given back."""
        self._touched |= not isinstance(message, Hover)
        if isinstance(message, c.Command):
            self.board.toast.pass_by()
            if isinstance(message, c.SetParameter):
                self.dock.edge_dragged()
            self._session.send(message)
            return None
        return super().carried_out(message)

    def carry_out(self, message: Message) -> None:
        """Do what is asked of the screen."""
        match message:
            case Pin() | Hover() | PinSample() | ShowMean():
                self.selection = selected(self.selection, message)
                if isinstance(message, Pin) and message.edge is not None:
                    self._redock(self.dock.edge_pinned)
            case ShowMore(on):
                self._show_more(on)
            case Toggle("more"):
                self._show_more(not self._shows_more)
            case ShowLens(name):
                self._redock(partial(self.dock.show, name, message))
            case Light(anchor):
                self._show_more(self._shows_more and anchor is None)
                self.board.spotlight.light(self._anchor(anchor) if anchor else None)
            case Open("sessions" | "files") if self.services.keeping:
                self._to_open = message
                self.board.toast.say("One moment: a session is still being saved", passing=True)
            case Open(dialog):
                if dialog:
                    self.board.toast.say("")
                super().carry_out(message)
            case SaveLens(paper):
                self.say(self._save_lens(PAPER if paper else STANDARD))
            case SaveFilm():
                self._begin_film()
            case OpenExample(name):
                self.open_example(name)
            case NextValue(by):
                self._next_value(by)
            case Begin():
                self._begin(message)
            case UseCode():
                self._use_code(message)
            case ZoomChart() | PanChart() | AskEpoch():
                self.timeline.carry_out(message)
            case Toggle("stats"):
                self.stats.visible = not self.stats.visible
            case Say():
                super().carry_out(message)
            case Intent():
                opens = isinstance(message, OpenFile | OpenSession)
                self.say(answer(self.services, message), passing=opens)  # what is saved stays so

    def _next_value(self, by: int) -> None:
        """Go on to the next value of the worked example, or one back."""
        if self.worked.worked and self.board.opened != "worked":
            self.board.show("worked")
        for step in self.worked.step(by):
            self.carried_out(step)

    def _use_code(self, message: UseCode) -> None:
        """Begin with the code; one that is refused stays to be mended."""
        before = self._session.simulation
        self.say(answer(self.services, message))
        if self._session.simulation is not before:
            self.board.show(None)

    def open_example(self, name: str, *, begin: bool = True) -> None:
        """Set up the worked example called `name` (unless the session began with it), and show its printed values
        beside those found here."""
        example = self.services.examples().examples.get(name)
        if example is None:
            self.say(f"There is no example called '{name}' any more")
            return
        if begin:
            self._begin(Begin(example.start, name=example.title[:60]))
        self.worked.open(Worked(example, self.services.worked(example)))
        self.board.show("worked")

    def _begin_film(self) -> None:
        """Film the sample that is shown, unless a film is being made."""
        if self._view and self.film is None:
            palette = COLOUR_BLIND if self.options.colour_blind else STANDARD
            self.film = self.services.film(self._view.trace.sample, self.selection, palette)
            self.say("Filming the backward pass: a moment")

    def _go_on_filming(self) -> None:
        """Go on with the film that is being made."""
        saved = self.film.advance() if self.film else None
        if saved:
            self.film = None
            self.say(saved)

    def _save_lens(self, palette: Palette) -> str:
        """Save what the lens shows in the colours of `palette`."""
        if self._view is None or self.dock.name is None:
            return ""
        lens = self.dock.lens
        name = f"{lens.lens.title} epoch {self._view.current.epoch}"
        return self.services.save_surface(lens.picture_of(self._view, palette), name)

    def _show_more(self, on: bool) -> None:
        """Have more settings, or else the parameters, at the left."""
        if on != self._shows_more:
            self._shows_more = on
            self._fit()

    def _redock(self, change: Callable[[], None]) -> None:
        """Let `change` have its way with the dock, and show what stands there then."""
        before = self.dock.name
        change()
        if self.dock.name != before:
            self._fit()

    def _begin(self, begin: Begin) -> None:
        for command in opening(begin.start):
            self._session.send(command)
        if begin.speed is not None:
            if begin.moment:
                self._session.send(c.Seek(begin.moment.epoch, begin.moment.sample, begin.moment.phase))
            self._session.send(c.SetSpeed(begin.speed))
            self._session.send(c.Play())
        self.selection = Selection(pinned=begin.pin)
        self._name = begin.name
        here = self._frame.current if self._frame else None
        self._back = here if begin.beside and here and here.run.last_epoch else None
        self.board.toast.say(begin.sentence, passing=True)

    def _anchor(self, name: str) -> pygame.Rect | None:
        """Where on screen the thing called `name` is."""
        assert self._layout
        if name in ANCHOR_SETTINGS:
            return self._parameters.control(ANCHOR_SETTINGS[name]).rect
        return panel_of(name, self._layout) or self.network.anchor_rect(name)

    # -- drawing -----------------------------------------------------------------------------------------------------

    @property
    def waits(self) -> bool:
        """Whether a list of files waits for one that is still being saved."""
        return self._to_open is not None

    def update(self, now: float) -> None:
        """Take in the session's next frame; `now` is seconds of the window's clock."""
        if self._to_open and not self.services.keeping:
            postponed, self._to_open = self._to_open, None
            self.carry_out(postponed)
        frame = self._session.frame()
        self.selection = still_there(self.selection, frame.current)
        if frame.opening is not None:
            self.board.toast.say(f"Opening the session: {frame.opening:.0%} (Esc to stop)")
        elif self._frame and self._frame.opening is not None:
            self.board.toast.say("")
        self._frame = frame
        if self._name:
            self._session.send(c.RenameRun(frame.current.run.id, self._name, given=False))
            self._name = ""
        if self._back and frame.current.run.id != self._back.run.id:
            back, self._back = self._back, None
            self._session.send(c.SwitchRun(back.run.id))
            self._session.send(c.Seek(back.epoch, back.moment.sample, back.moment.phase, back.moment.units))
        for event in frame.events:
            self.say(event_messages(event), passing=not isinstance(event, LASTING))
        self._view = View(frame.previous, frame.current, frame.alpha, self.selection, now, self.options.reduced_motion)
        self._sync()
        self._go_on_filming()
        super().update(now)

    @property
    def view(self) -> View | None:
        """The moment that is on screen; None before the first frame."""
        return self.board.shown

    def _sync(self, *, everything: bool = False) -> None:
        """Show the newest view; what the student did is seen at once."""
        touched, self._touched = everything or self._touched, False
        if self._view:
            self.board.sync(self._view, at_once=touched)

    def draw(self, surface: pygame.Surface, afresh: bool = True) -> None:
        """Draw everything on `surface`, whose size is that of the last `build`."""
        if not (self.board.kit and self._view and self._layout):
            return
        px = self.board.kit.px
        corner = (self._layout.network.x + px(16), self._layout.network.bottom - px(38))
        shown = self.board.shown or self._view
        stats = self.stats.floating(self.board.kit, corner, shown, len(self.network.packets), self._view.now)
        self.board.draw(surface, afresh, stats)
