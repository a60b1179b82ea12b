"""The review question: before a chapter's first level, a question from an earlier one with new numbers."""

from __future__ import annotations

from game.sim.campaign.campaign import Campaign, Chapter
from game.storage.profiles import Profiles
from game.ui.concept_check.question_card import AnswerVerdict, Asking, Chose, GoOn, QuestionCard
from game.ui.screen import Go, Place, Request
from game.ui.screens.panel_screen import PanelScreen
from game.ui.screens.title_bar import TitleBar, page_places
from game.ui.toolkit.panel import Message


class ReviewQuestionScreen(PanelScreen):
    """It asks once, shows what is right, and goes on to `then` either way."""

    def __init__(self, campaign: Campaign, chapter: Chapter, seed: int, profiles: Profiles, then: Go) -> None:
        super().__init__()
        posed = campaign.review_question(chapter, seed)
        assert posed
        assert chapter.review
        self.posed, self._chapter, self._profiles, self._then = posed, chapter, profiles, then
        self._source = campaign.level(chapter.review.recalls)
        self._number = campaign.number(self._source) if self._source else 0
        label = f"Chapter {chapter.number} · {chapter.name}: first a question from earlier"
        self._asking = Asking(label, posed.question, posed.choices)
        self.card = QuestionCard(self._asking)
        out = [Go(Place.MAP)]
        self._bar = TitleBar("Do you remember?", "Map", "Back to the map (Esc).", out)

    def lay_out(self, size: tuple[int, int]) -> None:
        """The question, below the bar."""
        self.board.fit({"page": self.card, "bar": self._bar}, page_places(size))

    def carried_out(self, message: Message) -> Request | None:
        """An answer shows what is right; then it goes on."""
        match message:
            case Chose(choice):
                self._judge(choice)
                return None
            case GoOn():
                return self._then
        return super().carried_out(message)

    def _judge(self, choice: int) -> None:
        right = self.posed.right
        self._profiles.keep_review(self._chapter.number, choice == right)
        remark = "Right: it has stayed with you." if choice == right else self._consolation()
        self.card = QuestionCard(self._asking, AnswerVerdict(choice, right, remark, "Go on"))
        self.board.ring.clear()
        self.lay_out(self.board.size)

    def _consolation(self) -> str:
        sentence = "Not quite: the green one."
        if self._source is None:
            return sentence
        return f"{sentence} Level {self._number}, “{self._source.title}”, is where it comes from."
