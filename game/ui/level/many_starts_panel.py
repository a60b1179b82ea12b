"""A thousand starts: the share that has solved the task, with its interval, against what the stars ask; and each start
as a dot that says how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pygame

from game.sim.level.metrics.share import Share
from game.sim.level.play.kinds.counting_starts import CountingStarts
from game.sim.level.play.level_play import LevelPlay
from game.sim.population.population_result import PopulationResult
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import interval
from game.ui.draw.palette import Colour, mix
from game.ui.draw.panel_background import MARGIN, panel_background
from game.ui.level.intents import LookCloser
from game.ui.toolkit.panel import Hint, Message
from game.ui.toolkit.picture_panel import PicturePanel

GAUGE_Y = 110
"""Design pixels: from the panel's top to the gauge."""
GAUGE = 18
"""Design pixels: height of the gauge."""
DOTS_Y = 186
"""Design pixels: from the panel's top to the dots, one a start."""
LEGEND = 34
"""Design pixels: room for the words below them."""
SMALLEST = 4
"""Pixels from one dot to the next, at least."""


class ManyStartsPanel(PicturePanel):
    """A click on a dot asks for that start in the sandbox."""

    def __init__(self, play: LevelPlay) -> None:
        self._play = play
        self._look: object = None
        self._last: PopulationResult | None = None

    @property
    def _kind(self) -> CountingStarts:
        kind = self._play.kind
        assert isinstance(kind, CountingStarts)
        return kind

    @property
    def _counting_second(self) -> bool:
        return self._kind.second_job is not None and self._kind.second_job.running

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect, self._look = kit, rect, None
        self._population = self._play.level.population
        assert self._population is not None
        self._art = panel_background(kit, rect.size, f"{self._population.networks:,} starts")
        self._picture = self._art
        margin = kit.px(MARGIN + 8)
        room = pygame.Rect(margin, kit.px(DOTS_Y), rect.width - 2 * margin, 0)
        room.height = rect.height - kit.px(DOTS_Y + LEGEND) - kit.px(10)
        self._pitch = dot_pitch(room.size, self._population.networks)
        self._columns = room.width // self._pitch
        width, rows = self._columns * self._pitch, -(-self._population.networks // self._columns)
        self._dots = pygame.Rect((rect.width - width) // 2, room.y, width, self._pitch * rows)

    def update(self, now: float, *, still: bool) -> None:
        job = self._kind.job
        result = (job.partial if job.running else job.result or job.partial) if job else None
        look = (id(result), job.progress if job else 0.0, self._kind.job is None, self._counting_second)
        if look != self._look:
            self._look, self._last = look, result
            self._picture = self._painted(result, job.progress if job else 0.0)

    # -- painting ----------------------------------------------------------------------------------------------------

    def _painted(self, result: PopulationResult | None, progress: float) -> pygame.Surface:
        kit, palette, picture = self._kit, self._kit.palette, self._art.copy()
        pen = Lettering(kit, picture)
        margin = kit.px(MARGIN + 8)
        gauge = pygame.Rect(margin, kit.px(GAUGE_Y), self._rect.width - 2 * margin, kit.px(GAUGE))
        self._words(pen, gauge, result, progress)
        pygame.draw.rect(picture, palette.raised, gauge, border_radius=gauge.height // 2)
        if result:
            self._fill(pen, gauge, result)
        self._bounds(pen, gauge, result)
        self._grid_of_dots(picture, result)
        self._legend(pen, result)
        return picture

    def _words(self, pen: Lettering, gauge: pygame.Rect, result: PopulationResult | None, progress: float) -> None:
        kit, palette, level = pen.kit, pen.kit.palette, self._play.level
        y = gauge.y - kit.px(48)
        if result is None:
            words = "counting…" if progress or self._kind.job else f"Choose a recipe, then {level.button}"
            pen.write(words, (gauge.x, y), 20, palette.muted, "medium")
            return
        share = pen.write(f"{result.share:.1%}", (gauge.x, y), 34, palette.activation, "mono-medium")
        pen.write("have solved it", (share.right + kit.px(14), y - kit.px(9)), 15, palette.text, "medium")
        pen.write(interval(result.interval), (share.right + kit.px(14), y + kit.px(11)), 13, palette.muted)
        epoch = f"epoch {result.epochs:,} of {level.epochs:,}"
        if self._counting_second:
            epoch = "now the other one…"
        pen.write(epoch, (gauge.right, y), 14, palette.muted, "mono", anchor="midright")

    def _fill(self, pen: Lettering, gauge: pygame.Rect, result: PopulationResult) -> None:
        kit, palette = pen.kit, pen.kit.palette
        filled = gauge.copy()
        filled.width = round(gauge.width * result.share)
        if filled.width:
            pygame.draw.rect(
                pen.surface, palette.activation, filled, border_radius=min(gauge.height // 2, filled.width)
            )
        low, high = result.interval
        span = pygame.Rect(gauge.x + round(gauge.width * low), gauge.y - kit.px(5), 0, gauge.height + kit.px(10))
        span.width = max(3, round(gauge.width * (high - low)))
        pygame.draw.rect(pen.surface, palette.text, span, max(1, kit.px(2)), border_radius=kit.px(4))

    def _bounds(self, pen: Lettering, gauge: pygame.Rect, result: PopulationResult | None) -> None:
        """Where each star stands."""
        kit, palette = pen.kit, pen.kit.palette
        for star in self._play.level.stars:
            bounds = [need.bound for need in star.needs if isinstance(need.measure, Share)]
            for bound in bounds:
                x = gauge.x + round(gauge.width * bound)
                won = result is not None and result.share >= bound
                pygame.draw.line(
                    pen.surface,
                    palette.text,
                    (x, gauge.y - kit.px(3)),
                    (x, gauge.bottom + kit.px(3)),
                    max(1, kit.px(2)),
                )
                colour = palette.activation if won else palette.muted
                icon = kit.icons.get("star" if won else "star-empty", kit.px(16), colour)
                pen.surface.blit(icon, icon.get_rect(midtop=(x, gauge.bottom + kit.px(6))))
                pen.write(f"{bound:.0%}", (x, gauge.bottom + kit.px(32)), 12, palette.muted, "mono", anchor="center")

    def _kinds(self) -> dict[str, tuple[str, Colour]]:
        palette = self._kit.palette
        return {
            "solved": ("solved", palette.activation),
            "wrong": ("not solved", mix(palette.panel, palette.muted, 0.62)),
            "locked": ("locked and wrong", palette.negative),
            "dead": ("dead", mix(palette.panel, palette.source, 0.85)),
            "diverged": ("diverged", palette.text),
        }

    def _states(self, result: PopulationResult) -> dict[str, np.ndarray]:
        """Which start is what; each is one thing only."""
        open_ = ~result.solved & ~result.diverged
        dead = open_ & (result.dead > 0)
        locked = open_ & ~dead & (result.locked > 0)
        if "locks" in self._play.level.not_yet:
            dead = locked = np.zeros_like(open_)
        return {
            "solved": result.solved,
            "wrong": open_ & ~dead & ~locked,
            "locked": locked,
            "dead": dead,
            "diverged": result.diverged,
        }

    def _grid_of_dots(self, picture: pygame.Surface, result: PopulationResult | None) -> None:
        assert self._population is not None
        colours = self._kinds()
        faint = mix(self._kit.palette.panel, self._kit.palette.line, 0.7)
        state = [""] * self._population.networks
        if result:
            for name, flags in self._states(result).items():
                for k in np.flatnonzero(flags):
                    state[int(k)] = name
        side = max(2, round(self._pitch * 0.72))
        for at, name in enumerate(state):
            row, column = divmod(at, self._columns)
            place = (self._dots.x + column * self._pitch, self._dots.y + row * self._pitch)
            rect = pygame.Rect(place, (side, side))
            pygame.draw.rect(picture, colours[name][1] if name else faint, rect, border_radius=side // 3)

    def _legend(self, pen: Lettering, result: PopulationResult | None) -> None:
        if result is None:
            return
        kit, x = pen.kit, self._dots.x
        y = min(self._dots.bottom + kit.px(16), self._rect.height - kit.px(16))
        for name, flags in self._states(result).items():
            count = int(flags.sum())
            if not count:
                continue
            words, colour = self._kinds()[name]
            side = kit.px(10)
            pygame.draw.rect(pen.surface, colour, pygame.Rect(x, y - side // 2, side, side), border_radius=3)
            text = pen.write(f"{count:,} {words}", (x + kit.px(16), y), 12.5, kit.palette.text)
            x = text.right + kit.px(20)

    # -- pointing ----------------------------------------------------------------------------------------------------

    @property
    def dots(self) -> pygame.Rect:
        """Where the starts' dots stand, in screen pixels."""
        return self._dots.move(self._rect.topleft)

    def network_at(self, position: tuple[int, int]) -> int | None:
        """The start whose dot is at `position` of the screen."""
        assert self._population is not None
        x, y = position[0] - self.dots.x, position[1] - self.dots.y
        if not (0 <= x < self._dots.width and 0 <= y < self._dots.height):
            return None
        found = (y // self._pitch) * self._columns + x // self._pitch
        return found if found < self._population.networks else None

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        done = self._kind.job is not None and self._kind.job.result is not None
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT and done:
            found = self.network_at(event.pos)
            return [] if found is None else [LookCloser(found)]
        return []

    def hints(self) -> Iterable[Hint]:
        if self._last is None:
            return []
        mouse = self._kit.pointer()
        found = self.network_at(mouse)
        if found is None or found >= self._last.n:
            return []
        here = pygame.Rect(0, 0, 8, 8)
        here.center = mouse
        return [Hint(here, lambda: self._dot_words(found))]

    def _dot_words(self, network: int) -> str:
        result = self._last
        if result is None:
            return ""
        loss = float(result.losses[network])
        name = next(name for name, flags in self._states(result).items() if flags[network])
        return f"Start {network + 1}: {self._kinds()[name][0]}, loss {loss:.4g}. Click: open it in the sandbox."


def dot_pitch(room: tuple[int, int], dots: int) -> int:
    """Pixels from one dot to the next, so that they fill `room` (width, height)."""
    pitch = SMALLEST
    while (room[0] // (pitch + 1)) * (room[1] // (pitch + 1)) >= dots:
        pitch += 1
    return pitch
