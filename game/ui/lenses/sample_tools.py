"""What a hand does with samples on a map: look at them, place, move and erase them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pygame

from game.sim import commands as c
from game.sim.dataset import OWN
from game.sim.lenses.plane import Plane, Span
from game.sim.limits import LARGEST_VALUE
from game.sim.losses import losses
from game.sim.network import neuron_label
from game.ui.draw.curve import Point
from game.ui.draw.number_text import figure
from game.ui.intents import PinSample, Say
from game.ui.lenses.chips import chip_row
from game.ui.lenses.lens import Canvas, Spot
from game.ui.toolkit.panel import Message
from game.ui.view import View

LOOK, PLACE, MOVE, ERASE = "Look", "Place", "Move", "Erase"
TOOLS = (LOOK, PLACE, MOVE, ERASE)
HINTS = {
    LOOK: "A click on a sample looks at it.",
    PLACE: "A click on the map places a sample, which is learnt from now on (Ctrl+Z takes it back).",
    MOVE: "A drag moves a sample: the network learns it where it lies. With the keyboard, the arrows move it.",
    ERASE: "A click takes a sample away.",
}
ON_SHEET = {
    PLACE: "Click where a sample shall be.",
    MOVE: "Drag a sample to where it shall be.",
    ERASE: "Click a sample to take it away.",
}
REACH = 14
"""Pixels from a sample within which a click or a drag takes hold of it."""
LIVE = 8
"""Up to so many samples, the network learns one that is dragged while it moves; else from where it is let go."""
MOST_KINDS = 8
"""So many targets are offered for a sample that is placed."""
STEPS = 150
"""So many places, about, a sample has from one side of the map to the other: none has digits nobody asked for."""


@dataclass(frozen=True)
class Sheet:
    """The samples' ground in a lens's picture: the `plane` at `rect`; with one input, targets of `output` stand over
    it in the span `heights`."""

    rect: pygame.Rect
    plane: Plane
    heights: Span | None = None
    output: int = 0

    def place(self, inputs: Sequence[float], target: float) -> Point:
        """Where a sample stands, in the picture's pixels."""
        across, up = self.plane.place(inputs)
        if self.heights:
            low, high = self.heights
            up = (target - low) / (high - low)
        return self.rect.x + across * (self.rect.width - 1), self.rect.bottom - 1 - up * (self.rect.height - 1)

    def inputs(self, place: Point, others: Sequence[float]) -> tuple[float, ...]:
        """The inputs at a place of the picture, rounded; those that the sheet does not show are as in `others`."""
        across, up = self._shares(place)
        found, plane = list(others), self.plane
        found[plane.across] = _rounded(plane.x, across)
        if plane.up is not None:
            found[plane.up] = _rounded(plane.y, up)
        return tuple(found)

    def target(self, place: Point) -> float | None:
        """The target at a place, rounded, where the sheet shows targets."""
        return _rounded(self.heights, self._shares(place)[1]) if self.heights else None

    def _shares(self, place: Point) -> tuple[float, float]:
        across = (place[0] - self.rect.x) / max(1, self.rect.width - 1)
        up = (self.rect.bottom - 1 - place[1]) / max(1, self.rect.height - 1)
        return min(max(across, 0.0), 1.0), min(max(up, 0.0), 1.0)


def _rounded(span: Span, share: float) -> float:
    """The number at a share of the way along `span`, with as many decimals as tell some `STEPS` places apart."""
    low, high = span
    decimals = math.ceil(math.log10(STEPS / (high - low))) if high > low else 2
    value = round(low + share * (high - low), decimals) + 0.0
    return min(max(value, -LARGEST_VALUE), LARGEST_VALUE)


@dataclass(frozen=True)
class Held:
    """A sample in the hand: where it is now, and the sheet as it was when it was taken up."""

    sample: int
    inputs: tuple[float, ...]
    targets: tuple[float, ...]
    sheet: Sheet


class SampleTools:
    """The `tool` in the hand, and what it holds. `kind` numbers the targets of a sample that is placed."""

    def __init__(self) -> None:
        self.tool = LOOK
        self.kind = 1
        self.held: Held | None = None

    @property
    def look(self) -> object:
        """What a picture with these tools depends on."""
        return (self.tool, self.kind, self.held)

    # -- the choice of the tool --------------------------------------------------------------------------------------

    def chips(self, canvas: Canvas, view: View, area: pygame.Rect) -> list[Spot]:
        """A row of the tools along the top of `area`; behind them, which target is placed, where that is a choice."""
        told = self._told(view) if self.tool == PLACE else ""
        rects = chip_row(canvas, area, (*TOOLS, *([told] if told else [])), TOOLS.index(self.tool))
        spots = [Spot(rect, HINTS[tool], partial(self._take, tool)) for rect, tool in zip(rects, TOOLS, strict=False)]
        if told:
            spots.append(Spot(rects[-1], f"Samples that are placed have {told}: a click for the next.", self._next))
        return spots

    def says(self, view: View) -> str | None:
        """What the tool in the hand does; None for looking."""
        if self.tool == PLACE:
            told = self._told(view)
            where = f"a sample with {told} shall be" if told else "a sample shall be: how high is its target"
            return f"Click where {where}. The network learns it from now on."
        return {
            MOVE: "Drag a sample and see what the network makes of it; Ctrl+Z takes it back.",
            ERASE: "Click a sample to take it away; Ctrl+Z takes it back.",
        }.get(self.tool)

    def _take(self, tool: str, _across: float, _down: float) -> Sequence[Message]:
        self.tool, self.held = tool, None
        return []

    def _next(self, _across: float, _down: float) -> Sequence[Message]:
        self.kind += 1
        return []

    def _told(self, view: View) -> str:
        """What target the next sample gets, in words; nothing where its height says that."""
        snapshot = view.current
        layers = snapshot.settings.layers
        if layers[0] == 1:
            return ""
        targets = self._targets(view)
        if len(targets) == 1:
            return f"y = {figure(targets[0])}"
        if sorted(targets) == [0.0] * (len(targets) - 1) + [1.0]:
            return neuron_label(layers, len(layers) - 1, targets.index(1.0))
        return " ".join(map(figure, targets))

    def _targets(self, view: View) -> tuple[float, ...]:
        """Those of the next sample."""
        kinds = target_kinds(view)
        return kinds[self.kind % len(kinds)]

    # -- what it does ------------------------------------------------------------------------------------------------

    def on_sheet(self, view: View, sheet: Sheet, usual: Spot) -> Spot:
        """The spot of the whole sheet: `usual`, unless a tool is in the hand."""
        if self.tool == LOOK:
            return usual
        hint = ON_SHEET[self.tool]
        if self.tool == MOVE:
            return Spot(usual.rect, hint, drag=partial(self._drag, view, sheet, None))
        act = self._placed if self.tool == PLACE else self._erased_near
        return Spot(usual.rect, hint, partial(act, view, sheet))

    def on_sample(self, view: View, sheet: Sheet, sample: int, usual: Spot) -> Spot:
        """The spot of one sample: `usual`, unless a tool is in the hand."""
        if self.tool == MOVE:
            return Spot(usual.rect, usual.says, drag=partial(self._drag, view, sheet, sample))
        if self.tool == ERASE:
            return Spot(usual.rect, f"Take sample {sample + 1} away.", partial(self._erased, view, sample))
        return usual

    def _placed(self, view: View, sheet: Sheet, across: float, down: float) -> Sequence[Message]:
        rect = sheet.rect
        place = (rect.x + across * (rect.width - 1), rect.y + down * (rect.height - 1))
        inputs, targets = sheet.inputs(place, sheet.plane.held), self._targets(view)
        height = sheet.target(place)
        if height is not None:
            targets = _with(targets, sheet.output, _fitting(view, height))
        return _told_once(view, [c.AddSample(inputs, targets), PinSample(None)])

    def _erased_near(self, view: View, sheet: Sheet, across: float, down: float) -> Sequence[Message]:
        rect = sheet.rect
        place = (rect.x + across * (rect.width - 1), rect.y + down * (rect.height - 1))
        sample = nearest(view, sheet, place)
        return [] if sample is None else self._erased(view, sample)

    def _erased(self, view: View, sample: int, *_place: float) -> Sequence[Message]:
        return _told_once(view, [c.RemoveSample(sample), PinSample(None)])

    def _drag(
        self, view: View, sheet: Sheet, sample: int | None, place: tuple[int, int], ended: bool
    ) -> Sequence[Message]:
        """The pointer is at `place` with the button held, or let go there if it `ended`."""
        if self.held is None:
            sample = nearest(view, sheet, place) if sample is None else sample
            if sample is not None and not ended:
                outputs, snapshot = view.current.settings.layers[-1], view.current
                targets = snapshot.targets[sample * outputs : (sample + 1) * outputs]
                self.held = Held(sample, snapshot.inputs[sample], targets, sheet)
            return []
        before = self.held
        height = sheet.target(place)
        targets = before.targets
        if height is not None:
            targets = _with(targets, sheet.output, _fitting(view, height))
        now = Held(before.sample, sheet.inputs(place, before.inputs), targets, sheet)
        self.held = None if ended else now
        known = view.current.inputs[now.sample]
        if (now == before and not ended) or (ended and now.inputs == known and now.targets == before.targets):
            return []
        if not ended and len(view.current.inputs) > LIVE:
            return []
        return _told_once(view, [c.MoveSample(now.sample, now.inputs, now.targets)])


def target_kinds(view: View) -> list[tuple[float, ...]]:
    """The targets that a sample may be placed with: those there are, one of several outputs being 1, or 0 and 1."""
    outputs, targets = view.current.settings.layers[-1], view.current.targets
    found = {targets[at : at + outputs] for at in range(0, len(targets), outputs)}
    if outputs > 1:
        found |= {tuple(float(k == at) for k in range(outputs)) for at in range(outputs)}
    elif found <= {(0.0,), (1.0,)}:
        found = {(0.0,), (1.0,)}
    kinds = sorted(found, reverse=outputs > 1)
    return kinds if len(kinds) <= MOST_KINDS else [kinds[k * (len(kinds) - 1) // 4] for k in range(5)]


def nearest(view: View, sheet: Sheet, place: Point) -> int | None:
    """The sample that stands nearest to `place`, within reach."""
    outputs, snapshot = view.current.settings.layers[-1], view.current
    found = [
        (math.dist(place, sheet.place(row, target)), k)
        for k, (row, target) in enumerate(zip(snapshot.inputs, snapshot.targets[sheet.output :: outputs], strict=True))
    ]
    distance, sample = min(found)
    return sample if distance <= REACH else None


def _fitting(view: View, target: float) -> float:
    """`target`, within 0 to 1 where the loss asks for that."""
    return min(max(target, 0.0), 1.0) if losses()[view.current.settings.loss].targets_in_0_1 else target


def _with(targets: tuple[float, ...], output: int, target: float) -> tuple[float, ...]:
    """`targets` with another one for `output`."""
    return (*targets[:output], target, *targets[output + 1 :])


def _told_once(view: View, messages: list[Message]) -> list[Message]:
    """`messages`, and at the first change of data that came with the game, what has become of these."""
    if view.current.scenario == OWN:
        return messages
    return [*messages, Say("These are data of your own now: Ctrl+Z takes it back")]
