"""What a printed value is a value of, spelt as example files spell it, such as "z h1", "delta out" or "gradient w5"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from game.sim.losses import losses
from game.sim.network import Edge, Layers, edge_symbol, find_edge, neuron_label, neuron_name
from game.sim.phases import Kind, Phase
from game.sim.snapshot import Snapshot
from game.sim.trace import Trace

OF_NEURONS = {
    "z": "z of {}",
    "a": "a of {}",
    "slope": "f′ of {}",
    "error": "a−y, {}",
    "sum": "Σ w·δ of {}",
    "delta": "δ of {}",
    "loss": "L of {}",
    "input_gradient": "∂L/∂{}",
}
OF_EDGES = {"gradient": "∂L/∂{}", "parameter": "{}", "change": "Δ{}"}
FORMS = f"{', '.join(OF_NEURONS)} with a neuron such as h1 or out, {', '.join(OF_EDGES)} with w1 or b1, or loss alone"


@dataclass(frozen=True)
class Quantity:
    """One number of a network: `kind` of a neuron (`layer`, `unit`), or of an `edge`, or the loss over all samples."""

    kind: str
    layer: int = 0
    unit: int = 0
    edge: Edge | None = None
    whole: bool = False

    def read(self, snapshot: Snapshot, sample: int) -> float:
        """Its value now, on `sample`."""
        trace = snapshot.batch.traces[sample]
        if self.whole:
            return snapshot.loss
        if self.edge:
            return _EDGE_VALUES[self.kind](snapshot, trace, self.edge)
        return _NEURON_VALUES[self.kind](snapshot, trace, self.layer, self.unit)

    def label(self, layers: Layers) -> str:
        """As the screen spells it: "δ of h₁", "∂L/∂w₅"."""
        if self.whole:
            return "L"
        if self.edge:
            return OF_EDGES[self.kind].format(edge_symbol(layers, self.edge))
        return OF_NEURONS[self.kind].format(neuron_label(layers, self.layer, self.unit))

    def shown_in(self, phases: tuple[Phase, ...]) -> int:
        """The phase, of those of a sample, in which it comes to be seen."""
        last = max(phase.layer for phase in phases)
        backward = {"sum": self.layer, "delta": self.layer, "input_gradient": 1}
        if self.edge:
            backward = dict.fromkeys(OF_EDGES, self.edge.layer + 1)
        if self.kind == "parameter":
            wanted = Phase(Kind.FORWARD, 1)
        elif self.kind == "change":
            wanted = Phase(Kind.UPDATE, 0)
        elif self.kind in backward:
            wanted = Phase(Kind.BACKWARD, backward[self.kind])
        elif self.kind in ("error", "loss"):
            wanted = Phase(Kind.LOSS, last)
        else:
            wanted = Phase(Kind.FORWARD, max(1, self.layer))
        return phases.index(wanted) if wanted in phases else len(phases) - 1


def quantity(text: str, layers: Layers) -> Quantity:
    """What `text` names in a network of `layers`. Raises ValueError with what is allowed."""
    kind, _, name = text.partition(" ")
    if text == "loss":
        return Quantity("loss", whole=True)
    if kind in OF_EDGES:
        return Quantity(kind, edge=find_edge(layers, name))
    place = _places(layers).get(name)
    if kind not in OF_NEURONS or place is None:
        raise ValueError(f"it is '{text[:40]}', but must be {FORMS}")
    layer, unit = place
    wanted = {"input_gradient": (0,), "error": (len(layers) - 1,), "loss": (len(layers) - 1,), "a": range(len(layers))}
    if layer not in wanted.get(kind, range(1, len(layers))):
        raise ValueError(f"it is '{text[:40]}', but {name} has no {kind}: it must be {FORMS}")
    return Quantity(kind, layer, unit)


def _places(layers: Layers) -> dict[str, tuple[int, int]]:
    return {
        neuron_name(layers, layer, unit): (layer, unit) for layer in range(len(layers)) for unit in range(layers[layer])
    }


def _loss_of(snapshot: Snapshot, trace: Trace, _layer: int, unit: int) -> float:
    """The part of one output in the loss of a sample."""
    settings, loss = snapshot.settings, losses()[snapshot.settings.loss]
    form = loss.softmax if loss.softmax and settings.output == "softmax" else loss
    return float(np.asarray(form.value(trace.z[-1], trace.a[-1], trace.target))[unit])


_NEURON_VALUES: dict[str, Callable[[Snapshot, Trace, int, int], float]] = {
    "z": lambda _, trace, layer, unit: float(trace.z[layer - 1][unit]),
    "a": lambda _, trace, layer, unit: float(trace.a[layer][unit]),
    "slope": lambda _, trace, layer, unit: float(trace.slope[layer - 1][unit]),
    "error": lambda _, trace, _layer, unit: float(trace.raw_error[unit]),
    "sum": lambda _, trace, layer, unit: float(trace.backprop_sum[layer - 1][unit]),
    "delta": lambda _, trace, layer, unit: float(trace.delta[layer - 1][unit]),
    "loss": _loss_of,
    "input_gradient": lambda _, trace, _layer, unit: float(trace.input_gradients[unit]),
}
_EDGE_VALUES: dict[str, Callable[[Snapshot, Trace, Edge], float]] = {
    "gradient": lambda _, trace, edge: trace.gradient(edge),
    "parameter": lambda snapshot, _, edge: snapshot.value(edge),
    "change": lambda snapshot, _, edge: snapshot.next_value(edge) - snapshot.value(edge),
}
