"""The Lab: the screen on which a network is watched, questioned and trained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import is_

import pygame
import pygame_gui

from game.desk import Desk
from game.session import Frame, Session
from game.sim import commands as c
from game.sim.events import Diverged, Event, Refused
from game.sim.network import Edge, bias_edges, edges
from game.sim.opening import opening
from game.ui.focus import FocusRing
from game.ui.input import key_messages
from game.ui.intents import (
    CopyCode,
    Hover,
    Intent,
    Light,
    Open,
    OpenSession,
    Pin,
    PinSample,
    SavePicture,
    SaveSession,
    ShowMean,
    Toggle,
    UseCode,
)
from game.ui.kit import Kit, build_kit
from game.ui.layout import LabLayout, lab_layout
from game.ui.network_view import NetworkView
from game.ui.overlay import StatsOverlay
from game.ui.palette import COLOUR_BLIND, STANDARD
from game.ui.panel import Focusable, Hint, Message, Panel
from game.ui.panels.chain_rule_card import ChainRuleCard
from game.ui.panels.keys_help import KeysHelp
from game.ui.panels.parameters import ParametersPanel
from game.ui.panels.reading import ReadingPanel
from game.ui.panels.resume import ResumePanel
from game.ui.panels.samples import SamplesPanel
from game.ui.panels.sessions import SessionsPanel
from game.ui.panels.start_here import StartHere
from game.ui.panels.tables import TablesPanel
from game.ui.panels.timeline import TimelinePanel
from game.ui.panels.top_bar import TopBar
from game.ui.screens.screen import Go, Request, ViewOptions, as_request
from game.ui.selection import Selection
from game.ui.spotlight import Spotlight
from game.ui.toast import Toast
from game.ui.tooltip import Tooltip
from game.ui.view import View


UNTOUCHED_UPDATES = 15
"""How often a second widgets and hover help are looked after while the student touches nothing."""


class LabScreen:
    """Owns the panels and the selection; sends the session Commands and draws its Frames. A Screen."""

    def __init__(
        self, session: Session, desk: Desk, first: str | None = None, network: NetworkView | None = None
    ) -> None:
        self.selection = Selection()
        self.options = ViewOptions()
        self.network = network or NetworkView()
        self._session = session
        self._desk = desk
        self._panels: dict[str, Panel] = {
            "top": TopBar(),
            "parameters": ParametersPanel(),
            "samples": SamplesPanel(),
            "network": self.network,
            "chain_rule": ChainRuleCard(),
            "tables": TablesPanel(),
            "timeline": TimelinePanel(),
        }
        self._overlays: dict[str, Panel] = {
            "reading": ReadingPanel(),
            "keys": KeysHelp(),
            "start": StartHere(),
            "resume": ResumePanel(),
            "sessions": SessionsPanel(desk.saved, desk.code),
        }
        self._open = first
        self._ring = FocusRing()
        self._tooltip = Tooltip()
        self._spotlight = Spotlight()
        self._toast = Toast()
        self._stats = StatsOverlay(desk.state_hash)
        self._size = (0, 0)
        self._kit: Kit | None = None
        self._layout: LabLayout | None = None
        self._frame: Frame | None = None
        self._view: View | None = None
        self._synced: tuple[object, object] | None = None
        self._settled_until = 0.0
        self._turn = 0

    # -- building ----------------------------------------------------------------------------------------------------

    def build(self, size: tuple[int, int], options: ViewOptions) -> None:
        """Lay everything out for a window of `size`; also after a resize or a change of colours."""
        for panel in self._built():
            panel.kill()
        if self._kit and options.news(self.options):
            self._toast.say(options.news(self.options))
        self._size, self.options = size, options
        self._kit = build_kit(size, COLOUR_BLIND if self.options.colour_blind else STANDARD)
        self._layout = lab_layout(size)
        for name, panel in self._panels.items():
            panel.build(self._kit, getattr(self._layout, name))
        if self._open:
            self._overlays[self._open].build(self._kit, pygame.Rect((0, 0), size))
        self._sync(everything=True)

    def arrive(self, go: Go) -> None:
        """Begin with what is asked for, or go on."""
        for command in opening(go.start) if go.start else ():
            self._session.send(command)
        if go.note:
            self._toast.say(go.note)

    def leave(self) -> None:
        """Time stands still while another screen is seen."""
        self._tooltip.hide()

    def _built(self) -> list[Panel]:
        if self._kit is None:
            return []
        return [*self._panels.values(), *([self._overlays[self._open]] if self._open else [])]

    # -- events ------------------------------------------------------------------------------------------------------

    def handle(self, event: pygame.event.Event) -> Request | None:
        """Do what `event` asks of the simulation and of this screen; what it asks of the director is returned."""
        assert self._kit is not None
        self._kit.manager.process_events(event)
        self._settled_until = 0.0
        messages: list[Message] = []
        if event.type == pygame.KEYDOWN and not self._typing():
            messages += self._key(event)
        if self._open:
            messages += self._overlays[self._open].commands_from(event)
        if not self._covered(event):
            for panel in self._panels.values():
                messages += panel.commands_from(event)
        if event.type == pygame.MOUSEBUTTONDOWN:
            self._ring.clicked(event.pos, self._focusables())
        requests = [request for message in messages if (request := self._carried_out(message))]
        return requests[-1] if requests else None

    def _covered(self, event: pygame.event.Event) -> bool:
        """Whether an open overlay lies between the pointer and the panels."""
        pointing = event.type in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEMOTION, pygame.MOUSEWHEEL)
        return pointing and self._under_cover()

    def _under_cover(self) -> bool:
        """Whether the pointer is over an open overlay."""
        return any(hint.rect.collidepoint(pygame.mouse.get_pos()) for hint in self._cover())

    def _cover(self) -> Iterator[Hint]:
        if self._open:
            yield from self._overlays[self._open].hints()

    def _typing(self) -> bool:
        """Whether keys belong to a text entry."""
        assert self._kit is not None
        focused = self._kit.manager.get_focus_set() or ()
        return any(isinstance(element, pygame_gui.elements.UITextEntryLine) for element in focused)

    def _key(self, event: pygame.event.Event) -> Sequence[Message]:
        if event.key == pygame.K_ESCAPE:
            self._desk.give_up_opening()
            return [Open(None)] if self._open else [Pin(None), PinSample(None), ShowMean(False)]
        answer = self._ring.key(event, self._focusables())
        if answer is not None:
            return answer
        return key_messages(event, self._frame.current) if self._frame else []

    def _focusables(self) -> list[Focusable]:
        panels = [self._overlays[self._open]] if self._open else list(self._panels.values())
        return [stop for panel in panels for stop in panel.focusables()]

    def _carried_out(self, message: Message) -> Request | None:
        if isinstance(message, c.Command):
            self._session.send(message)
            return None
        request = as_request(message)
        if request is None:
            self.carry_out(message)
        return request

    def carry_out(self, intent: Intent) -> None:
        """Do what `intent` asks of the screen."""
        match intent:
            case Pin(edge):
                self.selection = replace(self.selection, pinned=edge)
            case Hover(edge):
                self.selection = replace(self.selection, hovered=edge)
            case PinSample(sample):
                self.selection = replace(self.selection, sample=sample, mean=False)
            case ShowMean(on):
                self.selection = replace(self.selection, mean=on, sample=None)
            case Light(anchor):
                self._spotlight.light(self._anchor(anchor) if anchor else None)
            case Open(overlay):
                self._show(overlay)
            case Toggle("stats"):
                self._stats.visible = not self._stats.visible
            case SavePicture():
                self._toast.say(self._desk.save_picture())
            case SaveSession(name):
                self._toast.say(self._desk.save(name))
            case OpenSession(name):
                self._toast.say(self._desk.open(name))
            case UseCode(code):
                self._toast.say(self._desk.use(code))
            case CopyCode():
                self._toast.say(self._desk.copy_code())

    def _show(self, overlay: str | None) -> None:
        assert self._kit is not None
        if self._open:
            self._overlays[self._open].kill()
            self._spotlight.light(None)
        self._open = overlay if overlay != self._open else None
        if self._open:
            self._overlays[self._open].build(self._kit, pygame.Rect((0, 0), self._size))
            self._sync(everything=True)

    def _anchor(self, name: str) -> pygame.Rect | None:
        """Where on screen the thing called `name` is."""
        panel = ANCHOR_PANELS.get(name)
        return self._panel_rect(panel) if panel else self.network.anchor_rect(name)

    def _panel_rect(self, panel: str) -> pygame.Rect:
        rect = getattr(self._layout, panel)
        assert isinstance(rect, pygame.Rect)
        return rect

    # -- drawing -----------------------------------------------------------------------------------------------------

    def update(self, now: float) -> None:
        """Take in the session's next frame; `now` is seconds of the window's clock."""
        frame = self._session.frame()
        self._forget_gone_edges(frame.current.settings.layers)
        self._frame = frame
        for event in frame.events:
            self._tell(event)
        if frame.opening is not None:
            self._toast.say(f"Opening the session: {frame.opening:.0%} (Esc to stop)")
        self._view = View(frame.previous, frame.current, frame.alpha, self.selection, now, self.options.reduced_motion)
        self._sync()
        if self._kit and now >= self._settled_until:
            self._kit.manager.update(1 / UNTOUCHED_UPDATES)
            self._tooltip.update(pygame.mouse.get_pos(), now, self._hints())
            self._settled_until = now + 1 / UNTOUCHED_UPDATES

    def _forget_gone_edges(self, layers: tuple[int, ...]) -> None:
        """Let go of edges that the network, having become another one, no longer has."""
        pinned, hovered = (_still_there(edge, layers) for edge in (self.selection.pinned, self.selection.hovered))
        if (pinned, hovered) != (self.selection.pinned, self.selection.hovered):
            self.selection = replace(self.selection, pinned=pinned, hovered=hovered)

    def _sync(self, *, everything: bool = False) -> None:
        """Show the newest view to the panels that have something new to show."""
        if self._view:
            for panel in self._built() if everything else self._news(self._view):
                panel.sync(self._view)

    def _news(self, view: View) -> Sequence[Panel]:
        """The network and the chart, which move by themselves, and the others when there is something new; while
        training is too fast to be read one of those a frame, so that no frame pays for all of them."""
        moving = [self.network, self._panels["timeline"]]
        state = (view.current, view.selection)
        still = self._synced is not None and all(map(is_, state, self._synced))
        self._synced = state
        if still:
            return moving
        if view.current.animated:
            return self._built()
        others = [panel for panel in self._built() if panel not in moving]
        self._turn = (self._turn + 1) % len(others)
        return [*moving, others[self._turn]]

    def _tell(self, event: Event) -> None:
        if isinstance(event, Refused):
            self._toast.say(event.reason)
        elif isinstance(event, Diverged):
            self._toast.say(f"Training stopped before epoch {event.epoch:,}: {event.reason}")

    def _hints(self) -> Iterator[Hint]:
        yield from self._cover()
        if not self._under_cover():
            for panel in self._panels.values():
                yield from panel.hints()

    def draw(self, surface: pygame.Surface) -> None:
        """Draw everything on `surface`, whose size is that of the last `build`."""
        if not (self._kit and self._view and self._layout):
            return
        surface.fill(self._kit.palette.background)
        for panel in self._panels.values():
            panel.draw(surface)
        self._spotlight.draw(surface, self._kit, self._view.now)
        if self._open:
            self._overlays[self._open].draw(surface)
        self._kit.manager.draw_ui(surface)
        self._ring.draw(surface, self._kit, self._focusables())
        corner = (self._layout.network.x + self._kit.px(16), self._layout.network.y + self._kit.px(40))
        self._stats.draw(surface, self._kit, corner, self._view, len(self.network.packets))
        self._tooltip.draw(surface, self._kit)
        self._toast.draw(surface, self._kit, self._view.now)


ANCHOR_PANELS = {
    "chart": "timeline",
    "card": "chain_rule",
    "tables": "tables",
    "parameters": "parameters",
    "learning rate": "parameters",
    "cross-entropy": "parameters",
    "samples": "samples",
}


def _still_there(edge: Edge | None, layers: tuple[int, ...]) -> Edge | None:
    """`edge`, unless the network has become another one without it."""
    return edge if edge in (*edges(layers), *bias_edges(layers)) else None
