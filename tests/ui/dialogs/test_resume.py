"""Going on with what was open when the app was last closed."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game.ui.dialogs.resume import ResumePanel
from tests.support.cockpit import Cockpit


@pytest.fixture
def back(tmp_path: Path) -> Cockpit:
    """The window of a student who trained for three epochs yesterday."""
    yesterday = Cockpit(tmp_path)
    yesterday.key(pygame.K_ESCAPE)
    for _ in range(3):
        yesterday.key(pygame.K_RIGHT, mod=pygame.KMOD_CTRL)
    yesterday.frames(3)
    assert yesterday.snapshot.moment.epoch > 0
    yesterday.window.close()
    today = Cockpit(tmp_path)
    assert isinstance(today.overlay, ResumePanel)
    assert today.snapshot.moment.epoch == 0
    return today


@pytest.mark.parametrize("key", [pygame.K_RETURN, pygame.K_KP_ENTER])
def test_enter_goes_on(back: Cockpit, key: int) -> None:
    back.key(key)
    back.until(lambda: back.overlay is None)
    assert back.snapshot.moment.epoch > 0


def test_enter_presses_what_tab_has_come_to(back: Cockpit) -> None:
    back.key(pygame.K_TAB)
    back.key(pygame.K_TAB)
    back.key(pygame.K_RETURN)
    back.frames(3)
    assert not isinstance(back.overlay, ResumePanel)
    assert back.snapshot.moment.epoch == 0
