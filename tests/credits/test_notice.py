"""The notice names everyone whose work is in the app."""

from __future__ import annotations

import pytest

from game import __version__
from game.credits.notice import WIDTH, notice
from game.credits.third_parties import Part, third_parties

ASKED_FOR = (
    *(
        "pygame-ce",
        "SDL",
        "NumPy",
        "FreeType",
        "libpng",
        "msgspec",
        "platformdirs",
        "Pillow",
        "Inter",
        "JetBrains Mono",
    ),
    *("Fira Code", "freesansbold", "Noto Sans", "pygame_gui", "python-i18n", "Python", "PyInstaller"),
)


@pytest.mark.parametrize("part", third_parties().parts, ids=lambda part: part.name)
def test_each_part_stands_there_with_licence_and_source(part: Part) -> None:
    lines = [f"{part.name}: {part.does}", f"licence: {part.licence} ({part.words})", f"source:  {part.source}"]
    assert "\n    ".join(lines) in notice()
    assert part.source.startswith("https://")


def test_nobody_is_forgotten_and_it_says_how_to_exchange_a_library() -> None:
    text = notice()
    assert text.startswith(f"Glassbox {__version__}\n")
    assert [name for name in ASKED_FOR if name not in text] == []
    assert "To use another version of a library" in text
    assert 'run "python -m game.bundle"' in text.replace("\n", " ")
    prose = [line for line in text.splitlines() if ": " not in line]
    assert max(map(len, prose)) <= WIDTH


def test_every_part_has_a_name_of_its_own() -> None:
    names = [part.name for part in third_parties().parts]
    assert len(names) > 40
    assert len(set(names)) == len(names)
