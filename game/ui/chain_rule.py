"""What the chain-rule card says about the edge pinned or hovered: View -> ChainRule (pure)."""

from __future__ import annotations

from game.ui import chain_rule_mean as mean
from game.ui import chain_rule_sample as sample
from game.ui.chain_rule_parts import (
    Box,
    ChainRule,
    Contribution,
    NudgeLine,
    Row,
    Term,
    Terms,
    Update,
    Words,
)
from game.ui.chain_rule_subject import Subject, texts
from game.ui.chain_rule_update import nudge_line, update_line
from game.ui.figures import MINUS
from game.ui.known import known
from game.ui.nudge import NudgeTest
from game.ui.view import View

__all__ = [
    "Box",
    "ChainRule",
    "Contribution",
    "NudgeLine",
    "Row",
    "Term",
    "Terms",
    "Update",
    "Words",
    "chain_rule",
]


def chain_rule(view: View, test: NudgeTest) -> ChainRule:
    """Everything the card says now. `test` measures the gradient; it remembers what it measured last."""
    edge = view.selection.edge
    if edge is None or not _exists(view):
        return _nothing_selected()
    subject = Subject(view.current, edge)
    return _of_mean(subject, view, test) if view.selection.mean else _of_sample(subject, view, test)


def _exists(view: View) -> bool:
    """Whether the selected edge is one of this network's; after a change of layers it may not be."""
    edge, layers = view.selection.edge, view.current.params.layers
    if edge is None or edge.layer >= len(layers) - 1 or edge.target >= layers[edge.layer + 1]:
        return False
    return edge.source is None or edge.source < layers[edge.layer]


def _of_sample(subject: Subject, view: View, test: NudgeTest) -> ChainRule:
    trace, say = view.trace, texts()
    seen = known(view.current, trace)
    nudged = test.measure(view.current, subject.edge, trace.sample)
    factors = sample.factors(subject, trace)
    terms = sample.terms(subject, trace, factors, seen)
    return ChainRule(
        edge=subject.edge,
        symbol=subject.symbol,
        heading=_heading(subject, view),
        scope=f"sample {trace.sample + 1}",
        question=say.question.format(symbol=subject.symbol),
        top=sample.top_row(subject, factors, terms, seen),
        terms=terms,
        words=sample.words(subject, factors, seen),
        bottom=sample.bottom_row(subject, factors, seen),
        update=update_line(subject, seen),
        nudge=nudge_line(subject, nudged, trace.gradient(subject.edge)),
    )


def _of_mean(subject: Subject, view: View, test: NudgeTest) -> ChainRule:
    snapshot, say = view.current, texts()
    n = len(snapshot.batch.traces)
    nudged = test.measure(snapshot, subject.edge, None)
    return ChainRule(
        edge=subject.edge,
        symbol=subject.symbol,
        heading=_heading(subject, view),
        scope=f"mean of {n}",
        question=say.question_mean.format(symbol=subject.symbol),
        contributions=mean.contributions(subject, snapshot.batch),
        columns=(f"δ({subject.target})", subject.source_formula, "δ·a" if subject.source else "δ"),
        note=say.mean_note,
        bottom=mean.mean_row(subject, snapshot.batch),
        update=update_line(subject, known(snapshot, None)),
        nudge=nudge_line(subject, nudged, snapshot.batch.mean_gradient(subject.edge)),
    )


def _heading(subject: Subject, view: View) -> str:
    state = "pinned" if subject.edge == view.selection.pinned else "preview"
    return f"{state} {subject.symbol} {subject.label}"


def _nothing_selected() -> ChainRule:
    """The formulas alone, greyed."""
    say = texts()
    delta = Box("Delta", "δ", "", "gradient", dim=True)
    error = Box("Raw error", f"a {MINUS} y", "", "negative", dim=True)
    slope = Box("Slope", "σ′", "", "gradient", dim=True)
    source = Box("Source activation", "a", "", "source", dim=True)
    gradient = Box("Gradient", "∂L/∂w", "", "gradient", dim=True)
    return ChainRule(
        edge=None,
        heading="",
        scope="",
        question=say.question_none,
        top=Row((error, slope, delta), ("×", "=")),
        bottom=Row((delta, source, gradient), ("×", "=")),
        note=say.nothing,
    )
