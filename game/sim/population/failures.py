"""How starts failed: together are those that answer the same samples wrong with the same neurons locked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.sim.locks import places_after_inputs
from game.sim.network import Layers, neuron_label
from game.sim.population.population_result import PopulationResult
from game.sim.population.rows import Flags

FEW_SAMPLES = 8
"""Of up to so many samples it counts which are wrong; of more, how many."""
FEW_NEURONS = 4
"""Of up to so many hidden neurons it counts which are locked; of more, how many."""
PARTS = ((0.1, "under a tenth"), (0.25, "a tenth to a quarter"), (0.5, "a quarter to a half"), (2.0, "half or more"))
"""Shares of many samples that are wrong, each up to (not with) its bound."""


@dataclass(frozen=True)
class Failure:
    """Networks that stand alike: `starts` are their numbers, in order. `solved`, or `diverged`, or else the samples in
    `wrong`, told as `wrong_words`, and the hidden neurons locked, told as `locked_words` ("" for none). Of many samples
    `wrong` is None; `wrong_words` are "" where answers are neither right nor wrong."""

    starts: tuple[int, ...]
    solved: bool = False
    diverged: bool = False
    wrong: tuple[int, ...] | None = ()
    wrong_words: str = ""
    locked_words: str = ""

    @property
    def words(self) -> str:
        """What became of them, such as "wrong: 2, 3; locked: h₁"."""
        if self.solved or self.diverged:
            return "solved" if self.solved else "diverged"
        if not self.wrong_words:
            return f"locked: {self.locked_words}" if self.locked_words else "none locked"
        locked = f"; locked: {self.locked_words}" if self.locked_words else "; none locked"
        return f"wrong: {self.wrong_words}{locked}"


def failures(result: PopulationResult, layers: Layers, *, judged: bool = True) -> tuple[Failure, ...]:
    """All networks of `result`, whose layers are `layers`: first those that solve it, then the others by how they fail,
    the largest group first. Where answers are not `judged` right or wrong, by which neurons are locked alone."""
    right = result.solved if judged else np.zeros_like(result.solved)
    solved = tuple(np.flatnonzero(right).tolist())
    diverged = tuple(np.flatnonzero(result.diverged).tolist())
    groups: dict[tuple[object, str], list[int]] = {}
    for k in np.flatnonzero(~right & ~result.diverged).tolist():
        key = (_wrong_key(result.wrong[k]) if judged else "", _locked_words(result.deaf[k], layers))
        groups.setdefault(key, []).append(k)
    failed = [
        Failure(
            tuple(starts),
            wrong=wrong if isinstance(wrong, tuple) else None,
            wrong_words=", ".join(str(k + 1) for k in wrong) if isinstance(wrong, tuple) else str(wrong),
            locked_words=locked,
        )
        for (wrong, locked), starts in groups.items()
    ]
    failed += [Failure(diverged, diverged=True)] if diverged else []
    failed.sort(key=lambda group: (-len(group.starts), group.starts))
    return (*([Failure(solved, solved=True)] if solved else []), *failed)


def _wrong_key(wrong: Flags) -> tuple[int, ...] | str:
    if len(wrong) <= FEW_SAMPLES:
        return tuple(np.flatnonzero(wrong).tolist())
    share = float(wrong.mean())
    return next(words for bound, words in PARTS if share < bound)


def _locked_words(deaf: Flags, layers: Layers) -> str:
    hidden: Sequence[tuple[int, int]] = places_after_inputs(layers)[: len(deaf)]
    if len(deaf) <= FEW_NEURONS:
        return ", ".join(neuron_label(layers, *place) for place, shut in zip(hidden, deaf, strict=True) if shut)
    count = int(deaf.sum())
    return f"{count} of {len(deaf)} neurons" if count else ""
