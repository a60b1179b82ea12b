"""The bots' shares, as the design tells them: python -m tests.support.bots C01 C05 --visits 2000

With --record instead: play the visits that the tests hold, and write down how they end."""

from __future__ import annotations

import argparse

from tests.support.bots.players import BOTS, ROAD, SEEDS, understood, visit
from tests.support.bots.recorded import record


def main() -> None:
    """Print what each bot earns in each level asked for: one, two, three stars, and three with the why known, in %."""
    parser = argparse.ArgumentParser()
    parser.add_argument("levels", nargs="*", default=[level.id for level in ROAD])
    parser.add_argument("--visits", type=int, default=2000)
    parser.add_argument("--record", action="store_true", help="write tests/visits anew")
    asked = parser.parse_args()
    for level in ROAD:
        if level.id not in asked.levels:
            continue
        if asked.record:
            record(level)
            continue
        few = min(asked.visits, 200)
        won = sum(understood(level, SEEDS + seed) == 3 for seed in range(few))
        print(f"{level.id}: who understands wins {won} of {few}")
        for bot in BOTS:
            found = [visit(level, bot, SEEDS + seed) for seed in range(asked.visits)]
            shares = [100 * sum(each.stars >= stars for each in found) / len(found) for stars in (1, 2, 3)]
            known = 100 * sum(each.known == 3 for each in found) / len(found)
            print(f"  {bot:7} {'/'.join(f'{share:.2f}' for share in shares)}  three if known {known:.2f}", flush=True)


if __name__ == "__main__":
    main()
