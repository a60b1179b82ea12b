"""What a population comes to, drawn: the share solved with its interval, epochs to solve, survival curve, losses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pygame

from game.sim.population.population_result import PopulationResult
from game.sim.population.stats import epochs_quantiles, loss_histogram, loss_quantiles, survival_curve
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import figure, interval
from game.ui.draw.palette import mix

SHARE_Y = 22
"""Design pixels: from the top to the middle of the share solved."""
GAUGE_Y = 58
"""Design pixels: from the top to the gauge of that share."""
GAUGE = 12
"""Design pixels: height of the gauge."""
EPOCHS_Y = 88
"""Design pixels: from the top to the heading of the epochs."""


class ChartBand(NamedTuple):
    """Where a chart stands, in design pixels from the top, and how high it is."""

    top: int
    height: int

    @property
    def bottom(self) -> int:
        return self.top + self.height


CURVE = ChartBand(174, 92)
"""The share not yet solved."""
LOSSES = ChartBand(308, 62)
"""The losses, below that curve."""
ALL_LOSSES = ChartBand(CURVE.top, LOSSES.bottom - CURVE.top)
"""The losses where there is no such curve."""
SHARES_Y = 410
"""Design pixels: from the top to the middle of the shares at the bottom."""
DETAILS_Y = EPOCHS_Y - 10
"""Design pixels: where the figures below the share begin."""
BOTTOM = SHARES_Y + 30
"""Design pixels: where they end."""
QUANTILES = {"q10": "10%", "q25": "25%", "q50": "half", "q75": "75%", "q90": "90%"}
"""What stands above each number, by the names that `stats` gives them."""
LEFT = 54
"""Design pixels for the numbers beside a chart."""


class PopulationFigures:
    """Draws on a picture of `size` pixels, whose ground the caller gives."""

    def __init__(self, kit: Kit, picture: pygame.Surface) -> None:
        self._kit, self._picture = kit, picture
        self._pen = Lettering(kit, picture)
        self._width = picture.get_width()

    def draw(self, result: PopulationResult | None, epochs: int) -> pygame.Surface:
        """The figures of `result`, of a run of `epochs` epochs; empty frames without one."""
        self._share(result)
        return self.details(result, epochs)

    def draw_unjudged(self, result: PopulationResult | None) -> pygame.Surface:
        """The figures of `result` where answers are neither right nor wrong: of its losses."""
        found = loss_quantiles(result.losses, result.diverged) if result else {}
        self._middle(found.get("q50"), counted=result is not None)
        self._columns(
            "Loss that so many of all starts are at or under",
            {name: None if loss is None else figure(loss) for name, loss in found.items()},
        )
        self._losses(result, ALL_LOSSES)
        if result:
            self._shares(result)
        return self._picture

    def details(self, result: PopulationResult | None, epochs: int) -> pygame.Surface:
        """The figures without the share solved: where that would stand, down to `DETAILS_Y`, nothing is drawn."""
        found = epochs_quantiles(result.first_solved) if result else {}
        self._columns(
            "Epochs until so many of all starts had solved it",
            {name: None if epoch is None else f"{epoch:,}" for name, epoch in found.items()},
        )
        self._curve(result, epochs)
        self._losses(result, LOSSES)
        if result:
            self._shares(result)
        return self._picture

    def _share(self, result: PopulationResult | None) -> None:
        palette, px = self._kit.palette, self._kit.px
        gauge = pygame.Rect(0, px(GAUGE_Y), self._width, px(GAUGE))
        pygame.draw.rect(self._picture, palette.raised, gauge, border_radius=gauge.height // 2)
        if result is None:
            self._pen.write("counting…", (0, px(SHARE_Y)), 20, palette.muted, "medium")
            return
        low, high = result.interval
        share = self._pen.write(f"{result.share:.1%}", (0, px(SHARE_Y)), 32, palette.activation, "mono-medium")
        x = share.right + px(14)
        self._pen.write("solved", (x, px(SHARE_Y - 9)), 14, palette.text, "medium")
        self._pen.write(interval(result.interval), (x, px(SHARE_Y + 10)), 12, palette.muted)
        filled = gauge.copy()
        filled.width = round(gauge.width * result.share)
        pygame.draw.rect(self._picture, palette.activation, filled, border_radius=gauge.height // 2)
        span = pygame.Rect(round(gauge.width * low), gauge.y - px(4), 0, gauge.height + px(8))
        span.width = max(px(3), round(gauge.width * (high - low)))
        pygame.draw.rect(self._picture, palette.text, span, max(1, px(1.5)), border_radius=px(3))

    def _middle(self, loss: float | None, *, counted: bool) -> None:
        """The loss of the start in the middle; None where half of them have diverged."""
        palette, px = self._kit.palette, self._kit.px
        if not counted or loss is None:
            told = "more than half diverged" if counted else "counting…"
            self._pen.write(told, (0, px(SHARE_Y)), 20, palette.muted, "medium")
            return
        half = self._pen.write(figure(loss), (0, px(SHARE_Y)), 32, palette.activation, "mono-medium")
        x = half.right + px(14)
        self._pen.write("loss", (x, px(SHARE_Y - 9)), 14, palette.text, "medium")
        self._pen.write("half of the starts are at or under it", (x, px(SHARE_Y + 10)), 12, palette.muted)

    def _columns(self, heading: str, found: Mapping[str, str | None]) -> None:
        """What is reached by so many percent of the starts, told by the names of `QUANTILES`."""
        palette, px = self._kit.palette, self._kit.px
        self._heading(heading, EPOCHS_Y)
        column = self._width // len(QUANTILES)
        for k, (name, label) in enumerate(QUANTILES.items()):
            x = k * column
            self._pen.write(label, (x, px(EPOCHS_Y + 20)), 11.5, palette.muted)
            text = found.get(name)
            ink = palette.muted if text is None else palette.text
            self._pen.write(text or "–", (x, px(EPOCHS_Y + 40)), 15, ink, "mono", room=column - px(6))

    def _curve(self, result: PopulationResult | None, epochs: int) -> None:
        """The share not yet solved, falling."""
        palette, px = self._kit.palette, self._kit.px
        self._heading("Not yet solved", CURVE.top - 16)
        plot = pygame.Rect(px(LEFT), px(CURVE.top), self._width - px(LEFT), px(CURVE.height))
        pygame.draw.rect(self._picture, mix(palette.panel, palette.background, 0.5), plot)
        for share, text in ((1.0, "100%"), (0.5, "50%"), (0.0, "0%")):
            y = round(plot.bottom - 1 - share * (plot.height - 1))
            pygame.draw.line(self._picture, mix(palette.panel, palette.line, 0.7), (plot.x, y), (plot.right - 1, y))
            self._pen.write(text, (plot.x - px(7), y), 10.5, palette.muted, "mono", anchor="midright")
        self._pen.write("0", (plot.x, plot.bottom + px(9)), 10.5, palette.muted, "mono", anchor="center")
        end = (plot.right, plot.bottom + px(9))
        self._pen.write(f"epoch {epochs:,}", end, 10.5, palette.muted, "mono", anchor="midright")
        if result and result.epochs:
            at, waiting = survival_curve(result.first_solved, result.epochs)
            points = [
                (plot.x + x / epochs * (plot.width - 1), plot.bottom - 1 - share * (plot.height - 1))
                for x, share in zip(at, waiting, strict=True)
            ]
            self._filled(points, plot)

    def _filled(self, points: Sequence[tuple[float, float]], plot: pygame.Rect) -> None:
        palette = self._kit.palette
        if len(points) < 2:
            return
        last = points[-1][0]
        pygame.draw.polygon(
            self._picture,
            mix(palette.panel, palette.muted, 0.22),
            [(plot.x, plot.bottom - 1), *points, (last, plot.bottom - 1)],
        )
        pygame.draw.aalines(self._picture, palette.text, False, points)

    def _losses(self, result: PopulationResult | None, band: ChartBand) -> None:
        """How many starts end at which loss."""
        palette, px = self._kit.palette, self._kit.px
        self._heading("Loss now", band.top - 16)
        plot = pygame.Rect(px(LEFT), px(band.top), self._width - px(LEFT), px(band.height))
        pygame.draw.line(self._picture, palette.line, (plot.x, plot.bottom), (plot.right - 1, plot.bottom))
        if result is None:
            return
        found = loss_histogram(result.losses)
        counts, least, largest = np.array(found["counts"]), found["edges"][0], found["edges"][-1]
        most = max(1, int(counts.max()))
        step = plot.width / len(counts)
        for k, count in enumerate(counts.tolist()):
            tall = max(1, round(plot.height * count / most)) if count else 0
            left, right = round(plot.x + k * step), round(plot.x + (k + 1) * step)
            bar = pygame.Rect(left, plot.bottom - tall, max(1, right - left - 1), tall)
            pygame.draw.rect(self._picture, mix(palette.panel, palette.text, 0.55), bar)
        y = plot.bottom + px(9)
        self._pen.write(f"{most:,}", (plot.x - px(7), plot.y), 10.5, palette.muted, "mono", anchor="midright")
        self._pen.write(figure(least) if least else "0", (plot.x, y), 10.5, palette.muted, "mono", anchor="center")
        self._pen.write(figure(largest), (plot.right, y), 10.5, palette.muted, "mono", anchor="midright")

    def _shares(self, result: PopulationResult) -> None:
        palette, px = self._kit.palette, self._kit.px
        column = self._width // 3
        shares = (
            ("a neuron locked", float((result.locked > 0).mean())),
            ("a neuron dead", float((result.dead > 0).mean())),
            ("diverged", float(result.diverged.mean())),
        )
        for k, (label, share) in enumerate(shares):
            self._pen.write(f"{share:.1%}", (k * column, px(SHARES_Y)), 15, palette.text, "mono")
            self._pen.write(label, (k * column, px(SHARES_Y + 19)), 11.5, palette.muted)

    def _heading(self, text: str, y: float) -> None:
        self._pen.write(text, (0, self._kit.px(y)), 11.5, self._kit.palette.muted, "medium")
