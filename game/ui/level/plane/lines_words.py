"""What is said of the lines on a map: before the test how to place them, after it what they came to."""

from __future__ import annotations

from game.sim.level.play.kinds.placing_lines import PlacingLines
from game.sim.level.shown_map import ShownMap

HOW = "Drag the line to move it, its arrow to turn it. Keys: Tab, then ← → turn, ↑ ↓ move, Enter turns it round."


def lines_note(kind: PlacingLines) -> str:
    """A word or two beside the title of the open map."""
    if kind.folds or not kind.marks:
        return "" if kind.folds else "amber is the filled side"
    return "right" if kind.marks[kind.net] else "wrong"


def lines_words(kind: PlacingLines, *, predicting: bool) -> str:
    """The sentence below the open map, as long as the player may still only predict or after that."""
    net = kind.net
    if not kind.marks:
        if predicting:
            return "Full dots belong on the filled side of the line, hollow ones on the other." if net else ""
        return HOW
    if kind.cut:
        margin = f"{kind.cut.margin:.3f}".replace("-", "−")
        parts = "one line parts the kinds" if kind.marks[net] else "no line parts the kinds"
        return f"Margin {margin}: in hidden space {parts}."
    if kind.called_impossible(net):
        if kind.marks[net]:
            return "Right, no line parts them: each kind lies on both sides of the line through the other."
        return "Called impossible, but there is a line that parts them."
    wrong = len(kind.wrong(net))
    if not wrong:
        return "All four corners on their right side."
    more = " No line can part this table." if kind.best(net) <= 0 else ""
    return f"{wrong} of 4 corners on the wrong side.{more}"


def counterexample_words(example: ShownMap) -> str:
    """What a counterexample comes to."""
    if example.cut:
        return f"Margin {example.cut.margin:.3f} in hidden space. “See it” shows your own again.".replace("-", "−")
    wrong = len(example.wrong)
    return f"{wrong} of {len(example.points)} corners on the wrong side. “See it” shows your own again."
