"""Hover help: when it comes, where it stands, and that its numbers are live."""

from __future__ import annotations

import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.ui.toolkit.panel import Hint
from game.ui.toolkit.tooltip import Tooltip
from tests.support.stage import Stage

LONG = (
    "The slope says how much the activation moves when z moves a little, here 0.1234 of it, and never more than that."
)
AREA = pygame.Rect(100, 100, 80, 30)


def hint(text: str = LONG, rect: pygame.Rect = AREA) -> Hint:
    return Hint(rect, lambda: text)


def rested(tooltip: Tooltip, mouse: tuple[int, int], hints: list[Hint]) -> None:
    tooltip.update(mouse, 0.0, hints)
    tooltip.update(mouse, 0.5, hints)


def test_it_waits_for_the_pointer_to_rest() -> None:
    tooltip = Tooltip()
    tooltip.update((110, 110), 0.0, [hint()])
    tooltip.update((110, 110), 0.2, [hint()])
    assert tooltip.text == ""
    tooltip.update((130, 110), 0.3, [hint()])
    tooltip.update((130, 110), 0.5, [hint()])
    assert tooltip.text == ""
    tooltip.update((131, 110), 0.7, [hint()])
    assert tooltip.text == LONG


def test_it_goes_when_the_pointer_leaves_and_waits_again_elsewhere() -> None:
    tooltip, other = Tooltip(), hint("other", pygame.Rect(300, 100, 80, 30))
    rested(tooltip, (110, 110), [hint(), other])
    tooltip.update((250, 110), 0.6, [hint(), other])
    assert tooltip.text == ""
    tooltip.update((310, 110), 0.7, [hint(), other])
    assert tooltip.text == ""
    tooltip.update((310, 110), 1.1, [hint(), other])
    assert tooltip.text == "other"


def test_the_smallest_of_nested_hints_counts() -> None:
    tooltip = Tooltip()
    rested(
        tooltip,
        (110, 110),
        [hint("outer", pygame.Rect(0, 0, 500, 500)), hint("inner"), hint("outermost", pygame.Rect(0, 0, 900, 700))],
    )
    assert tooltip.text == "inner"


def test_numbers_in_it_are_live() -> None:
    tooltip, numbers = Tooltip(), iter(["0.1", "0.2"])
    live = Hint(AREA, lambda: next(numbers))
    rested(tooltip, (110, 110), [live])
    assert tooltip.text == "0.1"
    assert tooltip.text == "0.2"


def test_hidden_it_stays_away() -> None:
    tooltip = Tooltip()
    rested(tooltip, (110, 110), [hint()])
    tooltip.hide()
    assert tooltip.text == ""


@pytest.fixture(scope="module")
def stages() -> dict[tuple[int, int], Stage]:
    return {size: Stage(size) for size in ((1024, 640), (1280, 800), (1920, 1080))}


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([(1024, 640), (1280, 800), (1920, 1080)]), st.floats(0, 1), st.floats(0, 1))
def test_it_is_wholly_on_screen_and_never_over_the_pointer(
    stages: dict[tuple[int, int], Stage], size: tuple[int, int], across: float, down: float
) -> None:
    stage, tooltip = stages[size], Tooltip()
    mouse = (round(across * (size[0] - 1)), round(down * (size[1] - 1)))
    rested(tooltip, mouse, [hint(rect=pygame.Rect((0, 0), size))])
    canvas = pygame.Surface(size, pygame.SRCALPHA)
    (box,) = tooltip.floating(stage.kit, canvas.get_rect())
    box.paint(canvas)
    drawn = canvas.get_bounding_rect()
    assert drawn.width > 100
    assert not drawn.collidepoint(mouse)
    assert drawn.height < stage.kit.px(120)
    inside = drawn.inflate(-2, -2)
    assert canvas.get_rect().contains(inside)
    border = [canvas.get_at((drawn.centerx, y))[:3] for y in (drawn.top, drawn.bottom - 1)]
    assert border[0] == border[1] != stage.kit.palette.raised


def test_nothing_is_drawn_without_a_sentence() -> None:
    stage, tooltip = Stage(), Tooltip()
    rested(tooltip, (110, 110), [hint("")])
    assert not tooltip.floating(stage.kit, stage.surface.get_rect())


def test_what_was_pressed_needs_no_help_until_the_pointer_comes_back() -> None:
    tooltip, here = Tooltip(), hint("help", pygame.Rect(10, 10, 80, 30))
    inside, outside = (30, 20), (200, 200)
    tooltip.update(inside, 0.0, [here])
    tooltip.update(inside, 1.0, [here])
    assert tooltip.text
    tooltip.press()
    for now in (1.1, 2.0, 3.0):
        tooltip.update(inside, now, [here])
        assert not tooltip.text
    tooltip.update(outside, 4.0, [here])
    tooltip.update(inside, 5.0, [here])
    tooltip.update(inside, 6.0, [here])
    assert tooltip.text


def test_what_a_press_brings_under_the_pointer_is_not_explained_until_the_pointer_moves() -> None:
    tooltip, button, beneath = Tooltip(), hint("button"), hint("beneath", pygame.Rect(90, 90, 300, 200))
    rested(tooltip, (110, 110), [button, beneath])
    tooltip.press()
    tooltip.update((110, 110), 1.0, [button, beneath])
    for now in (1.1, 2.0, 9.0):
        tooltip.update((111, 110), now, [beneath])
        assert not tooltip.text
    tooltip.update((130, 110), 10.0, [beneath])
    tooltip.update((130, 110), 11.0, [beneath])
    assert tooltip.text == "beneath"
