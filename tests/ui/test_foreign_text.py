"""Text that people and files bring can be drawn wherever it is shown, whatever Unicode it holds."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pygame
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pygame_gui.elements import UITextEntryLine

from game.sim.commands import RenameRun
from game.storage.profile import Profile
from game.storage.profile_store import ProfileStore
from game.storage.saved_sessions import Saved
from game.ui.dialogs.profiles import ProfilesDialog
from game.ui.dialogs.sessions import SessionsPanel
from game.ui.draw.drawable import LONGEST, UNSHOWABLE, drawable, visible
from game.ui.draw.lettering import Lettering, cut, fitting_size, wrapped
from game.ui.timeline.run_styles import fitting_name
from game.ui.toolkit.panel import Hint
from game.ui.toolkit.toast import Toast
from game.ui.toolkit.tooltip import Tooltip
from game.ui.widgets import clipboard
from game.ui.widgets.button import Button
from game.ui.widgets.text_box import TextBox
from game.window import crash_window
from tests.support.fingerprint import fingerprint
from tests.support.stage import Stage
from tests.support.tour import Tour

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
AWKWARD = (
    *("Mia ❤️", FAMILY, "\u202eright to left", "a\0b", "\0", "\ud800", "x" * 10_000, f"{FAMILY} " * 2_000),
    *(
        "\ufe0f",
        "\u200b\u200d\u2060",
        "\u0301\u0302",
        "a\nb\tc\r\x1b[2J",
        "\U000e0001\U0010ffff",
        "שלום عليكم",
        "",
        " ",
    ),
)
ANY = st.text(st.characters(exclude_categories=()), max_size=30)
"""Every code point, halves of surrogate pairs too."""
WHITE = (255, 255, 255)


@cache
def stage() -> Stage:
    return Stage((1024, 640))


@pytest.fixture(autouse=True)
def _stage_that_stands() -> None:
    """A window of another test may have taken the fonts and the screen with it."""
    if stage.cache_info().currsize and not (
        stage().kit.fonts.usable and pygame.display.get_surface() is stage().surface
    ):
        stage.cache_clear()


# -- what is made of a text --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Mia ❤️", "Mia ❤"),
        (FAMILY, "\U0001f468\U0001f469\U0001f467"),
        ("a\u202eb", "ab"),
        ("a\0b\ud800", f"a{UNSHOWABLE}b{UNSHOWABLE}"),
        ("a\nb\tc", "a b c"),
        ("\ufe0f\u200b", UNSHOWABLE),
        ("", ""),
        ("Zoë σ′ × 試\u00a0用", "Zoë σ′ × 試\u00a0用"),
        ("x" * 10_000, "x" * (LONGEST - 1) + "…"),
    ],
)
def test_what_cannot_be_seen_is_left_out(text: str, shown: str) -> None:
    assert drawable(text) == shown


@given(ANY)
def test_a_drawable_text_stays_as_it_is(text: str) -> None:
    assert drawable(drawable(text)) == drawable(text)
    assert visible(visible(text)) == visible(text)
    assert bool(drawable(text)) == bool(text)


# -- every place that shows a text somebody else wrote -----------------------------------------------------------------


def in_every_style(text: str) -> None:
    fonts = stage().kit.fonts
    for style in ("regular", "semibold", "mono"):
        image = fonts.text(text, 13, WHITE, style)
        assert image.get_width() == fonts.width(text, 13, style)
        for character in text[:50]:
            fonts.has(style, character)


def as_lettering(text: str) -> None:
    kit, room = stage().kit, 120
    pen = Lettering(kit, stage().surface)
    pen.write(text, (5, 5), 13, WHITE, room=room)
    pen.spread([text, text], 500, 20, 13, WHITE, "mono", room)
    pen.first_fitting([text, "x"], 13, room)
    for line in (*wrapped(kit, text, 13, room), cut(kit, text, 13, room), fitting_name(kit, text, 13, room)):
        kit.fonts.text(line, fitting_size(kit, line, 13, room), WHITE)
    assert kit.fonts.width(cut(kit, text, 13, room), 13) <= room


def in_a_message(text: str) -> None:
    toast, tip = Toast(), Tooltip()
    toast.say(f"there is no session called {text}")
    toast.draw(stage().surface, stage().kit, 0.0)
    toast.say(text)
    toast.draw(stage().surface, stage().kit, 0.0)
    hint = Hint(pygame.Rect(0, 0, 50, 50), lambda: text)
    for now in (0.0, 1.0):
        tip.update((10, 10), now, [hint])
    boxes = tip.floating(stage().kit, stage().surface.get_rect())
    assert bool(boxes) == bool(text.strip())
    for box in boxes:
        box.paint(stage().surface)


def on_a_button(text: str) -> None:
    button = Button(stage().kit, pygame.Rect(10, 10, 90, 30), text)
    stage().frame()
    button.set_text(f"{text}!")
    stage().frame()
    button.kill()


def in_a_line_of_text(text: str) -> None:
    box = TextBox(stage().kit, pygame.Rect(10, 10, 200, 30), text)
    stage().frame()
    assert box.text == visible(text)
    box.begin()
    for part in (text[:40], "z"):
        pygame.event.post(pygame.event.Event(pygame.TEXTINPUT, text=part))
        stage().frame()
    assert box.text.endswith("z")
    box.kill()
    stage().frame()


def in_the_crash_window(text: str) -> None:
    crash_window.draw_crash(stage().surface, ["Glassbox has failed", f"the report is {text}", text])


def in_the_list_of_sessions(text: str) -> None:
    rows = [Saved(text, Path("x"), 1.7e9), Saved("plain", Path("y"), 1.7e9)]
    panel = SessionsPanel(lambda: rows, lambda: text)
    panel.build(stage().kit, stage().surface.get_rect())
    stage().frame()
    panel.kill()


def in_the_list_of_players(text: str) -> None:
    dialog = ProfilesDialog(lambda: [text, "Player 1"], lambda: text)
    dialog.build(stage().kit, stage().surface.get_rect())
    stage().frame()
    dialog.kill()


def still_writes() -> bool:
    """Whether the window goes on to show texts."""
    stage().frame()
    corner = stage().surface.subsurface((0, 0, 80, 30))
    before = fingerprint(corner)
    Lettering(stage().kit, stage().surface).write("plain", (5, 15), 13, WHITE)
    return fingerprint(corner) != before


PLACES = (
    *(in_every_style, as_lettering, in_a_message, on_a_button, in_a_line_of_text, in_the_crash_window),
    *(in_the_list_of_sessions, in_the_list_of_players),
)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", AWKWARD, ids=lambda text: ascii(text[:8]))
def test_an_awkward_text_is_shown(place: Callable[[str], None], text: str) -> None:
    place(text)
    assert still_writes()


@pytest.mark.parametrize("place", PLACES)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=ANY)
def test_any_text_is_shown(place: Callable[[str], None], text: str) -> None:
    place(text)
    assert still_writes()


# -- a player, a session and a run of such a name ----------------------------------------------------------------------


def test_a_player_with_an_emoji_comes_back(tmp_path: Path) -> None:
    ProfileStore(tmp_path).save(Profile(name="Mia ❤️"))
    for _ in range(2):
        tour = Tour(tmp_path)
        tour.to_map()
        assert tour.profiles.profile.name == "Mia ❤️"
        tour.click(tour.button("Mia ❤️"))
        tour.close()


def test_what_is_pasted_takes_the_place_of_the_selection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "paste", lambda: "x❤️\0y")
    box = TextBox(stage().kit, pygame.Rect(10, 10, 200, 30), "abc")
    box.begin()
    manager: Any = stage().kit.manager
    (entry,) = (each for each in manager.get_focus_set() if isinstance(each, UITextEntryLine))
    entry.select_range = [1, 2]
    stage().key(pygame.K_v, pygame.KMOD_CTRL)
    assert box.text == f"ax❤{UNSHOWABLE}yc"
    stage().type("z")
    assert box.text == f"ax❤{UNSHOWABLE}yzc"
    entry.set_text_length_limit(8)
    stage().key(pygame.K_v, pygame.KMOD_CTRL)
    assert box.text == f"ax❤{UNSHOWABLE}yzxc"
    box.kill()


@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
def test_a_clipboard_that_cannot_hold_a_text_says_so(text: str) -> None:
    assert clipboard.copy(text) in (True, False)


def test_runs_of_any_name_are_listed(tmp_path: Path) -> None:
    tour = Tour(tmp_path)
    tour.key(pygame.K_ESCAPE)
    for name in ("x❤️", "\u202e\ufe0f"):
        tour.simulation.apply(RenameRun(tour.simulation.snapshot().runs[0].id, name))
        tour.frames(3)
        assert tour.snapshot.runs[0].name == name
    tour.close()
