"""Writes the Python source that `kernel` compiles: one epoch unrolled into arithmetic on local variables.

In the source, `p0, p1, ...` are the parameters in the order of `Params.flat`, `z1_0` and `a1_0` belong to unit 0 of
layer 1, `d1_0` is its delta, `e0` what is passed back to output 0, `g0, ...` collect the gradients over the samples and
`s0, ...` the slopes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.sim.activations import Activation, activations, output_activations
from game.sim.losses import losses
from game.sim.network import Edge, Layers, flat_index

UNROLL_UP_TO = 600
"""Samples × parameters up to which every sample gets its own code; beyond it the samples are looped over."""


@dataclass(frozen=True)
class Plan:
    """What the code is written for. `inputs` is n rows of as many values as there are input units. Looped over or not,
    samples give the same bits."""

    layers: Layers
    activation: str
    leak: float
    loss: str
    update: str
    inputs: tuple[tuple[float, ...], ...]
    unroll_up_to: int = UNROLL_UP_TO
    output: str = "sigmoid"

    @property
    def parameters(self) -> int:
        return sum(units * (fan_in + 1) for fan_in, units in zip(self.layers, self.layers[1:], strict=False))

    @property
    def neurons(self) -> int:
        return sum(self.layers[1:])

    @property
    def unrolled(self) -> bool:
        return len(self.inputs) * self.parameters <= self.unroll_up_to


def epoch_source(plan: Plan, *, safe: bool) -> str:
    """Source of two functions:

    `epochs(params, targets, rate, leak, threshold, n, locked)` trains n epochs and returns (params, locked, losses,
    changes): n + 1 average losses (of the start and after each epoch), and every change of a lock;
    `sample_step(params, targets, rate, leak, sample)` returns the parameters after one sample's update.

    With `safe`, no exp can overflow; where the other form does not either, both give the same bits.
    """
    return "\n".join([*_Writer(plan, safe).epochs(), *_Writer(plan, safe).sample_step()])


def _times(name: str, factor: float | str) -> str | None:
    """`name` · `factor` as source; None for a product with 0."""
    if factor == 0.0:
        return None
    return name if factor == 1.0 else f"{name} * {factor}"


def _indent(lines: Iterator[str] | list[str], by: int = 1) -> list[str]:
    return ["    " * by + line for line in lines]


class _Writer:
    def __init__(self, plan: Plan, safe: bool) -> None:
        self.plan = plan
        self.safe = safe
        self.last = len(plan.layers) - 1
        self.outputs = range(plan.layers[-1])
        self.names = [f"p{k}" for k in range(plan.parameters)]
        self.loss = losses()[plan.loss]
        self.softmax = output_activations()[plan.output].mixes

    def epochs(self) -> list[str]:
        """The `epochs` function."""
        by_epoch = self.plan.update == "epoch"
        count = len(self.plan.inputs)
        whole = self._all_samples(look=True, learn=by_epoch)
        look_only = self._all_samples(look=True, learn=False)
        step = self._collected_update() if by_epoch else self._all_samples(look=False, learn=False, step=True)
        return [
            "def epochs(params, targets, rate, leak, threshold, n, locked):",
            *_indent(self._unpack()),
            f"    step = rate / {count}.0",
            f"    limit = threshold * {count}.0",
            "    losses, changes = [], []",
            "    append = losses.append",
            *_indent([f"k{neuron} = locked[{neuron}]" for neuron in range(self.plan.neurons)]),
            "    for i in range(n):",
            *_indent(whole, 2),
            *_indent(self._record("i"), 2),
            *_indent(step, 2),
            *_indent(look_only),
            *_indent(self._record("n")),
            f"    return ({', '.join(self.names)},), ({''.join(f'k{n}, ' for n in range(self.plan.neurons))}), "
            "losses, changes",
        ]

    def sample_step(self) -> list[str]:
        """The `sample_step` function."""
        lines = ["def sample_step(params, targets, rate, leak, sample):", *_indent(self._unpack())]
        if self.plan.unrolled:
            for k in range(len(self.plan.inputs)):
                lines += [f"    if sample == {k}:", *_indent(self._sample(k, look=False, learn=False, step=True), 2)]
        else:
            lines += [
                f"    {self._row()} = rows[sample]",
                *_indent(self._sample(None, look=False, learn=False, step=True)),
            ]
        return [*lines, f"    return {', '.join(self.names)},"]

    def _unpack(self) -> list[str]:
        lines, width = [f"{', '.join(self.names)}, = params"], len(self.outputs)
        if self.plan.unrolled:
            names = [self._target(k, unit) for k in range(len(self.plan.inputs)) for unit in self.outputs]
            return [*lines, f"{', '.join(names)}, = targets"]
        asked = f"zip({', '.join(f'targets[{unit}::{width}]' for unit in self.outputs)})"
        return [*lines, f"rows = [(*x, *y) for x, y in zip({self.plan.inputs!r}, {asked})]"]

    def _row(self) -> str:
        return ", ".join([*(f"x{i}" for i in range(self.plan.layers[0])), *(f"y{unit}" for unit in self.outputs)])

    def _target(self, k: int | None, unit: int) -> str:
        return f"y{unit}" if k is None else f"y{k}_{unit}"

    def _all_samples(self, *, look: bool, learn: bool, step: bool = False) -> list[str]:
        if self.plan.unrolled:
            lines: list[str] = []
            for k in range(len(self.plan.inputs)):
                lines += self._sample(k, look=look, learn=learn, step=step)
            return lines
        sums = (["total = 0.0"] + [f"s{n} = 0.0" for n in range(self.plan.neurons)]) if look else []
        sums += [f"g{p} = 0.0" for p in range(self.plan.parameters)] if learn else []
        body = self._sample(None, look=look, learn=learn, step=step)
        return [*sums, f"for {self._row()} in rows:", *_indent(body)]

    def _sample(self, k: int | None, *, look: bool, learn: bool, step: bool) -> list[str]:
        """One sample's pass: `look` adds up loss and slopes, `learn` the gradients, `step` updates at once."""
        lines = list(self._forward(k))
        lines += self._errors(k)
        if look or learn or step:
            lines += self._slopes(output_too=not self.softmax and (look or not self.loss.cancels_slope))
        if look:
            lines += self._look(k)
        if learn or step:
            lines += self._deltas(k)
            lines += self._gradients(k) if learn else self._step(k)
        return lines

    def _source(self, k: int | None, layer: int, unit: int) -> float | str:
        """What unit `unit` of `layer` sends on: a name, or the number itself for an input that is known."""
        if layer:
            return f"a{layer}_{unit}"
        return f"x{unit}" if k is None else self.plan.inputs[k][unit]

    def _weight(self, layer: int, target: int, source: int | None) -> int:
        return flat_index(self.plan.layers, Edge(layer, target, source))

    def _activation(self, layer: int) -> Activation:
        return output_activations()[self.plan.output] if layer == self.last else activations()[self.plan.activation]

    def _forward(self, k: int | None) -> Iterator[str]:
        for layer in range(1, self.last + 1):
            activation = self._activation(layer)
            for unit in range(self.plan.layers[layer]):
                terms = [
                    _times(f"p{self._weight(layer - 1, unit, source)}", self._source(k, layer - 1, source))
                    for source in range(self.plan.layers[layer - 1])
                ]
                terms.append(f"p{self._weight(layer - 1, unit, None)}")
                z = f"z{layer}_{unit}"
                yield f"{z} = {' + '.join(term for term in terms if term)}"
                if not activation.mixes:
                    form = activation.safe_source if self.safe else activation.value_source
                    yield f"a{layer}_{unit} = {form.format(z=z, leak='leak')}"
            if activation.mixes:
                yield from self._softmax(layer)

    def _softmax(self, layer: int) -> Iterator[str]:
        units = range(self.plan.layers[layer])
        yield f"top = max({', '.join(f'z{layer}_{unit}' for unit in units)})"
        yield from (f"q{unit} = exp(z{layer}_{unit} - top)" for unit in units)
        yield f"whole = {' + '.join(f'q{unit}' for unit in units)}"
        yield from (f"a{layer}_{unit} = q{unit} / whole" for unit in units)

    def _errors(self, k: int | None) -> list[str]:
        """a − y of every output; with softmax what is passed back, see `losses.cross_entropy`."""
        if not self.softmax:
            return [f"e{unit} = a{self.last}_{unit} - {self._target(k, unit)}" for unit in self.outputs]
        asked = f"asked = {' + '.join(self._target(k, unit) for unit in self.outputs)}"
        return [asked, *(f"e{unit} = a{self.last}_{unit} * asked - {self._target(k, unit)}" for unit in self.outputs)]

    def _slopes(self, *, output_too: bool) -> list[str]:
        return [
            f"t{layer}_{unit} = "
            + self._activation(layer).slope_source.format(z=f"z{layer}_{unit}", a=f"a{layer}_{unit}", leak="leak")
            for layer in range(1, self.last + (1 if output_too else 0))
            for unit in range(self.plan.layers[layer])
        ]

    def _look(self, k: int | None) -> list[str]:
        sign = "=" if k == 0 else "+="
        if self.softmax:
            values = [f"{self._target(k, unit)} * (top + log(whole) - z{self.last}_{unit})" for unit in self.outputs]
        else:
            values = [self.loss.value_source.format(**self._of_output(k, unit)) for unit in self.outputs]
        return [
            f"total {sign} {' + '.join(values)}",
            *(f"s{n} {sign} t{layer}_{unit}" for n, (layer, unit) in self._lockable()),
        ]

    def _of_output(self, k: int | None, unit: int) -> dict[str, str]:
        """What a loss's sources speak of."""
        at = f"{self.last}_{unit}"
        return {"z": f"z{at}", "a": f"a{at}", "slope": f"t{at}", "y": self._target(k, unit), "error": f"e{unit}"}

    def _lockable(self) -> list[tuple[int, tuple[int, int]]]:
        """Number, layer and unit of every neuron that can lock: softmax units cannot."""
        neurons = [(layer, unit) for layer in range(1, self.last + 1) for unit in range(self.plan.layers[layer])]
        return [(n, (layer, unit)) for n, (layer, unit) in enumerate(neurons) if not self._activation(layer).mixes]

    def _deltas(self, k: int | None) -> list[str]:
        lines = [
            f"d{self.last}_{unit} = " + self.loss.delta_source.format(**self._of_output(k, unit))
            for unit in self.outputs
        ]
        for layer in range(self.last - 1, 0, -1):
            for unit in range(self.plan.layers[layer]):
                blame = " + ".join(
                    f"p{self._weight(layer, target, unit)} * d{layer + 1}_{target}"
                    for target in range(self.plan.layers[layer + 1])
                )
                lines.append(f"d{layer}_{unit} = ({blame}) * t{layer}_{unit}")
        return lines

    def _pulls(self, k: int | None) -> Iterator[tuple[int, str]]:
        """Every parameter with its gradient on this sample as source, but for those that are 0 by a known input."""
        for layer in range(self.last):
            for target in range(self.plan.layers[layer + 1]):
                delta = f"d{layer + 1}_{target}"
                for source in range(self.plan.layers[layer]):
                    gradient = _times(delta, self._source(k, layer, source))
                    if gradient:
                        yield self._weight(layer, target, source), gradient
                yield self._weight(layer, target, None), delta

    def _gradients(self, k: int | None) -> list[str]:
        earlier: set[int] = set()
        if k is not None:
            earlier = {p for other in range(k) for p, _ in self._pulls(other)}
        return [
            f"g{p} {'=' if k is not None and p not in earlier else '+='} {gradient}" for p, gradient in self._pulls(k)
        ]

    def _step(self, k: int | None) -> list[str]:
        return [f"p{p} -= rate * ({gradient})" for p, gradient in self._pulls(k)]

    def _collected_update(self) -> list[str]:
        samples = range(len(self.plan.inputs)) if self.plan.unrolled else [None]
        moved = sorted({p for k in samples for p, _ in self._pulls(k)})
        return [f"p{p} -= step * g{p}" for p in moved]

    def _record(self, index: str) -> list[str]:
        count = len(self.plan.inputs)
        lines = [f"append(total / {count}.0)"]
        for n, _ in self._lockable():
            lines += [
                f"if (s{n} < limit) is not k{n}:",
                f"    k{n} = not k{n}",
                f"    changes.append(({index}, {n}, k{n}, s{n} / {count}.0))",
            ]
        return lines
