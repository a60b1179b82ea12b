"""What a lens is: a picture of the simulation in the dock at the right, with places in it that can be clicked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

import pygame

from game.sim.network import Array
from game.sim.population.outcomes import StartsRun
from game.sim.start import Start
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.palette import Colour, Palette
from game.ui.intents import ShowLens
from game.ui.toolkit.panel import Message
from game.ui.view import View

PointerAction = Callable[[float, float], Sequence[Message]]
"""What a click does, given where in the spot it fell: shares of its width from the left and of its height from the
top."""


Drag = Callable[[tuple[int, int], bool], Sequence[Message]]
"""What a drag does, given where the pointer is, in the picture's pixels, and whether the button was let go there. The
first place is where it was pressed."""


@dataclass(frozen=True)
class Spot:
    """A place in a lens's picture, `rect` in the picture's pixels: what it `says` as hover help, in words or, where
    there are very many, made when they are asked for; and what a click or Enter there does, or else a drag or the
    arrow keys."""

    rect: pygame.Rect
    says: str | Callable[[], str]
    act: PointerAction | None = None
    drag: Drag | None = None

    @property
    def hint(self) -> str:
        """Its hover help."""
        return self.says if isinstance(self.says, str) else self.says()


@dataclass(frozen=True)
class Canvas:
    """Where a lens paints: inside `area` of `surface`, which already has its ground, title and sentence."""

    kit: Kit
    surface: pygame.Surface
    area: pygame.Rect

    @property
    def palette(self) -> Palette:
        """The colours to draw with."""
        return self.kit.palette

    @property
    def pen(self) -> Lettering:
        """What writes on it."""
        return Lettering(self.kit, self.surface)

    def px(self, design_pixels: float) -> int:
        """Pixels on this screen for `design_pixels` of the 1280x800 design."""
        return self.kit.px(design_pixels)

    def write(
        self,
        text: str,
        place: tuple[int, int],
        colour: Colour,
        *,
        size: float = 11,
        style: str = "regular",
        anchor: str = "midleft",
        room: int | None = None,
    ) -> pygame.Rect:
        """As `Lettering.write`."""
        return self.pen.write(text, place, size, colour, style, anchor=anchor, room=room)


class RunRecords(Protocol):
    """What a lens may ask beyond what is on screen."""

    @property
    def free(self) -> bool:
        """Whether the data and the run may be changed from a lens: not in a level."""

    def beginning(self) -> Start:
        """The settings and data in force now, from the parameters that the run on screen began with."""

    @property
    def unchanged(self) -> bool:
        """Whether the run on screen has gone on as it began, nothing being changed on the way: `beginning` leads to
        it then."""

    def start_at(self, run: int, epoch: int) -> Start:
        """The parameters, settings and data of a run after `epoch` epochs."""

    def starts(self, start: Start, epochs: int, *, again: bool = False) -> StartsRun:
        """A thousand starts of `start`, each being trained for `epochs` epochs, in the background; unless `again`, the
        same as before where just these are counted."""

    def history(self, run: int, epochs: Sequence[int]) -> Array:
        """Parameters (epochs × parameters) of a run after each of `epochs`, in order and within its record."""


class Lens:
    """Base of all lenses. `about` is its sentence in the menu, `order` its place there. An instance lives as long as
    the screen; it may remember what is enlarged or chosen in it."""

    name: ClassVar[str]
    title: ClassVar[str]
    about: ClassVar[str]
    order: ClassVar[int]
    follows: ClassVar[bool] = True
    """Whether its picture changes with every epoch that is trained."""
    tells: ClassVar[frozenset[str]] = frozenset()
    """Of what may be covered in a level, what is read off it, see `game/ui/level/hidden.py`."""

    def __init__(self, records: RunRecords) -> None:
        self.records = records

    def says(self, view: View) -> str:
        """One sentence: what is to be seen now."""
        raise NotImplementedError

    def watches(self, view: View) -> object:
        """What the picture depends on: it is painted anew when this is no longer equal to what it was."""
        snapshot = view.current
        return (snapshot.batch, snapshot.settings, snapshot.targets, view.selection, view.trace)

    def paint(self, canvas: Canvas, view: View) -> Sequence[Spot]:
        """Paint the picture; what can be hovered or clicked in it. Later spots lie above earlier ones."""
        raise NotImplementedError

    def look_at(self, show: ShowLens) -> None:
        """Look at the neuron or run that `show` asks for, if there is one and the lens looks at such things."""

    def leave(self) -> None:
        """It is no longer looked through: stop what is being worked out for it."""
