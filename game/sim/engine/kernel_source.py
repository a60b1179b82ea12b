"""Writes the Python source that `kernel` compiles: one epoch unrolled into arithmetic on local variables.

In the source, `p0, p1, ...` are the parameters in the order of `Params.flat`, `v0, ...` or `m0, ...` what the optimizer
remembers of each and `turn` how many updates it has counted; `z1_0` and `a1_0` belong to unit 0 of layer 1, `d1_0` is
its delta, `e0` what is passed back to output 0, `g0, ...` collect the gradients over the samples and `s0, ...` the
slopes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.sim.activations import Activation, activations, output_activations
from game.sim.losses import losses
from game.sim.network import Edge, Layers, bias_places, flat_index, parameter_count
from game.sim.optimizers import Hyper, optimizers

UNROLL_UP_TO = 600
"""Samples × parameters up to which every sample gets its own code; beyond it the samples are looped over."""


@dataclass(frozen=True)
class Plan:
    """What the code is written for. `inputs` is n rows of as many values as there are input units; under the rules
    other than "epoch" parameters change after every `group` of samples, in an order that may be `shuffled`. `decays`
    says that there is weight decay. Looped over or not, samples give the same bits."""

    layers: Layers
    activation: str
    loss: str
    update: str
    inputs: tuple[tuple[float, ...], ...]
    unroll_up_to: int = UNROLL_UP_TO
    output: str = "sigmoid"
    biases: str = "trained"
    group: int = 1
    shuffled: bool = False
    optimizer: str = "sgd"
    decays: bool = False

    @property
    def parameters(self) -> int:
        return parameter_count(self.layers)

    @property
    def neurons(self) -> int:
        return sum(self.layers[1:])

    @property
    def unrolled(self) -> bool:
        in_order = not self.shuffled or self.update == "epoch"
        return in_order and len(self.inputs) * self.parameters <= self.unroll_up_to


HYPER = ", ".join([*Hyper._fields, "leak", "decay", "threshold"])
"""The numbers that can be changed without other code, in the order of the `hyper` that the code takes."""


def epoch_source(plan: Plan, *, safe: bool) -> str:
    """Source of two functions; a `state` is described in `game.sim.optimizers`:

    `epochs(state, targets, hyper, order, epoch, n, locked)` trains the n epochs after `epoch` and returns (state,
    locked, losses, changes): n + 1 average losses (of the start and after each epoch), and every change of a lock;
    `steps(state, targets, hyper, order, epoch, first, end)` returns the state after the updates from the one that
    begins at place `first` of an epoch to before the one at `end`, under the rules other than "epoch".
    `order(epoch)` are the samples as an epoch takes them.

    With `safe`, no exp can overflow; where the other form does not either, both give the same bits.
    """
    return "\n".join([*_Writer(plan, safe).epochs(), *_Writer(plan, safe).steps()])


def _times(name: str, factor: float | str) -> str | None:
    """`name` · `factor` as source; None for a product with 0."""
    if factor == 0.0:
        return None
    return name if factor == 1.0 else f"{name} * {factor}"


def _before(samples: list[int | None], k: int | None) -> list[int | None]:
    return samples[: samples.index(k)]


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
        self.optimizer = optimizers()[plan.optimizer]
        self.plain = plan.optimizer == "sgd" and not plan.decays
        self.state = [*self.names, *(f"{slot}{k}" for slot in self.optimizer.slots for k in range(plan.parameters))]
        self.state += ["turn"] if self.optimizer.counts else []
        biases = set(bias_places(plan.layers))
        self.held = set() if plan.biases == "trained" else biases
        self.decaying = set() if not plan.decays else set(range(plan.parameters)) - biases

    def epochs(self) -> list[str]:
        """The `epochs` function."""
        by_epoch = self.plan.update == "epoch"
        count = len(self.plan.inputs)
        whole = self._all_samples(look=True, learn=by_epoch)
        look_only = self._all_samples(look=True, learn=False)
        step = self._collected_update(self._samples()) if by_epoch else self._all_groups("epoch + i")
        return [
            "def epochs(state, targets, hyper, order, epoch, n, locked, watch):",
            *_indent(self._unpack()),
            f"    step = learning_rate / {count}.0",
            f"    limit = threshold * {count}.0",
            "    losses, changes, solved = [], [], -1",
            "    append = losses.append",
            *_indent([f"k{neuron} = locked[{neuron}]" for neuron in range(self.plan.neurons)]),
            "    for i in range(n):",
            *_indent(whole, 2),
            *_indent(self._record("i"), 2),
            *_indent(step, 2),
            *_indent(look_only),
            *_indent(self._record("n")),
            f"    return ({', '.join(self.state)},), ({''.join(f'k{n}, ' for n in range(self.plan.neurons))}), "
            "losses, changes, solved",
        ]

    def steps(self) -> list[str]:
        """The `steps` function."""
        head = ["def steps(state, targets, hyper, order, epoch, first, end):", *_indent(self._unpack())]
        return [*head, *_indent(self._all_groups("epoch", "first", "end")), f"    return ({', '.join(self.state)},)"]

    def _samples(self) -> list[int | None]:
        """Every sample that has code of its own; None stands for all where they are looped over."""
        return list(range(len(self.plan.inputs))) if self.plan.unrolled else [None]

    def _all_groups(self, epoch: str, first: str | None = None, end: str | None = None) -> list[str]:
        """The updates of an epoch, or those from place `first` to before place `end`."""
        count, size = len(self.plan.inputs), self.plan.group
        if not self.plan.unrolled:
            rows = f"[rows[k] for k in order({epoch})]" if self.plan.shuffled else "rows"
            places = f"range({first or 0}, {end or count}, {size})"
            if size == 1:
                taken = f"{rows}[{first}:{end}]" if first else rows
                return [f"for {self._row()} in {taken}:", *_indent(self._group([None]))]
            part = [f"part = taken[at : at + {size}]", *self._looped_group()]
            return [f"taken = {rows}", f"for at in {places}:", *_indent(part)]
        groups = [range(at, min(at + size, count)) for at in range(0, count, size)]
        if not first:
            return [line for group in groups for line in self._group(list(group))]
        lines = [f"for at in range({first}, {end}, {size}):"]
        for group in groups:
            lines += [f"    if at == {group[0]}:", *_indent(self._group(list(group)), 2)]
        return lines

    def _looped_group(self) -> list[str]:
        sums = [f"g{p} = 0.0" for p in range(self.plan.parameters) if p not in self.held]
        body = self._sample(None, look=False, learn=True)
        update = self._collected_update([None], count="len(part)")
        share = ["share = learning_rate / len(part)"] if self.plain else []
        return [*sums, f"for {self._row()} in part:", *_indent(body), *share, *update]

    def _group(self, samples: list[int | None]) -> list[str]:
        """The update by one group of samples that have code of their own, or by one sample alone."""
        if len(samples) == 1:
            return self._sample(samples[0], look=False, learn=False, step=True)
        lines = [line for k in samples for line in self._sample(k, look=False, learn=True, earlier=_before(samples, k))]
        share = [f"share = learning_rate / {len(samples)}.0"] if self.plain else []
        return [*lines, *share, *self._collected_update(samples, count=f"{len(samples)}.0")]

    def _unpack(self) -> list[str]:
        lines, width = [f"{', '.join(self.state)}, = state", f"{HYPER} = hyper"], len(self.outputs)
        if self.plan.unrolled:
            names = [self._target(k, unit) for k in range(len(self.plan.inputs)) for unit in self.outputs]
            return [*lines, f"{', '.join(names)}, = targets"]
        asked = f"zip({', '.join(f'targets[{unit}::{width}]' for unit in self.outputs)})"
        return [*lines, f"rows = [(*x, *y) for x, y in zip({self.plan.inputs!r}, {asked})]"]

    def _row(self) -> str:
        return ", ".join([*(f"x{i}" for i in range(self.plan.layers[0])), *(f"y{unit}" for unit in self.outputs)])

    def _target(self, k: int | None, unit: int) -> str:
        return f"y{unit}" if k is None else f"y{k}_{unit}"

    def _all_samples(self, *, look: bool, learn: bool) -> list[str]:
        if self.plan.unrolled:
            samples = self._samples()
            return [
                line for k in samples for line in self._sample(k, look=look, learn=learn, earlier=_before(samples, k))
            ]
        sums = (["ok = watch", "total = 0.0"] + [f"s{n} = 0.0" for n in range(self.plan.neurons)]) if look else []
        sums += [f"g{p} = 0.0" for p in range(self.plan.parameters) if p not in self.held] if learn else []
        return [*sums, f"for {self._row()} in rows:", *_indent(self._sample(None, look=look, learn=learn))]

    def _sample(
        self, k: int | None, *, look: bool, learn: bool, step: bool = False, earlier: list[int | None] | None = None
    ) -> list[str]:
        """One sample's pass: `look` adds up loss and slopes, `learn` the gradients to those of `earlier` ones, `step`
        updates at once."""
        lines = list(self._forward(k))
        lines += self._errors(k)
        if look or learn or step:
            lines += self._slopes(output_too=not self.softmax and (look or not self.loss.cancels_slope))
        if look:
            lines += self._look(k)
        if learn or step:
            lines += self._deltas(k)
            lines += self._gradients(k, earlier or []) if learn else self._step(k)
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
                terms.append(None if self.plan.biases == "none" else f"p{self._weight(layer - 1, unit, None)}")
                z = f"z{layer}_{unit}"
                yield f"{z} = {' + '.join(term for term in terms if term) or '0.0'}"
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
            f"ok = {'watch' if k == 0 else 'ok'} and {self._right(k)}",
            f"total {sign} {' + '.join(values)}",
            *(f"s{n} {sign} t{layer}_{unit}" for n, (layer, unit) in self._lockable()),
        ]

    def _right(self, k: int | None) -> str:
        """Whether a sample is right, see `Snapshot.right`."""
        outputs = [f"a{self.last}_{unit}" for unit in self.outputs]
        asked = [self._target(k, unit) for unit in self.outputs]
        if not self.softmax:
            return " and ".join(f"({a} > 0.5) is ({y} > 0.5)" for a, y in zip(outputs, asked, strict=True))
        largest = (f"({', '.join(names)},).index(max({', '.join(names)}, -1.0))" for names in (outputs, asked))
        return " == ".join(largest)

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
        """Every trained parameter with its gradient on this sample as source, but for those that are 0 by a known
        input."""
        for layer in range(self.last):
            for target in range(self.plan.layers[layer + 1]):
                delta = f"d{layer + 1}_{target}"
                for source in range(self.plan.layers[layer]):
                    gradient = _times(delta, self._source(k, layer, source))
                    if gradient:
                        yield self._weight(layer, target, source), gradient
                if not self.held:
                    yield self._weight(layer, target, None), delta

    def _gradients(self, k: int | None, earlier: list[int | None]) -> list[str]:
        begun = {p for other in earlier for p, _ in self._pulls(other)}
        return [f"g{p} {'=' if k is not None and p not in begun else '+='} {pull}" for p, pull in self._pulls(k)]

    def _step(self, k: int | None) -> list[str]:
        """The update by one sample alone."""
        if self.plain:
            return [f"p{p} -= learning_rate * ({gradient})" for p, gradient in self._pulls(k)]
        return self._optimized(dict(self._pulls(k)))

    def _collected_update(self, samples: list[int | None], count: str | None = None) -> list[str]:
        """The update by the gradients collected over `samples`, which are `count`, or by default all."""
        moved = sorted({p for k in samples for p, _ in self._pulls(k)})
        if self.plain:
            return [f"p{p} -= {'share' if count else 'step'} * g{p}" for p in moved]
        return self._optimized({p: f"g{p} / {count or f'{len(self.plan.inputs)}.0'}" for p in moved})

    def _optimized(self, gradients: dict[int, str]) -> list[str]:
        """The update of every trained parameter by the optimizer: a gradient that is not told is 0."""
        lines = [*(["turn += 1.0"] if self.optimizer.counts else []), *self.optimizer.source_before]
        for p in sorted(set(range(self.plan.parameters)) - self.held):
            pull = [part for part in (gradients.get(p), f"decay * p{p}" if p in self.decaying else None) if part]
            lines.append(f"pull = {' + '.join(pull) or '0.0'}")
            names = {slot: f"{slot}{p}" for slot in self.optimizer.slots}
            lines += [line.format(w=f"p{p}", g="pull", **names) for line in self.optimizer.source]
        return lines

    def _record(self, index: str) -> list[str]:
        count = len(self.plan.inputs)
        lines = [f"append(total / {count}.0)", "if ok:", f"    solved, watch = {index}, False"]
        for n, _ in self._lockable():
            lines += [
                f"if (s{n} < limit) is not k{n}:",
                f"    k{n} = not k{n}",
                f"    changes.append(({index}, {n}, k{n}, s{n} / {count}.0))",
            ]
        return lines
