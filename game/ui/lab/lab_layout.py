"""Where the Lab's panels stand in a window of any size, and which of them a thing that is called by name stands in
(pure)."""

from __future__ import annotations

from dataclasses import dataclass

import pygame
from pygame import Rect

from game.ui.draw.kit import scale_for

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


@dataclass(frozen=True)
class LabLayout:
    """Rectangles in pixels, none overlapping another."""

    top: Rect
    parameters: Rect
    samples: Rect
    network: Rect
    chain_rule: Rect
    tables: Rect
    timeline: Rect

    @property
    def dock(self) -> Rect:
        """The whole right-hand side, where a lens stands in place of chain rule and tables."""
        return self.chain_rule.union(self.tables)


def lab_layout(size: tuple[int, int]) -> LabLayout:
    """The Lab in a window of `size`: fixed columns left and right, the network takes what is left."""
    scale = scale_for(size)
    width, height = size

    def px(design: float) -> int:
        return round(design * scale)

    gap, margin, top = px(12), px(16), px(56)
    left, right, bottom = px(252), px(344), px(184)
    body = Rect(margin, top + gap, width - 2 * margin, height - top - 3 * gap - bottom)
    right_x = body.right - right
    samples, tables = px(150), px(154)
    middle_x = body.left + left + gap
    return LabLayout(
        top=Rect(0, 0, width, top),
        parameters=Rect(body.left, body.top, left, body.height - samples - gap),
        samples=Rect(body.left, body.bottom - samples, left, samples),
        network=Rect(middle_x, body.top, right_x - gap - middle_x, body.height),
        chain_rule=Rect(right_x, body.top, right, body.height - tables - gap),
        tables=Rect(right_x, body.bottom - tables, right, tables),
        timeline=Rect(margin, body.bottom + gap, width - 2 * margin, bottom),
    )


def panel_of(name: str, layout: LabLayout) -> Rect | None:
    """Where the panel is that the thing called `name` stands for; None for what is part of the network."""
    panel = ANCHOR_PANELS.get(name)
    return Rect(getattr(layout, panel)) if panel else None


def closing_click(event: pygame.event.Event, window: Rect) -> bool:
    """Whether the event is a press that puts an overlay away: anywhere but on the top bar, whose buttons open and close
    overlays themselves."""
    pressed = event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT
    return pressed and not lab_layout(window.size).top.collidepoint(event.pos)
