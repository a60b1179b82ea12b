"""Forward · Loss · Backward · Update, the current one lit in its colour, and one line that says what happens in it."""

from __future__ import annotations

import pygame

from game.sim.losses import Loss, losses
from game.sim.network import Layers
from game.sim.optimizers import optimizers
from game.sim.phases import Kind, Phase, shown_samples
from game.sim.quoting import counted, in_brief
from game.ui.draw.kit import Kit
from game.ui.draw.palette import Colour, mix
from game.ui.draw.panel_background import HEADING_Y, MARGIN
from game.ui.network.instant import Instant
from game.ui.network.sprites import Shapes

_CHIP = (76.0, 24.0)
"""Design pixels: size of a phase's chip."""
_TEXT = 12
"""Design pixels: size of its word."""
_CAPTION = 11.5
"""Design pixels: size of the words beside the chips."""
_APART = 6.0
_CAPTION_HALF = 9.0
"""Design pixels: between two chips; from the middle of the caption to its upper and lower end."""
CAPTION_Y = 44.0
"""Design pixels from the panel's top to the middle of the caption."""


WORDS: dict[Kind, frozenset[str]] = {
    Kind.FORWARD: frozenset(),
    Kind.LOSS: frozenset({"loss"}),
    Kind.BACKWARD: frozenset({"delta"}),
    Kind.UPDATE: frozenset({"update"}),
}
"""What must have been met for each to be named."""


class PhaseStrip:
    """Part of the network panel's header; coordinates are the panel's own. What it is `without` is not named."""

    def __init__(self, kit: Kit, width: int, shapes: Shapes, without: frozenset[str] = frozenset()) -> None:
        self._kit, self._width, self._shapes = kit, width, shapes
        kinds = [kind for kind in Kind if not WORDS[kind] & without]
        step, size = kit.px(_CHIP[0] + _APART), (kit.px(_CHIP[0]), kit.px(_CHIP[1]))
        left, top = width - kit.px(MARGIN) - (len(kinds) - 1) * step - size[0], kit.px(HEADING_Y) - size[1] // 2
        self.chips = {kind: pygame.Rect((left + k * step, top), size) for k, kind in enumerate(kinds)}

    @property
    def sample_rect(self) -> pygame.Rect:
        """The left half of the line under the strip, which names the sample."""
        half, height = self._width // 2 - self._kit.px(MARGIN), self._kit.px(2 * _CAPTION_HALF)
        return pygame.Rect(self._kit.px(MARGIN), self._kit.px(CAPTION_Y - _CAPTION_HALF), half, height)

    @property
    def caption_rect(self) -> pygame.Rect:
        """The right half, which says what happens."""
        return self.sample_rect.move(self.sample_rect.width, 0)

    def colour(self, kind: Kind) -> Colour:
        """Amber for what carries activation, green for what carries gradient."""
        palette = self._kit.palette
        return {Kind.FORWARD: palette.activation, Kind.UPDATE: palette.text}.get(kind, palette.gradient)

    def draw(self, surface: pygame.Surface, instant: Instant) -> None:
        """Strip and caption; no phase is lit while single samples go by unseen."""
        kit, palette = self._kit, self._kit.palette
        for kind, rect in self.chips.items():
            lit = instant.packets and instant.phase.kind is kind
            colour = self.colour(kind) if lit else palette.muted
            if lit:
                fill = mix(palette.panel, colour, 0.20)
                surface.blit(self._shapes.box(rect.size, rect.height // 2, fill, mix(fill, colour, 0.35)), rect)
            text = kit.fonts.text(kind.value.capitalize(), _TEXT, colour, "medium")
            surface.blit(text, text.get_rect(center=rect.center))
        self._caption(surface, instant)

    def _caption(self, surface: pygame.Surface, instant: Instant) -> None:
        kit, palette, y = self._kit, self._kit.palette, self._kit.px(CAPTION_Y)
        x = self._width - kit.px(MARGIN)
        what, where = caption(instant) if instant.phase.kind in self.chips else ("", "")
        for text, colour in (
            (what, palette.muted),
            (where, self.colour(instant.phase.kind)),
        ):
            image = kit.fonts.text(text, _CAPTION, colour)
            surface.blit(image, image.get_rect(midright=(x, y)))
            x -= image.get_width() + kit.px(5)
        room = x - kit.px(MARGIN + 8)
        lines = sample_lines(instant)
        fitting = next((line for line in lines if kit.fonts.width(line, _CAPTION) <= room), lines[-1])
        left = kit.fonts.text(fitting, _CAPTION, palette.muted)
        surface.blit(left, left.get_rect(midleft=(kit.px(MARGIN), y)))


def sample_lines(instant: Instant) -> tuple[str, ...]:
    """Which sample is being shown, and which one is in turn if that is another one; then what is left of it where there
    is less and less room."""
    snapshot, at = instant.snapshot, instant.trace.sample
    if instant.mean:
        return (f"Mean of {counted(len(snapshot.inputs), 'sample')}",)
    values = "  ".join(map(in_brief, snapshot.inputs[at]))
    asked = "  ".join(map(in_brief, instant.trace.target.tolist()))
    shown = shown_samples(snapshot.settings, len(snapshot.inputs), snapshot.settings.animation_speed)
    part = f" ({shown} shown)" if snapshot.speed == 1 and shown < len(snapshot.inputs) else ""
    head = f"Sample {at + 1:,} of {len(snapshot.inputs):,}"
    turn = f"  (in turn: {snapshot.sample + 1:,})" if instant.packets and snapshot.sample != at else ""
    told, plain = f"{head}{part}:  {values}  → {asked}", f"{head}{part}"
    return (f"{told}{turn}", told, f"{plain}{turn}", plain, head)


def layer_name(layers: Layers, layer: int) -> str:
    """A layer in words."""
    if layer == len(layers) - 1:
        return "output layer"
    return "hidden layer" if len(layers) == 3 else f"hidden layer {layer}"


def caption(instant: Instant) -> tuple[str, str]:
    """What happens in the current phase, and in which layer."""
    snapshot = instant.snapshot
    if instant.mean:
        return "no packets: an average takes no way of its own", ""
    if not instant.packets:
        return "too fast for packets: fills, rings and edges follow", ""
    phase, layers = snapshot.phase, snapshot.settings.layers
    where = f"{layer_name(layers, phase.layer)}:"
    if phase.kind is Kind.FORWARD:
        return "Σ w·a + b = z, then z becomes a", where
    if phase.kind is Kind.LOSS:
        heeded = losses()[snapshot.settings.loss].heeds_target
        return ("output a against target y" if heeded else "no loss, the output itself is differentiated"), where
    if phase.kind is Kind.UPDATE:
        return f"w ← {optimizers()[snapshot.settings.optimizer].formula}", "every edge:"
    return _backward_caption(phase, layers, losses()[snapshot.settings.loss]), where


def _backward_caption(phase: Phase, layers: Layers, loss: Loss) -> str:
    gathered = loss.passed_words if phase.layer == len(layers) - 1 else "Σ w·δ"
    onward = ", then w·δ goes back" if phase.layer > 1 else ", then δ·a on every edge"
    return f"{gathered} × slope = δ{onward}"
