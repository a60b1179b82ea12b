"""The running session: gathers commands, runs the ticks that are due, and gives the screen its snapshots."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from game.session.epoch_budget import EpochBudget
from game.session.loop import Loop
from game.sim import commands as c
from game.sim.engine.simulation import Simulation
from game.sim.events import Event, Refused, Told
from game.sim.files.replay import Player, Replay, ReplayError
from game.sim.phases import BEAT, MAX_SPEED, Kind, seconds_per_sample
from game.sim.snapshot import Snapshot

NS_PER_MS = 1_000_000
OPENING_NS = 9 * NS_PER_MS
"""Time a frame spends on playing a saved session up to where it was left."""
NS_PER_S = 1_000_000_000
MOST_AT_ONCE = 500_000
"""Bytes of keyframes that are unpacked within a frame, in some 5 ms; more are unpacked beside it."""


@dataclass(frozen=True)
class Frame:
    """What one frame shows: two snapshots, a tick apart where single samples can be watched, how far between them it
    lies, what happened since, and how far (0..1) a saved session being opened has got."""

    previous: Snapshot
    current: Snapshot
    alpha: float
    events: tuple[Event, ...]
    opening: float | None = None


class Session:
    """A Simulation driven by a clock of integer nanoseconds."""

    def __init__(self, simulation: Simulation, clock: Callable[[], int], budget: EpochBudget | None = None) -> None:
        self.simulation = simulation
        self._clock = clock
        self._loop = Loop(clock)
        self._budget = budget or EpochBudget()
        self._pending: dict[Hashable, c.Command] = {}
        self._player: Player | None = None
        self._unpacking: Future[Player] | None = None
        self._before: Callable[[str], str] | None = None
        self._problems: list[Event] = []
        self._held_until = 0
        self._current = simulation.snapshot()
        self._previous = self._current

    def send(self, command: c.Command) -> None:
        """Have `command` applied before the next tick; of a drag's many, only the last one."""
        self._pending.pop(_key(command), None)
        self._pending[_key(command)] = command

    def replace(self, simulation: Simulation) -> None:
        """Go on with another simulation; what happened in it so far is no news."""
        self.simulation = simulation
        simulation.take_events()
        self._pending.clear()
        self._held_until = 0
        self._current = self._previous = simulation.snapshot()

    def open(self, replay: Replay, before: Callable[[str], str] | None = None) -> None:
        """Play `replay` in the background, a little each frame, and go on from its end. When all of it has been played,
        `before` is called with what is to be said of it, answers what is to be said at once, and then it takes the
        place of the session that is open."""
        self.give_up_opening()
        self._before = before
        if len(replay.keyframes or b"") > MOST_AT_ONCE:
            self._unpacking = ThreadPoolExecutor(1, "opening").submit(Player, replay)
        else:
            self._player = Player(replay)

    def give_up_opening(self) -> None:
        """Stay with the session that is open."""
        self._player = self._unpacking = None

    def frame(self) -> Frame:
        """Apply what was sent, run the ticks that are due, and picture the result."""
        if self._unpacking and self._unpacking.done():
            self._player, self._unpacking = self._unpacking.result(), None
        if self._player:
            self._open_on(self._player)
        if self._pending:
            for command in self._pending.values():
                self.simulation.apply(command)
            self._pending.clear()
            self._held_until = 0
            self._current = self._previous = self.simulation.snapshot()
        self._run(self._ticks_due())
        if self.simulation.finds_locks:
            self.simulation.find_locks()
            self._current = self.simulation.snapshot()
        if not self.simulation.moving:
            self._previous = self._current
        events = (*self._problems, *self.simulation.take_events())
        self._problems.clear()
        return Frame(self._previous, self._current, self._loop.alpha, events, self._opening)

    @property
    def _opening(self) -> float | None:
        """How much (0..1) has been played of the session that is being opened, if one is."""
        if self._unpacking:
            return 0.0
        return self._player.progress if self._player else None

    def _run(self, ticks: int) -> None:
        """Run so many ticks, and picture each: where training is too fast to be watched only the last one, since
        picturing a thousand samples takes longer than a tick."""
        for left in reversed(range(ticks)):
            if not self.simulation.moving or self._held:
                return
            self._tick()
            if self._current.animated:
                self._previous, self._current = self._current, self.simulation.snapshot()
                self._hold_at_a_gate()
            elif not left or not self.simulation.moving:
                self._previous = self._current = self.simulation.snapshot()

    def _open_on(self, player: Player) -> None:
        until = self._clock() + OPENING_NS
        try:
            while self._clock() < until:
                if not player.step():
                    self._player = None
                    said = "the session is open" + (f", but {player.difference}" if player.difference else "")
                    told = self._before(said) if self._before else said
                    if told:
                        self._problems.append(Told(0, told))
                    self.replace(player.simulation)
                    self.send(c.Pause())
                    return
        except ReplayError as problem:
            self._player = None
            self._problems.append(Refused(0, f"the session could not be opened: {problem}"))

    @property
    def _held(self) -> bool:
        return self._clock() < self._held_until

    def _hold_at_a_gate(self) -> None:
        """The beat: in slow motion, no ticks run for a while once a packet stands before a slope gate. Ticks, and with
        them states and replays, are what they would be without it."""
        before, now = self._previous, self._current
        arrived = now.phase.kind is Kind.BACKWARD and before.phase != now.phase
        if arrived and now.playing and now.speed == 1:
            seconds = BEAT * seconds_per_sample(now.settings.animation_speed)
            self._held_until = self._clock() + round(seconds * NS_PER_S)

    @property
    def _flat_out(self) -> bool:
        return self.simulation.playing and self.simulation.speed == MAX_SPEED

    def _ticks_due(self) -> int:
        return self._loop.ticks_due(self._budget.ticks_a_frame if self._flat_out else None)

    def _tick(self) -> None:
        simulation = self.simulation
        if not self._flat_out:
            simulation.tick()
            return
        segment = simulation.cursor.segment
        self._budget.expect(segment.samples * len(segment.params))
        divisible = segment.samples if segment.within_epochs else 1
        correction = self._budget.correction(simulation.batch_epochs, simulation.batch_samples, divisible)
        if correction:
            simulation.apply(correction)
        before, start = simulation.cursor.moment, self._clock()
        simulation.tick()
        after, spent = simulation.cursor.moment, (self._clock() - start) / NS_PER_MS
        self._budget.measured(after.epoch - before.epoch + (after.sample - before.sample) / segment.samples, spent)


def _key(command: c.Command) -> Hashable:
    """Commands with the same key replace each other within a frame."""
    match command:
        case c.Set(name=name):
            return ("set", name)
        case c.SetLockThreshold():
            return "threshold"
        case c.SetParameter(layer=layer, target=target, source=source):
            return ("parameter", layer, target, source)
        case c.SetTarget(sample=sample):
            return ("target", sample)
        case c.MoveSample(sample=sample):
            return ("sample", sample)
        case c.Seek():
            return "seek"
    return object()
