"""Columns of numbers in few bytes, to the last bit: a loss that falls smoothly takes one or two bytes an epoch."""

from __future__ import annotations

import zlib

import msgspec
import numpy as np
from numpy.typing import NDArray

BLOCK = 65_536
"""Numbers that are packed at a time: so long a piece of a column is in memory twice."""
ORDERS = (3, 0)
"""How often neighbours are subtracted before packing: what is smooth all but vanishes when it is done three times."""
GOOD = 0.6
"""A block that shrinks to less than this share is not tried in another way."""
LEVEL = 1
"""Of zlib: higher ones take twice as long for five in a hundred."""


class PackedColumn(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """`count` numbers of 64 bits each, in blocks of at most `BLOCK`; each block begins with its order."""

    count: int
    blocks: tuple[bytes, ...]


def pack_column(column: NDArray[np.float64] | NDArray[np.int64]) -> PackedColumn:
    """`column` in few bytes."""
    bits = np.ascontiguousarray(column).view(np.int64)
    return PackedColumn(len(bits), tuple(_block(bits[at : at + BLOCK]) for at in range(0, len(bits), BLOCK)))


def unpack_column(column: PackedColumn) -> NDArray[np.int64]:
    """The bits of the column as it was. Raises ValueError for one that is damaged."""
    bits = np.empty(column.count, np.int64)
    if column.count < 0 or len(column.blocks) != -(-column.count // BLOCK):
        raise ValueError("a column has another number of blocks than it says")
    for number, block in enumerate(column.blocks):
        place = bits[number * BLOCK : (number + 1) * BLOCK]
        place[:] = _numbers(block, len(place))
    return bits


def _block(bits: NDArray[np.int64]) -> bytes:
    """The shortest of what the orders come to."""
    shortest = b""
    for order in ORDERS:
        differences = bits
        for _ in range(order):
            differences = np.diff(differences, prepend=np.int64(0))
        unsigned = (differences << 1) ^ (differences >> 63)  # small numbers of either sign have their first bytes 0
        data = bytes([order]) + zlib.compress(unsigned.view(np.uint8).reshape(-1, 8).T.tobytes(), LEVEL)
        if not shortest or len(data) < len(shortest):
            shortest = data
        if len(shortest) < GOOD * bits.nbytes:
            break
    return shortest


def _numbers(block: bytes, count: int) -> NDArray[np.int64]:
    decoder = zlib.decompressobj()
    try:
        data = decoder.decompress(block[1:], 8 * count + 1)
    except zlib.error as problem:
        raise ValueError(f"a column is damaged: {problem}") from None
    if len(data) != 8 * count or not decoder.eof or block[0] not in ORDERS:
        raise ValueError("a column is damaged")
    unsigned = np.frombuffer(data, np.uint8).reshape(8, count).T.copy().view(np.uint64).ravel()
    numbers = (unsigned >> np.uint64(1)).view(np.int64) ^ -((unsigned & np.uint64(1)).view(np.int64))
    for _ in range(block[0]):
        numbers = np.cumsum(numbers)
    return numbers
