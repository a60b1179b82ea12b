"""Play, pause, step, jump, speed, undo: the row of controls above the loss chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame
from pygame import Rect

from game.sim import commands as c
from game.sim.phases import Moment
from game.sim.snapshot import Snapshot
from game.ui.draw.kit import Kit
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import mix
from game.ui.timeline.transport_controls import CONTROLS, SPEED_LABELS, back_tip, is_fast, speed_tip
from game.ui.toolkit.panel import Focusable, Hint
from game.ui.widgets.button import Button
from game.ui.widgets.segmented import Segmented

SPEEDS_WIDTH, BACK_WIDTH, GLOW = 250, 116, 5
"""Design pixels."""


class Transport:
    """The controls in `rect` (screen pixels), from its left edge on; "Back to now" at its right edge."""

    def __init__(self, kit: Kit, rect: Rect) -> None:
        self.rect = rect
        self._snapshot: Snapshot | None = None
        self._state: tuple[object, ...] = ()
        self._buttons: dict[str, Button] = {}
        self._hints: list[Hint] = []
        x = rect.x
        for control in CONTROLS:
            place = Rect(x, rect.y, kit.px(control.width), rect.height)
            self._buttons[control.name] = Button(
                kit, place, control.text, icon=control.icon, tip=self._tip(control.tip)
            )
            x = place.right + kit.px(control.gap)
        place = Rect(x, rect.y, kit.px(SPEEDS_WIDTH), rect.height)
        self.speeds = Segmented(kit, place, SPEED_LABELS, tip=self._tip(speed_tip))
        place = Rect(rect.right - kit.px(BACK_WIDTH), rect.y, kit.px(BACK_WIDTH), rect.height)
        self.back = Button(kit, place, "Back to now", icon="end", tip=self._tip(back_tip))
        self.back.set_visible(False)
        self._glow = _glow(kit, self._buttons["play"].rect.size)

    def button(self, name: str) -> Button:
        """A button by the name it has in `CONTROLS`."""
        return self._buttons[name]

    def commands_from(self, event: pygame.event.Event) -> Sequence[c.Command]:
        """What `event` asks for."""
        snapshot = self._snapshot
        if snapshot is None:
            return []
        for control in CONTROLS:
            if self._buttons[control.name].pressed(event):
                return control.commands(snapshot)
        speed = self.speeds.changed(event)
        if speed is not None:
            return [c.SetSpeed(int(speed))]
        return [c.Seek(snapshot.run.last_epoch)] if self.back.pressed(event) else []

    def sync(self, snapshot: Snapshot) -> None:
        """Show what can be done now. While paused, Play stands out; in slow motion, Fast-forward does."""
        self._snapshot = snapshot
        state = (snapshot.playing, snapshot.speed, snapshot.in_past, snapshot.can_undo, snapshot.moment == Moment())
        if state == self._state:
            return
        self._state = state
        for control in CONTROLS:
            self._buttons[control.name].set_enabled(control.usable(snapshot))
        play, fast, slow = self._buttons["play"], self._buttons["fast"], snapshot.playing and snapshot.speed == 1
        play.set_text("Pause" if snapshot.playing else "Play")
        play.set_icon("pause" if snapshot.playing else "play")
        play.set_style("normal" if slow else "primary")
        fast.set_text("Slow motion" if is_fast(snapshot) else "Fast-forward")
        fast.set_icon("play" if is_fast(snapshot) else "fast-forward")
        fast.set_style("primary" if slow else "normal")
        self.speeds.show(str(snapshot.speed))
        if self.back.visible != snapshot.in_past or not self._hints:
            self.back.set_visible(snapshot.in_past)
            self._hints = [hint for part in self._parts() if (hint := part.hint())]

    @property
    def glows(self) -> bool:
        """Whether there is a glow around Play: before anything has been played."""
        return self._snapshot is not None and self._snapshot.moment == Moment() and not self._snapshot.playing

    def draw(self, surface: pygame.Surface) -> None:
        """The glow, if there is one."""
        if self.glows:
            surface.blit(self._glow, self._glow.get_rect(center=self._buttons["play"].rect.center))

    def hints(self) -> Sequence[Hint]:
        """Hover help, and where it is shown."""
        return self._hints

    def focusables(self) -> Sequence[Focusable]:
        """What Tab stops at, in its order."""
        buttons = [button for button in self._buttons.values() if button.enabled]
        return [*buttons, self.speeds, *([self.back] if self.back.visible else [])]

    def kill(self) -> None:
        """Take it away."""
        for part in self._parts():
            part.kill()

    def _parts(self) -> Sequence[Button | Segmented]:
        return [*self._buttons.values(), self.speeds, self.back]

    def _tip(self, tip: Callable[[Snapshot], str]) -> Callable[[], str]:
        return lambda: tip(self._snapshot) if self._snapshot else ""


def _glow(kit: Kit, size: tuple[int, int]) -> pygame.Surface:
    """Light around a button of `size`."""
    reach = kit.px(GLOW)
    picture = pygame.Surface((size[0] + 2 * reach, size[1] + 2 * reach), pygame.SRCALPHA)
    for step in range(reach):
        colour = mix(kit.palette.panel, kit.palette.positive, 0.55 * ((step + 1) / reach) ** 2)
        box = rounded_box((picture.get_width() - 2 * step, picture.get_height() - 2 * step), kit.px(13) - step, colour)
        picture.blit(box, (step, step))
    return picture
