"""Whether what was said beforehand is so."""

from __future__ import annotations

from game.sim.level.evidence import Evidence
from game.sim.level.metrics import Entry, Metric


class SaidRightly(Metric, frozen=True, tag="said"):
    """How many of the `controls` stand at the number that the deal gives under the same name; nothing before the run:
    whoever sees it while choosing need not know."""

    controls: tuple[str, ...]

    @property
    def of_the_player(self) -> bool:
        return True

    @property
    def key(self) -> str:
        return "said"

    @property
    def reads(self) -> tuple[str, ...]:
        return self.controls

    @property
    def label(self) -> str:
        return "said rightly beforehand"

    def measure(self, evidence: Evidence) -> float | None:
        if evidence.run is None:
            return None
        return sum(evidence.values.get(name) == evidence.facts.get(name) for name in self.controls)

    def truths(self, evidence: Evidence) -> dict[str, float | str]:
        """What each of the controls should have said, once that is no secret."""
        if evidence.run is None:
            return {}
        found = {name: evidence.facts.get(name) for name in self.controls}
        return {name: fact for name, fact in found.items() if isinstance(fact, float | str)}


METRIC = Entry("said", 25, SaidRightly)
