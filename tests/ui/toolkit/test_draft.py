"""What is half typed stays when all is built anew for another window, other colours or larger text: text, caret,
selection and keyboard, in everything that can be typed in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pygame
import pytest

from game.sim import commands as c
from game.sim.level.actions import Predict
from game.ui.dialogs.data_menu import DataMenu
from game.ui.dialogs.files import FilesPanel
from game.ui.dialogs.own_data import OwnDataDialog
from game.ui.dialogs.profiles import ProfilesDialog
from game.ui.dialogs.sessions import SessionsPanel
from game.ui.intents import Open, Toggle
from game.ui.lab.more_settings import MoreSettings
from game.ui.screen import Go, Place
from game.ui.screens.gym import GymScreen
from game.ui.toolkit.panel_board import PanelBoard
from game.ui.widgets.button import Button
from game.ui.widgets.slider import ValueSlider
from game.ui.widgets.text_box import TextBox
from game.ui.widgets.value_box import EntryLine
from tests.support.certain import there
from tests.support.cockpit import Cockpit
from tests.support.lab_hands import CTRL, slider_of, timeline
from tests.support.level_player import LevelPlayer
from tests.support.stage import centre
from tests.support.tour import Tour

SIZES = ((1024, 640), (1040, 650))


def entry(board: PanelBoard) -> EntryLine | None:
    """What is typed in now."""
    focused = there(board.kit).manager.get_focus_set()  # type: ignore[no-untyped-call]
    return next((each for each in focused or () if isinstance(each, EntryLine)), None)


def typed(line: EntryLine) -> tuple[object, ...]:
    """Text, caret and selection."""
    return line.get_text(), line.edit_position, tuple(line.select_range)


def type_on(window: Cockpit, board: PanelBoard, text: str) -> None:
    """Type `text`, go back by a sign, have all be built anew, and go on typing."""
    line = there(entry(board))
    window.key(pygame.K_a, mod=CTRL)
    window.type(text)
    window.key(pygame.K_LEFT)
    before = typed(line)
    assert before[:2] == (text, len(text) - 1)
    small, large = SIZES
    window.resize(large if window.surface.get_size() == small else small)
    anew = there(entry(board))
    assert anew is not line
    assert typed(anew) == before
    window.type("2")
    assert anew.get_text() == f"{text[:-1]}2{text[-1]}"


def begin_slider(lab: Cockpit) -> None:
    lab.click(centre(slider_of(lab, "learning_rate").value_rect))


def begin_more(lab: Cockpit) -> None:
    lab.key(pygame.K_a)
    more = lab.panel("more")
    assert isinstance(more, MoreSettings)
    lab.click(centre(there(more.tabs).rect))
    slider = more.control("weight_decay")
    assert isinstance(slider, ValueSlider)
    lab.click(centre(slider.value_rect))


def begin_epoch(lab: Cockpit) -> None:
    lab.key(pygame.K_g)


def begin_run_name(lab: Cockpit) -> None:
    lab.window.session.send(c.Step("epoch", 2))
    lab.frames(2)
    lab.window.session.send(c.Reset("xor"))
    lab.window.session.send(c.Step("epoch", 2))
    lab.frames(2)
    there(timeline(lab).runs).rename(0)


def begin_data_menu(lab: Cockpit) -> None:
    lab.lab.carry_out(Open("data"))
    assert isinstance(lab.overlay, DataMenu)
    lab.click(centre(lab.overlay.box("noise").rect))


def begin_cell(lab: Cockpit) -> None:
    lab.lab.carry_out(Open("own_data"))
    lab.frames(2)
    assert isinstance(lab.overlay, OwnDataDialog)
    lab.click(centre(lab.overlay.cell_rect(2, 1)))


def begin_session_name(lab: Cockpit) -> None:
    lab.lab.carry_out(Open("sessions"))
    assert isinstance(lab.overlay, SessionsPanel)
    lab.click(centre(lab.overlay.name.rect))


def begin_path(lab: Cockpit) -> None:
    lab.lab.carry_out(Open("files"))
    assert isinstance(lab.overlay, FilesPanel)
    lab.click(centre(lab.overlay.typed.rect))


BEGINNINGS = {
    "slider": begin_slider,
    "more": begin_more,
    "epoch": begin_epoch,
    "run": begin_run_name,
    "data menu": begin_data_menu,
    "cell": begin_cell,
    "session": begin_session_name,
    "path": begin_path,
}


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Cockpit:
    return Cockpit(tmp_path_factory.mktemp("lab"), "--size", "1024x640", "--scenario", "xor")


@pytest.mark.parametrize("begin", BEGINNINGS.values(), ids=BEGINNINGS.keys())
def test_what_is_half_typed_in_the_lab_stays(lab: Cockpit, begin: Callable[[Cockpit], None]) -> None:
    repeat = pygame.key.get_repeat()
    begin(lab)
    type_on(lab, lab.lab.board, "15")
    lab.key(pygame.K_ESCAPE)
    lab.lab.carry_out(Open(None))
    lab.frames(2)
    assert pygame.key.get_repeat() == repeat, "held keys repeat faster only while one types"


def test_what_is_half_typed_about_players_and_in_the_gym_stays(tour: Tour) -> None:
    tour.map.carry_out(Open("profiles"))
    dialog = tour.board.dialog
    assert isinstance(dialog, ProfilesDialog)
    dialog.new.set_text("nobody yet")
    tour.click(centre(dialog.name.rect))
    type_on(tour, tour.board, "al")
    assert dialog.new.text == "nobody yet", "what has not the keyboard stays as well"
    tour.window.director.carry_out(Go(Place.GYM))
    gym = tour.screen
    assert isinstance(gym, GymScreen)
    there(gym.exercise.box).begin()
    type_on(tour, gym.board, "0.5")


@pytest.mark.road
def test_what_is_half_typed_in_a_level_stays_in_other_colours_and_larger_text(tmp_path: Path) -> None:
    player = LevelPlayer(tmp_path, "C16", "--size", "1024x640", "--seed", "5")
    player.do(Predict(0))
    player.frames(2)
    work = player.screen.board.panels["work"]
    box = next(each for each in work.typed_in() if isinstance(each, TextBox) and each.draft())
    player.click(centre(box.rect))
    player.type("1+25")
    for option in ("colour_blind", "text_size"):
        player.window.director.carry_out(Toggle(option))
    player.frames(2)
    assert typed(there(entry(player.screen.board))) == ("1+25", 4, (0, 0))
    player.key(pygame.K_TAB)
    assert player.play.kind.values, "and counts when the typing ends"
    player.leave()


def test_what_tab_has_come_to_stays_what_tab_has_come_to(tour: Tour) -> None:
    board = tour.board
    for _ in range(3):
        tour.key(pygame.K_TAB)
    before = there(board.ring.current)
    assert isinstance(before, Button)
    tour.resize(SIZES[0])
    anew = there(board.ring.current)
    assert isinstance(anew, Button)
    assert (anew is not before, anew.text, board.ring.visible) == (True, before.text, True)
