"""Machines that lack something: no display, no sound, no place to save, a screen far too small or far too large."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pygame
import pytest

import game
from game.cli.options import parse
from game.sim.commands import Play
from game.ui.draw.kit import scale_for
from game.ui.toolkit.notices import Notices
from game.window.desktop import display_scale, xft_scale
from game.window.display import (
    ROOMY,
    NoDisplayError,
    canvas_for,
    cramped,
    open_display,
    opening_size,
    wayland_would_complain,
)
from game.window.game_window import Window, play_in_window
from tests.support.cockpit import Cockpit
from tests.support.fingerprint import fingerprint
from tests.support.places import MAIN

SOURCES = sorted(Path(game.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize(
    ("desktop", "size"),
    [
        ((1920, 1080), (1280, 800)),
        ((1366, 768), (1280, 672)),
        ((3840, 2160), (2560, 1600)),
        ((7680, 4320), (2560, 1600)),
        ((1024, 600), (1024, 600)),
        ((640, 400), (640, 400)),
    ],
)
def test_the_window_opens_as_large_as_suits_the_desktop(desktop: tuple[int, int], size: tuple[int, int]) -> None:
    assert opening_size(desktop) == size


@pytest.mark.parametrize(
    ("desktop", "scale", "size"),
    [
        ((1920, 1080), 1.5, (1904, 984)),
        ((1920, 1080), 1.25, (1600, 984)),
        ((2560, 1440), 1.0, (1707, 1067)),
        ((3840, 2160), 3.0, (3824, 2064)),
        ((1366, 768), 1.0, (1280, 672)),
    ],
)
def test_on_a_display_with_a_scale_it_opens_as_much_larger(
    desktop: tuple[int, int], scale: float, size: tuple[int, int]
) -> None:
    assert opening_size(desktop, scale) == size
    smallest = 10 * scale_for(size) / scale
    assert smallest >= min(10.0, 8.0 + 2 * (scale == 1.0)) or desktop[1] < 800, "logical pixels of the smallest text"


def test_the_scale_is_what_the_desktop_says() -> None:
    assert xft_scale(b"Xcursor.size:\t24\nXft.dpi:\t144\nXft.rgba:\tnone\n") == 1.5
    assert xft_scale(b"Xft.antialias:\t1\n") == 1.0
    if sys.platform.startswith("linux"):
        assert display_scale("wayland", {"GDK_SCALE": "2"}) == 2.0
        assert display_scale("wayland", {"GDK_SCALE": "0.5", "QT_SCALE_FACTOR": "nonsense"}) == 1.0
        assert display_scale("dummy", {"QT_SCALE_FACTOR": "99"}) == 4.0


def test_f11_fills_the_screen_and_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    cockpit = Cockpit(None, "--size", "1100x700")
    cockpit.key(pygame.K_F11)
    cockpit.frames(2)
    surface = pygame.display.get_surface()
    assert surface is not None
    assert surface.get_flags() & pygame.FULLSCREEN
    assert cockpit.surface.get_size() == pygame.display.get_desktop_sizes()[0]
    assert not cockpit.simulation.log
    cockpit.key(pygame.K_F11)
    cockpit.frames(2)
    assert cockpit.surface.get_size() == (1100, 700)
    assert not cockpit.surface.get_flags() & pygame.FULLSCREEN


def test_a_small_window_is_drawn_on_a_canvas_that_has_room() -> None:
    assert cramped((1024, 640)) is None
    assert "1024x640" in (cramped((1024, 600)) or "")
    roomy, small = pygame.Surface((1100, 700)), pygame.Surface((1100, 400))
    assert canvas_for(roomy) is roomy
    assert canvas_for(small).get_size() == (1100, 640)


def test_without_a_display_there_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def none() -> None:
        raise pygame.error("No available video device")

    monkeypatch.setattr(pygame.display, "init", none)
    with pytest.raises(NoDisplayError, match="No available video device"):
        open_display()
    assert play_in_window(parse([])) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_in_an_emptied_environment_there_is_one_sentence_and_no_other_words(tmp_path: Path) -> None:
    """Not even those of the libraries below."""
    command = [sys.executable, str(MAIN)]
    environment = {"HOME": str(tmp_path)}
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert "no display" in line


def test_wayland_is_asked_where_there_is_a_session() -> None:
    assert wayland_would_complain("linux", {"DISPLAY": ":0"})
    assert not wayland_would_complain("linux", {"XDG_RUNTIME_DIR": "/run/user/1000"})
    assert not wayland_would_complain("linux", {"SDL_VIDEODRIVER": "dummy"})
    assert not wayland_would_complain("darwin", {})


def test_a_display_that_nobody_sees_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pygame.display, "get_driver", lambda: "offscreen")
    with pytest.raises(NoDisplayError):
        open_display()


def window_of(size: tuple[int, int], folder: Path | None = None) -> Window:
    window = Window(parse([]), folder)
    pygame.event.clear()
    pygame.display.set_mode(size, pygame.RESIZABLE)
    pygame.event.post(pygame.event.Event(pygame.VIDEORESIZE, w=size[0], h=size[1], size=size))
    shows(window)
    return window


def shows(window: Window) -> None:
    """Let the window draw, which takes more than a frame if the screen has to be built anew."""
    window.frame()
    while window.behind:
        window.frame()


def test_a_tiny_window_shows_a_part_and_says_so() -> None:
    window = window_of((640, 400))
    assert window.surface.get_size() == (640, 400)
    assert window.canvas.get_size() == ROOMY
    for _ in range(3):
        window.frame()
    top_left = pygame.Rect(0, 0, 200, 40)
    seen, drawn = (window.surface.subsurface(top_left), window.canvas.subsurface(top_left))
    assert fingerprint(seen) == fingerprint(drawn)
    assert window.notices.said == {cramped((640, 400))}


def test_a_tiny_window_made_larger_is_drawn_on_again() -> None:
    window = window_of((640, 400))
    pygame.display.set_mode((1280, 800), pygame.RESIZABLE)
    pygame.event.post(pygame.event.Event(pygame.VIDEORESIZE, w=1280, h=800, size=(1280, 800)))
    shows(window)
    assert window.canvas is window.surface


HUGE = """
import json

import pygame
from game.cli.options import parse
from game.window.game_window import Window

window = Window(parse([]))
pygame.display.set_mode((7680, 4320), pygame.RESIZABLE)
window.frame()
while window.behind:
    window.frame()
places = ((60, 60), (7600, 4200), (4000, 2000), (300, 900))
colours = [tuple(window.surface.get_at(place)) for place in places]
print(json.dumps([window.surface.get_size(), colours, list(window.notices.said)]))
"""


def test_a_huge_window_is_drawn() -> None:
    """In a process of its own: it holds half a gigabyte."""
    command = [sys.executable, "-c", HUGE]
    done = subprocess.run(command, cwd=MAIN.parent, capture_output=True, text=True, timeout=60, check=True)
    size, colours, said = json.loads(done.stdout.splitlines()[-1])
    assert size == [7680, 4320]
    assert len(set(map(tuple, colours))) > 1
    assert not said


def test_without_a_place_to_save_play_goes_on_with_a_word(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("in the way")
    window = Window(parse([]), blocked / "Glassbox")
    window.session.send(Play())
    clock = pygame.time.Clock()
    for _ in range(240):
        window.frame()
        if window.notices.said and window.simulation.tick_count:
            break
        clock.tick(60)
    (sentence,) = window.notices.said
    assert "cannot be saved" in sentence
    assert str(blocked) in sentence
    assert window.simulation.tick_count > 0
    window.close()


def test_a_notice_is_said_once() -> None:
    pygame.font.init()
    notices, surface = Notices(), pygame.Surface((1280, 800))
    notices.tell(["there is no place to save", None])
    notices.draw(surface, 0.0)
    said = pygame.image.tobytes(surface, "RGB")
    assert len(set(said)) > 3
    surface.fill((0, 0, 0))
    notices.tell(["there is no place to save"])
    notices.draw(surface, 60.0)
    assert set(pygame.image.tobytes(surface, "RGB")) == {0}


OF_SOUND = ("init", "mixer", "mixer_music", "Sound", "sndarray", "midi")


def test_no_sound_device_is_ever_asked_for() -> None:
    """Neither pygame.init(), which opens every device there is, nor the mixer, which the app is built without."""
    for path in SOURCES:
        if "bundle" in path.parts:  # which tells the mixer's version, with no device open
            continue
        source = path.read_text(encoding="utf-8")
        if not re.search(rf"\b({'|'.join(OF_SOUND)})\b", source):  # to read it as Python takes a thousand times as long
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "pygame":
                assert node.attr not in OF_SOUND, path
