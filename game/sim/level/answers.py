"""The answers a player has filled in, and which of them are right."""

from __future__ import annotations

from collections.abc import Sequence

from game.sim.level.actions import Answer, AnswerValue
from game.sim.level.questions import Question
from game.sim.start import Start


class AnswerSheet:
    """Answers to `questions` about `nets`, by name; the right ones are computed when they are needed."""

    def __init__(self, questions: Sequence[Question], nets: Sequence[tuple[str, Start]]) -> None:
        self.filled: dict[str, AnswerValue] = {}
        self._judged: dict[str, tuple[AnswerValue, bool]] = {}
        self._questions = {question.name: question for question in questions}
        self._nets = dict(nets)
        self._first = nets[0][1]

    def refusal(self, answer: Answer) -> str | None:
        """Why `answer` cannot be filled in."""
        question = self._questions.get(answer.name)
        if question is None:
            return f"there is no question '{answer.name}': there are {', '.join(self._questions) or 'none'}"
        if not self.opened(question):
            return f"fill in the box before it first: {self._questions[question.after].prompt}"
        return question.refusal(answer.value, self.start(question))

    def opened(self, question: Question) -> bool:
        """Whether `question` may be answered: what it comes after is filled in."""
        return not question.after or question.after in self.filled

    def fill_in(self, answer: Answer) -> None:
        """Note `answer`, in place of what was there."""
        self.filled[answer.name] = self._questions[answer.name].taken(answer.value)

    def start(self, question: Question) -> Start:
        """The net that `question` is about."""
        return self._nets.get(question.net, self._first)

    def marks(self) -> dict[str, bool]:
        """Of every answer filled in, whether it is right."""
        return {name: self._right(name, value) for name, value in self.filled.items()}

    def _right(self, name: str, value: AnswerValue) -> bool:
        """Whether `value` answers the question called `name`; found out once for each value."""
        judged = self._judged.get(name)
        if judged is None or judged[0] != value:
            question = self._questions[name]
            judged = self._judged[name] = (value, question.accepts(value, self.start(question)))
        return judged[1]
