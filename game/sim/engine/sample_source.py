"""Writes the source of one sample's pass: forward, loss and slopes, backward. `kernel_source` tells the names in it."""

from __future__ import annotations

from collections.abc import Iterator

from game.sim.activations import Activation, activations, output_activations
from game.sim.engine.kernel_plan import Plan
from game.sim.losses import losses
from game.sim.network import Edge, bias_places, flat_index


def _times(name: str, factor: float | str) -> str | None:
    """`name` · `factor` as source; None for a product with 0."""
    if factor == 0.0:
        return None
    return name if factor == 1.0 else f"{name} * {factor}"


class SampleSource:
    """Source of a sample's pass under `plan`. A sample is told by its number, or by None where all are looped over.
    With `safe`, no exp can overflow. `held` are the parameters that are not trained."""

    def __init__(self, plan: Plan, safe: bool) -> None:
        self.plan = plan
        self.safe = safe
        self.last = len(plan.layers) - 1
        self.outputs = range(plan.layers[-1])
        self.loss = losses()[plan.loss]
        self.softmax = output_activations()[plan.output].mixes
        self._found: dict[int | None, list[tuple[int, str]]] = {}
        self.held = set() if plan.biases == "trained" else set(bias_places(plan.layers))

    def both_passes(self, k: int | None, *, look: bool, back: bool) -> list[str]:
        """Sample `k` forward; `look` adds up its loss and slopes, `back` goes on to its deltas."""
        lines = [*self._forward(k), *self._errors(k)]
        if look or back:
            lines += self._slopes(output_too=not self.softmax and (look or not self.loss.cancels_slope))
        if look:
            lines += self._look(k)
        return [*lines, *(self._deltas(k) if back else [])]

    def target(self, k: int | None, unit: int) -> str:
        """The name of the target of output `unit` on sample `k`."""
        return f"y{unit}" if k is None else f"y{k}_{unit}"

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
            return [f"e{unit} = a{self.last}_{unit} - {self.target(k, unit)}" for unit in self.outputs]
        asked = f"asked = {' + '.join(self.target(k, unit) for unit in self.outputs)}"
        return [asked, *(f"e{unit} = a{self.last}_{unit} * asked - {self.target(k, unit)}" for unit in self.outputs)]

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
            values = [f"{self.target(k, unit)} * (top + log(whole) - z{self.last}_{unit})" for unit in self.outputs]
        else:
            values = [self.loss.value_source.format(**self._of_output(k, unit)) for unit in self.outputs]
        return [
            f"ok = {'watch' if k == 0 else 'ok'} and {self._right(k)}",
            f"total {sign} {' + '.join(values)}",
            *(f"s{n} {sign} t{layer}_{unit}" for n, (layer, unit) in self.lockable()),
        ]

    def _right(self, k: int | None) -> str:
        """Whether a sample is right, see `Snapshot.right`."""
        outputs = [f"a{self.last}_{unit}" for unit in self.outputs]
        asked = [self.target(k, unit) for unit in self.outputs]
        if not self.softmax:
            return " and ".join(f"({a} > 0.5) is ({y} > 0.5)" for a, y in zip(outputs, asked, strict=True))
        largest = (f"({', '.join(names)},).index(max({', '.join(names)}, -1.0))" for names in (outputs, asked))
        return " == ".join(largest)

    def _of_output(self, k: int | None, unit: int) -> dict[str, str]:
        """What a loss's sources speak of."""
        at = f"{self.last}_{unit}"
        return {"z": f"z{at}", "a": f"a{at}", "slope": f"t{at}", "y": self.target(k, unit), "error": f"e{unit}"}

    def lockable(self) -> list[tuple[int, tuple[int, int]]]:
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

    def pulls(self, k: int | None) -> list[tuple[int, str]]:
        """Every trained parameter with its gradient on this sample as source, but for those that are 0 by a known
        input."""
        if k not in self._found:
            self._found[k] = list(self._pulls(k))
        return self._found[k]

    def _pulls(self, k: int | None) -> Iterator[tuple[int, str]]:
        for layer in range(self.last):
            for target in range(self.plan.layers[layer + 1]):
                delta = f"d{layer + 1}_{target}"
                for source in range(self.plan.layers[layer]):
                    gradient = _times(delta, self._source(k, layer, source))
                    if gradient:
                        yield self._weight(layer, target, source), gradient
                if not self.held:
                    yield self._weight(layer, target, None), delta
