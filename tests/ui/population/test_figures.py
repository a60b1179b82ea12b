"""The figures of a population say the numbers that were counted, each under its own name."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pygame
import pytest

from game.sim.datasets import datasets
from game.sim.population.population import Population
from game.sim.population.population_result import PopulationResult
from game.sim.population.starts import starts_from_stream
from game.sim.population.stats import wilson_interval
from game.sim.settings import Settings
from game.ui.draw.number_text import figure
from game.ui.population.figures import GAUGE, GAUGE_Y, PopulationFigures
from tests.support.stage import Stage
from tests.support.written import written


@pytest.fixture(scope="module")
def result() -> PopulationResult:
    """Counted, and then some made dead, locked and diverged, so that each share is another one."""
    settings = Settings(learning_rate=5.0)
    population = Population(settings, datasets()["xor"], starts_from_stream(settings, 0, 200))
    population.advance(300)
    counted, at = population.result(), np.arange(200)
    return replace(counted, locked=(at % 2 == 0) * 1, dead=(at % 5 == 0) * 1, diverged=at % 8 == 0)


def texts_of(result: PopulationResult) -> list[str]:
    kit = Stage().kit
    with written() as texts:
        PopulationFigures(kit, pygame.Surface((420, 640))).draw(result, 100)
    return texts


def test_each_share_stands_over_its_own_name(result: PopulationResult) -> None:
    texts = texts_of(result)
    shares = {
        "a neuron locked": (result.locked > 0).mean(),
        "a neuron dead": (result.dead > 0).mean(),
        "diverged": result.diverged.mean(),
    }
    assert len({f"{share:.1%}" for share in shares.values()}) == 3, "shares that are alike tell nothing"
    for label, share in shares.items():
        assert texts[texts.index(label) - 1] == f"{share:.1%}"


def test_the_interval_runs_from_its_lower_end_to_its_higher(result: PopulationResult) -> None:
    solved = int(np.count_nonzero(result.solved))
    low, high = wilson_interval(solved, len(result.solved))
    (said,) = [text for text in texts_of(result) if "interval" in text]
    ends = [float(number) for number in re.findall(r"([\d.]+)%", said.partition("interval")[2])]
    assert ends == [round(100 * low, 1), round(100 * high, 1)]


def test_where_nothing_is_right_or_wrong_it_tells_losses(result: PopulationResult) -> None:
    kit = Stage().kit
    with written() as texts:
        PopulationFigures(kit, pygame.Surface((420, 640))).draw_unjudged(result)
    known = np.sort(result.losses[~result.diverged])
    assert texts[0] == figure(float(known[99])), "half of two hundred are at or under it"
    assert not any("solved" in text for text in texts)
    assert texts[texts.index("10%") + 1] == figure(float(known[19]))
    assert texts[texts.index("90%") + 1] == "–", "an eighth has diverged"


def test_the_bracket_on_the_gauge_goes_from_one_end_of_the_interval_to_the_other(result: PopulationResult) -> None:
    kit, picture = Stage().kit, pygame.Surface((420, 640))
    PopulationFigures(kit, picture).draw(result, 100)
    below = round((GAUGE_Y + GAUGE + 3) * kit.scale)  # where of the bracket's sides alone something is seen
    line = picture.subsurface((0, below, picture.get_width(), 1))
    light = pygame.mask.from_threshold(line, kit.palette.text, (60, 60, 60)).get_bounding_rects()
    low, high = result.interval
    assert min(rect.left for rect in light) == pytest.approx(low * 420, abs=3)
    assert max(rect.right for rect in light) == pytest.approx(high * 420, abs=3)
