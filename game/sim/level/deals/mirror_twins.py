"""Two hidden neurons that are copies of each other, and five nudges of which some tell them apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
import numpy as np

from game.sim.level.actions import Action, Turn
from game.sim.level.deals import Dealt, Drawer, Entry, Fact, drawn_start
from game.sim.level.pools.twins import TWINS, Twins
from game.sim.network import Params, find_edge, flat_index
from game.sim.start import Start, params_of

SOLVES, TOO_SMALL, EQUAL = OUTCOMES = ("solves", "too small", "stays equal")
"""What a nudge comes to within the run: XOR; a difference too small to matter; or none at all, to the last bit."""
LARGE, SMALL = (0.2, 0.4), 0.00001
OWN = 0.1
"""A nudge of a hidden bias by so much solves the task too."""
HOT = 20.0
"""A learning rate, ten times that of the level."""
LETTERS = "ABCDE"


@dataclass(frozen=True)
class GivenNudge:
    """`moves`: which weights and biases are changed, and by how much; `rate`: another learning rate, if any."""

    text: str
    moves: Mapping[str, float]
    comes_to: str
    rate: float | None = None

    def start(self, base: Start) -> Start:
        """`base` after the nudge."""
        params, layers = list(params_of(base)), base.settings.layers
        for edge, by in self.moves.items():
            params[flat_index(layers, find_edge(layers, edge))] += by
        settings = base.settings
        if self.rate is not None:
            settings = msgspec.structs.replace(settings, learning_rate=self.rate)
        return msgspec.structs.replace(base, params=tuple(params), settings=settings)


def differing(by: float, one: int, of: int) -> tuple[GivenNudge, ...]:
    """Nudges that change hidden neuron `one` (1 or 2) in another way than its twin; `of` is the input (1 or 2) whose
    weight is meant. They are large enough to solve the task, or not, by their size alone."""
    other, across = 3 - one, 3 - of
    comes_to = SOLVES if abs(by) > SMALL else TOO_SMALL
    h, twin, x, y = f"h{_low(one)}", f"h{_low(other)}", f"x{_low(of)}", f"x{_low(across)}"
    size = _signed(by)
    return (
        GivenNudge(f"{h}'s bias {size}", {f"b:h{one}": by}, comes_to),
        GivenNudge(f"{h}'s bias {size}, {twin}'s {_signed(-by)}", {f"b:h{one}": by, f"b:h{other}": -by}, comes_to),
        GivenNudge(f"{x} → {h} {size}", {f"x{of}->h{one}": by}, comes_to),
        GivenNudge(f"{x} → {h} and {y} → {twin} {size}", {f"x{of}->h{one}": by, f"x{across}->h{other}": by}, comes_to),
        GivenNudge(f"{h} → ŷ {size}", {f"h{one}->out": by}, comes_to),
    )


def even(by: float, of: int) -> tuple[GivenNudge, ...]:
    """Nudges that change both twins alike, or neither."""
    x, size = f"x{_low(of)}", _signed(by)
    return (
        GivenNudge(f"ŷ's bias {size}", {"b:out": by}, EQUAL),
        GivenNudge(f"h₁'s bias and h₂'s {size}", {"b:h1": by, "b:h2": by}, EQUAL),
        GivenNudge(f"{x} → h₁ and {x} → h₂ {size}", {f"x{of}->h1": by, f"x{of}->h2": by}, EQUAL),
        GivenNudge(f"h₁ → ŷ and h₂ → ŷ {size}", {"h1->out": by, "h2->out": by}, EQUAL),
        GivenNudge(f"η = {HOT:g} in place of 2", {}, EQUAL, HOT),
    )


def twins_start(found: Twins, base: Start) -> Start:
    """A 2-2-1 network whose hidden neurons are `found`, twice."""
    pair = [found.into, found.into]
    return drawn_start([pair, [[found.out, found.out]]], [[found.bias, found.bias], [0.0]], base=base)


def apart(params: Params) -> float:
    """The largest difference between what two hidden neurons have: weights that come in, bias, weight that goes out."""
    into, biases, out = params.weights[0], params.biases[0], params.weights[1][0]
    return max(float(np.abs(into[0] - into[1]).max()), abs(float(biases[0] - biases[1])), abs(float(out[0] - out[1])))


@dataclass(frozen=True, kw_only=True)
class TwinsDeal(Dealt):
    """The `nudges` A to E."""

    nudges: tuple[GivenNudge, ...]


class MirrorTwins(Drawer, frozen=True, tag="mirror_twins"):
    """The twins are from a pool, in which every nudge that differs does what its size says. Of the nudges, called A to
    E, some solve the task, some are too small, and some leave the twins equal; `nudge_a` is the first one's text,
    `call_a` what it comes to."""

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        found = TWINS[int(generator.integers(len(TWINS)))]
        nudges = _nudges(generator)
        facts: dict[str, Fact] = {"bias": found.bias}
        for letter, nudge in zip(LETTERS.lower(), nudges, strict=True):
            facts |= {f"nudge_{letter}": nudge.text, f"call_{letter}": nudge.comes_to}
        return TwinsDeal(nets=(("", twins_start(found, start)),), facts=facts, nudges=nudges)

    def solution(self, dealt: Dealt) -> tuple[Action, ...]:
        """Say which nudges tell the twins apart, and which of those are large; nudge one hidden bias."""
        calls = (Turn(f"call_{letter}", str(dealt.facts[f"call_{letter}"])) for letter in LETTERS.lower())
        return *calls, Turn("b:h1", round(dealt.number("bias") + OWN, 2))


def _nudges(generator: np.random.Generator) -> tuple[GivenNudge, ...]:
    """Each of what a nudge comes to is among them, and more than their size tells them apart."""
    while True:
        found = tuple(_nudge(generator) for _ in LETTERS)
        if len({nudge.text for nudge in found}) == len(LETTERS) and {each.comes_to for each in found} == set(OUTCOMES):
            return found


def _nudge(generator: np.random.Generator) -> GivenNudge:
    small, same, down, one, of, large = (int(k) for k in generator.integers(0, 2, 6))
    by = (SMALL if small else LARGE[large]) * (1 - 2 * down)
    kinds = even(by, of + 1) if same else differing(by, one + 1, of + 1)
    return kinds[int(generator.integers(len(kinds)))]


def _low(number: int) -> str:
    return "₀₁₂"[number]


def _signed(by: float) -> str:
    return f"{by:+.5f}".rstrip("0").replace("-", "−")


DRAWER = Entry("mirror_twins", 24, MirrorTwins)
