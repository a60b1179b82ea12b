"""A panel that says which controls it has need say no more of them."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.ui.toolkit.panel import Hint, Message, Panel, Widget


class Knob:
    """A control that may have something to say."""

    def __init__(self, x: int, says: str = "") -> None:
        self.rect, self.says, self.gone = pygame.Rect(x, 0, 20, 20), says, False

    def key(self, event: pygame.event.Event) -> Sequence[Message] | None:
        return None

    def hint(self) -> Hint | None:
        return Hint(self.rect, lambda: self.says) if self.says else None

    def kill(self) -> None:
        self.gone = True


class Knobs(Panel):
    """A panel of knobs."""

    def __init__(self, *knobs: Knob) -> None:
        self.knobs = knobs

    def controls(self) -> Sequence[Widget]:
        return self.knobs


def test_its_controls_have_help_are_stops_of_tab_and_go_with_it() -> None:
    first, silent, last = Knob(0, "first"), Knob(30), Knob(60, "last")
    panel = Knobs(first, silent, last)
    assert [hint.text() for hint in panel.hints()] == ["first", "last"]
    assert list(panel.focusables()) == [first, silent, last]
    panel.kill()
    assert first.gone
    assert silent.gone
    assert last.gone
    assert [*Panel().hints(), *Panel().focusables()] == []
