"""Draws the evidence beyond the own run."""

from __future__ import annotations

import pygame

from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import interval
from game.ui.draw.palette import mix
from game.ui.level.result.wider_evidence import WiderEvidence
from game.ui.level.text_block import write_block

TEXT, LINE, STAR = 13.5, 30, 16
"""Design pixels."""


def draw_others(pen: Lettering, inner: pygame.Rect, beyond: WiderEvidence, own: int, floor: int) -> None:
    """How many of the settings tried are worth how many stars; a bar each, the own one marked."""
    kit, palette = pen.kit, pen.kit.palette
    tried = beyond.tried
    total = max(1, len(tried))
    y = write_block(pen, beyond.survey_state, inner, TEXT, palette.muted) + kit.px(8)
    counts = [sum(each.stars == stars for each in tried) for stars in range(4)]
    widest = max(1, *counts)
    label, number = kit.px(3 * (STAR + 2) + 10), kit.px(58)
    for stars in (3, 2, 1, 0):
        row = pygame.Rect(inner.x, y, inner.width, kit.px(LINE))
        _stars(pen, row, stars)
        bar = pygame.Rect(row.x + label, row.centery - kit.px(8), row.width - label - number, kit.px(16))
        pygame.draw.rect(pen.surface, palette.raised, bar, border_radius=kit.px(4))
        filled = bar.copy()
        filled.width = max(2, round(bar.width * counts[stars] / widest)) if counts[stars] else 0
        colour = palette.activation if stars else mix(palette.panel, palette.muted, 0.6)
        pygame.draw.rect(pen.surface, colour, filled, border_radius=kit.px(4))
        if stars == own:
            pygame.draw.rect(pen.surface, palette.text, bar.inflate(4, 4), max(1, kit.px(2)), border_radius=kit.px(6))
        pen.write(f"{counts[stars] / total:.1%}", (row.right, row.centery), 13, palette.text, "mono", anchor="midright")
        y += kit.px(LINE + 4)
    frame = "Yours is framed; it need not be among those tried." if beyond.sampled else "Yours is framed."
    note = f"{frame} Tries, answers and the why-question are left out here."
    write_block(pen, note, pygame.Rect(inner.x, y + kit.px(6), inner.width, 0), TEXT, palette.muted)


def _stars(pen: Lettering, row: pygame.Rect, stars: int) -> None:
    kit, palette = pen.kit, pen.kit.palette
    for k in range(3):
        name, colour = ("star", palette.activation) if k < stars else ("star-empty", palette.off)
        icon = kit.icons.get(name, kit.px(STAR), colour)
        pen.surface.blit(icon, icon.get_rect(midleft=(row.x + k * kit.px(STAR + 2), row.centery)))


def draw_finding(pen: Lettering, inner: pygame.Rect, beyond: WiderEvidence) -> None:
    """The claim, and the share of fresh starts of which it is true, with its interval."""
    kit, palette, claim = pen.kit, pen.kit.palette, beyond.level.claim
    if claim is None:
        return
    y = write_block(pen, f"“{claim.text}”", inner, 15, palette.text, "medium") + kit.px(14)
    finding = beyond.finding
    bar = pygame.Rect(inner.x, y + kit.px(44), inner.width, kit.px(14))
    pygame.draw.rect(pen.surface, palette.raised, bar, border_radius=kit.px(7))
    if finding is None:
        bar.width = round(bar.width * beyond.progress)
        pygame.draw.rect(pen.surface, mix(palette.panel, palette.source, 0.6), bar, border_radius=kit.px(7))
        pen.write("measuring…", (inner.x, y + kit.px(18)), 14, palette.muted)
        return
    low, high = finding.interval
    pen.write(f"{finding.share:.1%}", (inner.x, y + kit.px(16)), 30, palette.activation, "mono-medium")
    note = f"{finding.true:,} of {finding.n:,} starts"
    pen.write(note, (inner.right, y + kit.px(20)), 13, palette.muted, anchor="midright")
    filled = bar.copy()
    filled.width = max(2, round(bar.width * finding.share))
    pygame.draw.rect(pen.surface, palette.activation, filled, border_radius=kit.px(7))
    span = pygame.Rect(
        bar.x + round(bar.width * low),
        bar.y - kit.px(4),
        max(2, round(bar.width * (high - low))),
        bar.height + kit.px(8),
    )
    pygame.draw.rect(pen.surface, palette.text, span, max(1, kit.px(2)), border_radius=kit.px(4))
    words = f"Measured just now on fresh starts; {interval(finding.interval)}."
    write_block(pen, words, pygame.Rect(inner.x, bar.bottom + kit.px(14), inner.width, 0), TEXT, palette.muted)
