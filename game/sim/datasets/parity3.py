"""3-bit parity: whether the number of ones among three inputs is odd."""

from itertools import product

from game.sim.dataset import Dataset

_BITS = tuple(product((0.0, 1.0), repeat=3))

DATASET = Dataset(
    name="parity3",
    label="3-bit parity",
    order=30,
    inputs=_BITS,
    targets=tuple(sum(bits) % 2.0 for bits in _BITS),
)
