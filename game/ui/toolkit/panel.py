"""What every screen is made of: rectangles with a drawing of their own and with pygame_gui elements of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import pygame

from game.sim.commands import Command
from game.ui.draw.kit import Kit
from game.ui.intents import Intent, LensWay
from game.ui.toolkit.draft import Drafted
from game.ui.view import View

Message = Command | Intent


@dataclass(frozen=True)
class Hint:
    """Hover help: inside `rect`, the sentence `text()` gives, with live numbers put in."""

    rect: pygame.Rect
    text: Callable[[], str]


class Focusable(Protocol):
    """Something Tab stops at."""

    @property
    def rect(self) -> pygame.Rect:
        """Where it is, in screen pixels."""

    def key(self, event: pygame.event.Event) -> Sequence[Message] | None:
        """Answer a KEYDOWN while focused; None when the key means nothing here."""


class Slides:
    """What the arrows move once it was clicked, as well as once Tab has come to it."""


class Widget(Focusable, Protocol):
    """A button, slider or choice: Tab stops at it, it may have hover help, and it can be taken away."""

    def hint(self) -> Hint | None:
        """Its hover help."""

    def kill(self) -> None:
        """Take it away."""


class Panel:
    """A part of a screen, or a dialog over one. Its life: `build` for a window of some size; then in every frame
    `commands_from` for each event, `update`, and `draw` if it looks different; `kill` before it is built again or put
    away. Subclasses write over what they need: as it stands here, a panel is made of pygame_gui elements alone."""

    modal = False
    """Of a dialog: whether it darkens the screen and keeps every event from it."""

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        """Stand at `rect` of the screen; a dialog somewhere in it, for it is the whole window's."""
        raise NotImplementedError

    @property
    def opaque(self) -> bool:
        """Whether `draw` leaves nothing to be seen of what lies under its rectangle."""
        return False

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        """What `event` asks for."""
        return []

    def update(self, now: float, *, still: bool) -> None:
        """Let time pass: `now` is seconds of the window's clock, `still` if motion is to be reduced."""

    @property
    def look(self) -> object:
        """All that the drawing depends on: as long as it is equal to what it was, `draw` does the same."""
        return None

    def draw(self, surface: pygame.Surface) -> None:
        """Draw what lies under the pygame_gui elements, which are drawn by their manager."""

    def controls(self) -> Sequence[Widget]:
        """Its buttons, sliders and choices, in the order of the Tab key. Unless a subclass says otherwise, these are
        what has hover help, what Tab stops at, and what `kill` takes away."""
        return []

    def hints(self) -> Iterable[Hint]:
        """Hover help. A dialog's tell as well what it covers."""
        return [hint for control in self.controls() if (hint := control.hint())]

    def way_at(self, position: tuple[int, int]) -> LensWay | None:
        """The way from what is at `position` of the screen to the lens that explains it, if there is one."""
        return None

    def focusables(self) -> Sequence[Focusable]:
        """What Tab stops at, in its order."""
        return self.controls()

    def typed_in(self) -> Sequence[Drafted]:
        """What can be typed in, in an order of its own; what stands there is kept when all is built anew."""
        return [stop for stop in self.focusables() if isinstance(stop, Drafted)]

    @property
    def first_choice(self) -> Focusable | None:
        """What Enter presses as long as no control has the keyboard."""
        return None

    def kill(self) -> None:
        """Take the elements away."""
        for control in self.controls():
            control.kill()


class ViewPanel(Panel):
    """A panel that shows the network as it is at one moment: `sync` tells it which, and is cheap when that is no
    news."""

    moves = False
    """Whether it looks different between one tick and the next, too, and so is told of every frame's view."""

    @property
    def unfinished(self) -> bool:
        """Whether a part of it still shows an earlier view, since it does so much at a time: it is then told of the
        same view again."""
        return False

    def sync(self, view: View) -> None:
        """Show `view`."""
        raise NotImplementedError
