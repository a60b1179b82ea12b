"""The ravine from above, with the trail of the walk on screen, and fainter those before it."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.sim.level.hill import Hill, Weights
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.play.kinds.descending import Descending
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.sim.quoting import counted
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.palette import mix
from game.ui.draw.panel_background import MARGIN, panel_background
from game.ui.level.plane.hill_picture import HillPicture, HillWindow, window_around
from game.ui.level.text_block import write_block
from game.ui.toolkit.picture_panel import PicturePanel

TOP = 36
"""Design pixels: where the picture begins."""
WORDS = 26
"""Design pixels: height of the words below it."""
NAMES = ("w₁", "w₂")
SECONDS = 2.5
"""How long a walk takes to its bottom."""
SLOWEST = 12.0
"""The fewest steps a second."""
UNKNOWN = 120
"""How many steps one that never gets there is shown in that time."""


class RavinePanel(PicturePanel):
    """It reads `play`, which must be of kind "descend"."""

    def __init__(self, play: LevelPlay) -> None:
        self._play = play
        self._look: object = None
        self._shown = 0
        self._seen: tuple[int, int] = (0, 0)
        self._began: float | None = None
        self._ground: tuple[object, pygame.Surface] | None = None
        self._example: tuple[object, tuple[Weights, ...]] | None = None

    @property
    def _kind(self) -> Descending:
        found = self._play.kind
        assert isinstance(found, Descending)
        return found

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect, self._look, self._ground = kit, rect, None, None
        margin = kit.px(MARGIN)
        room = pygame.Rect(margin, kit.px(TOP), rect.width - 2 * margin, 0)
        room.height = rect.height - kit.px(TOP) - margin - kit.px(WORDS)
        side = min(room.width, room.height)
        self._square = pygame.Rect(room.x + (room.width - side) // 2, room.y, side, side)
        self._picture = panel_background(kit, rect.size, "The ravine")

    @property
    def square(self) -> pygame.Rect:
        """Where the map is on the screen."""
        return self._square.move(self._rect.topleft)

    def update(self, now: float, *, still: bool) -> None:
        kind, play = self._kind, self._play
        self._walk(now, still)
        look = (play.visit.stage, play.visit.deals, len(kind.walks), self._shown, play.example)
        if look != self._look:
            self._look = look
            self._picture = self._painted()

    def _walk(self, now: float, still: bool) -> None:
        """A new walk is shown step by step, at a pace at which its way down can be seen."""
        walks, all_steps = self._kind.walks, self._play.level.epochs
        seen = self._play.visit.deals, len(walks)
        if seen != self._seen:
            self._seen = seen
            self._began = now if walks and not still else None
        if self._began is None:
            self._shown = all_steps
            return
        pace = max(SLOWEST, (walks[-1].steps or UNKNOWN) / SECONDS)
        self._shown = min(all_steps, int((now - self._began) * pace))
        if self._shown == all_steps:
            self._began = None

    def _painted(self) -> pygame.Surface:
        kit, kind, example = self._kit, self._kind, self._play.example
        picture = panel_background(kit, self._rect.size, "A counterexample" if example else "The ravine")
        if example:
            hill, trail = Hill(example.start), self._walk_of(example.start, example.cursor.moment.epoch)
            window = window_around([*trail[:2]], self._square, 8.0)
            painter = self._grounded(picture, hill, window)
            painter.trail(trail, kit.palette.activation)
            words = "What the answer says, on a ravine of its own."
        else:
            facts = self._play.level.facts
            bottom = float(facts["bottom1"]), float(facts["bottom2"])  # type: ignore[arg-type]
            window = window_around([(0.0, 0.0), bottom, (2 * bottom[0], 2 * bottom[1])], self._square)
            painter = self._grounded(picture, kind.hill, window)
            for walk in kind.walks[:-1]:
                painter.trail(walk.trail, mix(kit.palette.background, kit.palette.text, 0.45), dots=False, width=1.0)
            if kind.walks:
                painter.trail(kind.walks[-1].trail[: self._shown + 1], kit.palette.activation)
            painter.spot((0.0, 0.0), kit.palette.activation, 6.0)
            painter.spot(bottom, kit.palette.text, 8.0)
            words = self._says()
        painter.frame(NAMES)
        place = pygame.Rect(kit.px(MARGIN), self._square.bottom + kit.px(8), 0, 0)
        place.width = picture.get_width() - 2 * kit.px(MARGIN)
        write_block(Lettering(kit, picture), words, place, 12.5, kit.palette.muted)
        return picture

    def _says(self) -> str:
        kind, play = self._kind, self._play
        if not kind.walks:
            return "From the small ring to the large one: dark is low loss, each line a loss of its own."
        if play.visit.stage is Stage.RUNNING:
            return f"Step {self._shown} of {play.level.epochs}."
        steps = kind.walks[-1].steps
        if steps is None:
            return f"Not down to a thousandth, or not for good, within {play.level.epochs} steps."
        return f"Down to a thousandth after {counted(steps, 'step')}; fewest possible: {play.level.facts['best']:.0f}."

    def _grounded(self, picture: pygame.Surface, hill: Hill, window: HillWindow) -> HillPicture:
        """The ground is painted once for as long as it stands."""
        key = (hill, window, self._kit.palette)
        if self._ground is None or self._ground[0] != key:
            ground = pygame.Surface(window.rect.size)
            moved = HillWindow(pygame.Rect((0, 0), window.rect.size), window.corner, window.side)
            HillPicture(self._kit, ground, moved).ground(hill)
            self._ground = (key, ground)
        picture.blit(self._ground[1], window.rect)
        return HillPicture(self._kit, picture, window)

    def _walk_of(self, start: object, epochs: int) -> Sequence[Weights]:
        example = self._play.example
        assert example
        key = (start, epochs)
        if self._example is None or self._example[0] != key:
            run = MeasuredRun(example.start, epochs)
            run.extend(epochs)
            self._example = (key, tuple((flat[0], flat[1]) for flat in run.walk()))
        return self._example[1]
