"""Three tasks that take one, two or three straight cuts: which hidden layer is the smallest that finds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
import numpy as np

from game.sim.level.actions import Action, Answer, AnswerValue, OpenCase
from game.sim.level.boards.choices import ChoiceDeal, OpenPlace
from game.sim.level.boards.sizes import SizedTask, SizesBoard
from game.sim.level.deals import Dealt, Drawer, Entry, Fact
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.pools.counted_starts import COUNTED
from game.sim.level.tasks.cut_tasks import CUT_STARTS, CUTS, EPOCHS, FEW, SIZES, VERSIONS, cut_task
from game.sim.population.starts import starts_from_stream
from game.sim.start import Start

ENOUGH = 0.4
"""The share of the starts that must solve a task."""
NAMES = ("A", "B", "C")
BET = "bet"
TENS = tuple(f"{ten}%" for ten in range(0, 101, 10))
"""What can be bet, in percent of the starts."""
NEAR = 12.0
"""A bet is right if it is so close, in percent."""
AS_MANY_AS_INPUTS = frozenset({"xor", "band", "parity"})
"""Not dealt together: here a layer as large as the inputs would do everywhere."""


@dataclass(frozen=True, kw_only=True)
class SizesDeal(ChoiceDeal):
    """Afterwards one of the starts that were counted is trained for each task: one that solves it, if any does."""

    def runs(self, answers: Mapping[str, AnswerValue]) -> dict[str, tuple[Start, int]]:
        assert isinstance(self.board, SizesBoard)
        return {task.name: (_example(task, int(str(answers[task.name]))), EPOCHS) for task in self.board.tasks}

    def told(self, name: str, run: MeasuredRun) -> str:
        right = int((run.errors(run.reached) < 0.5).sum())
        return f"this start: {right} of {run.start.dataset.samples}"


def _example(task: SizedTask, size: int) -> Start:
    start = task.task.start(size)
    drawn = starts_from_stream(start.settings, CUT_STARTS.seed, CUT_STARTS.networks)
    return msgspec.structs.replace(start, params=tuple(drawn[:, task.counts[size].example].tolist()))


class SmallestLayer(Drawer, frozen=True, tag="smallest_layer"):
    """Three kinds of task, not all of which a layer as large as the inputs solves, and a bet on one that no single
    neuron solves."""

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        kinds = list(CUTS)
        while True:
            chosen = [kinds[int(k)] for k in generator.permutation(len(kinds))[: len(NAMES)]]
            if set(chosen) != AS_MANY_AS_INPUTS:
                break
        tasks = []
        for name, kind in zip(NAMES, chosen, strict=True):
            version = int(generator.integers(VERSIONS[kind]))
            tasks.append(SizedTask(name=name, task=cut_task(kind, version), counts=COUNTED[kind, version]))
        harder = [task for task in tasks if smallest(task) > 1]
        bet_on = harder[int(generator.integers(len(harder)))]
        share = 100.0 * bet_on.counts[smallest(bet_on)].share
        words = tuple(map(str, SIZES))
        places = [
            OpenPlace(name=task.name, label=f"the size for {task.name}", options=words, right=(str(smallest(task)),))
            for task in tasks
        ]
        near = tuple(ten for ten in TENS if abs(percent(ten) - share) <= NEAR)
        places.append(OpenPlace(name=BET, label=f"the bet on {bet_on.name}", options=TENS, right=near))
        facts: dict[str, Fact] = {f"size{task.name}": str(smallest(task)) for task in tasks}
        for task in tasks:
            facts |= {f"{task.name}{size}": count.share for size, count in task.counts.items()}
        one_more = str(smallest(tasks[0]) + 1)
        facts |= {"larger": one_more, "bet_on": bet_on.name, "look": f"{bet_on.name}{smallest(bet_on)}"}
        facts |= {"bet": near[0], "far": next(ten for ten in reversed(TENS) if ten not in near)}
        return SizesDeal(
            nets=(("", tasks[0].task.start(1)),),
            facts=facts,
            places=tuple(places),
            board=SizesBoard(tasks=tuple(tasks), bet_on=bet_on.name),
            looks=tuple(f"{name}{size}" for name in NAMES for size in SIZES),
            most_looks=1,
        )

    def solution(self, dealt: Dealt) -> tuple[Action, ...]:
        """A neuron for each cut; a hundred starts tell what the bet should be."""
        assert isinstance(dealt, ChoiceDeal)
        assert isinstance(dealt.board, SizesBoard)
        board = dealt.board
        task = board.task(board.bet_on)
        seen = 100.0 * task.counts[smallest(task)].few / FEW
        bet = min(TENS, key=lambda ten: abs(percent(ten) - seen))
        sizes = (Answer(each.name, str(smallest(each))) for each in board.tasks)
        return OpenCase(f"{task.name}{smallest(task)}"), *sizes, Answer(BET, bet)


def percent(ten: str) -> float:
    """The number in "40%"."""
    return float(ten.removesuffix("%"))


def smallest(task: SizedTask) -> int:
    """The fewest hidden neurons with which enough of the starts solve a task."""
    return min(size for size, count in task.counts.items() if count.share >= ENOUGH)


DRAWER = Entry("smallest_layer", 7, SmallestLayer)
