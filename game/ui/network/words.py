"""What everything in the network says of itself when the mouse rests on it: sentences with live numbers (pure)."""

from __future__ import annotations

from collections.abc import Sequence

from game.sim.losses import losses
from game.sim.network import Edge, Layers, edge_label, edge_symbol, neuron_label
from game.sim.quoting import counted
from game.sim.snapshot import Snapshot
from game.sim.trace import Trace
from game.ui.draw.number_text import MINUS, compact, figure, times
from game.ui.network.gate.hearing import Hearing, hearing_of, slope_cancelled
from game.ui.network.network_layout import Neuron
from game.ui.network.neuron_look import Mark, mark_of
from game.ui.network.packets.flights import Carries
from game.ui.network.packets.packet_flow import PacketPose
from game.ui.network.scales import activation_of, scale_sentence

MOST_TERMS = 3
"""More complaints than these are not told one by one at a gate."""


def name(layers: Layers, neuron: Neuron) -> str:
    """A neuron's name on screen."""
    return neuron_label(layers, *neuron)


def neuron_words(snapshot: Snapshot, trace: Trace, neuron: Neuron, *, slope_met: bool = True) -> str:
    """A vessel; what its slope is as well, unless slopes have not been met."""
    layer, unit = neuron
    a, label = figure(float(trace.a[layer][unit])), name(snapshot.settings.layers, neuron)
    if layer == 0:
        return f"{label} = {a}, an input of this sample; the amber level shows it."
    activation = activation_of(snapshot.settings, layer)
    z, slope = figure(float(trace.z[layer - 1][unit]), signed=True), figure(float(trace.slope[layer - 1][unit]))
    if not slope_met:
        return f"{label} turns z = {z} into a = {a} (amber, {scale_sentence(activation)})."
    earplugs = ", earplugs: deaf on this sample" if hearing_of(snapshot, trace, neuron) is Hearing.DEAF else ""
    return (
        f"{label} turns z = {z} into a = {a} (amber, {scale_sentence(activation)}) and listens with slope {slope} "
        f"of at most {figure(activation.max_slope)} (green ring{earplugs})."
    )


def mark_words(snapshot: Snapshot, neuron: Neuron) -> str:
    """The lock or dead mark on a neuron."""
    layer, unit = neuron
    state, label = snapshot.neurons[layer - 1][unit], name(snapshot.settings.layers, neuron)
    mark = mark_of(snapshot, neuron)
    if mark is Mark.DEAD:
        return f"{label} is dead: its slope is 0 on every sample, so no complaint passes its gate and it cannot learn."
    since = f" since epoch {state.locked_since}" if state.locked_since is not None else ""
    threshold = figure(snapshot.settings.lock_threshold)
    small = f"its mean slope {figure(state.mean_slope)} is below {threshold}"
    if mark is Mark.SETTLED:
        return f"{label} is locked and right{since}: {small}, and as every output is right, it has settled."
    return f"{label} is locked and wrong{since}: {small}, so hardly any complaint gets through to it."


def delta_words(snapshot: Snapshot, trace: Trace, neuron: Neuron) -> str:
    """A delta badge."""
    layer, unit = neuron
    delta, slope = float(trace.delta[layer - 1][unit]), float(trace.slope[layer - 1][unit])
    total, label = float(trace.backprop_sum[layer - 1][unit]), name(snapshot.settings.layers, neuron)
    if slope_cancelled(snapshot, neuron):
        return f"δ({label}) = a − y = {figure(delta, signed=True)}: with cross-entropy the slope cancels."
    last, loss = layer == len(snapshot.settings.layers) - 1, losses()[snapshot.settings.loss]
    passed = f"error {loss.passed_formula}" if loss.passed_words == "error" else loss.passed_formula
    gathered = passed if last else "backprop sum Σ w·δ"
    pushed = f"how hard this sample pushes {label}"
    return f"δ({label}) = {gathered} × slope = {times([total, slope], delta)}: {pushed}."


def gate_words(snapshot: Snapshot, trace: Trace, neuron: Neuron) -> str:
    """A slope gate."""
    layer, unit = neuron
    label, slope = name(snapshot.settings.layers, neuron), figure(float(trace.slope[layer - 1][unit]))
    if slope_cancelled(snapshot, neuron):
        return f"The slope gate of {label} stands open: cross-entropy cancels the slope {slope}, all of it passes."
    return f"The slope gate of {label}: what passes it on its way back is multiplied by the slope, {slope} here."


def gate_equation(snapshot: Snapshot, trace: Trace, neuron: Neuron) -> str:
    """What happens at a slope gate in numbers, such as "+0.75 × 0.188 = +0.141"."""
    layer, unit = neuron
    total, delta = float(trace.backprop_sum[layer - 1][unit]), float(trace.delta[layer - 1][unit])
    if slope_cancelled(snapshot, neuron):
        return f"a − y = δ = {compact(delta, 7, signed=True, decimals=3)}"
    slope = compact(float(trace.slope[layer - 1][unit]), 6, decimals=4)
    shown = [compact(value, 7, signed=True, decimals=4) for value in (total, delta)]
    return f"{shown[0]} × {slope} = {shown[1]}"


def sum_equation(terms: Sequence[float]) -> str:
    """The complaints in front of a gate, such as "Σ = +0.0366 − 0.0041"; of many, what either sign comes to."""
    if len(terms) > MOST_TERMS:
        terms = [total for total in (sum(t for t in terms if t > 0), sum(t for t in terms if t < 0)) if total] or [0.0]
    first, *others = [compact(term, 7, signed=True, decimals=4) for term in terms]
    return " ".join(["Σ =", first, *map(_operation, others)])


def _operation(text: str) -> str:
    """A signed number as it is added to what stands before it."""
    return f"{text[0]} {text[1:]}" if text[0] in f"+{MINUS}" else f"+ {text}"


DRAG = " Drag it up or down to change it."


def edge_words(snapshot: Snapshot, trace: Trace | None, edge: Edge, samples: Sequence[int]) -> str:
    """A weight or bias; `samples` are those from which it has collected its pull, `trace` None before its gradient is
    known."""
    layers, value = snapshot.settings.layers, figure(snapshot.value(edge), signed=True)
    slopes = f"; in this sample {_gradient_words(trace, edge)}" if trace else ""
    says = f"{edge_symbol(layers, edge)} ({edge_label(layers, edge)}) = {value}{slopes}."
    if samples:
        each, count = snapshot.batch.gradients(edge).tolist(), len(snapshot.group)
        pull = figure(sum(each[sample] for sample in samples) / count, signed=True)
        says += f" Green bar: its pull from {len(samples)} of {counted(count, 'sample')}, mean gradient {pull}."
    return says


def _gradient_words(trace: Trace, edge: Edge) -> str:
    gradient, delta = trace.gradient(edge), float(trace.delta[edge.layer][edge.target])
    if edge.source is None:
        return f"∂L/∂b = δ = {figure(gradient, signed=True)}"
    return f"∂L/∂w = δ × a = {times([delta, float(trace.a[edge.layer][edge.source])], gradient)}"


def mean_words(snapshot: Snapshot, trace: Trace, neuron: Neuron) -> str:
    """A neuron in the mean `trace` over the samples: its vessel, gate and badge."""
    layer, unit = neuron
    over, label = counted(len(snapshot.inputs), "sample"), name(snapshot.settings.layers, neuron)
    a = figure(float(trace.a[layer][unit]))
    if layer == 0:
        return f"Averaged over {over}: {label} = {a}."
    slope, delta = figure(float(trace.slope[layer - 1][unit])), figure(float(trace.delta[layer - 1][unit]), signed=True)
    return f"Averaged over {over}: {label} sends out a = {a}, its slope is {slope}, its δ {delta}."


def mean_edge_words(snapshot: Snapshot, edge: Edge) -> str:
    """A weight or bias while the mean is shown."""
    layers, value = snapshot.settings.layers, figure(snapshot.value(edge), signed=True)
    slope, over = figure(snapshot.batch.mean_gradient(edge), signed=True), counted(len(snapshot.inputs), "sample")
    what = "b" if edge.source is None else "w"
    return (
        f"{edge_symbol(layers, edge)} ({edge_label(layers, edge)}) = {value}; averaged over {over}, ∂L/∂{what} = "
        f"{slope}."
    )


def mean_target_words(trace: Trace, unit: int) -> str:
    """The target's tube while the mean is shown."""
    target = figure(float(trace.target[min(unit, len(trace.target) - 1)]))
    output, error = figure(float(trace.output[unit])), figure(float(trace.raw_error[unit]), signed=True)
    return f"On average the target is {target} and the output {output}: the mean error is {error}."


def target_words(trace: Trace, unit: int) -> str:
    """The target's tube."""
    target = float(trace.target[min(unit, len(trace.target) - 1)])
    output, error = figure(float(trace.output[unit])), figure(float(trace.raw_error[unit]), signed=True)
    return f"Target y = {figure(target)} beside output a = {output}: the gap a − y = {error} is what goes backward."


def packet_words(layers: Layers, pose: PacketPose) -> str:
    """A packet in flight."""
    flight = pose.flight
    before, after = figure(flight.before, signed=True), figure(flight.after, signed=True)
    neuron, edge = name(layers, flight.neuron), flight.edge
    if flight.carries is Carries.ACTIVATION and edge is not None and edge.source is not None:
        source = name(layers, (edge.layer, edge.source))
        if pose.changed:
            return f"A forward packet: w·a = {after}, from {source}, to be added to z of {neuron}."
        return f"A forward packet: a = {before} of {source}; {edge_symbol(layers, edge)} will make it w·a = {after}."
    if flight.carries is Carries.COMPLAINT and edge is not None:
        target = name(layers, (edge.layer + 1, edge.target))
        if pose.changed:
            return f"A backward packet: w·δ = {after}, {target}'s complaint to {neuron}."
        return f"A backward packet: δ = {before} of {target}; {edge_symbol(layers, edge)} will make it w·δ = {after}."
    if flight.carries is Carries.TERM and edge is not None:
        target = name(layers, (edge.layer + 1, edge.target))
        return f"w·δ = {before}, {target}'s complaint, waits at the gate of {neuron} to be added to the others."
    if flight.carries is Carries.AT_GATE:
        return (
            f"Behind the gate of {neuron}: δ = {after}."
            if pose.changed
            else (f"Waiting at the gate of {neuron}: {before}; the gate will make it δ = {after}.")
        )
    return _simple_packet(layers, flight.carries, flight.edge, after, neuron)


def _simple_packet(layers: Layers, carries: Carries, edge: Edge | None, value: str, neuron: str) -> str:
    symbol = edge_symbol(layers, edge) if edge else ""
    return {
        Carries.BIAS: f"The bias {symbol} = {value}, to be added to z of {neuron}.",
        Carries.ERROR: f"The raw error a − y = {value}, on its way to the gate of {neuron}.",
        Carries.DELTA: f"A backward packet: δ = {value}, on its way to {symbol}.",
        Carries.GRADIENT: f"The gradient of {symbol} in this sample: {value}.",
    }[carries]
