"""How long the texts of a level may be, and how they are spelt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.sim.level.level import Level
from game.sim.quoting import quoted

MOST_BEFORE = 60
"""Words before the first action: idea, goal, the prediction's question and its choices."""
MOST_AHA = 28
"""Words of the sentence that a level leaves behind."""
MOST_MISCONCEPTION = 14
"""Words of the misconception."""
MOST_HINT = 24
"""Words of a hint."""
MOST_QUESTION = 24
"""Words of the why-question."""
MOST_CHOICE = 15
"""Words of one of its choices."""
MOST_REFUTATION = 30
"""Words of the sentence that refutes a wrong answer to it."""
ENDS = re.compile(r"[.?…!]$")
MISSPELT = (
    (re.compile(r" -"), "a minus sign is spelt −"),
    (re.compile(r"  "), "there are two spaces"),
    (re.compile(r"\b[xh][12]\b|-> *|→ out"), "neurons are called as in the network: x₁, h₂, ŷ, →"),
    (re.compile(r"\b(color|center|behavior|initialize|practice)\b"), "spelling is British"),
)


def text_problems(level: Level) -> Iterator[str]:
    """What is wrong with the texts, each in a sentence that names the field."""
    prediction = level.prediction
    before = _words(level.idea, level.goal, prediction.question, *(choice.text for choice in prediction.choices))
    if before > MOST_BEFORE:
        what = "idea, goal, prediction.question and prediction.choices"
        yield f"{what} have {before} words together, but may have {MOST_BEFORE}"
    for field, text, most in _whole(level):
        if _words(text) > most:
            yield f"{field} has {_words(text)} words, but may have {most}"
        if not ENDS.search(text):
            yield f"{field} is {quoted(text)}, but must end with . ? ! or …"
    for field, text in _all(level):
        for pattern, told in MISSPELT:
            if pattern.search(text):
                yield f"{field} is {quoted(text)}: {told}"
    if len(set(level.why.choices)) < len(level.why.choices):
        yield "why has a choice twice"
    if max(map(_words, level.why.choices)) > MOST_CHOICE:
        yield f"why has a choice of more than {MOST_CHOICE} words"


def _words(*texts: str) -> int:
    return len(" ".join(texts).split())


def _whole(level: Level) -> Iterator[tuple[str, str, int]]:
    """Texts that are whole sentences, each with how many words it may have."""
    yield "aha", level.aha, MOST_AHA
    yield "misconception", level.misconception, MOST_MISCONCEPTION
    yield "why.question", level.why.question, MOST_QUESTION
    for k, wrong in enumerate(level.why.wrong):
        if not isinstance(wrong, str) and wrong.refuted:
            yield f"why.wrong[{k}].refuted.says", wrong.refuted.says, MOST_REFUTATION
    for k, hint in enumerate(level.hints):
        yield f"hints[{k}]", hint, MOST_HINT


def _all(level: Level) -> Iterator[tuple[str, str]]:
    for field in ("title", "idea", "goal", "aha", "misconception"):
        yield field, getattr(level, field)
    for k, hint in enumerate(level.hints):
        yield f"hints[{k}]", hint
    yield "why.question", level.why.question
    yield from (("why", choice) for choice in level.why.choices)
    for k, wrong in enumerate(level.why.wrong):
        if not isinstance(wrong, str):
            yield f"why.wrong[{k}].thinks", wrong.thinks
            yield from ((f"why.wrong[{k}].refuted.says", each.says) for each in [wrong.refuted] if each)
    yield from (("prediction.choices", choice.thinks) for choice in level.prediction.choices if choice.thinks)
    yield "prediction.question", level.prediction.question
    yield "prediction.shows", level.prediction.shows
    yield from (("prediction.choices", choice.text) for choice in level.prediction.choices)
    yield from ((f"questions[{k}].prompt", question.prompt) for k, question in enumerate(level.questions))
    if level.claim:
        yield "claim.text", level.claim.text
