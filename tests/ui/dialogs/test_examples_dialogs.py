"""The textbook shelf in the window: one click opens an example, one key goes through its values in their order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.sim.network import find_edge
from game.sim.phases import Kind
from game.ui.dialogs.examples import ExamplesDialog
from game.ui.dialogs.worked_example import WorkedExample, beside
from tests.support.certain import now
from tests.support.cockpit import Cockpit
from tests.support.stage import centre
from tests.support.tour import SIZES
from tests.support.written import written

OWN = """
title = "Mine"
source = "s"
where = "w"
about = "a"
weights = [[[1, 2]]]
biases = [[0]]
values = [{ of = "z out", printed = "0.8", exact = 0.8 }, { of = "parameter w1", printed = "1", exact = 1, after = 0 }]
[data]
inputs = ["a", "b"]
targets = ["y"]
rows = [[0.4, 0.2, 1]]
"""


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Cockpit]:
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "mine.toml").write_text(OWN)
    (tmp_path / "examples" / "wrong.toml").write_text("title = 3")
    cockpit = Cockpit(tmp_path, "--size", SIZES[0], "--scenario", "xor")
    yield cockpit
    cockpit.window.close()


def opened(lab: Cockpit, name: str) -> WorkedExample:
    lab.click(centre(lab.lab.top.button("examples").rect))
    menu = lab.overlay
    assert isinstance(menu, ExamplesDialog)
    lab.click(centre(menu.bring_into_sight(name)))
    panel = lab.overlay
    assert isinstance(panel, WorkedExample)
    return panel


def test_an_example_is_two_clicks_away_with_every_printed_value_beside_ours(lab: Cockpit) -> None:
    panel = opened(lab, "han-kamber")
    assert panel.worked
    example = panel.worked.example
    assert lab.snapshot.params.flat() == example.start.params
    assert lab.snapshot.settings.learning_rate == 0.9
    assert len(panel.worked.here) == len(example.values) == 20
    assert panel.worked.here[1] == pytest.approx(0.3318122)
    assert beside(example.values[1], panel.worked.here[1]) == "0.33181"


def test_one_key_goes_through_it_in_its_own_order(lab: Cockpit) -> None:
    panel = opened(lab, "han-kamber")
    assert panel.worked
    for value in panel.worked.example.values[:12]:
        lab.key(pygame.K_n)
        snapshot = lab.snapshot
        assert panel.at is not None
        assert panel.worked.example.values[panel.at] is value
        moment = panel.worked.example.moment(value)
        assert (snapshot.moment.epoch, snapshot.moment.phase) == (moment.epoch, moment.phase)
        kinds = {"z": Kind.FORWARD, "a": Kind.FORWARD, "delta": Kind.BACKWARD, "parameter": Kind.FORWARD}
        assert snapshot.phase.kind is kinds[value.of.split()[0]]
    assert snapshot.epoch == 1
    assert lab.lab.selection.pinned == find_edge((3, 2, 1), "w1")
    lab.key(pygame.K_n, mod=pygame.KMOD_SHIFT)
    assert panel.at == 10
    lab.click(centre(panel.rows[2].rect))
    assert (panel.at, lab.snapshot.epoch) == (2, 0)


def test_every_printed_digit_stands_in_its_line(lab: Cockpit) -> None:
    with written() as texts:
        panel = opened(lab, "mazur")
        assert panel.worked
        for value in panel.worked.example.values:
            lab.key(pygame.K_n)
            assert value.printed in texts, value


def test_what_was_scrolled_to_its_end_stands_in_a_taller_window_from_as_far_up_as_there_is_room(lab: Cockpit) -> None:
    with written() as texts:
        panel = opened(lab, "mazur")
        assert panel.worked
        lab.key(pygame.K_n, mod=pygame.KMOD_SHIFT)
        assert panel.at == len(panel.worked.example.values) - 1
        seen = len(panel.rows)
        assert seen < len(panel.worked.example.values)
        texts.clear()
        lab.resize((1024, 1400))
        lab.until(lambda: not lab.window.behind)
        assert len(panel.rows) > seen
        assert all(value.printed in texts for value in panel.worked.example.values[-len(panel.rows) :])


def test_what_its_file_takes_for_exact_is_not_believed(lab: Cockpit, tmp_path: Path) -> None:
    doubtful = OWN.replace('printed = "0.8", exact = 0.8', 'printed = "0.7", exact = 0.7')
    (tmp_path / "examples" / "doubtful.toml").write_text(doubtful)
    with written() as texts:
        opened(lab, "doubtful")
        lab.key(pygame.K_n)
    assert "The example's file says that 0.7 is exact." in " ".join(texts)


def test_it_is_put_away_and_brought_back(lab: Cockpit) -> None:
    panel = opened(lab, "negnevitsky-step")
    lab.key(pygame.K_n)
    lab.key(pygame.K_ESCAPE)
    assert now(lab.overlay) is None
    lab.key(pygame.K_n)
    assert lab.overlay is panel
    assert panel.at == 1


def test_ones_own_are_on_the_shelf_and_what_is_none_is_told(lab: Cockpit) -> None:
    lab.key(pygame.K_e)
    assert isinstance(lab.overlay, ExamplesDialog)
    shelf = lab.lab.services.examples()
    assert "mine" in shelf.examples
    assert shelf.problems == ("wrong.toml: title is 3: expected `str`, got `int`",)
    lab.click(centre(lab.overlay.bring_into_sight("mine")))
    assert lab.snapshot.dataset.label == "Mine"


def test_the_window_can_begin_with_one(tmp_path: Path) -> None:
    lab = Cockpit(tmp_path, "--example", "nnfs-neuron")
    assert isinstance(lab.overlay, WorkedExample)
    assert lab.snapshot.settings.loss == "output_gradient"
    assert lab.simulation.log == []
    for _ in range(15):
        lab.key(pygame.K_n)
    assert lab.snapshot.epoch == 1
    assert lab.snapshot.batch.traces[0].output[0] == pytest.approx(5.985)
    lab.window.close()


@pytest.mark.parametrize("size", SIZES)
def test_everything_fits(size: str) -> None:
    lab = Cockpit(None, "--size", size, "--example", "negnevitsky-step")
    panel = lab.overlay
    assert isinstance(panel, WorkedExample)
    rects = [each.rect for each in panel.focusables()]
    assert len(rects) > 8
    assert all(panel.area.contains(rect) for rect in rects)
    assert all(not a.colliderect(b) for k, a in enumerate(rects) for b in rects[:k])
    lab.key(pygame.K_e)
    dialog = lab.overlay
    assert isinstance(dialog, ExamplesDialog)
    assert all(dialog.area.contains(each.rect) for each in dialog.focusables())
    assert lab.surface.get_rect().contains(dialog.area)
    lab.window.close()
