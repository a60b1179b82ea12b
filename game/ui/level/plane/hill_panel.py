"""The hill in the middle: covered, with a compass for the next stride; after the walk uncovered, the walk made again
with the arrow against the gradient beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import hypot

import pygame

from game.sim.level.actions import Stride
from game.sim.level.hill import Hill, Weights
from game.sim.level.play.kinds.striding import Striding
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import fixed
from game.ui.draw.palette import mix
from game.ui.draw.panel_background import MARGIN, panel_background
from game.ui.level.controls.go_button import GoButton
from game.ui.level.intents import Do
from game.ui.level.plane.hill_picture import HillPicture, HillWindow, window_around
from game.ui.level.plane.plane_sheet import PlanePoint
from game.ui.level.text_block import write_block
from game.ui.toolkit.focus_ring import ENTER
from game.ui.toolkit.panel import Focusable, Hint, Message
from game.ui.toolkit.picture_panel import PicturePanel

TOP = 36
"""Design pixels: where the picture begins."""
BUTTON = 40
"""Design pixels: height of the button."""
GAP = 12
"""Design pixels: gaps."""
WORDS = 44
"""Design pixels: height of the words below the picture."""
STEP = 0.1
"""How far an arrow key moves the compass's tip."""
BIG = 1.0
"""How far it moves it with Shift."""
FIRST = (0.0, 0.0)
SECONDS = 0.7
"""How long each stride of the walk that is made again takes."""
NAMES = ("w₁", "w₂")
REACH = 40.0
"""Design pixels: length of the arrow against the gradient."""
KEYS = {pygame.K_LEFT: (-1, 0), pygame.K_RIGHT: (1, 0), pygame.K_UP: (0, 1), pygame.K_DOWN: (0, -1)}
HOW = "Drag from the white dot: right is a larger w₁, up a larger w₂. Keys: Tab, arrows (Shift: by 1), Enter strides."


class HillPanel(PicturePanel):
    """It reads `play`, which must be of kind "strides", and asks for strides. `needle` is the next one."""

    def __init__(self, play: LevelPlay) -> None:
        self._play = play
        self.needle: Weights = FIRST
        self._held = False
        self._kit: Kit | None = None
        self._picture = pygame.Surface((0, 0))
        self._look: object = None
        self._button: GoButton | None = None
        self._began: float | None = None
        self._shown = 0.0
        self._ground: tuple[object, pygame.Surface] | None = None
        self._compass = CompassStop(self)

    @property
    def kind(self) -> Striding:
        """What the level is about: strides on a hill."""
        found = self._play.kind
        assert isinstance(found, Striding)
        return found

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect, self._look, self._held, self._ground = kit, rect, None, False, None
        margin, walking = kit.px(MARGIN), self._play.visit.stage is Stage.READY
        below = kit.px(WORDS) + (kit.px(BUTTON + GAP) if walking else 0)
        room = pygame.Rect(rect.x + margin, rect.y + kit.px(TOP), rect.width - 2 * margin, 0)
        room.height = rect.bottom - margin - below - room.y
        side = min(room.width, room.height)
        self.square = pygame.Rect(room.x + (room.width - side) // 2, room.y, side, side)
        if walking:
            width = min(kit.px(220), room.width)
            place = pygame.Rect(rect.centerx - width // 2, rect.bottom - margin - kit.px(BUTTON), width, kit.px(BUTTON))
            self._button = GoButton(kit, place, "STRIDE", tip=self._tip)

    def _tip(self) -> str:
        reason = self._play.refusal(self._stride())
        return reason[:1].upper() + reason[1:] + "." if reason else "Move both weights at once, as the needle shows."

    def kill(self) -> None:
        if self._button:
            self._button.kill()
        self._button, self._kit, self._held = None, None, False

    # -- events ------------------------------------------------------------------------------------------------------

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        if self._kit is None or self._play.visit.stage is not Stage.READY:
            return []
        if self._button and self._button.pressed(event):
            return [Do(self._stride())]
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT:
            self._held = self.square.collidepoint(event.pos)
            if self._held:
                self._point(event.pos)
        elif event.type == pygame.MOUSEMOTION and self._held:
            self._held = bool(event.buttons[0])
            if self._held:
                self._point(event.pos)
        elif event.type == pygame.MOUSEBUTTONUP and self._held:
            self._held = False
            self._point(event.pos)
        return []

    def _stride(self) -> Stride:
        return Stride(*self.needle)

    def _point(self, place: PlanePoint) -> None:
        """Let the needle point at `place` of the screen."""
        scale = 2.0 * self._reach / self.square.width
        self.aim((place[0] - self.square.centerx) * scale, (self.square.centery - place[1]) * scale)

    @property
    def _reach(self) -> float:
        """How long a stride the side of the square is away from its middle."""
        return self.kind.table.longest * 1.12

    def aim(self, across: float, up: float) -> None:
        """Let the needle stand at a stride, or at the longest one in its direction."""
        length = hypot(across, up)
        most = self.kind.table.longest
        if length > most:
            across, up = across * most / length, up * most / length
        self.needle = round(across, 1) + 0.0, round(up, 1) + 0.0
        while hypot(*self.needle) > most + 1e-9:
            across, up = across * 0.995, up * 0.995
            self.needle = round(across, 1) + 0.0, round(up, 1) + 0.0

    def screen_place(self, across: float, up: float) -> tuple[int, int]:
        """Where on the screen the needle's tip stands for a stride."""
        scale = self.square.width / (2.0 * self._reach)
        return round(self.square.centerx + across * scale), round(self.square.centery - up * scale)

    # -- looks -------------------------------------------------------------------------------------------------------

    def update(self, now: float, *, still: bool) -> None:
        if self._kit is None:
            return
        kind, over = self.kind, self._play.visit.stage is Stage.RESULT
        if over and self._began is None:
            self._began = now
        if not over:
            self._began = None
        last = float(len(kind.trail) - 1)
        self._shown = last if still or self._began is None else min(last, (now - self._began) / SECONDS)
        if self._button:
            self._button.set_visible(self._play.visit.stage is Stage.READY)
            self._button.set_enabled(self._play.refusal(self._stride()) is None)
        look = (self._play.visit.stage, self._play.visit.deals, len(kind.trail), self.needle, self._held)
        shown = (round(self._shown * 40), self._play.example)
        if (look, shown) != self._look:
            self._look = (look, shown)
            self._picture = self._painted(self._kit)

    def _painted(self, kit: Kit) -> pygame.Surface:
        stage, example = self._play.visit.stage, self._play.example
        title = "A counterexample" if example else "The hill" if stage is Stage.RESULT else "The hill, covered"
        picture = panel_background(kit, self._rect.size, title)
        square = self.square.move(-self._rect.x, -self._rect.y)
        if example:
            here = (example.cursor.params[0], example.cursor.params[1])
            self._uncovered(kit, picture, square, Hill(example.start), [here])
            words = "The arrow is the way down from here; the ring is the bottom."
        elif stage is Stage.RESULT:
            self._uncovered(kit, picture, square, self.kind.hill, self.kind.trail)
            words = "Your walk once more. Green: against the gradient, from each place. The ring: the bottom."
        else:
            self._covered(kit, picture, square)
            words = HOW if stage is Stage.READY else "Nothing is to be seen here before the walk ends."
        place = pygame.Rect(kit.px(MARGIN), square.bottom + kit.px(8), picture.get_width() - 2 * kit.px(MARGIN), 0)
        write_block(Lettering(kit, picture), words, place, 12.5, kit.palette.muted)
        return picture

    def _covered(self, kit: Kit, picture: pygame.Surface, square: pygame.Rect) -> None:
        """A compass on bare ground."""
        palette, pen = kit.palette, Lettering(kit, picture)
        pygame.draw.rect(picture, mix(palette.background, palette.panel, 0.5), square)
        pygame.draw.rect(picture, palette.line, square, 1)
        window = HillWindow(square, (-self._reach, -self._reach), 2.0 * self._reach)
        faint = mix(palette.panel, palette.line, 0.9)
        for ring in range(1, round(self.kind.table.longest) + 1):
            radius = ring * square.width / (2.0 * self._reach)
            pygame.draw.aacircle(picture, faint, square.center, radius, 1)
            place = square.centerx + kit.px(4), round(square.centery - radius + kit.px(8))
            pen.write(f"{ring}", place, 10.5, palette.muted)
        painter = HillPicture(kit, picture, window)
        painter.frame(NAMES)
        if self._play.visit.stage is Stage.PREDICTING:
            pen.write("?", square.center, 64, mix(palette.raised, palette.activation, 0.7), "semibold", anchor="center")
            return
        length = hypot(*self.needle)
        painter.arrow((0.0, 0.0), self.needle, palette.activation, length * square.width / (2.0 * self._reach))
        pygame.draw.aacircle(picture, palette.text, square.center, 5.0 * kit.scale)
        across, up = (fixed(value, 1, signed=True) for value in self.needle)
        words = f"stride ({across}, {up}), {length:.1f} long" if length else "drag from the white dot"
        place = square.centerx, square.bottom - kit.px(14)
        pen.write(words, place, 14, palette.activation, "medium", anchor="center")

    def _uncovered(
        self, kit: Kit, picture: pygame.Surface, square: pygame.Rect, hill: Hill, trail: Sequence[Weights]
    ) -> None:
        palette = kit.palette
        bottom = hill.bottom()
        bottoms = [bottom] if bottom else []
        window = window_around([*trail, *bottoms], square, 6.0)
        painter = HillPicture(kit, picture, window)
        key = (square.size, window.corner, window.side, hill, palette)
        if self._ground is None or self._ground[0] != key:
            ground = pygame.Surface(square.size)
            moved = HillWindow(pygame.Rect((0, 0), square.size), window.corner, window.side)
            HillPicture(kit, ground, moved).ground(hill)
            self._ground = (key, ground)
        picture.blit(self._ground[1], square)
        for bottom in bottoms:
            painter.spot(bottom, palette.text, 8.0)
        walked = self._walked(trail)
        painter.trail(walked, palette.activation)
        for point in walked[:-1] if len(walked) > 1 else walked:
            slopes = hill.slopes(point)
            painter.arrow(point, (-slopes[0], -slopes[1]), palette.gradient, REACH * kit.scale)
        painter.frame(NAMES)

    def _walked(self, trail: Sequence[Weights]) -> list[Weights]:
        """The part of the walk that has been made again."""
        if self._play.example:
            return list(trail)
        whole = int(self._shown)
        rest = self._shown - whole
        points = list(trail[: whole + 1])
        if rest > 0.0 and whole + 1 < len(trail):
            (x, y), (to_x, to_y) = trail[whole], trail[whole + 1]
            points.append((x + (to_x - x) * rest, y + (to_y - y) * rest))
        return points

    # -- help --------------------------------------------------------------------------------------------------------

    def hints(self) -> Iterable[Hint]:
        if self._button and (hint := self._button.hint()):
            yield hint
            yield Hint(self.square, lambda: HOW)

    def focusables(self) -> Sequence[Focusable]:
        if self._button is None or not self._button.visible:
            return []
        return [self._compass, *([self._button] if self._button.enabled else [])]

    def stride_button(self) -> tuple[int, int]:
        """Where STRIDE is, for the tour and tests."""
        assert self._button
        return self._button.rect.center


class CompassStop:
    """The compass, as Tab finds it."""

    def __init__(self, panel: HillPanel) -> None:
        self._panel = panel

    @property
    def rect(self) -> pygame.Rect:
        """Where the compass is, in screen pixels."""
        return self._panel.square

    def key(self, event: pygame.event.Event) -> Sequence[Message] | None:
        """Arrows move the needle's tip, Enter strides."""
        panel = self._panel
        if event.key in ENTER:
            return [Do(Stride(*panel.needle))]
        if event.key not in KEYS:
            return None
        across, up = KEYS[event.key]
        step = BIG if event.mod & pygame.KMOD_SHIFT else STEP
        panel.aim(panel.needle[0] + across * step, panel.needle[1] + up * step)
        return []
