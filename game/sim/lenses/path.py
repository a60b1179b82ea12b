"""The product along the way from the loss to one weight: which factors its gradient is made of, and what killed it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate

from game.sim.losses import losses
from game.sim.network import Edge, Layers
from game.sim.settings import Settings
from game.sim.trace import Trace


class FactorKind(Enum):
    """What a factor of a gradient is."""

    ERROR = "error"
    SLOPE = "slope"
    WEIGHT = "weight"
    SOURCE = "source"


@dataclass(frozen=True)
class Factor:
    """One factor: its `kind`, the unit it belongs to (`layer` counts from the inputs, 0) or, for a weight, the `edge`
    that is walked backward, and its `value`."""

    kind: FactorKind
    layer: int
    unit: int
    value: float
    edge: Edge | None = None


@dataclass(frozen=True)
class LossPath:
    """The way from the loss to an edge that contributes most to its gradient: `factors` in walking order, `products`
    the product after each of them, the last one this path's share of the gradient; `paths` how many ways there are, and
    `gradient` the sum over all of them."""

    factors: tuple[Factor, ...]
    products: tuple[float, ...]
    paths: int
    gradient: float

    @property
    def killer(self) -> int | None:
        """Which factor shrank the product most: the first that is exactly 0, else the one of smallest size below 1;
        None where none shrinks it. The error, which is where the way begins, is counted only if it is 0."""
        sizes = [abs(factor.value) for factor in self.factors]
        if 0.0 in sizes:
            return sizes.index(0.0)
        shrinking = [k for k, size in enumerate(sizes) if k and size < 1.0]
        return min(shrinking, key=sizes.__getitem__, default=None)


def loss_path(trace: Trace, edge: Edge, settings: Settings) -> LossPath:
    """How the gradient of `edge` on the sample of `trace`, computed with `settings`, comes about.

    The chain rule as a sum over paths: ∂L/∂w = Σ over paths of error × slope × (w × slope) × … × source (Rumelhart,
    Hinton and Williams 1986; with the paths written out in Nielsen, chapter 2). Where there are many, the one of
    largest size is found layer by layer, never by walking all of them.
    """
    units = _strongest(trace, edge)
    factors = list(_output_factors(trace, units[-1], cancelled=losses()[settings.loss].cancels_slope))
    for layer in range(len(trace.z) - 2, edge.layer - 1, -1):
        unit, above = units[layer - edge.layer], units[layer - edge.layer + 1]
        weight = float(trace.params.weights[layer + 1][above, unit])
        factors.append(Factor(FactorKind.WEIGHT, layer + 1, unit, weight, Edge(layer + 1, above, unit)))
        factors.append(Factor(FactorKind.SLOPE, layer + 1, unit, float(trace.slope[layer][unit])))
    if edge.source is not None:
        source = float(trace.a[edge.layer][edge.source])
        factors.append(Factor(FactorKind.SOURCE, edge.layer, edge.source, source))
    products = tuple(accumulate((factor.value for factor in factors), lambda a, b: a * b))
    return LossPath(tuple(factors), products, path_count(trace.params.layers, edge), trace.gradient(edge))


def path_count(layers: Layers, edge: Edge) -> int:
    """How many ways lead from the outputs to the unit that `edge` leads to."""
    return math.prod(layers[edge.layer + 2 :])


def _output_factors(trace: Trace, unit: int, *, cancelled: bool) -> tuple[Factor, ...]:
    """What the loss passes back, and what makes the output's delta of it: its slope, or nothing where that is
    cancelled."""
    layer = len(trace.z)
    first = Factor(FactorKind.ERROR, layer, unit, float(trace.backprop_sum[-1][unit]))
    return (first,) if cancelled else (first, Factor(FactorKind.SLOPE, layer, unit, float(trace.slope[-1][unit])))


def _strongest(trace: Trace, edge: Edge) -> tuple[int, ...]:
    """The units of the strongest path, from the one that `edge` leads to up to an output."""
    last = len(trace.z) - 1
    best = [[abs(float(delta)) for delta in trace.delta[last]]]
    choices: list[list[int]] = []
    for layer in range(last - 1, edge.layer - 1, -1):
        weights, slopes = trace.params.weights[layer + 1], trace.slope[layer]
        reach = [
            [abs(float(weights[above, unit])) * strength for above, strength in enumerate(best[0])]
            for unit in range(len(slopes))
        ]
        choice = [max(range(len(row)), key=row.__getitem__) for row in reach]
        choices.insert(0, choice)
        best.insert(0, [max(row) * abs(float(slope)) for row, slope in zip(reach, slopes, strict=True)])
    if edge.layer == last:
        return (edge.target,)
    units = [edge.target]
    for choice in choices:
        units.append(choice[units[-1]])
    return tuple(units)


def layer_gradients(trace: Trace) -> tuple[float, ...]:
    """For each layer of weights, from the inputs' side, the size of its gradient: the square root of the sum of its
    squares."""
    return tuple(math.sqrt(float((gradient * gradient).sum())) for gradient in trace.weight_gradients)
