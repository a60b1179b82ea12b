"""Every sign we write is in one of our fonts, every icon can be seen, and the fonts may be given away."""

from __future__ import annotations

import pygame
import pytest

from game.paths import ASSETS
from game.ui.draw.fonts import FILES, Fonts
from game.ui.draw.icons import Icons
from game.ui.draw.kit import build_kit
from game.ui.draw.paint import box_on_ground, disc, rounded_box
from game.ui.draw.panel_background import panel_background
from tests.support.fingerprint import fingerprint

SIGNS = "σ′∂δηΣ×←→−·½²³ŷ₀₁₂₃₄₅₆₇₈₉⁻⁺ᶻ≤≥±ε∞✓↑↓≈≠√∈α…–—’“”★°•✕"
WHITE = (255, 255, 255)
ICONS = (
    *("lock", "lock-open", "dead", "play", "pause", "step-forward", "step-back", "sample-forward", "sample-back"),
    *("epoch-forward", "epoch-back", "fast-forward", "home", "end", "undo", "branch", "star", "star-empty", "check"),
    *("cross", "reset", "dice", "help", "book", "eye", "arrow-right", "close", "logo"),
)


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    pygame.init()
    return Fonts(1.0)


@pytest.mark.parametrize("style", FILES)
def test_no_sign_is_a_box(fonts: Fonts, style: str) -> None:
    box = fingerprint(fonts.font(style, 20).render("\uffff", True, WHITE), "RGBA")
    for sign in SIGNS:
        drawn = fonts.text(sign, 20, WHITE, style)
        assert drawn.get_bounding_rect().width > 0, sign
        assert fingerprint(drawn, "RGBA") != box, sign


@pytest.mark.parametrize("style", FILES)
def test_borrowed_signs_keep_width_height_and_baseline(fonts: Fonts, style: str) -> None:
    text = "e⁻ᶻ ★ ∈ ✕ x"
    drawn = fonts.text(text, 20, WHITE, style)
    assert drawn.get_size() == (fonts.width(text, 20, style), fonts.text("x", 20, WHITE, style).get_height())
    own = fonts.text("x", 20, WHITE, style).get_bounding_rect()
    tail = drawn.subsurface((drawn.get_width() - own.right, 0, own.right, drawn.get_height()))
    assert tail.get_bounding_rect().bottom == own.bottom


def test_a_text_is_rendered_once(fonts: Fonts) -> None:
    assert fonts.text("0.123", 13, WHITE, "mono") is fonts.text("0.123", 13, WHITE, "mono")
    assert fonts.text("0.123", 13, (255, 0, 0), "mono") is not fonts.text("0.123", 13, WHITE, "mono")


def test_every_font_file_has_its_licence() -> None:
    folder = ASSETS / "fonts"
    families = {path.name.split("-")[0] for path in folder.iterdir() if path.suffix in (".otf", ".ttf")}
    assert {path.name for path in folder.iterdir() if path.suffix in (".otf", ".ttf")} == set(FILES.values())
    for family in families:
        licence = (folder / f"{family}-LICENSE.txt").read_text(encoding="utf-8")
        assert licence.startswith("Copyright")
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence
        assert "PERMISSION & CONDITIONS" in licence


def test_the_icons_there_are() -> None:
    assert set(ICONS) <= set(Icons().names)


@pytest.mark.parametrize("name", ICONS)
@pytest.mark.parametrize("size", [10, 14, 40])
def test_an_icon_fills_its_square_in_its_colour(name: str, size: int) -> None:
    icon = Icons().get(name, size, (255, 200, 87))
    assert icon.get_size() == (size, size)
    drawn = icon.get_bounding_rect(min_alpha=40)
    assert max(drawn.width, drawn.height) >= 0.55 * size
    solid = [icon.get_at((x, y)) for x in range(size) for y in range(size) if icon.get_at((x, y)).a > 200]
    assert solid
    assert all(max(abs(a - b) for a, b in zip(pixel[:3], (255, 200, 87), strict=True)) <= 2 for pixel in solid)


def test_icons_differ_and_are_cached() -> None:
    icons = Icons()
    looks = {name: fingerprint(icons.get(name, 24, WHITE), "RGBA") for name in icons.names}
    assert len(set(looks.values())) == len(looks) - 1  # "cross" and "close" are one drawing
    assert icons.get("play", 24, WHITE) is icons.get("play", 24, WHITE)


def test_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(KeyError):
        Icons().get("no such icon", 24, WHITE)


@pytest.mark.parametrize("size", [(1, 1), (4, 30), (30, 4), (9, 9), (60, 25), (61, 26)])
def test_a_rounded_box_has_solid_middle_straight_edges_and_free_corners(size: tuple[int, int]) -> None:
    box = rounded_box(size, 8, (10, 20, 30), (200, 210, 220))
    assert box.get_size() == size
    middle = box.get_at((size[0] // 2, size[1] // 2))
    assert middle.a > 100
    if min(size) > 20:
        assert middle[:3] == (10, 20, 30)
        for point in ((size[0] // 2, 0), (size[0] // 2, size[1] - 1), (0, size[1] // 2), (size[0] - 1, size[1] // 2)):
            assert tuple(box.get_at(point)) == (200, 210, 220, 255)
        for corner in ((0, 0), (size[0] - 1, 0), (0, size[1] - 1), (size[0] - 1, size[1] - 1)):
            assert box.get_at(corner).a < 30


@pytest.mark.parametrize("size", [(1, 1), (9, 30), (27, 28), (28, 27), (29, 40), (301, 200)])
@pytest.mark.parametrize(("radius", "width"), [(0, 1), (3, 2), (12, 1)])
def test_a_box_on_its_ground_is_that_box_laid_on_it(size: tuple[int, int], radius: int, width: int) -> None:
    ground, fill, line = (77, 99, 200), (10, 20, 30), (200, 210, 220)
    laid = pygame.Surface(size)
    laid.fill(ground)
    laid.blit(rounded_box(size, radius, fill, line, width), (0, 0))
    assert fingerprint(box_on_ground(size, radius, fill, line, width, ground)) == fingerprint(laid)


@pytest.mark.parametrize("diameter", [5, 14, 15, 38])
def test_a_disc_is_round(diameter: int) -> None:
    drawn = disc(diameter, (255, 255, 255))
    area = sum(drawn.get_at((x, y)).a for x in range(diameter) for y in range(diameter)) / 255
    assert area == pytest.approx(3.14159 * diameter**2 / 4, rel=0.06)
    assert fingerprint(drawn, "RGBA") == fingerprint(pygame.transform.flip(drawn, True, True), "RGBA")


def test_a_note_that_would_run_into_the_title_is_left_out() -> None:
    pygame.init()
    pygame.display.set_mode((1280, 800))
    kit = build_kit((1280, 800))
    wide, narrow = ((w, 100) for w in (400, 150))
    note = "a note at the right"

    def pixels(size: tuple[int, int], words: str) -> str:
        return fingerprint(panel_background(kit, size, "A title", words), "RGBA")

    assert pixels(wide, note) != pixels(wide, "")
    assert pixels(narrow, note) == pixels(narrow, "")


def test_pictures_of_strings_come_to_no_more_than_is_told() -> None:
    pygame.init()
    fonts = Fonts(1.0)
    for number in range(900):
        fonts.text(f"{number} long sentences that nobody will read a second time", 60, (1, 2, 3))
        assert fonts.held <= fonts.most_held
    newest = fonts.text("899 long sentences that nobody will read a second time", 60, (1, 2, 3))
    assert newest is fonts.text("899 long sentences that nobody will read a second time", 60, (1, 2, 3))
    assert fonts.held > fonts.most_held / 2
    fonts.let_go()
    assert fonts.held == 0
