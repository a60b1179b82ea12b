"""About Glassbox: one click away from the Lab and the map, and it names everyone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game import __version__
from game.credits.third_parties import third_parties
from game.ui.dialogs.about import AboutDialog
from game.ui.draw.kit import build_kit
from game.ui.draw.palette import STANDARD
from game.ui.intents import Open
from tests.support.certain import now
from tests.support.cockpit import Cockpit, tip_at, turn_wheel
from tests.support.stage import centre, key_event
from tests.support.tour import SIZES, Tour
from tests.support.written import Written


@pytest.fixture
def lab() -> Iterator[Cockpit]:
    cockpit = Cockpit(None, "--size", SIZES[0])
    cockpit.click(centre(cockpit.lab.top.button("about").rect))
    yield cockpit
    cockpit.window.close()


def opened(lab: Cockpit) -> AboutDialog:
    assert isinstance(lab.overlay, AboutDialog)
    return lab.overlay


def test_the_name_in_the_lab_opens_it_and_escape_the_button_or_a_press_outside_close_it(lab: Cockpit) -> None:
    dialog = opened(lab)
    lab.key(pygame.K_ESCAPE)
    assert now(lab.overlay) is None
    name = centre(lab.lab.top.button("about").rect)
    lab.click(name)
    lab.click(centre(dialog.close.rect))
    assert now(lab.overlay) is None
    lab.click(name)
    lab.click((dialog.area.x + 30, dialog.area.bottom - 30))
    assert now(lab.overlay) is dialog
    lab.click((dialog.area.x - 30, dialog.area.bottom - 30))
    assert now(lab.overlay) is None
    lab.click(name)
    lab.click(name)
    assert lab.overlay is None
    lab.move((500, 300))
    assert tip_at(lab, name).startswith(f"About Glassbox {__version__}")


def test_the_keyboard_opens_it_and_scrolls_it_and_the_lab_stands_still(lab: Cockpit) -> None:
    lab.key(pygame.K_ESCAPE)
    before = lab.snapshot
    lab.key(pygame.K_TAB)
    lab.key(pygame.K_TAB, pygame.KMOD_SHIFT)
    lab.key(pygame.K_RETURN)
    dialog = opened(lab)
    ways = (pygame.K_DOWN, pygame.K_PAGEDOWN, pygame.K_END, pygame.K_UP, pygame.K_PAGEUP, pygame.K_HOME)
    offsets = []
    for key in ways:
        lab.key(key)
        offsets.append(dialog.bar.offset)
    assert offsets[0] < offsets[1] < offsets[2] == dialog.bar.most
    assert offsets[2] > offsets[3] > offsets[4] > offsets[5] == 0
    lab.key(pygame.K_UP)
    assert dialog.bar.offset == 0
    assert (lab.snapshot.tick, lab.snapshot.speed, lab.snapshot.playing) == (before.tick, before.speed, False)


def test_wheel_and_bar_scroll_it_to_its_last_line(lab: Cockpit) -> None:
    dialog = opened(lab)
    top = lab.surface.subsurface(dialog.seen).copy()
    turn_wheel(lab, centre(dialog.seen), -2)
    assert 0 < dialog.bar.offset < dialog.bar.most
    assert lab.surface.subsurface(dialog.seen).get_buffer().raw != top.get_buffer().raw
    x, y = centre(dialog.bar.thumb)
    lab.drag((x, y), (x, y + 40), (x + 200, dialog.area.bottom + 50))
    assert dialog.bar.offset == dialog.bar.most
    assert not dialog.bar.held
    seen = lab.surface.subsurface(dialog.seen)
    last = dialog.text.subsurface((0, dialog.bar.most, *dialog.seen.size))
    assert pygame.image.tobytes(seen, "RGB") == pygame.image.tobytes(last, "RGB")
    lab.click((dialog.bar.rect.centerx, dialog.bar.rect.y + 2))
    assert dialog.bar.offset == 0


def test_the_name_on_the_map_opens_it_too(tmp_path: Path) -> None:
    tour = Tour(tmp_path)
    tour.to_map()
    tour.click((60, 28))
    assert now(tour.map.board.opened) == "about"
    tour.key(pygame.K_ESCAPE)
    assert tour.map.board.opened is None
    tour.close()


@pytest.mark.parametrize("size", SIZES)
def test_every_part_is_read_in_full_at_every_size(size: str, written: Written) -> None:
    width, height = map(int, size.split("x"))
    window = (width, height)
    pygame.display.set_mode(window)
    dialog = AboutDialog()
    dialog.build(build_kit(window, STANDARD), pygame.Rect((0, 0), window))
    texts = [text for _, _, text in written]
    assert texts.count(f"Glassbox {__version__}") == 1
    for part in third_parties().parts:
        assert {part.name, part.licence, part.source} <= set(texts)
    prose = " ".join(texts)
    for words in (*third_parties().opening, *third_parties().exchange.paragraphs):
        assert words in prose
    for place, ground, text in written:
        assert ground.contains(place), text
    assert pygame.Rect((0, 0), window).contains(dialog.area)
    assert dialog.bar.most > 0
    assert dialog.commands_from(key_event(pygame.K_ESCAPE)) == [Open(None)]
    dialog.kill()
    assert not dialog.focusables()
