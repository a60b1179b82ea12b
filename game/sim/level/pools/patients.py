"""Sick networks whom one cure helps and no other, by the cause and the seed that they are drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# fmt: off
TWINS = (4, 19, 29, 30, 47, 49, 50, 52, 53, 69, 72, 74, 80, 89, 97, 106, 112, 113, 119, 128, 130, 131, 135, 139)
DEAF_OUTPUT = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23)
DEAD_RELU = (0, 2, 4, 5, 7, 8, 10, 12, 13, 15, 16, 17, 18, 19, 20, 22, 23, 24, 25, 26, 28, 30, 32, 33)
TOO_HOT = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 15, 16, 17, 18, 19, 21, 22, 24, 25, 26, 27)
DEAF_LAYER = (0, 1, 2, 4, 5, 6, 8, 9, 10, 11, 12, 18, 20, 21, 22, 23, 27, 28, 29, 31, 32, 34, 35, 36)
ONE_NEURON_SHORT = (2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 24, 25, 26, 27, 28)
# fmt: on

PATIENTS: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {
        "twins": TWINS,
        "deaf output": DEAF_OUTPUT,
        "dead ReLU": DEAD_RELU,
        "too hot": TOO_HOT,
        "deaf layer": DEAF_LAYER,
        "one neuron short": ONE_NEURON_SHORT,
    }
)
