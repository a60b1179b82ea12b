"""Ctrl+C, a closed terminal and a shutdown close the game as its button does, with the session saved."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pygame
import pytest

from game.storage.autosave import Autosave
from game.window.signals import CLOSING, heeded
from tests.support.places import ROOT

GAME = """
import signal
import sys
from pathlib import Path
import game.window.game_window as window
from game.cli.options import parse
from game.sim.commands import Set

number = signal.Signals[sys.argv[2]]
signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
honest = window.Window.frame
frames = []

def frame(self):
    honest(self)
    frames.append(0)
    if len(frames) == 2:
        self.session.send(Set("learning_rate", 7.5))
    if len(frames) == 4:
        print("stands", flush=True)

window.Window.frame = frame
window.user_folder = lambda: Path(sys.argv[1])
sys.exit(window.play_in_window(parse([])))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a program without asking it")
@pytest.mark.parametrize("name", CLOSING)
def test_a_game_that_is_told_to_end_saves_and_closes(tmp_path: Path, name: str) -> None:
    """The game sets the signal as a terminal would: started in the background or with nohup it is born ignoring it."""
    command = [sys.executable, "-c", GAME, str(tmp_path), name]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            while (line := process.stdout.readline()) and "stands" not in line:
                pass
            process.send_signal(getattr(signal, name))
            _, words = process.communicate(timeout=60)
        finally:
            process.kill()
    assert (process.returncode, words) == (0, "")
    earlier = Autosave(tmp_path).earlier()
    assert earlier is not None
    assert [getattr(entry.command, "value", None) for entry in earlier.commands] == [7.5]


@pytest.mark.skipif(sys.platform == "win32", reason="the test would end itself")
def test_only_the_first_one_is_heeded_and_all_is_as_before_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, frame: told.append(number))
    try:
        pygame.display.init()
        pygame.event.clear()
        with heeded():
            os.kill(os.getpid(), signal.SIGTERM)
            assert [event.type for event in pygame.event.get()] == [pygame.QUIT]
            os.kill(os.getpid(), signal.SIGTERM)
        assert told == [signal.SIGTERM]
        os.kill(os.getpid(), signal.SIGTERM)
        assert told == [signal.SIGTERM] * 2
    finally:
        signal.signal(signal.SIGTERM, before)


@pytest.mark.skipif(sys.platform == "win32", reason="the test would end itself")
def test_before_there_is_anything_to_close_a_signal_does_what_it_did() -> None:
    pygame.quit()
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt), heeded():
            os.kill(os.getpid(), signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)


def test_what_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        with heeded():
            assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGTERM, before)
