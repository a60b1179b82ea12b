"""Other data and one's own: a click away from the name of the data, typed, pasted, undone, and never lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.sim.dataset import OWN
from game.sim.files.data_table import NAMES
from game.ui.dialogs.data_menu import DataMenu
from game.ui.dialogs.own_data import OwnDataDialog
from game.ui.widgets import clipboard
from tests.support.cockpit import Cockpit
from tests.support.saved import told
from tests.support.stage import centre
from tests.support.tour import SIZES


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Cockpit]:
    cockpit = Cockpit(tmp_path, "--size", SIZES[0], "--scenario", "xor")
    yield cockpit
    cockpit.window.close()


def menu(lab: Cockpit) -> DataMenu:
    lab.click(centre(lab.lab.top.button("data").rect))
    assert isinstance(lab.overlay, DataMenu)
    return lab.overlay


def table(lab: Cockpit) -> OwnDataDialog:
    lab.click(centre(menu(lab).button("table").rect))
    assert isinstance(lab.overlay, OwnDataDialog)
    return lab.overlay


def type_over(lab: Cockpit, text: str) -> None:
    """Take the place of what stands in the cell."""
    lab.key(pygame.K_a, mod=pygame.KMOD_CTRL)
    for character in text:
        pygame.event.post(pygame.event.Event(pygame.TEXTINPUT, text=character))
    lab.frames(2)


def test_any_data_set_is_two_clicks_away(lab: Cockpit) -> None:
    lab.click(centre(menu(lab).button("nand").rect))
    assert lab.overlay is None
    assert lab.snapshot.scenario == "nand"
    lab.click(centre(menu(lab).button("parity3").rect))
    assert lab.snapshot.settings.layers == (3, 2, 1)
    lab.click(centre(menu(lab).button("sine").rect))
    assert (lab.snapshot.scenario, lab.snapshot.settings.output) == ("sine", "linear")


def test_points_are_drawn_by_number_noise_and_seed(lab: Cockpit) -> None:
    dialog = menu(lab)
    for name, text in (("points", "30"), ("noise", "0,2"), ("seed", "7")):
        dialog.box(name).set_text(text)
    lab.click(centre(dialog.button("moons").rect))
    assert lab.snapshot.scenario == "moons:points=30,noise=0.2,seed=7"
    dialog = menu(lab)
    dialog.box("points").set_text("3000")
    lab.click(centre(dialog.button("moons").rect))
    assert "points=4 to 1,000" in lab.toast
    assert lab.snapshot.scenario == "moons:points=30,noise=0.2,seed=7", "nothing is lost"


def test_data_are_typed_used_and_undone(lab: Cockpit) -> None:
    dialog = table(lab)
    lab.click(centre(dialog.cell_rect(1, 0)))
    type_over(lab, "0.75")
    lab.key(pygame.K_RETURN)
    assert dialog.table.text(1, 0) == "0.75"
    assert dialog.cell == (2, 0)
    lab.click(centre(dialog.cell_rect(NAMES, 0)))
    type_over(lab, "width")
    lab.key(pygame.K_RETURN)
    lab.click(centre(dialog.button("input").rect))
    for row in range(4):
        lab.click(centre(dialog.cell_rect(row, 2)))
        type_over(lab, str(row))
        lab.key(pygame.K_RETURN)
    lab.click(centre(dialog.button("use").rect))
    assert lab.overlay is None
    snapshot = lab.snapshot
    assert (snapshot.scenario, snapshot.settings.layers) == (OWN, (3, 2, 1))
    assert snapshot.dataset.input_names == ("width", "x2", "x1")
    assert snapshot.inputs[1] == (0.75, 1.0, 1.0)
    lab.key(pygame.K_z, mod=pygame.KMOD_CTRL)
    assert lab.snapshot.scenario == "xor"


def test_a_mistake_is_told_and_nothing_is_lost(lab: Cockpit) -> None:
    dialog, before = table(lab), lab.simulation.state_hash()
    lab.click(centre(dialog.cell_rect(2, 1)))
    type_over(lab, "two")
    lab.key(pygame.K_RETURN)
    lab.key(pygame.K_UP)
    lab.click(centre(dialog.button("use").rect))
    assert dialog.said == "Line 4, column 2 (x2) is 'two', but must be a number, such as 0.5 or -2"
    assert dialog.cell == (2, 1), "the mistake is marked"
    assert lab.simulation.state_hash() == before
    lab.click(centre(dialog.button("undo").rect))
    assert (dialog.table.text(2, 1), dialog.said) == ("0", ""), "what was wrong is so no more"
    lab.key(pygame.K_ESCAPE)
    assert lab.overlay is None
    assert table(lab) is dialog


def test_what_was_typed_comes_back_by_undo_where_other_data_are_learnt(lab: Cockpit) -> None:
    dialog = table(lab)
    lab.click(centre(dialog.cell_rect(0, 0)))
    type_over(lab, "5")
    lab.key(pygame.K_RETURN)
    lab.key(pygame.K_ESCAPE)
    lab.click(centre(menu(lab).button("and").rect))
    assert table(lab).table.text(0, 0) == "0"
    lab.click(centre(dialog.button("undo").rect))
    assert dialog.table.text(0, 0) == "5"


def test_what_the_table_cannot_do_is_said(lab: Cockpit) -> None:
    dialog = table(lab)
    for _ in range(4):
        lab.click(centre(dialog.button("no_row").rect))
    assert len(dialog.table.rows) == 1
    assert dialog.said == "There is one sample only, and without any there is nothing to learn"
    lab.click(centre(dialog.button("row").rect))
    assert (len(dialog.table.rows), dialog.said) == (2, "")


def test_rows_come_and_go_and_a_click_elsewhere_ends_the_typing(lab: Cockpit) -> None:
    dialog = table(lab)
    lab.click(centre(dialog.cell_rect(0, 0)))
    type_over(lab, "5")
    lab.click(centre(dialog.cell_rect(3, 1)))
    lab.key(pygame.K_9, text="9")
    lab.key(pygame.K_RETURN)
    assert (dialog.table.text(0, 0), dialog.table.text(3, 1)) == ("5", "9")
    assert dialog.cell == (3, 1)
    lab.click(centre(dialog.button("row").rect))
    assert (len(dialog.table.rows), dialog.cell) == (5, (4, 1))
    lab.click(centre(dialog.button("no_row").rect))
    assert len(dialog.table.rows) == 4
    lab.click(centre(dialog.cell_rect(0, 0)))
    type_over(lab, "8")
    lab.key(pygame.K_ESCAPE)
    assert dialog.table.text(0, 0) == "5", "Esc gives up what was typed"
    assert lab.overlay is dialog


def test_a_spreadsheet_is_pasted(lab: Cockpit, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = table(lab)
    monkeypatch.setattr(clipboard, "paste", lambda: "a\tb\ty\n0,5\t1\t1\n2\t-3\t0\n")
    lab.click(centre(dialog.button("paste").rect))
    lab.click(centre(dialog.button("use").rect))
    assert lab.snapshot.inputs == ((0.5, 1.0), (2.0, -3.0))
    assert lab.snapshot.targets == (1.0, 0.0)


def test_the_data_are_saved(lab: Cockpit, tmp_path: Path) -> None:
    lab.click(centre(menu(lab).button("save").rect))
    assert told(lab, "Data saved") == f"Data saved as {tmp_path / 'data' / 'XOR.csv'}"
    assert (tmp_path / "data" / "XOR.csv").read_text() == "x1,x2,y\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n"


def test_a_dropped_csv_is_learnt_from(lab: Cockpit, tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("a;y\n0,5;1\n")
    pygame.event.post(pygame.event.Event(pygame.DROPFILE, file=str(tmp_path / "d.csv")))
    lab.frames(3)
    assert lab.snapshot.inputs == ((0.5,),)
    assert "1 sample of 1 input and 1 target" in lab.toast


@pytest.mark.parametrize("size", SIZES)
def test_both_fit_into_the_window(size: str) -> None:
    lab = Cockpit(None, "--size", size)
    window = lab.surface.get_rect()
    dialog = menu(lab)
    rects = [each.rect for each in dialog.focusables()]
    assert all(window.contains(rect) and dialog.area.contains(rect) for rect in rects)
    assert all(not a.colliderect(b) for k, a in enumerate(rects) for b in rects[:k])
    lab.key(pygame.K_ESCAPE)
    own = table(lab)
    rects = [each.rect for each in own.focusables()]
    assert window.contains(own.area)
    assert all(own.area.contains(rect) for rect in rects)
    assert all(not a.colliderect(b) for k, a in enumerate(rects) for b in rects[:k])
    lab.window.close()
