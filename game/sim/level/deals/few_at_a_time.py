"""One task in batches of three sizes: of one it is said after how many epochs it is right, of the others it is bet."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise

import msgspec
import numpy as np

from game.sim.arithmetic.interval import Interval
from game.sim.level.actions import Action, Answer
from game.sim.level.boards.batches import BatchColumn, BatchesBoard
from game.sim.level.boards.choices import ChoiceDeal, OpenPlace
from game.sim.level.deals import Dealt, Drawer, Entry, Fact
from game.sim.level.pools.first_right import FIRST_RIGHT
from game.sim.level.tasks.batch_tasks import BATCH_STARTS, BATCHES, MIDDLE, RECIPES, BatchRecipe
from game.sim.population.starts import starts_from_stream
from game.sim.start import Start

NEAR = 0.1
"""A bet is right within this share of what was counted."""
PLACES = ("first", "second")
TRIED = 2000
"""Up to which number of epochs is bet by who does not understand."""


@dataclass(frozen=True, kw_only=True)
class BatchesDeal(ChoiceDeal):
    """The `recipe` that was counted."""

    recipe: BatchRecipe

    def example(self, size: int) -> Start:
        """The first of the starts, in batches of that size."""
        start = self.recipe.start(size)
        drawn = starts_from_stream(start.settings, BATCH_STARTS.seed, BATCH_STARTS.networks)
        return msgspec.structs.replace(start, params=tuple(drawn[:, 0].tolist()))


class FewAtATime(Drawer, frozen=True, tag="few_at_a_time"):
    """A task with 8 or 12 samples, three ways to cut them into batches, and any of these given. Each is not half of the
    one before, or halving would do for counting steps."""

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        recipe = RECIPES[int(generator.integers(len(RECIPES)))]
        cuts = [each for each in combinations(BATCHES[recipe.samples], 3) if not _halved(each)]
        chosen = cuts[int(generator.integers(len(cuts)))]
        given = chosen[int(generator.integers(3))]
        asked = dict(zip((size for size in chosen if size != given), PLACES, strict=True))
        columns = tuple(
            BatchColumn(
                size=size,
                samples=recipe.samples,
                epochs=FIRST_RIGHT[recipe][size],
                middle=FIRST_RIGHT[recipe][size][MIDDLE],
                place=asked.get(size, ""),
            )
            for size in chosen
        )
        board = BatchesBoard(columns=columns)
        places = tuple(
            OpenPlace(
                name=each.place,
                label=f"the bet on {each.title}",
                value=float(each.middle),
                allowed=(Interval((1.0 - NEAR) * each.middle, (1.0 + NEAR) * each.middle),),
                tried=tuple(float(epochs) for epochs in range(10, TRIED + 1, 10)),
            )
            for each in columns
            if each.place
        )
        facts: dict[str, Fact] = {"given": board.given.middle, "given_steps": board.given.steps}
        for place, column in zip(places, (each for each in columns if each.place), strict=True):
            facts |= {place.name: float(column.middle), f"{place.name}_steps": column.steps}
            facts[f"by_steps_{place.name}"] = by_steps(board, column)
        facts["too_many"] = 3.0 * float(places[0].value)
        net = recipe.start(board.given.size)
        return BatchesDeal(nets=(("", net),), facts=facts, places=places, board=board, recipe=recipe)

    def solution(self, dealt: Dealt) -> tuple[Action, ...]:
        """The number of steps stays: epochs times steps of an epoch."""
        assert isinstance(dealt, ChoiceDeal)
        assert isinstance(dealt.board, BatchesBoard)
        board = dealt.board
        return tuple(Answer(each.place, by_steps(board, each)) for each in board.columns if each.place)


def _halved(sizes: tuple[int, ...]) -> bool:
    return all(size == 2 * smaller for size, smaller in pairwise(sizes))


def by_steps(board: BatchesBoard, column: BatchColumn) -> float:
    """The epochs in which `column` takes as many steps as the one that is given."""
    return float(round(board.given.middle * board.given.steps / column.steps))


DRAWER = Entry("few_at_a_time", 8, FewAtATime)
