"""The pygame_gui theme, made from the palette, so that every palette is themed alike.

Only text entries and text boxes take their look from it; buttons, sliders and choices paint their own
(`ui/widgets`). A theme's "defaults" block passes on colours only, so fonts and misc stand with each element type.
"""

from __future__ import annotations

from typing import Any

from game.paths import ASSETS
from game.ui.draw.fonts import FILES, SMALLEST
from game.ui.draw.palette import Colour, Palette, mix

WORDS_CLASS = "@words"
"""Class of the text entries that hold words, which begin at the left; numbers end at the right."""
TEXT_SIZE, ENTRY_SIZE = 13, 13
"""Pixels of the 1280x800 design."""


def theme_for(scale: float, palette: Palette) -> dict[str, Any]:
    """A theme for `UIManager`; every font in it is loaded at once, from a file."""
    flat = {"shape": "rectangle", "shadow_width": "0", "border_width": "1"}
    entry = {**flat, "padding": "3,0"}
    return {
        "defaults": {"colours": _colours(palette)},
        "text_entry_line": {
            "font": _font("glassbox-mono", "mono", "mono-medium", ENTRY_SIZE, scale),
            "colours": {
                "normal_text": _hex(palette.activation),
                "selected_bg": _hex(_accent(palette)),
                "normal_border": _hex(mix(palette.line, palette.muted, 0.5)),
                "active_border": _hex(palette.positive),
            },
            "misc": {**entry, "text_horiz_alignment": "right", "text_horiz_alignment_padding": "3"},
        },
        WORDS_CLASS: {"misc": {**entry, "text_horiz_alignment": "left", "text_horiz_alignment_padding": "6"}},
        "text_box": {
            "font": _font("glassbox-text", "regular", "semibold", TEXT_SIZE, scale),
            "misc": {**flat, "border_width": "0", "padding": "2,2"},
        },
        "label": {"font": _font("glassbox-text", "regular", "semibold", TEXT_SIZE, scale)},
    }


def _font(name: str, regular: str, bold: str, size: float, scale: float) -> dict[str, str]:
    def path(style: str) -> str:
        return str(ASSETS / "fonts" / FILES[style])

    return {
        "name": name,
        "size": str(max(SMALLEST, round(size * scale))),
        "regular_path": path(regular),
        "bold_path": path(bold),
        "italic_path": path(regular),
        "bold_italic_path": path(bold),
    }


def _colours(palette: Palette) -> dict[str, str]:
    accent = _accent(palette)
    return {
        "dark_bg": _hex(palette.background),
        "normal_bg": _hex(palette.raised),
        "hovered_bg": _hex(palette.raised),
        "disabled_bg": _hex(palette.panel),
        "disabled_dark_bg": _hex(palette.panel),
        "selected_bg": _hex(accent),
        "active_bg": _hex(accent),
        "normal_text": _hex(palette.text),
        "hovered_text": _hex(palette.text),
        "disabled_text": _hex(palette.muted),
        "selected_text": _hex(palette.text),
        "active_text": _hex(palette.text),
        "text_cursor": _hex(palette.text),
        "normal_border": _hex(palette.positive),
        "disabled_border": _hex(palette.line),
        "link_text": _hex(palette.positive),
        "link_hover": _hex(palette.text),
    }


def _accent(palette: Palette) -> Colour:
    return mix(palette.panel, palette.positive, 0.42)


def _hex(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
