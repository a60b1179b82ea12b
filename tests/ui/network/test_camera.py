"""Coming nearer to the network and moving it: what is under the pointer stays there, and no empty ground comes in."""

from __future__ import annotations

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygame import Rect

from game.sim import commands as c
from game.sim.network import Edge
from game.ui.intents import Pin
from game.ui.network.camera import NEAREST, STEP, Camera
from game.ui.network.network_panel import NetworkPanel
from tests.support.bench import PanelBench
from tests.support.certain import there
from tests.support.fingerprint import fingerprint
from tests.support.stage import key_event

AREA = Rect(0, 58, 628, 437)
moves = st.lists(
    st.one_of(
        st.tuples(st.integers(-3, 3), st.integers(0, 627), st.integers(58, 494)),
        st.tuples(st.just(None), st.integers(-300, 300), st.integers(-300, 300)),
    ),
    max_size=8,
)


@given(moves)
def test_the_network_always_covers_its_area(steps: list[tuple[int | None, int, int]]) -> None:
    camera = Camera()
    for turns, x, y in steps:
        camera = camera.moved(x, y, AREA) if turns is None else camera.nearer(turns, (x, y), AREA)
        assert 1.0 <= camera.zoom <= NEAREST
        assert camera.rect(AREA).inflate(2, 2).contains(AREA)


def test_what_is_under_the_pointer_stays_there() -> None:
    for at in ((100.0, 100.0), (600.0, 480.0), (300.0, 250.0)):
        camera = Camera().nearer(3, at, AREA)
        assert camera.zoom == pytest.approx(STEP**3)
        rect = camera.rect(AREA)
        share = (at[0] - rect.left) / rect.width, (at[1] - rect.top) / rect.height
        assert share == pytest.approx((at[0] / AREA.width, (at[1] - AREA.top) / AREA.height), abs=0.005)
        assert camera.nearer(-3, at, AREA) == Camera()


def wheel(bench: PanelBench[NetworkPanel], place: tuple[int, int], turns: int) -> None:
    bench.move(place)
    bench_event = pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=turns, precise_x=0.0, precise_y=float(turns))
    pygame.event.post(bench_event)
    bench.settle()


@pytest.fixture
def bench() -> PanelBench[NetworkPanel]:
    bench = PanelBench(NetworkPanel(), "network")
    bench.apply(c.Set("layers", "2-8-8-8-8-8-8-1"))
    return bench


def test_the_wheel_comes_nearer_and_numbers_come_as_room_allows(bench: PanelBench[NetworkPanel]) -> None:
    middle, seen = bench.rect.center, []
    for _ in range(7):
        layout = there(bench.panel.layout)
        seen.append((layout.radius, layout.named, len(layout.badges)))
        wheel(bench, middle, 1)
    assert seen[0] == (seen[0][0], False, 0)
    assert seen[-1][0] > 1.5 * seen[0][0]
    assert seen[-1][1]
    assert seen[-1][2] == 49
    for turns in (-1, -7):
        wheel(bench, middle, turns)
    assert bench.panel.camera == Camera()


def test_the_wheel_elsewhere_and_a_small_step_of_the_hand_do_nothing(bench: PanelBench[NetworkPanel]) -> None:
    wheel(bench, (5, 5), 2)
    wheel(bench, (bench.rect.centerx, bench.rect.bottom - 5), 2)
    assert bench.panel.camera == Camera()
    assert not bench.panel.zoom_by_key(key_event(pygame.K_PLUS))
    bench.move(bench.rect.center)
    assert not bench.panel.zoom_by_key(key_event(pygame.K_SPACE))
    assert bench.panel.zoom_by_key(key_event(pygame.K_PLUS))
    assert bench.panel.camera.zoom == pytest.approx(STEP)
    assert bench.panel.zoom_by_key(key_event(pygame.K_MINUS))
    assert bench.panel.camera == Camera()
    bench.move((5, 5))
    (walk,) = bench.panel.focusables()
    assert walk.key(key_event(pygame.K_PLUS)) == []
    assert bench.panel.camera.zoom == pytest.approx(STEP)


def test_a_drag_on_empty_ground_moves_the_network_and_pins_nothing(bench: PanelBench[NetworkPanel]) -> None:
    ground = (bench.rect.x + 14, bench.rect.y + 70)
    wheel(bench, bench.rect.center, 4)
    layout = bench.panel.layout
    spot = _empty_spot(bench)
    before, parameters = there(layout).centre((4, 4)), bench.snapshot.params.flat()
    bench.messages.clear()
    bench.drag(spot, (spot[0] + 20, spot[1] + 10), (spot[0] + 40, spot[1] + 25))
    bench.settle()
    after = there(bench.panel.layout).centre((4, 4))
    assert (after[0] - before[0], after[1] - before[1]) == pytest.approx((40, 25), abs=1.5)
    assert not [message for message in bench.messages if isinstance(message, Pin)]
    assert bench.snapshot.params.flat() == parameters
    bench.click(_empty_spot(bench))
    assert bench.messages[-1] == Pin(None)
    assert ground[0] > 0


def _empty_spot(bench: PanelBench[NetworkPanel]) -> tuple[int, int]:
    """Somewhere on the ground where there is neither an edge nor a neuron."""
    area, hits = there(bench.panel.scene).area.move(bench.rect.topleft), bench.panel
    layout = there(hits.layout)
    for y in range(area.top + 4, area.bottom - 40, 3):
        for x in range(area.left + 4, area.right - 60, 3):
            local = (x - bench.rect.x, y - bench.rect.y)
            near = [layout.vessel(n, 14).collidepoint(local) for n in layout.neurons]
            if hits.edge_at((x, y)) is None and not any(near):
                return (x, y)
    raise AssertionError("no empty ground")


def test_near_the_network_is_drawn_within_its_area_only(bench: PanelBench[NetworkPanel]) -> None:
    scene = bench.panel.scene
    area = there(scene).area.move(bench.rect.topleft)
    above = Rect(bench.rect.topleft, (bench.rect.width, area.top - bench.rect.top))
    below = Rect(bench.rect.left, area.bottom, bench.rect.width, bench.rect.bottom - area.bottom)
    before = [fingerprint(bench.surface.subsurface(part)) for part in (above, below)]
    inside = fingerprint(bench.surface.subsurface(area))
    wheel(bench, area.center, 5)
    bench.move((5, 5))
    bench.settle()
    assert fingerprint(bench.surface.subsurface(area)) != inside
    assert fingerprint(bench.surface.subsurface(above)) == before[0]
    for hint in bench.panel.hints():
        assert bench.rect.contains(hint.rect)


def test_near_an_edge_is_still_meant_where_it_is_seen(bench: PanelBench[NetworkPanel]) -> None:
    wheel(bench, bench.rect.center, 4)
    layout, area = there(bench.panel.layout), there(bench.panel.scene).area
    for edge in (Edge(3, 4, 4), Edge(3, 3, 4)):
        x, y = layout.curves[edge].at(0.62)
        if area.collidepoint(x, y):
            assert bench.panel.edge_at((bench.rect.x + round(x), bench.rect.y + round(y))) is not None


def test_another_network_is_seen_whole(bench: PanelBench[NetworkPanel]) -> None:
    wheel(bench, bench.rect.center, 4)
    bench.apply(c.Set("layers", "2-3-1"))
    assert bench.panel.camera == Camera()
