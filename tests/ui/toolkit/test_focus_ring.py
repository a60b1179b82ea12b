"""The focus ring: Tab walks, keys go to the focused control, clicks hide it."""

from __future__ import annotations

from collections.abc import Sequence

import pygame
import pytest

from game.sim.network import find_edge
from game.ui.network.network_panel import EdgeWalk
from game.ui.toolkit.focus_ring import FocusRing
from game.ui.toolkit.panel import Message, Slides
from tests.support.cockpit import Cockpit
from tests.support.stage import Stage, centre, key_event


class Stop:
    """Something to focus; remembers its keys."""

    def __init__(self, x: int, takes: int | None = None) -> None:
        self.rect = pygame.Rect(x, 100, 40, 30)
        self.keys: list[int] = []
        self._takes = takes

    def key(self, event: pygame.event.Event) -> Sequence[Message] | None:
        self.keys.append(event.key)
        return [] if event.key == self._takes else None


@pytest.fixture
def stops() -> list[Stop]:
    return [Stop(100, pygame.K_RIGHT), Stop(200), Stop(300)]


TAB, BACK = key_event(pygame.K_TAB), key_event(pygame.K_TAB, pygame.KMOD_LSHIFT)


def test_tab_walks_round_both_ways(stops: list[Stop]) -> None:
    ring = FocusRing()
    seen = []
    for event in (TAB, TAB, TAB, TAB, BACK, BACK):
        assert ring.key(event, stops) == []
        seen.append([stop is ring.current for stop in stops].index(True))
    assert seen == [0, 1, 2, 0, 2, 1]


def test_the_ring_has_no_place_once_its_control_is_gone(stops: list[Stop]) -> None:
    ring = FocusRing()
    assert ring.place(stops) is None
    ring.key(TAB, stops)
    assert ring.place(stops) == stops[0].rect
    assert ring.place(stops[1:]) is None
    assert ring.current is None


def test_f6_jumps_from_panel_to_panel_and_tab_goes_on_from_there(stops: list[Stop]) -> None:
    ring, more = FocusRing(), Stop(400)
    panels: list[list[Stop]] = [stops[:2], [], stops[2:], [more]]
    on, back = key_event(pygame.K_F6), key_event(pygame.K_F6, pygame.KMOD_LSHIFT)
    seen = []
    for event in (on, on, on, on, back, TAB, on):
        assert ring.key(event, [*stops, more], panels) == []
        seen.append([stop is ring.current for stop in (*stops, more)].index(True))
    assert seen == [0, 2, 3, 0, 3, 0, 2]
    assert ring.visible


def test_the_network_is_a_few_jumps_away_and_then_walked_through_by_arrows() -> None:
    cockpit = Cockpit()
    for _ in range(4):
        cockpit.key(pygame.K_F6)
        if isinstance(cockpit.lab.board.ring.current, EdgeWalk):
            break
    assert isinstance(cockpit.lab.board.ring.current, EdgeWalk)
    cockpit.key(pygame.K_DOWN)
    assert cockpit.lab.selection.pinned == find_edge((2, 2, 1), "w1")


def test_shift_tab_starts_at_the_end(stops: list[Stop]) -> None:
    ring = FocusRing()
    ring.key(BACK, stops)
    assert ring.current is stops[-1]


def test_keys_go_to_the_focused_control_only_once_tab_was_used(stops: list[Stop]) -> None:
    ring = FocusRing()
    assert ring.key(key_event(pygame.K_RIGHT), stops) is None
    ring.key(TAB, stops)
    assert ring.key(key_event(pygame.K_RIGHT), stops) == []
    assert ring.key(key_event(pygame.K_SPACE), stops) is None
    assert [stop.keys for stop in stops] == [[pygame.K_RIGHT, pygame.K_SPACE], [], []]


def test_a_click_moves_the_focus_and_hides_the_ring(stops: list[Stop]) -> None:
    ring = FocusRing()
    ring.key(TAB, stops)
    ring.clicked(centre(stops[1].rect), stops)
    assert not ring.visible
    assert ring.key(key_event(pygame.K_SPACE), stops) is None
    ring.key(TAB, stops)
    assert ring.current is stops[2]


def test_a_control_that_is_gone_loses_the_focus(stops: list[Stop]) -> None:
    ring = FocusRing()
    ring.key(TAB, stops)
    assert ring.key(key_event(pygame.K_RIGHT), stops[1:]) is None
    assert ring.current is None


def test_no_controls_no_harm() -> None:
    ring = FocusRing()
    assert ring.key(TAB, []) == []
    assert ring.current is None


def test_the_ring_is_drawn_around_the_control_and_leaves_it_free(stops: list[Stop]) -> None:
    stage, ring = Stage(), FocusRing()
    ground = stage.kit.palette.background
    assert not ring.floating(stage.kit, stage.surface.get_rect(), lambda: stops)
    rect = stops[0].rect
    above = (rect.centerx, rect.top - 3)
    assert stage.surface.get_at(above)[:3] == ground
    ring.key(TAB, stops)
    (drawn,) = ring.floating(stage.kit, stage.surface.get_rect(), lambda: stops)
    drawn.paint(stage.surface)
    assert stage.surface.get_at(above)[:3] == stage.kit.palette.text
    assert stage.surface.get_at(rect.center)[:3] == ground
    assert stage.surface.get_at((rect.centerx, rect.top))[:3] == ground


class Knob(Stop, Slides):
    """A slider."""


@pytest.mark.parametrize(("mod", "taken"), [(0, True), (pygame.KMOD_LSHIFT, False), (pygame.KMOD_LCTRL, False)])
def test_a_slider_that_was_clicked_has_the_plain_arrows(mod: int, taken: bool) -> None:
    ring, knob = FocusRing(), Knob(100, pygame.K_RIGHT)
    ring.clicked(knob.rect.center, [knob])
    assert not ring.visible
    assert (ring.key(key_event(pygame.K_RIGHT, mod), [knob]) == []) == taken
    assert ring.visible == taken


def test_after_a_click_elsewhere_the_arrows_are_the_screens_again(stops: list[Stop]) -> None:
    ring, knob = FocusRing(), Knob(400, pygame.K_RIGHT)
    ring.clicked(knob.rect.center, [*stops, knob])
    ring.clicked(stops[0].rect.center, [*stops, knob])
    assert ring.key(key_event(pygame.K_RIGHT), [*stops, knob]) is None


def test_space_after_a_click_on_a_slider_is_the_screens() -> None:
    ring, knob = FocusRing(), Knob(100, pygame.K_RIGHT)
    ring.clicked(knob.rect.center, [knob])
    assert ring.key(key_event(pygame.K_SPACE), [knob]) is None
    assert knob.keys == []
