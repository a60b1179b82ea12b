"""The concept check: sixteen questions before the campaign, in another form after it, and later once more; and what was
gained."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pygame

from game.sim.campaign.concepts import SITTINGS, UNSURE, Answers, Concept, form_for, form_of, in_form
from game.storage.profiles import Profiles
from game.ui.concept_check.question_card import Asking, Chose, GoOn, QuestionCard
from game.ui.concept_check.results import Results, SittingOutcome, first_outcome, gain_outcome
from game.ui.dialogs.offer import Offer, OfferText
from game.ui.draw.text_files import load_text
from game.ui.screen import Go, Place, Request
from game.ui.screens.panel_screen import PanelScreen
from game.ui.screens.title_bar import TitleBar, page_places
from game.ui.toolkit.panel import Message


class Intro(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is said before a sitting."""

    title: str
    text: str


class CheckTexts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`assets/text/concept_check.toml`."""

    begin: str
    go_on: str
    resume: str
    skip: str
    then_level: str
    unsure: str
    done: str
    private: str
    intro: dict[str, Intro]
    uncompared: Intro
    result: dict[str, str]
    change: dict[str, str]


class ConceptCheckScreen(PanelScreen):
    """An introduction, the questions one at a time, the result; then it goes on to `then`. One that is left in the
    middle, or in whose midst the game was closed or killed, goes on where it was the next time; but the one that a
    first level waits for is not offered again."""

    def __init__(self, concepts: Sequence[Concept], sitting: str, seed: int, profiles: Profiles, then: Go) -> None:
        super().__init__()
        self._all, self.sitting, self.seed = concepts, sitting, seed
        self._profiles, self._then = profiles, then
        self.concepts = in_form(concepts, self._form())
        self._texts = load_text("concept_check", CheckTexts)
        self.answers = self._begun()
        out: list[Message] = [Go(Place.BACK)]
        self._bar = TitleBar(
            "Concept check", "Leave", "Back. Your answers so far are kept: it goes on there (Esc).", out
        )
        alone = sitting != SITTINGS[0] and self._earlier() is None
        intro = self._texts.uncompared if alone else self._texts.intro[sitting]
        words = OfferText(intro.title, self._with_what_follows(intro.text), self._texts.begin, self._texts.skip)
        if self.answers:
            text = self._texts.resume.format(done=len(self.answers), count=len(self.concepts))
            text = self._with_what_follows(text)
            words = OfferText(intro.title, text, self._texts.go_on, self._texts.skip)
        self.page: Offer | QuestionCard | Results = Offer(words, [GoOn()], [then])

    def _with_what_follows(self, text: str) -> str:
        """`text`, and that a level comes next, if one waits: it was the level that was asked for."""
        waits = self._then.place is Place.LEVEL
        return f"{text} {self._texts.then_level.format(skip=self._texts.skip)}" if waits else text

    def lay_out(self, size: tuple[int, int]) -> None:
        """The page that is open, below the bar."""
        self.board.fit({"page": self.page, "bar": self._bar}, page_places(size))

    def handle(self, event: pygame.event.Event) -> Request | None:
        """Wherever it goes, a level that waits for the check waits no longer."""
        request = super().handle(event)
        if isinstance(request, Go):
            self._pass_over()
        return request

    def carried_out(self, message: Message) -> Request | None:
        """An answer brings the next question, the last one the result."""
        match message:
            case Chose(choice):
                self._take(choice)
                return None
            case GoOn():
                return self._go_on()
        return super().carried_out(message)

    def _form(self) -> str:
        """The form of a sitting that was begun, or the one that is due."""
        profile = self._profiles.profile
        begun = form_of(profile.begun.get(self.sitting, {}))
        return begun or form_for(self.sitting, profile.concepts, profile.name)

    def _begun(self) -> dict[str, int]:
        """The answers to the first questions, if the sitting was left in the middle."""
        known: dict[str, int] = {}
        kept = self._profiles.profile.begun.get(self.sitting, {})
        for concept in self.concepts[:-1]:
            if concept.id not in kept or not concept.takes(kept[concept.id]):
                break
            known[concept.id] = kept[concept.id]
        return known

    def _go_on(self) -> Request | None:
        if isinstance(self.page, Results):
            return self._then
        self._ask()
        return None

    def _pass_over(self) -> None:
        """A level that waits for the check waits no longer, whether it was answered or not."""
        if self._then.place is Place.LEVEL and self.sitting not in self._profiles.profile.concepts:
            self._profiles.pass_over(self.sitting)

    def _ask(self) -> None:
        """The next question that has no answer yet."""
        number = len(self.answers)
        concept = self.concepts[number]
        order = concept.order(self.seed)
        label = f"Question {number + 1} of {len(self.concepts)}"
        choices = tuple(concept.choices[k] for k in order)
        progress = number / len(self.concepts)
        self._turn_to(QuestionCard(Asking(label, concept.question, choices, progress, self._texts.unsure)))

    def _take(self, choice: int) -> None:
        concept = self.concepts[len(self.answers)]
        order = concept.order(self.seed)
        self.answers[concept.id] = order[choice] if choice < len(order) else UNSURE
        if len(self.answers) < len(self.concepts):
            self._profiles.keep_begun(self.sitting, self.answers)
            self._ask()
            return
        outcome = self._outcome()
        self._profiles.keep_answers(self.sitting, self.answers)
        self._turn_to(Results(outcome, self._texts.private, self._texts.done))

    def _turn_to(self, page: QuestionCard | Results) -> None:
        self.page = page
        if isinstance(page, Results):
            self._bar = TitleBar("Concept check", "Leave", "Back to the map (Esc).", [Go(Place.MAP)])
        self.board.ring.clear()
        self.lay_out(self.board.size)

    def _outcome(self) -> SittingOutcome:
        words = {**self._texts.result, **self._texts.change}
        before = self._earlier()
        if before:
            earlier = in_form(self._all, form_of(before) or "")
            return gain_outcome(self.concepts, before, self.answers, words, earlier)
        note = words["first_note"] if self.sitting == SITTINGS[0] else words["alone"]
        return first_outcome(self.concepts, self.answers, words, note)

    def _earlier(self) -> Answers | None:
        """The answers of the first sitting before this one."""
        sat = self._profiles.profile.concepts
        return next((sat[name] for name in SITTINGS[: SITTINGS.index(self.sitting)] if sat.get(name)), None)
