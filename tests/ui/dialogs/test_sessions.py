"""What lies over the Lab: one dialog at a time, in the way of the mouse but never of the student; sessions saved,
opened and shared by real events."""

from __future__ import annotations

import time
from pathlib import Path
from threading import Event

import pygame
import pytest

from game.sim import commands as c
from game.sim.engine.simulation import Simulation
from game.sim.files.replay import encoded, read_replay, recorded, replay_of
from game.sim.files.share_code import share_code
from game.sim.network import find_edge
from game.sim.settings import Settings
from game.sim.start import Start
from game.storage.atomic_files import write_atomically
from game.storage.autosave import SESSION_FILE
from game.storage.saved_sessions import EARLIER, SUFFIX, SessionFolder
from game.ui.dialogs.keys_help import KeysHelp
from game.ui.dialogs.resume import ResumePanel
from game.ui.dialogs.sessions import ROWS, SessionsPanel
from game.ui.dialogs.start_here import StartHere
from game.ui.intents import Open
from game.ui.lab.reading_panel import ReadingPanel
from game.ui.lab.top_bar import TopBar
from game.ui.tables.tables import TablesPanel
from game.ui.widgets import clipboard
from game.ui.widgets.text_box import TextBox
from tests.support.certain import now, there
from tests.support.cockpit import AWAY, Cockpit, pairs, tip_at, turn_wheel
from tests.support.lab_hands import CTRL, SHIFT, SIZES, card, edge_place, press, train
from tests.support.saved import session_file, told
from tests.support.stage import centre

MIDDLE_OF_THE_NETWORK = (600, 350)


@pytest.fixture
def pocket(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A clipboard that works; what was copied last is its last item."""
    held: list[str] = []

    def copy(text: str) -> bool:
        held.append(text)
        return True

    monkeypatch.setattr(clipboard, "copy", copy)
    monkeypatch.setattr(clipboard, "paste", lambda: held[-1] if held else None)
    return held


def top_button(lab: Cockpit, name: str) -> tuple[int, int]:
    top = lab.panel("top")
    assert isinstance(top, TopBar)
    return centre(top.button(name).rect)


def sessions(lab: Cockpit) -> SessionsPanel:
    panel = lab.overlay
    assert isinstance(panel, SessionsPanel)
    return panel


def saved(folder: Path) -> list[str]:
    return [session.name for session in SessionFolder(folder).saved()]


def type_into(lab: Cockpit, box: TextBox, text: str) -> None:
    """Click a text box, empty it and type."""
    lab.click(centre(box.rect))
    lab.key(pygame.K_a, CTRL)
    lab.key(pygame.K_BACKSPACE)
    lab.type(text)


# -- opening and closing -----------------------------------------------------------------------------------------------


def test_keys_open_and_close(lab: Cockpit) -> None:
    ways = [
        ((pygame.K_SLASH, SHIFT, "?"), KeysHelp),
        ((pygame.K_s, 0, "s"), SessionsPanel),
        ((pygame.K_s, CTRL, "\x13"), SessionsPanel),
        ((pygame.K_o, CTRL, "\x0f"), SessionsPanel),
    ]
    for key, kind in ways:
        lab.key(*key)
        assert isinstance(lab.overlay, kind)
        lab.key(pygame.K_ESCAPE)
        assert lab.overlay is None
    lab.key(pygame.K_SLASH, SHIFT, "?")
    lab.key(pygame.K_SLASH, SHIFT, "?")
    assert lab.overlay is None, "the same key closes it"


@pytest.mark.parametrize(("name", "kind"), [("keys", KeysHelp), ("reading", ReadingPanel), ("sessions", SessionsPanel)])
def test_buttons_open_and_close(lab: Cockpit, name: str, kind: type) -> None:
    for _ in range(3):
        lab.click(top_button(lab, name))
        assert isinstance(lab.overlay, kind)
        lab.click(top_button(lab, name))
        assert lab.overlay is None, "a second press closes, and does not open again"


def test_one_dialog_gives_way_to_another(lab: Cockpit) -> None:
    lab.click(top_button(lab, "reading"))
    lab.key(pygame.K_SLASH, SHIFT, "?")
    assert isinstance(now(lab.overlay), KeysHelp)
    lab.click(top_button(lab, "sessions"))
    assert isinstance(now(lab.overlay), SessionsPanel)
    lab.click(top_button(lab, "reading"))
    assert isinstance(lab.overlay, ReadingPanel)


def test_esc_closes_first_and_unpins_after(lab: Cockpit) -> None:
    lab.click(edge_place(lab, "w5"))
    lab.click(top_button(lab, "keys"))
    lab.key(pygame.K_ESCAPE)
    assert lab.overlay is None
    assert lab.lab.selection.pinned
    lab.key(pygame.K_ESCAPE)
    assert lab.lab.selection.pinned is None


def test_help_opens_over_the_first_greeting(tmp_path: Path) -> None:
    lab = Cockpit(tmp_path)
    assert isinstance(now(lab.overlay), StartHere)
    lab.key(pygame.K_SLASH, SHIFT, "?")
    assert isinstance(lab.overlay, KeysHelp)
    lab.window.close()


@pytest.mark.parametrize("key", [pygame.K_SPACE, pygame.K_RIGHT])
def test_the_greeting_goes_away_with_the_first_key_which_still_acts(tmp_path: Path, key: int) -> None:
    lab = Cockpit(tmp_path)
    lab.key(key)
    assert lab.overlay is None
    assert lab.simulation.moving
    lab.window.close()


def left_behind(folder: Path) -> None:
    """A session that was open last time."""
    lab = Cockpit(folder)
    lab.key(pygame.K_1, text="1")
    lab.window.close()


@pytest.mark.parametrize("asked", [["--seed", "5"], ["--scenario", "and"], ["--set", "learning_rate=2"]])
def test_no_greeting_covers_a_start_that_was_asked_for(tmp_path: Path, asked: list[str]) -> None:
    left_behind(tmp_path)
    lab = Cockpit(tmp_path, *asked)
    assert lab.overlay is None
    lab.key(pygame.K_SPACE)
    assert lab.snapshot.playing
    lab.window.close()
    assert [saved.name for saved in SessionFolder(tmp_path).saved()] == [EARLIER], "what was left is kept"


def test_nothing_plays_behind_the_question_which_session_it_shall_be(tmp_path: Path) -> None:
    left_behind(tmp_path)
    lab = Cockpit(tmp_path)
    assert isinstance(lab.overlay, ResumePanel)
    for key, text in ((pygame.K_SPACE, " "), (pygame.K_RIGHT, ""), (pygame.K_r, "r"), (pygame.K_2, "2")):
        lab.key(key, text=text)
    assert isinstance(lab.overlay, ResumePanel)
    assert not lab.simulation.log
    assert not lab.simulation.moving
    lab.window.close()


# -- being in the way --------------------------------------------------------------------------------------------------


def test_clicks_on_a_dialog_do_not_reach_what_lies_below(lab: Cockpit) -> None:
    for key in ((pygame.K_s, 0, "s"), (pygame.K_SLASH, SHIFT, "?")):
        lab.key(*key)
        ground = next(hint.rect for hint in there(lab.overlay).hints() if hint.text() == "").copy()
        before = lab.simulation.state_hash()
        for x in range(ground.left + 4, ground.right, 37):
            for y in (ground.top + 4, ground.centery + 27, ground.bottom - 4):
                lab.post(pygame.MOUSEMOTION, pos=(x, y), rel=(0, 0), buttons=(0, 0, 0))
                pygame.mouse.set_pos((x, y))
                lab.post(pygame.MOUSEBUTTONDOWN, pos=(x, y), button=pygame.BUTTON_LEFT)
                lab.post(pygame.MOUSEBUTTONUP, pos=(x, y), button=pygame.BUTTON_LEFT)
                lab.frame()
                if lab.overlay is None:
                    break
            lab.frame()
            if lab.overlay is None:
                lab.key(*key)
        assert lab.simulation.state_hash() == before
        assert lab.lab.selection.pinned is None
        lab.key(pygame.K_ESCAPE)


def test_edges_below_a_dialog_are_not_clicked(lab: Cockpit) -> None:
    lab.key(pygame.K_s, text="s")
    area, stops = sessions(lab).area, [stop.rect for stop in sessions(lab).focusables()]
    places = [edge_place(lab, name) for name in ("w1", "w2", "w3", "w4", "w5", "w6", "b1", "b2", "b3")]
    below = [at for at in places if area.collidepoint(at) and not any(stop.collidepoint(at) for stop in stops)]
    assert len(below) > 3
    for at in below:
        lab.click(at)
        assert lab.lab.selection.pinned is None


def test_a_slider_under_the_drawer_is_not_dragged(lab: Cockpit) -> None:
    lab.click(edge_place(lab, "w5"))
    slider = card(lab).slider
    assert slider is not None
    lab.click(top_button(lab, "reading"))
    drawer = lab.overlay
    assert isinstance(drawer, ReadingPanel)
    assert drawer.rect.collidepoint(slider.knob_centre)
    x, y = slider.knob_centre
    lab.drag((x, y), (x + 40, y))
    assert not lab.simulation.log
    press(lab, "play")
    assert lab.snapshot.playing, "what is not covered can be used"


def test_hover_ends_where_a_dialog_begins(lab: Cockpit) -> None:
    lab.lab.carry_out(Open("resume"))
    panel = lab.overlay
    assert isinstance(panel, ResumePanel)
    for _ in range(2):
        lab.move(edge_place(lab, "w1"))
        assert lab.lab.selection.hovered == find_edge((2, 2, 1), "w1")
        lab.move(centre(panel.go_on.rect))
        assert lab.lab.selection.hovered is None
    tables = lab.panel("tables")
    assert isinstance(tables, TablesPanel)
    lab.move(tables.edge_cells[0].rect.center)
    assert lab.lab.selection.hovered
    lab.move(centre(panel.go_on.rect))
    assert lab.lab.selection.hovered is None


def test_hover_help_below_a_dialog_is_silent(lab: Cockpit) -> None:
    assert tip_at(lab, MIDDLE_OF_THE_NETWORK) or tip_at(lab, (550, 240))
    below = next(at for at in (MIDDLE_OF_THE_NETWORK, (550, 240)) if tip_at(lab, at))
    lab.key(pygame.K_s, text="s")
    assert sessions(lab).area.collidepoint(below)
    tip = tip_at(lab, below)
    assert tip in ("", "Open this session", "Copy the code"), tip


# -- sessions ----------------------------------------------------------------------------------------------------------


def test_a_session_is_saved_and_opened_by_hand(lab: Cockpit, tmp_path: Path) -> None:
    train(lab, 30)
    lab.window.session.send(c.Set("learning_rate", 4.0))
    train(lab, 10)
    state = lab.simulation.state_hash()
    lab.click(top_button(lab, "sessions"))
    type_into(lab, sessions(lab).name, "Lab r 1")
    assert lab.snapshot.epoch == 40, "no letter was a shortcut"
    lab.key(pygame.K_RETURN)
    assert lab.overlay is None
    assert told(lab, "Session saved") == f"Session saved as 'Lab r 1' in {tmp_path / 'sessions'}"
    assert saved(tmp_path) == ["Lab r 1"]
    lab.key(pygame.K_1, text="1")
    lab.click(top_button(lab, "sessions"))
    lab.click(centre(sessions(lab).opens[0].rect))
    lab.until(lambda: lab.snapshot.epoch == 40)
    assert lab.simulation.apply(c.Pause())
    assert [command for _, command in lab.simulation.log][-2:] == [c.Pause(), c.Pause()]
    assert Simulation(lab.simulation.start).start == lab.simulation.start
    assert lab.simulation.state_hash() == state
    lab.lab.services.saved()  # lists them once they are on disk
    assert set(saved(tmp_path)) == {"Lab r 1", EARLIER}, "what was open is not lost"


def test_a_file_dropped_on_the_window_is_opened(lab: Cockpit, tmp_path: Path) -> None:
    other = Simulation()
    assert other.apply(c.Step("epoch", 12))
    path = tmp_path / "handed on (1).json"
    path.write_bytes(encoded(replay_of(other.start, other.tick_count, other.log)))
    pygame.event.post(pygame.event.Event(pygame.DROPFILE, file=str(path)))
    lab.until(lambda: lab.snapshot.epoch == 12)


def until_open(lab: Cockpit) -> None:
    """Let frames pass until the dialog opens, which waits for what is being saved."""
    for _ in range(5000):
        if lab.overlay:
            return
        time.sleep(0.001)
        lab.frame()


def test_the_name_that_is_offered_is_free(lab: Cockpit, tmp_path: Path) -> None:
    train(lab, 1)
    for _ in range(3):
        lab.key(pygame.K_s, text="s")
        until_open(lab)
        lab.click(centre(sessions(lab).save.rect))
    told(lab, "Session saved as 'my session 3'")
    assert set(saved(tmp_path)) == {"my session", "my session 2", "my session 3"}


def test_the_whole_dialog_works_by_keyboard(lab: Cockpit, tmp_path: Path) -> None:
    train(lab, 2)
    lab.key(pygame.K_s, text="s")
    lab.key(pygame.K_TAB)
    assert now(lab.lab.board.ring.current) is sessions(lab).name
    lab.key(pygame.K_RETURN)
    assert there(lab.lab.board.kit).typing, "Enter begins the typing, and saves nothing yet"
    assert saved(tmp_path) == []
    lab.key(pygame.K_END)
    lab.type(" x")
    lab.key(pygame.K_TAB)
    assert not there(lab.lab.board.kit).typing
    assert lab.lab.board.ring.current is sessions(lab).save
    lab.key(pygame.K_SPACE, text=" ")
    told(lab, "Session saved")
    assert saved(tmp_path) == ["my session x"]
    assert not lab.snapshot.playing


def test_esc_closes_the_dialog_even_while_typing(lab: Cockpit) -> None:
    lab.key(pygame.K_s, text="s")
    type_into(lab, sessions(lab).typed, "gb")
    lab.key(pygame.K_ESCAPE)
    assert lab.overlay is None
    assert not there(lab.lab.board.kit).typing
    lab.key(pygame.K_SPACE, text=" ")
    assert lab.snapshot.playing


def test_a_damaged_session_is_told_of_and_changes_nothing(lab: Cockpit, tmp_path: Path) -> None:
    train(lab, 3)
    folder = tmp_path / "sessions"
    folder.mkdir(exist_ok=True)
    (folder / f"bad{SUFFIX}").write_bytes(encoded(recorded(lab.simulation))[:-30])
    state = lab.simulation.state_hash()
    lab.key(pygame.K_s, text="s")
    lab.click(centre(sessions(lab).opens[0].rect))
    lab.frames(5)
    assert lab.toast.startswith("The session could not be opened: ")
    assert "cut short" in lab.toast
    assert lab.simulation.state_hash() == state


def test_a_session_that_ends_elsewhere_is_told_of(lab: Cockpit, tmp_path: Path) -> None:
    other = Simulation()
    assert other.apply(c.Step("epoch", 5))
    folder = tmp_path / "sessions"
    folder.mkdir(exist_ok=True)
    (folder / f"odd{SUFFIX}").write_bytes(encoded(replay_of(other.start, 0, other.log, "0" * 16)))
    lab.key(pygame.K_s, text="s")
    lab.click(centre(sessions(lab).opens[0].rect))
    lab.frames(5)
    assert "it ends in state" in lab.toast
    assert lab.snapshot.epoch == 5, "it is open all the same"


def test_a_session_that_is_gone_is_told_of(lab: Cockpit, tmp_path: Path) -> None:
    folder = SessionFolder(tmp_path)
    folder.save("mine", session_file(Simulation()))
    lab.key(pygame.K_s, text="s")
    folder.saved()[0].path.unlink()
    lab.click(centre(sessions(lab).opens[0].rect))
    assert lab.toast == "There is no session called 'mine' any more"


def test_the_list_waits_for_a_session_that_is_still_being_saved_and_no_frame_does(
    lab: Cockpit, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = Event()

    def slow(path: Path, data: bytes) -> None:
        assert goes_on.wait(60), "the window waits for the disk"
        write_atomically(path, data)

    monkeypatch.setattr("game.storage.saved_sessions.write_atomically", slow)
    lab.key(pygame.K_s, text="s")
    lab.click(centre(sessions(lab).save.rect))
    lab.key(pygame.K_s, text="s")
    lab.frames(5)
    assert (lab.overlay, lab.toast) == (None, "One moment: a session is still being saved")
    goes_on.set()
    told(lab, "Session saved as")
    lab.frames(2)
    assert len(sessions(lab).opens) == 1


def test_all_that_ends_in_one_frame_is_told(lab: Cockpit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lab.window.rooms, "news", lambda: ["picture saved as a.png", "", "it is gone"])
    lab.frame()
    assert lab.toast == "Picture saved as a.png. It is gone"


def test_a_folder_that_cannot_be_written_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    lab = Cockpit(tmp_path / "file" / "Glassbox")
    lab.key(pygame.K_ESCAPE)
    lab.key(pygame.K_s, text="s")
    lab.click(centre(sessions(lab).save.rect))
    assert told(lab, "The session could not be saved in ")
    lab.key(pygame.K_F12)
    assert told(lab, "The picture could not be saved in ")
    train(lab, 1)
    lab.wait(3)
    lab.until(lambda: any("the session cannot be saved" in said for said in lab.window.notices.said))
    lab.window.close()


def test_a_long_list_can_be_scrolled(lab: Cockpit, tmp_path: Path) -> None:
    folder = SessionFolder(tmp_path)
    for number in range(ROWS + 6):
        simulation = Simulation()
        assert simulation.apply(c.Step("epoch", number + 1))
        folder.save(f"s{number}", session_file(simulation))
    names = saved(tmp_path)
    lab.key(pygame.K_s, text="s")
    panel = sessions(lab)
    turn_wheel(lab, panel.area.center, -2)
    assert panel.first == 2
    lab.key(pygame.K_PAGEDOWN)
    assert panel.first == 6, "not beyond the last"
    turn_wheel(lab, panel.area.center, 50)
    assert panel.first == 0
    lab.key(pygame.K_PAGEDOWN)
    lab.click(centre(panel.opens[ROWS - 1].rect))
    lab.until(lambda: lab.snapshot.epoch == int(names[-1][1:]) + 1)
    assert lab.toast == "The session is open"


def test_opening_a_long_session_shows_how_far_it_is_and_can_be_given_up(
    lab: Cockpit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.session.session.OPENING_NS", 1)
    lab.clock.ns_per_look = 1
    simulation = Simulation()
    assert simulation.apply(c.Play())
    for _ in range(50):
        simulation.tick()
    SessionFolder(tmp_path).save("long", session_file(simulation))
    train(lab, 3)
    here = lab.simulation
    lab.key(pygame.K_s, text="s")
    lab.click(centre(sessions(lab).opens[0].rect))
    assert lab.toast.startswith("Opening the session: ")
    assert lab.toast.endswith("% (Esc to stop)")
    lab.key(pygame.K_ESCAPE)
    lab.frames(100)
    assert lab.simulation is here
    assert lab.toast == ""


# -- share codes -------------------------------------------------------------------------------------------------------

SHARED = Start(scenario="or", seed=77, settings=Settings(learning_rate=0.3, activation="tanh"))


def test_a_code_is_typed(lab: Cockpit, tmp_path: Path) -> None:
    train(lab, 5)
    lab.key(pygame.K_s, text="s")
    type_into(lab, sessions(lab).typed, share_code(SHARED).lower())
    lab.key(pygame.K_RETURN)
    assert told(lab, "Started") == "Started from the share code; what was open is saved as 'Earlier session'"
    assert lab.simulation.start == SHARED
    assert lab.overlay is None
    assert saved(tmp_path) == [EARLIER], "what was open is not lost"


def test_what_was_open_is_on_disk_at_every_moment(
    lab: Cockpit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until it is among the saved sessions the one that replaced it is not written over it, however slow the disk is;
    the window goes on."""
    turns = Event()

    def slow(path: Path, data: bytes) -> None:
        assert turns.wait(60), "the window waits for the disk"
        write_atomically(path, data)

    monkeypatch.setattr("game.storage.saved_sessions.write_atomically", slow)
    train(lab, 5)
    here, file = lab.simulation.log, tmp_path / SESSION_FILE
    lab.wait(2.5)
    for _ in range(5000):
        if file.exists() and read_replay(file).log == here:
            break
        time.sleep(0.001)  # a busy machine writes it late
    lab.key(pygame.K_s, text="s")
    type_into(lab, sessions(lab).typed, share_code(SHARED))
    lab.key(pygame.K_RETURN)
    lab.window.session.send(c.Step("epoch", 1))
    lab.wait(2.5)
    lab.wait(2.5)
    assert lab.simulation.start == SHARED
    assert saved(tmp_path) == []
    assert read_replay(file).log == here
    turns.set()
    told(lab, "Started from the share code; what was open is saved")
    lab.window.close()
    assert read_replay(file).start == SHARED
    assert saved(tmp_path) == [EARLIER]


def test_a_code_is_copied_and_pasted(lab: Cockpit, pocket: list[str]) -> None:
    lab.window.session.send(c.Reset("nand"))
    lab.frames(2)
    lab.key(pygame.K_s, text="s")
    lab.click(centre(sessions(lab).copy.rect))
    assert lab.toast == "Share code copied"
    assert pocket == [share_code(lab.simulation.as_start())]
    lab.key(pygame.K_ESCAPE)
    lab.key(pygame.K_1, text="1")
    lab.key(pygame.K_s, text="s")
    lab.click(centre(sessions(lab).paste.rect))
    lab.click(centre(sessions(lab).use.rect))
    assert lab.snapshot.scenario == "nand"


def test_the_longest_code_survives_copy_and_paste(lab: Cockpit, pocket: list[str]) -> None:
    hard = Settings(
        learning_rate=0.1 + 0.2, activation="leaky_relu", leak=1 / 3, loss="cross_entropy", update="sample",
        weight_init=10 / 3, bias_init=-4 / 3, lock_threshold=0.1 / 3, animation_speed=2 / 3, layers=(2, *[8] * 8, 1),
    )  # fmt: skip
    start = Start(scenario="xnor", seed=2**32 - 1, settings=hard, targets=(1 / 3, 2 / 3, 1 / 7, 1 / 9))
    pocket.append(f"  {share_code(start)}\n")
    lab.key(pygame.K_s, text="s")
    lab.click(centre(sessions(lab).paste.rect))
    lab.click(centre(sessions(lab).use.rect))
    assert lab.simulation.start == start


def test_a_wrong_code_is_told_and_changes_nothing(lab: Cockpit) -> None:
    train(lab, 3)
    state = lab.simulation.state_hash()
    lab.key(pygame.K_s, text="s")
    code = share_code(SHARED)
    type_into(lab, sessions(lab).typed, code[:-1] + ("0" if code[-1] != "0" else "1"))
    lab.key(pygame.K_RETURN)
    assert lab.toast == "The share code has a wrong character or is cut off: compare it with the original"
    assert lab.simulation.state_hash() == state
    assert sessions(lab).typed.text.startswith(code[:-1]), "it stays, to be mended"


def test_in_the_dialog_no_key_is_a_shortcut_and_a_pasted_code_can_be_typed_on(lab: Cockpit, pocket: list[str]) -> None:
    pocket.append("gb1")
    state = lab.simulation.state_hash()
    lab.key(pygame.K_s, text="s")
    for key, text in ((pygame.K_2, "2"), (pygame.K_m, "m"), (pygame.K_r, "r"), (pygame.K_SPACE, " ")):
        lab.key(key, text=text)
    assert lab.simulation.state_hash() == state
    assert not lab.window.director.options.reduced_motion
    lab.click(centre(sessions(lab).paste.rect))
    lab.type("-x")
    assert sessions(lab).typed.text == "gb1-x"


def test_without_a_clipboard_a_sentence_says_so(lab: Cockpit, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise pygame.error("no clipboard")

    monkeypatch.setattr(pygame.scrap, "put_text", fail)
    monkeypatch.setattr(pygame.scrap, "get_text", fail)
    lab.key(pygame.K_s, text="s")
    lab.click(centre(sessions(lab).copy.rect))
    assert lab.toast == "There is no clipboard here: copy the code by hand"
    lab.click(centre(sessions(lab).paste.rect))
    assert sessions(lab).typed.text == ""


# -- welcome back ------------------------------------------------------------------------------------------------------


def leave_a_session(folder: Path) -> str:
    """Play for a while and close the window; the state that was left, paused."""
    lab = Cockpit(folder)
    press(lab, "play")
    lab.frames(40)
    press(lab, "epoch-forward")
    lab.window.close()
    return lab.simulation.state_hash()


def test_the_session_that_was_left_is_offered_and_goes_on(tmp_path: Path) -> None:
    left = leave_a_session(tmp_path)
    lab = Cockpit(tmp_path)
    panel = lab.overlay
    assert isinstance(panel, ResumePanel)
    lab.click(centre(panel.go_on.rect))
    lab.until(lambda: lab.simulation.tick_count > 0)
    lab.frames(2)
    assert lab.overlay is None
    assert lab.simulation.log[-1][1] == c.Pause()
    assert lab.simulation.state_hash() == left
    lab.window.close()
    again = Cockpit(tmp_path)
    assert isinstance(again.overlay, ResumePanel), "and once more"
    again.window.close()


def test_starting_afresh_keeps_what_was_left(tmp_path: Path) -> None:
    leave_a_session(tmp_path)
    lab = Cockpit(tmp_path)
    panel = lab.overlay
    assert isinstance(panel, ResumePanel)
    lab.click(centre(panel.afresh.rect))
    assert isinstance(lab.overlay, StartHere)
    press(lab, "epoch-forward")
    lab.window.close()
    assert saved(tmp_path) == [EARLIER]


def test_an_unanswered_offer_is_made_again(tmp_path: Path) -> None:
    leave_a_session(tmp_path)
    for _ in range(2):
        lab = Cockpit(tmp_path)
        assert isinstance(lab.overlay, ResumePanel)
        lab.seconds(0.5)
        lab.window.close()


def test_a_session_in_which_nothing_was_done_is_not_offered(tmp_path: Path) -> None:
    Cockpit(tmp_path).window.close()
    lab = Cockpit(tmp_path)
    assert isinstance(lab.overlay, StartHere)
    lab.window.close()


def test_a_damaged_autosave_is_told_of(tmp_path: Path) -> None:
    (tmp_path / SESSION_FILE).write_bytes(b"{")
    lab = Cockpit(tmp_path)
    assert isinstance(lab.overlay, StartHere)
    assert lab.toast.endswith("it was kept as session.damaged.json")
    lab.window.close()


# -- looks -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1024, 640), (1920, 1080)])
def test_dialogs_fit_and_their_controls_do_not_overlap(tmp_path: Path, size: tuple[int, int]) -> None:
    folder = SessionFolder(tmp_path)
    for number in range(ROWS + 1):
        folder.save(f"a session with quite a long name {number}", session_file(Simulation()))
    lab = Cockpit(tmp_path, "--size", f"{size[0]}x{size[1]}")
    lab.key(pygame.K_ESCAPE)
    lab.move(AWAY)
    window = pygame.Rect((0, 0), size)
    for overlay in ("sessions", "resume", "start", "keys", "reading"):
        lab.lab.carry_out(Open(overlay))
        lab.frames(2)
        assert lab.overlay, overlay
        grounds = [hint.rect for hint in lab.overlay.hints() if hint.text() == ""]
        assert all(window.contains(ground) for ground in grounds), overlay
        stops = [stop.rect for stop in lab.overlay.focusables()]
        assert all(any(ground.contains(stop) for ground in grounds) for stop in stops), overlay
        assert not [pair for pair in pairs(stops) if pair[0].colliderect(pair[1])], overlay
    lab.window.close()


def test_a_dialog_stands_through_a_resize_and_other_colours(lab: Cockpit) -> None:
    lab.key(pygame.K_s, text="s")
    for size in SIZES:
        lab.resize(size)
        assert lab.surface.get_rect().contains(sessions(lab).area)
    lab.key(pygame.K_c, text="c")
    assert isinstance(lab.overlay, SessionsPanel)
    lab.key(pygame.K_ESCAPE)
    assert lab.overlay is None
