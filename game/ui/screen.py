"""What a screen is, and how one asks for another: everything that a whole window can show is a Screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

import pygame

from game.sim.start import Start
from game.ui.intents import Intent, Toggle


class Place(StrEnum):
    """Where one can go. `BACK` is where one came from."""

    MAP = "map"
    LEVEL = "level"
    SANDBOX = "sandbox"
    CHECK = "check"
    GYM = "gym"
    LICENCE = "licence"
    BACK = "back"


class NoWayError(Exception):
    """A screen that cannot be made; the message says in one sentence why."""


@dataclass(frozen=True)
class Go(Intent):
    """Show another screen: `level` is the id of the level to play, `start` what the sandbox is to begin with (None: as
    it was left), `seed` what draws a level's deal (None: a new one), and `note` a sentence to say on arrival there."""

    place: Place
    level: str = ""
    start: Start | None = None
    note: str = ""
    seed: int | None = None


TEXT_SIZES = (100, 125, 150, 200)


@dataclass(frozen=True)
class ViewOptions:
    """Switches of the view; they go along from screen to screen."""

    colour_blind: bool = False
    reduced_motion: bool = False
    text_size: int = 100
    """In percent, one of `TEXT_SIZES`: all is drawn so much larger; the window follows pointer and keyboard over it."""

    def toggled(self, option: str) -> ViewOptions:
        """These, with `option` the other way; the text in the next size."""
        if option == "text_size":
            return replace(self, text_size=TEXT_SIZES[(TEXT_SIZES.index(self.text_size) + 1) % len(TEXT_SIZES)])
        return replace(self, **{option: not getattr(self, option)})

    def built_as(self, other: ViewOptions) -> bool:
        """Whether panels are made alike with these and with `other`: motion is a matter of each frame."""
        return replace(self, reduced_motion=other.reduced_motion) == other

    def news(self, before: ViewOptions) -> str:
        """What is to be said of a change from `before`; nothing if there is none."""
        if self.colour_blind != before.colour_blind:
            return "Colour-blind palette on" if self.colour_blind else "Standard palette on"
        if self.reduced_motion != before.reduced_motion:
            return "Motion reduced" if self.reduced_motion else "Full motion"
        if self.text_size != before.text_size:
            return f"Text size {self.text_size}%"
        return ""


Request = Go | Toggle
"""What a screen asks of the director: another screen, or a switch of the view ("colour_blind", "reduced_motion")."""


def as_request(message: object) -> Request | None:
    """`message`, if it is for the director."""
    switch = isinstance(message, Toggle) and message.option in ViewOptions.__dataclass_fields__
    return message if isinstance(message, Go) or switch else None  # type: ignore[return-value]


class Screen(Protocol):
    """A screen's life: `build` before it is first seen, and again when the window's size or the options have changed;
    then for every frame `handle` for each event, `update` with the seconds of the window's clock, and `draw`. `leave`
    when another one takes its place, which may send it back later; `arrive` each time it is (again) the one that is
    seen, with what it was asked for by."""

    def build(self, size: tuple[int, int], options: ViewOptions) -> None:
        """Make all panels anew for a window of `size`."""

    def building(self, size: tuple[int, int], options: ViewOptions) -> Iterator[None]:
        """The same in pieces, each of which takes less than a frame; nothing else is asked until the last is done."""

    def arrive(self, go: Go) -> None:
        """It is seen from now on; `go` says what it was asked for."""

    def handle(self, event: pygame.event.Event) -> Request | None:
        """Answer `event`; what the director is asked for, if anything."""

    def update(self, now: float) -> None:
        """Bring everything up to `now` (seconds), before it is drawn."""

    @property
    def keyboard_at(self) -> pygame.Rect | None:
        """Where what has the keyboard is, a control or a dialog; None where nothing has it alone."""

    def look_at(self, part: pygame.Rect | None) -> None:
        """Only this part of it can be seen; None: all of it."""

    def draw(self, surface: pygame.Surface, afresh: bool = True) -> None:
        """Unless `afresh`, `surface` still shows what was drawn last, and only what has changed need be drawn."""

    def say(self, sentence: str | None) -> None:
        """Show a short message, if there is one to show."""

    @property
    def waits(self) -> bool:
        """Whether what was asked of it last is still under way: until that has come to its end, events wait."""

    def leave(self) -> None:
        """Another screen takes its place."""
