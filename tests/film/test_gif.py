"""GIFs as another program reads them: SDL_image decodes every picture and duration that was written."""

from __future__ import annotations

import io

import numpy as np
import pygame
import pytest

from game.film.gif import COLOURS, FramePixels, gif

NIGHT, AMBER = (24, 28, 44), (250, 200, 80)


def read(data: bytes) -> list[tuple[FramePixels, float]]:
    frames = pygame.image.load_animation(io.BytesIO(data), "film.gif")
    return [(pygame.surfarray.array3d(surface).swapaxes(0, 1), duration) for surface, duration in frames]


def moving(count: int) -> list[FramePixels]:
    pictures = []
    for k in range(count):
        picture = np.zeros((40, 70, 3), np.uint8)
        picture[:] = NIGHT
        picture[10:20, 5 + 5 * k : 15 + 5 * k] = AMBER
        pictures.append(picture)
    return pictures


def test_few_colours_come_back_as_they_were_and_what_stands_still_lasts() -> None:
    pictures = [*moving(8), moving(8)[-1]]
    frames = read(gif(pictures, 7, rest=30))
    assert [duration for _, duration in frames] == [70.0] * 7 + [440.0]
    for (found, _), picture in zip(frames, pictures, strict=False):
        np.testing.assert_array_equal(found, picture)


def test_many_colours_come_back_as_near_ones_of_the_films_own() -> None:
    shades = np.arange(120, dtype=np.uint8).reshape(8, 15, 1) * np.array([2, 1, 1], np.uint8)
    pictures = [shades, shades[::-1]]
    frames = read(gif(pictures, 5))
    shown = {tuple(colour) for found, _ in frames for colour in found.reshape(-1, 3).tolist()}
    assert len(shown) <= COLOURS
    for (found, _), picture in zip(frames, pictures, strict=True):
        assert np.abs(found.astype(int) - picture.astype(int)).max() < 40


def test_no_pictures_make_no_film() -> None:
    with pytest.raises(ValueError, match="no pictures"):
        gif([], 7)
