"""The two passes of a sample as a program, in numpy and in PyTorch: line by line as they are shown, and as a script
that prints the same numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from game.sim.activations import activations, output_activations
from game.sim.losses import Loss, SoftmaxForm, losses
from game.sim.network import Array, Params, frozen
from game.sim.phases import Kind
from game.sim.settings import Settings
from game.sim.trace import Trace

NUMPY, TORCH = "numpy", "PyTorch"
DIALECTS = (NUMPY, TORCH)
MAKE = {NUMPY: "np.array", TORCH: "torch.tensor"}
"""What makes an array of a list."""
DIGITS = 12
"""Significant digits that a script prints: as many as do not depend on the order in which a library adds."""
SHOW = ("def show(name, value):", f'    print(name, *(f"{{number:.{DIGITS}g}}" for number in value))')
"""The function by which a script prints."""


@dataclass(frozen=True, eq=False)
class CodeLine:
    """A line of the program: its `text`, the phase it belongs to (`kind` and `layer`, as in `Phase`), and what the
    variable it sets is for the sample shown; no values where it sets none."""

    text: str
    kind: Kind
    layer: int
    values: Array | None = None


@dataclass(frozen=True, eq=False)
class UpdateProgram:
    """The update that the gradients of the samples in `group` lead to: its `lines`, what the optimizer remembers before
    it (`memory`, by the names of the variables), and the variables that it has `changed` afterwards."""

    group: tuple[int, ...]
    lines: tuple[CodeLine, ...]
    memory: Mapping[str, Array]
    changed: tuple[str, ...]


def pass_lines(settings: Settings, trace: Trace, dialect: str = NUMPY) -> tuple[CodeLine, ...]:
    """The two passes of the sample of `trace`, computed with `settings`. Variables are called x, y, W1, b1, z1, a1,
    ..., loss, and in the backward pass d2, d1, ... and gW1, gb1, ... ."""
    layers = len(settings.layers) - 1
    backward = _numpy_backward if dialect == NUMPY else _torch_backward
    return (
        *_forward(settings, trace, layers, dialect),
        *_loss(settings, trace, layers, dialect),
        *backward(settings, trace, layers),
    )


def _forward(settings: Settings, trace: Trace, layers: int, dialect: str) -> Iterator[CodeLine]:
    for layer in range(1, layers + 1):
        below = "x" if layer == 1 else f"a{layer - 1}"
        yield CodeLine(f"z{layer} = W{layer} @ {below} + b{layer}", Kind.FORWARD, layer, trace.z[layer - 1])
        form = output_activations()[settings.output] if layer == layers else activations()[settings.activation]
        value = form.numpy_value if dialect == NUMPY else form.torch_value
        text = value.format(z=f"z{layer}", a=f"a{layer}", leak=repr(settings.leak))
        yield CodeLine(f"a{layer} = {text}", Kind.FORWARD, layer, trace.a[layer])


def _form(settings: Settings) -> Loss | SoftmaxForm:
    """The loss as the outputs have it."""
    loss = losses()[settings.loss]
    return loss.softmax if loss.softmax and settings.output == "softmax" else loss


def _loss(settings: Settings, trace: Trace, layers: int, dialect: str) -> Iterator[CodeLine]:
    names = {"z": f"z{layers}", "a": f"a{layers}", "y": "y"}
    form = _form(settings)
    value = form.numpy_value if dialect == NUMPY else form.torch_value
    yield CodeLine(f"loss = {value.format(**names)}", Kind.LOSS, layers, frozen([trace.loss]))


def _numpy_backward(settings: Settings, trace: Trace, layers: int) -> Iterator[CodeLine]:
    names = {"z": f"z{layers}", "a": f"a{layers}", "y": "y"}
    passed = _form(settings).numpy_passed.format(**names)
    slope = output_activations()[settings.output].numpy_slope.format(**names, leak=repr(settings.leak))
    cancelled = losses()[settings.loss].cancels_slope
    delta = passed if cancelled else f"({passed}) * ({slope})"
    for layer in range(layers, 0, -1):
        yield CodeLine(f"d{layer} = {delta}", Kind.BACKWARD, layer, trace.delta[layer - 1])
        below = "x" if layer == 1 else f"a{layer - 1}"
        gradient = trace.weight_gradients[layer - 1]
        yield CodeLine(f"gW{layer} = np.outer(d{layer}, {below})", Kind.BACKWARD, layer, gradient)
        yield CodeLine(f"gb{layer} = d{layer}", Kind.BACKWARD, layer, trace.delta[layer - 1])
        if layer > 1:
            names = {"z": f"z{layer - 1}", "a": f"a{layer - 1}", "leak": repr(settings.leak)}
            slope = activations()[settings.activation].numpy_slope.format(**names)
            delta = f"(W{layer}.T @ d{layer}) * ({slope})"


def _torch_backward(settings: Settings, trace: Trace, layers: int) -> Iterator[CodeLine]:
    yield CodeLine("loss.backward()", Kind.BACKWARD, layers)
    for layer in range(layers, 0, -1):
        yield CodeLine(f"gW{layer} = W{layer}.grad", Kind.BACKWARD, layer, trace.weight_gradients[layer - 1])
        yield CodeLine(f"gb{layer} = b{layer}.grad", Kind.BACKWARD, layer, trace.delta[layer - 1])


def script(
    settings: Settings,
    params: Params,
    inputs: Sequence[Sequence[float]],
    targets: Sequence[float],
    trace: Trace,
    dialect: str = NUMPY,
    title: str = "",
    update: UpdateProgram | None = None,
) -> str:
    """A program by itself that does both passes for every sample at `params` and prints their losses, deltas or
    gradients, the gradient averaged over the samples, and what the `update` makes of the parameters: the numbers that
    Glassbox shows, to DIGITS digits. `targets` holds a value for each output of each sample, sample by sample; `trace`
    is any sample's."""
    layers = len(settings.layers) - 1
    told = "".join(sign for sign in title if sign.isprintable())  # a name of data must not become a line of the program
    lines = [f"# {told or 'Both passes of every sample'}: written by Glassbox.", ""]
    lines += ["import numpy as np"] if dialect == NUMPY else ["import torch", "import torch.nn.functional as F"]
    lines += [""] + (["torch.set_default_dtype(torch.float64)", ""] if dialect == TORCH else [])
    lines += _given(params, inputs, targets, dialect)
    lines += ["", "", *SHOW, "", ""]
    names = [f"{kind}{layer}" for layer in range(1, layers + 1) for kind in ("gW", "gb")]
    lines += [f"{', '.join(f'{name}s' for name in names)} = {', '.join('[]' for _ in names)}"]
    lines += ["for sample, (x, y) in enumerate(zip(X, Y)):"]
    lines += [f"    {line}" for line in _each_sample(pass_lines(settings, trace, dialect), names, layers, dialect)]
    lines += [""]
    lines += [f'show("mean {name}", (sum({name}s) / len(X)).reshape(-1).tolist())' for name in names]
    if update:
        lines += ["", *_update(update, layers, dialect)]
    return "\n".join([*lines, ""])


def _given(params: Params, inputs: Sequence[Sequence[float]], targets: Sequence[float], dialect: str) -> Iterator[str]:
    """The samples and the parameters as variables."""
    outputs = len(params.biases[-1])
    rows = [list(map(float, targets[at : at + outputs])) for at in range(0, len(targets), outputs)]
    yield f"X = {[list(map(float, row)) for row in inputs]!r}"
    yield f"Y = {rows!r}"
    for layer, (weight, bias) in enumerate(zip(params.weights, params.biases, strict=True), start=1):
        yield f"W{layer} = {MAKE[dialect]}({weight.tolist()!r})"
        yield f"b{layer} = {MAKE[dialect]}({bias.tolist()!r})"


def _each_sample(passes: Sequence[CodeLine], names: Sequence[str], layers: int, dialect: str) -> Iterator[str]:
    """What is done with each sample: the `passes`, and what is shown and kept of them by `names`."""
    yield f"x, y = {MAKE[dialect]}(x), {MAKE[dialect]}(y)"
    if dialect == TORCH:
        for layer in range(1, layers + 1):
            yield f"W{layer}, b{layer} = W{layer}.detach().requires_grad_(), b{layer}.detach().requires_grad_()"
    yield from (line.text for line in passes)
    loss = "float(loss)" if dialect == NUMPY else "loss.item()"
    yield f'show(f"sample {{sample + 1}} loss", [{loss}])'
    for name in names:
        yield f'show(f"sample {{sample + 1}} {name}", {name}.reshape(-1).tolist())'
        yield f"{name}s.append({name})"


def _update(update: UpdateProgram, layers: int, dialect: str) -> Iterator[str]:
    make, group = MAKE[dialect], update.group
    whole = group == tuple(range(len(group)))
    yield f"group = range({len(group)})" if whole else f"group = {list(group)!r}"
    for name, values in update.memory.items():
        yield f"{name} = {make}({values.tolist()!r})"
    if dialect == TORCH:
        yield from (f"W{at}, b{at} = W{at}.detach(), b{at}.detach()" for at in range(1, layers + 1))
    yield from (line.text for line in update.lines)
    yield from (f'show("updated {name}", {name}.reshape(-1).tolist())' for name in update.changed)
