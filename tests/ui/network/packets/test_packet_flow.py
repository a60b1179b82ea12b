"""Packets carry the Trace's own numbers, arrive where they should, and depend on nothing but what they are given."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import pairwise, product

import numpy as np
import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygame import Rect

from game.sim.backprop import run_batch
from game.sim.network import Edge, bias_edges, edges, initial_params
from game.sim.phases import Kind, Phase, phases
from game.sim.settings import Settings
from game.sim.trace import Trace
from game.ui.draw.palette import STANDARD
from game.ui.network.network_layout import PASSED, network_layout
from game.ui.network.packets.flight_paths import FlightPaths
from game.ui.network.packets.flights import (
    ADDED,
    BIAS_ARRIVED,
    FILL_FROM,
    GATE_FROM,
    GATE_PASSED,
    MERGES,
    Carries,
    flights,
)
from game.ui.network.packets.packet_flow import (
    ERROR_RADIUS,
    LARGEST,
    SMALLEST,
    SPECK,
    FlightPlan,
    PacketPose,
    flight_plan,
    forward_sizes,
    loudness,
    packets,
    share_radius,
)
from game.ui.network.reveal import EVERYTHING, revealed
from game.ui.network.sprites import Glows
from game.ui.network.stills import STILLS
from tests.support.certain import there

AREA = Rect(0, 60, 628, 430)
ACTIVATIONS = ("sigmoid", "tanh", "relu", "leaky_relu")


class Scene:
    """One sample of a random network, laid out."""

    def __init__(
        self,
        layers: tuple[int, ...] = (2, 2, 1),
        seed: int = 1,
        activation: str = "sigmoid",
        loss: str = "mse",
        target: float = 1.0,
    ) -> None:
        self.said = f"layers {layers}, seed {seed}, {activation}, {loss}, target {target}"
        settings = Settings(layers=layers, activation=activation, loss=loss)
        params = initial_params(layers, seed, 3.0, 0.4)
        inputs = tuple(0.3 + 0.2 * k for k in range(layers[0]))
        self.trace: Trace = run_batch(params, [inputs], [target], settings).traces[0]
        self.layout = network_layout(layers, AREA, 1.0)
        self.paths = FlightPaths(self.layout)
        self.phases = phases(layers, updates=True)
        generator, count = np.random.default_rng(seed), len(self.phases)
        self.moments: list[float] = generator.permutation([0.0, 1.0, *generator.random(count - 2)]).tolist()
        """A progress of each phase, the first and the last possible among them."""
        self._plans: dict[Phase, FlightPlan] = {}

    def poses(self, phase: Phase, progress: float, tail: int = 0) -> tuple[PacketPose, ...]:
        if phase not in self._plans:
            self._plans[phase] = flight_plan(self.trace, phase, self.paths)
        return packets(self._plans[phase], progress, tail)[:]


@cache
def scenes() -> list[Scene]:
    """Networks of one to four hidden layers of one to five units, drawn once for all tests: of each number of layers
    one with each activation, both losses and both targets in turn, and some more."""
    generator, found = np.random.default_rng(1), []
    for k, (depth, activation) in enumerate([*product(range(1, 5), ACTIVATIONS), *product((1, 2), ACTIVATIONS)]):
        layers = (*generator.integers(1, 6, depth + 1).tolist(), 1)
        loss, seed = ("mse", "cross_entropy")[k // 2 % 2], int(generator.integers(100))
        found.append(Scene(layers, seed, activation, loss, target=float(k % 2)))
    return [*found, Scene((1, 1, 1))]


def of_every_network(holds: Callable[[Scene], None]) -> Callable[[], None]:
    """The test of what `holds` of every network; one of which it does not is named."""

    def test() -> None:
        for scene in scenes():
            try:
                holds(scene)
            except AssertionError as problem:
                problem.add_note(f"in {scene.said}")
                raise

    test.__doc__ = holds.__doc__
    return test


@of_every_network
def test_what_arrives_at_a_neuron_adds_up_to_its_z(scene: Scene) -> None:
    for layer in range(1, len(scene.layout.layers)):
        landed = scene.poses(Phase(Kind.FORWARD, layer), BIAS_ARRIVED + 0.01)
        for unit, z in enumerate(scene.trace.z[layer - 1]):
            here = [pose for pose in landed if pose.flight.neuron == (layer, unit)]
            assert len(here) == scene.layout.layers[layer - 1] + 1
            assert sum(pose.value for pose in here) == pytest.approx(float(z), abs=1e-9)
            for pose in here:
                assert math.dist(pose.position, scene.layout.centre((layer, unit))) < scene.layout.radius


@of_every_network
def test_a_packet_leaves_with_a_and_arrives_with_w_times_a(scene: Scene) -> None:
    for layer in range(1, len(scene.layout.layers)):
        for pose in scene.poses(Phase(Kind.FORWARD, layer), 0.0):
            edge = there(pose.flight.edge)
            assert pose.kind is Carries.ACTIVATION
            assert pose.value == scene.trace.a[layer - 1][edge.source]
            assert pose.position == scene.layout.curves[edge].points[0]
        for pose in scene.poses(Phase(Kind.FORWARD, layer), BIAS_ARRIVED):
            way = pose.flight.edge
            if way is not None and way.source is not None:
                weight = scene.trace.params.weights[layer - 1][way.target, way.source]
                assert pose.value == weight * scene.trace.a[layer - 1][way.source]


@of_every_network
def test_the_gate_shrinks_what_passes_by_exactly_the_slope(scene: Scene) -> None:
    for layer in range(1, len(scene.layout.layers)):
        phase = Phase(Kind.BACKWARD, layer)
        waiting = [p for p in scene.poses(phase, GATE_FROM) if p.kind is Carries.AT_GATE]
        passed = [p for p in scene.poses(phase, GATE_PASSED) if p.kind is Carries.AT_GATE]
        assert [p.value for p in waiting] == scene.trace.backprop_sum[layer - 1].tolist()
        assert [p.value for p in passed] == scene.trace.delta[layer - 1].tolist()
        for unit, pose in enumerate(passed):
            assert pose.position == pytest.approx(scene.layout.beside((layer, unit), PASSED))


@of_every_network
def test_complaints_add_up_to_the_backprop_sum_and_wait_where_the_next_phase_takes_them_up(scene: Scene) -> None:
    for layer in range(len(scene.layout.layers) - 1, 1, -1):
        landed = scene.poses(Phase(Kind.BACKWARD, layer), 1.0)
        next_phase = Phase(Kind.BACKWARD, layer - 1)
        for unit in range(scene.layout.layers[layer - 1]):
            neuron = (layer - 1, unit)
            here = [p for p in landed if p.kind is Carries.COMPLAINT and p.flight.neuron == neuron]
            taken_up = [p for p in scene.poses(next_phase, 0.0) if p.flight.neuron == neuron and not p.age]
            taken_up = [p for p in taken_up if p.kind is Carries.TERM or len(here) == 1]
            total = float(scene.trace.backprop_sum[layer - 2][unit])
            assert sum(p.value for p in here) == pytest.approx(total, abs=1e-9)
            assert [p.value for p in taken_up] == [p.value for p in here]
            for before, after in zip(here, taken_up, strict=True):
                assert before.position == pytest.approx(after.position)


@of_every_network
def test_piled_complaints_become_as_large_together_as_their_sum(scene: Scene) -> None:
    for layer in range(1, len(scene.layout.layers) - 1):
        phase = Phase(Kind.BACKWARD, layer)
        for unit in range(scene.layout.layers[layer]):
            gathered = [p for p in scene.poses(phase, ADDED) if p.flight.neuron == (layer, unit)]
            terms = [p for p in gathered if p.kind is Carries.TERM]
            (whole,) = (p for p in gathered if p.kind is Carries.AT_GATE)
            assert len(terms) == (scene.layout.layers[layer + 1] if scene.layout.layers[layer + 1] > 1 else 0)
            if terms:
                assert sum(p.value for p in terms) == pytest.approx(whole.value, abs=1e-9)
                assert all(p.value * whole.value >= 0.0 for p in terms)
                assert all(p.position == pytest.approx(whole.position) for p in terms)
            later = [p.kind for p in scene.poses(phase, GATE_FROM + MERGES) if p.flight.neuron == (layer, unit)]
            assert Carries.TERM not in later


@of_every_network
def test_every_weight_and_bias_receives_its_gradient_where_it_stands(scene: Scene) -> None:
    layers, found = scene.layout.layers, {}
    for layer in range(1, len(layers)):
        for flight in flights(scene.trace, Phase(Kind.BACKWARD, layer), scene.paths):
            if flight.carries is Carries.GRADIENT:
                found[there(flight.edge)] = flight
    assert set(found) == {*edges(layers), *bias_edges(layers)}
    for edge, flight in found.items():
        assert flight.after == scene.trace.gradient(edge)
        assert flight.path.points[0] == pytest.approx(scene.layout.crossing(edge))
        assert 0.0 < flight.shown < flight.gone <= 1.0


def test_the_raw_error_is_the_first_green_packet_and_waits_at_the_gate() -> None:
    scene = Scene()
    last = len(scene.layout.layers) - 1
    assert scene.poses(Phase(Kind.LOSS, last), 0.1) == ()
    (waiting,) = scene.poses(Phase(Kind.LOSS, last), 1.0)
    first = next(p for p in scene.poses(Phase(Kind.BACKWARD, last), 0.0) if p.kind is Carries.AT_GATE)
    assert waiting.value == first.value == scene.trace.raw_error[0]
    assert waiting.position == pytest.approx(first.position)
    assert not waiting.kind.forward


def test_with_cross_entropy_the_whole_error_passes_the_output() -> None:
    scene = Scene(loss="cross_entropy")
    (pose,) = (p for p in scene.poses(Phase(Kind.BACKWARD, 2), GATE_PASSED) if p.kind is Carries.AT_GATE)
    assert pose.value == scene.trace.raw_error[0]
    (gated,) = (p for p in Scene().poses(Phase(Kind.BACKWARD, 2), GATE_PASSED) if p.kind is Carries.AT_GATE)
    assert abs(gated.value) < abs(Scene().trace.raw_error[0]) / 3


def test_update_sends_nothing() -> None:
    scene = Scene()
    assert [scene.poses(Phase(Kind.UPDATE, 0), progress) for progress in (0.0, 0.5, 1.0)] == [(), (), ()]


@of_every_network
def test_the_same_instant_gives_the_same_poses_whatever_came_before(scene: Scene) -> None:
    for tail, (phase, progress) in enumerate(zip(scene.phases, scene.moments, strict=True)):
        plan = flight_plan(scene.trace, phase, scene.paths)
        first = packets(plan, progress, tail)[:]
        for other in (0.0, 0.3, 1.0):
            packets(plan, other, tail)[:]
        again = packets(flight_plan(scene.trace, phase, FlightPaths(scene.layout)), progress, tail)[:]
        assert first == again
        assert packets(plan, progress, tail).heads == packets(plan, progress)[:]


@of_every_network
def test_poses_are_finite_and_within_their_ranges(scene: Scene) -> None:
    for phase, progress in zip(scene.phases, scene.moments, strict=True):
        for pose in scene.poses(phase, progress, tail=4):
            assert AREA.inflate(2, 2).collidepoint(pose.position)
            assert 0.0 <= pose.brightness <= 1.0
            assert 0.0 <= pose.age <= 1.0
            assert 0.0 < pose.radius <= ERROR_RADIUS
            assert pose.sign == np.sign(pose.value)


@given(st.floats(-4, 4), st.floats(-4, 4))
def test_a_packets_area_is_the_magnitude_it_carries(one: float, other: float) -> None:
    radius_one, radius_other = forward_sizes(np.array([one, other]), 1.0)[0].tolist()
    area_one, area_other = radius_one**2, radius_other**2
    if min(radius_one, radius_other) > SMALLEST:
        assert area_one * abs(other) == pytest.approx(area_other * abs(one))
    if abs(one) <= abs(other):
        assert area_one <= area_other


@of_every_network
def test_a_backward_packets_area_is_its_share_of_the_error(scene: Scene) -> None:
    loud, unit = loudness(scene.trace), scene.layout.unit
    for phase in scene.phases:
        for pose in scene.poses(phase, 0.97):
            if not pose.kind.forward and abs(pose.value) < loud and pose.radius > SPECK * unit:
                assert (pose.radius / (ERROR_RADIUS * unit)) ** 2 == pytest.approx(abs(pose.value) / loud)


def test_without_an_error_nothing_is_sent_back() -> None:
    scene = Scene()
    scene.trace = replace(
        scene.trace, raw_error=np.zeros(1), backprop_sum=tuple(0 * s for s in scene.trace.backprop_sum)
    )
    for phase in scene.phases:
        assert all(pose.kind.forward or pose.brightness == 0.0 for pose in scene.poses(phase, 0.7))


@pytest.mark.parametrize("slope", [0.25, 0.2, 0.1, 0.05, 0.02])
@pytest.mark.parametrize("hollow", [False, True])
def test_what_is_drawn_shrinks_at_the_gate_by_the_slope(slope: float, hollow: bool) -> None:
    """Green pixels before the gate and behind it, as they are drawn."""

    def area(radius: float) -> float:
        bead = pygame.surfarray.array3d(Glows(STANDARD).bead(radius, hollow=hollow)).astype(float)
        ground, green = np.array(STANDARD.background), np.array(STANDARD.gradient)
        reach = bead.shape[0] // 2
        x, y = np.mgrid[-reach : reach + 1, -reach : reach + 1]
        near = np.hypot(x, y) < radius + 1.0
        covered = (bead - ground) @ (green - ground) / ((green - ground) @ (green - ground))
        return float(np.clip(covered, 0.0, 1.0)[near].sum())

    for error in (1.0, 0.6):
        before, after = area(share_radius(error, 1.0)), area(share_radius(error * slope, 1.0))
        assert after / before == pytest.approx(slope, rel=0.12)


@pytest.mark.parametrize("value", [0.0, 1e300, math.inf, -math.inf, math.nan])
def test_no_number_breaks_the_scale(value: float) -> None:
    radius, brightness = forward_sizes(np.array([value]), 1.0)
    assert SMALLEST <= radius[0] <= LARGEST
    assert 0.0 < brightness[0] <= 1.0


def test_a_packet_moves_steadily_forward_and_changes_only_at_its_weight() -> None:
    scene = Scene()
    plan = flight_plan(scene.trace, Phase(Kind.FORWARD, 1), scene.paths)
    edge = Edge(0, 1, 0)
    seen = [
        next(p for p in packets(plan, step / 200)[:] if p.flight.edge == edge) for step in range(int(FILL_FROM * 200))
    ]
    assert all(a.x <= b.x for a, b in pairwise(seen))
    crossing = scene.layout.crossing(edge)
    for pose in seen:
        if math.dist(pose.position, crossing) > 30:
            assert pose.value == (pose.flight.after if pose.changed else pose.flight.before)
    assert {pose.changed for pose in seen} == {False, True}


def test_a_tail_follows_its_packet_while_it_moves() -> None:
    scene = Scene()
    plan = flight_plan(scene.trace, Phase(Kind.FORWARD, 1), scene.paths)
    moving = packets(plan, 0.3, 6)
    for echo in moving[len(moving.heads) :]:
        head = next(p for p in moving.heads if p.flight is echo.flight)
        assert echo.echo > 0
        assert echo.age < head.age
        assert echo.brightness < head.brightness
    assert len(moving) > len(moving.heads)
    resting = packets(plan, BIAS_ARRIVED + 0.1, 6)
    assert all(pose.age == 1.0 for pose in resting.heads)
    assert len(resting) == len(resting.heads)


def test_a_thousand_packets_can_be_asked_for() -> None:
    scene = Scene()
    assert len(packets(flight_plan(scene.trace, Phase(Kind.FORWARD, 1), scene.paths), 0.4, 260)) >= 1000


@of_every_network
def test_a_neuron_says_nothing_before_it_has_been_reached(scene: Scene) -> None:
    last = len(scene.layout.layers) - 1
    for at, (phase, progress) in enumerate(zip(scene.phases, scene.moments, strict=True)):
        sent = flights(scene.trace, phase, scene.paths)
        for layer in range(1, last + 1):
            shown = revealed((layer, 0), phase, progress, sent, scene.trace)
            forward, backward = scene.phases.index((Kind.FORWARD, layer)), scene.phases.index((Kind.BACKWARD, layer))
            assert (shown.fill == 1.0) if at > forward else (at == forward or shown.fill == 0.0)
            assert shown.delta == (at > backward or (at == backward and progress >= GATE_PASSED))
    assert EVERYTHING.fill == 1.0


def test_z_grows_packet_by_packet_to_its_sum() -> None:
    scene, phase = Scene(), Phase(Kind.FORWARD, 1)
    sent = flights(scene.trace, phase, scene.paths)
    steps = [revealed((1, 0), phase, step / 100, sent, scene.trace).z for step in range(int(FILL_FROM * 100))]
    seen = list(dict.fromkeys(steps))
    terms = [*(scene.trace.params.weights[0][0] * scene.trace.a[0]), scene.trace.params.biases[0][0]]
    assert seen[0] is None
    assert seen[1:] == pytest.approx(np.cumsum(terms).tolist())
    assert seen[-1] == pytest.approx(float(scene.trace.z[0][0]))


def test_complaints_grow_to_the_backprop_sum() -> None:
    scene = Scene(layers=(2, 2, 2, 1))
    phase = Phase(Kind.BACKWARD, 2)
    sent = flights(scene.trace, phase, scene.paths)
    seen = dict.fromkeys(revealed((1, 1), phase, step / 200, sent, scene.trace).total for step in range(201))
    assert list(seen) == pytest.approx([None, *np.cumsum(scene.trace.backprop_terms[0][1]).tolist()])


@of_every_network
def test_with_reduced_motion_no_packet_is_seen_on_its_way(scene: Scene) -> None:
    for phase in scene.phases:
        for each in STILLS[phase.kind]:
            for pose in scene.poses(phase, each.progress):
                assert pose.age in (0.0, 1.0) or pose.kind is Carries.GRADIENT or pose.brightness == 0.0
