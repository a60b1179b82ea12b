"""A screenful of panels: who gets an event, what keyboard and pointer are on, and in which order all is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import pygame

from game.ui.draw.kit import Kit
from game.ui.intents import LensWay, Pin
from game.ui.toolkit.draft import Draft
from game.ui.toolkit.focus_ring import ENTER, FocusRing
from game.ui.toolkit.overlay_sheet import Backdrop
from game.ui.toolkit.panel import Focusable, Hint, Message, Panel, ViewPanel
from game.ui.toolkit.repaint import Floating, Floats, Repaint, floating_picture
from game.ui.toolkit.rounds import Rounds, too_fast
from game.ui.toolkit.spotlight import Spotlight
from game.ui.toolkit.toast import Toast
from game.ui.toolkit.tooltip import Tooltip
from game.ui.view import View

UNTOUCHED_UPDATES = 15
"""How often a second widgets and hover help are looked after while the student touches nothing."""
FROST = 185
"""Opacity, 0..255, of what lies over controls that are frozen."""
AWAY = (-1, -1)
POINTING = (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEMOTION, pygame.MOUSEWHEEL)

HANDLING = (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEWHEEL, pygame.KEYDOWN)
"""What comes of a hand that does something; a pointer that moves only looks, unless a button is held."""

Keys = Callable[[pygame.event.Event], Sequence[Message]]
TabStop = tuple[Panel, int]
"""A panel, and a number among what Tab stops at in it: names a control that may be built anew meanwhile."""
PlacesByName = Mapping[str, tuple[pygame.Rect, object]]
"""Where each panel stands, and a key: with another one it is built anew though it stays where it is."""


class PanelBoard:
    """Panels by name, each at its place, and at most one of the `dialogs` above them. `fit` builds only what is new or
    has moved, so that a slider can be dragged while the panel beside it is exchanged."""

    def __init__(self, dialogs: Mapping[str, Panel] | None = None) -> None:
        self.kit: Kit | None = None
        self.panels: dict[str, Panel] = {}
        self.dialogs = dict(dialogs or {})
        self._unbuilt = {name: frozenset(vars(dialog)) for name, dialog in self.dialogs.items()}
        self.opened: str | None = None
        self.ring = FocusRing()
        self.spotlight = Spotlight()
        self.toast = Toast()
        self.tooltip = Tooltip()
        self.lens_words: Callable[[str], str | None] = _no_lens
        self._backdrop = Backdrop()
        self._repaint: Repaint | None = None
        self._places: dict[str, tuple[pygame.Rect, object]] = {}
        self._window = pygame.Rect(0, 0, 0, 0)
        self._left_at: Focusable | None = None
        self._rounds = Rounds()
        self._handled = False
        self._due = True
        self._now = 0.0
        self._still = False
        self._settled_until = 0.0
        self._dialog_due = False
        self._frost: tuple[pygame.Rect, pygame.Surface] | None = None
        self._pieces: Iterator[None] | None = None
        self._drafts: dict[Panel, list[Draft | None]] = {}
        self._stops: tuple[TabStop | None, TabStop | None, bool] = (None, None, False)

    # -- building ----------------------------------------------------------------------------------------------------

    def begin(self, kit: Kit, size: tuple[int, int]) -> None:
        """Take everything away; the panels to come stand in a window of `size`, made with `kit`. What is being typed,
        and which control has the keyboard, is kept for them."""
        if self.kit and not self._drafts:
            self._keep_drafts()
        for panel in self.built if self.kit else ():
            if panel is not self.dialog or not self._dialog_due:
                panel.kill()
        self._backdrop.lift()
        self.panels, self._places, self.kit = {}, {}, kit
        self._window = pygame.Rect((0, 0), size)
        self._repaint = Repaint(kit, size)
        self._dialog_due = self.dialog is not None  # it may hang at a button of a panel that is still to be built

    def fit(self, panels: Mapping[str, Panel], places: PlacesByName, view: View | None = None) -> None:
        """Have exactly the panels named in `places`, each at its rectangle; one whose rectangle or key has changed, or
        that another one takes the place of, is built anew. `view` is what all are told of next: those that are new show
        it from the beginning."""
        pieces = self._fitting(panels, places, view)
        if self._pieces is None:
            for _ in pieces:
                pass
        else:
            self._pieces = pieces

    def pieces(self, lay_out: Callable[[], None]) -> Iterator[None]:
        """Let `lay_out` fit panels after `begin`, but build them one after another; until all stand, there is nothing
        to be drawn, and nothing but `sync` may be asked."""
        self._pieces = iter(())
        lay_out()
        yield from self._pieces
        self._pieces = None

    def _fitting(self, panels: Mapping[str, Panel], places: PlacesByName, view: View | None) -> Iterator[None]:
        assert self.kit is not None
        assert self._repaint is not None
        for name, panel in list(self.panels.items()):
            if self._places[name] != places.get(name) or panels[name] is not panel:
                self.panels.pop(name).kill()
        for name, (rect, _) in places.items():
            if name not in self.panels:
                panels[name].build(self.kit, rect)
                self._begin(panels[name], view)
                yield
        self.panels = {name: panels[name] for name in places}
        self._places = dict(places)
        self._repaint.stand([(panel, self._places[name][0]) for name, panel in self.panels.items()])
        self._settled_until = 0.0
        if self._dialog_due and self.dialog:
            self._dialog_due = False
            self._build_dialog(self.dialog)
        self._resume_drafts()

    def _keep_drafts(self) -> None:
        """Note what stands in everything that can be typed in, and where the keyboard is."""
        built = self.built if not self._dialog_due else list(self.panels.values())
        self._drafts = {panel: [each.draft() for each in panel.typed_in()] for panel in built}
        self._stops = (self._stop_of(self.ring.current), self._stop_of(self._left_at), self.ring.visible)

    def _resume_drafts(self) -> None:
        """Let the student go on typing in panels that were built anew, where they have the same boxes as before."""
        drafts, self._drafts = self._drafts, {}
        if not drafts:
            return
        for panel in self.built:
            boxes, kept = panel.typed_in(), drafts.get(panel, [])
            for box, draft in zip(boxes, kept, strict=True) if len(boxes) == len(kept) else ():
                if draft is not None:
                    box.resume(draft)
        current, left_at, visible = self._stops
        self.ring.current, self._left_at = self._control_at(current), self._control_at(left_at)
        self.ring.visible = visible and self.ring.current is not None

    def _stop_of(self, control: Focusable | None) -> TabStop | None:
        """Where Tab stops at `control`."""
        for panel in self.built:
            for number, other in enumerate(panel.focusables()):
                if other is control:
                    return panel, number
        return None

    def _control_at(self, stop: TabStop | None) -> Focusable | None:
        """What Tab stops at there now."""
        controls = stop[0].focusables() if stop and stop[0] in self.built else []
        return controls[stop[1]] if stop and stop[1] < len(controls) else None

    def show(self, dialog: str | None) -> None:
        """Open the dialog of that name, anew if it is open, in place of the one that is; None closes that. Tab goes on
        then where it was before."""
        if self.opened is None:
            self._left_at = self.ring.current
        if self.dialog and self.kit:
            self._put_away(self.dialog)
            self._backdrop.lift()
        self.opened = dialog
        self.ring.clear()
        self.ring.current = None if dialog else self._left_at
        self.spotlight.light(None)
        self._settled_until = 0.0
        if self.dialog and self.kit:
            self._build_dialog(self.dialog)

    def toggle(self, dialog: str | None) -> None:
        """Open the dialog of that name in place of the open one; asked for again, or for None, close it."""
        self.show(None if dialog == self.opened else dialog)

    def freeze(self, area: pygame.Rect | None) -> None:
        """Show that nothing in `area` can be used now."""
        if area is None or self.kit is None:
            self._frost = None
        elif self._frost is None or self._frost[0] != area:
            frost = pygame.Surface(area.size, pygame.SRCALPHA)
            frost.fill((*self.kit.palette.panel, FROST))
            self._frost = (area, frost)

    @property
    def frozen(self) -> bool:
        """Whether something cannot be used now."""
        return self._frost is not None

    def rest(self) -> None:
        """Another screen is seen now."""
        self.tooltip.hide()
        self.ring.clear()

    def _put_away(self, dialog: Panel) -> None:
        """Take the open dialog away with all that it was built of: it holds no pictures, widgets or fonts until it is
        built again, and is as if it had never been, but for what it knew before."""
        dialog.kill()
        assert self.opened is not None
        for name in vars(dialog).keys() - self._unbuilt[self.opened]:
            delattr(dialog, name)

    def _build_dialog(self, dialog: Panel) -> None:
        assert self.kit is not None
        if dialog.modal:
            self._backdrop.lower(self.kit, self._window)
        dialog.build(self.kit, self._window)
        self._begin(dialog)

    def _begin(self, panel: Panel, view: View | None = None) -> None:
        """Show on a panel that was just built what the others show, or are to show next."""
        moment = view or self._rounds.moment
        if moment and isinstance(panel, ViewPanel):
            panel.sync(moment)
        panel.update(self._now, still=self._still)

    @property
    def size(self) -> tuple[int, int]:
        """Of the window that all was built for."""
        return self._window.size

    @property
    def dialog(self) -> Panel | None:
        """The dialog that is open."""
        return self.dialogs[self.opened] if self.opened else None

    @property
    def places(self) -> Mapping[str, pygame.Rect]:
        """Where each panel stands."""
        return {name: rect for name, (rect, _) in self._places.items()}

    @property
    def built(self) -> list[Panel]:
        """Everything that is on screen."""
        return [*self.panels.values(), *([self.dialog] if self.dialog else [])]

    @property
    def viewing(self) -> list[ViewPanel]:
        """All of that which shows the network."""
        return [panel for panel in self.built if isinstance(panel, ViewPanel)]

    @property
    def painted(self) -> Sequence[pygame.Rect]:
        """The areas that the last frame painted anew."""
        return self._repaint.painted if self._repaint else ()

    # -- events ------------------------------------------------------------------------------------------------------

    def messages(self, event: pygame.event.Event, keys: Keys) -> list[Message]:
        """What the panels make of `event`: the open dialog first; of a key, then the control that has the keyboard, or
        if that does not take it, `keys` and the panels; other events the panels get as far as a dialog lets them."""
        assert self.kit is not None
        self.kit.manager.process_events(event)
        self._settled_until = 0.0
        self._handled |= event.type in HANDLING or (event.type == pygame.MOUSEMOTION and any(event.buttons))
        typing = self.kit.typing
        messages: list[Message] = [*self.dialog.commands_from(event)] if self.dialog else []
        taken = False
        if event.type == pygame.KEYDOWN and not typing:
            answer = (
                None if event.key == pygame.K_ESCAPE else self.ring.key(event, self.focusables(), self._panel_stops())
            )
            if answer is None and event.key in ENTER:
                answer = self._first_choice(event)
            taken = answer is not None
            messages += keys(event) if answer is None else answer
        below = None if taken else self._below(event)
        if below:
            for panel in list(self.panels.values()):
                messages += panel.commands_from(below)
        if event.type == pygame.MOUSEBUTTONDOWN:
            messages += self._asked(event)
            self.tooltip.press()
            self.ring.clicked(event.pos, self.focusables())
        return messages

    def _first_choice(self, event: pygame.event.Event) -> Sequence[Message] | None:
        """What the first choice of the open dialog, or of a panel, answers to Enter; None where there is none."""
        choices = [panel.first_choice for panel in ([self.dialog] if self.dialog else self.panels.values())]
        return next((choice.key(event) for choice in choices if choice), None)

    def _below(self, event: pygame.event.Event) -> pygame.event.Event | None:
        """What of `event` gets through an open dialog to the panels: of a pointer over it, that it has left them."""
        if self.dialog is None:
            return event
        if not self.dialog.modal and not (event.type in POINTING and self._under_cover()):
            return event
        return pygame.event.Event(pygame.WINDOWLEAVE) if event.type == pygame.MOUSEMOTION else None

    def _pointer(self) -> tuple[int, int]:
        return self.kit.pointer() if self.kit else AWAY

    def _under_cover(self) -> bool:
        """Whether the pointer is over the open dialog."""
        return any(hint.rect.collidepoint(self._pointer()) for hint in self._cover())

    def _cover(self) -> Iterator[Hint]:
        if self.dialog:
            yield from self.dialog.hints()

    def _way(self, position: tuple[int, int]) -> LensWay | None:
        """The way from what is at `position` to a lens that can be looked through here."""
        if self.dialog is not None:
            return None
        for name, panel in self.panels.items():
            way = panel.way_at(position) if self._places[name][0].collidepoint(position) else None
            if way and self.lens_words(str(way.show.name)):
                return way
        return None

    def _asked(self, event: pygame.event.Event) -> list[Message]:
        """A right click on a thing looks at it through its lens, and a left one where that means nothing else."""
        way = self._way(event.pos) if event.button in (pygame.BUTTON_LEFT, pygame.BUTTON_RIGHT) else None
        if way is None or (event.button == pygame.BUTTON_LEFT and not way.by_click):
            return []
        return [*([Pin(way.pins)] if way.pins else []), way.show]

    def _way_words(self) -> str:
        """What hover help says of the way from what is under the pointer."""
        way = self._way(self._pointer())
        if way is None:
            return ""
        return f"{'Click' if way.by_click else 'Right-click'}: {self.lens_words(str(way.show.name))}."

    def focusables(self) -> list[Focusable]:
        """What Tab stops at: the controls of the open dialog, else those of the panels."""
        return [stop for stops in self._panel_stops() for stop in stops]

    @property
    def keyboard_at(self) -> pygame.Rect | None:
        """Where what has the keyboard is: the control with the ring around it, else the open dialog."""
        ringed = self.ring.place(self.focusables())
        if ringed:
            return ringed
        cover = [hint.rect for hint in self._cover()]
        return cover[0].unionall(cover[1:]) if cover else None

    def _panel_stops(self) -> list[Sequence[Focusable]]:
        """What Tab stops at, panel by panel."""
        panels = [self.dialog] if self.dialog else list(self.panels.values())
        return [panel.focusables() for panel in panels]

    # -- views -------------------------------------------------------------------------------------------------------

    def sync(self, view: View, *, at_once: bool = True) -> None:
        """Show `view` on the panels that show the network: `at_once` if it comes from what the student did or a hand is
        on the mouse, else as soon as all of them can show the same one."""
        if self._pieces is not None:
            self._handled |= at_once
            return
        hidden = self._repaint is not None and self._repaint.keeps
        at_once, self._handled = at_once or self._handled, False
        self._due = self._rounds.take(view, self.viewing, at_once=at_once, hidden=hidden)
        if self._rounds.came_whole:
            self._settled_until = 0.0  # numbers in boxes are painted when widgets are looked after

    @property
    def shown(self) -> View | None:
        """The moment that is on screen: every number on it is that moment's."""
        return self._rounds.shown

    @property
    def whole(self) -> bool:
        """Whether the panels show that moment; while they are painted for another one, their picture of it is shown."""
        return self._rounds.whole

    # -- time --------------------------------------------------------------------------------------------------------

    def update(self, now: float, *, still: bool) -> None:
        """Let panels, widgets and hover help have their time: `now` in seconds, `still` if motion is to be reduced."""
        self._now, self._still = now, still
        for panel in self.built if self.kit and self._due else ():
            panel.update(now, still=still)
        if self.kit and now >= self._settled_until:
            self.kit.manager.update(1 / UNTOUCHED_UPDATES)
            self.tooltip.update(self.kit.pointer(), now, self.hints(), self._way_words())
            self._settled_until = now + 1 / UNTOUCHED_UPDATES

    def hints(self) -> Iterator[Hint]:
        """The hover help that the pointer can come to."""
        yield from self._cover()
        if self.dialog is None or not (self.dialog.modal or self._under_cover()):
            for panel in self.panels.values():
                yield from panel.hints()

    # -- drawing -----------------------------------------------------------------------------------------------------

    def draw(self, surface: pygame.Surface, afresh: bool = True, also: Sequence[Floating] = ()) -> None:
        """Draw everything, and what is `also` to lie over the panels. Unless `afresh`, `surface` still shows what was
        drawn last."""
        if self.kit is None or self._repaint is None:
            return
        below = self.spotlight.floating(self.kit, self._now, still=self._still)
        above = [
            *(self._floating_frost() if self.dialog is None else ()),
            *also,
            *self.ring.floating(self.kit, self._window, self.focusables),
            *self.tooltip.floating(self.kit, self._window, live=self.whole),
            *self.toast.floating(self.kit, self._window.size, self._now),
        ]
        if not self.whole:
            self._repaint.show_kept(surface, Floats(below, above), afresh)
            return
        keep = self.shown is not None and too_fast(self.shown)
        self._repaint.draw(surface, Floats(below, above), afresh, keep)

    def _floating_frost(self) -> list[Floating]:
        return [floating_picture(self._frost[1], self._frost[0])] if self._frost else []


def _no_lens(_name: str) -> str | None:
    """Where there are no lenses."""
    return None
