"""The runs beside the loss chart: which line is which; switch with a click, rename with a double click, drop with ×."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pygame
import pygame_gui
from pygame import Rect

from game.sim.commands import Command, DropRun, RenameRun, SwitchRun
from game.sim.commands.runs import LONGEST_RUN_NAME
from game.sim.quoting import counted
from game.sim.snapshot import RunView
from game.ui.draw.drawable import visible
from game.ui.draw.kit import Kit
from game.ui.draw.number_text import figure
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import mix
from game.ui.intents import Say
from game.ui.timeline.run_styles import RunStyles, fitting_name, swatch
from game.ui.toolkit.draft import Draft, Drafted
from game.ui.toolkit.focus_ring import PRESS_KEYS
from game.ui.toolkit.panel import Hint, Message
from game.ui.widgets.value_box import EntryLine

TEXT_SIZE = 11.5
"""Design pixels: size of names and losses."""
SWATCH = 24
"""Design pixels: width of a piece of a run's line."""
CROSS = 8
"""Design pixels: side of the cross that deletes a run."""
GAP = 7
"""Design pixels: between that piece and the name."""
PADDING = 5
"""Design pixels: from a row's left and right edges to what is in it."""
RADIUS = 5
"""Design pixels: corner radius of a row."""
TALLEST = 21
"""Design pixels."""
DOUBLE_CLICK = 0.4
"""Seconds between the clicks of a double click."""
CERTAIN_SECONDS = 4.0
"""How long the × of a run waits for the second press: what is forgotten cannot be had back."""


class RunStop:
    """A row as a stop of the Tab key: Enter and Space switch to the run, F2 renames it, Delete twice drops it."""

    def __init__(self, runs: RunList, run: int) -> None:
        self.run = run
        self._runs = runs

    @property
    def rect(self) -> Rect:
        """Where the run's row is, in screen pixels."""
        return self._runs.row(self._runs.index(self.run))

    def key(self, event: pygame.event.Event) -> Sequence[Message] | None:
        if event.key == pygame.K_F2:
            self._runs.rename(self._runs.index(self.run))
            return []
        if self._runs.active(self.run):
            return None
        if event.key in PRESS_KEYS:
            return [SwitchRun(self.run)]
        return self._runs.forget(self._runs.index(self.run)) if event.key == pygame.K_DELETE else None


class RunList(Drafted):
    """Rows at `rect` (screen pixels), one a run, oldest first."""

    def __init__(self, kit: Kit, rect: Rect, styles: RunStyles) -> None:
        self.rect = Rect(rect)
        self._kit = kit
        self._styles = styles
        self._runs: tuple[RunView, ...] = ()
        self.now = 0.0
        self._clicked: tuple[int, float] | None = None
        self._asked: tuple[int, float] | None = None
        self._entry: EntryLine | None = None
        self._renamed = 0
        self._pointer = (-1, -1)
        self._picture: pygame.Surface | None = None
        self._key: tuple[object, ...] = ()
        self._stops: list[RunStop] = []
        self._hints: Sequence[Hint] = []

    @property
    def renaming(self) -> bool:
        """Whether a name is being typed."""
        return self._entry is not None

    def sync(self, runs: Sequence[RunView], now: float, pointer: tuple[int, int]) -> None:
        """Show `runs`; `now` in seconds tells a double click from two."""
        self.now, self._pointer = now, pointer
        if self._asked and now - self._asked[1] > CERTAIN_SECONDS:
            self._asked = None
        if tuple(runs) != self._runs:
            self._runs = tuple(runs)
            self._stops = [self._known_stop(run) for run in runs]
            self._hints = self._new_hints()
        if self._entry and all(run.id != self._renamed for run in runs):
            self._end_renaming()

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        """What `event` asks for."""
        if self._entry:
            return self._renaming(event, self._entry)
        if event.type != pygame.MOUSEBUTTONDOWN or event.button != pygame.BUTTON_LEFT:
            return []
        row = next((k for k in range(len(self._runs)) if self.row(k).collidepoint(event.pos)), None)
        return [] if row is None else self._press(row, event.pos)

    def draw(self, surface: pygame.Surface, lit: int | None, epoch: int | None) -> None:
        """Draw the rows, that of run `lit` brighter, with the losses at `epoch` if there is one to tell them for."""
        under = next((run.id for k, run in enumerate(self._runs) if self.row(k).collidepoint(self._pointer)), lit)
        losses = [None if epoch is None else _loss(run, epoch) for run in self._runs]
        key = (under, tuple(losses), tuple((run.id, run.name, run.active) for run in self._runs), self._asked)
        if key != self._key or self._picture is None:
            self._key, self._picture = key, self._painted(under, losses)
        surface.blit(self._picture, self.rect)

    def lit(self) -> int | None:
        """The ghost whose row is pointed at."""
        for k, run in enumerate(self._runs):
            if self.row(k).collidepoint(self._pointer):
                return None if run.active else run.id
        return None

    def hints(self) -> Sequence[Hint]:
        """What each row says, and each ×."""
        return self._hints

    def _new_hints(self) -> Sequence[Hint]:
        found = []
        for k, run in enumerate(self._runs):
            found.append(Hint(self.row(k), partial(_sentence, run)))
            if not run.active:
                found.append(Hint(self.cross(k), partial(str, f"Forget the run “{run.name}”: click twice.")))
        return found

    def row(self, index: int) -> Rect:
        """Where a run's row is on screen."""
        pitch = min(self._kit.px(TALLEST), self.rect.height // max(1, len(self._runs)))
        return Rect(self.rect.x, self.rect.y + index * pitch, self.rect.width, pitch)

    def run_at(self, position: tuple[int, int]) -> RunView | None:
        """The run whose row is at a place of the screen, beside its ×."""
        for k, run in enumerate(self._runs):
            if self.row(k).collidepoint(position):
                return None if not run.active and self.cross(k).collidepoint(position) else run
        return None

    def cross(self, index: int) -> Rect:
        """Where the × of a run's row is on screen."""
        row = self.row(index)
        return Rect(row.right - row.height, row.y, row.height, row.height)

    def focusables(self) -> Sequence[RunStop]:
        """What Tab stops at, in its order."""
        return self._stops

    def kill(self) -> None:
        """Take it away."""
        self._end_renaming()

    # -- pressing ----------------------------------------------------------------------------------------------------

    def forget(self, index: int) -> Sequence[Message]:
        """Drop a run when that is asked for twice."""
        run, asked = self._runs[index], self._asked
        if asked and asked[0] == run.id:
            self._asked = None
            return [DropRun(run.id)]
        self._asked = (run.id, self.now)
        return [Say(f"Once more to forget “{run.name}”: it cannot be had back")]

    def _press(self, index: int, position: tuple[int, int]) -> Sequence[Message]:
        run = self._runs[index]
        if not run.active and self.cross(index).collidepoint(position):
            return self.forget(index)
        again = self._clicked is not None and self._clicked[0] == run.id
        twice = again and self._clicked is not None and self.now - self._clicked[1] <= DOUBLE_CLICK
        self._clicked = None if twice else (run.id, self.now)
        if twice:
            self.rename(index)
        return [] if twice or run.active else [SwitchRun(run.id)]

    def _known_stop(self, run: RunView) -> RunStop:
        return next((stop for stop in self._stops if stop.run == run.id), RunStop(self, run.id))

    def index(self, run: int) -> int:
        """The row of a run."""
        return next(k for k, other in enumerate(self._runs) if other.id == run)

    def active(self, run: int) -> bool:
        """Whether `run` is the one that goes on."""
        return self._runs[self.index(run)].active

    def rename(self, index: int) -> None:
        """Let the student type a name over that in a row."""
        run = self._runs[index]
        self._renamed = run.id
        left = self._name_left()
        row = self.row(index)
        self._entry = EntryLine(Rect(row.x + left, row.y, row.width - left, row.height), self._kit.manager)
        self._entry.set_text_length_limit(LONGEST_RUN_NAME)
        self._entry.set_text(run.name)
        self._kit.manager.set_focus_set(self._entry)
        self._entry.select_range = [0, len(run.name)]

    def draft(self) -> Draft | None:
        return self._entry.draft(taken=False).about(self._renamed) if self._entry else None

    def resume(self, draft: Draft) -> None:
        row = next((k for k, run in enumerate(self._runs) if run.id == draft.subject), None)
        if row is not None:
            self.rename(row)
        if self._entry:
            self._entry.resume(draft)

    def _renaming(self, event: pygame.event.Event, entry: EntryLine) -> Sequence[Command]:
        """Enter, Tab and a click elsewhere keep the new name, Esc the old one."""
        if event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE:
            self._end_renaming()
        if event.type != pygame_gui.UI_TEXT_ENTRY_FINISHED or event.ui_element is not entry:
            return []
        name, run = event.text.strip(), self._renamed
        before = next((other.name for other in self._runs if other.id == run), "")
        self._end_renaming()
        return [RenameRun(run, name)] if name and name != visible(before) else []

    def _end_renaming(self) -> None:
        entry, self._entry = self._entry, None
        if entry:
            if entry.is_focused:
                self._kit.manager.set_focus_set(None)
            entry.kill()

    # -- painting ----------------------------------------------------------------------------------------------------

    def _name_left(self) -> int:
        return self._kit.px(PADDING + SWATCH + GAP)

    def _painted(self, under: int | None, losses: Sequence[str | None]) -> pygame.Surface:
        kit, palette = self._kit, self._kit.palette
        picture = pygame.Surface(self.rect.size, pygame.SRCALPHA)
        for k, (run, loss) in enumerate(zip(self._runs, losses, strict=True)):
            row = self.row(k).move(-self.rect.x, -self.rect.y)
            if run.id == under:
                picture.blit(rounded_box(row.size, kit.px(RADIUS), palette.raised), row)
            line = swatch(kit, self._styles.style(run.id, palette, active=run.active), kit.px(SWATCH))
            picture.blit(line, line.get_rect(midleft=(kit.px(PADDING), row.centery)))
            right = self._paint_end(picture, run, row, loss)
            ink = palette.text if run.active or run.id == under else mix(palette.muted, palette.text, 0.3)
            text = fitting_name(kit, run.name, TEXT_SIZE, right - self._name_left() - kit.px(3))
            name = kit.fonts.text(text, TEXT_SIZE, ink)
            picture.blit(name, name.get_rect(midleft=(self._name_left(), row.centery)))
        return picture

    def _paint_end(self, picture: pygame.Surface, run: RunView, row: Rect, loss: str | None) -> int:
        """What stands at a row's end: a loss, or the × of a ghost. Returns where it begins."""
        kit = self._kit
        if loss is not None:
            sign = kit.fonts.text(loss, TEXT_SIZE, kit.palette.text, "mono")
            place = sign.get_rect(midright=(row.right - kit.px(PADDING), row.centery))
        elif run.active:
            return row.right
        else:
            asked = self._asked is not None and self._asked[0] == run.id
            sign = kit.icons.get("close", kit.px(CROSS), kit.palette.negative if asked else kit.palette.muted)
            place = sign.get_rect(center=(row.right - row.height // 2, row.centery))
        picture.blit(sign, place)
        return place.left


def _loss(run: RunView, epoch: int) -> str:
    loss = run.loss_at(epoch)
    return "–" if loss is None else figure(loss, 4)


def _sentence(run: RunView) -> str:
    loss = figure(run.loss_at(run.last_epoch) or 0.0, 4)
    facts = f"“{run.name}”: {counted(run.last_epoch, 'epoch')}, last loss {loss}"
    return f"{facts}. Double-click to rename." if run.active else f"{facts}. Click to switch to it."
