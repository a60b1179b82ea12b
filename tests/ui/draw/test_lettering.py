"""Text keeps to the room it has."""

from __future__ import annotations

from dataclasses import dataclass, field

import pygame
import pytest
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


def test_to_break_a_word_of_thousands_of_letters_little_more_is_measured_than_it_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pygame.font.init()
    pen, measured = Pen(), []
    width = Fonts.width

    def noted(self: Fonts, string: str, size: float, style: str = "regular") -> int:
        measured.append(len(string))
        return width(self, string, size, style)

    monkeypatch.setattr(Fonts, "width", noted)
    word = "x" * 5_000
    lines = wrapped(pen, word, 14, 120)
    assert "".join(lines) == word
    assert len({len(line) for line in lines[:-1]}) == 1, "each line is as full as the others"
    assert sum(measured) < 100 * len(word)
