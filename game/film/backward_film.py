"""A film of the backward pass: the network from the loss of one sample on, with the update where one follows, as it
stands on screen, filmed out of sight, a picture a frame of the window, and written in the background."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

import pygame

from game.film.filming import EVERY_FRAMES, FRAME_NS, HUNDREDTHS, MOST_PICTURES, FilmClock, picture_of
from game.film.gif import FramePixels, gif
from game.session.session import Session
from game.sim import commands as c
from game.sim.engine.simulation import Simulation
from game.sim.phases import Kind
from game.sim.settings import Settings
from game.ui.draw.kit import DESIGN, build_kit
from game.ui.draw.palette import Palette
from game.ui.lab.lab_layout import lab_layout
from game.ui.network.network_panel import NetworkPanel
from game.ui.selection import Selection
from game.ui.view import View

REST = 100
"""Hundredths of a second that the last picture is shown longer, so that its numbers can be read."""


class BackwardFilm:
    """Of `simulation`, which stays as it is, the sample numbered `sample`, with the `selection` and the colours on
    screen. `save(film)` puts it where it belongs and says so in a sentence."""

    def __init__(
        self,
        simulation: Simulation,
        sample: int,
        selection: Selection,
        palette: Palette,
        save: Callable[[bytes], str],
    ) -> None:
        self._clock = FilmClock()
        copy = Simulation.resumed(simulation.start, simulation.log, simulation.held())
        self._to_the_loss(copy, sample)
        self._session, self._place = Session(copy, self._clock), copy.cursor.moment
        self._selection, self._save = selection, save
        self._palette = palette
        self._surface = pygame.Surface(lab_layout(DESIGN).network.size)
        self._panel: NetworkPanel | None = None
        self._pictures: list[FramePixels] = []
        self._ended = False
        self._writer: Thread | None = None
        self._said = ""

    @staticmethod
    def _to_the_loss(copy: Simulation, sample: int) -> None:
        """To the moment at which the sample's loss is laid open, in slow motion of the usual speed."""
        here = copy.snapshot()
        place = here.order.index(sample)
        copy.apply(c.Pause())
        copy.apply(c.Set("animation_speed", Settings().animation_speed))
        copy.apply(c.Seek(here.epoch, place, 0))
        phases = copy.snapshot().phases
        loss = next(k for k, phase in enumerate(phases) if phase.kind is Kind.LOSS)
        for command in (c.Seek(here.epoch, place, loss), c.SetSpeed(1), c.Play()):
            copy.apply(command)

    @property
    def pictures(self) -> int:
        """As many as have been taken so far."""
        return len(self._pictures)

    def advance(self) -> str | None:
        """Go on a little: have the network built, take another picture, or look whether the film is written; once it
        is, the sentence that says where."""
        if self._panel is None:
            self._panel = self._built()
            return None
        if not self._ended:
            self._take(self._panel)
            return None
        if self._writer is None:
            self._writer = Thread(target=self._write, name="film", daemon=True)
            self._writer.start()
        return None if self._writer.is_alive() else self._said

    def wait(self, seconds: float | None = None) -> bool:
        """Until the film is written, or `seconds` have passed; whether all its pictures are taken."""
        if self._writer:
            self._writer.join(seconds)
        return self._writer is not None

    def _built(self) -> NetworkPanel:
        panel = NetworkPanel(zooms=False)
        panel.build(build_kit(DESIGN, self._palette), self._surface.get_rect())
        return panel

    def _take(self, panel: NetworkPanel) -> None:
        for k in range(EVERY_FRAMES):
            frame = self._session.frame()
            here, place = frame.current, self._place
            over = (here.moment.epoch, here.moment.sample) != (place.epoch, place.sample)
            if over or not here.playing or len(self._pictures) >= MOST_PICTURES:
                self._ended = True
                return
            view = View(frame.previous, here, frame.alpha, self._selection, self._clock.now / 1e9)
            panel.sync(view)
            if k == 0:
                panel.draw(self._surface)
                self._pictures.append(picture_of(self._surface))
            self._clock.now += FRAME_NS

    def _write(self) -> None:
        try:
            self._said = self._save(gif(self._pictures, HUNDREDTHS, REST))
        except (OSError, ValueError) as problem:
            self._said = f"The film could not be made ({problem})"
