"""The left panel of a walk on a hill: the loss, a dial for each weight with the nudges around it, the question which is
steeper, and the button that ends the walk."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import pygame

from game.sim.level.actions import Bet, Feel
from game.sim.level.hill import NUDGE
from game.sim.level.play.kinds.striding import BETS, Striding
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import fixed
from game.ui.draw.palette import mix
from game.ui.level.controls.option_chip import OptionChip
from game.ui.level.controls.work_panel import WorkPanel
from game.ui.level.intents import Do
from game.ui.level.plane.plane_picture import stroke
from game.ui.level.text_block import write_block
from game.ui.toolkit.panel import Focusable, Hint, Message
from game.ui.widgets.button import Button

LOSS = 62
"""Design pixels: height of the loss."""
DIAL = 128
"""Design pixels: height of a weight."""
CHIP = 30
"""Design pixels: height of a chip."""
GAP = 10
"""Design pixels: gaps."""
NUDGE_WIDTH = 96
"""Design pixels: width of a button that nudges."""
SWEEP = 0.75 * math.pi
"""How far to either side a dial's hand turns."""
MOST = 6.0
"""The weight at which it does."""
ASKED = "Nudge both; before any stride, say which weight has the steeper slope."


class FeelersPanel(WorkPanel):
    """It reads `play`, which must be of kind "strides"."""

    def __init__(self, play: LevelPlay) -> None:
        super().__init__(play, lambda _question: None)
        self.nudges: list[Button] = []
        self.bets: dict[str, OptionChip] = {}

    @property
    def _kind(self) -> Striding:
        found = self._play.kind
        assert isinstance(found, Striding)
        return found

    def _heading(self) -> str:
        return "Where you stand"

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        super().build(kit, rect)
        area, gap = self._area, kit.px(GAP)
        self._dials = [
            pygame.Rect(area.x, area.y + kit.px(LOSS) + k * kit.px(DIAL), area.width, kit.px(DIAL) - gap)
            for k in range(2)
        ]
        width = kit.px(NUDGE_WIDTH)
        self.nudges = [
            Button(
                kit,
                pygame.Rect(dial.right - width, dial.y, width, kit.px(28)),
                f"Nudge {name}",
                tip=f"See the loss with {name} 0.1 lower and 0.1 higher; it costs nothing.",
            )
            for name, dial in zip(BETS, self._dials, strict=True)
        ]
        y = self._dials[-1].bottom + gap
        self._asked = pygame.Rect(area.x, y, area.width, 0)
        y += kit.px(54)
        width = (area.width - gap) // 2
        self.bets = {
            name: OptionChip(kit, pygame.Rect(area.x + k * (width + gap), y, width, kit.px(CHIP)), name)
            for k, name in enumerate(BETS)
        }

    def _go_look(self) -> tuple[str, str]:
        """While strides are left, the next one is what matters most."""
        return ("later", "check") if self._kind.left else super()._go_look()

    def kill(self) -> None:
        super().kill()
        for part in (*self.nudges, *self.bets.values()):
            part.kill()
        self.nudges, self.bets = [], {}

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        for k, button in enumerate(self.nudges, start=1):
            if button.pressed(event):
                return [Do(Feel(k))]
        for name, chip in self.bets.items():
            if chip.pressed(event):
                return [Do(Bet(name))]
        return super().commands_from(event)

    # -- looks -------------------------------------------------------------------------------------------------------

    def update(self, now: float, *, still: bool) -> None:
        kind, ready = self._kind, self._play.visit.stage is Stage.READY
        for button in self.nudges:
            button.set_enabled(ready)
        for name, chip in self.bets.items():
            chip.set_state("chosen" if kind.bet == name else "")
            chip.set_enabled(ready and len(kind.trail) == 1)
        super().update(now, still=still)

    def _extra_look(self) -> object:
        kind = self._kind
        return (len(kind.trail), tuple(sorted(kind.felt.items())), kind.bet, self._play.visit.stage)

    def _note(self) -> str:
        kind = self._kind
        return f"{len(kind.trail) - 1} of {kind.table.strides} strides"

    def _painted(self, kit: Kit) -> pygame.Surface:
        picture, kind, palette = super()._painted(kit), self._kind, kit.palette
        pen = Lettering(kit, picture)
        left, top = self._area.x - self._rect.x, self._area.y - self._rect.y
        pen.write("loss", (left, top + kit.px(10)), 13, palette.muted)
        height, began = kind.heights[-1], kind.heights[0]
        pen.write(f"{height:.6f}", (left, top + kit.px(34)), 24, palette.text, "mono-medium")
        share = f"{height / began:.1%} of the start"
        pen.write(share, (left + self._area.width, top + kit.px(34)), 12, palette.muted, anchor="midright")
        for k, dial in enumerate(self._dials):
            self._dial(pen, dial.move(-self._rect.x, -self._rect.y), k)
        if self._play.visit.stage is not Stage.RESULT:
            write_block(pen, ASKED, self._asked.move(-self._rect.x, -self._rect.y), 13, palette.text)
        else:
            self._verdict(pen)
        return picture

    def _verdict(self, pen: Lettering) -> None:
        """Whether the bet was right."""
        kind, palette = self._kind, pen.kit.palette
        first = kind.hill.slopes(kind.trail[0])
        words = f"At the start the slopes were {fixed(first[0], 4)} along w₁ and {fixed(first[1], 4)} along w₂."
        write_block(pen, words, self._asked.move(-self._rect.x, -self._rect.y), 13, palette.text)

    def _dial(self, pen: Lettering, rect: pygame.Rect, k: int) -> None:
        """The weight, its hand, and what nudges have told."""
        kit, palette, kind = pen.kit, pen.kit.palette, self._kind
        value, radius = kind.here[k], kit.px(21)
        middle = rect.x + radius + 1, rect.y + radius + kit.px(2)
        pygame.draw.aacircle(pen.surface, mix(palette.panel, palette.line, 0.9), middle, radius, max(1, kit.px(2)))
        angle = -math.pi / 2 + SWEEP * min(max(value / MOST, -1.0), 1.0)
        tip = middle[0] + math.cos(angle) * radius * 0.86, middle[1] + math.sin(angle) * radius * 0.86
        stroke(pen.surface, palette.activation, middle, tip, 2.4 * kit.scale)
        x = rect.x + 2 * radius + kit.px(12)
        pen.write(BETS[k], (x, rect.y + kit.px(12)), 13, palette.muted)
        pen.write(fixed(value, 2, signed=True), (x, rect.y + kit.px(34)), 18, palette.text, "mono-medium")
        felt = kind.felt.get(k + 1)
        for line, (word, side) in enumerate((("lower", 0), ("higher", 1))):
            y = rect.y + kit.px(62) + line * kit.px(22)
            pen.write(f"{NUDGE:g} {word}", (rect.x, y), 12.5, palette.muted)
            if felt is None:
                pen.write("?", (rect.right, y), 13, palette.muted, "mono", anchor="midright")
                continue
            change = felt[side] - kind.heights[-1]
            colour = palette.gradient if change < 0.0 else palette.negative if change > 0.0 else palette.muted
            words = f"loss {fixed(change, 6, signed=True)}"
            pen.write(words, (rect.right, y), 12.5, colour, "mono", anchor="midright")

    # -- help --------------------------------------------------------------------------------------------------------

    def hints(self) -> Iterable[Hint]:
        yield from (hint for button in self.nudges if (hint := button.hint()))
        yield from super().hints()

    def focusables(self) -> Sequence[Focusable]:
        parts = [part for part in (*self.nudges, *self.bets.values()) if part.enabled]
        return [*parts, *super().focusables()]
