"""The student's own data in a share code: the samples themselves while they are few, else what tells their file."""

from __future__ import annotations

import hashlib
import zlib

import msgspec

from game.sim.dataset import OwnData
from game.sim.quoting import counted, quoted

MOST_CARRIED = 16
"""Samples that a code carries: so many are typed in an exercise, and a code stays a text that can be pasted."""
MOST_BYTES = 20_000
"""Of the samples of a code, unpacked."""


class CodeData(msgspec.Struct, array_like=True, frozen=True):
    """`samples` samples called `name`, and what tells whether others are the same: `digest`. `packed` is empty where
    the code does not carry them."""

    name: str
    samples: int
    digest: bytes
    packed: bytes


def data_to_code(data: OwnData) -> CodeData:
    """What a code says of `data`."""
    few = len(data.rows) <= MOST_CARRIED
    content = zlib.compress(msgspec.json.encode(data), 9) if few else b""
    return CodeData(data.name, len(data.rows), _digest(data), content)


def data_from_code(content: CodeData, at_hand: OwnData | None) -> OwnData:
    """The data that a code speaks of: those it carries, or those `at_hand` if they are the same. Raises ValueError."""
    if content.packed:
        decoder = zlib.decompressobj()
        try:
            text = decoder.decompress(content.packed, MOST_BYTES)
        except zlib.error as problem:
            raise ValueError(str(problem)) from None
        return msgspec.json.decode(text, type=OwnData)
    if at_hand and _digest(at_hand) == content.digest:
        return at_hand
    raise MissingDataError(
        f"the share code is about the data {quoted(content.name)}, {counted(content.samples, 'sample')} that it does "
        "not carry: open their file first, then use the code again"
    )


class MissingDataError(ValueError):
    """A code is about data that it does not carry."""


def _digest(data: OwnData) -> bytes:
    """Eight bytes that stand for the numbers of `data`, whatever they are called."""
    return hashlib.sha256(msgspec.json.encode((len(data.inputs), data.rows))).digest()[:8]
