"""The axes of the loss chart: nice bounds, ticks, where an epoch or a loss stands in pixels, and at which epoch the
playhead stands (pure)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.sim.snapshot import Snapshot
from game.ui.draw.number_text import MINUS
from game.ui.view import View

EPOCH_STEPS = (1.0, 1.2, 1.6, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)
LOSS_STEPS = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0)
LOG_STEPS = (1.0, 2.0, 5.0)
FEWEST_EPOCHS = 10
LOWEST_LOSS = 1e-12
"""The loss axis shows nothing smaller, but for what is below 0, as outputs are that are themselves differentiated; on a
logarithmic one, what lies below is drawn on its bottom line."""
HIGHEST_LOSS = 1e250
"""The loss axis shows nothing further from 0: what lies beyond, as just before a run leaves the range of numbers, is
drawn on its end."""
FAR_ABOVE = 100.0
"""Axes: how far above its own a line that leaves the plot is followed."""
DEFAULT_LOSS = 0.1
SLACK = 2.0
"""Pixels beside the axis that still count as on it."""


def nice_above(value: float, steps: tuple[float, ...]) -> float:
    """The smallest of `steps` times a power of ten that is not below `value` (> 0)."""
    power = 10.0 ** math.floor(math.log10(value))
    return next((step * power for step in steps if step * power >= value * (1 - 1e-9)), 10 * power)


def nice_below(value: float, steps: tuple[float, ...]) -> float:
    """The largest of `steps` times a power of ten that is not above `value` (> 0)."""
    power = 10.0 ** math.floor(math.log10(value))
    return next((step * power for step in reversed(steps) if step * power <= value * (1 + 1e-9)), power)


def epoch_bound(longest: int) -> float:
    """Where the epoch axis ends when the longest run has `longest` epochs."""
    return nice_above(max(FEWEST_EPOCHS, longest), EPOCH_STEPS)


def loss_bounds(lowest: float, highest: float, *, logarithmic: bool) -> tuple[float, float]:
    """Where the loss axis begins and ends when losses run from `lowest` to `highest`."""
    lowest, highest = (max(-HIGHEST_LOSS, min(loss, HIGHEST_LOSS)) for loss in (lowest, highest))
    if not logarithmic:
        low = -nice_above(-lowest, LOSS_STEPS) if lowest < -LOWEST_LOSS else 0.0
        return low, 0.0 if low and highest <= 0.0 else nice_above(max(highest, LOWEST_LOSS), LOSS_STEPS)
    high = nice_above(max(highest, 10 * LOWEST_LOSS), LOG_STEPS)
    low = nice_below(min(max(lowest, LOWEST_LOSS), high / 2), LOG_STEPS)
    return low, high


def linear_ticks(bound: float, most: int, finest: float = 0.0) -> list[float]:
    """From 0 to `bound` in equal steps of 1, 2 or 5 times a power of ten, at least `finest`: at most `most` of them,
    one standing on the bound if that can be had."""
    power = 10.0 ** math.floor(math.log10(bound / most))
    steps = [step * unit for unit in (power, 10 * power) for step in LOG_STEPS]
    steps = [step for step in steps if step >= finest and bound / step <= most + 1e-9]
    even = [step for step in steps if abs(bound / step - round(bound / step)) < 1e-9]
    step = (even or steps or [bound])[0]
    return [k * step for k in range(math.floor(bound / step + 1e-9) + 1)]


def log_ticks(low: float, high: float, most: int) -> list[float]:
    """From `low` to `high`: 1, 2, 5, 10, ... if that is at most `most`, else decades, else every so many decades."""
    first, last = math.floor(math.log10(low) - 1e-9), math.ceil(math.log10(high) + 1e-9)
    inside = (low * (1 - 1e-9), high * (1 + 1e-9))
    fine = [step * 10.0**power for power in range(first, last + 1) for step in LOG_STEPS]
    fine = [tick for tick in fine if inside[0] <= tick <= inside[1]]
    if len(fine) <= most:
        return fine
    powers = [power for power in range(first, last + 1) if inside[0] <= 10.0**power <= inside[1]]
    return [10.0**power for power in powers[:: math.ceil(len(powers) / most)]]


@dataclass(frozen=True)
class EpochAxis:
    """Epochs `first` to `bound` over `width` pixels from `left` on."""

    bound: float
    left: float
    width: float
    first: float = 0.0

    @property
    def per_pixel(self) -> float:
        """Epochs that a pixel stands for."""
        return (self.bound - self.first) / self.width

    def x(self, epoch: float) -> float:
        """Pixels from the left edge of the canvas."""
        return self.left + (epoch - self.first) / (self.bound - self.first) * self.width

    def epoch(self, x: float) -> int:
        """The whole epoch nearest to pixel `x`, never below 0."""
        return max(0, round(self.first + (x - self.left) * self.per_pixel))

    def shows(self, epoch: float) -> bool:
        """Whether `epoch` lies on the axis, or so little beside it that its sign is still to be seen."""
        slack = SLACK * self.per_pixel
        return self.first - slack <= epoch <= self.bound + slack

    def ticks(self, most: int) -> list[float]:
        """Whole epochs that are numbered: at most `most` + 1, in even steps."""
        if not self.first:
            return linear_ticks(self.bound, most, finest=1.0)
        steps = linear_ticks(self.bound - self.first, most, finest=1.0)
        step = steps[1] if len(steps) > 1 else self.bound - self.first
        low, high = math.ceil(self.first / step - 1e-9), math.floor(self.bound / step + 1e-9)
        return [k * step for k in range(low, high + 1)]


@dataclass(frozen=True)
class LossAxis:
    """Losses `low` to `high` over `height` pixels upwards from `top` + `height`."""

    low: float
    high: float
    logarithmic: bool
    top: float
    height: float

    def y(self, losses: NDArray[np.float64]) -> NDArray[np.float64]:
        """Pixels down from the top edge of the canvas; on the axis' end for what lies beyond it."""
        return np.maximum(self.line_y(losses), self.top)

    def line_y(self, losses: NDArray[np.float64]) -> NDArray[np.float64]:
        """As `y`, but a line to a loss above the axis leaves the plot at its top: led along the top, it would say that
        the loss is what stands there. Only above the largest axis there is, it stays on its end."""
        highest = self.high if self.high >= HIGHEST_LOSS else self.low + (self.high - self.low) * FAR_ABOVE
        inside = np.minimum(np.maximum(losses, self.low), highest)
        if self.logarithmic:
            share = np.log(inside / self.low) / math.log(self.high / self.low)
        else:
            share = (inside - self.low) / (self.high - self.low)
        return np.asarray(self.top + self.height * (1.0 - np.maximum(share, 0.0)))

    def holds(self, loss: float) -> bool:
        """Whether `loss` is told by its height, and not above the axis."""
        return loss <= self.high or self.high >= HIGHEST_LOSS

    def y_of(self, loss: float) -> float:
        """`y` of a single loss."""
        return float(self.y(np.array([loss]))[0])

    def ticks(self, most: int) -> list[float]:
        """Where grid lines stand: at most `most` + 1."""
        if self.logarithmic:
            return log_ticks(self.low, self.high, most)
        if not self.low:
            return linear_ticks(self.high, most)
        steps = linear_ticks(self.high - self.low, most)
        step = steps[1] if len(steps) > 1 else self.high - self.low
        low, high = math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9)
        return [k * step for k in range(low, high + 1)]


def epoch_text(epoch: float) -> str:
    """An epoch for a label: 1,000,000."""
    return f"{round(epoch):,}"


def loss_texts(ticks: Sequence[float]) -> list[str]:
    """Losses beside the axis, the higher ones last: 0.05 and 0.10 with as many decimals each, or 1e−6 and 2e5."""
    if all(tick == 0 or 1e-3 <= abs(tick) < 1e4 for tick in ticks) and 0 in ticks and len(ticks) > 1:
        decimals = max(0, math.ceil(-math.log10(ticks[1] - ticks[0]) - 1e-9))
        return [f"{tick:.{decimals}f}".replace("-", MINUS) for tick in ticks]
    return [_short(tick) for tick in ticks]


def _short(tick: float) -> str:
    """0.05, 1e−6, 1.5e5."""
    if tick == 0 or 1e-3 <= abs(tick) < 1e4:
        return f"{tick:g}".replace("-", MINUS)
    mantissa, exponent = f"{tick:.1e}".split("e")
    return f"{mantissa.removesuffix('.0')}e{int(exponent)}".replace("-", MINUS)


def place(snapshot: Snapshot) -> float:
    """The epoch of `snapshot` with the part of the next one that has been shown."""
    moment = snapshot.moment
    sample = (moment.phase + snapshot.progress) / len(snapshot.phases)
    return moment.epoch + (moment.sample + sample) / len(snapshot.inputs)


def playhead(view: View) -> float:
    """The place now, between the last two ticks while time runs slowly enough to be watched."""
    now, before = place(view.current), place(view.previous)
    same = view.previous.run.id == view.current.run.id
    if same and view.current.playing and view.current.animated and before <= now:
        return before + (now - before) * view.alpha
    return now
