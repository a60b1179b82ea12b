"""The end of a try: stars, prediction, why-question, aha line, and what there is beyond the own run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pygame

from game.sim.level.actions import AnswerWhy, NewDeal, Retry, ShowExample, ShowSolved
from game.sim.level.play.level_play import LevelPlay
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.panel_background import MARGIN, panel_background
from game.ui.level.choice_button import ChoiceButton, choice_height
from game.ui.level.intents import Do, ShowEvidence, WatchMoment
from game.ui.level.player_record import PlayerRecord
from game.ui.level.result.next_steps import anew_words, deal_words, retry_words
from game.ui.level.result.prediction_check import PredictionCheck
from game.ui.level.result.refutation import Refutation
from game.ui.level.result.result_story import CHOICE_SIZE, ResultStory
from game.ui.level.result.star_landing import StarLanding
from game.ui.level.result.wider_evidence import WiderEvidence
from game.ui.level.result.wider_evidence_art import draw_finding, draw_others
from game.ui.screen import Go, Place
from game.ui.toolkit.panel import Focusable, Hint, Message, Panel
from game.ui.widgets.button import BUTTON_PADDING, BUTTON_TEXT_SIZE, Button, ButtonWords

STARS_X = 92
"""Design pixels: from the left to the middle of the second star."""
STARS_Y = 36
"""Design pixels: from the top to it."""
STARS_HEIGHT = 70
"""Design pixels: where what is said begins."""
BUTTON = 36
"""Design pixels: height of a button."""
GAP = 8
"""Design pixels: between two."""
LICENCE = "The licence comes with the first star."


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
        self._story = ResultStory(play, beyond, foresight, self.refutation)

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
            self.buttons["deal"] = Button(
                kit, left, deal_words(self._play), icon="reset", tip=lambda: f"{DEAL} (key R)."
            )
        else:
            again = f"{retry_words(self._play)} (key R)."
            self.buttons["retry"] = Button(
                kit, left, "Retry", icon="reset", tip=lambda: f"{again} {anew_words(self._play)}".rstrip()
            )
        after = "Next level" if self._following else "Your licence" if self._ends else "All levels"
        self.buttons["next"] = Button(kit, right, after, icon="arrow-right", tip=self._next_tip)
        self.buttons["next"].set_style("primary" if won else "normal")
        self.buttons["next"].set_enabled(self.leads_on)
        y -= height + gap
        names = [name for name in ("example", "watch", "others", "often", "solve", "anew") if self._offers(name)]
        own = {"anew": deal_words(self._play), "others": self._beyond.button}
        texts = {name: own.get(name, WORDS[name].text) for name in names}
        row = pygame.Rect(inner.x, y, inner.width, kit.px(BUTTON - 4))
        for (name, text), place in zip(texts.items(), side_by_side(kit, row, list(texts.values())), strict=True):
            self.buttons[name] = Button(kit, place, text, tip=WORDS[name].tip)
        self.floor = y - gap - self._rect.y

    def _offers(self, name: str) -> bool:
        if name == "watch":
            return self._play.kind.limit > 0 and self._play.level.kind not in ("population", "choose", "boxes")
        if name == "solve":
            return self._play.refusal(ShowSolved()) is None
        if name == "example":
            return self._play.refusal(ShowExample()) is None
        if name == "anew":
            return not self._play.spent and bool(anew_words(self._play))
        return self._beyond.has(name, spent=self._play.spent)

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
            self.buttons["example"].set_selected(self._play.example is not None or self._play.foreseen)
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
            self._story.compared and self._beyond.news("others"),
        )
        if look != self._look:
            self._look = look
            self._paint(self._kit)
            if self._story.compared:
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
            standing = self._story.standing(result)
            if standing:
                draw_others(pen, inner, self._beyond, standing, self.floor)
        elif self.topic == "often":
            draw_finding(pen, inner, self._beyond)
        else:
            self.bottom = self._story.tell(pen, inner, result, self.floor)
        asked = self._play.visit.why_due and self.topic not in ("others", "often")
        self._offer_choices(kit, inner, self._play.why_order() if asked else ())

    def _headline(self, pen: Lettering, inner: pygame.Rect, stars: int) -> None:
        kit, palette = pen.kit, pen.kit.palette
        words = ("Not yet", "One star", "Two stars", "All three stars")[stars]
        place = (kit.px(2 * STARS_X + 4), kit.px(STARS_Y))
        pen.write(words, place, 20, palette.text, "semibold", room=inner.right - place[0])

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
    needs = [kit.fonts.width(text, BUTTON_TEXT_SIZE, "medium") + 2 * kit.px(BUTTON_PADDING) for text in texts]
    if max(needs) <= room // len(texts):
        needs = [room // len(texts)] * len(texts)
    more = (room - sum(needs)) // len(texts)
    places, x = [], row.x
    for need in needs:
        places.append(pygame.Rect(x, row.y, need + more, row.height))
        x += need + more + gap
    return places


DEAL = "A new visit, with new numbers where the level draws them"
WORDS = {
    "watch": ButtonWords("Replay", "Watch the decisive moment in slow motion."),
    "others": ButtonWords("Other settings", "See what others come to: what is possible, not a verdict."),
    "example": ButtonWords("See it", "See that happen; once more: your own again."),
    "solve": ButtonWords("Show solved", "See what would have won with these numbers."),
    "anew": ButtonWords("New visit", f"{DEAL}."),
    "often": ButtonWords("How often?", "Measure on 2,000 fresh starts how often this is true."),
}
"""The buttons that look beyond."""
