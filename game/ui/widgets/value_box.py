"""A number that can be clicked and typed over."""

from __future__ import annotations

import pygame
import pygame_gui
from pygame_gui.elements import UITextEntryLine

from game.ui.draw.drawable import visible
from game.ui.draw.kit import Kit
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import mix
from game.ui.toolkit.draft import Draft
from game.ui.toolkit.focus_ring import ENTER
from game.ui.widgets import clipboard
from game.ui.widgets.painted import PaintedButton

TEXT_SIZE, BOX_PADDING, RADIUS = 13, 4, 4
"""Design pixels."""
LONGEST = 32
"""Characters; a number has fewer, but an expression that comes to it need not."""


class EntryLine(UITextEntryLine):
    """A text entry that also finishes on Tab and when something else gets the focus, and leaves the repeating of held
    keys as it found it. Whatever is put in, typed or pasted, it holds only what can be seen. One that is typed as a
    `whole` has all of it selected when the typing begins."""

    whole = False
    _settled = True
    """What stands in it was typed to its end."""

    def set_text(self, text: str | None) -> None:
        """Hold `text` whole, with nothing of it selected: only what is typed and pasted is held to the length limit."""
        limit, self.length_limit = self.length_limit, None
        super().set_text(visible(text or ""))
        self.length_limit = limit
        self.select_range = [0, 0]  # the picture of the text is another one, and knows of no selection

    def _process_entered_character(self, character: str) -> bool:
        return bool(visible(character)) and bool(super()._process_entered_character(visible(character)))

    def _do_paste(self) -> None:
        """What is on the clipboard takes the place of the selection; as much of it as there is room for."""
        low, high = sorted(self.select_range) if any(self.select_range) else (self.edit_position, self.edit_position)
        before, after = self.text[:low], self.text[high:]
        pasted = visible(clipboard.paste() or "")
        if self.length_limit is not None:
            pasted = pasted[: max(0, self.length_limit - len(before) - len(after))]
        if self.validate_text_string(pasted):
            self.select_range = [0, 0]
            self.set_text(before + pasted + after)
            self.edit_position = len(before) + len(pasted)
            self.cursor_has_moved_recently = True

    def rebuild(self) -> None:
        super().rebuild()
        self._frame()
        self.select_range = self.select_range  # in the picture too, which is another one

    def _frame(self) -> None:
        """Only what has the keyboard looks as if it had it."""
        name = "active_border" if self.is_focused else "normal_border"
        colour = self.ui_theme.get_colour_or_gradient(name, self.combined_element_ids)
        shape = self.drawable_shape
        if shape is not None and shape.theming["normal_border"] != colour:
            shape.theming["normal_border"] = colour
            shape.redraw_all_states(force_full_redraw=True)
            self.redraw()

    def focus(self) -> None:
        if not self.is_focused:
            self._repeat = pygame.key.get_repeat()
        super().focus()
        self._frame()
        if self.whole:
            self.select_range = [0, len(self.text)]

    def draft(self, *, taken: bool) -> Draft:
        """What stands in it, `taken` if that has been told of."""
        low, high = self.select_range
        return Draft(self.get_text(), taken, bool(self.is_focused), self.edit_position, (low, high), self._settled)

    def resume(self, draft: Draft) -> None:
        """Hold the text of `draft`, and have the keyboard if it was had there."""
        if draft.text != self.get_text():
            self.set_text(draft.text)
        if draft.focused:
            if not self.is_focused:
                self.ui_manager.set_focus_set(self)
            self.edit_position = draft.caret
            self.select_range = list(draft.selected)
            self.cursor_has_moved_recently = True
            self._settled = draft.settled

    def process_event(self, event: pygame.event.Event) -> bool:
        if self.is_focused and event.type == pygame.KEYDOWN and event.key == pygame.K_TAB:
            self.ui_manager.set_focus_set(None)
            return True
        begins = self.whole and self._settled and event.type == pygame.MOUSEBUTTONDOWN
        taken = bool(super().process_event(event))
        if begins and taken:
            self.selection_in_progress = False  # the release of the button would let go of it
            self.select_range = [0, len(self.text)]
        if taken and event.type in (pygame.MOUSEBUTTONDOWN, pygame.KEYDOWN, pygame.TEXTINPUT):
            self._settled = event.type == pygame.KEYDOWN and event.key in ENTER
        return taken

    def unfocus(self) -> None:
        was_focused = self.is_focused
        super().unfocus()
        if was_focused:
            self._frame()
            self._settled = True
            pygame.key.set_repeat(*self._repeat)
            data = {"ui_element": self, "text": self.get_text()}
            pygame.event.post(pygame.event.Event(pygame_gui.UI_TEXT_ENTRY_FINISHED, data))

    def kill(self) -> None:
        if self.is_focused:
            pygame.key.set_repeat(*self._repeat)  # held keys repeat only while something is typed
        super().kill()


class ValueBox:
    """Shows a number as amber digits at the right of `rect`; a click makes a text entry of it."""

    def __init__(self, kit: Kit, rect: pygame.Rect) -> None:
        self.typing = False
        self._kit = kit
        self._text = ""
        self._rect = pygame.Rect(rect)
        self._face = PaintedButton(rect, kit.manager, self._paint)
        self._entry = EntryLine(rect, kit.manager, visible=0)
        self._entry.set_text_length_limit(LONGEST)

    @property
    def rect(self) -> pygame.Rect:
        """Where it is, in screen pixels."""
        return self._rect

    def show(self, text: str) -> None:
        """Show `text`."""
        if text != self._text:
            self._text = text
            self._face.repaint()

    def clicked(self, event: pygame.event.Event) -> bool:
        """Whether `event` asks for the number to be typed."""
        return event.type == pygame_gui.UI_BUTTON_PRESSED and event.ui_element is self._face

    def begin(self, text: str) -> None:
        """Let the student type, starting from `text`, which the first key replaces."""
        if not self._face.is_enabled:
            return
        self.typing = True
        self._face.hide()
        self._entry.show()
        self._entry.set_text(text)
        self._kit.manager.set_focus_set(self._entry)
        self._entry.select_range = [0, len(text)]

    def finished(self, event: pygame.event.Event) -> str | None:
        """What was typed, when `event` ends the typing with Enter or by going elsewhere."""
        if not self.typing or event.type != pygame_gui.UI_TEXT_ENTRY_FINISHED or event.ui_element is not self._entry:
            return None
        self.end()
        return str(event.text)

    def draft(self) -> Draft | None:
        """What is being typed."""
        return self._entry.draft(taken=False) if self.typing else None

    def resume(self, draft: Draft) -> None:
        """Let the student go on with `draft`."""
        self.begin(draft.text)
        if self.typing:
            self._entry.resume(draft)

    def end(self) -> None:
        """Stop typing; what was typed is dropped."""
        if self.typing:
            self.typing = False
            if self._entry.is_focused:
                self._kit.manager.set_focus_set(None)
            self._entry.hide()
            self._face.show()

    def set_enabled(self, enabled: bool) -> None:
        """Let it be used, or grey it out."""
        if enabled != self._face.is_enabled:
            self.end()
            self._face.set_enabled(enabled)

    def set_visible(self, visible: bool) -> None:
        """Show or hide it."""
        self.end()
        self._face.set_visible(visible)

    def kill(self) -> None:
        """Take it away."""
        self._entry.kill()
        self._face.kill()

    def _paint(self, state: str) -> pygame.Surface:
        kit, palette, size = self._kit, self._kit.palette, self._rect.size
        picture = pygame.Surface(size, pygame.SRCALPHA)
        if state in ("hovered", "active"):
            line = mix(palette.raised, palette.text, 0.2)
            picture = rounded_box(size, kit.px(RADIUS), palette.raised, line, max(1, kit.px(1)))
        colour = palette.muted if state == "disabled" else palette.activation
        text = kit.fonts.text(self._text, TEXT_SIZE, colour, "mono")
        picture.blit(text, text.get_rect(midright=(size[0] - kit.px(BOX_PADDING), size[1] // 2)))
        return picture
