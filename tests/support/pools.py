"""Makes the pools of what is slow to find anew: python -m tests.support.pools"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import count, islice, product

import numpy as np

from game.sim.level.deals.diagnosis import CAUSES, CURED, CURES, RIGHT, TREATED, after_cure, patient
from game.sim.level.deals.flat_runs import LAST, NEVER, SEEN, SOLVED, SOLVING, flat_start, standing
from game.sim.level.deals.mirror_twins import LARGE, OWN, SMALL, GivenNudge, differing, twins_start
from game.sim.level.level_parts import DrawnStarts
from game.sim.level.many_starts import share_solved
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.pools.counted_starts import SolvedCount
from game.sim.level.pools.flat_runs import FlatRun
from game.sim.level.pools.licence import BEST, BestRecipe, TrainingTask
from game.sim.level.pools.lucky_starts import RANGES, CountedRecipe
from game.sim.level.pools.twins import Twins
from game.sim.level.tasks.batch_tasks import BATCHES, RECIPES, first_right
from game.sim.level.tasks.cut_tasks import CUT_STARTS, EPOCHS, EVERY_EPOCHS, FEW, SIZES, TASKS, CutTask, cut_task
from game.sim.population.population import Population
from game.sim.population.starts import starts_from_stream
from game.sim.settings import Settings
from game.sim.start import Start
from tests.support.bots import licence_counts

EACH, WARD = 40, 24
"""Runs of each kind, and patients with each cause."""
FLAT, EARLIEST, LATEST = "0.1250", 400, 3500
LOSSES = ("mse", "cross_entropy")
PAIRS, IN_TIME, TOO_LATE = 60, 1800, 2500
"""Twins, and the epochs within which they must be told apart, or must not."""


def flat_run(kind: str, seed: int) -> FlatRun:
    """What comes of a start."""
    run = MeasuredRun(flat_start(kind, seed), LAST)
    run.extend(LAST)
    return FlatRun(kind, seed, run.first_below(SOLVED), float(f"{standing(run, SEEN).largest:.6g}"))


def flat_runs(kind: str) -> Iterator[FlatRun]:
    """Those that are flat when they are looked at, and go on as their kind does."""
    for seed in count():
        run = MeasuredRun(flat_start(kind, seed), LAST)
        run.extend(SEEN)
        if f"{run.losses[SEEN]:.4f}" != FLAT:
            continue
        found = flat_run(kind, seed)
        fits = EARLIEST < found.solves < LATEST if found.solves else False
        if fits if kind in SOLVING else found.solves is None:
            yield found


@cache
def is_cured(start: Start) -> bool:
    """Whether it is, once it has been trained."""
    run = MeasuredRun(start, TREATED)
    run.extend(TREATED)
    return not run.diverged and bool(run.errors(run.reached).max() < CURED)


def fits(cause: str, seed: int) -> bool:
    """Whether a patient is sick, and its cause's own cure is the only one that helps."""
    sick = patient(cause, seed)
    if is_cured(sick):
        return False
    return [cure for cure in CURES if is_cured(after_cure(sick, cure, seed))] == [RIGHT[cause]]


def arrives(base: Start, nudge: GivenNudge, epochs: int) -> int | None:
    """The epoch from which on every error is below 0.3, if that comes within so many."""
    run = MeasuredRun(nudge.start(base), epochs)
    while not run.complete and run.first_below(0.3) is None:
        run.extend(run.reached + 64)
    return run.first_below(0.3)


def count_starts(task: CutTask, hidden: int, of: int = CUT_STARTS.networks) -> SolvedCount:
    """Train the first `of` of the starts, and count."""
    start = task.start(hidden)
    drawn = starts_from_stream(start.settings, CUT_STARTS.seed, CUT_STARTS.networks)[:, :of]
    population = Population(start.settings, start.dataset, drawn, "float64")
    solved = [int(population.result().solved.sum())]
    for _ in range(0, EPOCHS, EVERY_EPOCHS):
        population.advance(EVERY_EPOCHS)
        solved.append(int(population.result().solved.sum()))
    right = population.result().solved
    return SolvedCount(tuple(solved), int(right[:FEW].sum()), int(right.argmax()))


def tells_apart(found: Twins) -> bool:
    """Whether a nudge of these twins solves XOR in good time if it is large, and never nearly if it is small."""
    settings = Settings(loss="cross_entropy", learning_rate=2.0)
    base = twins_start(found, Start(scenario="xor", settings=settings))
    own = [GivenNudge("", {edge: by}, "") for edge in ("b:h1", "h1->out") for by in (OWN, -OWN)]
    sizes = [sign * size for size in LARGE for sign in (1.0, -1.0)]
    large = (nudge for by in sizes for of in (1, 2) for nudge in differing(by, 1, of))
    small = (nudge for by in (SMALL, -SMALL) for of in (1, 2) for nudge in differing(by, 1, of))
    return all(arrives(base, nudge, IN_TIME) for nudge in (*own, *large)) and not any(
        arrives(base, nudge, TOO_LATE) for nudge in small
    )


def twins() -> Iterator[Twins]:
    """Pairs that can be told apart, drawn from seeds 0, 1, ..."""
    for seed in count():
        shares = np.random.default_rng(seed).random(7)  # plain draws alone: how numpy makes others of them may change
        signs = np.where(shares[:3] < 0.5, -1.0, 1.0)
        x1, x2 = (signs[:2] * np.round(0.3 + 1.2 * shares[3:5], 1)).tolist()
        bias, out = (round(float(each), 1) for each in (0.8 * shares[5] - 0.4, signs[2] * (0.4 + 1.1 * shares[6])))
        found = Twins((x1, x2), bias + 0.0, out)
        if tells_apart(found):
            yield found


def lucky_counts(recipe: CountedRecipe) -> tuple[int, ...]:
    """Of 1,000 starts, how many arrive from each of the ranges."""

    def found(at: float) -> float:
        settings = Settings(loss=recipe.loss, learning_rate=recipe.rate, weight_init=at)
        return share_solved(Start(scenario=recipe.task, settings=settings), DrawnStarts(), recipe.epochs)

    return tuple(round(1000 * found(at)) for at in RANGES)


def recipe_share(asked: TrainingTask, recipe: tuple[str, float, float, float], starts: int) -> float:
    """The share of so many starts that a loss, rate, range and bias work for, 0..1."""
    loss, rate, at, bias = recipe
    settings = Settings(
        activation=asked.activation, leak=0.1, loss=loss, learning_rate=rate, weight_init=at, bias_init=bias
    )
    start = Start(scenario=asked.task, settings=settings)
    return share_solved(start, DrawnStarts(networks=starts), asked.epochs)


def best_recipe(asked: TrainingTask) -> BestRecipe:
    """Of the five that are best of 150 starts, the one that is best of 1,000."""
    recipes = product(licence_counts.LOSSES, licence_counts.RATES, licence_counts.RANGES, licence_counts.BIASES)
    few = {recipe: recipe_share(asked, recipe, 150) for recipe in recipes}
    best = sorted(few, key=lambda recipe: -few[recipe])[:5]
    many = {recipe: recipe_share(asked, recipe, 1000) for recipe in best}
    found = max(many, key=lambda recipe: many[recipe])
    return BestRecipe(*found, round(1000 * many[found]))


def main() -> None:
    """Print the pools as Python writes them."""
    for recipe in RECIPES:
        print(f"    {tuple(recipe)!r}: MappingProxyType({{")
        for size in BATCHES[recipe.samples]:
            print(f"        {size}: {tuple(map(int, first_right(recipe.start(size))))!r},")
        print("    }),")
    for task in TASKS:
        print(f"    {task!r}: _counted(".replace("'", '"'))
        for size in SIZES:
            print(f"        {tuple(count_starts(cut_task(*task), size))!r},")
        print("    ),")
    for cause in CAUSES:
        seeds = islice((seed for seed in count() if fits(cause, seed)), WARD)
        print(f'        "{cause}": ({", ".join(map(str, seeds))}),')
    for kind in (*SOLVING, *NEVER):
        print(f'    "{kind}": _runs(\n        "{kind}",')
        for found in islice(flat_runs(kind), EACH):
            print(f"        ({found.seed}, {found.solves}, {found.largest!r}),")
        print("    ),")
    for each in product(("xor", "xnor"), LOSSES, (1.0, 2.0, 5.0), (500, 1000, 2000)):
        counted = CountedRecipe(*each)
        print(f"    {(*counted, lucky_counts(counted))},")
    for asked in BEST:
        print(f"    {asked!r}: {best_recipe(asked)!r},")
    for pair in islice(twins(), PAIRS):
        print(f"    {(*pair.into, pair.bias, pair.out)},")


if __name__ == "__main__":
    main()
