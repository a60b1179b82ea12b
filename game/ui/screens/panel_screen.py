"""What the screens have in common: panels on a board, dialogs over it, and what every screen is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import pygame

from game.ui.draw.kit import Kit, build_kit
from game.ui.draw.palette import COLOUR_BLIND, STANDARD
from game.ui.intents import Open, Say, Toggle
from game.ui.screen import Go, Request, ViewOptions, as_request
from game.ui.toolkit.panel import Message, Panel
from game.ui.toolkit.panel_board import PanelBoard

SWITCHES = {pygame.K_c: "colour_blind", pygame.K_m: "reduced_motion", pygame.K_t: "text_size"}


class PanelScreen:
    """A Screen. Subclasses `lay_out` their panels, say what `keys` mean that no control takes, and `carry_out` what is
    asked of them."""

    def __init__(self, dialogs: Mapping[str, Panel] | None = None) -> None:
        self.options = ViewOptions()
        self.board = PanelBoard(dialogs)

    @property
    def kit(self) -> Kit:
        """What everything is made with; there is one from `build` on."""
        assert self.board.kit is not None
        return self.board.kit

    def build(self, size: tuple[int, int], options: ViewOptions) -> None:
        """Lay everything out for a window of `size`; also after a resize or a change of the options, as far as it is
        made otherwise by that."""
        if not self._stands(size, options):
            self._take_away(size)
            self.lay_out(size)

    def building(self, size: tuple[int, int], options: ViewOptions) -> Iterator[None]:
        """The same, a panel at a time."""
        if not self._stands(size, options):
            self._take_away(size)
            yield
            yield from self.board.pieces(partial(self.lay_out, size))

    def _stands(self, size: tuple[int, int], options: ViewOptions) -> bool:
        """Take the `options`; whether all stands as it is made by them."""
        before, self.options = self.options, options
        if self.board.kit:
            self.say(options.news(before))
        return self.board.kit is not None and self.board.size == size and options.built_as(before)

    def _take_away(self, size: tuple[int, int]) -> None:
        palette = COLOUR_BLIND if self.options.colour_blind else STANDARD
        self.board.begin(build_kit(size, palette, zoom=self.options.text_size / 100), size)

    def lay_out(self, size: tuple[int, int]) -> None:
        """Have the panels that belong there, in a window of `size`."""
        raise NotImplementedError

    def arrive(self, go: Go) -> None:
        """Say what is to be said."""
        self.say(go.note)

    def leave(self) -> None:
        """Another screen is seen now."""
        self.board.rest()

    def handle(self, event: pygame.event.Event) -> Request | None:
        """Do what `event` asks of this screen; what it asks of the director is returned."""
        requests = [self.carried_out(message) for message in self.board.messages(event, self.keys)]
        return next((request for request in reversed(requests) if request), None)

    def keys(self, event: pygame.event.Event) -> Sequence[Message]:
        """What a key means that no control takes: on every screen, C, M and T switch colours, motion and text size."""
        bare = not event.mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT | pygame.KMOD_META)
        return [Toggle(SWITCHES[event.key])] if bare and event.key in SWITCHES else []

    def carried_out(self, message: Message) -> Request | None:
        """Do what is asked of this screen; what is for the director is given back."""
        request = as_request(message)
        if request is None:
            self.carry_out(message)
        return request

    def carry_out(self, message: Message) -> None:
        """Do what is asked of the screen."""
        match message:
            case Open(dialog):
                self.board.toggle(dialog)
            case Say(sentence):
                self.say(sentence, passing=True)

    def say(self, sentence: str | None, *, passing: bool = False) -> None:
        """Show a short message, if there is one to show; what is `passing` only until something is done."""
        if sentence:
            self.board.toast.say(sentence, passing=passing)

    def update(self, now: float) -> None:
        """Let time pass; `now` is seconds of the window's clock."""
        self.board.update(now, still=self.options.reduced_motion)

    @property
    def waits(self) -> bool:
        """Whether events wait: here nothing takes longer than a frame."""
        return False

    @property
    def keyboard_at(self) -> pygame.Rect | None:
        """Where what has the keyboard is."""
        return self.board.keyboard_at

    def look_at(self, part: pygame.Rect | None) -> None:
        """Say what is to be said in this part of the screen, which is all that can be seen; None: all of it can."""
        self.board.toast.seen = part

    def draw(self, surface: pygame.Surface, afresh: bool = True) -> None:
        """Draw everything on `surface`, whose size is that of the last `build`."""
        self.board.draw(surface, afresh)
