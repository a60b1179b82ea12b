"""Animated GIFs (GIF89a, CompuServe 1990), written in Python and numpy: pictures of a screen have few colours, and from
one to the next little of them changes."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""Rows × columns × 3, red, green and blue."""
Indices = NDArray[np.uint8]
"""Rows × columns, each the place of a colour among those of the film."""

COLOURS = 63
"""Colours of a film; one place more is kept for what does not change."""
BITS = 6
"""2 ** BITS − 1 colours and the transparent one."""
SHIFT = 2
"""Colours that differ in so many low bits of red, green and blue only are taken for the same."""
EVERY = 3
"""One row and one column of so many is looked at for the colours of a film."""
MOST_CODES = 4096


@dataclass(frozen=True)
class Colours:
    """The colours of a film: `table` (colours × 3), and for every colour there is the place of the nearest of them."""

    table: NDArray[np.uint8]
    nearest: NDArray[np.uint8]

    def places(self, picture: Picture) -> Indices:
        """`picture` in these colours."""
        return np.asarray(self.nearest[_cells(picture)])


def colours_of(pictures: Sequence[Picture]) -> Colours:
    """The colours that tell most of `pictures`: by cutting the box of all colours in two, and again the one in which
    most pixels lie far apart (median cut: Heckbert, "Color image quantization for frame buffer display", 1982); of each
    box, its most frequent colour, so that what is of one colour stays exactly that."""
    packed = np.concatenate([_packed(picture).ravel() for picture in pictures])
    found, counts = np.unique(packed, return_counts=True)
    colours = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1).astype(np.int32)
    boxes = [np.arange(len(found))]
    while len(boxes) < COLOURS:
        spread = [_spread(colours[box], counts[box]) for box in boxes]
        at = int(np.argmax(spread))
        if spread[at] == 0:
            break
        boxes[at : at + 1] = _halves(boxes[at], colours, counts)
    table = np.array([colours[box[np.argmax(counts[box])]] for box in boxes], dtype=np.uint8)
    return Colours(table, _nearest(table))


def _packed(picture: Picture) -> NDArray[np.uint32]:
    wide = picture.astype(np.uint32)
    return np.asarray(wide[..., 0] << 16 | wide[..., 1] << 8 | wide[..., 2])


def _cells(picture: Picture) -> NDArray[np.intp]:
    few = (picture >> SHIFT).astype(np.intp)
    bits = 8 - SHIFT
    return np.asarray(few[..., 0] << 2 * bits | few[..., 1] << bits | few[..., 2])


def _spread(colours: NDArray[np.int32], counts: NDArray[np.int64]) -> int:
    """How wide a box is, weighted by the pixels in it."""
    return int(np.ptp(colours, axis=0).max()) * int(counts.sum())


def _halves(box: NDArray[np.int64], colours: NDArray[np.int32], counts: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """`box` cut where half of its pixels lie on each side, across its widest side; no half is empty."""
    side = int(np.ptp(colours[box], axis=0).argmax())
    order = box[np.argsort(colours[box, side], kind="stable")]
    middle = int(np.searchsorted(np.cumsum(counts[order]), counts[order].sum() / 2)) + 1
    cut = min(max(1, middle), len(order) - 1)
    return [order[:cut], order[cut:]]


def _nearest(table: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """For each cell of colour space the place of the nearest colour in `table`."""
    axis = (np.arange(1 << 8 - SHIFT) << SHIFT) + (1 << SHIFT) / 2 - 0.5
    distances = [(axis[:, None] - table[:, channel].astype(np.float64)) ** 2 for channel in range(3)]
    red, green, blue = distances
    cells = [(part[None, None, :] + green[:, None, :] + blue[None, :, :]).argmin(axis=2) for part in red]
    nearest = np.stack(cells).astype(np.uint8).ravel()
    nearest[_cells(table)] = np.arange(len(table))
    return nearest


def gif(pictures: Sequence[Picture], hundredths: int, rest: int = 0) -> bytes:
    """An endless film of `pictures`, which are all of one size, each shown for so many hundredths of a second, and the
    last one for `rest` of them more. Raises ValueError where there are none."""
    if not pictures:
        raise ValueError("there are no pictures")
    height, width = pictures[0].shape[:2]
    colours = colours_of([picture[k % EVERY :: EVERY, ::EVERY] for k, picture in enumerate(pictures)])
    table = np.zeros((1 << BITS, 3), dtype=np.uint8)
    table[: len(colours.table)] = colours.table
    parts = [
        b"GIF89a" + struct.pack("<HHBBB", width, height, 0xF0 | BITS - 1, 0, 0) + table.tobytes(),
        b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00",
    ]
    parts += _frames([colours.places(picture) for picture in pictures], hundredths, rest)
    return b"".join([*parts, b"\x3b"])


def _frames(pictures: Sequence[Indices], hundredths: int, rest: int) -> list[bytes]:
    """Each picture as what has changed since the one before; one that is the same makes that one last. `rest` is what
    the last one lasts longer."""
    found: list[tuple[int, bytes]] = []
    before: Indices | None = None
    for picture in pictures:
        if before is None:
            found.append((hundredths, _image(picture, (0, 0))))
        elif np.array_equal(picture, before):
            found[-1] = (found[-1][0] + hundredths, found[-1][1])
        else:
            found.append((hundredths, _changes(picture, before)))
        before = picture
    found[-1] = (found[-1][0] + rest, found[-1][1])
    control = b"\x21\xf9\x04\x05"
    return [control + struct.pack("<HBB", lasts, COLOURS, 0) + image for lasts, image in found]


def _changes(picture: Indices, before: Indices) -> bytes:
    """The part of `picture` that is not as `before`, what is the same in it transparent."""
    other = picture != before
    rows, columns = np.flatnonzero(other.any(axis=1)), np.flatnonzero(other.any(axis=0))
    top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    part = np.where(other[top:bottom, left:right], picture[top:bottom, left:right], COLOURS).astype(np.uint8)
    return _image(part, (int(left), int(top)))


def _image(indices: Indices, corner: tuple[int, int]) -> bytes:
    height, width = indices.shape
    head = b"\x2c" + struct.pack("<HHHHB", *corner, width, height, 0) + bytes([BITS])
    packed = compressed(indices.tobytes())
    blocks = [packed[at : at + 255] for at in range(0, len(packed), 255)]
    return head + b"".join(bytes([len(block)]) + block for block in blocks) + b"\x00"


def compressed(data: bytes, bits: int = BITS) -> bytes:
    """`data`, numbers of `bits` bits, by the method of Lempel, Ziv and Welch as GIF has it: codes of growing length,
    the lowest bit first."""
    clear = 1 << bits
    known: dict[int, int] = {}
    out, waiting, filled, size, following = bytearray(), clear, bits + 1, bits + 1, clear + 2
    prefix = data[0]
    for value in data[1:]:
        key = prefix << 8 | value
        code = known.get(key)
        if code is not None:
            prefix = code
            continue
        waiting |= prefix << filled
        filled += size
        if following < MOST_CODES:
            known[key] = following
            if following == 1 << size:
                size += 1
            following += 1
        else:
            waiting |= clear << filled
            filled += size
            known.clear()
            size, following = bits + 1, clear + 2
        prefix = value
        if filled >= 512:
            whole = filled // 8
            out += (waiting & (1 << 8 * whole) - 1).to_bytes(whole, "little")
            waiting >>= 8 * whole
            filled -= 8 * whole
    waiting |= prefix << filled
    filled += size
    if following == 1 << size and size < 12:
        size += 1
    waiting |= clear + 1 << filled
    filled += size
    return bytes(out) + waiting.to_bytes((filled + 7) // 8, "little")
