"""GIFs as another program reads them: SDL_image decodes every pixel and duration that was written."""

from __future__ import annotations

import io

import numpy as np
import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from game.film.gif import BITS, COLOURS, Picture, colours_of, compressed, gif

NIGHT, AMBER = (24, 28, 44), (250, 200, 80)


def read(data: bytes) -> list[tuple[Picture, float]]:
    frames = pygame.image.load_animation(io.BytesIO(data), "film.gif")
    return [(pygame.surfarray.array3d(surface).swapaxes(0, 1), duration) for surface, duration in frames]


def moving(count: int) -> list[Picture]:
    pictures = []
    for k in range(count):
        picture = np.zeros((40, 70, 3), np.uint8)
        picture[:] = NIGHT
        picture[10:20, 5 + 5 * k : 15 + 5 * k] = AMBER
        pictures.append(picture)
    return pictures


def test_few_colours_come_back_as_they_were_and_what_stands_still_lasts() -> None:
    pictures = [*moving(8), moving(8)[-1]]
    frames = read(gif(pictures, 7))
    assert [duration for _, duration in frames] == [70.0] * 7 + [140.0]
    for (found, _), picture in zip(frames, pictures, strict=False):
        np.testing.assert_array_equal(found, picture)


@given(arrays.arrays(np.uint8, (3, 30, 45, 3)))
def test_many_colours_come_back_as_the_nearest_of_the_films_own(pictures: np.ndarray) -> None:
    frames = read(gif(list(pictures), 5))
    shown = {tuple(colour) for found, _ in frames for colour in found.reshape(-1, 3).tolist()}
    assert len(shown) <= COLOURS


def test_noise_of_a_films_colours_comes_back_pixel_for_pixel() -> None:
    """So many different codes that the table of them is full several times over."""
    dice = np.random.default_rng(3)
    table = (np.arange(COLOURS)[:, None] * np.array([4, 3, 2])).astype(np.uint8)
    pictures = [table[dice.integers(0, COLOURS, (90, 120))] for _ in range(3)]
    known = {tuple(colour) for colour in colours_of(pictures).table.tolist()}
    assert len(known) == COLOURS
    for (found, _), picture in zip(read(gif(pictures, 5)), pictures, strict=True):
        np.testing.assert_array_equal(found, picture)


@given(st.binary(min_size=1, max_size=6000).map(lambda data: bytes(value % 64 for value in data)))
def test_what_was_packed_is_unpacked_by_the_rules(data: bytes) -> None:
    assert unpacked(compressed(data)) == data


def unpacked(packed: bytes, bits: int = BITS) -> bytes:
    """As the specification of GIF89a, appendix F, says."""
    clear, end = 1 << bits, (1 << bits) + 1
    stream, at, size = int.from_bytes(packed, "little"), 0, bits + 1
    table: list[bytes] = []
    out, before = bytearray(), b""
    while True:
        code = stream >> at & (1 << size) - 1
        at += size
        if code == end:
            return bytes(out)
        if code == clear:
            table, size, before = [bytes([value]) for value in range(clear)] + [b"", b""], bits + 1, b""
            continue
        entry = table[code] if code < len(table) else before + before[:1]
        out += entry
        if before and len(table) < 4096:
            table.append(before + entry[:1])
        before = entry
        if len(table) == 1 << size and size < 12:
            size += 1


def test_no_pictures_make_no_film() -> None:
    with pytest.raises(ValueError, match="no pictures"):
        gif([], 7)
