"""Four samples of one neuron, each with a complaint: which way, how loud, and one of them in numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from game.sim.arithmetic.interval import Interval
from game.sim.backprop import run_batch
from game.sim.datasets import CORNERS
from game.sim.level.actions import Action, Answer, AnswerValue
from game.sim.level.boards.cases import Case, CaseReading, CasesBoard, PlaceInCase
from game.sim.level.boards.choices import ChoiceDeal, OpenPlace
from game.sim.level.deals import Dealt, Drawer, Entry, Fact, drawn_start, samples
from game.sim.level.measured_run import MeasuredRun
from game.sim.network import params_from_flat
from game.sim.start import Start, params_of

WEIGHTS, BIASES = (-2.0, -1.5, -1.0, -0.5, 0.5, 1.0, 1.5, 2.0), (-1.0, -0.5, 0.5, 1.0)
TARGETS = (0.0, 0.3, 0.7, 1.0)
LEAST = 0.05
"""How large every error is at least."""
APART = 0.03
"""By how much two errors differ in size."""
RATE = 2.0
"""Of the one step that is shown afterwards."""
WAYS, RANKS = ("up", "down"), ("1", "2", "3", "4")


@dataclass(frozen=True, kw_only=True)
class ComplaintsDeal(ChoiceDeal):
    """Each sample alone, by the name of its case."""

    alone: Mapping[str, Start]

    def runs(self, answers: Mapping[str, AnswerValue]) -> dict[str, tuple[Start, int]]:
        return {name: (start, 1) for name, start in self.alone.items()}

    def told(self, name: str, run: MeasuredRun) -> str:
        before, after = (float(run.batch(epoch).traces[0].output[0]) for epoch in (0, run.reached))
        error = before - self.alone[name].dataset.targets[0]
        return f"error {error:+.4f}: one step, {before:.4f} → {after:.4f}".replace("-", "−")


class FourComplaints(Drawer, frozen=True, tag="four_complaints"):
    """A neuron with two inputs, four samples, and targets of which two lie between 0 and 1: drawn again until neither
    the target alone nor the output alone says which way all four complaints go."""

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        while True:
            weights = [float(generator.choice(WEIGHTS)) for _ in range(2)]
            bias = float(generator.choice(BIASES))
            targets = [float(each) for each in generator.permutation(TARGETS)]
            net = drawn_start([[weights]], [[bias]], samples(CORNERS, targets, "Four samples"), base=start)
            outputs = _outputs(net)
            if _tells(outputs, targets):
                break
        errors = [a - y for a, y in zip(outputs, targets, strict=True)]
        loudest = sorted(range(4), key=lambda k: -abs(errors[k]))
        asked = int(generator.integers(4))
        places, facts = [], dict[str, Fact]()
        for k, error in enumerate(errors):
            way, rank = WAYS[int(error > 0.0)], RANKS[loudest.index(k)]
            inputs = _called(k)
            places += [
                OpenPlace(name=f"arrow{k + 1}", label=f"up or down at {inputs}", options=WAYS, right=(way,)),
                OpenPlace(name=f"rank{k + 1}", label=f"the rank of {inputs}", options=RANKS, right=(rank,)),
            ]
            facts |= {f"arrow{k + 1}": way, f"rank{k + 1}": rank}
        exact = Interval.shown(outputs[asked]) - Interval.exactly(targets[asked])
        label = f"the error of {_called(asked)}"
        places.append(OpenPlace(name="error", label=label, value=errors[asked], allowed=(exact,)))
        facts |= {"asked": _called(asked), "complaint": errors[asked]}
        cases = tuple(_case(k, outputs[k], targets[k], "error" if k == asked else "") for k in range(4))
        return ComplaintsDeal(
            nets=(("", net),),
            facts=facts,
            places=tuple(places),
            board=CasesBoard(cases=cases, columns=2, last=1),
            alone={f"sample{k + 1}": _alone(net, k) for k in range(4)},
        )

    def solution(self, dealt: Dealt) -> tuple[Action, ...]:
        """Output minus target, four times; what is too low wants up."""
        assert isinstance(dealt, ChoiceDeal)
        return tuple(Answer(place.name, place.answer) for place in dealt.places)


def _outputs(net: Start) -> list[float]:
    params = params_from_flat(net.settings.layers, params_of(net))
    traces = run_batch(params, net.dataset.inputs, net.dataset.targets, net.settings).traces
    return [float(trace.output[0]) for trace in traces]


def _tells(outputs: list[float], targets: list[float]) -> bool:
    """Whether the errors can be told apart, and only by reading both numbers of each."""
    sizes = sorted(abs(a - y) for a, y in zip(outputs, targets, strict=True))
    if sizes[0] < LEAST or any(larger - smaller < APART for smaller, larger in pairwise(sizes)):
        return False
    up = [a < y for a, y in zip(outputs, targets, strict=True)]
    return up != [y > 0.5 for y in targets] and up != [a < 0.5 for a in outputs]


def _called(k: int) -> str:
    return f"({CORNERS[k][0]:g},{CORNERS[k][1]:g})"


def _alone(net: Start, k: int) -> Start:
    params = params_from_flat(net.settings.layers, params_of(net))
    data = samples([net.dataset.inputs[k]], [net.dataset.targets[k]], _called(k))
    return drawn_start(params.weights, params.biases, data, base=net, learning_rate=RATE)


def _case(k: int, output: float, target: float, box: str) -> Case:
    return Case(
        name=f"sample{k + 1}",
        title=f"Inputs {_called(k)}",
        losses=(),
        readings=(CaseReading("output", ("",), (f"{output:.4f}",)), CaseReading("target", ("",), (f"{target:g}",))),
        places=(
            PlaceInCase(f"arrow{k + 1}", "the bias should go"),
            PlaceInCase(f"rank{k + 1}", "size of the error, 1 is the largest"),
        ),
        gauge=(output, target),
        box=box,
    )


DRAWER = Entry("four_complaints", 5, FourComplaints)
