"""Draws the evidence beyond the own run."""

from __future__ import annotations

import pygame

from game.ui.draw.capitals import capitalised
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import interval
from game.ui.draw.palette import mix
from game.ui.level.result.measure_chart import AmongOthers, chart_height, draw_chart, shade
from game.ui.level.result.wider_evidence import WiderEvidence
from game.ui.level.text_block import block_height, write_block

TEXT = 13.5
"""Design pixels: size of the text."""
LINE = 26
"""Design pixels: height of the row of shares."""
LOWEST = 40
"""Design pixels: height of the columns at least."""
HIGHEST = 170
"""Design pixels: height of the columns at most."""


def draw_others(pen: Lettering, inner: pygame.Rect, beyond: WiderEvidence, standing: AmongOthers, floor: int) -> None:
    """Where the try stands among the settings tried, and how many of them are worth how many stars."""
    kit, palette = pen.kit, pen.kit.palette
    y = write_block(pen, capitalised(standing.stick.metric.label), inner, 15, palette.text, "medium")
    y = write_block(pen, beyond.survey_state, pygame.Rect(inner.x, y, inner.width, 0), TEXT, palette.muted)
    notes = f"{beyond.as_good(standing)} " if beyond.surveyed else ""
    notes += "Answers, tries and the why-question are left out here."
    below = kit.px(LINE + 14) + block_height(kit, notes, TEXT, inner.width)
    room = max(kit.px(LOWEST), min(kit.px(HIGHEST), floor - y - below - chart_height(kit, 0)))
    area = pygame.Rect(inner.x, y + kit.px(4), inner.width, chart_height(kit, 0) + room)
    draw_chart(pen, area, standing)
    row = pygame.Rect(inner.x, area.bottom + kit.px(4), inner.width, kit.px(LINE))
    _shares(pen, row, [sum(each.stars == stars for each in beyond.tried) for stars in range(4)])
    write_block(pen, notes, pygame.Rect(inner.x, row.bottom + kit.px(2), inner.width, 0), TEXT, palette.muted)


def _shares(pen: Lettering, row: pygame.Rect, counts: list[int]) -> None:
    """Side by side, of none to three stars, each with the colour of its columns."""
    kit, palette, total = pen.kit, pen.kit.palette, max(1, sum(counts))
    wide = row.width // 4
    for stars, count in enumerate(counts):
        x = row.x + stars * wide
        chip = pygame.Rect(x, row.centery - kit.px(5), kit.px(10), kit.px(10))
        pygame.draw.rect(pen.surface, shade(palette, stars), chip, border_radius=kit.px(3))
        words = pen.write(f"{stars}", (chip.right + kit.px(6), row.centery), 12.5, palette.text)
        icon = kit.icons.get(
            "star" if stars else "star-empty", kit.px(11), palette.activation if stars else palette.off
        )
        pen.surface.blit(icon, icon.get_rect(midleft=(words.right + kit.px(2), row.centery)))
        left = words.right + kit.px(18)
        text = f"{count / total:.{1 if count * 10 < total else 0}%}"
        pen.write(text, (left, row.centery), 12.5, palette.muted, "mono", room=x + wide - left)


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
    pen.write(finding.text, (inner.x, y + kit.px(16)), 30, palette.activation, "mono-medium")
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
