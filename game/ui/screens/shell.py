"""What a screen made of pieces needs besides them: kit, focus ring, hover help, messages, and one dialog at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pygame

from game.ui.draw.kit import Kit, build_kit
from game.ui.draw.palette import COLOUR_BLIND, STANDARD
from game.ui.intents import Open, Say, Toggle
from game.ui.screen import ViewOptions
from game.ui.screens.veil import Backdrop
from game.ui.toolkit.focus import FocusRing
from game.ui.toolkit.panel import Focusable, Hint, Message
from game.ui.toolkit.piece import Piece
from game.ui.toolkit.toast import Toast
from game.ui.toolkit.tooltip import Tooltip

SWITCHES = {pygame.K_c: "colour_blind", pygame.K_m: "reduced_motion"}


class Shell:
    """Hands events to `pieces`, or to the one of `dialogs` that is open, which keeps them from everything else. `Open`
    and `Say` are carried out here; all other messages go to the screen."""

    def __init__(self, pieces: Sequence[Piece], dialogs: Mapping[str, Piece]) -> None:
        self.options = ViewOptions()
        self.opened: str | None = None
        self._pieces = pieces
        self._dialogs = dialogs
        self._ring = FocusRing()
        self._tooltip = Tooltip()
        self._toast = Toast()
        self._veil = Backdrop()
        self._kit: Kit | None = None
        self._window = pygame.Rect(0, 0, 0, 0)
        self._now = 0.0

    @property
    def kit(self) -> Kit:
        assert self._kit is not None
        return self._kit

    def build(self, size: tuple[int, int], options: ViewOptions) -> None:
        """Lay everything out for a window of `size`."""
        if self._kit:
            self.say(options.news(self.options))
            for piece in self._built():
                piece.kill()
        self._window, self.options = pygame.Rect((0, 0), size), options
        self._kit = build_kit(size, COLOUR_BLIND if options.colour_blind else STANDARD)
        for piece in self._pieces:
            piece.build(self._kit, self._window)
        if self.opened:
            self._build_dialog(self.opened)

    def put(self, pieces: Sequence[Piece]) -> None:
        """Show other pieces in place of those that are there."""
        for piece in self._pieces if self._kit else ():
            piece.kill()
        self._pieces = pieces
        self._ring.clear()
        for piece in pieces if self._kit else ():
            piece.build(self.kit, self._window)

    def show(self, dialog: str | None) -> None:
        """Open a dialog by name in place of the open one; None closes that."""
        if self.opened:
            self._dialogs[self.opened].kill()
            self._veil.lift()
        self.opened = dialog
        self._ring.clear()
        if dialog and self._kit:
            self._build_dialog(dialog)

    def say(self, sentence: str) -> None:
        """Show a short message, if there is one to show."""
        if sentence:
            self._toast.say(sentence)

    def handle(self, event: pygame.event.Event) -> list[Message]:
        """What `event` asks of the screen."""
        self.kit.manager.process_events(event)
        messages: list[Message] = []
        if event.type == pygame.KEYDOWN and not self.kit.typing:
            answer = self._key(event)
            if answer is not None:
                return self._carried_out(answer)
        for piece in self._listening():
            messages += piece.commands_from(event)
        if event.type == pygame.MOUSEBUTTONDOWN:
            self._tooltip.press()
            self._ring.clicked(event.pos, self._focusables())
        return self._carried_out(messages)

    def update(self, now: float) -> None:
        """`now` is seconds of the window's clock."""
        self._now = now
        for piece in self._built():
            piece.update(now, still=self.options.reduced_motion)
        self.kit.manager.update(1 / 60)
        self._tooltip.update(pygame.mouse.get_pos(), now, self._hints())

    def draw(self, surface: pygame.Surface) -> None:
        """Draw everything."""
        surface.fill(self.kit.palette.background)
        for piece in self._built():
            piece.draw(surface)
        self.kit.manager.draw_ui(surface)
        self._ring.draw(surface, self.kit, self._focusables)
        self._tooltip.draw(surface, self.kit)
        self._toast.draw(surface, self.kit, self._now)

    def rest(self) -> None:
        """Another screen is seen now."""
        self._tooltip.hide()
        self._ring.clear()

    def _build_dialog(self, name: str) -> None:
        self._veil.lower(self.kit, self._window)
        self._dialogs[name].build(self.kit, self._window)

    def _listening(self) -> list[Piece]:
        return [self._dialogs[self.opened]] if self.opened else list(self._pieces)

    def _built(self) -> list[Piece]:
        return [*self._pieces, *([self._dialogs[self.opened]] if self.opened else [])]

    def _focusables(self) -> list[Focusable]:
        return [stop for piece in self._listening() for stop in piece.focusables()]

    def _hints(self) -> Iterator[Hint]:
        for piece in self._listening():
            yield from piece.hints()

    def _key(self, event: pygame.event.Event) -> Sequence[Message] | None:
        """What a key means on every screen; None if it is free for the pieces."""
        answer = self._ring.key(event, self._focusables())
        if answer is not None:
            return answer
        bare = not event.mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT | pygame.KMOD_META)
        return [Toggle(SWITCHES[event.key])] if bare and event.key in SWITCHES else None

    def _carried_out(self, messages: Sequence[Message]) -> list[Message]:
        rest: list[Message] = []
        for message in messages:
            if isinstance(message, Open):
                self.show(message.overlay)
            elif isinstance(message, Say):
                self.say(message.sentence)
            else:
                rest.append(message)
        return rest
