"""Four sick networks without names: each with one cause of six, and one cure that helps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import msgspec
import numpy as np

from game.sim.level.actions import Action, Answer, AnswerValue
from game.sim.level.boards.cases import Case, CaseReading, CasesBoard, PlaceInCase
from game.sim.level.boards.choices import ChoiceDeal, OpenPlace
from game.sim.level.deals import Dealt, Drawer, Entry, Fact, drawn_start
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.pools.patients import PATIENTS
from game.sim.network import Array, Params, frozen, params_from_flat
from game.sim.start import Start, params_of

SEEN = 300
"""Epochs that are shown of a patient."""
TREATED = 1500
"""Epochs that it is trained after the treatment."""
CURED = 0.4
"""A network is cured when every |a − y| is below this at the end."""
BEDS = 4
APART = 0.3
"""How far the biases of two hidden neurons are pushed, one up and one down."""


class Shares:
    """Numbers drawn one after the other from a seed, with two decimals."""

    def __init__(self, seed: int) -> None:
        self._drawn = iter(np.random.default_rng(seed).random(32).tolist())

    def between(self, low: float, high: float) -> float:
        """The next one."""
        return round(low + (high - low) * float(next(self._drawn)), 2)

    def table(self, low: float, high: float, rows: int, columns: int) -> Array:
        """The next ones, row by row."""
        return np.array([[self.between(low, high) for _ in range(columns)] for _ in range(rows)])


def _start(weights: list[Array], biases: list[list[float]], task: str = "xor", **settings: Any) -> Start:
    return drawn_start(weights, biases, base=Start(scenario=task), **{"learning_rate": 5.0, **settings})


def _twins(draw: Shares) -> Start:
    pair = [draw.between(0.8, 1.4), -draw.between(0.8, 1.4)]
    pair = pair[::-1] if draw.between(0.0, 1.0) < 0.5 else pair
    out = draw.between(0.6, 1.4)
    return _start([np.array([pair, pair]), np.array([[out, out]])], [[0.0, 0.0], [0.0]])


def _deaf_output(draw: Shares) -> Start:
    into, out, bias = draw.table(-1.0, 1.0, 2, 2), draw.table(-0.5, 1.0, 1, 2), draw.between(6.0, 7.0)
    return _start([into, out], [[0.0, 0.0], [bias]], "and", learning_rate=0.1)


def _dead_relu(draw: Shares) -> Start:
    into = np.array([[0.8, -0.9], [-0.7, -0.2]]) + draw.table(-0.1, 0.1, 2, 2)
    out = np.array([[1.0, 0.8]]) + draw.table(-0.1, 0.1, 1, 2)
    return _start([into, out], [[0.0, -0.3], [0.0]], activation="relu", learning_rate=1.0)


def _too_hot(draw: Shares) -> Start:
    into = np.array([[0.5, -0.3], [-0.4, 0.6]]) + draw.table(-0.1, 0.1, 2, 2)
    out = np.array([[0.4, -0.5]]) + draw.table(-0.1, 0.1, 1, 2)
    rate = (20.0, 25.0, 30.0)[min(2, int(3 * draw.between(0.0, 1.0)))]
    return _start([into, out], [[0.0, 0.0], [0.0]], loss="cross_entropy", learning_rate=rate)


def _deaf_layer(draw: Shares) -> Start:
    into = np.array([[0.9, -0.8], [-0.7, 1.0]]) + draw.table(-0.1, 0.1, 2, 2)
    out = np.array([[1.0, -1.0]]) + draw.table(-0.2, 0.2, 1, 2)
    biases = [-draw.between(9.0, 11.0), -draw.between(9.0, 11.0)]
    return _start([into, out], [biases, [0.0]])


def _one_short(draw: Shares) -> Start:
    return _start([draw.table(-1.0, 1.0, 1, 2), draw.table(0.3, 1.0, 1, 1)], [[0.0], [0.0]])


CAUSES: Mapping[str, Callable[[Shares], Start]] = MappingProxyType(
    {
        "twins": _twins,
        "deaf output": _deaf_output,
        "dead ReLU": _dead_relu,
        "too hot": _too_hot,
        "deaf layer": _deaf_layer,
        "one neuron short": _one_short,
    }
)


def patient(cause: str, seed: int) -> Start:
    """A network that is sick of `cause`, drawn from `seed`."""
    return CAUSES[cause](Shares(seed))


# -- cures -----------------------------------------------------------------------------------------------------------


def _with(start: Start, **settings: object) -> Start:
    return msgspec.structs.replace(start, settings=msgspec.structs.replace(start.settings, **settings))


def _with_biases(start: Start, change: Callable[[Array], Array]) -> Start:
    params = params_from_flat(start.settings.layers, params_of(start))
    biases = (frozen(change(params.biases[0])), *params.biases[1:])
    return msgspec.structs.replace(start, params=Params(params.weights, biases).flat())


def _pushed_apart(biases: Array) -> Array:
    push = np.zeros(len(biases))
    if len(biases) > 1:
        push[:2] = APART, -APART
    return biases + push


def _one_more(start: Start, draw: Shares) -> Start:
    """A hidden neuron more, with weights of its own."""
    params = params_from_flat(start.settings.layers, params_of(start))
    into = np.vstack([params.weights[0], draw.table(-1.0, 1.0, 1, 2)])
    out = np.hstack([params.weights[1], draw.table(-1.0, 1.0, 1, 1)])
    settings = start.settings
    grown = drawn_start([into, out], [np.append(params.biases[0], 0.0), params.biases[1]], base=start)
    layers = grown.settings.layers
    return msgspec.structs.replace(grown, settings=msgspec.structs.replace(settings, layers=layers))


CURES: Mapping[str, Callable[[Start, Shares], Start]] = MappingProxyType(
    {
        "push apart": lambda start, _: _with_biases(start, _pushed_apart),
        "cross-entropy": lambda start, _: _with(start, loss="cross_entropy"),
        "leaky ReLU": lambda start, _: _with(start, activation="leaky_relu", leak=0.1),
        "η ÷ 10": lambda start, _: _with(start, learning_rate=start.settings.learning_rate / 10.0),
        "hidden biases 0": lambda start, _: _with_biases(start, np.zeros_like),
        "one neuron more": _one_more,
    }
)
"""In the order of the causes that they cure."""
RIGHT = MappingProxyType(dict(zip(CAUSES, CURES, strict=True)))


def after_cure(start: Start, cure: str, seed: int) -> Start:
    """`start` after `cure`; `seed` draws what the cure needs."""
    return CURES[cure](start, Shares(seed + 1_000_000))


# -- what is dealt ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class WardDeal(ChoiceDeal):
    """The patients by name, each with the seed that it was drawn from."""

    patients: Mapping[str, tuple[Start, int]]

    def runs(self, answers: Mapping[str, AnswerValue]) -> dict[str, tuple[Start, int]]:
        found = {}
        for name, (start, seed) in self.patients.items():
            cure = answers.get(_cure(name))
            found[name] = (after_cure(start, cure, seed) if isinstance(cure, str) else start, TREATED)
        return found

    def told(self, name: str, run: MeasuredRun) -> str:
        if not run.diverged and run.errors(run.reached).max() < CURED:
            return f"cured by epoch {run.first_below(CURED):,}"
        return f"still sick at epoch {run.reached:,}"


class Diagnosis(Drawer, frozen=True, tag="diagnosis"):
    """Four of six causes, in any order, each with a patient whom no other cure helps."""

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        order = [list(CAUSES)[int(k)] for k in np.argsort(generator.random(len(CAUSES)))[:BEDS]]
        patients: dict[str, tuple[Start, int]] = {}
        facts: dict[str, Fact] = {}
        places: list[OpenPlace] = []
        for k, cause in enumerate(order, start=1):
            name = f"patient{k}"
            seed = PATIENTS[cause][int(generator.integers(len(PATIENTS[cause])))]
            patients[name] = (patient(cause, seed), seed)
            cure = RIGHT[cause]
            facts |= {_cause(name): cause, _cure(name): cure}
            for part, label, options, right in (
                (_cause(name), "cause", tuple(CAUSES), cause),
                (_cure(name), "cure", tuple(CURES), cure),
            ):
                called = f"the {label} of patient {k}"
                places.append(OpenPlace(name=part, label=called, options=options, right=(right,)))
        board = CasesBoard(
            cases=tuple(_case(name, start) for name, (start, _) in patients.items()),
            columns=2,
            last=TREATED,
            goes_on=False,
            tips=TIPS,
        )
        return WardDeal(
            nets=(("", patients["patient1"][0]),),
            facts=facts,
            places=tuple(places),
            board=board,
            looks=tuple(reading.look for case in board.cases for reading in case.readings),
            patients=patients,
        )

    def solution(self, dealt: Dealt) -> tuple[Action, ...]:
        """The cause of each as the lenses tell it, and the cure that belongs to it."""
        assert isinstance(dealt, ChoiceDeal)
        assert isinstance(dealt.board, CasesBoard)
        acts: list[Action] = []
        for case in dealt.board.cases:
            cause = read_cause(case)
            acts += [Answer(_cause(case.name), cause), Answer(_cure(case.name), RIGHT[cause])]
        return tuple(acts)


def _cause(name: str) -> str:
    return name.replace("patient", "cause")


def _cure(name: str) -> str:
    return name.replace("patient", "cure")


OUTPUT, SLOPES, LAYERS = "output", "hidden slopes", "gradient by layer"
TIPS: Mapping[str, str] = MappingProxyType(
    {
        "twins": "Two hidden neurons are exact copies of each other.",
        "deaf output": "The output is far off and saturated: it hears next to nothing.",
        "dead ReLU": "A hidden ReLU stands below 0 on every sample.",
        "too hot": "The rate is so high that the loss jumps.",
        "deaf layer": "All hidden neurons are saturated.",
        "one neuron short": "There are too few hidden neurons for the task.",
        "push apart": "The biases of h₁ and h₂ are pushed apart by 0.6.",
        "cross-entropy": "Cross-entropy takes the place of the mean squared error.",
        "leaky ReLU": "The hidden neurons become leaky ReLUs.",
        "η ÷ 10": "A tenth of the learning rate.",
        "hidden biases 0": "The biases of the hidden neurons are put to 0.",
        "one neuron more": "The hidden layer gets one neuron more.",
        OUTPUT: "Mean size of error and δ at the output, before any training.",
        SLOPES: "Mean slope of each hidden neuron over the samples, before any training.",
        LAYERS: "Largest gradient of the weights into the hidden layer and of those out of it, before any training.",
    }
)


def _case(name: str, start: Start) -> Case:
    run = MeasuredRun(start, SEEN)
    run.extend(SEEN)
    batch = run.batch(0)
    n = len(batch.traces)
    error = float(np.mean([abs(trace.raw_error[0]) for trace in batch.traces]))
    delta = float(np.mean([abs(trace.delta[-1][0]) for trace in batch.traces]))
    slopes = np.mean([trace.slope[0] for trace in batch.traces], axis=0)
    layers = [
        float(np.abs(sum(trace.weight_gradients[layer] for trace in batch.traces) / n).max()) for layer in range(2)
    ]
    hidden = tuple(f"h{chr(0x2081 + k)}" for k in range(len(slopes)))
    return Case(
        name=name,
        title=f"Patient {name[-1]}",
        losses=tuple(run.losses),
        readings=(
            CaseReading(OUTPUT, ("error", "δ"), (error, delta), f"{name} {OUTPUT}"),
            CaseReading(SLOPES, hidden, tuple(map(float, slopes)), f"{name} {SLOPES}"),
            CaseReading(LAYERS, ("in", "out"), tuple(layers), f"{name} {LAYERS}"),
        ),
        places=(PlaceInCase(_cause(name), "cause", 3), PlaceInCase(_cure(name), "cure", 3)),
    )


JUMP = 0.01
"""A loss that rises by so much at once jumps."""
DEAF = 1e-3
"""A slope below this hardly listens."""
SMALL_SHARE = 0.1
"""δ below this share of the error is small."""


def read_cause(case: Case) -> str:
    """What the chart and the lenses of a case tell one who understands."""
    shown = {reading.label: [float(value) for value in reading.values] for reading in case.readings}
    if max(later - earlier for earlier, later in pairwise(case.losses)) > JUMP:
        return "too hot"
    error, delta = shown[OUTPUT]
    if delta < SMALL_SHARE * error:
        return "deaf output"
    slopes = shown[SLOPES]
    if len(slopes) == 1:
        return "one neuron short"
    if 0.0 in slopes:
        return "dead ReLU"
    return "deaf layer" if max(slopes) < DEAF else "twins"


DRAWER = Entry("diagnosis", 4, Diagnosis)
