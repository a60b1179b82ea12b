"""Files and pictures are whole or not there, whatever the disk does."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pygame
import pytest

from game.cli.options import parse
from game.screenshot import screenshot
from game.session.services import Services
from game.session.session import Session
from game.sim.engine.simulation import Simulation
from game.storage.atomic_files import write_atomically
from game.storage.pictures import save_png


def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def fsync(_number: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("game.storage.atomic_files.os.fsync", fsync)


def test_a_picture_is_saved(tmp_path: Path) -> None:
    surface = pygame.Surface((40, 30))
    surface.fill((1, 2, 3))
    save_png(surface, tmp_path / "new" / "a.png")
    found = pygame.image.load(str(tmp_path / "new" / "a.png"))
    assert (found.get_size(), found.get_at((0, 0))[:3]) == ((40, 30), (1, 2, 3))


def test_a_full_disk_leaves_no_half_a_picture_and_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    full_disk(monkeypatch)
    desk = Services(Session(Simulation(), lambda: 0), tmp_path, lambda: pygame.Surface((40, 30)))
    assert desk.save_picture() == ""
    desk.close()
    (told,) = desk.news()
    assert told.startswith("The picture could not be saved")
    assert os.strerror(errno.ENOSPC) in told
    path = tmp_path / "lab.png"
    assert screenshot(parse(["--screenshot", str(path), "--size", "1024x640"]), path) == 2
    assert os.strerror(errno.ENOSPC) in capsys.readouterr().err
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_what_is_no_file_is_written_to_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_atomically(pipe, b"all of it")
        assert os.read(reader, 100) == b"all of it"
    finally:
        os.close(reader)
    assert pipe.is_fifo()
    with pytest.raises(OSError):  # noqa: PT011 (which one depends on the system)
        write_atomically(tmp_path, b"a folder")
