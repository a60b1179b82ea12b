"""The same run with one thing otherwise, many times: which change would have made the difference?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from threading import Event

import msgspec
import numpy as np

from game.sim.activations import activations
from game.sim.background_job import BackgroundJob
from game.sim.compatibility import misfit
from game.sim.losses import losses
from game.sim.network import Array, bias_edges, edge_symbol, edges, flat_index
from game.sim.population.population import Population
from game.sim.population.stats import NEVER
from game.sim.settings import SPECS
from game.sim.start import Start, judged, params_of

LOOKS = 48
"""Losses of a run that are kept, evenly spaced from its beginning to its end."""
FEWEST_EPOCHS = 300
"""Epochs that the variants train at least."""
MOST_TRAINED = 3000
"""Epochs that they train at most."""
SEEDS = 3
"""Other seeds that are tried."""
NO_LOSS = "output_gradient"
"""Not a loss to train with."""
FACTORS = (0.5, 2.0)
"""What a starting weight and the learning rate are multiplied by."""
TOGETHER = 64
"""So many variants are trained side by side: of a large network the first are known long before the last."""


@dataclass(frozen=True)
class Variant:
    """One thing otherwise: `label` says what, such as "w₁ × 0.5"; `group` what kind of thing it is."""

    label: str
    group: str
    start: Start


@dataclass(frozen=True, eq=False)
class WhatIfRun:
    """What became of a variant: `losses` at evenly spaced epochs from 0 to `epochs`, whether it `solved` the task at
    the end and when first (`first_solved`, None if never, as where answers are neither right nor wrong), and how many
    hidden neurons ended `locked` or `dead`."""

    variant: Variant
    epochs: int
    losses: Array
    solved: bool
    first_solved: int | None
    locked: int
    dead: int
    diverged: bool

    @property
    def rank(self) -> tuple[bool, bool, int, float]:
        """Sorts by what is best: those that solve it, the sooner the better, then by the loss at the end."""
        last = float(self.losses[-1])
        last = last if np.isfinite(last) else np.inf
        return (self.diverged, not self.solved, self.first_solved if self.solved and self.first_solved else 0, last)


def variants(start: Start) -> tuple[Variant, ...]:
    """`start` itself, first, and then with one thing otherwise: the seed, each starting weight and bias, the learning
    rate, the loss, the activation."""
    return (Variant("as it is", "base", start), *_seeds(start), *_weights(start), *_settings(start))


def _weights(start: Start) -> Iterator[Variant]:
    layers, flat = start.settings.layers, params_of(start)
    for edge in (*edges(layers), *bias_edges(layers)):
        at = flat_index(layers, edge)
        for factor in (*FACTORS, -1.0):
            if flat[at] != 0.0:
                values = (*flat[:at], flat[at] * factor, *flat[at + 1 :])
                name = edge_symbol(layers, edge)
                label = f"−{name}" if factor < 0 else f"{name} × {factor:g}"
                yield Variant(label, "weight", msgspec.structs.replace(start, params=values))


def _settings(start: Start) -> Iterator[Variant]:
    settings = start.settings
    for factor in (*FACTORS, 5.0):
        spec = SPECS["learning_rate"]
        rate = settings.learning_rate * factor
        if spec.lowest <= rate <= spec.highest:
            yield _with(start, f"η × {factor:g}", "rate", learning_rate=rate)
    for name, loss in losses().items():
        if name not in (settings.loss, NO_LOSS) and misfit(msgspec.structs.replace(settings, loss=name)) is None:
            yield _with(start, loss.label, "loss", loss=name)
    for name, activation in activations().items():
        if name != settings.activation:
            yield _with(start, activation.label, "activation", activation=name)


def _with(start: Start, label: str, group: str, **changed: float | str) -> Variant:
    """With other settings, from the very same parameters."""
    settings = msgspec.structs.replace(start.settings, **changed)
    return Variant(label, group, msgspec.structs.replace(start, settings=settings, params=params_of(start)))


def _seeds(start: Start) -> Iterator[Variant]:
    for seed in range(start.seed + 1, start.seed + 1 + SEEDS):
        yield Variant(f"seed {seed}", "seed", msgspec.structs.replace(start, seed=seed, params=None))


def epochs_trained(epochs: int) -> int:
    """How long the variants of a run of `epochs` epochs are trained."""
    return max(FEWEST_EPOCHS, min(MOST_TRAINED, epochs))


class WhatIf(BackgroundJob):
    """Trains the variants of `start` for `epochs` epochs each (300 to 3,000) in a thread of its own, those with the
    same settings together. Everything may be read at any time."""

    def __init__(self, start: Start, epochs: int) -> None:
        super().__init__("what if")
        self.base = start
        self.epochs = epochs_trained(epochs)
        self.variants = variants(start)
        self._runs: list[WhatIfRun] = []
        self.start()

    @property
    def runs(self) -> tuple[WhatIfRun, ...]:
        """What is known so far, in no order."""
        return tuple(self._runs)

    @property
    def progress(self) -> float:
        """0 to 1."""
        return len(self._runs) / len(self.variants)

    def _work(self) -> None:
        for together in _batches(self.variants):
            found = _trained(together, self.epochs, self._cancel)
            if found is None:
                return
            self._runs += found


def _batches(every: tuple[Variant, ...]) -> list[list[Variant]]:
    """What is trained together, in turn: the first of each settings, then the rest of those that are many."""
    groups = _by_settings(every)
    rest = [group[at : at + TOGETHER] for group in groups for at in range(TOGETHER, len(group), TOGETHER)]
    return [*(group[:TOGETHER] for group in groups), *rest]


def _by_settings(every: tuple[Variant, ...]) -> list[list[Variant]]:
    """`every` variant, those with the same settings together; the first one's first."""
    groups: list[list[Variant]] = []
    for variant in every:
        group = next((each for each in groups if each[0].start.settings == variant.start.settings), None)
        if group is None:
            groups.append([variant])
        else:
            group.append(variant)
    return groups


def _trained(together: list[Variant], epochs: int, cancel: Event) -> list[WhatIfRun] | None:
    """What became of variants with the same settings; None if cancelled."""
    first = together[0].start
    starts = np.array([params_of(variant.start) for variant in together], dtype=np.float64).T
    seeds = [variant.start.seed for variant in together]
    population = Population(first.settings, first.dataset, starts, "float64", seeds)
    ends = np.linspace(0, epochs, LOOKS).round().astype(int).tolist()
    history = [population.result().losses]
    for before, end in pairwise(ends):
        if not population.run(end - before, _nothing, cancel.is_set):
            return None
        history.append(population.result().losses)
    result, known = population.result(), judged(first)
    return [
        WhatIfRun(
            variant=variant,
            epochs=epochs,
            losses=np.array([losses_[k] for losses_ in history]),
            solved=known and bool(result.solved[k]),
            first_solved=int(result.first_solved[k]) if known and result.first_solved[k] != NEVER else None,
            locked=int(result.locked[k]),
            dead=int(result.dead[k]),
            diverged=bool(result.diverged[k]),
        )
        for k, variant in enumerate(together)
    ]


def _nothing(_progress: float) -> None:
    """No one asks how far a single group is."""
