"""The panel of a level of choices: its board, and the button that has them checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pygame

from game.sim.level.actions import BeginTry, Stop
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.sim.quoting import counted
from game.ui.draw.capitals import capitalised
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.panel_background import MARGIN, panel_background
from game.ui.level.choices.board_view import AnyBoardView
from game.ui.level.choices.boards import board_view
from game.ui.level.controls.go_button import GoButton
from game.ui.level.intents import Do
from game.ui.level.text_block import block_height, write_block
from game.ui.toolkit.panel import Focusable, Hint, Message, Panel

GO = 46
"""Design pixels: height of the button."""
WIDE = 250
"""Design pixels: width of the button."""
GAP = 12
"""Design pixels: gaps."""
TOP = 16
"""Design pixels: where the board begins."""
NOTE = 13
"""Design pixels: size of the note."""


class ChoicesPanel(Panel):
    """It reads `play` and asks for acts."""

    def __init__(self, play: LevelPlay) -> None:
        self._play = play
        self.view: AnyBoardView | None = None
        self._kit: Kit | None = None
        self._look: object = None
        self._picture: pygame.Surface | None = None

    @property
    def network_share(self) -> float:
        """The part of the height that the network takes above the board."""
        return board_view(self._play).network_share

    # -- life --------------------------------------------------------------------------------------------------------

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect, self._look = kit, rect, None
        self._art = panel_background(kit, rect.size)
        margin = kit.px(MARGIN)
        area = rect.inflate(-2 * margin, -2 * margin)
        place = pygame.Rect(area.right - kit.px(WIDE), area.bottom - kit.px(GO), kit.px(WIDE), kit.px(GO))
        self.go = GoButton(kit, place, self._play.level.button, icon="play", tip=self._go_tip)
        self._foot = pygame.Rect(area.x, place.y, place.x - kit.px(GAP) - area.x, place.height)
        top = rect.y + kit.px(TOP)
        self.view = board_view(self._play)
        board = pygame.Rect(area.x, top, area.width, place.y - kit.px(GAP) - top)
        self.view.build(kit, board, rect.topleft)

    def kill(self) -> None:
        if self.view is None:
            return
        self.view.kill()
        self.go.kill()
        self.view = self._kit = None

    # -- events ------------------------------------------------------------------------------------------------------

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        if self.go.pressed(event):
            return [Do(Stop() if self._play.visit.stage is Stage.RUNNING else BeginTry())]
        return self.view.commands_from(event) if self.view else []

    # -- looks -------------------------------------------------------------------------------------------------------

    def update(self, now: float, *, still: bool) -> None:
        if self._kit is None or self.view is None:
            return
        stage, ready = self._play.visit.stage, self._missing() is None
        running = stage is Stage.RUNNING
        self.go.set_text("TO THE END" if running else self._play.level.button)
        self.go.set_icon("end" if running else "play")
        self.go.set_enabled(running or (stage is Stage.READY and ready))
        self.view.sync(now, still=still)
        look = (self.view.look, self._note(), stage)
        if look != self._look:
            self._look = look
            self._picture = self._painted(self._kit, self.view)

    def _painted(self, kit: Kit, view: AnyBoardView) -> pygame.Surface:
        picture = self._art.copy()
        pen = Lettering(kit, picture)
        view.paint(pen)
        foot, note = self._foot.move(-self._rect.x, -self._rect.y), self._note()
        height = block_height(kit, note, NOTE, foot.width)
        place = pygame.Rect(foot.x, foot.centery - height // 2, foot.width, height)
        write_block(pen, note, place, NOTE, kit.palette.muted)
        return picture

    def _missing(self) -> str | None:
        """Why the button cannot be pressed; what is being typed counts, since a press takes it first."""
        typed = self.view.typed if self.view and self.view.free else None
        if typed and self.view and self.view.kind.ready_with(typed):
            return None
        return self._play.refusal(BeginTry())

    def _note(self) -> str:
        """What is still to be done, or how many tries there are."""
        play, level = self._play, self._play.level
        own = self.view.note() if self.view else ""
        if play.visit.stage is not Stage.READY:
            return own
        left = level.tries - play.visit.tries
        tries = f"{counted(left, level.noun)} left" if level.tries else ""
        reason = self._missing()
        words = (own, tries, f"{capitalised(reason)}." if reason else "")
        return " · ".join(filter(None, words))

    @property
    def look(self) -> object:
        return object() if self.view and self.view.moving else self._picture

    def draw(self, surface: pygame.Surface) -> None:
        surface.blit(self._picture or self._art, self._rect)
        if self.view:
            self.view.draw(surface)

    # -- help --------------------------------------------------------------------------------------------------------

    def _go_tip(self) -> str:
        if self._play.visit.stage is Stage.RESULT:
            return ""  # it would lie over the buttons that lead on
        reason = self._missing()
        return capitalised(reason) + "." if reason else f"{self._play.level.goal} (Space)"

    def hints(self) -> Iterable[Hint]:
        yield from self.view.hints() if self.view else ()
        hint = self.go.hint()
        if hint:
            yield hint

    def focusables(self) -> Sequence[Focusable]:
        stops = [*self.view.focusables()] if self.view else []
        return [*stops, self.go] if self.go.enabled else stops
