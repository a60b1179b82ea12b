"""The samples table: its numbers are the Snapshot's, its lines and targets can be pressed."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.sim import commands as c
from game.sim.dataset import OwnData
from game.ui.draw.number_text import MINUS, fixed
from game.ui.intents import PinSample, ShowMean
from game.ui.selection import Selection
from game.ui.tables.sample_rows import SampleRows, loss_text, rows_of, short
from game.ui.tables.samples_table import SamplesPanel
from tests.support.bench import PanelBench
from tests.support.certain import there
from tests.support.sights import snapshot as state_of
from tests.support.sights import view
from tests.support.stage import centre, key_event

SIZES = [(1024, 640), (1280, 800), (1920, 1080), (3840, 2160)]


@pytest.fixture
def panel() -> SamplesPanel:
    return SamplesPanel()


@pytest.fixture
def bench(panel: SamplesPanel) -> PanelBench[SamplesPanel]:
    return PanelBench(panel, "samples")


def beside_the_target(panel: SamplesPanel, at: int) -> tuple[int, int]:
    """On line `at` of those in sight."""
    line = panel.lines[at].rect
    return (line.right - 20, line.centery)


def test_a_click_on_a_line_pins_its_sample_and_a_second_one_lets_it_go(
    bench: PanelBench[SamplesPanel], panel: SamplesPanel
) -> None:
    bench.click(beside_the_target(panel, 2))
    assert bench.selection == Selection(sample=2)
    bench.click(beside_the_target(panel, 2))
    assert bench.selection == Selection()
    bench.click(beside_the_target(panel, 0))
    bench.click(beside_the_target(panel, 3))
    assert bench.messages == [PinSample(2), PinSample(None), PinSample(0), PinSample(3)]


def test_a_click_on_a_target_flips_it_and_pins_nothing(bench: PanelBench[SamplesPanel], panel: SamplesPanel) -> None:
    before = bench.snapshot.targets
    bench.click(centre(panel.targets[1].rect))
    assert bench.messages == [c.SetTarget(1, 1.0 - before[1])]
    assert bench.snapshot.targets[1] == 1.0 - before[1]
    bench.click(centre(panel.targets[1].rect))
    assert bench.snapshot.targets == before


def test_a_drag_along_a_bar_sets_the_target_to_any_value_and_pins_nothing(
    bench: PanelBench[SamplesPanel], panel: SamplesPanel
) -> None:
    target = panel.targets[2].rect
    bar = pygame.Rect(target.right + bench.kit.px(1), target.y, bench.kit.px(50), target.height)
    bench.drag((bar.x + 5, bar.centery), (bar.x + 12, bar.centery), (bar.centerx, bar.centery))
    assert 0.4 < bench.snapshot.targets[2] < 0.6
    assert all(isinstance(message, c.SetTarget) for message in bench.messages)
    bench.drag((bar.centerx, bar.centery), (bar.x - 300, bar.centery))
    assert bench.snapshot.targets[2] == 0.0
    bench.click(beside_the_target(panel, 0))
    assert bench.selection == Selection(sample=0)


def test_a_drag_of_the_number_moves_the_target_from_where_it_is(
    bench: PanelBench[SamplesPanel], panel: SamplesPanel
) -> None:
    x, y = centre(panel.targets[2].rect)
    assert bench.snapshot.targets[2] == 1.0
    bench.drag((x, y), (x - 5, y), (x - 10, y))
    assert bench.snapshot.targets[2] == pytest.approx(1.0 - 10 / bench.kit.px(50), abs=0.03)
    bench.drag((x, y), (x + 100, y))
    assert bench.snapshot.targets[2] == 1.0
    assert all(isinstance(message, c.SetTarget) for message in bench.messages)
    bench.click((x, y))
    assert bench.snapshot.targets[2] == 0.0, "a press without a drag flips it"


def test_the_mean_is_switched_on_and_off(bench: PanelBench[SamplesPanel], panel: SamplesPanel) -> None:
    bench.click(centre(there(panel.mean).rect))
    bench.click(centre(there(panel.mean).rect))
    assert bench.messages == [ShowMean(True), ShowMean(False)]


def test_the_keyboard_reaches_lines_targets_and_mean(bench: PanelBench[SamplesPanel], panel: SamplesPanel) -> None:
    stops = panel.focusables()
    assert len(stops) == 9
    for stop in (*stops[:2], *stops[-1:]):
        assert stop.key(key_event(pygame.K_RETURN)) == []
        bench.settle()
    assert bench.messages == [PinSample(0), c.SetTarget(0, 1.0), ShowMean(True)]


def test_rows_hold_the_numbers_of_the_snapshot(bench: PanelBench[SamplesPanel]) -> None:
    bench.apply(c.Step("epoch", 300), c.Step("sample", 2))
    snapshot = bench.snapshot
    assert [row.current for row in rows_of(view(snapshot))] == [False, False, True, False]
    rows = rows_of(view(snapshot, sample=1))
    assert [row.output for row in rows] == [trace.output[0] for trace in snapshot.batch.traces]
    assert [row.loss for row in rows] == [trace.loss for trace in snapshot.batch.traces]
    assert [row.right for row in rows] == [(row.output > 0.5) == (row.target > 0.5) for row in rows]
    assert [row.current for row in rows] == [False, True, False, False]  # the pinned one is watched
    assert [row.pinned for row in rows] == [False, True, False, False]
    assert sum(row.loss for row in rows) / 4 == pytest.approx(snapshot.loss, rel=1e-12)
    assert not any(row.current or row.pinned for row in rows_of(view(snapshot, sample=1, mean=True)))


def test_an_answer_at_one_half_is_neither_right_nor_wrong() -> None:
    state = state_of(params=(0.0,) * 9)
    assert [row.right for row in rows_of(view(state))] == [None] * 4
    assert state.targets == (0.0, 1.0, 1.0, 0.0)
    decided = state_of(params=(0.0,) * 8 + (0.01,))
    assert [row.right for row in rows_of(view(decided))] == [False, True, True, False]


def test_in_fast_forward_no_line_is_lit(bench: PanelBench[SamplesPanel]) -> None:
    bench.apply(c.SetSpeed(1000), c.Play())
    assert not any(row.current for row in rows_of(view(bench.snapshot)))


@pytest.mark.parametrize(
    ("loss", "text"), [(0.1065, "0.1065"), (0.000012, "0.0000"), (0.0, "0"), (2.5, "2.5000"), (123.456, "123.46")]
)
def test_a_loss_keeps_to_its_column(loss: float, text: str) -> None:
    shown = loss_text(loss)
    assert len(shown) <= 6
    if loss == 0.000012:
        assert shown != text  # a small loss does not read as none
    else:
        assert shown == text


def test_the_table_changes_exactly_when_its_numbers_do(bench: PanelBench[SamplesPanel], panel: SamplesPanel) -> None:
    looks = [bench.picture()]
    assert bench.picture() == looks[0]
    for command in (c.Step("epoch", 50), c.SetTarget(0, 1.0), c.Reset("and"), c.Reinitialise(9)):
        bench.apply(command)
        looks.append(bench.picture())
    bench.click(beside_the_target(panel, 3))
    bench.move((5, 5))
    looks.append(bench.picture())
    assert len(set(looks)) == len(looks)


def test_bar_and_tick_stand_where_the_numbers_say(bench: PanelBench[SamplesPanel]) -> None:
    kit, line = bench.kit, pygame.Rect(20, 20, 220, 22)
    row = rows_of(view(bench.snapshot))[1]
    violet = {}
    for output in (0.0, 0.25, 0.5, 1.0):
        canvas = pygame.Surface((260, 60))
        altered = type(row)(row.inputs, 1.0, output, 0.1, True, False, False)
        SampleRows(kit).draw(canvas, line, altered)
        y = line.centery
        violet[output] = sum(canvas.get_at((x, y))[:3] == kit.palette.source for x in range(line.x + 60, line.x + 114))
        ticks = [x for x in range(line.x + 60, line.x + 118) if canvas.get_at((x, y - 6))[:3] == kit.palette.text]
        assert ticks == [line.x + 112, line.x + 113]
    assert violet[0.0] == 0
    assert violet[0.5] == pytest.approx(2 * violet[0.25], abs=2)
    assert violet[1.0] > 45


def test_hints_say_what_is_on_the_line(bench: PanelBench[SamplesPanel], panel: SamplesPanel) -> None:
    bench.apply(c.Step("epoch", 20))
    snapshot = bench.snapshot
    for sample, trace in enumerate(snapshot.batch.traces):
        text = bench.hint_at(panel.lines[sample].rect)
        assert fixed(float(trace.output[0]), 3) in text
        assert ("the right side" in text) == snapshot.right[sample]
        assert f"{snapshot.targets[sample]:g}; click" in bench.hint_at(panel.targets[sample].rect)
    assert f"{snapshot.loss:.4g}" in bench.hint_at(there(panel.mean).rect)


@pytest.mark.parametrize("size", SIZES)
def test_everything_fits_and_lines_do_not_overlap(size: tuple[int, int]) -> None:
    panel = SamplesPanel()
    bench = PanelBench(panel, "samples", size)
    lines = [panel.lines[sample].rect for sample in range(4)]
    for rect in (*lines, there(panel.mean).rect):
        assert bench.rect.contains(rect)
    for one, other in combinations((*lines, there(panel.mean).rect), 2):
        assert not one.colliderect(other)
    for sample in range(4):
        assert lines[sample].contains(panel.targets[sample].rect)


def test_a_killed_panel_leaves_nothing_behind(bench: PanelBench[SamplesPanel], panel: SamplesPanel) -> None:
    panel.kill()
    assert len(bench.kit.manager.get_sprite_group().sprites()) == 1


@pytest.fixture
def many(bench: PanelBench[SamplesPanel]) -> PanelBench[SamplesPanel]:
    bench.apply(c.Reset("moons:points=1000"))
    return bench


def wheel(bench: PanelBench[SamplesPanel], turns: int) -> None:
    bench.move(bench.rect.center)
    pygame.mouse.set_pos(bench.rect.center)
    pygame.event.post(pygame.event.Event(pygame.MOUSEWHEEL, y=turns, x=0, flipped=False))
    bench.settle()


def test_a_thousand_samples_are_scrolled_through(many: PanelBench[SamplesPanel], panel: SamplesPanel) -> None:
    assert len(panel.rows) == 5
    assert [row.inputs for row in panel.rows] == list(many.snapshot.inputs[:5])
    before = many.picture()
    wheel(many, -7)
    assert [row.inputs for row in panel.rows] == list(many.snapshot.inputs[7:12])
    assert many.picture() != before
    many.click(beside_the_target(panel, 2))
    assert many.messages == [PinSample(9)]
    wheel(many, -5000)
    assert panel.rows[-1].inputs == many.snapshot.inputs[-1]
    wheel(many, 5000)
    assert panel.rows[0].inputs == many.snapshot.inputs[0]
    many.apply(c.Reset("and"))
    assert [row.inputs for row in panel.rows] == list(many.snapshot.inputs)


def test_the_watched_sample_comes_into_sight_until_the_wheel_is_used(
    many: PanelBench[SamplesPanel], panel: SamplesPanel
) -> None:
    many.apply(c.Seek(0, 500))
    assert [row.current for row in panel.rows].count(True) == 1
    wheel(many, 3)
    many.apply(c.Seek(0, 900))
    assert not any(row.current for row in panel.rows)


def test_real_numbers_and_several_outputs_have_no_bar_and_are_told_whole(
    bench: PanelBench[SamplesPanel], panel: SamplesPanel
) -> None:
    data = OwnData(("width", "height"), ("y1", "y2"), ((0.123456, -2.5, 1.0, 0.0), (10.0, 3.25, 0.0, 1.0)))
    bench.apply(c.SetData(data), c.Step("epoch", 30))
    assert all(row.wide and len(row.others) == 1 for row in panel.rows)
    snapshot = bench.snapshot
    assert [row.right for row in panel.rows] == list(snapshot.right)
    text = bench.hint_at(panel.lines[0].rect)
    assert "width 0.123456, height -2.5" in text
    assert all(fixed(value, 3) in text for value in snapshot.batch.traces[0].output.tolist())
    assert len(panel.focusables()) == 3
    bench.apply(c.Reset("sine"), c.Set("output", "linear"))
    assert all(row.right is None for row in panel.rows)


@pytest.mark.parametrize("size", SIZES)
def test_values_to_be_hit_are_told_with_six_characters_side_by_side(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """13000 was told as 1e4, and so was 14000; of several, 13000 was told as 1300.0 and 10.5 as 1.5."""
    written: list[tuple[str, pygame.Rect]] = []

    def taken_down(self: SampleRows, _surface: object, text: str, at: Any, colour: Any, side: str, height: Any) -> None:
        drawn = self._kit.fonts.text(text, height, colour, "mono")
        written.append((text, drawn.get_rect(**{side: at})))

    monkeypatch.setattr(SampleRows, "_text", taken_down)
    bench = PanelBench(SamplesPanel(), "samples", size)
    bench.apply(c.SetData(OwnData(("x",), ("y",), ((1000.0, 13000.0), (-2500.0, -13000.0)))))
    one, other = rows_of(view(bench.snapshot))
    assert (one.wide, one.judged) == (True, False)
    written.clear()
    line = pygame.Rect(20, 20, bench.kit.px(220), bench.kit.px(22))
    for row in (replace(one, output=254321.0), replace(other, output=-12999.6), replace(one, target=-12.345)):
        SampleRows(bench.kit).draw(pygame.Surface((1, 1)), line, row)
    lines = [written[first : first + 4] for first in range(0, 12, 4)]
    assert [[text for text, _ in texts[:3]] for texts in lines] == [
        ["1000", "13000", "254321"],
        [f"{MINUS}2500", f"{MINUS}13000", f"{MINUS}13000"],
        ["1000", f"{MINUS}12.35", "0.5"],
    ]
    for texts in lines:
        assert all(before.right < after.left for (_, before), (_, after) in pairwise(texts))


@given(value=st.floats(-1e9, 1e9).filter(lambda value: abs(value) >= 0.05), width=st.integers(3, 6))
def test_no_number_is_made_so_short_that_it_is_another(value: float, width: int) -> None:
    told = float(short(value, width).replace(MINUS, "-"))
    assert told == pytest.approx(value, rel=0.05, abs=0.006)


def test_only_the_first_of_several_are_told_where_they_have_no_room(
    bench: PanelBench[SamplesPanel], monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    monkeypatch.setattr(SampleRows, "_text", lambda _self, _surface, text, *_how: written.append(text))
    row = replace(rows_of(view(bench.snapshot))[0], wide=True, judged=False, target=13000.0, others=((-250.0, 0.5),))
    for inputs in ((10.5, 2.0), (10.5, 20.25, 30.125)):
        SampleRows(bench.kit).draw(pygame.Surface((1, 1)), pygame.Rect(0, 0, 220, 22), replace(row, inputs=inputs))
    assert (written[:2], written[4:6]) == (["10.5 2", "…"], ["10.5 …", "…"])
