"""Films of the Lab: what is seen from one tick to another, as a GIF; a sentence where Pillow is missing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from game.app import main


def test_without_pillow_a_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    target = tmp_path / "film.gif"
    assert main(["--film", str(target), "--ticks", "0:8"]) == 2
    assert "pip install" in capsys.readouterr().err
    assert not target.exists()


def test_a_film_shows_the_network_from_tick_to_tick(tmp_path: Path) -> None:
    image = pytest.importorskip("PIL.Image")
    target = tmp_path / "film.gif"
    assert main(["--film", str(target), "--ticks", "10:34", "--size", "1024x640"]) == 0
    with image.open(target) as film:
        assert film.n_frames == 6
        assert film.size[0] < 640
