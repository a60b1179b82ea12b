"""What each parameter does, in one sentence with the live number put in."""

from __future__ import annotations

from collections.abc import Callable

from game.sim.activations import activations, output_activations
from game.sim.losses import losses
from game.sim.optimizers import optimizers
from game.sim.phases import PHASE_UNITS, TICKS_PER_SECOND, phases, units_per_tick
from game.sim.quoting import counted
from game.sim.snapshot import Snapshot
from game.ui.draw.number_text import figure, fixed, rate


def _learning_rate(s: Snapshot) -> str:
    eta = rate(s.settings.learning_rate)
    return f"Every update moves each weight by −{eta} × its gradient: small rates crawl, large ones can overshoot."


def _animation_speed(s: Snapshot) -> str:
    count = len(phases(s.settings.layers, updates=False))
    seconds = count * PHASE_UNITS / (units_per_tick(s.settings.animation_speed, 1) * TICKS_PER_SECOND)
    return (
        f"In slow motion one sample takes about {fixed(seconds, 1)} seconds; "
        "this changes how fast you see it, not what is learnt."
    )


def _weight_init(s: Snapshot) -> str:
    span = rate(s.settings.weight_init)
    return f"Starting weights are drawn at random between −{span} and +{span}{_when(s)}."


def _bias_init(s: Snapshot) -> str:
    return f"Every bias starts at {fixed(s.settings.bias_init, 2, signed=True)}{_when(s)}."


def _when(s: Snapshot) -> str:
    if s.epoch == 0:
        return f", always the same ones for seed {s.seed}; at epoch 0 a change takes effect at once"
    return f"; this run is at epoch {s.epoch:,}, so a change waits for the next Reset or Re-initialise"


def _lock_threshold(s: Snapshot) -> str:
    neurons = [neuron for layer in s.neurons for neuron in layer]
    locked = sum(neuron.locked for neuron in neurons)
    return (
        f"A neuron is marked with a lock while its slope, averaged over the samples, is below "
        f"{rate(s.settings.lock_threshold)}: now {locked} of {len(neurons)}."
    )


def _leak(s: Snapshot) -> str:
    leak = rate(s.settings.leak)
    return f"Where z is not above 0, a leaky neuron's slope is {leak}, where a plain ReLU's would be 0."


def _activation(s: Snapshot) -> str:
    activation = activations()[s.settings.activation]
    return (
        f"Hidden neurons turn z into a = {activation.formula}, a slope of at most {figure(activation.max_slope, 2)}; "
        f"the output neuron turns it into {output_activations()[s.settings.output].formula}."
    )


def _loss(s: Snapshot) -> str:
    loss = figure(s.loss, 4)
    if s.settings.loss == "mse":
        return f"MSE is ½(a − y)² averaged over the samples, now {loss}; the output's delta is error × slope."
    if s.settings.loss != "cross_entropy":
        chosen = losses()[s.settings.loss]
        return f"{chosen.label}: {chosen.formula}, averaged over the samples, is now {loss}."
    return (
        f"Cross-entropy punishes confident mistakes hardest, now {loss} on average; the output's delta is the bare "
        "error, but hidden neurons still need their slopes."
    )


def _update(s: Snapshot) -> str:
    count = len(s.inputs)
    if s.settings.update == "epoch":
        return f"Weights change once an epoch, by the mean of the gradients of {counted(count, 'sample')}."
    return f"Weights change after each sample by its own gradient, {counted(count, 'time')} an epoch, always in order."


def _output(s: Snapshot) -> str:
    output = output_activations()[s.settings.output]
    return f"The output neurons turn z into {output.formula}; the loss must go with it."


def _biases(s: Snapshot) -> str:
    words = {"trained": "are trained like weights", "frozen": "stay as they began", "none": "are not there"}
    return f"Biases {words[s.settings.biases]}."


def _init(s: Snapshot) -> str:
    span = rate(s.settings.weight_init)
    return f"How first weights are drawn, within or with a spread of {span}{_when(s)}; Xavier and He go by the layers."


def _bias_range(s: Snapshot) -> str:
    return f"Biases start within ±{rate(s.settings.bias_range)} of {fixed(s.settings.bias_init, 2)}{_when(s)}."


def _batch_size(s: Snapshot) -> str:
    return (
        f"Weights change after every {counted(round(s.settings.batch_size), 'sample')}, by the mean of their gradients."
    )


def _order(s: Snapshot) -> str:
    if s.settings.order == "given":
        return "Samples come in the order of the table, in every epoch."
    return f"Samples come in an order of their own in every epoch, drawn from seed {s.seed} and the epoch's number."


def _optimizer(s: Snapshot) -> str:
    used = optimizers()[s.settings.optimizer]
    if not used.slots:
        return "Each step is the learning rate times the gradient, and nothing is remembered."
    return (
        f"{used.label} remembers {' and '.join(used.slots)} of every parameter; another optimizer begins with nothing."
    )


def _momentum(s: Snapshot) -> str:
    return f"Each step keeps {figure(s.settings.momentum)} of the one before."


def _rho(s: Snapshot) -> str:
    return f"The mean of squared gradients keeps {figure(s.settings.rho)} of what it was with each step."


def _beta1(s: Snapshot) -> str:
    return f"Adam's mean of gradients keeps {figure(s.settings.beta1)} of what it was with each step."


def _beta2(s: Snapshot) -> str:
    return f"Adam's mean of squared gradients keeps {figure(s.settings.beta2)} of what it was with each step."


def _epsilon(s: Snapshot) -> str:
    return f"{figure(s.settings.epsilon)} is added below the fraction line, so that nothing is divided by 0."


def _weight_decay(s: Snapshot) -> str:
    decay = figure(s.settings.weight_decay)
    return f"{decay} × w is added to every weight's gradient, which pulls weights to 0; the loss shown leaves it out."


HINTS: dict[str, Callable[[Snapshot], str]] = {
    "learning_rate": _learning_rate,
    "animation_speed": _animation_speed,
    "weight_init": _weight_init,
    "bias_init": _bias_init,
    "lock_threshold": _lock_threshold,
    "leak": _leak,
    "activation": _activation,
    "loss": _loss,
    "update": _update,
    "output": _output,
    "biases": _biases,
    "init": _init,
    "bias_range": _bias_range,
    "batch_size": _batch_size,
    "order": _order,
    "optimizer": _optimizer,
    "momentum": _momentum,
    "rho": _rho,
    "beta1": _beta1,
    "beta2": _beta2,
    "epsilon": _epsilon,
    "weight_decay": _weight_decay,
}
