"""Films of the Lab: what is seen from one tick to another, as a GIF."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game.app import main


def test_a_film_shows_the_network_from_tick_to_tick(tmp_path: Path) -> None:
    target = tmp_path / "film.gif"
    assert main(["--film", str(target), "--ticks", "10:34", "--size", "1024x640"]) == 0
    frames = pygame.image.load_animation(target)
    assert sum(duration for _, duration in frames) == 6 * 70
    assert frames[0][0].get_width() < 640


def test_a_film_that_cannot_be_written_is_told_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "film.gif"
    target.mkdir()
    assert main(["--film", str(target), "--ticks", "0:4"]) == 2
    assert "cannot be written" in capsys.readouterr().err
