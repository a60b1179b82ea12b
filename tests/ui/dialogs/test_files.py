"""Opening a file that someone sent: chosen, typed, pasted, or dropped wherever one is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.sim import commands as c
from game.sim.engine.simulation import Simulation
from game.sim.files.replay import encoded
from game.sim.start import Start
from game.ui.dialogs.files import FilesPanel
from game.ui.dialogs.sessions import SessionsPanel
from game.ui.screen import Go, Place
from game.ui.screens.lab import LabScreen
from tests.support.cockpit import Cockpit
from tests.support.saved import whole_session
from tests.support.stage import centre


@pytest.fixture
def sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A session in the folder of downloads."""
    downloads = tmp_path / "Downloads"
    downloads.mkdir()
    monkeypatch.setattr("game.session.services.usual_folders", lambda: [downloads, tmp_path / "none"])
    simulation = Simulation(Start(seed=77))
    simulation.apply(c.Step("epoch", 5))
    path = downloads / "from a friend (1).json"
    path.write_bytes(encoded(whole_session(simulation)))
    return path


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Cockpit]:
    cockpit = Cockpit(tmp_path / "own")
    cockpit.key(pygame.K_ESCAPE)
    yield cockpit
    cockpit.window.close()


def files(lab: Cockpit) -> FilesPanel:
    """The dialog, opened from that of the sessions."""
    lab.key(pygame.K_s, text="s")
    panel = lab.overlay
    assert isinstance(panel, SessionsPanel)
    lab.click(centre(panel.file.rect))
    found = lab.overlay
    assert isinstance(found, FilesPanel)
    return found


def opened(lab: Cockpit) -> bool:
    lab.frames(4)
    return lab.snapshot.seed == 77 and lab.snapshot.epoch == 5


def test_a_file_that_was_downloaded_is_listed_and_opened(lab: Cockpit, sent: Path) -> None:
    panel = files(lab)
    assert [file.path for file in panel.rows] == [sent]
    lab.click(centre(panel.opens[0].rect))
    assert opened(lab)
    assert lab.overlay is None


def test_a_path_is_typed(lab: Cockpit, sent: Path) -> None:
    panel = files(lab)
    lab.click(centre(panel.typed.rect))
    panel.typed.set_text(f'"{sent}"')
    lab.key(pygame.K_RETURN)
    assert opened(lab)


def test_a_path_that_leads_nowhere_is_told(lab: Cockpit, sent: Path) -> None:
    panel = files(lab)
    panel.typed.set_text(str(sent.with_name("none.json")))
    lab.click(centre(panel.open_typed.rect))
    lab.frames(3)
    assert "cannot be read" in lab.toast
    assert not opened(lab)


@pytest.mark.parametrize("place", [Place.MAP, Place.CHECK])
def test_a_file_dropped_on_another_screen_is_opened_in_the_lab(lab: Cockpit, sent: Path, place: Place) -> None:
    lab.window.director.carry_out(Go(place))
    lab.frames(3)
    assert not isinstance(lab.window.screen, LabScreen)
    lab.post(pygame.DROPFILE, file=str(sent))
    lab.frames(3)
    assert isinstance(lab.window.screen, LabScreen)
    assert opened(lab)


def test_the_folder_of_sessions_is_shown_or_told(lab: Cockpit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for works, told in ((True, str(tmp_path)), (False, "open it by hand")):
        monkeypatch.setattr("game.session.services.show_folder", lambda _folder, works=works: works)
        lab.key(pygame.K_s, text="s")
        panel = lab.overlay
        assert isinstance(panel, SessionsPanel)
        lab.click(centre(panel.folder.rect))
        lab.frames(2)
        assert told in lab.toast
        lab.key(pygame.K_ESCAPE)
    assert (tmp_path / "own" / "sessions").is_dir()


@pytest.mark.parametrize("size", ["1024x640", "1280x720", "1920x1080"])
def test_everything_has_its_place(tmp_path: Path, sent: Path, size: str) -> None:
    for number in range(12):
        (sent.parent / f"{'a long name of a session ' * (number % 4)}{number}.json").write_bytes(sent.read_bytes())
    cockpit = Cockpit(tmp_path / "own", "--size", size)
    cockpit.key(pygame.K_ESCAPE)
    panel = files(cockpit)
    rects = [stop.rect for stop in panel.focusables()]
    assert all(panel.area.contains(rect) for rect in rects)
    assert not any(a.colliderect(b) for k, a in enumerate(rects) for b in rects[k + 1 :])
    first = panel.rows[0]
    cockpit.key(pygame.K_PAGEDOWN)
    assert panel.rows[0] == first
    cockpit.click(centre(panel.opens[-1].rect))
    assert cockpit.overlay is None, "it is opened, not scrolled on"
    cockpit.window.close()
