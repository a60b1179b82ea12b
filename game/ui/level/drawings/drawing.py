"""What all pictures of levels of boxes have in common: covered until the try, then uncovered bit by bit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar

import pygame

from game.sim.level.play.kinds.boxes import Boxes
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.sim.network import Edge
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import Colour, mix
from game.ui.draw.panel_background import MARGIN, panel_background
from game.ui.toolkit.panel import Focusable, Hint, Message
from game.ui.toolkit.picture_panel import PicturePanel
from game.ui.widgets.button import Button

DRAWING_TOP = 40
"""Design pixels: where a picture begins below its heading."""
AGAIN = (92, 26)
"""Design pixels: size of the button that tells it once more."""


class Drawing(PicturePanel):
    """It reads `play`. Subclasses say how long the truth takes to be told (`seconds`; 0: it stands there at once), what
    it depends on (`key`), and paint it."""

    heading: ClassVar[str] = ""
    seconds: ClassVar[float] = 0.0

    def __init__(self, play: LevelPlay) -> None:
        self._play = play
        self._kit: Kit | None = None
        self._key: object = None
        self._since: float | None = None
        self._told = 0.0
        self.again: Button | None = None
        self.edge_marks: Callable[[], Mapping[Edge, str]] = dict
        """What the student says of connections, as far as that goes: the screen knows."""

    # -- what subclasses say -----------------------------------------------------------------------------------------

    def key(self) -> object:
        """What the picture depends on, besides the stage and how much has been told."""
        return None

    def paint(self, pen: Lettering, area: pygame.Rect) -> None:
        """Paint inside `area` of the panel's own surface."""
        raise NotImplementedError

    # -- for subclasses ----------------------------------------------------------------------------------------------

    @property
    def boxes(self) -> Boxes:
        """The play that it shows; another one after a new deal."""
        kind = self._play.kind
        assert isinstance(kind, Boxes)
        return kind

    @property
    def uncovered(self) -> bool:
        """Whether the truth may be seen."""
        return self._play.visit.stage is Stage.RESULT

    @property
    def told(self) -> float:
        """How much of the truth has been told: 0 to 1."""
        return self._told if self.uncovered else 0.0

    def answer(self, name: str) -> float | None:
        """The number that is filled in, if it is one."""
        found = self.boxes.sheet.filled.get(name)
        return float(found) if isinstance(found, (int, float)) else None

    def cover(self, pen: Lettering, rect: pygame.Rect, words: str) -> None:
        """Hide `rect` behind a curtain that says what is behind it."""
        kit, palette = pen.kit, pen.kit.palette
        line = mix(palette.panel, palette.activation, 0.35)
        pen.surface.blit(rounded_box(rect.size, kit.px(8), palette.raised, line, max(1, kit.px(1))), rect)
        pen.write("?", (rect.centerx, rect.centery - kit.px(12)), 28, palette.activation, "semibold", anchor="center")
        place = (rect.centerx, rect.centery + kit.px(16))
        pen.write(words, place, 12.5, palette.muted, anchor="center", room=rect.width - kit.px(16))

    def begin_again(self) -> None:
        """Tell it from the start."""
        self._since = None

    # -- life --------------------------------------------------------------------------------------------------------

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect, self._key, self._since = kit, rect, None, None
        self._ground = panel_background(kit, rect.size, self.heading)
        self._picture = self._ground
        if self.uncovered and self.seconds:
            width, height = kit.px(AGAIN[0]), kit.px(AGAIN[1])
            place = pygame.Rect(rect.right - width - kit.px(8), rect.y + kit.px(6), width, height)
            self.again = Button(kit, place, "Again", icon="reset", tip="See it once more.")

    def kill(self) -> None:
        if self.again:
            self.again.kill()
        self.again, self._kit = None, None

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        if self.again and self.again.pressed(event):
            self.begin_again()
        return []

    def update(self, now: float, *, still: bool) -> None:
        if self._kit is None:
            return
        if self._since is None:
            self._since = now
        share = (now - self._since) / self.seconds if self.seconds and not still else 1.0
        self._told = min(max(share, 0.0), 1.0)
        if self.again and self.again.visible is still:
            self.again.set_visible(not still)  # what stands there at once is not told again
        key = (self._play.visit.stage, self.told, self.key())
        if key != self._key:
            self._key = key
            self._picture = self._ground.copy()
            margin, top = self._kit.px(MARGIN), self._kit.px(DRAWING_TOP)
            width, height = self._rect.size
            area = pygame.Rect(margin, top, width - 2 * margin, height - top - margin)
            self.paint(Lettering(self._kit, self._picture), area)

    def hints(self) -> Iterable[Hint]:
        hint = self.again.hint() if self.again else None
        return [hint] if hint else []

    def focusables(self) -> Sequence[Focusable]:
        return [self.again] if self.again and self.again.visible else []


def verdict_colour(pen: Lettering, right: bool | None) -> Colour:
    """Of what the student said: theirs as long as nothing is known, then by whether it was right."""
    palette = pen.kit.palette
    return palette.source if right is None else palette.gradient if right else palette.negative
