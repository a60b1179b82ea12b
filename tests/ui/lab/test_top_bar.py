"""The top bar starts over, opens help, and says what is being learnt."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pygame
import pytest

from game.sim import commands as c
from game.sim.datasets import datasets
from game.sim.engine.simulation import Simulation
from game.sim.limits import LARGEST_SEED
from game.ui.draw.text_files import load_text
from game.ui.intents import Open
from game.ui.lab.top_bar import TopBar
from game.ui.screen import Go, Place
from game.ui.selection import Selection
from game.ui.view import View
from game.ui.widgets.button import Button
from tests.support.bench import PanelBench
from tests.support.stage import centre, key_event

SIZES = [(1024, 640), (1024, 900), (1280, 800), (1920, 1080), (3840, 2160)]
LEVELS, DEMOS, STARTS, RESET_AND, RESET_XOR, SEED, EXAMPLES, SESSIONS, READING, KEYS = range(10)


@pytest.fixture
def bench() -> PanelBench[TopBar]:
    return PanelBench(TopBar(), "top")


def press(bench: PanelBench[TopBar], button: int) -> None:
    bench.click(centre(bench.panel.focusables()[button].rect))


def test_reset_keeps_seed_and_settings(bench: PanelBench[TopBar]) -> None:
    bench.apply(c.Set("learning_rate", 5.0), c.Step("epoch", 10))
    seed = bench.snapshot.seed
    press(bench, RESET_AND)
    assert bench.messages == [c.Reset("and")]
    snapshot = bench.snapshot
    assert (snapshot.scenario, snapshot.epoch, snapshot.seed) == ("and", 0, seed)
    assert snapshot.settings.learning_rate == 5.0
    press(bench, RESET_XOR)
    assert bench.snapshot.scenario == "xor"


def test_reinitialise_draws_the_next_seed_and_names_it(bench: PanelBench[TopBar]) -> None:
    seed, weights = bench.snapshot.seed, bench.snapshot.params.flat()
    before = bench.picture()
    press(bench, SEED)
    assert bench.messages == [c.Reinitialise(seed + 1)]
    assert bench.snapshot.params.flat() != weights
    bench.move((5, 700))
    assert bench.picture() != before
    assert f"seed {seed + 2}" in bench.hint_at(bench.panel.focusables()[SEED].rect)


def test_the_largest_seed_is_followed_by_the_smallest(bench: PanelBench[TopBar]) -> None:
    bench.apply(c.Reinitialise(LARGEST_SEED))
    press(bench, SEED)
    assert bench.snapshot.seed == 0


def test_help_opens(bench: PanelBench[TopBar]) -> None:
    for button in (DEMOS, STARTS, EXAMPLES, SESSIONS, READING, KEYS):
        press(bench, button)
    assert bench.messages == [Open(name) for name in ("demos", "population", "examples", "sessions", "reading", "keys")]


def test_the_levels_are_one_press_away_and_so_is_the_level_one_came_from(bench: PanelBench[TopBar]) -> None:
    press(bench, LEVELS)
    bench.panel.leads_back = True
    before = bench.picture()
    press(bench, LEVELS)
    assert bench.messages == [Go(Place.MAP), Go(Place.BACK)]
    bench.panel.leads_back = False
    assert bench.picture() != before


def test_keys_press_the_buttons(bench: PanelBench[TopBar]) -> None:
    for index in range(len(bench.panel.focusables())):
        stop = bench.panel.focusables()[index]
        assert stop.key(key_event(pygame.K_RETURN)) == []
        bench.settle()
    assert len(bench.messages) == len(bench.panel.focusables()) == 12


def test_every_data_set_has_a_goal() -> None:
    assert set(load_text("scenarios", dict[str, str])) == set(datasets())


def test_the_goal_follows_scenario_and_targets(bench: PanelBench[TopBar]) -> None:
    looks = [bench.picture()]
    for command in (c.Reset("and"), c.SetTarget(0, 1.0)):
        bench.apply(command)
        looks.append(bench.picture())
    assert len(set(looks)) == 3


def test_in_a_narrow_window_progress_takes_the_goals_place_once_training_has_begun(bench: PanelBench[TopBar]) -> None:
    bench.apply(c.Step("epoch", 3000), c.Seek(0))
    before = bench.picture()
    bench.apply(c.Seek(1))
    begun = bench.picture()
    assert begun != before
    bench.apply(c.Seek(3000))
    assert all(bench.snapshot.right)
    assert bench.picture() != begun


def test_goal_and_progress_keep_clear_of_the_buttons_for_every_data_set() -> None:
    benches = [PanelBench(TopBar(), "top", size) for size in SIZES]
    simulation = Simulation()
    for scenario in datasets():
        for command in (c.Reset(scenario), c.SetTarget(0, 0.3), c.Step("epoch", 1)):
            assert simulation.apply(command), command
            snapshot = simulation.snapshot()
            for size, bench in zip(SIZES, benches, strict=True):
                panel = bench.panel
                panel.sync(View(snapshot, snapshot, 0.0, Selection(), 0.0))
                room = panel.button("levels").rect.left - bench.kit.px(6)
                assert panel.words, (size, command)
                assert all(rect.right < room for rect in panel.words), (size, command)


def test_no_goal_of_a_truth_table_is_cut_in_the_narrowest_window(monkeypatch: pytest.MonkeyPatch) -> None:
    bench, simulation, written = PanelBench(TopBar(), "top", (1024, 640)), Simulation(), list[str]()
    draw = bench.kit.fonts.text

    def noted(text: str, *rest: Any) -> pygame.Surface:
        written.append(text)
        return draw(text, *rest)

    monkeypatch.setattr(bench.kit.fonts, "text", noted)
    for scenario in datasets():
        assert simulation.apply(c.Reset(scenario))
        snapshot = simulation.snapshot()
        bench.panel.sync(View(snapshot, snapshot, 0.0, Selection(), 0.0))
        assert all(rect.height <= bench.kit.px(44) for rect in bench.panel.words)
    assert "Answer 1 when exactly one input" in written
    assert not [text for text in written if "…" in text]


def test_the_name_of_the_data_is_theirs_until_a_target_is_changed(bench: PanelBench[TopBar]) -> None:
    assert bench.snapshot.data_name == "XOR"
    before = bench.picture()
    bench.apply(c.SetTarget(3, 1.0))
    assert bench.snapshot.data_name == "own targets"
    assert bench.picture() != before
    bench.apply(c.SetTarget(3, 0.0))
    assert bench.snapshot.data_name == "XOR"


def test_the_button_names_a_seed_only_if_it_drew_the_weights(bench: PanelBench[TopBar]) -> None:
    button = bench.panel.button("seed")
    assert isinstance(button, Button)
    assert button.text == f"Re-initialise · seed {bench.snapshot.seed}"
    bench.apply(c.LoadParams((0.5,) * 9))
    assert not bench.snapshot.drawn
    assert button.text == "Re-initialise"
    press(bench, SEED)
    assert button.text == f"Re-initialise · seed {bench.snapshot.seed}"


@pytest.mark.parametrize("size", SIZES)
def test_buttons_fit_and_do_not_overlap(size: tuple[int, int]) -> None:
    bench = PanelBench(TopBar(), "top", size)
    rects = [stop.rect for stop in bench.panel.focusables()]
    assert all(bench.rect.contains(rect) for rect in rects)
    assert not any(one.colliderect(other) for one, other in combinations(rects, 2))
    assert [rect.x for rect in rects[:-2]] == sorted(rect.x for rect in rects[:-2])


def test_every_button_has_a_hint_with_the_seed_where_it_matters(bench: PanelBench[TopBar]) -> None:
    texts = [hint.text() for hint in bench.panel.hints()]
    assert len(texts) == 12 + 1
    assert all(texts)
    assert f"{sum(bench.snapshot.right)} of 4 right" in texts[-1]
    assert sum(f"seed {bench.snapshot.seed}" in text for text in texts) == 2
