"""What the chain-rule card says about the edge pinned or hovered: View -> ChainRule (pure)."""

from __future__ import annotations

from dataclasses import replace

from game.sim.network import Edge
from game.ui.chain_rule import mean, sample
from game.ui.chain_rule.card_parts import (
    Box,
    ChainRule,
    Contribution,
    NudgeLine,
    NudgeVerdict,
    Row,
    Term,
    Terms,
    Update,
    Words,
)
from game.ui.chain_rule.held_back import held_back
from game.ui.chain_rule.nudge_test import NudgeTest
from game.ui.chain_rule.subject import Subject, card_texts
from game.ui.chain_rule.update_lines import nudge_line, update_line
from game.ui.draw.number_text import MINUS, figure
from game.ui.network.reveal import EVERYTHING_KNOWN, known
from game.ui.view import View

__all__ = [
    "Box",
    "ChainRule",
    "Contribution",
    "NudgeLine",
    "NudgeVerdict",
    "Row",
    "Term",
    "Terms",
    "Update",
    "Words",
    "chain_rule",
]


def chain_rule(view: View, test: NudgeTest, *, guest: bool = False) -> ChainRule:
    """Everything the card says now, as that of a level if it is a `guest`. `test` measures the gradient; it remembers
    what it measured last."""
    edge = view.selection.edge
    if edge is None or not _exists(view):
        return _nothing_selected(view)
    subject = Subject(view.current, edge)
    rule = _of_mean(subject, view, test) if view.selection.mean else _of_sample(subject, view, test)
    return replace(rule, about=_about(subject, view, "pinned_in_level")) if guest and _pinned(view) else rule


def _exists(view: View) -> bool:
    """Whether the selected edge is one of this network's; after a change of layers it may not be."""
    edge, layers = view.selection.edge, view.current.params.layers
    if edge is None or edge.layer >= len(layers) - 1 or edge.target >= layers[edge.layer + 1]:
        return False
    return edge.source is None or edge.source < layers[edge.layer]


def _of_sample(subject: Subject, view: View, test: NudgeTest) -> ChainRule:
    trace, say = view.trace, card_texts()
    seen = known(view)
    nudged = test.measure(view.current, subject.edge, trace.sample)
    factors = sample.factors(subject, trace, max(sample.FEWEST, view.decimals))
    terms = sample.terms(subject, trace, factors, seen)
    rule = ChainRule(
        edge=subject.edge,
        symbol=subject.symbol,
        heading=f"{_state(view)} {subject.symbol} {subject.label}",
        about=_about(subject, view),
        scope=f"sample {trace.sample + 1}",
        question=say.question.format(symbol=subject.symbol),
        top=sample.top_row(subject, factors, terms, seen),
        terms=terms,
        words=sample.words(subject, factors, seen),
        bottom=sample.bottom_row(subject, factors, seen),
        update=update_line(subject, seen, view.selection.sample),
        nudge=nudge_line(subject, nudged, trace.gradient(subject.edge), seen),
    )
    return held_back(rule) if seen.unfolds else rule


def _of_mean(subject: Subject, view: View, test: NudgeTest) -> ChainRule:
    snapshot, say = view.current, card_texts()
    n = len(snapshot.batch.traces)
    nudged, lines = test.measure(snapshot, subject.edge, None), mean.contributions(subject, snapshot.batch)
    return ChainRule(
        edge=subject.edge,
        symbol=subject.symbol,
        heading=f"{_state(view)} {subject.symbol} {subject.label}",
        about=_about(subject, view),
        scope=f"mean of {n}",
        question=say.question_mean.format(symbol=subject.symbol),
        contributions=lines,
        more=n - len(lines),
        columns=(f"δ({subject.target})", subject.source_formula, "δ·a" if subject.source else "δ"),
        note=say.mean_note,
        bottom=mean.mean_row(subject, snapshot.batch),
        update=update_line(subject, EVERYTHING_KNOWN),
        nudge=nudge_line(subject, nudged, snapshot.batch.mean_gradient(subject.edge), EVERYTHING_KNOWN),
    )


def _pinned(view: View) -> bool:
    return view.selection.edge == view.selection.pinned


def _state(view: View) -> str:
    return "pinned" if _pinned(view) else "preview"


def _about(subject: Subject, view: View, state: str = "") -> str:
    value = figure(view.current.value(subject.edge), 4)
    return card_texts().hint(state or _state(view), symbol=subject.symbol, edge=subject.label, value=value)


def _nothing_selected(view: View) -> ChainRule:
    """The formulas alone, greyed; their hover sentences take the first weight of the output as an example."""
    say = card_texts()
    upper, lower = _example(view)
    delta = Box("Delta", "δ", "", "gradient", upper[2], dim=True)
    error = Box("Raw error", f"a {MINUS} y", "", "negative", upper[0], dim=True)
    slope = Box("Slope", "σ′", "", "gradient", upper[1], dim=True)
    source = Box("Source activation", "a", "", "source", lower[1], dim=True)
    gradient = Box("Gradient", "∂L/∂w", "", "gradient", lower[2], dim=True)
    return ChainRule(
        edge=None,
        heading="",
        scope="",
        question=say.question_none,
        top=Row((error, slope, delta), ("×", "=")),
        bottom=Row((delta, source, gradient), ("×", "=")),
        note=say.nothing,
    )


def _example(view: View) -> tuple[list[str], list[str]]:
    """What the boxes of both rows would say of one weight."""
    snapshot, trace = view.current, view.trace
    subject = Subject(snapshot, Edge(len(snapshot.params.layers) - 2, 0, 0))
    seen = EVERYTHING_KNOWN
    factors = sample.factors(subject, trace)
    parts = sample.terms(subject, trace, factors, seen)
    rows = (sample.top_row(subject, factors, parts, seen), sample.bottom_row(subject, factors, seen))
    upper, lower = (
        [card_texts().hint("example", symbol=subject.symbol, says=box.hint) for box in row.boxes] for row in rows
    )
    return upper, lower
