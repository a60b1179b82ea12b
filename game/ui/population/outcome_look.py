"""How each outcome of a start is spelled and coloured."""

from __future__ import annotations

from game.sim.population.outcomes import Outcome
from game.ui.draw.palette import Colour, Palette, mix

WORDS = {
    Outcome.SOLVED: "solved",
    Outcome.OPEN: "not solved",
    Outcome.LOCKED: "locked and wrong",
    Outcome.DEAD: "dead",
    Outcome.DIVERGED: "diverged",
}
"""In the order of a legend."""


def outcome_colour(palette: Palette, outcome: Outcome) -> Colour:
    """The colour of its cells."""
    return {
        Outcome.SOLVED: palette.activation,
        Outcome.OPEN: mix(palette.panel, palette.muted, 0.5),
        Outcome.LOCKED: palette.negative,
        Outcome.DEAD: mix(palette.panel, palette.source, 0.85),
        Outcome.DIVERGED: palette.text,
    }[outcome]
