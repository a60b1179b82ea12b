"""The echo: before a chapter's first level, a question from an earlier one with new numbers."""

from __future__ import annotations

import pygame

from game.sim.campaign.campaign import Campaign, Chapter
from game.storage.profiles import Profiles
from game.ui.concept_check.question_card import Asking, Chose, GoOn, QuestionCard, Verdict
from game.ui.screen import Go, Place, Request, ViewOptions, as_request
from game.ui.screens.shell import Shell
from game.ui.screens.title_bar import TitleBar


class ReviewQuestionScreen:
    """A Screen. It asks once, shows what is right, and goes on to `then` either way."""

    def __init__(self, campaign: Campaign, chapter: Chapter, seed: int, roster: Profiles, then: Go) -> None:
        echo = campaign.echo(chapter, seed)
        assert echo
        assert chapter.echo
        self._echo, self._chapter, self._roster, self._then = echo, chapter, roster, then
        self._source = campaign.level(chapter.echo.recalls)
        label = f"Chapter {chapter.number} · {chapter.name}: first an echo from earlier"
        self._asking = Asking(label, echo.question, echo.choices)
        self.card = QuestionCard(self._asking)
        out = [Go(Place.MAP)]
        self._bar = TitleBar("Do you remember?", "Map", "Back to the map (Esc).", out)
        self._shell = Shell([self.card, self._bar], {})

    def build(self, size: tuple[int, int], options: ViewOptions) -> None:
        """Lay everything out."""
        self._shell.build(size, options)

    def arrive(self, go: Go) -> None:
        """Nothing to do."""

    def handle(self, event: pygame.event.Event) -> Request | None:
        """An answer shows what is right; then it goes on."""
        request: Request | None = None
        for message in self._shell.handle(event):
            if isinstance(message, Chose):
                self._judge(message.choice)
            elif isinstance(message, GoOn):
                request = self._then
            else:
                request = as_request(message) or request
        return request

    def update(self, now: float) -> None:
        """`now` is seconds of the window's clock."""
        self._shell.update(now)

    def draw(self, surface: pygame.Surface, afresh: bool = True) -> None:
        """Draw everything."""
        self._shell.draw(surface)

    def leave(self) -> None:
        """Another screen is seen now."""
        self._shell.rest()

    def _judge(self, choice: int) -> None:
        right = self._echo.right
        self._roster.keep_echo(self._chapter.number, choice == right)
        remark = "Right: it has stayed with you." if choice == right else self._consolation()
        self.card = QuestionCard(self._asking, Verdict(choice, right, remark, "To the level"))
        self._shell.put([self.card, self._bar])

    def _consolation(self) -> str:
        sentence = "Not quite: the green one."
        if self._source is None:
            return sentence
        return f"{sentence} Level {int(self._source.id[1:])}, “{self._source.title}”, is where it comes from."
