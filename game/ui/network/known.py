"""Which numbers of the animated sample its phases have already brought out (pure): what card and tables show bright."""

from __future__ import annotations

from dataclasses import dataclass

from game.sim.phases import Kind, Phase
from game.ui.network.packets.flights import FILL_TO, GAP_TO, GATE_PASSED
from game.ui.view import View

KNOWN_AT = {Kind.FORWARD: FILL_TO, Kind.LOSS: GAP_TO, Kind.BACKWARD: GATE_PASSED, Kind.UPDATE: 0.0}
"""How far (0..1) into its phase a number is known: an activation when the vessel has filled, a raw error when the gap
is open, a delta when its packet has passed the slope gate."""
UNKNOWN, NOT_YET = "?", "The packets have not brought this number yet."
"""What stands for a number before it is computed, and what is said of it."""


@dataclass(frozen=True)
class Known:
    """What is known of the sample shown. `phase` (an index of `phases`) and `progress` say where it stands; `phases`
    is empty when nothing is held back: in the mean, or while training is too fast to watch. `unfolds` while a pass
    plays: a number that it has not brought out yet is not to be seen; while time stands it is seen, but faint."""

    phases: tuple[Phase, ...] = ()
    phase: int = 0
    progress: float = 0.0
    unfolds: bool = False

    def shows(self, kind: Kind, layer: int = 0) -> bool:
        """Whether the numbers that `kind` brings out at `layer` are out. Inputs always are."""
        wanted = Phase(kind, layer)
        if not self.phases or wanted == Phase(Kind.FORWARD, 0):
            return True
        if wanted not in self.phases:
            return False
        at = self.phases.index(wanted)
        return at < self.phase or (at == self.phase and self.progress >= KNOWN_AT[kind])

    def holds(self, kind: Kind, layer: int = 0) -> bool:
        """Whether the numbers that `kind` brings out at `layer` are not to be seen yet."""
        return self.unfolds and not self.shows(kind, layer)

    @property
    def stage(self) -> tuple[int, bool, bool]:
        """What `shows` and `holds` depend on; it changes at most twice a phase."""
        if not self.phases:
            return (0, True, False)
        return (self.phase, self.progress >= KNOWN_AT[self.phases[self.phase].kind], self.unfolds)


EVERYTHING_KNOWN = Known()


def known(view: View) -> Known:
    """What is known of the sample shown; of the mean over the samples, everything."""
    snapshot = view.current
    if not (view.watched and view.slow):
        return EVERYTHING_KNOWN
    return Known(snapshot.phases, snapshot.moment.phase, snapshot.progress, snapshot.playing)
