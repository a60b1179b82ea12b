"""The last two lines of the card: the update with the numbers put in, and the nudge test."""

from __future__ import annotations

import math
from collections.abc import Mapping

from game.sim.optimizers import Line, optimizers
from game.sim.phases import Kind
from game.sim.snapshot import Snapshot
from game.sim.update_step import update_step
from game.ui.chain_rule.card_parts import NudgeLine, NudgeVerdict, Update
from game.ui.chain_rule.nudge import Nudged
from game.ui.chain_rule.subject import Subject, texts
from game.ui.draw.number_text import MINUS, bracketed, counted, equals, figure, fixed, number, product, rate
from game.ui.network.reveal import Known

FEWEST, USUAL, MOST = 3, 5, 6
"""Decimals of the weight, before and after."""
FEWEST_APART, MOST_DIGITS = 7, 15
"""Significant digits of the losses of the nudge test."""
LARGE = 1000.0
"""From this magnitude on a weight has one decimal: there is no room for more, and training is about to diverge."""


def update_line(subject: Subject, seen: Known) -> Update:
    """What the coming update does to the edge: by the mean gradient of the samples it collects, under the rule "sample"
    by that of the sample being animated, whichever sample the card shows."""
    snapshot, say = subject.snapshot, texts()
    whose = update_scope(snapshot)
    dim = not seen.shows(Kind.UPDATE)
    if snapshot.stopped:
        return Update("stopped: not a finite number", whose, say.hint("update_stopped"), dim)
    coming = update_step(snapshot, subject.edge)
    if not coming.lines:
        return Update("biases are not trained", whose, say.hint("update_held", symbol=subject.symbol), dim)
    if snapshot.settings.optimizer != "sgd" or coming.decay:
        hint = say.hint("update_by", symbol=subject.symbol, optimizer=optimizers()[snapshot.settings.optimizer].label)
        return Update(filled(coming.lines[-1], coming.numbers), whose, hint, dim)
    line = update_arithmetic(
        snapshot.value(subject.edge), snapshot.settings.learning_rate, coming.gradient, _after(subject)
    )
    step = f"{rate(snapshot.settings.learning_rate)} × {bracketed(figure(coming.gradient, 4))}"
    return Update(line, whose, say.hint("update", symbol=subject.symbol, step=step, whose=whose), dim)


def filled(line: Line, numbers: Mapping[str, float]) -> str:
    """A line of an optimizer with its numbers put in."""
    texts_ = {name: bracketed(figure(value)) for name, value in numbers.items()}
    return f"{line.formula.format(**texts_)} = {line.result.format(**texts_)}"


def update_scope(snapshot: Snapshot) -> str:
    """Whose gradient the update uses, in words."""
    if snapshot.settings.update == "sample":
        return f"that of sample {snapshot.sample + 1}"
    return f"the mean of {counted(len(snapshot.group), 'sample')}"


def update_arithmetic(before: float, learning_rate: float, gradient: float, after: float) -> str:
    """ "2.600 − 0.10 × 0.1140 = 2.589": as few decimals as show the change and make the line right; "≈" if none do."""
    first = _decimals(after - before)
    choices = [first, *range(first + 1, USUAL + 1), *range(first - 1, FEWEST - 1, -1), MOST]
    if max(abs(before), abs(after)) >= LARGE:
        choices = [1]
    lines = [_arithmetic(before, learning_rate, gradient, after, decimals) for decimals in choices]
    return next((line for line in lines if "=" in line), lines[0])


def _arithmetic(before: float, learning_rate: float, gradient: float, after: float, decimals: int) -> str:
    shown, eta, slope, result = (
        _weight(before, decimals),
        rate(learning_rate),
        figure(gradient, 4),
        _weight(after, decimals),
    )
    left, step = number(shown), product([eta, slope])
    sign = equals(None if left is None or step is None else left - step, result)
    return f"{shown} {MINUS} {eta} × {bracketed(slope)} {sign} {result}"


def _weight(value: float, decimals: int) -> str:
    """A weight with `decimals` decimals, or with an exponent where they would say 0 of what is not 0."""
    text = fixed(value, decimals)
    return figure(value, 4) if value != 0.0 and number(text) == 0 else text


def nudge_line(subject: Subject, nudged: Nudged, gradient: float, seen: Known) -> NudgeLine:
    """What moving the weight gave, beside what the chain rule says."""
    verdict, sides = _verdict(subject, nudged, gradient), nudged.sides or (nudged.measured, nudged.measured)
    below, above = figure(sides[0]), figure(sides[1])
    hint = texts().hint(
        f"nudge_{verdict}",
        symbol=subject.symbol,
        low=figure(nudged.low, _digits_apart(nudged)),
        high=figure(nudged.high, _digits_apart(nudged)),
        measured=figure(nudged.measured, 4),
        gradient=figure(gradient, 4),
        below=below,
        above=above,
    )
    value = f"{below} | {above}" if verdict is NudgeVerdict.CORNER else figure(nudged.measured, 4)
    return NudgeLine(value, verdict, hint, dim=not seen.shows(Kind.BACKWARD, subject.layer))


def _verdict(subject: Subject, nudged: Nudged, gradient: float) -> NudgeVerdict:
    if nudged.agrees(gradient):
        return NudgeVerdict.AGREES
    if nudged.lost(subject.snapshot.value(subject.edge)):
        return NudgeVerdict.LOST
    return NudgeVerdict.DIFFERS if nudged.sides is None else NudgeVerdict.CORNER


def _digits_apart(nudged: Nudged) -> int:
    """Significant digits of the two losses that leave four of their difference, as far as there are so many."""
    size, change = max(abs(nudged.low), abs(nudged.high)), abs(nudged.high - nudged.low)
    if not 0.0 < change < math.inf:
        return FEWEST_APART
    return min(MOST_DIGITS, max(FEWEST_APART, 4 + math.ceil(math.log10(size / change))))


def _decimals(change: float) -> int:
    """Decimals that show two digits of `change`, within bounds."""
    if change == 0.0 or not math.isfinite(change):
        return FEWEST
    return min(USUAL, max(FEWEST, 1 - math.floor(math.log10(abs(change)))))


def _after(subject: Subject) -> float:
    return subject.snapshot.next_value(subject.edge)
