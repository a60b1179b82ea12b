"""The last two lines of the card: the update with the numbers put in, and the nudge test."""

from __future__ import annotations

import math
from collections.abc import Mapping

from game.sim.optimizers import Line, optimizers
from game.sim.phases import Kind
from game.sim.quoting import counted
from game.sim.snapshot import Snapshot
from game.sim.update_step import UpdateStep, update_step
from game.ui.chain_rule.card_parts import NudgeLine, NudgeVerdict, Update
from game.ui.chain_rule.nudge_test import Nudged
from game.ui.chain_rule.subject import Subject, card_texts
from game.ui.draw.number_text import MINUS, bracketed, equals, figure, fixed, product, rate, read_number
from game.ui.network.reveal import Known

FEWEST = 3
"""Decimals of the weight, before and after, at least."""
USUAL = 5
"""Decimals of it up to which more are tried, one by one, until the line is right."""
MOST = 6
"""Decimals of it that are tried last."""
FEWEST_APART, MOST_DIGITS = 7, 15
"""Significant digits of the losses of the nudge test."""
LARGE = 1000.0
"""From this magnitude on a weight has one decimal: there is no room for more, and training is about to diverge."""


def update_line(subject: Subject, seen: Known, sample: int | None = None) -> Update:
    """What the coming update does to the edge, by the mean gradient of the samples it collects. Where updates are by
    sample and `sample` is pinned, what that of this sample would do: it is what the card is about."""
    snapshot, say = subject.snapshot, card_texts()
    coming = update_step(snapshot, subject.edge, sample)
    whose = update_scope(snapshot, coming)
    dim = not seen.shows(Kind.UPDATE)
    if snapshot.stopped:
        return Update("stopped: not a finite number", whose, say.hint("update_stopped"), dim)
    if not coming.lines:
        return Update("biases are not trained", whose, say.hint("update_held", symbol=subject.symbol), dim)
    if snapshot.settings.optimizer != "sgd" or coming.decay:
        return Update(
            with_numbers(coming.lines[-1], coming.numbers), whose, _lines_hint(subject, coming), dim, _memory(subject)
        )
    before, after = coming.numbers["w"], coming.numbers["w_after"]
    line = update_arithmetic(before, snapshot.settings.learning_rate, coming.gradient, after)
    step = f"{rate(snapshot.settings.learning_rate)} × {bracketed(figure(coming.gradient, 4))}"
    return Update(line, whose, say.hint("update", symbol=subject.symbol, step=step, whose=whose), dim)


def _memory(subject: Subject) -> str:
    """What the optimizer remembers of the edge now."""
    remembered = subject.snapshot.memory.of(subject.edge)
    return ", ".join(f"{letter} = {figure(value)}" for letter, value in remembered.items())


def _lines_hint(subject: Subject, coming: UpdateStep) -> str:
    """The optimizer by name, and every line of it with its numbers put in."""
    lines = [f"{line.name} ← {with_numbers(line, coming.numbers)}" for line in coming.lines]
    label = optimizers()[subject.snapshot.settings.optimizer].label
    decay = card_texts().hint("update_decay", decay=figure(coming.decay, 4)) if coming.decay else ""
    gradient = figure(coming.gradient + coming.decay, 4)
    told = card_texts().hint("update_by", symbol=subject.symbol, optimizer=label, gradient=gradient, decay=decay)
    return f"{told} {'; '.join(lines)}."


def with_numbers(line: Line, numbers: Mapping[str, float]) -> str:
    """A line of an optimizer with its numbers put in, negative ones in brackets where something stands before them."""
    plain = {name: figure(value) for name, value in numbers.items()}
    end = line.formula.index("}") + 1  # every formula begins with a number
    inner = {name: bracketed(text) for name, text in plain.items()}
    told = line.formula[:end].format(**plain) + line.formula[end:].format(**inner)
    return f"{told} = {line.result.format(**plain)}"


def update_scope(snapshot: Snapshot, coming: UpdateStep) -> str:
    """Whose gradient the update uses, in words."""
    if snapshot.settings.update == "sample":
        return f"that of sample {coming.samples[0] + 1}"
    return f"the mean of {counted(len(coming.samples), 'sample')}"


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
    left, step = read_number(shown), product([eta, slope])
    sign = equals(None if left is None or step is None else left - step, result)
    return f"{shown} {MINUS} {eta} × {bracketed(slope)} {sign} {result}"


def _weight(value: float, decimals: int) -> str:
    """A weight with `decimals` decimals, or with an exponent where they would say 0 of what is not 0."""
    text = fixed(value, decimals)
    return figure(value, 4) if value != 0.0 and read_number(text) == 0 else text


def nudge_line(subject: Subject, nudged: Nudged, gradient: float, seen: Known) -> NudgeLine:
    """What moving the weight gave, beside what the chain rule says."""
    verdict, sides = _verdict(subject, nudged, gradient), nudged.sides or (nudged.measured, nudged.measured)
    below, above = figure(sides[0]), figure(sides[1])
    hint = card_texts().hint(
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
