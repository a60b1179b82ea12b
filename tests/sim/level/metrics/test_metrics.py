"""Metrics and runs: what a level measures of a run is what the simulation does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import ModuleType

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.sim.campaign import review_questions
from game.sim.level import metrics as goals
from game.sim.level import predictions, questions
from game.sim.level.evidence import Evidence
from game.sim.level.level_parts import Condition
from game.sim.level.measured_run import MeasuredRun
from game.sim.level.metrics import any_metric, metrics
from game.sim.level.metrics.first_epoch_max_err_below import FirstEpochMaxErrBelow
from game.sim.level.metrics.flag_off import FlagOff
from game.sim.level.metrics.hidden_difference import HiddenDifference
from game.sim.level.metrics.locked_at_0 import LockedAt0
from game.sim.level.metrics.loss import FinalLoss
from game.sim.level.metrics.max_err import MaxErr
from game.sim.level.metrics.moved import Moved
from game.sim.level.metrics.n_right import NRight
from game.sim.level.metrics.nudge_abs import NudgeAbs
from game.sim.level.metrics.third_err import ThirdErr
from game.sim.level.metrics.ups import Ups
from game.sim.network import find_edge
from game.sim.settings import Settings
from game.sim.start import Start

TINY = (0.5, -0.3, -0.4, 0.6, 0.0, 0.0, 0.4, -0.5, 0.0)
AND = Start(scenario="and", params=TINY, settings=Settings(learning_rate=5.0))
HOT = Start(scenario="and", params=TINY, settings=Settings(loss="cross_entropy", learning_rate=10.0))


@pytest.mark.parametrize(
    ("package", "found"),
    [
        (goals, goals.metrics),
        (questions, questions.questions),
        (predictions, predictions.computations),
        (review_questions, review_questions.review_questions),
    ],
    ids=["goals", "questions", "predictions", "review_questions"],
)
def test_every_file_is_an_entry_and_is_called_as_its_file(package: ModuleType, found) -> None:  # type: ignore[no-untyped-def]
    files = {path.stem for folder in package.__path__ for path in Path(folder).glob("*.py")} - {"__init__"}
    assert set(found()) == files
    for name, entry in found().items():
        config = getattr(entry, "__struct_config__", None)
        assert config is None or config.tag == name


# -- metrics -----------------------------------------------------------------------------------------------------


def evidence(start: Start, epochs: int, level_start: Start | None = None) -> Evidence:
    run = MeasuredRun(start, epochs)
    run.extend(epochs)
    return Evidence(level_start=level_start or start, run=run, epoch=epochs)


def test_metrics_measure_what_they_are_named_for() -> None:
    seen = evidence(AND, 111)
    assert FirstEpochMaxErrBelow(error=0.3).measure(seen) == 111
    assert MaxErr().measure(seen) == pytest.approx(0.3, abs=0.01)
    assert NRight().measure(seen) == 4
    assert (ThirdErr().measure(seen) or 1.0) < 0.3
    assert FinalLoss().measure(seen) == seen.run.losses[111]  # type: ignore[union-attr]
    assert Ups().measure(seen) == 0
    assert (Ups().measure(evidence(HOT, 60)) or 0) == 10
    assert LockedAt0().measure(seen) == 0
    far = msgspec.structs.replace(AND, params=(*TINY[:4], 9.0, *TINY[5:]))
    assert LockedAt0().measure(evidence(far, 0)) == 1, "h1 alone, whose bias is 9"
    assert (Moved(edge="h1->out").measure(seen) or 0.0) > 1.0
    assert (HiddenDifference().measure(evidence(AND, 0)) or 0.0) == pytest.approx(0.9)


def test_a_nudge_is_measured_from_where_the_level_began() -> None:
    nudged = msgspec.structs.replace(AND, params=(*TINY[:4], 0.1, *TINY[5:]))
    assert NudgeAbs().measure(evidence(nudged, 0, AND)) == pytest.approx(0.1, abs=1e-15)


def test_without_a_run_nothing_is_measured_of_it() -> None:
    nothing = Evidence(level_start=AND)
    assert (nothing.tries, nothing.misses, nothing.looks, nothing.declared) == (0, 0, 0, False)
    for name in (
        "max_err",
        "n_right",
        "third_err",
        "loss",
        "ups",
        "locked_at_0",
        "delta_out_abs",
        "nudge_abs",
        "share",
    ):
        metric = msgspec.convert({"metric": name}, any_metric())
        assert metric.measure(nothing) is None
        assert not Condition(measure=metric, at_most=1.0).met(metric.measure(nothing))


def test_a_first_epoch_is_lost_as_soon_as_it_comes_too_late() -> None:
    condition = Condition(measure=FirstEpochMaxErrBelow(error=0.3), at_most=50)
    for epochs, lost in ((49, False), (50, True), (111, True)):
        seen = evidence(AND, epochs)
        assert condition.lost(condition.measure.least(seen)) == lost


@pytest.mark.parametrize("name", metrics())
def test_every_metric_has_words(name: str) -> None:
    fields = {"error": 0.3, "edge": "h1->out", "names": ("one",), "question": "one", "fact": "one"}
    fields |= {"rate": "one", "control": "one", "controls": ("one",)}
    kind = metrics()[name]
    metric = kind(**{key: value for key, value in fields.items() if key in kind.__struct_fields__})
    assert metric.label
    assert metric.key.startswith(name)
    text = Condition(measure=metric, at_most=2).text("test")
    assert text
    assert "{" not in text
    assert ("200%" in text) == metric.share


@given(value=st.floats(allow_nan=False), bound=st.floats(-1e6, 1e6))
@settings(max_examples=100, deadline=None)
def test_bounds(value: float, bound: float) -> None:
    assert Condition(measure=FinalLoss(), below=bound).met(value) == (value < bound)
    assert Condition(measure=FinalLoss(), at_most=bound).met(value) == (value <= bound + 1e-9)
    assert Condition(measure=FinalLoss(), at_least=bound).met(value) == (value >= bound - 1e-9)
    assert Condition(measure=FinalLoss(), exactly=bound).met(value) == (abs(value - bound) <= 1e-9)
    assert not Condition(measure=FinalLoss(), below=bound).met(None)


def test_what_cannot_be_met_any_more_is_lost() -> None:
    for bound, lost_from in (("below", 3), ("at_most", 4), ("exactly", 4)):
        condition = Condition(measure=Ups(), **{bound: 3.0})
        assert [least for least in range(6) if condition.lost(least)] == list(range(lost_from, 6)), bound


def test_an_output_in_the_middle_counts_as_0() -> None:
    middle = Start(scenario="or", params=(0.0,) * 9)
    assert NRight().measure(evidence(middle, 0)) == 1, "0.5 is no 1: of OR the first sample alone is right"


def test_a_flag_is_measured_against_the_first_step_as_soon_as_it_is_done() -> None:
    metric = FlagOff(question="flag", edge="h1->out")
    before, after = 0.4, 0.4 - 5.0 * MeasuredRun(AND, 0).batch(0).mean_gradient(find_edge((2, 2, 1), "h1->out"))
    for epochs in (1, 2):
        seen = replace(evidence(AND, epochs), answers={"flag": before})
        assert metric.measure(seen) == pytest.approx(1.0), "a flag at the start is one step off"
        assert metric.measure(replace(seen, answers={"flag": after})) == pytest.approx(0.0, abs=1e-9)
    assert metric.measure(replace(evidence(AND, 0), answers={"flag": before})) is None
