"""The timeline panel under a real mouse and keyboard: scrubbing, lock marks, ghosts, transport."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pygame
import pytest

from game.sim import commands as c
from game.sim.commands import Command
from game.sim.commands.runs import LONGEST_RUN_NAME
from game.sim.phases import Moment
from game.ui.draw.number_text import figure
from game.ui.intents import AskEpoch, PanChart, Say, ZoomChart
from game.ui.timeline.loss_readout import epoch_under
from game.ui.timeline.run_list import CERTAIN_SECONDS, RunList
from game.ui.timeline.run_styles import fitting_name
from game.ui.timeline.timeline_panel import TimelinePanel
from game.ui.widgets.button import Button
from tests.support.bench import PanelBench
from tests.support.certain import now, there
from tests.support.stage import centre, key_event
from tests.support.written import written

SIZES = [(1024, 640), (1280, 800), (1920, 1080)]


@pytest.fixture
def panel() -> TimelinePanel:
    return TimelinePanel()


@pytest.fixture
def bench(panel: TimelinePanel) -> Iterator[PanelBench[TimelinePanel]]:
    bench = PanelBench(panel, "timeline")
    yield bench
    panel.kill()


def train(bench: PanelBench[TimelinePanel], epochs: int) -> None:
    bench.apply(c.Step("epoch", epochs))
    bench.settle()


def branch(bench: PanelBench[TimelinePanel], *epochs: int) -> None:
    """A run of 300 epochs, and others with higher learning rates that leave it at `epochs`."""
    train(bench, 300)
    for number, epoch in enumerate(epochs):
        bench.apply(c.Seek(epoch), c.Set("learning_rate", 6.0 + 5 * number), c.Step("epoch", 300 - epoch))
    bench.settle()


def at(panel: TimelinePanel, epoch: float, height: float = 0.3) -> tuple[int, int]:
    """A place on the chart: an epoch, and how far down the plot."""
    return (round(panel.chart.x(epoch)), round(panel.chart.plot.y + height * panel.chart.plot.height))


def rows(panel: TimelinePanel) -> RunList:
    assert panel.runs is not None
    return panel.runs


# -- what of the run is shown ------------------------------------------------------------------------------------------


def shown(panel: TimelinePanel) -> tuple[float, float]:
    """The first and the last epoch that the plot shows."""
    plot = panel.chart.plot
    return panel.chart.epoch_at(plot.left), panel.chart.epoch_at(plot.right)


def turn(bench: PanelBench[TimelinePanel], position: tuple[int, int], turns: int, sideways: int = 0) -> None:
    """Turn the wheel there."""
    bench.move(position)
    pygame.event.post(pygame.event.Event(pygame.MOUSEWHEEL, x=sideways, y=turns, flipped=False))
    bench.settle()


def settled(bench: PanelBench[TimelinePanel]) -> None:
    """Let the axes come to rest."""
    bench.settle()
    bench.now += 5.0
    bench.settle()


def test_the_chart_fits_the_active_run_and_not_the_longest(
    bench: PanelBench[TimelinePanel], panel: TimelinePanel
) -> None:
    for _ in range(5):
        train(bench, 10_000)
    bench.apply(c.Reset("and"), c.Step("epoch", 200))
    settled(bench)
    assert shown(panel) == (0, 200)
    bench.apply(c.SwitchRun(1))
    settled(bench)
    assert shown(panel) == (0, 50_000)


def test_the_wheel_zooms_about_the_pointer_and_pans(bench: PanelBench[TimelinePanel], panel: TimelinePanel) -> None:
    train(bench, 1000)
    settled(bench)
    place = at(panel, 600)
    turn(bench, place, 4)
    settled(bench)
    first, last = shown(panel)
    assert last - first == pytest.approx(1000 / 1.25**4, abs=3)
    assert panel.chart.epoch_at(place[0]) == pytest.approx(600, abs=2)
    turn(bench, place, 0, sideways=1)
    settled(bench)
    assert shown(panel)[0] > first + 50
    bench.click(at(panel, shown(panel)[0] + 40))
    assert bench.snapshot.epoch == pytest.approx(shown(panel)[0] + 40, abs=2)
    turn(bench, place, -30)
    settled(bench)
    assert shown(panel) == (0, 1000)
    turn(bench, (5, 5), 4)
    settled(bench)
    assert shown(panel) == (0, 1000)


def test_keys_zoom_about_the_playhead_move_on_and_fit(bench: PanelBench[TimelinePanel], panel: TimelinePanel) -> None:
    train(bench, 1000)
    bench.apply(c.Seek(300))
    for _ in range(6):
        panel.carry_out(ZoomChart(1.25))
    settled(bench)
    first, last = shown(panel)
    assert first < 300 < last
    assert last - first == pytest.approx(1000 / 1.25**6, abs=3)
    panel.carry_out(PanChart(0.5))
    settled(bench)
    assert shown(panel)[0] == pytest.approx(first + (last - first) / 2, abs=2)
    panel.carry_out(ZoomChart(0))
    settled(bench)
    assert shown(panel) == (0, 1000)


def test_a_playhead_that_leaves_what_is_shown_takes_it_along(
    bench: PanelBench[TimelinePanel], panel: TimelinePanel
) -> None:
    train(bench, 1000)
    bench.apply(c.Seek(100))
    for _ in range(8):
        panel.carry_out(ZoomChart(1.25))
    settled(bench)
    bench.apply(c.Step("epoch", 700))
    settled(bench)
    first, last = shown(panel)
    assert first < 800 < last
    assert last - first < 300


def test_an_epoch_is_typed_and_gone_to(bench: PanelBench[TimelinePanel], panel: TimelinePanel) -> None:
    train(bench, 1500)
    for text, epoch in (("1,270", 1270), ("40", 40), ("0", 0), ("9000", 1500)):
        panel.carry_out(AskEpoch())
        bench.settle()
        bench.type(text)
        bench.key(pygame.K_RETURN)
        assert bench.snapshot.epoch == epoch
    assert isinstance(bench.messages[-1], Say)
    assert "1,500" in bench.messages[-1].sentence


@pytest.mark.parametrize("text", ["x", "g", "é٣", "-", ",", ""])
def test_what_is_no_epoch_cannot_be_typed(bench: PanelBench[TimelinePanel], panel: TimelinePanel, text: str) -> None:
    train(bench, 20)
    panel.carry_out(AskEpoch())
    bench.settle()
    bench.type(text)
    bench.key(pygame.K_RETURN)
    assert bench.snapshot.epoch == 20
    panel.carry_out(AskEpoch())
    bench.settle()
    bench.type(f"{text}7")
    bench.key(pygame.K_RETURN)
    assert bench.snapshot.epoch == 7


def test_losses_of_different_kinds_are_marked(bench: PanelBench[TimelinePanel], panel: TimelinePanel) -> None:
    train(bench, 300)
    bench.apply(c.Seek(100), c.Set("loss", "cross_entropy"), c.Step("epoch", 100))
    settled(bench)
    assert bench.snapshot.run.losses == ((0, "mse"), (100, "cross_entropy"))
    said = [hint.text() for hint in panel.chart.hints()]
    assert any(text.startswith("From epoch 100 on the loss of") and "before it was MSE" in text for text in said)
    assert any("losses of different kinds" in text and "”: MSE;" in text for text in said)
    bench.apply(c.SwitchRun(1), c.DropRun(2))
    settled(bench)
    assert not any("loss of" in text or "kinds" in text for text in (hint.text() for hint in panel.chart.hints()))


def test_the_names_of_losses_lie_on_nothing_and_in_the_chart(
    bench: PanelBench[TimelinePanel], panel: TimelinePanel
) -> None:
    for loss, epochs in (("cross_entropy", 3), ("squared_error", 200), ("mse", 347), ("squared_error", 1)):
        train(bench, 50)
        bench.apply(c.Set("loss", loss), c.Step("epoch", epochs))
    settled(bench)
    at_all = [sign.rect for sign in panel.chart.markers.kinds]
    named = [rect for rect in at_all if rect.width > 9]
    assert (len(at_all), len(named)) == (9, 5), "four lines with a name each, and what is said of all"
    assert all(not one.colliderect(other) for one, other in itertools.combinations(named, 2))
    plot = panel.chart.plot
    assert all(plot.left <= rect.left and rect.right <= plot.right for rect in named)


def test_a_branch_point_stands_on_its_line_though_a_target_is_changed_there(
    bench: PanelBench[TimelinePanel], panel: TimelinePanel
) -> None:
    train(bench, 3)
    bench.apply(c.Seek(0), c.SetTarget(0, 0.3), c.RenameRun(2, "mine"))
    settled(bench)
    bench.apply(c.SetTarget(0, 0.31))
    settled(bench)
    (said,) = (text for hint in panel.chart.hints() if "left" in (text := hint.text()))
    assert said.endswith(f"with a loss of {figure(bench.snapshot.loss, 4)}.")


# -- the chart -------------------------------------------------------------------------------------------------------


def test_a_press_on_the_chart_goes_to_the_epoch_under_it(
    bench: PanelBench[TimelinePanel], panel: TimelinePanel
) -> None:
    train(bench, 250)
    bench.click(at(panel, 120))
    assert bench.messages == [c.Seek(120)]
    assert bench.snapshot.moment == Moment(120)


def test_a_drag_seeks_all_along_and_not_twice_to_the_same_epoch(
    bench: PanelBench[TimelinePanel], panel: TimelinePanel
) -> None:
    train(bench, 50)
    bench.apply(c.Play())
    path = [at(panel, epoch) for epoch in (30.0, 30.2, 20.0, 10.0)]
    bench.drag(at(panel, 40), *path)
    assert bench.messages == [c.Seek(40), c.Seek(30), c.Seek(20), c.Seek(10)]
    assert not bench.snapshot.playing


def test_a_drag_beyond_the_ends_stays_on_the_run(bench: PanelBench[TimelinePanel], panel: TimelinePanel) -> None:
    train(bench, 130)
    chart = panel.chart.plot
    bench.drag(at(panel, 100), (chart.right + 300, chart.y), (chart.left - 300, chart.bottom + 90))
    assert bench.messages == [c.Seek(100), c.Seek(130), c.Seek(0)]


def test_moving_without_a_button_and_pressing_elsewhere_seek_nothing(
    bench: PanelBench[TimelinePanel], panel: TimelinePanel
) -> None:
    train(bench, 50)
    bench.move(at(panel, 20))
    bench.click((bench.rect.x + 60, bench.rect.y + 60))
    assert bench.messages == []
    bench.button(pygame.MOUSEBUTTONDOWN, at(panel, 40))
    bench.move(at(panel, 30))  # The button was let go where nobody saw it.
    bench.move(at(panel, 10))
    assert bench.messages == [c.Seek(40)]


def test_a_click_on_a_lock_mark_goes_to_exactly_its_epoch(
    bench: PanelBench[TimelinePanel], panel: TimelinePanel
) -> None:
    bench.apply(c.Set("learning_rate", 8.0), c.Set("loss", "cross_entropy"), c.Step("epoch", 1900))
    bench.settle()
    locks = bench.snapshot.run.locks
    assert len(locks) > 0
    hint = next(hint for hint in panel.chart.hints() if "locked at epoch" in hint.text())
    bench.click((hint.rect.right - 8, hint.rect.centery))
    assert bench.messages == [c.Seek(int(locks.epochs[0]))]
    assert bench.snapshot.epoch == locks.epochs[0]


def test_a_click_on_a_ghosts_line_switches_but_a_drag_there_seeks(
    bench: PanelBench[TimelinePanel], panel: TimelinePanel
) -> None:
    branch(bench, 100)
    ghost = next(run for run in bench.snapshot.runs if not run.active)
    epoch = 220
    place = (round(panel.chart.x(epoch)), round(panel.chart.y(ghost.loss_at(epoch) or 0.0)))
    bench.drag(place, (place[0] - 40, place[1]))
    assert all(isinstance(message, c.Seek) for message in bench.messages)
    bench.messages.clear()
    bench.click(place)
    assert bench.messages == [c.SwitchRun(ghost.id)]
    assert bench.snapshot.run.id == ghost.id


def test_pointing_at_the_chart_tells_the_losses_there(bench: PanelBench[TimelinePanel], panel: TimelinePanel) -> None:
    train(bench, 100)
    away = bench.picture()
    bench.move(at(panel, 60))
    near = bench.picture()
    bench.move(at(panel, 61))
    assert len({away, near, bench.picture()}) == 3
    bench.move((1, 1))
    assert bench.picture() == away


def test_the_future_is_dimmed_while_in_the_past(bench: PanelBench[TimelinePanel], panel: TimelinePanel) -> None:
    train(bench, 200)
    place = pygame.Rect(panel.chart.x(150), panel.chart.plot.y, 20, panel.chart.plot.height)

    def brightest() -> int:
        bench.frame()
        return int(pygame.surfarray.array3d(bench.surface.subsurface(place)).astype(int).sum(axis=2).max())

    now = brightest()
    bench.apply(c.Seek(100))
    assert brightest() < now - 100
    bench.apply(c.Seek(200))
    assert brightest() == now


def test_the_loss_axis_turns_logarithmic_and_back(bench: PanelBench[TimelinePanel], panel: TimelinePanel) -> None:
    train(bench, 200)
    linear = bench.picture()
    (log,) = [each for each in panel.focusables() if isinstance(each, Button) and each.text == "Log"]
    bench.click(centre(log.rect))
    bench.move((1, 1))
    assert panel.logarithmic
    assert bench.picture() != linear
    bench.click(centre(log.rect))
    bench.move((1279, 799))
    assert bench.picture() == linear


def test_a_divergence_is_explained(bench: PanelBench[TimelinePanel], panel: TimelinePanel) -> None:
    for name, value in (("activation", "leaky_relu"), ("loss", "cross_entropy"), ("learning_rate", 100.0)):
        bench.apply(c.Set(name, value))
    bench.apply(c.Set("layers", "2-8-8-8-8-8-1"), c.SetSpeed(0), c.Play())
    bench.simulation.tick()
    bench.settle()
    stopped = bench.snapshot.stopped_epoch
    assert stopped is not None
    red = bench.kit.palette.negative
    plot = pygame.surfarray.array3d(bench.surface.subsurface(panel.chart.plot))
    assert (plot == red).all(axis=2).sum() > 100
    assert any(f"the update to epoch {stopped}" in hint.text() for hint in panel.chart.hints())
    bench.apply(c.Seek(0))
    plot = pygame.surfarray.array3d(bench.surface.subsurface(panel.chart.plot))
    assert (plot == red).all(axis=2).sum() < 100


# -- the runs --------------------------------------------------------------------------------------------------------


def test_runs_are_listed_as_soon_as_there_are_several(bench: PanelBench[TimelinePanel], panel: TimelinePanel) -> None:
    train(bench, 300)
    assert now(panel.runs) is None
    wide = panel.chart.plot.width
    branch(bench, 100)
    assert panel.chart.plot.right < there(panel.runs).rect.left
    bench.apply(c.DropRun(1))
    assert panel.runs is None
    assert panel.chart.plot.width == wide


def test_a_chart_made_narrower_for_the_list_goes_on_with_what_was_read(
    bench: PanelBench[TimelinePanel], panel: TimelinePanel
) -> None:
    """Reading a million epochs again would cost a frame, at the very moment of a change in the past."""
    bench.apply(c.Step("epoch", 500))
    chart, read = panel.chart, panel.chart.curves[1][1]
    bench.apply(c.Seek(200), c.Set("learning_rate", 5.0), c.Step("epoch", 300))
    assert panel.chart is not chart
    assert panel.chart.curves[1][1] is read


def test_a_click_on_a_row_switches_and_two_on_its_cross_drop(
    bench: PanelBench[TimelinePanel], panel: TimelinePanel
) -> None:
    branch(bench, 100, 150)
    first, second, active = bench.snapshot.runs
    bench.click(centre(rows(panel).row(0)))
    bench.click(centre(rows(panel).cross(1)))
    plain = bench.picture()
    assert len(bench.snapshot.runs) == 3
    bench.click(centre(rows(panel).cross(1)))
    assert active.active
    said = Say(f"Once more to forget “{second.name}”: it cannot be had back")
    assert bench.messages == [c.SwitchRun(first.id), said, c.DropRun(second.id)]
    assert bench.picture() != plain
    assert [run.id for run in bench.snapshot.runs] == [first.id, active.id]


def test_a_cross_does_not_wait_for_ever(bench: PanelBench[TimelinePanel], panel: TimelinePanel) -> None:
    branch(bench, 100, 150)
    first, second, _ = bench.snapshot.runs
    runs = rows(panel)
    for index, later in ((0, 0.0), (1, 1.0), (0, 1.0), (0, CERTAIN_SECONDS + 0.1)):
        runs.sync(bench.snapshot.runs, runs.now + later, (-1, -1))
        assert isinstance(next(iter(runs.forget(index))), Say), (index, later)
    runs.sync(bench.snapshot.runs, runs.now + CERTAIN_SECONDS - 0.1, (-1, -1))
    assert runs.forget(0) == [c.DropRun(first.id)]
    assert [type(message) for message in runs.forget(1)] == [Say], second.name


def test_a_name_without_room_keeps_the_epoch_it_began_at(bench: PanelBench[TimelinePanel]) -> None:
    kit = bench.kit
    name = "η 0.5 and leaky ReLU from epoch 1,250"
    room = kit.fonts.width(name, 12)
    assert fitting_name(kit, name, 12, room) == name
    assert fitting_name(kit, name, 12, room - 1) == "η 0.5 and leaky ReLU @ 1,250"
    for text, tail in ((name, "… @ 1,250"), ("a name of my own", "…")):
        short = fitting_name(kit, text, 12, room // 3)
        assert kit.fonts.width(short, 12) <= room // 3
        assert short.endswith(tail)
        assert text.startswith(short.removesuffix(tail))
        assert len(short) > len(tail)


def test_the_active_run_has_no_cross(bench: PanelBench[TimelinePanel], panel: TimelinePanel) -> None:
    branch(bench, 100)
    bench.click(centre(rows(panel).cross(1)))
    assert bench.messages == []


def test_a_double_click_renames(bench: PanelBench[TimelinePanel], panel: TimelinePanel) -> None:
    branch(bench, 100)
    place = centre(rows(panel).row(1))
    bench.click(place)
    bench.click(place)
    assert rows(panel).renaming
    bench.type("brave one")
    bench.key(pygame.K_RETURN)
    assert bench.messages == [c.RenameRun(bench.snapshot.run.id, "brave one")]
    assert not rows(panel).renaming


@pytest.mark.parametrize("leave", [pygame.K_ESCAPE, pygame.K_RETURN])
def test_a_rename_can_be_given_up_and_an_empty_name_is_none(
    bench: PanelBench[TimelinePanel], panel: TimelinePanel, leave: int
) -> None:
    branch(bench, 100)
    for _ in range(2):
        bench.click(centre(rows(panel).row(1)))
    if leave == pygame.K_RETURN:
        bench.key(pygame.K_BACKSPACE)
    else:
        bench.type("x")
    bench.key(leave)
    assert bench.messages == []
    assert not rows(panel).renaming


def test_a_name_longer_than_may_be_typed_is_there_to_be_changed(
    bench: PanelBench[TimelinePanel], panel: TimelinePanel
) -> None:
    """One that another run has, too, gets a number behind it."""
    branch(bench, 100)
    name = "n" * LONGEST_RUN_NAME
    bench.apply(*(c.RenameRun(run.id, name) for run in bench.snapshot.runs))
    for _ in range(2):
        bench.click(centre(rows(panel).row(1)))
    for key in (pygame.K_END, *[pygame.K_BACKSPACE] * len("n (2)")):
        bench.key(key)
    bench.type("x")
    bench.key(pygame.K_RETURN)
    assert bench.messages == [c.RenameRun(bench.snapshot.runs[1].id, f"{name[:-1]}x")]


def test_rows_answer_the_keyboard(bench: PanelBench[TimelinePanel], panel: TimelinePanel) -> None:
    branch(bench, 100)
    ghost, active = rows(panel).focusables()
    assert ghost.key(key_event(pygame.K_RETURN)) == [c.SwitchRun(1)]
    assert [type(message) for message in ghost.key(key_event(pygame.K_DELETE)) or []] == [Say]
    assert ghost.key(key_event(pygame.K_DELETE)) == [c.DropRun(1)]
    assert active.key(key_event(pygame.K_DELETE)) is None
    assert ghost.key(key_event(pygame.K_a)) is None
    assert list(ghost.key(key_event(pygame.K_F2)) or []) == []
    assert rows(panel).renaming


# -- the transport ---------------------------------------------------------------------------------------------------

FROM_EPOCH_30: list[tuple[str, list[Command]]] = [
    ("home", [c.Seek(0)]),
    ("epoch-back", [c.Step("epoch", -1)]),
    ("sample-back", [c.Step("sample", -1)]),
    ("phase-back", [c.Step("phase", -1)]),
    ("play", [c.Play()]),
    ("fast", [c.SetSpeed(1000), c.Play()]),
    ("phase-forward", [c.Step("phase", 1)]),
    ("sample-forward", [c.Step("sample", 1)]),
    ("epoch-forward", [c.Step("epoch", 1)]),
    ("end", [c.Seek(50)]),
    ("undo", [c.Undo()]),
]


@pytest.mark.parametrize(("name", "commands"), FROM_EPOCH_30)
def test_each_button_asks_for_its_command(
    bench: PanelBench[TimelinePanel], panel: TimelinePanel, name: str, commands: list[Command]
) -> None:
    bench.apply(c.Set("learning_rate", 2.0), c.Step("epoch", 50), c.Seek(30))
    bench.click(centre(panel.transport.button(name).rect))
    assert bench.messages == commands


def test_at_the_very_start_only_forward_makes_sense(panel: TimelinePanel, bench: PanelBench[TimelinePanel]) -> None:
    usable = {name: panel.transport.button(name).enabled for name, _ in FROM_EPOCH_30}
    assert {name for name, enabled in usable.items() if not enabled} == {
        "home",
        "epoch-back",
        "sample-back",
        "phase-back",
        "end",
        "undo",
    }
    bench.click(centre(panel.transport.button("home").rect))
    assert bench.messages == []


def test_a_newcomer_presses_play_then_fast_forward_then_back(
    bench: PanelBench[TimelinePanel], panel: TimelinePanel
) -> None:
    play, fast = panel.transport.button("play"), panel.transport.button("fast")
    bench.click(centre(play.rect))
    assert bench.messages == [c.Play()]
    bench.click(centre(fast.rect))
    assert (bench.snapshot.speed, bench.snapshot.playing) == (1000, True)
    bench.click(centre(fast.rect))
    assert (bench.snapshot.speed, bench.snapshot.playing) == (1, True)
    bench.click(centre(play.rect))
    assert bench.messages[-1] == c.Pause()
    assert not bench.snapshot.playing


def test_speeds_are_chosen_and_follow_the_simulation(bench: PanelBench[TimelinePanel], panel: TimelinePanel) -> None:
    speeds = panel.transport.speeds
    for share, speed in ((0.3, 10), (0.5, 100), (0.7, 1000), (0.9, 0), (0.1, 1)):
        bench.click((round(speeds.rect.x + share * speeds.rect.width), speeds.rect.centery))
        assert bench.snapshot.speed == speed
    bench.apply(c.SetSpeed(100))
    assert speeds.value == "100"


def test_back_to_now_is_there_only_in_the_past(bench: PanelBench[TimelinePanel], panel: TimelinePanel) -> None:
    train(bench, 80)
    assert not now(panel.transport.back.visible)
    bench.apply(c.Seek(20))
    assert panel.transport.back.visible
    assert "60 epochs back" in bench.hint_at(panel.transport.back.rect)
    bench.click(centre(panel.transport.back.rect))
    assert bench.messages == [c.Seek(80)]
    assert not panel.transport.back.visible


# -- the whole -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_everything_fits_and_nothing_overlaps(size: tuple[int, int]) -> None:
    panel = TimelinePanel()
    bench = PanelBench(panel, "timeline", size)
    branch(bench, *range(40, 280, 40))
    bench.apply(c.Seek(150))
    assert len(bench.snapshot.runs) == 7
    controls = [stop.rect for stop in panel.focusables()] + [panel.transport.button("undo").rect]
    distinct = {tuple(rect) for rect in (*controls, panel.chart.plot)}
    for a, b in itertools.combinations(map(pygame.Rect, distinct), 2):
        assert not a.colliderect(b), (a, b)
    assert all(bench.rect.contains(pygame.Rect(rect)) for rect in distinct)
    panel.kill()


def test_every_hint_says_a_sentence(bench: PanelBench[TimelinePanel], panel: TimelinePanel) -> None:
    branch(bench, 100, 200)
    bench.apply(c.Seek(150))
    hints = list(panel.hints())
    assert len(hints) > 20
    for hint in hints:
        assert hint.text().endswith((".", ").")), hint.text()
        assert bench.rect.contains(hint.rect)


def test_numbers_beside_the_chart_tell_the_moment(bench: PanelBench[TimelinePanel], panel: TimelinePanel) -> None:
    train(bench, 40)
    texts = [hint.text() for hint in panel.hints()]
    assert any(text.startswith("Epochs done: 40.") for text in texts)
    assert any("Learning rate η = 1.00" in text for text in texts)
    assert any(text.startswith(f"Seed {bench.snapshot.seed}:") for text in texts)


def test_given_weights_have_no_seed(bench: PanelBench[TimelinePanel], panel: TimelinePanel) -> None:
    def seed() -> tuple[str, str]:
        bench.settle()
        return panel.stats.numbers[3], panel.stats.hints()[3].text()

    assert seed()[0] == "3"
    bench.apply(c.LoadParams((1.0,) * 9))
    assert seed() == ("none", "The first weights of this run are not those that seed 3 draws now; a Reset draws them.")
    bench.apply(c.Reinitialise(4))
    assert seed()[0] == "4"


def test_a_killed_panel_leaves_nothing_behind(panel: TimelinePanel) -> None:
    bench = PanelBench(panel, "timeline")
    branch(bench, 100)
    for _ in range(2):
        bench.click(centre(rows(panel).row(1)))
    panel.kill()
    root: Any = bench.kit.manager.get_root_container()
    assert [element for element in root.elements if element.alive()] == []
    assert list(panel.hints()) == []
    assert list(panel.focusables()) == []


def test_moving_the_threshold_redraws_the_marks_where_the_locks_are(
    bench: PanelBench[TimelinePanel], panel: TimelinePanel
) -> None:
    bench.apply(c.Set("learning_rate", 5.0))
    train(bench, 612)
    seen = []
    for threshold in (0.05, 0.15, 0.2, 0.15):
        bench.apply(c.SetLockThreshold(threshold))
        bench.simulation.cursor.run.locks.find()
        settled(bench)
        marks = {hint.text().partition(" (")[0] for hint in panel.chart.hints() if "locked at epoch" in hint.text()}
        seen.append((marks, bench.picture()))
        assert all(chart_mark_stands(bench, panel, event.epoch) for event in bench.snapshot.run.locks[:1])
    assert seen[1] == seen[3]
    assert seen[1][0] != seen[2][0]
    assert not any("epoch 612" in mark for marks, _ in seen for mark in marks)


def chart_mark_stands(bench: PanelBench[TimelinePanel], panel: TimelinePanel, epoch: int) -> bool:
    """Whether there is a lock mark at `epoch`."""
    lane = panel.chart.plot.bottom + bench.kit.px(9)
    return panel.chart.mark_at((round(panel.chart.x(epoch)), lane)) == epoch


def test_the_pointer_reads_every_run_as_far_as_the_longest_goes(
    bench: PanelBench[TimelinePanel], panel: TimelinePanel
) -> None:
    train(bench, 300)
    bench.apply(c.Seek(100), c.Set("learning_rate", 6.0), c.Step("epoch", 20), c.SwitchRun(1))
    settled(bench)
    runs = bench.snapshot.runs
    assert [run.last_epoch for run in runs] == [300, 120]
    for epoch, under in ((60, 60), (250, 250), (299, 299)):
        assert epoch_under(panel.chart, runs, at(panel, epoch)) == pytest.approx(under, abs=1)
    assert epoch_under(panel.chart, runs, (panel.chart.plot.right + 40, panel.chart.plot.centery)) == 300
    with written() as texts:
        bench.move(at(panel, 250))
        bench.settle()
    assert any(text.startswith(("Epoch 25", "Epoch 24")) for text in texts)
    bench.apply(c.SwitchRun(2))
    settled(bench)
    bench.drag(at(panel, 50), (panel.chart.plot.right, panel.chart.plot.centery))
    assert bench.snapshot.epoch == 120  # the playhead goes as far as its own run
