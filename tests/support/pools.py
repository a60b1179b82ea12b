"""Makes the pools of what is slow to find anew: python -m tests.support.pools"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice

from game.sim.level.deals.diagnosis import CAUSES, CURES, RIGHT, is_cured, patient, treated
from game.sim.level.deals.flat_runs import LAST, NEVER, SEEN, SOLVED, SOLVING, flat_start, standing
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.pools.flat_runs import FlatRun

EACH, WARD = 40, 24
"""Runs of each kind, and patients with each cause."""
FLAT, EARLIEST, LATEST = "0.1250", 400, 3500


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


def fits(cause: str, seed: int) -> bool:
    """Whether a patient is sick, and its cause's own cure is the only one that helps."""
    sick = patient(cause, seed)
    if is_cured(sick):
        return False
    return [cure for cure in CURES if is_cured(treated(sick, cure, seed))] == [RIGHT[cause]]


def main() -> None:
    """Print the pools as Python writes them."""
    for cause in CAUSES:
        seeds = islice((seed for seed in count() if fits(cause, seed)), WARD)
        print(f'        "{cause}": ({", ".join(map(str, seeds))}),')
    for kind in (*SOLVING, *NEVER):
        print(f'    "{kind}": _runs(\n        "{kind}",')
        for found in islice(flat_runs(kind), EACH):
            print(f"        ({found.seed}, {found.solves}, {found.largest!r}),")
        print("    ),")


if __name__ == "__main__":
    main()
