"""Keys mean the same on every keyboard."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game.sim import commands as c
from game.ui.lab.lab_keys import key_messages
from game.window.input_events import by_place
from tests.support.cockpit import Cockpit
from tests.support.level_player import LevelPlayer

RUSSIAN = {"к": pygame.KSCAN_R, "а": pygame.KSCAN_F, "д": pygame.KSCAN_L, "я": pygame.KSCAN_Z, "с": pygame.KSCAN_C}
GREEK = {"ρ": pygame.KSCAN_R, "φ": pygame.KSCAN_F, "λ": pygame.KSCAN_L, "ζ": pygame.KSCAN_Z, "ψ": pygame.KSCAN_C}


def pressed(sign: str, scancode: int, mod: int = 0, key: int | None = None) -> pygame.event.Event:
    code = ord(sign) if key is None else key
    return pygame.event.Event(pygame.KEYDOWN, key=code, mod=mod, unicode=sign, scancode=scancode)


@pytest.mark.parametrize("layout", [RUSSIAN, GREEK], ids=["russian", "greek"])
def test_letters_of_another_alphabet_count_by_their_place(layout: dict[str, int]) -> None:
    found = [by_place(pressed(sign, code)).key for sign, code in layout.items()]
    assert found == [pygame.K_r, pygame.K_f, pygame.K_l, pygame.K_z, pygame.K_c]


def test_latin_letters_count_by_their_sign_wherever_they_lie() -> None:
    german_z = pressed("z", pygame.KSCAN_Y)
    assert by_place(german_z) is german_z
    umlaut = pressed("ö", pygame.KSCAN_SEMICOLON)
    assert by_place(umlaut) is umlaut
    arrow = pressed("", pygame.KSCAN_LEFT, key=pygame.K_LEFT)
    assert by_place(arrow) is arrow


def test_digits_of_the_keypad_are_digits_while_they_type_digits() -> None:
    assert by_place(pressed("2", pygame.KSCAN_KP_2, key=pygame.K_KP_2)).key == pygame.K_2
    assert by_place(pressed("", pygame.KSCAN_KP_2, key=pygame.K_KP_2)).key == pygame.K_KP_2, "Num Lock is off"


def test_a_student_with_a_russian_keyboard_re_initialises_and_undoes() -> None:
    cockpit = Cockpit()
    before = cockpit.snapshot
    pygame.event.post(pressed("к", pygame.KSCAN_R))
    cockpit.frames(2)
    assert cockpit.snapshot.seed == before.seed + 1
    pygame.event.post(pressed("я", pygame.KSCAN_Z, pygame.KMOD_LCTRL))
    cockpit.frames(2)
    assert cockpit.snapshot.seed == before.seed
    assert key_messages(by_place(pressed("2", pygame.KSCAN_KP_2, key=pygame.K_KP_2)), before) == [c.Reset("xor")]


@pytest.mark.parametrize(
    "event",
    [
        pressed("2", pygame.KSCAN_KP_2, key=pygame.K_KP_2),
        pressed("2", pygame.KSCAN_2, pygame.KMOD_LSHIFT, key=ord("é")),
        pressed("ě", pygame.KSCAN_2),
    ],
    ids=["keypad", "french, with Shift", "czech"],
)
def test_a_choice_of_a_level_is_taken_by_any_two(event: pygame.event.Event, tmp_path: Path) -> None:
    player = LevelPlayer(tmp_path, "L02")
    assert player.play.visit.prediction is None
    pygame.event.post(event)
    player.frames(3)
    assert player.play.visit.prediction == 1
