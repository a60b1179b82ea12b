"""What is said of a try that has ended: its goals, where it stands among others, the prediction, the why-question and
the aha line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame

from game.sim.level.actions import TakeHint
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.level_result import Result
from game.ui.draw.capitals import capitalised, in_capitals
from game.ui.draw.lettering import Lettering
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import mix
from game.ui.level.choice_button import choice_height
from game.ui.level.result.measure_chart import AmongOthers, chart_height, draw_chart
from game.ui.level.result.next_steps import advice, anew_words
from game.ui.level.result.prediction_check import PredictionCheck
from game.ui.level.result.refutation import Refutation
from game.ui.level.result.star_rows import draw_rows
from game.ui.level.result.wider_evidence import WiderEvidence
from game.ui.level.text_block import block_height, write_block

HEAD = 11
"""Design pixels: size of headings."""
TEXT = 13.5
"""Design pixels: size of what is said."""
CHOICE_SIZE = 13
"""Design pixels: size of choices."""
COMPUTING = "The simulation is still computing…"
PARTS: tuple[tuple[str, ...], ...] = (
    ("standing", "rows", "question", "answer"),
    ("standing", "rows", "answer"),
    ("standing", "answer"),
    ("rows", "question", "answer"),
    ("rows", "answer"),
    ("rows",),
    ("question", "answer"),
    ("answer",),
    (),
)
"""What is said besides prediction and aha line, from all to the least; "standing": where the try is among others."""
COLUMNS = 58
"""Design pixels: how high the columns of the chart in the midst of it are."""


class ResultStory:
    """Writes with the pen it is given. `compared` says that it told where the try stands among others."""

    def __init__(
        self, play: LevelPlay, beyond: WiderEvidence, foresight: PredictionCheck, refutation: Refutation
    ) -> None:
        self._play, self._beyond, self._foresight, self._refutation = play, beyond, foresight, refutation
        self.compared = False

    def tell(self, pen: Lettering, inner: pygame.Rect, result: Result, floor: int) -> int:
        """Write all there is to say below the top of `inner`, or where there is too little room for it above `floor`,
        as much as fits; the y below it. `inner` then begins where choices of the why-question go."""
        kit, scratch, anew = pen.kit, Lettering(pen.kit, pygame.Surface((1, 1))), anew_words(self._play)
        needed = block_height(kit, anew, TEXT, inner.width) + kit.px(8) if anew else 0
        parts, leaves_room = self._parts_with_room(
            lambda each: self._told(scratch, inner.copy(), result, each), floor, needed
        )
        self.compared = "standing" in parts
        bottom = self._told(pen, inner, result, parts)
        if leaves_room:
            place = pygame.Rect(inner.x, bottom + kit.px(8), inner.width, 0)
            bottom = write_block(pen, anew, place, TEXT, kit.palette.muted)
        return bottom

    def _parts_with_room(
        self, bottom: Callable[[tuple[str, ...]], int], floor: int, more: int
    ) -> tuple[tuple[str, ...], bool]:
        """The most whose `bottom` is above `floor`, but if some that tell of the goals or of others leave `more` pixels
        there, the most of those; and whether they do. To measure one is to write it: none is that need not be."""
        most: tuple[str, ...] | None = None
        for each in self._possible_parts():
            room = floor - bottom(each)
            if more and room >= more and {"rows", "standing"} & {*each}:
                return each, True
            if room >= 0 and not more:
                return each, False
            if room >= 0 and most is None:
                most = each
        return PARTS[-1] if most is None else most, False

    def _possible_parts(self) -> list[tuple[str, ...]]:
        """Those of `PARTS` that there are; where a try stands that has won something takes the place of the goals if
        it says as much."""
        due = self._play.visit.why_due or (self._beyond.replaces_goals and self._play.in_reach > 0)
        quick = [each for each in PARTS if "standing" in each and (due or "rows" in each)] if self._beyond.quick else []
        return quick + [each for each in PARTS if "standing" not in each]

    def _told(self, pen: Lettering, inner: pygame.Rect, result: Result, parts: Sequence[str]) -> int:
        """Write `parts`, and what is always said; the y below it."""
        if "rows" in parts and not self._play.visit.why_due:
            inner.y = draw_rows(pen, inner, result.progress) + pen.kit.px(4)
        if "standing" in parts:
            inner.y = self._compare(pen, inner, result)
        inner.y = self._prediction(pen, inner)
        return self._moral(pen, inner, result.stars, parts)

    def standing(self, result: Result) -> AmongOthers | None:
        """Where the try stands among all that can be set, as far as that is known."""
        return self._beyond.standing(result, self._play.results)

    def _compare(self, pen: Lettering, inner: pygame.Rect, result: Result) -> int:
        """Where the try stands among all that can be set; the y below."""
        kit, standing = pen.kit, self.standing(result)
        if standing is None:
            return inner.y
        y = self._headed(pen, inner, standing.stick.metric.label, kit.palette.activation) + kit.px(4)
        area = pygame.Rect(inner.x, y, inner.width, chart_height(kit, COLUMNS))
        draw_chart(pen, area, standing)
        place = (inner.x, area.bottom + kit.px(TEXT * 0.7))
        pen.write(self._beyond.as_good(standing), place, TEXT, kit.palette.muted, room=inner.width)
        return area.bottom + kit.px(TEXT * 1.4 + 4)

    def _headed(self, pen: Lettering, inner: pygame.Rect, text: str, colour: tuple[int, int, int]) -> int:
        y = inner.y + pen.kit.px(8)
        pen.write(in_capitals(text), (inner.x, y), HEAD, colour, "semibold", room=inner.width)
        return y + pen.kit.px(11)

    def _prediction(self, pen: Lettering, inner: pygame.Rect) -> int:
        """What was predicted, and what the simulation shows."""
        kit, palette, level = pen.kit, pen.kit.palette, self._play.level
        chosen = self._play.visit.prediction
        if chosen is None:
            return inner.y
        inner.y = self._headed(pen, inner, "Your prediction", palette.source)
        right = self._foresight.right
        if right is not None:
            sign, colour = ("check", palette.gradient) if right else ("cross", palette.negative)
            icon = kit.icons.get(sign, kit.px(13), colour)
            pen.surface.blit(icon, icon.get_rect(topright=(inner.right, inner.y + kit.px(3))))
        room = pygame.Rect(inner.x, inner.y, inner.width - kit.px(20), 0)
        inner.y = write_block(pen, level.prediction.choices[chosen].text, room, TEXT, palette.text, "medium")
        shows = self._foresight.shows
        thinks = level.prediction.choices[chosen].thinks if right is False else ""
        told = f"Behind it: {thinks}. {shows}" if thinks else shows
        inner.y = write_block(pen, told or COMPUTING, inner, TEXT, palette.muted)
        return inner.y + kit.px(8)

    def _moral(self, pen: Lettering, inner: pygame.Rect, stars: int, parts: Sequence[str]) -> int:
        """The why-question as long as it is open; then the aha line. The y below it."""
        kit, palette, play = pen.kit, pen.kit.palette, self._play
        if play.visit.why_due:
            return self._why(pen, inner)
        if stars == 0:
            waiting = play.refusal(TakeHint()) is None
            text = advice(self._play) + (" A hint is waiting (key H)." if waiting else "")
            return write_block(pen, text, inner.move(0, kit.px(8)), TEXT, palette.muted)
        if play.visit.why_right:
            inner.y = self._answered(pen, inner, parts)
        elif play.mistaken is not None:
            inner.y = self._missed(pen, inner, parts, play.level.why.choices[play.mistaken])
        return self._aha(pen, inner)

    def _missed(self, pen: Lettering, inner: pygame.Rect, parts: Sequence[str], answer: str) -> int:
        """The question and the wrong `answer` to it; the y below."""
        kit, palette, play = pen.kit, pen.kit.palette, self._play
        if "answer" in parts:
            inner.y = self._headed(pen, inner, "Why", palette.negative)
            if "question" in parts:
                inner.y = write_block(pen, play.level.why.question, inner, TEXT, palette.muted)
            icon = kit.icons.get("cross", kit.px(13), palette.negative)
            pen.surface.blit(icon, icon.get_rect(topright=(inner.right, inner.y + kit.px(3))))
            room = pygame.Rect(inner.x, inner.y, inner.width - kit.px(20), 0)
            inner.y = write_block(pen, _sentence(answer), room, TEXT, palette.text, "medium")
        waiting = COMPUTING if self._refutation.due else "Not so; a new visit asks again."
        refuted = self._refutation.sentence or waiting
        return write_block(
            pen, refuted, inner, TEXT, palette.text if self._refutation.sentence else palette.negative
        ) + kit.px(8)

    def _answered(self, pen: Lettering, inner: pygame.Rect, parts: Sequence[str]) -> int:
        palette, why = pen.kit.palette, self._play.level.why
        if "answer" not in parts:
            return inner.y
        inner.y = self._headed(pen, inner, "Why", palette.gradient)
        if "question" in parts:
            inner.y = write_block(pen, why.question, inner, TEXT, palette.muted)
        return write_block(pen, _sentence(why.right), inner, TEXT, palette.text, "medium") + pen.kit.px(10)

    def _aha(self, pen: Lettering, inner: pygame.Rect) -> int:
        kit, palette, aha = pen.kit, pen.kit.palette, self._play.level.aha
        pad = kit.px(12)
        room = pygame.Rect(inner.x + pad, inner.y + pad, inner.width - 2 * pad, 0)
        height = block_height(kit, aha, 15, room.width, "semibold") + 2 * pad
        ground = mix(palette.panel, palette.activation, 0.14)
        box = pygame.Rect(inner.x, inner.y, inner.width, height)
        pen.surface.blit(rounded_box(box.size, kit.px(9), ground, mix(ground, palette.activation, 0.6)), box)
        write_block(pen, aha, room, 15, palette.text, "semibold")
        return box.bottom

    def _why(self, pen: Lettering, inner: pygame.Rect) -> int:
        """The question; the y below its choices."""
        kit, why = pen.kit, self._play.level.why
        gain = "Right at once for the third star" if self._play.in_reach == 3 else "One part of the third star"
        inner.y = self._headed(pen, inner, f"Why? {gain}", kit.palette.gradient)
        inner.y = write_block(pen, why.question, inner, 14, kit.palette.text, "medium") + kit.px(7)
        heights = [choice_height(kit, text, inner.width, CHOICE_SIZE) for text in why.choices]
        return inner.y + sum(heights) + kit.px(6) * (len(heights) - 1)


def _sentence(choice: str) -> str:
    return capitalised(choice) + "."
