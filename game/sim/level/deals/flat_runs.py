"""Six runs whose loss has long been flat, some of which will yet solve the task."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from game.sim.level.actions import Action, Answer, AnswerValue
from game.sim.level.boards.cases import Case, CaseReading, CasesBoard, PlaceInCase
from game.sim.level.boards.choices import ChoiceDeal, OpenPlace
from game.sim.level.deals import Dealt, Drawer, Entry, Fact, drawn_start
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.pools.flat_runs import FLAT_RUNS, FlatRun
from game.sim.network import Array
from game.sim.start import Start

SEEN = 300
"""Epochs after which the runs are looked at."""
LAST = 4000
"""Epochs up to which they go on."""
ETA = 5.0
"""Learning rate."""
RANGE = 0.6
"""Range of the first weights."""
DEAF = (20.0, 30.0)
"""How far below 0 the bias of a deaf neuron is."""
SOLVED = 0.4
"""A run has solved its task when every |a − y| is below this."""
CLEAR = 1.3
"""The second to solve takes so many times as long as the first."""
SOLVING = ("three that differ", "a pair and another", "one deaf, two differ")
NEVER = ("triplets", "one deaf, a pair", "all deaf")
ANSWERS = ("solves", "never")
PAIRS = tuple(combinations(range(3), 2))
LARGEST, SLOPES, APART = "largest gradient", "slope", "differ"
NOTHING = 1e-6
"""A slope or a difference up to this is none."""
RUNS = tuple(f"run{k}" for k in range(1, 7))


def flat_start(kind: str, seed: int) -> Start:
    """A 2-3-1 network on XOR, drawn from `seed`: with copies of a hidden neuron and deaf ones as `kind` says."""
    shares = np.random.default_rng(seed).random(15)  # plain draws alone: how numpy makes others of them may change
    weights = RANGE * (2.0 * shares[:9] - 1.0)
    into, out = weights[:6].reshape(3, 2), weights[6:].reshape(1, 3)
    biases, order = np.zeros(3), np.argsort(shares[9:12])
    twins = {"triplets": 2, "a pair and another": 1, "one deaf, a pair": 1}.get(kind, 0)
    for other in order[1 : 1 + twins]:
        into[other], out[0, other] = into[order[0]], out[0, order[0]]
    deaf = {"all deaf": order, "one deaf, a pair": order[2:], "one deaf, two differ": order[2:]}.get(kind, order[:0])
    for neuron in deaf:
        biases[neuron] = -(DEAF[0] + (DEAF[1] - DEAF[0]) * shares[12 + neuron])
    return drawn_start([into, out], [biases, [0.0]], base=Start(scenario="xor"), learning_rate=ETA)


@dataclass(frozen=True)
class FlatStanding:
    """How a run stands: its `loss`, the size of the `largest` gradient, by how much each two hidden neurons `differ` at
    most, over the samples, and their mean `slopes`."""

    loss: float
    largest: float
    differ: tuple[float, ...]
    slopes: tuple[float, ...]


def standing(run: MeasuredRun, epoch: int) -> FlatStanding:
    """How `run` stands after `epoch` epochs."""
    batch = run.batch(epoch)
    n = len(batch.traces)
    weights = [sum(trace.weight_gradients[layer] for trace in batch.traces) / n for layer in range(2)]
    biases = [sum(trace.delta[layer] for trace in batch.traces) / n for layer in range(2)]
    hidden: Array = np.array([trace.a[1] for trace in batch.traces])
    slopes: Array = np.array([trace.slope[0] for trace in batch.traces])
    return FlatStanding(
        loss=run.losses[epoch],
        largest=max(float(np.abs(each).max()) for each in (*weights, *biases)),
        differ=tuple(float(np.abs(hidden[:, i] - hidden[:, j]).max()) for i, j in PAIRS),
        slopes=tuple(float(each) for each in slopes.mean(axis=0)),
    )


@dataclass(frozen=True, kw_only=True)
class FlatDeal(ChoiceDeal):
    """The runs' starts, by name."""

    starts: Mapping[str, Start]

    def runs(self, answers: Mapping[str, AnswerValue]) -> dict[str, tuple[Start, int]]:
        return {name: (start, LAST) for name, start in self.starts.items()}

    def told(self, name: str, run: MeasuredRun) -> str:
        solved = run.first_below(SOLVED)
        if solved is not None:
            return f"solved at epoch {solved:,}"
        return f"not by epoch {run.reached:,}"


class FlatRuns(Drawer, frozen=True, tag="flat_runs"):
    """Two to four runs that solve XOR, of which the one with the largest gradient does so clearly first; the others
    never do. Among both there are twins or deaf neurons, so that neither tells."""

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        chosen = _chosen(generator)
        starts = {name: flat_start(found.kind, found.seed) for name, found in zip(RUNS, chosen, strict=True)}
        solving = {name: found.solves for name, found in zip(RUNS, chosen, strict=True)}
        first = min((name for name in RUNS if solving[name]), key=lambda name: solving[name] or 0)
        places = [
            OpenPlace(
                name=name,
                label=f"run {name[-1]}",
                options=ANSWERS,
                right=(ANSWERS[0] if solving[name] else ANSWERS[1],),
            )
            for name in RUNS
        ]
        places.append(OpenPlace(name="first", label="which one is first", options=RUNS, right=(first,)))
        facts: dict[str, Fact] = {name: place.right[0] for name, place in zip((*RUNS, "first"), places, strict=True)}
        facts["wrong"] = ANSWERS[1 - ANSWERS.index(str(facts[RUNS[0]]))]
        facts["later"] = next(name for name in RUNS if name != first)
        board = CasesBoard(
            cases=tuple(_case(name, one) for name, one in starts.items()),
            columns=3,
            last=LAST,
            choosing="first",
            choosing_label="first",
        )
        return FlatDeal(nets=(("", starts[RUNS[0]]),), facts=facts, places=tuple(places), board=board, starts=starts)

    def solution(self, dealt: Dealt) -> tuple[Action, ...]:
        """As it can be read off the screen: those solve in which two hidden neurons listen and differ, the one with the
        largest gradient first."""
        assert isinstance(dealt, ChoiceDeal)
        assert isinstance(dealt.board, CasesBoard)
        shown = {case.name: {reading.label: reading.values for reading in case.readings} for case in dealt.board.cases}
        solving = [name for name, numbers in shown.items() if _listen_and_differ(numbers)]
        first = max(solving, key=lambda name: shown[name][LARGEST][0])
        answers = (Answer(name, ANSWERS[0] if name in solving else ANSWERS[1]) for name in RUNS)
        return *answers, Answer("first", first)


def _listen_and_differ(numbers: Mapping[str, tuple[float | str, ...]]) -> bool:
    """Whether any two hidden neurons of a case do."""
    listening = [k for k, slope in enumerate(numbers[SLOPES]) if not isinstance(slope, str) and slope > NOTHING]
    apart = dict(zip(PAIRS, numbers[APART], strict=True))
    return any(
        i in listening and j in listening and not isinstance(differ, str) and differ > NOTHING
        for (i, j), differ in apart.items()
    )


def _chosen(generator: np.random.Generator) -> list[FlatRun]:
    """Six runs of the pool, in any order."""

    def some(kinds: tuple[str, ...], count: int) -> list[FlatRun]:
        picked = [kinds[int(k)] for k in generator.integers(0, 3, count)]
        return [FLAT_RUNS[kind][int(generator.integers(len(FLAT_RUNS[kind])))] for kind in picked]

    while True:
        count = int(generator.integers(2, 5))
        solving, never = some(SOLVING, count), some(NEVER, 6 - count)
        if not any(found.kind in SOLVING[1:] for found in solving) or not any(f.kind in NEVER[:2] for f in never):
            continue
        ends = sorted(found.solves or 0 for found in solving)
        steepest = max(solving, key=lambda found: found.largest)
        different = len({(found.kind, found.seed) for found in (*solving, *never)}) == 6
        if different and ends[1] > CLEAR * ends[0] and steepest.solves == ends[0]:
            runs = [*solving, *never]
            return [runs[int(k)] for k in generator.permutation(6)]


def _case(name: str, start: Start) -> Case:
    run = MeasuredRun(start, SEEN)
    run.extend(SEEN)
    seen = standing(run, SEEN)
    hidden = ("h₁", "h₂", "h₃")
    pairs = tuple(f"{hidden[i]} − {hidden[j]}" for i, j in PAIRS)
    return Case(
        name=name,
        title=f"Run {name[-1]}",
        losses=tuple(run.losses),
        readings=(
            CaseReading("loss", ("",), (f"{seen.loss:.4f}",)),
            CaseReading(LARGEST, ("",), (seen.largest,)),
            CaseReading(SLOPES, hidden, seen.slopes),
            CaseReading(APART, pairs, seen.differ),
        ),
        places=(PlaceInCase(name, ""),),
    )


DRAWER = Entry("flat_runs", 3, FlatRuns)
