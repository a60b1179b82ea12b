"""When the game fails: the session is kept, a report is written, a window says so, and none of that can fail."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pygame
import pytest

from game import launch
from game.cli.option_values import OptionError
from game.cli.options import parse
from game.paths import ASSETS
from game.sim.commands import Set
from game.sim.engine.simulation import Simulation
from game.storage.autosave import SESSION_FILE, Autosave
from game.window import crash_window
from game.window.crash import NOTHING_DONE, Rescue, write_report
from game.window.game_window import Window, play_in_window
from tests.support.certain import there
from tests.support.cockpit import Cockpit

Shown = list[Sequence[str]]


def failure() -> ValueError:
    try:
        raise ValueError("a weight of ℵ₀")
    except ValueError as error:
        return error


@pytest.fixture
def shown() -> Shown:
    return []


def test_a_failure_is_saved_reported_and_shown(
    tmp_path: Path, shown: Shown, capsys: pytest.CaptureFixture[str]
) -> None:
    rescue = Rescue(tmp_path, shown.append)
    rescue.save = lambda: None
    assert rescue.meet(failure()) == 1
    (report,) = (tmp_path / "crashes").iterdir()
    text = report.read_text(encoding="utf-8")
    assert "ValueError: a weight of ℵ₀" in text
    assert "in failure" in text
    assert text.startswith("Glassbox ")
    assert "ValueError: a weight of ℵ₀" in capsys.readouterr().err
    ((first, second, third),) = shown
    assert "must close" in first
    assert "saved and will be offered" in second
    assert str(report) in third


def test_a_session_that_is_lost_is_not_called_saved(tmp_path: Path, shown: Shown) -> None:
    rescue = Rescue(tmp_path, shown.append)
    rescue.meet(failure())
    rescue.save = lambda: "the session cannot be saved in /x (read-only)"
    rescue.meet(failure())
    assert [sentences[1] for sentences in shown] == [
        "Nothing is lost: it had not quite started.",
        "Your session is lost: the session cannot be saved in /x (read-only).",
    ]


def test_a_session_that_was_saved_before_is_not_called_lost(
    tmp_path: Path, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    lab = Cockpit(tmp_path)
    rescue = Rescue(tmp_path, shown.append)
    rescue.save = lab.window.rescue
    lab.window.session.send(Set("learning_rate", 7.5))
    lab.frames(2)
    lab.until(lambda: there(lab.window.autosave).stands)
    lab.window.session.send(Set("learning_rate", 8.5))
    lab.frames(2)
    monkeypatch.setattr("game.storage.autosave.write_atomically", full)
    rescue.meet(failure())
    monkeypatch.undo()
    assert "What was saved before will be offered at the next start" in shown[0][1]
    assert os.strerror(errno.ENOSPC) in shown[0][1]
    assert [entry.command for entry in there(Autosave(tmp_path).earlier()).commands] == [Set("learning_rate", 7.5)]


def without_keyframes(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_simulation: Simulation) -> None:
        raise RuntimeError("nothing can be noted")

    monkeypatch.setattr(Simulation, "held", broken)


def without_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.storage.autosave.PATIENCE", 0.02)
    monkeypatch.setattr("game.storage.autosave.write_atomically", lambda *_given: time.sleep(0.3))


@pytest.mark.parametrize(
    ("fault", "said", "offered"),
    [
        (without_keyframes, "Your session is saved and will be offered", True),
        (without_an_answer, "Your session is lost: the session cannot be saved in {} (the disk does not", False),
    ],
)
def test_in_a_folder_where_nothing_was_before_only_what_is_saved_is_called_so(
    fault: Callable[[pytest.MonkeyPatch], None],
    said: str,
    offered: bool,
    tmp_path: Path,
    shown: Shown,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lab = Cockpit(tmp_path)
    rescue = Rescue(tmp_path, shown.append)
    rescue.save = lab.window.rescue
    fault(monkeypatch)
    lab.window.session.send(Set("learning_rate", 7.5))
    lab.window.session.frame()
    rescue.meet(failure())
    monkeypatch.undo()
    assert shown[0][1].startswith(said.format(tmp_path))
    assert bool(Autosave(tmp_path).earlier()) is offered


def test_a_session_that_is_not_kept_is_not_called_saved(
    tmp_path: Path, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / SESSION_FILE).write_text('{"glassbox_replay":1')
    with monkeypatch.context() as locked:
        locked.setattr(Path, "rename", full)
        lab = Cockpit(tmp_path)
    rescue = Rescue(tmp_path, shown.append)
    rescue.save = lab.window.rescue
    lab.window.session.send(Set("learning_rate", 7.5))
    lab.window.session.frame()
    rescue.meet(failure())
    assert shown[0][1] == f"Your session is lost: what lies in its place in {tmp_path} cannot be moved."


def full(*_given: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_what_fails_while_meeting_a_failure_is_told_or_passed_over(tmp_path: Path, shown: Shown) -> None:
    def broken(*_given: object) -> None:
        raise RuntimeError("this too")

    rescue = Rescue(tmp_path, shown.append)
    rescue.save = broken
    assert rescue.meet(failure()) == 1
    assert "could not be saved" in shown[0][1]
    assert Rescue(tmp_path, broken).meet(failure()) == 1


def test_an_app_without_standard_error_reports_all_the_same(
    tmp_path: Path, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert Rescue(tmp_path, shown.append).meet(failure()) == 1
    assert len(list((tmp_path / "crashes").iterdir())) == 1


def test_a_report_goes_where_it_can_be_written(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("in the way")
    written = write_report("all of it", [blocked / "crashes", tmp_path / "temp"])
    assert written is not None
    assert written.parent == tmp_path / "temp"
    assert written.read_text(encoding="utf-8") == "all of it\n"
    assert write_report("all of it", [blocked / "crashes"]) is None


# -- the game itself ---------------------------------------------------------------------------------------------------


@pytest.fixture
def students_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("game.window.game_window.user_folder", lambda: tmp_path)
    pygame.display.init()
    pygame.event.clear()
    return tmp_path


def fail_at_frame(monkeypatch: pytest.MonkeyPatch, number: int, error: Exception) -> None:
    honest, frames = Window.frame, []

    def frame(window: Window) -> None:
        frames.append(window)
        if len(frames) == 2:
            window.session.send(Set("learning_rate", 7.5))
        if len(frames) == number:
            raise error
        honest(window)

    monkeypatch.setattr(Window, "frame", frame)


def test_a_session_survives_the_failure_of_the_game(students_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_at_frame(monkeypatch, 4, failure())
    assert play_in_window(parse([])) == 1
    assert len(list((students_folder / "crashes").iterdir())) == 1
    autosave = Autosave(students_folder)
    earlier = autosave.earlier()
    assert earlier is not None
    assert Set("learning_rate", 7.5) in [entry.command for entry in earlier.commands]


def test_a_screen_that_cannot_even_be_left_loses_nothing(
    students_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object) -> None:
        raise RuntimeError("stuck")

    fail_at_frame(monkeypatch, 4, failure())
    monkeypatch.setattr("game.ui.screens.director.Director.leave", broken)
    assert play_in_window(parse([])) == 1
    earlier = Autosave(students_folder).earlier()
    assert earlier is not None
    assert earlier.commands


def test_a_failure_before_the_window_stands_is_met_too(students_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object, **_named: object) -> None:
        raise AttributeError("no panels today")

    monkeypatch.setattr("game.window.game_window.Director", broken)
    assert play_in_window(parse([])) == 1
    assert "no panels today" in next((students_folder / "crashes").iterdir()).read_text(encoding="utf-8")


def test_a_damaged_font_is_a_failure_like_any_other(students_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """pygame opens one without a word, and dies in pygame_gui's threads when it asks for its height."""
    folder = students_folder / "assets" / "fonts"
    shutil.copytree(ASSETS / "fonts", folder)
    (folder / "Inter-Regular.otf").write_bytes((folder / "Inter-Regular.otf").read_bytes()[:1000])
    for module in ("game.ui.draw.fonts", "game.ui.draw.theme", "game.window.crash_window"):
        monkeypatch.setattr(f"{module}.ASSETS", folder.parent)
    assert play_in_window(parse([])) == 1
    report = next((students_folder / "crashes").iterdir()).read_text(encoding="utf-8")
    assert "Inter-Regular.otf is no font, or a damaged one" in report


def lacking(monkeypatch: pytest.MonkeyPatch, error: ImportError) -> None:
    def broken(_arguments: object) -> int:
        raise error

    monkeypatch.setattr("game.app.main", broken)


def test_an_app_that_lacks_a_library_says_so_in_a_window(
    tmp_path: Path, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking(monkeypatch, ImportError("libgfortran.so.5: cannot open shared object file"))
    monkeypatch.setattr(sys, "argv", ["Glassbox"])
    monkeypatch.setattr("game.paths.user_folder", lambda: tmp_path)
    monkeypatch.setattr("game.window.crash._show", shown.append)
    assert launch.main() == 1
    assert len(shown) == 1
    (report,) = (tmp_path / "crashes").iterdir()
    assert "libgfortran" in report.read_text(encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["Glassbox", "--headless"])
    with pytest.raises(ImportError):
        launch.main()


def test_the_source_without_a_package_says_how_to_get_it(
    shown: Shown, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lacking(monkeypatch, ModuleNotFoundError("No module named 'pygame_gui.core'", name="pygame_gui.core"))
    monkeypatch.setattr("game.window.crash._show", shown.append)
    assert launch.main() == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "'pygame_gui'" in line
    assert "pip install" in line
    assert not shown


def test_an_option_that_cannot_be_taken_is_no_failure(students_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_at_frame(monkeypatch, 1, OptionError("--record is 'x', but it cannot be written"))
    with pytest.raises(OptionError):
        play_in_window(parse([]))
    assert not (students_folder / "crashes").exists()


# -- the window that says so -------------------------------------------------------------------------------------------


def test_the_window_closes_on_its_button_escape_and_its_frame() -> None:
    def event(kind: int, **given: Any) -> pygame.event.Event:
        return pygame.event.Event(kind, **given)

    inside, outside = crash_window.BUTTON.center, (5, 5)
    assert crash_window.closes(event(pygame.QUIT))
    assert crash_window.closes(event(pygame.KEYDOWN, key=pygame.K_ESCAPE))
    assert crash_window.closes(event(pygame.MOUSEBUTTONUP, pos=inside, button=1))
    assert not crash_window.closes(event(pygame.MOUSEBUTTONUP, pos=outside, button=1))
    assert not crash_window.closes(event(pygame.KEYDOWN, key=pygame.K_SPACE))
    assert not crash_window.closes(event(pygame.MOUSEMOTION, pos=inside, rel=(0, 0), buttons=(0, 0, 0)))


@pytest.mark.parametrize(
    "sentence",
    [
        "Glassbox has met an error of its own and must close, however sorry it is, once you have read all of this.",
        "A report is in /home/" + "x" * 200 + "/crashes/report.txt",
    ],
)
def test_no_line_is_wider_than_the_window_and_nothing_is_lost(sentence: str) -> None:
    pygame.font.init()
    font, width = pygame.font.Font(None, 20), crash_window.SIZE[0] - 2 * crash_window.MARGIN
    lines = list(crash_window.lines_within(sentence, font, width))
    assert all(font.size(line)[0] <= width for line in lines)
    assert "".join(lines).replace(" ", "") == sentence.replace(" ", "")


def test_the_window_draws_without_the_games_fonts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(crash_window, "ASSETS", tmp_path)
    pygame.font.init()
    surface = pygame.Surface(crash_window.SIZE)
    crash_window.draw_crash(surface, ["It failed."])
    heading = surface.subsurface((crash_window.MARGIN, crash_window.MARGIN, 100, crash_window.LINE))
    assert pygame.mask.from_threshold(heading, crash_window.TEXT, (40, 40, 40, 255)).count() > 20


def test_the_window_fits_the_screen_and_can_be_read_on_it() -> None:
    assert crash_window.size_and_scale((1920, 1080)) == (crash_window.SIZE, 1.0)
    assert crash_window.size_and_scale((3840, 2160)) == ((1440, 640), 2.0)
    assert crash_window.size_and_scale((320, 240)) == ((320, 240), 1.0)


@pytest.mark.parametrize("desktop", [(320, 240), (1280, 800), (3840, 2160), (7680, 4320)])
def test_the_button_is_in_the_window(desktop: tuple[int, int]) -> None:
    pygame.font.init()
    size, scale = crash_window.size_and_scale(desktop)
    surface = pygame.Surface(size)
    button = crash_window.draw_crash(surface, ["It failed."], scale)
    assert surface.get_rect().contains(button)
    assert crash_window.closes(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=button.center, button=1), button)


def test_a_plain_window_has_its_button_where_it_says() -> None:
    pygame.font.init()
    assert crash_window.draw_crash(pygame.Surface(crash_window.SIZE), ["It failed."]) == crash_window.BUTTON


def test_where_nobody_can_see_it_the_window_does_not_wait() -> None:
    crash_window.show(["It failed."])
    assert not pygame.display.get_init()


def test_where_nothing_was_done_nothing_is_said_to_be_saved(tmp_path: Path, shown: Shown) -> None:
    rescue = Rescue(tmp_path, shown.append)
    rescue.save = lambda: NOTHING_DONE
    rescue.meet(failure())
    assert "nothing of it is lost" in shown[0][1]
    assert "offered" not in shown[0][1]
