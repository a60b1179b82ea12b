"""Shapes, parameters, and the names of neurons and edges."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Layers = tuple[int, ...]

Flat = tuple[float, ...]
"""All parameters in the order of `Params.flat`."""

SUBSCRIPTS = str.maketrans("0123456789.", "₀₁₂₃₄₅₆₇₈₉.")


def frozen(values: object) -> Array:
    """A float64 copy of `values` that refuses to be written."""
    array = np.array(values, dtype=np.float64)
    array.setflags(write=False)
    return array


@dataclass(frozen=True, eq=False)
class Params:
    """Weights and biases: `weights[l][j, i]` runs from unit i of layer l to unit j of layer l + 1; `biases[l][j]`
    belongs to unit j of layer l + 1. The arrays are read-only."""

    weights: tuple[Array, ...]
    biases: tuple[Array, ...]

    @property
    def layers(self) -> Layers:
        """Units in each layer, the inputs first."""
        return (self.weights[0].shape[1], *(bias.shape[0] for bias in self.biases))

    def flat(self) -> Flat:
        """All parameters as floats: per layer the weights row by row, then the biases."""
        return tuple(
            value
            for weight, bias in zip(self.weights, self.biases, strict=True)
            for value in (*weight.ravel().tolist(), *bias.tolist())
        )

    def as_lists(self) -> dict[str, list[object]]:
        """Plain lists, for JSON."""
        return {"weights": [w.tolist() for w in self.weights], "biases": [b.tolist() for b in self.biases]}


def params_from_flat(layers: Layers, values: Sequence[float]) -> Params:
    """The inverse of `Params.flat`."""
    weights, biases, at = [], [], 0
    for fan_in, units in pairwise(layers):
        weights.append(frozen(values[at : at + units * fan_in]).reshape(units, fan_in))
        at += units * fan_in
        biases.append(frozen(values[at : at + units]))
        at += units
    return Params(tuple(weights), tuple(biases))


def parameter_count(layers: Layers) -> int:
    """Weights and biases of a network."""
    return sum(units * (fan_in + 1) for fan_in, units in pairwise(layers))


INITS = ("uniform", "normal", "xavier", "he")


def drawn_weights(generator: np.random.Generator, init: str, size: float, shape: tuple[int, ...]) -> Array:
    """Weights of one layer, (units, fan-in, ...). `size` is the range ± of "uniform" and the standard deviation of
    "normal"; it multiplies that of the other two: "xavier" is uniform in ± √(6 / (fan-in + units)) (Glorot and Bengio,
    AISTATS 2010, equation 16), "he" normal with √(2 / fan-in) (He, Zhang, Ren and Sun, ICCV 2015, equation 10)."""
    size = abs(size)  # numpy finds no number in ± -0.0
    units, fan_in = shape[:2]
    if init in ("normal", "he"):
        return generator.normal(0.0, size if init == "normal" else size * math.sqrt(2.0 / fan_in), shape)
    reach = size if init == "uniform" else size * math.sqrt(6.0 / (fan_in + units))
    return generator.uniform(-reach, reach, shape)


def initial_params(
    layers: Layers, seed: int, weight_init: float, bias_init: float, init: str = "uniform", bias_range: float = 0.0
) -> Params:
    """Weights drawn from `seed` layer by layer, see `drawn_weights`; then the biases, uniform in bias_init ±
    bias_range, none drawn where that is 0."""
    generator = np.random.default_rng(seed)
    shapes = [(units, fan_in) for fan_in, units in pairwise(layers)]
    weights = tuple(frozen(drawn_weights(generator, init, weight_init, shape)) for shape in shapes)
    biases = tuple(frozen(drawn_biases(generator, bias_init, bias_range, (units,))) for units, _ in shapes)
    return Params(weights, biases)


def drawn_biases(generator: np.random.Generator, bias_init: float, bias_range: float, shape: tuple[int, ...]) -> Array:
    """Biases of one layer, (units, ...), within `bias_range` of `bias_init`."""
    if bias_range == 0.0:
        return np.full(shape, bias_init)
    return generator.uniform(bias_init - bias_range, bias_init + bias_range, shape)


def fitted(layers: Layers, inputs: int, outputs: int) -> Layers:
    """`layers`, but with as many inputs and outputs as a data set has."""
    return (inputs, *layers[1:-1], outputs)


@dataclass(frozen=True, order=True)
class Edge:
    """A parameter by place: weight `weights[layer][target, source]`, or the bias of `target` when source is None."""

    layer: int
    target: int
    source: int | None

    @property
    def is_bias(self) -> bool:
        """Whether it is a bias, which comes from no unit."""
        return self.source is None


def flat_index(layers: Layers, edge: Edge) -> int:
    """Where `edge` stands in `Params.flat`."""
    at = sum(units * (fan_in + 1) for fan_in, units in pairwise(layers[: edge.layer + 1]))
    fan_in, units = layers[edge.layer], layers[edge.layer + 1]
    return at + (units * fan_in + edge.target if edge.source is None else edge.target * fan_in + edge.source)


@lru_cache(maxsize=64)
def bias_places(layers: Layers) -> tuple[int, ...]:
    """Where the biases stand in `Params.flat`."""
    return tuple(flat_index(layers, edge) for edge in bias_edges(layers))


@lru_cache(maxsize=64)
def edges(layers: Layers) -> tuple[Edge, ...]:
    """Every weight in the order of their numbers w₁, w₂, ...: layer by layer, source by source."""
    return tuple(
        Edge(layer, target, source)
        for layer in range(len(layers) - 1)
        for source in range(layers[layer])
        for target in range(layers[layer + 1])
    )


@lru_cache(maxsize=64)
def bias_edges(layers: Layers) -> tuple[Edge, ...]:
    """Every bias in the order of their numbers b₁, b₂, ...."""
    return tuple(Edge(layer, target, None) for layer in range(len(layers) - 1) for target in range(layers[layer + 1]))


def neuron_name(layers: Layers, layer: int, unit: int) -> str:
    """ASCII name as files and options spell it: x1, h1 (h2.1 with several hidden layers), out (out1 with several)."""
    if layer == 0:
        return f"x{unit + 1}"
    if layer == len(layers) - 1:
        return "out" if layers[-1] == 1 else f"out{unit + 1}"
    return f"h{unit + 1}" if len(layers) == 3 else f"h{layer}.{unit + 1}"


def neuron_label(layers: Layers, layer: int, unit: int) -> str:
    """Name as the screen spells it: x₁, h₁, ŷ."""
    return neuron_name(layers, layer, unit).replace("out", "ŷ").translate(SUBSCRIPTS)


def edge_name(layers: Layers, edge: Edge) -> str:
    """ASCII name: "x1->h2", or "b:h2" for a bias."""
    target = neuron_name(layers, edge.layer + 1, edge.target)
    return f"b:{target}" if edge.source is None else f"{neuron_name(layers, edge.layer, edge.source)}->{target}"


def edge_symbol(layers: Layers, edge: Edge) -> str:
    """Numbered symbol: w₅ or b₃."""
    return _symbols(layers)[edge]


@lru_cache(maxsize=64)
def _symbols(layers: Layers) -> dict[Edge, str]:
    """The symbol of every edge; it is asked for again and again, and to look for one edge after another takes long."""
    numbered = (("w", edges(layers)), ("b", bias_edges(layers)))
    return {
        edge: letter + str(number).translate(SUBSCRIPTS)
        for letter, some in numbered
        for number, edge in enumerate(some, start=1)
    }


def edge_label(layers: Layers, edge: Edge) -> str:
    """As the screen spells it: "h₁ → ŷ", or "bias of ŷ"."""
    target = neuron_label(layers, edge.layer + 1, edge.target)
    return f"bias of {target}" if edge.source is None else f"{neuron_label(layers, edge.layer, edge.source)} → {target}"


def find_edge(layers: Layers, name: str) -> Edge:
    """The edge called `name`: "w5", "b3", "h1->out" or "b:h1". Raises ValueError with what is allowed."""
    found = _edges_by_name(layers).get(name)
    if found is None:
        raise ValueError(
            f"no edge '{name}': allowed are w1 to w{len(edges(layers))}, b1 to b{len(bias_edges(layers))}, "
            "or names such as x1->h1 and b:h1"
        )
    return found


@lru_cache(maxsize=64)
def _edges_by_name(layers: Layers) -> dict[str, Edge]:
    """Every weight and bias, by its number and by what it joins."""
    numbered = {
        f"{letter}{number}": edge
        for letter, kind in (("w", edges(layers)), ("b", bias_edges(layers)))
        for number, edge in enumerate(kind, start=1)
    }
    return numbered | {edge_name(layers, edge): edge for edge in numbered.values()}


def find_neuron(layers: Layers, name: str) -> tuple[int, int]:
    """Layer (from 1) and unit of the neuron called `name`, such as h1 or out. Raises ValueError."""
    places = {
        neuron_name(layers, layer, unit): (layer, unit)
        for layer in range(1, len(layers))
        for unit in range(layers[layer])
    }
    if name not in places:
        raise ValueError(f"neuron is '{name}', but must be one of {', '.join(places)}")
    return places[name]
