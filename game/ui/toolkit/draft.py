"""What is typed and not done with yet, while all is built anew: for another window, other colours or larger text."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Draft:
    """What stands in a text box, and what the keyboard does in it."""

    text: str
    taken: bool = False
    """Whether it has been told of already, and only stands there."""
    focused: bool = False
    """Whether it has the keyboard."""
    caret: int = 0
    """Characters before the caret."""
    selected: tuple[int, int] = (0, 0)
    """First and last end of the selection, in characters; twice the same without one."""
    settled: bool = True
    """Whether the typing had come to its end."""
    subject: int = 0
    """What it is about, where one box serves several things."""

    def about(self, subject: int) -> Draft:
        """The same, about `subject`."""
        return replace(self, subject=subject)


class Drafted:
    """Something to type in: what it holds survives when its panel is built anew."""

    def draft(self) -> Draft | None:
        """What stands in it; None where nothing can be typed now."""
        raise NotImplementedError

    def resume(self, draft: Draft) -> None:
        """Let the student go on with `draft`."""
        raise NotImplementedError
