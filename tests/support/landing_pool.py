"""Draws the runs that level "Land on the epoch" deals, and stores them: python -m tests.support.landing_pool"""

from __future__ import annotations

import math
import sys
from dataclasses import astuple, replace
from itertools import count
from pathlib import Path

import numpy as np

from game.sim.level.deals import drawn_start
from game.sim.level.deals.landing import Landing
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.pools import landings
from game.sim.start import Start

FILE = Path(landings.__file__)
RUNS, SEED = 48, 15
TASKS, LOSSES = ("and", "or", "nand", "nor"), {"mse": 0.5, "cross_entropy": 0.2}
"""The losses, each with the rate of the run that is seen."""
LONGEST, SHORTEST = 3000, 150
"""Epochs of the run that is seen."""
DEADLINES, FASTER, NEAR = (60, 2300), (0.5, 4.0), 0.25
"""Of the deadline: its range; how many times sooner it is, and how far from once."""
LAW = 0.03
ERROR = 0.3


def epochs_at(landing: Landing, rate: float, longest: int = LONGEST) -> int | None:
    """Epochs until every error of that start is below 0.3 at `rate`."""
    base = Start(scenario=landing.task)
    start = drawn_start(landing.weights, [[0.0, 0.0], [0.0]], base=base, loss=landing.loss, learning_rate=rate)
    run = MeasuredRun(start, longest)
    while not run.complete and run.first_below(ERROR) is None:
        run.extend(run.reached + 64)
    return run.first_below(ERROR)


def lands(landing: Landing) -> bool:
    """Whether the law meets the deadline."""
    found = epochs_at(landing, float(f"{landing.rate * landing.epochs / landing.deadline:.4g}"), 2 * landing.deadline)
    return found is not None and abs(found - landing.deadline) <= LAW * landing.deadline


def drawn(generator: np.random.Generator) -> Landing | None:
    """A run and a deadline; None if they will not do."""
    hidden, output = (np.round(generator.uniform(-0.9, 0.9, shape), 1) + 0.0 for shape in ((2, 2), (1, 2)))
    loss, task = list(LOSSES)[generator.integers(2)], TASKS[generator.integers(4)]
    sooner = float(np.exp(generator.uniform(math.log(FASTER[0]), math.log(FASTER[1]))))
    found = Landing(
        (tuple(map(tuple, hidden.tolist())), tuple(map(tuple, output.tolist()))), task, loss, LOSSES[loss], 0, 1
    )
    epochs = epochs_at(found, found.rate)
    if epochs is None or epochs < SHORTEST or abs(sooner - 1.0) < NEAR:
        return None
    deadline = round(epochs / sooner)
    if not DEADLINES[0] <= deadline <= DEADLINES[1]:
        return None
    found = replace(found, epochs=epochs, deadline=deadline)
    return found if lands(found) else None


def main() -> None:
    """Draw them, and write the file."""
    found = (each for number in count() if (each := drawn(np.random.default_rng([SEED, number]))))
    pool = [next(found) for _ in range(RUNS)]
    lines = [f"    {(each.weights[0], each.weights[1][0], *astuple(each)[1:])!r},".replace("'", '"') for each in pool]
    text = FILE.read_text("utf-8")
    FILE.write_text(
        text[: text.index("POOL:")] + "\n".join(["POOL: tuple[Stored, ...] = (", *lines, ")"]) + "\n", "utf-8"
    )
    sys.stdout.write(f"{len(pool)} runs in {FILE}\n")


if __name__ == "__main__":
    main()
