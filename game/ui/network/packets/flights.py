"""Which packets a phase sends: where each starts and ends, when, and what it carries before and after its weight or
slope gate (pure).

FORWARD(l): a leaves every source, becomes w·a at the weight and rests in the neuron, where the bias joins it.
LOSS: the gap between output and target leaves as the raw error and waits in front of the output's gate.
BACKWARD(l): the complaints piled up at the gate are added; the sum passes it and becomes delta; delta runs back along
every incoming edge, leaves its gradient δ·a at the weight, becomes w·δ and joins the pile at the gate it leads to.
UPDATE sends nothing: the edges themselves change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from game.sim.network import Edge
from game.sim.phases import Kind, Phase
from game.sim.trace import Trace
from game.ui.draw.curve import Curve
from game.ui.network.network_layout import Neuron
from game.ui.network.packets.flight_paths import FlightPath, FlightPaths

ARRIVED = 0.50
"""FORWARD: when the first source's packets arrive, as a share of the phase."""
STAGGER = 0.12
"""FORWARD: how much later the last source's arrive."""
BIAS_ARRIVED = 0.70
"""FORWARD: when the biases arrive."""
FILL_FROM = 0.72
"""FORWARD: when the vessel begins to fill to its activation."""
DISSOLVED = 0.84
"""FORWARD: when the packets in it are dissolved."""
FILL_TO = 0.97
"""FORWARD: when it is filled."""
GAP_FROM = 0.15
"""LOSS: when the gap begins to open."""
GAP_TO = 0.50
"""LOSS: when it is open, and leaves as a packet."""
ERROR_ARRIVED = 0.95
"""LOSS: from when on that packet waits at the gate."""
ADD_FROM = 0.02
"""BACKWARD: when piled complaints begin to move together."""
ADDED = 0.16
"""BACKWARD: when they have become their sum."""
GATE_FROM = 0.18
"""BACKWARD: when what waits sets out through the gate."""
GATE_PASSED = 0.40
"""BACKWARD: when it is at the vessel's rim, as delta."""
COLLECTED = 0.84
"""BACKWARD: when the first complaints arrive at the previous layer."""
BIAS_TAKES = 0.30
"""How long a bias falls."""
TO_WEIGHT_TAKES = 0.33
"""How long a delta runs to a weight."""
MERGES = 0.06
"""How long two packets that become one, or one that becomes many, are seen together."""
STAYS = 2.0
"""Gone never: what waits at a gate is there until the phase ends, and the next one takes it up."""


class Carries(StrEnum):
    """What a packet carries: before and after its weight or gate, where it has one."""

    ACTIVATION = "activation"
    BIAS = "bias"
    ERROR = "error"
    AT_GATE = "at_gate"
    COMPLAINT = "complaint"
    TERM = "term"
    DELTA = "delta"
    GRADIENT = "gradient"

    @property
    def forward(self) -> bool:
        """Whether it belongs to the forward pass (amber), not the backward pass (green)."""
        return self in (Carries.ACTIVATION, Carries.BIAS)


@dataclass(frozen=True)
class Flight:
    """One packet of a phase. It is seen from `shown` to `gone`, moves along `path` from `depart` to `arrive` (shares of
    the phase, all four) and carries `before` up to the share `crossing` of the path, `after` beyond it. `neuron` is
    where it ends, or where it belongs."""

    carries: Carries
    path: Curve
    depart: float
    arrive: float
    before: float
    after: float
    crossing: float
    neuron: Neuron
    edge: Edge | None = None
    shown: float = 0.0
    gone: float = 1.0


def flights(trace: Trace, phase: Phase, paths: FlightPaths) -> tuple[Flight, ...]:
    """Every packet of `phase` of the sample `trace`."""
    makers = {Kind.FORWARD: _forward, Kind.LOSS: _loss, Kind.BACKWARD: _backward, Kind.UPDATE: _nothing}
    return tuple(makers[phase.kind](trace, phase.layer, paths))


def _nothing(_trace: Trace, _layer: int, _paths: FlightPaths) -> Iterator[Flight]:
    return iter(())


def _late(number: int, count: int) -> float:
    """How much later than the first of `count` packets this one arrives, so that they can be told apart."""
    return STAGGER * number / max(1, count - 1)


def _forward(trace: Trace, layer: int, paths: FlightPaths) -> Iterator[Flight]:
    sources, units = paths.layout.layers[layer - 1], paths.layout.layers[layer]
    for unit in range(units):
        neuron = (layer, unit)
        for source in range(sources):
            edge = Edge(layer - 1, unit, source)
            path, crossing = paths.forward(edge)
            a, weight = float(trace.a[layer - 1][source]), float(trace.params.weights[layer - 1][unit, source])
            late = _late(source, sources)
            yield Flight(
                Carries.ACTIVATION, path, late, ARRIVED + late, a, weight * a, crossing, neuron, edge, gone=DISSOLVED
            )
        edge = Edge(layer - 1, unit, None)
        bias, start = float(trace.params.biases[layer - 1][unit]), BIAS_ARRIVED - BIAS_TAKES
        yield Flight(
            Carries.BIAS, *_steady(paths.forward(edge), start, BIAS_ARRIVED, bias), neuron, edge, start, DISSOLVED
        )


def _steady(
    way: FlightPath, depart: float, arrive: float, value: float
) -> tuple[Curve, float, float, float, float, float]:
    """The fields of a flight that carries the same `value` all the way."""
    return way.path, depart, arrive, value, value, 0.0


def _loss(trace: Trace, layer: int, paths: FlightPaths) -> Iterator[Flight]:
    for unit in range(paths.layout.layers[layer]):
        neuron, error = (layer, unit), float(trace.raw_error[unit])
        leaves = _steady(paths.from_gap(neuron), GAP_TO + 0.1, ERROR_ARRIVED, error)
        yield Flight(Carries.ERROR, *leaves, neuron, shown=GAP_TO, gone=STAYS)


def _backward(trace: Trace, layer: int, paths: FlightPaths) -> Iterator[Flight]:
    units = paths.layout.layers[layer]
    for unit in range(units):
        neuron = (layer, unit)
        waiting, delta = float(trace.backprop_sum[layer - 1][unit]), float(trace.delta[layer - 1][unit])
        path, gate = paths.through_gate(neuron)
        shown, gone = ADDED - MERGES if _is_sum(trace, neuron) else 0.0, GATE_PASSED + MERGES
        yield Flight(Carries.AT_GATE, path, GATE_FROM, GATE_PASSED, waiting, delta, gate, neuron, None, shown, gone)
        yield from _added(trace, neuron, paths)
        for source in range(paths.layout.layers[layer - 1]):
            yield from _along_edge(trace, Edge(layer - 1, unit, source), paths, _late(unit, units))
        yield from _to_weight(trace, Edge(layer - 1, unit, None), paths, 0.0)


def _is_sum(trace: Trace, neuron: Neuron) -> bool:
    """Whether what waits at the gate of `neuron` is added up first."""
    return len(trace.backprop_terms[neuron[0] - 1][neuron[1]]) > 1


def _added(trace: Trace, neuron: Neuron, paths: FlightPaths) -> Iterator[Flight]:
    """The complaints in front of a gate move together. What the other sign takes from them melts away on the way: those
    that arrive are as large together as their sum."""
    if not _is_sum(trace, neuron):
        return
    layer, unit = neuron
    terms, total = trace.backprop_terms[layer - 1][unit].tolist(), float(trace.backprop_sum[layer - 1][unit])
    side = sum(term for term in terms if term * total > 0.0)
    for number, term in enumerate(terms):
        edge = Edge(layer, number, unit)
        left = term * (total / side) if term * total > 0.0 else 0.0
        path, middle = paths.added(edge)
        yield Flight(Carries.TERM, path, ADD_FROM, ADDED, term, left, middle, neuron, edge, gone=ADDED + MERGES)


def _along_edge(trace: Trace, edge: Edge, paths: FlightPaths, late: float) -> Iterator[Flight]:
    if edge.layer == 0 or edge.source is None:  # nothing waits for complaints at the inputs
        yield from _to_weight(trace, edge, paths, late)
        return
    delta = float(trace.delta[edge.layer][edge.target])
    weight = float(trace.params.weights[edge.layer][edge.target, edge.source])
    path, crossing = paths.back(edge)
    arrive = COLLECTED + late
    yield Flight(
        Carries.COMPLAINT,
        path,
        GATE_PASSED,
        arrive,
        delta,
        weight * delta,
        crossing,
        (edge.layer, edge.source),
        edge,
        GATE_PASSED,
        STAYS,
    )
    yield _gradient(trace, edge, paths, GATE_PASSED + crossing * (arrive - GATE_PASSED))


def _to_weight(trace: Trace, edge: Edge, paths: FlightPaths, late: float) -> Iterator[Flight]:
    """Delta runs to a weight or bias and ends there, as its gradient."""
    neuron, delta = (edge.layer + 1, edge.target), float(trace.delta[edge.layer][edge.target])
    meets = GATE_PASSED + TO_WEIGHT_TAKES + late
    runs = _steady(paths.to_weight(edge), GATE_PASSED, meets, delta)
    yield Flight(Carries.DELTA, *runs, neuron, edge, GATE_PASSED, meets)
    yield _gradient(trace, edge, paths, meets)


def _gradient(trace: Trace, edge: Edge, paths: FlightPaths, meets: float) -> Flight:
    """What stays on the edge where δ meets a: it lights up there until the phase ends."""
    rests = _steady(paths.at_weight(edge), meets, 1.0, trace.gradient(edge))
    return Flight(Carries.GRADIENT, *rests, (edge.layer + 1, edge.target), edge, meets, 1.0)
