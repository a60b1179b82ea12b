"""A place on a hill whose bottom is hidden."""

from __future__ import annotations

from math import hypot

import numpy as np

from game.sim.level.actions import Action, Bet, Stride
from game.sim.level.deals import Dealt, Drawer, Entry, drawn_start, samples
from game.sim.level.hill import Hill, Weights, against, steeper
from game.sim.start import Start

INPUTS = ((1.0, 0.0), (0.0, 1.0), (1.0, 1.0), (-1.0, 1.0))
FARTHEST = 2.5
"""How far from the middle the bottom lies at most, in each weight."""
NEAREST = 1.0
"""How far from the middle it lies at least."""
OUTWARD = 5.0
"""How far from the middle the walk begins at most, in each weight."""
AWAY = 4.0
"""How far from the bottom it begins at least."""
HIGH = 0.08
"""The loss above which it begins."""
FIRST = 2.0
"""Length of the first stride."""
LONGER = 1.3
"""What a length is multiplied by where the slope has hardly turned."""
SHORTER = 0.5
"""What a length is multiplied by where the slope has turned about: the bottom lies behind."""
SAME = 0.9
"""Cosine between two gradients above which they count as the same direction."""
STRIDES = 8
"""Strides at most."""
GOAL = 0.01
"""Share of the height one began at that is low enough."""


class HiddenHill(Drawer, frozen=True, tag="hidden_hill"):
    """A neuron with two weights and no bias, four samples, and as targets what a neuron answers whose weights are
    drawn. Drawn until one who strides against both slopes, as `student` does, gets to the bottom."""

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        while True:
            bottom = generator.uniform(-FARTHEST, FARTHEST, 2)
            begin = np.round(generator.uniform(-OUTWARD, OUTWARD, 2), 1)
            if hypot(*(bottom - begin)) < AWAY or hypot(*bottom) < NEAREST:
                continue
            targets = 1.0 / (1.0 + np.exp(-(np.array(INPUTS) @ bottom)))
            net = drawn_start([[begin]], [[0.0]], samples(INPUTS, targets, "Four samples"), base=start)
            hill, here = Hill(net), (float(begin[0]), float(begin[1]))
            if hill.height(here) > HIGH and student(hill, here)[1]:
                facts = {"w1": here[0], "w2": here[1], "bottom1": float(bottom[0]), "bottom2": float(bottom[1])}
                return Dealt(nets=(("", net),), facts=facts)

    def solution(self, dealt: Dealt) -> tuple[Action, ...]:
        """The student's bet and walk."""
        hill, facts = Hill(dealt.nets[0][1]), dealt.facts
        here = float(facts["w1"]), float(facts["w2"])  # type: ignore[arg-type]
        return Bet(steeper(hill.slopes(here))), *student(hill, here)[0]


def student(hill: Hill, here: Weights) -> tuple[tuple[Stride, ...], bool]:
    """The walk of one who nudges both weights, strides against both slopes in their ratio, half as far after a turn and
    farther on a straight way, and stops at a hundredth of the loss; and whether that was reached, at most once
    uphill."""
    began = height = hill.height(here)
    length, rises, last, strides = FIRST, 0, None, []
    for _ in range(STRIDES):
        slopes = hill.slopes(here)
        way = against(slopes, 1.0)
        if last is not None:
            turned = way[0] * last[0] + way[1] * last[1]
            length *= SHORTER if turned < 0.0 else LONGER if turned > SAME else 1.0
        last = way
        stride = tuple(round(part * min(length, 3.9), 1) for part in way)
        if hypot(*stride) < 0.1:
            break
        strides.append(Stride(*stride))
        here = here[0] + stride[0], here[1] + stride[1]
        before, height = height, hill.height(here)
        rises += height > before
        if height <= GOAL * began:
            break
    return tuple(strides), height <= GOAL * began and rises <= 1


DRAWER = Entry("hidden_hill", 3, HiddenHill)
