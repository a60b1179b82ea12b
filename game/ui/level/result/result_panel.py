"""The end of a try: stars, prediction, why-question, aha line, and what there is beyond the own run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pygame

from game.sim.level.actions import AnswerWhy, NewDeal, Retry, ShowExample, ShowSolved, TakeHint
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.level_result import Result
from game.ui.draw.capitals import capitalised, in_capitals
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import mix
from game.ui.draw.panel_background import MARGIN, panel_background
from game.ui.level.choice_button import ChoiceButton, choice_height
from game.ui.level.intents import Do, ShowEvidence, WatchMoment
from game.ui.level.player_record import PlayerRecord
from game.ui.level.result.measure_chart import AmongOthers, chart_height, draw_chart
from game.ui.level.result.prediction_check import PredictionCheck
from game.ui.level.result.refutation import Refutation
from game.ui.level.result.star_landing import StarLanding
from game.ui.level.result.star_rows import draw_rows
from game.ui.level.result.wider_evidence import WiderEvidence
from game.ui.level.result.wider_evidence_art import draw_finding, draw_others
from game.ui.level.text_block import block_height, write_block
from game.ui.screen import Go, Place
from game.ui.toolkit.panel import Focusable, Hint, Message, Panel
from game.ui.widgets.button import PADDING, TEXT_SIZE, Button

STARS_Y, STARS_X, STARS_HEIGHT, HEAD, TEXT, BUTTON, GAP = 36, 92, 70, 11, 13.5, 36, 8
"""Design pixels."""
CHOICE_SIZE = 13
LICENCE = "The licence comes with the first star."
ANEW = "The third star needs a new visit"
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


class ResultPanel(Panel):
    """`topic` is what of the evidence beyond the own run is shown: "", "others" or "often";
    `bottom` is the y below what is said, within the panel."""

    def __init__(
        self, play: LevelPlay, visitor: PlayerRecord, beyond: WiderEvidence, foresight: PredictionCheck
    ) -> None:
        self._play, self._beyond, self._foresight = play, beyond, foresight
        self.refutation = Refutation(play)
        self._following, self._number, self._ends = visitor.following, visitor.number, visitor.ends
        self._open = visitor.onward_open
        self._kit: Kit | None = None
        self.topic = ""
        self.choices: list[tuple[int, ChoiceButton]] = []
        self.buttons: dict[str, Button] = {}
        self.bottom = self.floor = 0
        self._look: object = None
        self._landing = StarLanding()
        self._landed_of: object = None
        self._compared = False

    # -- life --------------------------------------------------------------------------------------------------------

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect, self._look = kit, rect, None
        self._picture = panel_background(kit, rect.size)
        result, visit = self._play.result, self._play.visit
        if (visit.number, visit.tries) != self._landed_of:
            self._landed_of, self.topic = (visit.number, visit.tries), ""
            self._landing.begin(result.stars if result else 0)
        self._build_buttons(kit)

    def _build_buttons(self, kit: Kit) -> None:
        margin, gap, height = kit.px(MARGIN), kit.px(GAP), kit.px(BUTTON)
        inner = self._rect.inflate(-2 * margin, -2 * margin)
        half = (inner.width - gap) // 2
        y = inner.bottom - height
        won = self._play.visit.stars > 0
        left = pygame.Rect(inner.x, y, half, height)
        right = pygame.Rect(inner.right - half, y, half, height)
        if self._play.spent:
            self.buttons["deal"] = Button(kit, left, self._deal_text(), icon="reset", tip=lambda: f"{DEAL} (key R).")
        else:
            again = "Back to the controls, as they were set (key R)."
            self.buttons["retry"] = Button(kit, left, "Retry", icon="reset", tip=lambda: f"{again}{self._anew()}")
        after = "Next level" if self._following else "Your licence" if self._ends else "All levels"
        self.buttons["next"] = Button(kit, right, after, icon="arrow-right", tip=self._next_tip)
        self.buttons["next"].set_style("primary" if won else "normal")
        self.buttons["next"].set_enabled(self.leads_on)
        y -= height + gap
        names = [name for name in ("example", "watch", "others", "often", "solve", "anew") if self._offers(name)]
        own = {"anew": self._deal_text(), "others": self._beyond.button}
        texts = {name: own.get(name, WORDS[name][0]) for name in names}
        row = pygame.Rect(inner.x, y, inner.width, kit.px(BUTTON - 4))
        for (name, text), place in zip(texts.items(), side_by_side(kit, row, list(texts.values())), strict=True):
            self.buttons[name] = Button(kit, place, text, tip=WORDS[name][1])
        self.floor = y - gap - self._rect.y

    def _offers(self, name: str) -> bool:
        if name == "watch":
            return self._play.kind.limit > 0 and self._play.level.kind not in ("population", "choose", "boxes")
        if name == "solve":
            return self._play.refusal(ShowSolved()) is None
        if name == "example":
            return self._play.refusal(ShowExample()) is None
        if name == "anew":
            return not self._play.spent and bool(self._anew())
        return self._beyond.has(name)

    def _deal_text(self) -> str:
        return "New deal" if self._play.level.deal else "New visit"

    def _anew(self) -> str:
        """How the third star can still be had, where no further try of this visit can win it."""
        stars = self._play.result.stars if self._play.result else 3
        told = self._play.spent and stars == 0  # that these numbers win nothing more is said already
        if stars == 3 or told or self._play.visit.why_due or not self._play.last_star_gone:
            return ""
        return f" {ANEW}: press {self._deal_text()}." if self._play.level.deal else f" {ANEW}."

    @property
    def leads_on(self) -> bool:
        """Whether what comes after the level is open."""
        return self._open or self._play.visit.stars > 0

    def _next_tip(self) -> str:
        following = self._following
        if following is None:
            return "Back to the levels." if not self._ends else "It has your name on it." if self.leads_on else LICENCE
        if not self.leads_on:
            return "The next level opens with the first star."
        return f"Level {(self._number or 0) + 1}: {following.title} (Enter)."

    def kill(self) -> None:
        if self._kit is None:
            return
        for part in (*self.buttons.values(), *(choice for _, choice in self.choices)):
            part.kill()
        self.buttons, self.choices, self._kit = {}, [], None

    # -- events ------------------------------------------------------------------------------------------------------

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        for number, choice in self.choices:
            if choice.pressed(event):
                return [Do(AnswerWhy(number))]
        return [self.meaning(name) for name, button in self.buttons.items() if button.pressed(event)]

    def meaning(self, name: str) -> Message:
        """What the button called `name` asks for."""
        if name == "retry":
            return Do(Retry())
        if name in ("deal", "anew"):
            return Do(NewDeal())
        if name == "solve":
            return Do(ShowSolved())
        if name == "example":
            return Do(ShowExample())
        if name == "watch":
            return WatchMoment()
        if name == "next":
            if self._following:
                return Go(Place.LEVEL, level=self._following.id)
            return Go(Place.LICENCE if self._ends else Place.MAP)
        return ShowEvidence("" if self.topic == name else name)

    # -- looks -------------------------------------------------------------------------------------------------------

    def update(self, now: float, *, still: bool) -> None:
        if self._kit is None:
            return
        self._landing.sync(now, still=still)
        for name in ("others", "often"):
            if name in self.buttons:
                self.buttons[name].set_selected(self.topic == name)
        if "example" in self.buttons:
            self.buttons["example"].set_selected(self._play.example is not None)
        visit = self._play.visit
        look = (
            self._play.result,
            visit.why_due,
            visit.why_missed,
            visit.hints,
            self._foresight.value,
            self.refutation.sentence,
            self.topic,
            self._beyond.news(self.topic),
            self._compared and self._beyond.news("others"),
        )
        if look != self._look:
            self._look = look
            self._paint(self._kit)
            if self._compared:
                self._beyond.ask("others")

    @property
    def landed(self) -> tuple[float, ...]:
        """How far each star has come down, 0..1."""
        return self._landing.look

    @property
    def look(self) -> object:
        return (self._picture, self._landing.look)

    def draw(self, surface: pygame.Surface) -> None:
        surface.blit(self._picture, self._rect)
        if self._kit:
            self._landing.draw(
                surface, self._kit, (self._rect.x + self._kit.px(STARS_X), self._rect.y + self._kit.px(STARS_Y))
            )

    def _paint(self, kit: Kit) -> None:
        self._picture = panel_background(kit, self._rect.size)
        pen, margin = Lettering(kit, self._picture), kit.px(MARGIN)
        inner = pygame.Rect(margin, kit.px(STARS_HEIGHT), self._rect.width - 2 * margin, 0)
        result = self._play.result
        if result is None:
            return
        self._landing.raise_to(result.stars)
        self._headline(pen, inner, result.stars)
        if self.topic == "others":
            standing = self._standing(result)
            if standing:
                draw_others(pen, inner, self._beyond, standing, self.floor)
        elif self.topic == "often":
            draw_finding(pen, inner, self._beyond)
        else:
            self._story(pen, inner, result)
        asked = self._play.visit.why_due and self.topic not in ("others", "often")
        self._offer_choices(kit, inner, self._play.why_order() if asked else ())

    def _story(self, pen: Lettering, inner: pygame.Rect, result: Result) -> None:
        """All there is to say, or where the panel is too low for it, as much as has room above the buttons."""
        kit, scratch, anew = pen.kit, Lettering(pen.kit, pygame.Surface((1, 1))), self._anew().strip()
        needed = block_height(kit, anew, TEXT, inner.width) + kit.px(8) if anew else 0
        heights = {each: self._told(scratch, inner.copy(), result, each) for each in self._possible_parts()}
        fitting = [each for each, height in heights.items() if height <= self.floor] or [PARTS[-1]]
        whole = [each for each in fitting if {"rows", "standing"} & {*each}]
        with_anew = [each for each in whole if heights[each] + needed <= self.floor] if anew else []
        parts = (with_anew or fitting)[0]
        self._compared = "standing" in parts
        self.bottom = self._told(pen, inner, result, parts)
        if anew and parts in with_anew:
            place = pygame.Rect(inner.x, self.bottom + kit.px(8), inner.width, 0)
            self.bottom = write_block(pen, anew, place, TEXT, kit.palette.muted)

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

    def _standing(self, result: Result) -> AmongOthers | None:
        return self._beyond.standing(result, self._play.results)

    def _compare(self, pen: Lettering, inner: pygame.Rect, result: Result) -> int:
        """Where the try stands among all that can be set; the y below."""
        kit, standing = pen.kit, self._standing(result)
        if standing is None:
            return inner.y
        y = self._headed(pen, inner, standing.stick.metric.label, kit.palette.activation) + kit.px(4)
        area = pygame.Rect(inner.x, y, inner.width, chart_height(kit, COLUMNS))
        draw_chart(pen, area, standing)
        place = (inner.x, area.bottom + kit.px(TEXT * 0.7))
        pen.write(self._beyond.as_good(standing), place, TEXT, kit.palette.muted, room=inner.width)
        return area.bottom + kit.px(TEXT * 1.4 + 4)

    def _headline(self, pen: Lettering, inner: pygame.Rect, stars: int) -> None:
        kit, palette = pen.kit, pen.kit.palette
        words = ("Not yet", "One star", "Two stars", "All three stars")[stars]
        place = (kit.px(2 * STARS_X + 4), kit.px(STARS_Y))
        pen.write(words, place, 20, palette.text, "semibold", room=inner.right - place[0])

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
            text = self.advice() + (" A hint is waiting (key H)." if waiting else "")
            return write_block(pen, text, inner.move(0, kit.px(8)), TEXT, palette.muted)
        if play.visit.why_right:
            inner.y = self._answered(pen, inner, parts)
        elif play.mistaken is not None:
            inner.y = self._missed(pen, inner, parts, play.level.why.choices[play.mistaken])
        return self._aha(pen, inner)

    def advice(self) -> str:
        """What can be done after a try that won nothing."""
        play = self._play
        if play.spent:
            return f"{self._deal_text()} (key R): these tries are used up."
        if play.level.kind == "answer":
            return "Retry deals new numbers: look where the marks are, then try those."
        return "Change something and try again." if play.level.controls else "Go back and try again (key R)."

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
        waiting = COMPUTING if self.refutation.due else "Not so; a new visit asks again."
        refuted = self.refutation.sentence or waiting
        return write_block(
            pen, refuted, inner, TEXT, palette.text if self.refutation.sentence else palette.negative
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

    def _offer_choices(self, kit: Kit, inner: pygame.Rect, order: Sequence[int]) -> None:
        """The choices of the why-question in their `order`, from the top of `inner` on. Those that stand there already
        stay: one may be held down just now."""
        places: list[tuple[int, pygame.Rect]] = []
        for number in order:
            height = choice_height(kit, self._play.level.why.choices[number], inner.width, CHOICE_SIZE)
            places.append((number, pygame.Rect(self._rect.x + inner.x, self._rect.y + inner.y, inner.width, height)))
            inner.y += height + kit.px(6)
        if [(number, choice.rect) for number, choice in self.choices] == places:
            return
        for _, choice in self.choices:
            choice.kill()
        self.choices = []
        for place, (number, rect) in enumerate(places, start=1):
            text = self._play.level.why.choices[number]
            self.choices.append((number, ChoiceButton(kit, rect, str(place), text, size=CHOICE_SIZE)))

    def hints(self) -> Iterable[Hint]:
        return [hint for button in self.buttons.values() if (hint := button.hint())]

    def focusables(self) -> Sequence[Focusable]:
        return [
            *(choice for _, choice in self.choices),
            *(button for button in self.buttons.values() if button.enabled),
        ]


def side_by_side(kit: Kit, row: pygame.Rect, texts: Sequence[str]) -> list[pygame.Rect]:
    """A place in `row` for a button with each of `texts`: of equal widths, or where one of them would be too long for
    that, as wide as each needs, with equal shares of what is left."""
    if not texts:
        return []
    gap = kit.px(GAP)
    room = row.width - gap * (len(texts) - 1)
    needs = [kit.fonts.width(text, TEXT_SIZE, "medium") + 2 * kit.px(PADDING) for text in texts]
    if max(needs) <= room // len(texts):
        needs = [room // len(texts)] * len(texts)
    more = (room - sum(needs)) // len(texts)
    places, x = [], row.x
    for need in needs:
        places.append(pygame.Rect(x, row.y, need + more, row.height))
        x += need + more + gap
    return places


def _sentence(choice: str) -> str:
    return capitalised(choice) + "."


DEAL = "A new visit, with new numbers where the level draws them"
WORDS = {
    "watch": ("Replay", "Watch the decisive moment in slow motion."),
    "others": ("Other settings", "See what other settings come to: what is possible, not a verdict."),
    "example": ("See it", "See that on its network; once more: your own again."),
    "solve": ("Show solved", "See what would have won with these numbers."),
    "anew": ("New visit", f"{DEAL}."),
    "often": ("How often?", "Measure on 2,000 fresh starts how often this is true."),
}
"""Name and help of the buttons that look beyond."""
