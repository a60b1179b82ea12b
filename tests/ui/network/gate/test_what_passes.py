"""What is seen of a packet at a slope gate, in the pixels of the Lab's network and of a level's: it comes out smaller
by the slope, nothing wider than the hole is seen beyond the jaws, and what is held back splashes off them and falls."""

from __future__ import annotations

import math

import numpy as np
import pygame
import pytest

from game.sim import commands as c
from game.sim.level.play.visit import Stage
from game.ui.draw.palette import STANDARD
from game.ui.level.kinds import kind_panels
from game.ui.level.level_layout import Wishes, level_layout
from game.ui.level.level_network import LevelNetwork
from game.ui.network.gate.slope_gate import Opening
from game.ui.network.gate.splash import FROM, LASTS, MOST, drops
from game.ui.network.network_layout import GATE, GATE_SIZE
from game.ui.network.network_panel import NetworkPanel
from game.ui.network.packets.flight_paths import FlightPaths
from game.ui.network.packets.flights import GATE_FROM, GATE_PASSED, Carries
from game.ui.network.packets.packet_flow import ERROR_RADIUS, SPECK, PacketPose, flight_plan, packets
from tests.support.bench import PanelBench
from tests.support.certain import there

SLOPES = (0.25, 0.21, 0.16, 0.12, 0.09, 0.07, 0.05, 0.04, 0.03, 0.02)
LARGE = 0.08
BEHIND = {True: 386_000, False: 399_000}
"""Units of the phase at which what came through, a large packet or a small one, stands free between gate and vessel."""

Bench = PanelBench[NetworkPanel] | PanelBench[LevelNetwork]


def network(bench: Bench) -> NetworkPanel:
    return bench.panel.view if isinstance(bench.panel, LevelNetwork) else bench.panel


def deaf(bench: Bench, slope: float, units: int) -> None:
    """The output passes `slope` of its error on the fourth sample, `units` into BACKWARD(2)."""
    a = 0.5 + math.sqrt(0.25 - slope)
    bench.apply(c.LoadParams((0.5, -0.5, 0.5, -0.5, 0.0, 0.0, 1.0, -1.0, math.log(a / (1.0 - a)))))
    bench.apply(c.Seek(0, 3, 3, units))


def at_gate(bench: Bench, layer: int = 2) -> PacketPose:
    heads = there(network(bench).scene).heads
    return next(p for p in heads if p.kind is Carries.AT_GATE and p.flight.neuron[0] == layer)


def green(bench: Bench, pose: PacketPose) -> float:
    """Pixels that the packet `pose` covers on the screen, those at its rim in part."""
    middle = (round(pose.x) + network(bench).rect.x, round(pose.y) + network(bench).rect.y)
    reach = math.ceil(pose.radius) + 2
    seen = bench.surface.subsurface(pygame.Rect(middle[0] - reach, middle[1] - reach, 2 * reach + 1, 2 * reach + 1))
    ground, full = np.array(STANDARD.background), np.array(STANDARD.gradient)
    covered = (pygame.surfarray.array3d(seen).astype(float) - ground) @ (full - ground) / ((full - ground) ** 2).sum()
    x, y = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    return float(np.clip(covered, 0.0, 1.0)[np.hypot(x, y) < pose.radius + 1.0].sum())


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800)])
@pytest.mark.parametrize("in_level", [False, True])
def test_on_the_screen_a_packets_area_shrinks_by_the_slope(size: tuple[int, int], in_level: bool) -> None:
    bench: Bench
    if in_level:
        bench = PanelBench(LevelNetwork(dict, list), "network", size)
        places = level_layout(size, kind_panels("train"), Stage.READY, Wishes(100, 0, False, False, False))
        bench.panel.build(bench.kit, places["network"])
    else:
        bench = PanelBench(NetworkPanel(), "network", size)
    for slope in SLOPES:
        deaf(bench, slope, 0)
        pose = at_gate(bench)
        assert pose.radius == pytest.approx(ERROR_RADIUS * there(network(bench).layout).unit)
        before = green(bench, pose)
        bench.apply(c.Seek(0, 3, 3, BEHIND[slope > LARGE]))
        assert green(bench, at_gate(bench)) / before == pytest.approx(slope, rel=0.12), slope


@pytest.mark.parametrize("slope", [0.25, 0.1, 0.02, 0.001])
def test_nothing_wider_than_the_hole_is_seen_beyond_the_jaws(slope: float) -> None:
    bench = PanelBench(NetworkPanel(), "network")
    deaf(bench, slope, 0)
    scene, last = there(bench.panel.scene), there(bench.panel.instant)
    plan = flight_plan(last.trace, last.phase, FlightPaths(scene.layout))
    aperture, unit = scene.ground.opening(last, (2, 0)).aperture, scene.layout.unit
    far, seen = scene.layout.beside((2, 0), GATE - GATE_SIZE[0] / 2)[0], 0
    for share in np.linspace(GATE_FROM, GATE_PASSED, 60).tolist():
        pose = next(p for p in packets(plan, share)[:] if p.kind is Carries.AT_GATE)
        beyond = pose.radius if pose.x < far else math.sqrt(max(0.0, pose.radius**2 - (pose.x - far) ** 2))
        assert beyond <= max(aperture, SPECK * unit) + 0.5
        seen += beyond > 0.0
    assert seen > 5


def test_what_is_more_than_the_error_comes_out_as_large_as_the_hole_and_bears_percentages_that_were_computed() -> None:
    bench, said = PanelBench(NetworkPanel(), "network"), set()
    bench.apply(c.Set("loss", "cross_entropy"), c.LoadParams((0.5, -0.5, 0.5, -0.5, 0.0, 0.0, 3.0, -6.0, 0.5)))
    for units in range(0, 1_000_000, 40_000):
        bench.apply(c.Seek(0, 3, 4, units))
        scene, instant = there(bench.panel.scene), there(bench.panel.instant)
        said |= {tag.text for tag in scene.tags if tag.text.endswith("%")}
        for pose in scene.heads:
            assert pose.radius <= ERROR_RADIUS * scene.layout.unit + 1e-9
            if pose.kind is Carries.AT_GATE and pose.age == 1.0:
                assert pose.radius == pytest.approx(scene.ground.opening(instant, pose.flight.neuron).aperture)
    trace = bench.snapshot.trace
    error = abs(float(trace.raw_error[0]))
    computed = [*trace.backprop_sum[0].tolist(), *trace.delta[0].tolist()]
    assert said == {f"{100 * abs(value) / error:,.0f}%" for value in computed if abs(value) > error}
    assert len(said) == 3


@pytest.mark.parametrize(("slope", "count"), [(1.0, 0), (0.25, 15), (0.05, 19), (0.0, 20)])
def test_what_is_held_back_splashes_off_the_jaws_and_falls(slope: float, count: int) -> None:
    opening = Opening(ERROR_RADIUS, slope, 1.0, cancelled=False)
    early, late = (list(drops(opening, 1.0, time)) for time in (0.05, 0.9))
    assert len(early) == len(late) == count == round(MOST * (1.0 - slope))
    for one, other in zip(early, late, strict=True):
        assert 0.0 <= one.x < other.x
        assert other.y > one.y + 20.0


def test_the_splash_is_seen_only_while_it_falls(monkeypatch: pytest.MonkeyPatch) -> None:
    bench = PanelBench(NetworkPanel(), "network")
    for share, seen in ((-0.05, False), (0.5, True), (1.05, False)):
        deaf(bench, 0.05, round(1e6 * (FROM + share * LASTS)))
        pictures = [bench.picture()]
        with monkeypatch.context() as without:
            without.setattr("game.ui.network.gate.splash.drops", lambda *_: iter(()))
            pictures.append(bench.picture())
        assert (pictures[0] != pictures[1]) == seen
