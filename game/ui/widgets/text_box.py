"""A line of text to type in."""

from __future__ import annotations

from collections.abc import Sequence

import pygame
import pygame_gui
from pygame_gui.core import ObjectID

from game.ui.draw.kit import Kit
from game.ui.draw.theme import WORDS_CLASS
from game.ui.toolkit.draft import Draft, Drafted
from game.ui.toolkit.focus_ring import ENTER
from game.ui.toolkit.panel import Message
from game.ui.widgets.value_box import EntryLine


class TextBox(Drafted):
    """A pygame_gui text entry at `rect`, holding `text` at first; `placeholder` is shown while it holds nothing. Where
    it is typed in anew as a `whole`, the first key replaces what stands in it."""

    def __init__(
        self,
        kit: Kit,
        rect: pygame.Rect,
        text: str = "",
        layer: int = 1,
        placeholder: str = "",
        *,
        whole: bool = False,
    ) -> None:
        self._kit = kit
        self._entry = EntryLine(
            rect, kit.manager, object_id=ObjectID(class_id=WORDS_CLASS), placeholder_text=placeholder
        )
        self._entry.whole = whole
        self._entry.change_layer(layer)
        self._entry.set_text(text)
        self._taken = self.text

    @property
    def rect(self) -> pygame.Rect:
        """Where it is, in screen pixels."""
        rect: pygame.Rect = self._entry.rect
        return rect

    @property
    def text(self) -> str:
        """What stands in it."""
        return str(self._entry.get_text())

    @property
    def untaken(self) -> str:
        """What was typed since `finished` last told of it, or since it was put in; "" if that is nothing new."""
        return self.text if self.text != self._taken else ""

    def set_text(self, text: str) -> None:
        """Put `text` in."""
        self._entry.set_text(text)
        self._taken = self.text

    def show(self, text: str) -> None:
        """Have `text` stand in it."""
        if text != self.text:
            self.set_text(text)

    def finished(self, event: pygame.event.Event) -> str | None:
        """What stands in it, when `event` ends the typing with Enter, with Tab or by going elsewhere."""
        if not self.ends(event):
            return None
        self._taken = self.text
        return self.text

    def ends(self, event: pygame.event.Event) -> bool:
        """Whether `event` ends the typing in it."""
        return event.type == pygame_gui.UI_TEXT_ENTRY_FINISHED and event.ui_element is self._entry

    def move_to(self, rect: pygame.Rect) -> None:
        """Stand at `rect` from now on."""
        self._entry.set_dimensions(rect.size)
        self._entry.set_position(rect.topleft)

    def set_visible(self, visible: bool) -> None:
        """Be there to be typed in, or not."""
        if visible != bool(self._entry.visible):
            if self._entry.is_focused:
                self._kit.manager.set_focus_set(None)
            (self._entry.show if visible else self._entry.hide)()

    def draft(self) -> Draft | None:
        return self._entry.draft(taken=not self.untaken) if self._entry.visible else None

    def resume(self, draft: Draft) -> None:
        self._entry.resume(draft)
        if draft.taken:
            self._taken = self.text

    def begin(self) -> None:
        """Let the student type."""
        self._kit.manager.set_focus_set(self._entry)

    def entered(self, event: pygame.event.Event) -> bool:
        """Whether `event` ends the typing with Enter."""
        pressed = event.type == pygame.KEYDOWN and event.key in ENTER
        return pressed and bool(self._entry.is_focused)

    def key(self, event: pygame.event.Event) -> Sequence[Message] | None:
        """Enter begins the typing."""
        if event.key not in ENTER:
            return None
        self.begin()
        return []

    def kill(self) -> None:
        """Take it away."""
        self._entry.kill()
