"""What the lines around the network say of themselves, with live numbers: phases, sample, legend (pure)."""

from __future__ import annotations

from game.sim.losses import Loss, losses
from game.sim.network import edge_symbol, edges
from game.sim.optimizers import optimizers
from game.sim.phases import Kind
from game.sim.quoting import counted
from game.ui.draw.number_text import figure, rate
from game.ui.network.instant import Instant
from game.ui.network.scales import activation_of
from game.ui.network.words import name


def phase_words(instant: Instant, kind: Kind) -> str:
    """What happens in a phase, and what comes of it in the sample shown at the first output; while the mean is shown,
    in the sample in turn."""
    snapshot = instant.snapshot
    trace = snapshot.trace if instant.mean else instant.trace
    output = name(snapshot.settings.layers, (len(snapshot.settings.layers) - 1, 0))
    z, a, delta = (figure(float(values[-1][0])) for values in (trace.z, trace.a, trace.delta))
    error = figure(float(trace.raw_error[0]), signed=True)
    loss = losses()[snapshot.settings.loss]
    match kind:
        case Kind.FORWARD:
            return (
                "Forward: every neuron sends its activation a along its edges, each weight makes it w·a, and the next "
                f"layer adds up z; {output} ends at z = {z}, a = {a}."
            )
        case Kind.LOSS if not loss.heeds_target:
            return f"Loss: there is none, so that the output a = {a} itself is differentiated and 1 is passed back."
        case Kind.LOSS:
            return (
                f"Loss: the output a = {a} is compared with the target y = {figure(float(trace.target[0]))}; the gap "
                f"a − y = {error} is the raw error, the loss {figure(trace.loss)}."
            )
        case Kind.BACKWARD:
            return (
                f"Backward: {_passed_back(loss, error)} passes each neuron's slope gate, becomes its delta, {delta} at "
                f"{output}, and goes back along the weights as w·δ."
            )
        case _:
            eta = rate(snapshot.settings.learning_rate)
            step = f"w − {eta} × ∂L/∂w"
            if snapshot.settings.optimizer != "sgd":
                step = f"{optimizers()[snapshot.settings.optimizer].formula} with η = {eta}"
            return f"Update: every weight and bias takes a small step against its gradient: w ← {step}."


def _passed_back(loss: Loss, error: str) -> str:
    """What goes backward from an output whose raw error is `error`."""
    if not loss.heeds_target:
        return "the 1 that is passed back"
    return f"the error {error}" if loss.passed_words == "error" else f"{loss.passed_words}, the error being {error},"


TO_COME = {
    Kind.FORWARD: "Forward: every neuron sends its activation a along its edges; the packets are on their way.",
    Kind.LOSS: "Loss: the output will be compared with its target; the gap a − y is the raw error.",
    Kind.BACKWARD: "Backward: the error will pass each neuron's slope gate, become its delta, and go back as w·δ.",
}
"""What is said of a phase while a pass plays that has not come so far."""


def sample_words(instant: Instant) -> str:
    """The line that names the sample."""
    snapshot, trace = instant.snapshot, instant.trace
    if instant.mean:
        return f"The network shows what it does on average over {counted(len(snapshot.inputs), 'sample')}."
    inputs = " and ".join(figure(value) for value in snapshot.inputs[trace.sample])
    asked, answer = figure(float(trace.target[0])), f"its answer {figure(float(trace.output[0]))}"
    if instant.known.holds(Kind.FORWARD, len(snapshot.settings.layers) - 1):
        answer = "its answer is still to come"
    return f"The network shows sample {trace.sample + 1}: inputs {inputs}, target {asked}, {answer}."


def legend_words(instant: Instant) -> dict[str, str]:
    """Each entry of the legend, by its first words, with an example of this moment."""
    snapshot, trace = instant.snapshot, instant.trace
    layers = snapshot.settings.layers
    neuron = (len(layers) - 2, 0) if len(layers) > 2 else (1, 0)
    layer, unit = neuron
    label, activation = name(layers, neuron), activation_of(snapshot.settings, layer)
    a, slope = figure(float(trace.a[layer][unit])), figure(float(trace.slope[layer - 1][unit]))
    error, whose = float(trace.raw_error[0]), "the mean error" if instant.mean else "this sample's error"
    weights = [(snapshot.value(edge), edge) for edge in edges(layers)]
    below, (largest, edge) = sum(w < 0 for w, _ in weights), max(weights, key=lambda each: abs(each[0]))
    return {
        "amber fill, packet": (
            f"The amber in a neuron is its activation a, what it sends on: now {a} in {label}. An amber packet's area "
            "is what it carries, on a scale of its own."
        ),
        "green ring": (
            f"The green ring is the slope σ′, how well the neuron listens: now {slope} of at most "
            f"{figure(activation.max_slope)} in {label}."
        ),
        "hollow": (
            f"What is negative is hollow, packets and edges alike: now {below} of {counted(len(weights), 'weight')}."
        ),
        "green packet": (
            f"A green packet's area is its share of {whose} ({figure(error, signed=True)}), an amber "
            "one's its activation. An edge's thickness grows with |w|, now at most "
            f"{figure(abs(largest))} ({edge_symbol(layers, edge)})."
        ),
    }
