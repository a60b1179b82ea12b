"""The panels that things on the Lab's screen, called by name, stand in."""

from __future__ import annotations

from pygame import Rect

from game.ui.lab.lab_layout import LabLayout

ANCHOR_PANELS = {
    "chart": "timeline",
    "card": "chain_rule",
    "tables": "tables",
    "parameters": "parameters",
    "learning rate": "parameters",
    "cross-entropy": "parameters",
    "samples": "samples",
}

ANCHOR_SETTINGS = {"learning rate": "learning_rate", "cross-entropy": "loss"}
"""The settings among them, each with a control of its own in the parameters panel."""


def panel_of(name: str, layout: LabLayout) -> Rect | None:
    """Where the panel is that the thing called `name` stands for; None for what is part of the network."""
    panel = ANCHOR_PANELS.get(name)
    return Rect(getattr(layout, panel)) if panel else None
