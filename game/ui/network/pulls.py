"""The samples' pulls on one weight, stacked up until the update lets them go (pure).

Pulls upwards lie end to end on the right of a bar's middle, pulls downwards on the left. When the update comes they
cancel first: what is left on one side is the mean gradient, which then moves the weight.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from game.ui.network.scales import pull_share

MOST = 12
"""More samples than these are not told apart."""


@dataclass(frozen=True)
class Pulls:
    """Shares (−1..1) of half a bar's length: where each sample's pull ends, upwards and downwards, and what they come
    to."""

    up: tuple[float, ...]
    down: tuple[float, ...]
    net: float

    def cancelled(self, share: float) -> Pulls:
        """As they look when `share` (0..1) of what pulls against each other has cancelled."""
        return Pulls(self._drawn(self.up, share), self._drawn(self.down, share), self.net)

    def let_go(self, share: float) -> Pulls:
        """As they look when the weight has followed them for `share` (0..1) of its way."""
        rest = 1.0 - share
        return Pulls(tuple(end * rest for end in self.up), tuple(end * rest for end in self.down), self.net * rest)

    def _drawn(self, ends: tuple[float, ...], share: float) -> tuple[float, ...]:
        if not ends or ends[-1] == 0.0:
            return ends
        left = self.net / ends[-1] if self.net * ends[-1] > 0.0 else 0.0
        return tuple(end * (1.0 - share * (1.0 - left)) for end in ends)


def pulls_of_many(up: float, down: float) -> Pulls:
    """The pulls of many samples, which are not shown one by one: the sum of all that pull upwards, and the sum of all
    that pull downwards."""
    ends = [(pull_share(total),) if total else () for total in (up, down)]
    return Pulls(ends[0], ends[1], pull_share(up + down))


def pulls(gradients: Sequence[float]) -> Pulls:
    """Of the samples' shares of the mean gradient, in the order in which they were collected."""
    return Pulls(
        _ends(gradient for gradient in gradients if gradient < 0.0),
        _ends(gradient for gradient in gradients if gradient > 0.0),
        pull_share(sum(gradients)),
    )


def _ends(gradients: Iterable[float]) -> tuple[float, ...]:
    ends = tuple(map(pull_share, accumulate(gradients)))
    return ends if len(ends) <= MOST else ends[-1:]
