"""Larger text: all is drawn larger, and the window follows the pointer over it."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game.ui.draw.kit import scale_for
from game.ui.screen import TEXT_SIZES
from game.window.display import AROUND, seen_part
from tests.support.certain import there
from tests.support.cockpit import Cockpit
from tests.support.lab_hands import edge_place
from tests.support.stage import centre


def at(canvas: tuple[int, int], zoom: float) -> tuple[int, int]:
    """Where the pointer is to be for what lies there."""
    return round(canvas[0] / zoom), round(canvas[1] / zoom)


def test_one_click_makes_all_larger_and_it_is_kept(tmp_path: Path) -> None:
    cockpit = Cockpit(tmp_path, "--size", "1280x720")
    cockpit.key(pygame.K_ESCAPE)
    seen = [cockpit.window.director.options.text_size]
    for _ in TEXT_SIZES:
        zoom = seen[-1] / 100
        button = cockpit.panel("parameters").text_size  # type: ignore[attr-defined]
        cockpit.click(at(centre(button.rect), zoom))
        cockpit.frames(2)
        seen.append(cockpit.window.director.options.text_size)
        assert cockpit.surface.get_size() == (1280, 720)
        assert cockpit.lab.kit.scale == scale_for(tuple(round(side * seen[-1] / 100) for side in (1280, 720)))  # type: ignore[arg-type]
    assert seen == [100, 125, 150, 200, 100]
    cockpit.key(pygame.K_t, text="t")
    cockpit.window.close()
    assert Cockpit(tmp_path, "--size", "1280x720").window.director.options.text_size == 125


@pytest.mark.parametrize("size", TEXT_SIZES)
def test_what_the_pointer_is_at_is_seen_hovered_clicked_and_dragged(tmp_path: Path, size: int) -> None:
    cockpit = Cockpit(tmp_path, "--size", "1280x720")
    cockpit.key(pygame.K_ESCAPE)
    zoom = size / 100
    while cockpit.window.director.options.text_size != size:
        cockpit.key(pygame.K_t, text="t")
    cockpit.frames(3)
    place = edge_place(cockpit, "w5")
    cockpit.move(at(place, zoom))
    cockpit.frames(2)
    assert cockpit.lab.selection.hovered is not None
    part = seen_part(cockpit.surface, zoom, pygame.mouse.get_pos())
    assert part.collidepoint(place)
    shown = cockpit.surface.subsurface(pygame.Rect(0, 0, 1280, 600))
    drawn = cockpit.window.canvas.subsurface(pygame.Rect(part.topleft, (1280, 600)))
    assert pygame.image.tobytes(shown, "RGB") == pygame.image.tobytes(drawn, "RGB")
    cockpit.click(at(place, zoom))
    assert cockpit.lab.selection.pinned is not None
    slider = cockpit.panel("parameters").control("learning_rate")  # type: ignore[attr-defined]
    x, y = slider.knob_centre
    before = cockpit.snapshot.settings.learning_rate
    cockpit.drag(at((x, y), zoom), at((x + 40, y), zoom))
    cockpit.frames(2)
    assert cockpit.snapshot.settings.learning_rate > before
    cockpit.window.close()


@pytest.mark.parametrize("size", [size for size in TEXT_SIZES if size > 100])
def test_what_is_said_is_seen_wherever_the_pointer_is(tmp_path: Path, size: int) -> None:
    cockpit = Cockpit(tmp_path, "--size", "1280x720")
    cockpit.key(pygame.K_ESCAPE)
    while cockpit.window.director.options.text_size != size:
        cockpit.key(pygame.K_t, text="t")
    for pointer in ((0, 0), (1279, 0), (640, 360), (0, 719), (1279, 719)):
        cockpit.move(pointer)
        cockpit.lab.board.toast.say("")
        cockpit.wait(0.7)
        before = cockpit.surface.copy()
        cockpit.lab.say("a sentence of some length, which takes more than one line where the window is narrow " * 2)
        cockpit.frames(3)
        box = changed(before, cockpit.surface)
        assert box.width > 300, pointer
        assert cockpit.surface.get_rect().inflate(-2, -2).contains(box), f"its frame is all there, {pointer}"
    cockpit.window.close()


@pytest.mark.parametrize("size", [size for size in TEXT_SIZES if size > 100])
def test_what_has_the_keyboard_is_seen_and_a_click_finds_what_is_seen(tmp_path: Path, size: int) -> None:
    cockpit = Cockpit(tmp_path, "--size", "1280x720")
    cockpit.key(pygame.K_ESCAPE)
    while cockpit.window.director.options.text_size != size:
        cockpit.key(pygame.K_t, text="t")
    cockpit.move((1270, 10))
    board, canvas = cockpit.lab.board, cockpit.window.canvas.get_rect()
    for _ in range(len(board.focusables())):
        cockpit.key(pygame.K_TAB)
        seen, place = there(board.toast.seen), there(board.ring.current).rect.clip(canvas)
        assert as_much_as_can_be(place, seen)
    cockpit.key(pygame.K_s, text="s")
    cockpit.frames(2)
    dialog, seen = there(board.keyboard_at), there(board.toast.seen)
    assert board.opened == "sessions"
    assert as_much_as_can_be(dialog, seen)
    cockpit.key(pygame.K_ESCAPE)
    button = centre(cockpit.panel("parameters").text_size.rect)  # type: ignore[attr-defined]
    cockpit.move(at(button, size / 100))
    cockpit.frames(2)
    assert there(board.toast.seen).collidepoint(button)
    stops = len(board.focusables())
    while there(board.toast.seen).collidepoint(button):
        cockpit.key(pygame.K_TAB)
        cockpit.frames(2)
        stops -= 1
        assert stops > 0
    for size_then in (size, TEXT_SIZES[(TEXT_SIZES.index(size) + 1) % len(TEXT_SIZES)]):
        cockpit.post(pygame.MOUSEBUTTONDOWN, pos=at(button, size / 100), button=pygame.BUTTON_LEFT)
        cockpit.release(at(button, size / 100))
        assert cockpit.window.director.options.text_size == size_then, "the first click leads back, the second presses"
    cockpit.window.close()


def as_much_as_can_be(place: pygame.Rect, seen: pygame.Rect) -> bool:
    """Whether as much of a place is seen as has room in what is seen."""
    shown = place.clip(seen)
    return shown.w >= min(place.w, seen.w - AROUND) and shown.h >= min(place.h, seen.h - AROUND)


def changed(before: pygame.Surface, after: pygame.Surface) -> pygame.Rect:
    """The area in which two pictures differ."""
    mask = pygame.mask.from_threshold(after, (0, 0, 0), (1, 1, 1, 255), before)
    mask.invert()
    rects = mask.get_bounding_rects()
    return rects[0].unionall(rects[1:]) if rects else pygame.Rect(0, 0, 0, 0)


def test_every_corner_is_reached() -> None:
    window = pygame.Surface((1280, 720))
    for zoom in (size / 100 for size in TEXT_SIZES):
        whole = pygame.Rect(0, 0, round(1280 * zoom), round(720 * zoom))
        corners = [seen_part(window, zoom, place) for place in ((0, 0), (1279, 719), (1279, 0), (0, 719), (5000, -9))]
        assert all(whole.contains(part) for part in corners)
        assert corners[0].topleft == (0, 0)
        assert whole.right - corners[1].right <= 2
        assert whole.bottom - corners[1].bottom <= 2
