"""How often a claim about random starts is true: measured then and there, on fresh seeds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from game.sim.background_job import Rest
from game.sim.level.claim import HOLDS, Claim, ManyNets
from game.sim.level.level import Level
from game.sim.network import Array, Edge, Layers, find_edge, flat_index
from game.sim.population.job import PopulationJob
from game.sim.population.population import Population
from game.sim.population.starts import starts_from_stream
from game.sim.population.stats import wilson_interval
from game.sim.start import Start, params_of

NETWORKS = 2000


@dataclass(frozen=True)
class Finding:
    """A claim was true of `true` of `n` networks."""

    true: int
    n: int

    @property
    def share(self) -> float:
        """The share of starts of which it is true, 0 to 1."""
        return self.true / self.n

    @property
    def text(self) -> str:
        """The share in percent; a decimal more where all or none would be said of nearly all or hardly any."""
        short = f"{self.share:.1%}"
        return f"{self.share:.2%}" if short in ("0.0%", "100.0%") and 0 < self.true < self.n else short

    @property
    def interval(self) -> tuple[float, float]:
        """The share's 95 % interval."""
        return wilson_interval(self.true, self.n)


class ClaimJob:
    """Measures the claim of `level` in the background, on `networks` starts from fresh `seed`s."""

    def __init__(self, level: Level, claim: Claim, seed: int, networks: int = NETWORKS) -> None:
        self._claim = claim
        self._start = claim.start(level.own_start)
        self._seed, self._networks = seed, networks
        self._population: Population | None = None
        self.job = PopulationJob(self._build, claim.epochs)

    @property
    def finding(self) -> Finding | None:
        """What was found; None while the job is under way, or if it was cancelled."""
        population = self._population
        if self.job.result is None or population is None:
            return None
        after = np.array([population.params(k).flat() for k in range(population.n)])
        nets = ManyNets(self._start, population.starts.T, after)
        return Finding(int(HOLDS[self._claim.holds](nets).sum()), population.n)

    def _build(self, _rest: Rest) -> Population:
        starts = drawn_starts(self._claim, self._start, self._seed, self._networks)
        self._population = Population(self._start.settings, self._start.dataset, starts, "float64")
        return self._population


def drawn_starts(claim: Claim, start: Start, seed: int, networks: int) -> Array:
    """The starts that `claim` is measured on, (parameters, networks)."""
    starts, layers = starts_from_stream(start.settings, seed, networks), start.settings.layers
    if claim.varies:
        generator = np.random.default_rng(seed)
        starts = np.repeat(np.array(params_of(start))[:, None], networks, axis=1)
        for edge in claim.varies:
            starts[flat_index(layers, find_edge(layers, edge))] = generator.uniform(
                -claim.within, claim.within, networks
            )
    if claim.twins:
        for one, other in _twin_places(layers):
            starts[other] = starts[one]
    return starts


def _twin_places(layers: Layers) -> Iterator[tuple[int, int]]:
    """Where the parameters of the first hidden neuron stand, each with that of the second which is to be the same."""
    for source in (*range(layers[0]), None):
        yield flat_index(layers, Edge(0, 0, source)), flat_index(layers, Edge(0, 1, source))
    for target in range(layers[2]):
        yield flat_index(layers, Edge(1, target, 0)), flat_index(layers, Edge(1, target, 1))
