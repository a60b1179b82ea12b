"""How much of a sample the phases have brought out at one instant (pure): what a neuron may already say, and which
numbers card and tables show bright."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.sim.phases import Kind, Phase
from game.sim.trace import Trace
from game.ui.draw.motion import smooth
from game.ui.network.network_layout import Neuron
from game.ui.network.packets.flights import FILL_FROM, FILL_TO, GAP_FROM, GAP_TO, GATE_PASSED, Carries, Flight
from game.ui.network.stills import still
from game.ui.view import View

KNOWN_AT = {Kind.FORWARD: FILL_TO, Kind.LOSS: GAP_TO, Kind.BACKWARD: GATE_PASSED, Kind.UPDATE: 0.0}
"""How far (0..1) into its phase a number is known: an activation when the vessel has filled, a raw error when the gap
is open, a delta when its packet has passed the slope gate."""
UNKNOWN = "?"
"""What stands for a number before it is computed."""
NOT_YET = "The packets have not brought this number yet."
"""What is said of it."""

_ORDER = (Kind.FORWARD, Kind.LOSS, Kind.BACKWARD, Kind.UPDATE)


@dataclass(frozen=True)
class Revealed:
    """What neuron shows: `fill` (0..1) of its activation; `z` while packets pile up, else None; `total` of the
    complaints while they arrive, else None; whether its `delta` is known; `held` while what is not known is not to be
    seen, not even faintly."""

    fill: float
    z: float | None
    total: float | None
    delta: bool
    held: bool = False


EVERYTHING = Revealed(1.0, None, None, True)


def revealed(
    neuron: Neuron, phase: Phase, progress: float, sent: Sequence[Flight], trace: Trace, *, held: bool = False
) -> Revealed:
    """What `neuron` shows at `progress` of `phase`, whose flights are `sent`. Inputs are always known."""
    layer = neuron[0]
    fill, z, total = 1.0, None, None
    if phase.kind is Kind.FORWARD and layer >= phase.layer:
        fill = smooth(progress, FILL_FROM, FILL_TO) if layer == phase.layer else 0.0
        if layer == phase.layer and progress < FILL_FROM:
            z = _sum_of(arrived(neuron, progress, sent, (Carries.ACTIVATION, Carries.BIAS)))
    if phase.kind is Kind.BACKWARD and layer == phase.layer - 1 and layer > 0:
        total = _sum_of(arrived(neuron, progress, sent, (Carries.COMPLAINT,)))
    elif phase.kind is Kind.BACKWARD and layer == phase.layer and progress < GATE_PASSED:
        total = float(trace.backprop_sum[layer - 1][neuron[1]])
    return Revealed(fill, z, total, _delta_known(layer, phase, progress), held)


def gap_opened(phase: Phase, progress: float) -> float:
    """How far (0..1) the gap between output and target has been laid open."""
    if phase.kind is Kind.LOSS:
        return smooth(progress, GAP_FROM, GAP_TO)
    return 1.0 if reached(phase, Kind.BACKWARD) else 0.0


def reached(phase: Phase, kind: Kind) -> bool:
    """Whether `phase` is of `kind` or comes after it."""
    return _ORDER.index(phase.kind) >= _ORDER.index(kind)


def _delta_known(layer: int, phase: Phase, progress: float) -> bool:
    if phase.kind is Kind.BACKWARD:
        return layer > phase.layer or (layer == phase.layer and progress >= GATE_PASSED)
    return phase.kind is Kind.UPDATE


def arrived(neuron: Neuron, progress: float, sent: Sequence[Flight], kinds: tuple[Carries, ...]) -> list[float]:
    """What has arrived at `neuron` by `progress`."""
    return [
        flight.after
        for flight in sent
        if flight.neuron == neuron and flight.carries in kinds and flight.arrive <= progress
    ]


def _sum_of(values: Sequence[float]) -> float | None:
    """Their sum; None before the first."""
    return sum(values) if values else None


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
    progress = still(snapshot.phase.kind, snapshot.progress) if view.reduced_motion else snapshot.progress
    return Known(snapshot.phases, snapshot.moment.phase, progress, snapshot.playing)
