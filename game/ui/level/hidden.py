"""What is not to be seen now: quantities by name, taken out of the chain-rule card (pure)."""

from __future__ import annotations

from dataclasses import replace

from game.sim.level.play.kinds.answering import Answering
from game.sim.level.play.kinds.boxes import Boxes
from game.sim.level.play.kinds.choosing import Choosing
from game.sim.level.play.kinds.striding import Striding
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.ui.chain_rule.card_parts import Box, ChainRule, Row
from game.ui.draw.glossary import glossary

Hidden = frozenset[str]
NOTHING_HIDDEN: Hidden = frozenset()
COVERED = {
    "outputs": frozenset({"output", "error", "slope", "sum", "delta", "gradient", "update", "loss"}),
    "slope": frozenset({"slope", "sum", "delta", "gradient", "update"}),
    "locks": frozenset({"slope", "sum", "delta", "gradient", "update", "locks"}),
    "delta": frozenset({"sum", "delta", "gradient", "update"}),
}
"""By what a level covers. A hidden neuron's sum is made of deltas, and would tell them."""
TITLES = {
    "Raw error": "error",
    "Backprop sum": "sum",
    "Slope": "slope",
    "Delta": "delta",
    "Gradient": "gradient",
    "Mean gradient": "gradient",
}
WORDS = {"slope": "slope", "delta": "δ", "gradient": "gradient"}
"""Of the hidden, what the glossary has a word for."""


def hidden(play: LevelPlay) -> Hidden:
    """What is hidden as the level stands."""
    if play.covered:
        return COVERED[play.level.covers]
    kind = play.kind
    if isinstance(kind, Boxes):
        return NOTHING_HIDDEN if play.visit.stage is Stage.RESULT else COVERED["outputs"]
    if isinstance(kind, Choosing) and play.visit.stage is not Stage.RESULT:
        return COVERED["delta"]
    if not isinstance(kind, Answering) or (play.visit.stage is Stage.RESULT and kind.revealed):
        return NOTHING_HIDDEN
    deal = play.level.deals[kind.deal % len(play.level.deals)]
    net = next(net for net in deal.nets if net.name == kind.net)
    found: set[str] = set(net.blanks)
    if found & {"delta", "gradient"}:
        found |= {"delta", "gradient", "update"}
    return frozenset(found)


def untold(play: LevelPlay) -> bool:
    """Whether something is to be found out now that the whole network would give away."""
    said = any(control.loose for control in play.level.controls)  # in the sandbox the same starts can be counted
    ahead = said or play.kind.answers_ahead or isinstance(play.kind, Striding)
    return bool(hidden(play)) or (ahead and play.visit.stage is not Stage.RESULT)


def veiled(rule: ChainRule, hidden: Hidden) -> ChainRule:
    """`rule` with a question mark for everything hidden."""
    if not hidden:
        return rule
    return replace(
        rule,
        top=_row(rule.top, hidden) if rule.top else None,
        bottom=_row(rule.bottom, hidden),
        terms=None if hidden & {"error", "sum"} else rule.terms,
        words=None if hidden & {"error", "sum", "slope", "delta"} else rule.words,
        contributions=() if hidden & {"delta", "gradient"} else rule.contributions,
        update=None if hidden & {"update", "gradient"} else rule.update,
        nudge=None if hidden & {"gradient", "loss"} else rule.nudge,
    )


def _row(row: Row, hidden: Hidden) -> Row:
    boxes = tuple(_box(box, hidden) for box in row.boxes)
    return row if boxes == row.boxes else replace(row, boxes=boxes)


def _box(box: Box, hidden: Hidden) -> Box:
    kind = TITLES.get(box.title, "gradient" if box.title in ("Sum", "Samples") else "source")
    if kind not in hidden:
        return box
    if not box.value:
        return replace(box, hint="")
    return replace(box, value="?", hint=glossary().unknown(WORDS.get(kind, "")), struck=False, dim=False)
