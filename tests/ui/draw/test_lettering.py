"""Text keeps to the room it has."""

from __future__ import annotations

from dataclasses import dataclass, field

import pygame
from hypothesis import given
from hypothesis import strategies as st

from game.ui.draw.fonts import Fonts
from game.ui.draw.lettering import wrapped


@dataclass(frozen=True)
class Pen:
    fonts: Fonts = field(default_factory=lambda: Fonts(1.0))


@given(st.text(st.sampled_from("abW— iœ₁"), max_size=120), st.integers(30, 400))
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(text: str, room: int) -> None:
    pygame.font.init()
    pen = Pen()
    lines = wrapped(pen, text, 14, room)
    assert all(pen.fonts.width(line, 14, "regular") <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
