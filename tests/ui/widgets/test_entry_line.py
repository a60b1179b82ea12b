"""A line that is typed in holds together whatever is done to it, by hands and by the game."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pygame
import pytest

from game.ui.widgets.value_box import EntryLine
from tests.support.stage import Stage

TEXTS = ["", "1", "-7.25", "abc def", "❤️", "x" * 40]
MOVES = [pygame.K_LEFT, pygame.K_RIGHT, pygame.K_HOME, pygame.K_END]
SHORTCUTS = [pygame.K_a, pygame.K_c, pygame.K_x, pygame.K_v]


@pytest.fixture(scope="module")
def stage() -> Stage:
    return Stage()


def acts(stage: Stage, line: EntryLine, dice: random.Random) -> list[Callable[[], object]]:
    """What may be done to it."""

    def post(kind: int, **about: Any) -> None:
        stage.kit.manager.process_events(pygame.event.Event(kind, **about))

    def key(keys: list[int], *mods: int) -> None:
        post(pygame.KEYDOWN, key=dice.choice(keys), mod=dice.choice(mods), unicode="", scancode=0)

    return [
        lambda: line.set_text(dice.choice(TEXTS)),
        lambda: stage.kit.manager.set_focus_set(line),
        lambda: stage.kit.manager.set_focus_set(None),
        lambda: post(pygame.TEXTINPUT, text=dice.choice("abc1.-½٣")),
        lambda: key([pygame.K_BACKSPACE, pygame.K_DELETE], 0),
        lambda: key(MOVES, 0, pygame.KMOD_SHIFT, pygame.KMOD_CTRL),
        lambda: key(SHORTCUTS, pygame.KMOD_CTRL),
        lambda: key([pygame.K_RETURN, pygame.K_TAB], 0),
        line.rebuild,
        lambda: line.resume(line.draft(taken=False)),
    ]


@pytest.mark.parametrize("seed", range(8))
def test_what_is_selected_can_be_taken_away_whatever_was_done_before(stage: Stage, seed: int) -> None:
    dice = random.Random(seed)
    line = EntryLine(pygame.Rect(100, 100, dice.choice([40, 300]), 26), stage.kit.manager, placeholder_text="usual")
    line.whole = dice.random() < 0.5
    for _ in range(150):
        dice.choice(acts(stage, line, dice))()
        stage.kit.manager.update(0.02)
        assert 0 <= line.edit_position <= len(line.text)
        assert all(0 <= end <= len(line.text) for end in line.select_range)
    line.kill()


def test_a_text_that_is_put_in_while_another_is_selected_can_be_changed(stage: Stage) -> None:
    """As where the answer in a level's box comes from the network while the student has selected what stood there."""
    line = EntryLine(pygame.Rect(100, 100, 300, 26), stage.kit.manager)
    line.whole = True
    line.set_text("12345")
    stage.kit.manager.set_focus_set(line)
    line.set_text("-7")
    stage.key(pygame.K_BACKSPACE)
    assert line.text == "-"
    line.kill()
