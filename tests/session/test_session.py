"""A session is the same to the bit at any frame rate, in fits and starts, and headless; a drag is thinned."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from itertools import cycle, repeat

import pytest

from game.session.loop import NANOSECONDS
from game.session.session import Frame, Session
from game.sim import commands as c
from game.sim.engine.simulation import Simulation
from game.sim.events import Branched, Diverged, EpochFinished, Event, Refused, Told
from game.sim.files.replay import Replay, decoded, encoded, play_back, recorded, replay_of
from game.sim.phases import MAX_SPEED, Kind
from game.sim.settings import Settings
from game.sim.snapshot import Snapshot, diff
from game.sim.start import Start
from game.ui.network.packets.flights import GATE_FROM
from tests.support.cockpit import TICK, Clock
from tests.support.random_actions import KINDS, any_action
from tests.support.saved import whole_session

RATES: dict[str, Callable[[], Iterator[int]]] = {
    "30": lambda: repeat(NANOSECONDS // 30),
    "60": lambda: repeat(NANOSECONDS // 60 + 1),
    "144": lambda: repeat(NANOSECONDS // 144),
    "fits and starts": lambda: cycle([7 * TICK, 0, 2 * TICK, 2 * TICK, 1, 90 * TICK]),
}


class Desktop:
    """A Session on a clock that goes in steps of `frames` nanoseconds."""

    def __init__(self, simulation: Simulation, frames: Iterator[int]) -> None:
        self.clock = Clock()
        self.session = Session(simulation, self.clock)
        self._frames = frames

    @property
    def simulation(self) -> Simulation:
        return self.session.simulation

    def frame(self, *commands: c.Command) -> Frame:
        """Send `commands`, let one frame's time pass."""
        for command in commands:
            self.session.send(command)
        self.clock.now += next(self._frames)
        frame = self.session.frame()
        assert 0.0 <= frame.alpha < 1.0
        assert 0 <= frame.current.tick - frame.previous.tick <= 1
        assert frame.current.tick == self.simulation.tick_count
        return frame

    def run(self, replay: Replay) -> None:
        """Send the commands of `replay` at their ticks."""
        for entry in replay.commands:
            self._until(entry.tick)
            self.session.send(entry.command)
            self._apply()
        self._until(replay.ticks)

    def _until(self, tick: int) -> None:
        while self.simulation.tick_count < tick:
            assert self.simulation.moving
            self.frame()
        assert self.simulation.tick_count == tick, "a frame has gone past a command's tick"

    def _apply(self) -> None:
        """A frame in which no time passes."""
        before = self.clock.now
        self.session.frame()
        assert self.clock.now == before


class Pictured(Simulation):
    """Counts how often it is pictured."""

    count = 0

    def snapshot(self) -> Snapshot:
        self.count += 1
        return super().snapshot()


@pytest.mark.parametrize(("speed", "pictures"), [(10, 4), (100, 1), (1000, 1), (MAX_SPEED, 1)])
def test_of_a_late_frame_only_what_can_be_watched_is_pictured(speed: int, pictures: int) -> None:
    simulation = Pictured()
    desktop = Desktop(simulation, repeat(4 * TICK))
    desktop.frame(c.SetSpeed(speed), c.Play())
    before, at = simulation.count, simulation.tick_count
    frame = desktop.frame()
    assert simulation.tick_count == at + (1 if speed == MAX_SPEED else 4)
    assert simulation.count == before + pictures
    assert diff(frame.current, simulation.snapshot()) is None


def at_even_ticks(seed: int) -> Simulation:
    """A random session that waits by four ticks at a time, so that slow frames can land on each command."""
    dice, simulation = random.Random(seed), Simulation(Start(seed=seed, settings=KINDS[seed % len(KINDS)]))
    simulation.apply(c.SetSpeed(10))
    for _ in range(dice.randrange(10, 60)):
        action = any_action(dice, simulation)
        if not isinstance(action, int):
            simulation.apply(action)
        for _ in range(4 * (action if isinstance(action, int) else dice.randrange(3))):
            simulation.tick()
        while simulation.moving and simulation.tick_count % 4:
            simulation.tick()
    return simulation


def landing(simulation: Simulation) -> bool:
    """Whether every command was given at a tick that frames of up to four ticks all land on: none was at odd ticks, and
    no frame is cut short by a beat, as in slow motion."""
    return all(tick % 4 == 0 and command != c.SetSpeed(1) for tick, command in simulation.log)


def test_any_frame_rate_gives_the_state_of_ticking_headless() -> None:
    played = dict.fromkeys(RATES, 0)
    for seed in range(40):
        simulation = at_even_ticks(seed)
        steps = replay_of(simulation.start, simulation.tick_count, simulation.log)
        for rate in RATES if landing(simulation) else ("60", "144"):
            desktop = Desktop(Simulation(simulation.start), RATES[rate]())
            desktop.run(steps)
            assert desktop.simulation.state_hash() == simulation.state_hash(), (seed, rate)
            played[rate] += len(steps.commands)
    assert min(played.values()) > 130


def test_a_slow_frame_runs_several_ticks_and_shows_the_last_two() -> None:
    desktop = Desktop(Simulation(), repeat(3 * TICK))
    frame = desktop.frame(c.Play())
    assert (frame.previous.tick, frame.current.tick) == (2, 3)


def test_a_paused_session_shows_one_moment() -> None:
    desktop = Desktop(Simulation(), repeat(TICK))
    desktop.frame(c.Play())
    frame = desktop.frame(c.Pause())
    assert frame.previous is frame.current
    assert not frame.current.playing
    assert desktop.frame().current is frame.current, "nothing new is pictured while nothing happens"


# -- what a frame applies ----------------------------------------------------------------------------------------------


def test_of_a_drag_only_the_last_value_of_a_frame_is_applied() -> None:
    desktop = Desktop(Simulation(), repeat(TICK))
    desktop.frame(*(c.Set("learning_rate", 0.5 + k / 100) for k in range(50)))
    assert [command for _, command in desktop.simulation.log] == [c.Set("learning_rate", 0.99)]
    desktop.frame(*(c.Set("learning_rate", 2.0 + k) for k in range(3)))
    assert [command for _, command in desktop.simulation.log][1:] == [c.Set("learning_rate", 4.0)]


def test_drags_of_different_things_are_all_applied_in_the_order_of_their_last() -> None:
    sent = [
        c.Set("leak", 0.1), c.SetParameter(0, 0, 0, 1.0), c.SetParameter(0, 0, None, 1.0), c.SetTarget(0, 0.5),
        c.Seek(0), c.Set("leak", 0.2), c.SetParameter(0, 0, 0, 2.0), c.SetTarget(1, 0.5), c.Play(), c.Pause(), c.Play(),
    ]  # fmt: skip
    desktop = Desktop(Simulation(), repeat(0))
    desktop.frame(*sent)
    assert [command for _, command in desktop.simulation.log] == [
        c.SetParameter(0, 0, None, 1.0), c.SetTarget(0, 0.5), c.Seek(0), c.Set("leak", 0.2),
        c.SetParameter(0, 0, 0, 2.0), c.SetTarget(1, 0.5), c.Play(), c.Pause(), c.Play(),
    ]  # fmt: skip


def test_steps_are_never_thinned() -> None:
    desktop = Desktop(Simulation(), repeat(TICK))
    frame = desktop.frame(*[c.Step("epoch", 1)] * 5)
    assert frame.current.epoch == 5


def test_what_is_refused_changes_nothing_and_is_told_once() -> None:
    desktop = Desktop(Simulation(), repeat(TICK))
    before = desktop.simulation.state_hash()
    frame = desktop.frame(c.SetTarget(99, 0.5))
    assert [type(event) for event in frame.events] == [Refused]
    assert desktop.simulation.state_hash() == before
    assert desktop.frame().events == ()


# -- as fast as it goes ------------------------------------------------------------------------------------------------


class Busy(Clock):
    """A clock on which a tick's training seems to cost `ns_per_epoch`: it goes on each time it is looked at after the
    simulation has trained."""

    def __init__(self) -> None:
        super().__init__()
        self.simulation: Simulation | None = None
        self.ns_per_epoch = 5_000.0
        self._epoch = 0

    def __call__(self) -> int:
        if self.simulation:
            epoch = self.simulation.cursor.moment.epoch
            self.now += round(max(0, epoch - self._epoch) * self.ns_per_epoch)
            self._epoch = epoch
        return self.now


def test_a_session_at_full_speed_is_replayed_to_the_bit() -> None:
    """What the machine could afford is part of the recording: the batch sizes are commands."""
    clock = Busy()
    session = Session(Simulation(), clock)
    clock.simulation = session.simulation
    session.send(c.Play())
    session.send(c.SetSpeed(MAX_SPEED))
    for frame in range(80):
        clock.ns_per_epoch = 10_000 if frame < 40 else 40_000
        clock.now += TICK
        session.frame()
    simulation = session.simulation
    sizes = [command.epochs for _, command in simulation.log if isinstance(command, c.SetBatch)]
    assert 2 <= len(sizes) <= 12
    assert len(set(sizes)) > 1
    assert simulation.cursor.moment.epoch > 10_000
    assert play_back(decoded(encoded(recorded(simulation)))).state_hash() == simulation.state_hash()


def test_at_full_speed_a_frame_stays_within_its_time() -> None:
    clock = Busy()
    session = Session(Simulation(), clock)
    clock.simulation = session.simulation
    session.send(c.Play())
    session.send(c.SetSpeed(MAX_SPEED))
    spent = []
    for _ in range(40):
        clock.now += TICK
        before = clock.now
        session.frame()
        spent.append(clock.now - before)
    assert max(spent[10:]) < TICK


# -- opening a saved session -------------------------------------------------------------------------------------------


def saved(*, wild: bool = False) -> Simulation:
    """A session with a branch in it, and with `wild` a divergence at its end."""
    settings = Settings(activation="leaky_relu", leak=0.5, loss="cross_entropy") if wild else Settings()
    simulation = Simulation(Start(settings=settings))
    rate, speed = (100.0, 1000) if wild else (3.0, 1)
    for command in (c.Step("epoch", 50), c.Seek(20), c.Set("learning_rate", rate), c.SetSpeed(speed), c.Play()):
        assert simulation.apply(command)
    for _ in range(100):
        simulation.tick()
    return simulation


def open_slowly(desktop: Desktop, replay: Replay, *, ns_per_look: int) -> list[Frame]:
    """Frames until `replay` is open, on a clock that goes on each time it is looked at."""
    desktop.clock.ns_per_look = ns_per_look
    desktop.session.open(replay)
    frames = [desktop.frame()]
    while frames[-1].opening is not None:
        frames.append(desktop.frame())
        assert len(frames) < 10_000
    return frames


def test_a_session_is_opened_a_little_each_frame() -> None:
    simulation = saved()
    desktop = Desktop(Simulation(), repeat(0))
    frames = open_slowly(desktop, recorded(simulation), ns_per_look=1_000_000)
    shown = [frame.opening for frame in frames if frame.opening is not None]
    assert len(shown) > 5
    assert shown == sorted(shown)
    assert all(0.0 <= share <= 1.0 for share in shown)
    assert simulation.apply(c.Pause())
    assert desktop.simulation.state_hash() == simulation.state_hash()


def test_the_open_session_goes_on_until_the_other_one_is_there() -> None:
    desktop = Desktop(Simulation(), repeat(TICK))
    desktop.frame(c.Play())
    frames = open_slowly(desktop, recorded(saved()), ns_per_look=1_000_000)
    ticks = [frame.current.tick for frame in frames[:-1]]
    assert len(ticks) > 3
    assert ticks == sorted(set(ticks))


def test_a_long_session_is_unpacked_beside_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.session.session.MOST_AT_ONCE", 0)
    simulation, desktop, kept = saved(), Desktop(Simulation(), repeat(0)), list[int]()

    def before(said: str) -> str:
        kept.append(desktop.simulation.tick_count)
        return said

    desktop.session.open(whole_session(simulation), before)
    assert desktop.simulation.tick_count == 0, "it takes its place with a frame, not before"
    for _ in range(5000):
        if desktop.frame().opening is None:
            break
        time.sleep(0.001)
    assert kept == [0]
    assert simulation.apply(c.Pause())
    assert desktop.simulation.state_hash() == simulation.state_hash()
    desktop.session.open(whole_session(simulation))
    desktop.session.give_up_opening()
    assert desktop.frame().opening is None


def test_opening_can_be_given_up() -> None:
    desktop = Desktop(Simulation(), repeat(0))
    desktop.session.open(recorded(saved()))
    desktop.session.give_up_opening()
    assert desktop.frame().opening is None
    assert desktop.simulation.tick_count == 0


def test_what_happened_long_ago_is_no_news() -> None:
    simulation = saved(wild=True)
    events = simulation.take_events()
    assert any(isinstance(event, Diverged) for event in events)
    assert any(isinstance(event, Branched) for event in events)
    told: list[Event] = []
    desktop = Desktop(Simulation(), repeat(0))
    for frame in open_slowly(desktop, recorded(simulation), ns_per_look=10_000):
        told += frame.events
    assert desktop.simulation.state_hash() == simulation.state_hash()
    assert not [event for event in told if isinstance(event, (Diverged, Branched, EpochFinished))]


def test_a_session_that_cannot_be_played_leaves_the_open_one_and_says_why() -> None:
    simulation = saved()
    wrong = replay_of(
        simulation.start, simulation.tick_count, [*simulation.log, (simulation.tick_count, c.SetTarget(99, 0.5))]
    )
    desktop = Desktop(Simulation(), repeat(0))
    desktop.frame(c.Step("epoch", 3))
    here = desktop.simulation
    frames = open_slowly(desktop, wrong, ns_per_look=1_000)
    assert desktop.simulation is here
    (event,) = frames[-1].events
    assert isinstance(event, Refused)
    assert event.reason.startswith("the session could not be opened: command ")
    assert frames[-1].current.epoch == 3


def test_a_session_that_ends_elsewhere_opens_and_says_so() -> None:
    simulation = saved()
    other = replay_of(simulation.start, simulation.tick_count, simulation.log, "0" * 16)
    desktop = Desktop(Simulation(), repeat(0))
    told = [event for frame in open_slowly(desktop, other, ns_per_look=10_000) for event in frame.events]
    assert desktop.simulation.cursor.params == simulation.cursor.params
    assert any(
        isinstance(event, Told) and "the session is open, but it ends in state" in event.sentence for event in told
    )


def standing(desktop: Desktop, kind: Kind) -> int:
    """Frames for which the tick stays the same from the first one in a phase of `kind`."""
    while desktop.frame().current.phase.kind is not kind:
        pass
    tick, frames = desktop.simulation.tick_count, 0
    while desktop.simulation.tick_count == tick:
        desktop.frame()
        frames += 1
    return frames


@pytest.mark.parametrize(("speed", "seconds"), [(0.4, 0.5), (0.05, 2.5)])
def test_time_rests_for_a_beat_before_a_slope_gate_and_nowhere_else(speed: float, seconds: float) -> None:
    desktop = Desktop(Simulation(), repeat(TICK + 1))
    desktop.frame(c.Set("animation_speed", speed), c.Play())
    for kind in (Kind.FORWARD, Kind.LOSS):
        assert standing(desktop, kind) <= 2
    assert standing(desktop, Kind.BACKWARD) == pytest.approx(60 * seconds, abs=2)
    assert desktop.simulation.snapshot().progress < GATE_FROM


@pytest.mark.parametrize("command", [c.Pause(), c.SetSpeed(10), c.Seek(0, 2), c.SetParameter(0, 0, 0, 1.0)])
def test_whatever_is_done_ends_the_beat(command: c.Command) -> None:
    desktop = Desktop(Simulation(), repeat(TICK + 1))
    desktop.frame(c.Play())
    while desktop.frame().current.phase.kind is not Kind.BACKWARD:
        pass
    desktop.frame(command)
    before = desktop.simulation.tick_count
    desktop.frame(c.Play())
    desktop.frame()
    assert desktop.simulation.tick_count > before


def test_another_session_does_not_wait_for_the_beat_of_the_one_before() -> None:
    desktop = Desktop(Simulation(), repeat(TICK + 1))
    desktop.frame(c.Play())
    while desktop.frame().current.phase.kind is not Kind.BACKWARD:
        pass
    other = Simulation()
    other.apply(c.Play())
    desktop.session.replace(other)
    desktop.frame()
    desktop.frame()
    assert other.tick_count > 0


def test_there_is_no_beat_in_fast_forward() -> None:
    desktop = Desktop(Simulation(), repeat(TICK + 1))
    desktop.frame(c.SetSpeed(10), c.Play())
    for _ in range(200):
        before = desktop.simulation.tick_count
        desktop.frame()
        desktop.frame()
        assert desktop.simulation.tick_count > before
