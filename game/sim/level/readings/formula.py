"""What comes of numbers that were read before."""

from __future__ import annotations

from collections.abc import Mapping

from game.sim.arithmetic.expression import read_expression
from game.sim.level.filling import BRACES
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.readings import Entry, Reading


class Formula(Reading, frozen=True, tag="formula"):
    """`of`: an expression with the names of other numbers in {braces}: "{here} / {there}"."""

    of: str

    def value(self, run: MeasuredRun, known: Mapping[str, float]) -> float:
        """Raises ValueError where it cannot be read, or names what is not known."""

        def spelt(name: str) -> str:
            if name not in known:
                raise ValueError(f"of names '{name}', but known are {', '.join(known) or 'none'}")
            return f"({known[name]:.12g})"

        return read_expression(BRACES.sub(lambda found: spelt(found[1]), self.of))


READING = Entry("formula", 4, Formula)
