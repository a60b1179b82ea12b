"""Go to epoch…: a button that becomes a box to type an epoch in."""

from __future__ import annotations

import string
from collections.abc import Sequence

import pygame
import pygame_gui
from pygame import Rect

from game.sim.commands import Seek
from game.sim.quoting import counted
from game.sim.snapshot import RunView
from game.ui.draw.kit import Kit
from game.ui.intents import Say
from game.ui.toolkit.draft import Draft, Drafted
from game.ui.toolkit.panel import Hint, Message
from game.ui.widgets.button import Button
from game.ui.widgets.value_box import EntryLine

LONGEST = 9
"""Characters."""
TAKEN = [*string.digits, ",", " "]
"""Characters that can be typed; not the letter of the key that opens the box, which comes after it as text."""


class EpochBox(Drafted):
    """Stands at `rect` (screen pixels)."""

    def __init__(self, kit: Kit, rect: Rect) -> None:
        self._kit = kit
        self.button = Button(kit, rect, "Go to…", tip="Type the epoch to go to (key G).")
        self._entry: EntryLine | None = None

    @property
    def typing(self) -> bool:
        """Whether an epoch is being typed."""
        return self._entry is not None

    def commands_from(self, event: pygame.event.Event, run: RunView) -> Sequence[Message]:
        """What `event` asks for while `run` is the active one."""
        if self.button.pressed(event):
            self.begin()
        if self._entry is None:
            return []
        if event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE:
            self._end()
        if event.type != pygame_gui.UI_TEXT_ENTRY_FINISHED or event.ui_element is not self._entry:
            return []
        self._end()
        return _going_to(event.text, run)

    def begin(self) -> None:
        """Let the student type."""
        if self._entry:
            return
        self._entry = EntryLine(self.button.rect, self._kit.manager)
        self._entry.set_text_length_limit(LONGEST)
        self._entry.set_allowed_characters(TAKEN)
        self._kit.manager.set_focus_set(self._entry)
        self.button.set_visible(False)

    def draft(self) -> Draft | None:
        return self._entry.draft(taken=False) if self._entry else None

    def resume(self, draft: Draft) -> None:
        self.begin()
        if self._entry:
            self._entry.resume(draft)

    def hint(self) -> Hint | None:
        """What the button says."""
        return self.button.hint()

    def kill(self) -> None:
        """Take it away."""
        self._end()
        self.button.kill()

    def _end(self) -> None:
        entry, self._entry = self._entry, None
        if entry:
            if entry.is_focused:
                self._kit.manager.set_focus_set(None)
            entry.kill()
            self.button.set_visible(True)


def _going_to(text: str, run: RunView) -> Sequence[Message]:
    """To the epoch that was typed, in characters that are `TAKEN`, or as near as there is anything recorded."""
    digits = text.replace(",", "").replace(" ", "")
    if not digits:
        return []
    epoch = int(digits)
    if epoch > run.last_epoch:
        return [
            Seek(run.last_epoch),
            Say(f"this run has been trained for {counted(run.last_epoch, 'epoch')}, not {epoch:,} yet"),
        ]
    return [Seek(epoch)]
