"""The order in which an epoch takes its samples, drawn from seed and epoch alone: any epoch can be rebuilt without
those before it.

The shuffle is that of Fisher and Yates (Knuth, The Art of Computer Programming, volume 2, section 3.4.2, algorithm P);
its dice are SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014, figure
17). Both are so short that they are written out: no library may change what a recorded session did.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

GOLDEN = 0x9E3779B97F4A7C15
WHOLE = 0xFFFFFFFFFFFFFFFF
"""64 bits."""


def sample_order(order: str, seed: int, epoch: int, samples: int) -> list[int]:
    """The samples 0 to `samples` − 1 as epoch `epoch` takes them: as given, or "shuffled"."""
    places = list(range(samples))
    if order == "given":
        return places
    state = _mixed(seed + 1) ^ _mixed((epoch + 1) << 32)
    for last in range(samples - 1, 0, -1):
        state = (state + GOLDEN) & WHOLE
        other = _mixed(state) % (last + 1)
        places[last], places[other] = places[other], places[last]
    return places


def _mixed(value: int) -> int:
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & WHOLE
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & WHOLE
    return value ^ (value >> 31)


def sample_orders(seeds: NDArray[np.uint64], epoch: int, samples: int) -> NDArray[np.int64]:
    """Shuffled orders for many seeds at once, (samples, seeds): each column is that of `sample_order`."""
    places = np.repeat(np.arange(samples)[:, None], len(seeds), axis=1)
    columns = np.arange(len(seeds))
    state = _all_mixed(seeds + np.uint64(1)) ^ np.uint64(_mixed((epoch + 1) << 32))
    for last in range(samples - 1, 0, -1):
        state = state + np.uint64(GOLDEN)
        other = (_all_mixed(state) % np.uint64(last + 1)).astype(np.int64)
        picked = places[other, columns]
        places[other, columns] = places[last]
        places[last] = picked
    return places


def _all_mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
