"""While a pass plays in slow motion nothing is seen before it is computed: not in the network, the card or the tables,
nor in what they say when the mouse rests on them. While time stands, everything is seen."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from game.sim import commands as c
from game.sim.engine.simulation import Simulation
from game.sim.network import Edge
from game.sim.phases import Kind, Phase
from game.sim.snapshot import Snapshot
from game.sim.start import Start
from game.ui.chain_rule.card_parts import Box, ChainRule
from game.ui.chain_rule.nudge_test import NudgeTest
from game.ui.chain_rule.rule import chain_rule
from game.ui.network.instant import instant_of
from game.ui.network.network_panel import NetworkPanel
from game.ui.network.neuron_look import delta_look, neuron_look
from game.ui.network.reveal import NOT_YET, UNKNOWN, known, revealed
from game.ui.selection import Selection
from game.ui.tables.number_table import TableQuantity, cell_hint, number_table
from game.ui.tables.samples_table import SamplesPanel
from game.ui.view import View
from tests.support.bench import PanelBench
from tests.support.fingerprint import fingerprint
from tests.support.sights import BY_HAND

W1, W5 = Edge(0, 0, 0), Edge(1, 0, 0)
DIGITS = re.compile(r"[0-9]\.[0-9]")


def a_pass() -> Iterator[Snapshot]:
    """Every fifth tick of the last sample of an epoch, as it plays in slow motion."""
    simulation = Simulation(Start(params=BY_HAND))
    for command in (c.Seek(0, 3), c.SetSpeed(1), c.Play()):
        assert simulation.apply(command)
    tick = 0
    while simulation.snapshot().epoch == 0:
        if tick % 5 == 0:
            yield simulation.snapshot()
        simulation.tick()
        tick += 1


PASS = tuple(a_pass())


def view_of(state: Snapshot, edge: Edge = W5) -> View:
    return View(state, state, 0.0, Selection(pinned=edge), 0.0)


def boxes(rule: ChainRule) -> list[Box]:
    assert rule.top
    return [*rule.top.boxes, *rule.bottom.boxes]


@pytest.mark.parametrize("edge", [W1, W5])
def test_the_card_fills_with_numbers_as_the_packets_bring_them(edge: Edge) -> None:
    unknown = []
    for state in PASS:
        rule = chain_rule(view_of(state, edge), NudgeTest())
        for box in boxes(rule):
            assert (box.value == UNKNOWN) == box.dim
            assert (box.hint == NOT_YET) == box.dim
        assert rule.terms
        assert rule.words
        assert rule.update
        assert rule.nudge
        if rule.terms.dim:
            assert {rule.terms.result, *(term.text for term in rule.terms.terms)} == {UNKNOWN}
        assert (rule.update.line == UNKNOWN) == (state.phase.kind is not Kind.UPDATE)
        assert (rule.nudge.value == UNKNOWN) == rule.bottom.boxes[-1].dim
        assert bool(rule.words.complaint) == rule.words.said
        unknown.append(sum(box.value == UNKNOWN for box in boxes(rule)))
    assert unknown == sorted(unknown, reverse=True)
    assert (unknown[0], unknown[-1]) == (5 if edge == W1 else 6, 0)


def test_the_tables_fill_with_numbers_as_the_packets_bring_them() -> None:
    unknown = []
    for state in PASS:
        view = view_of(state)
        cells = [cell for block in number_table(view).blocks for line in block.lines for cell in line.cells]
        for cell in cells:
            assert cell.held == (not cell.bright)
            assert (NOT_YET in cell_hint(view, cell)) == cell.held
            assert not (cell.held and cell.quantity in (TableQuantity.BIAS, TableQuantity.WEIGHT))
        unknown.append(sum(cell.held for cell in cells))
    assert unknown == sorted(unknown, reverse=True)
    assert (unknown[0], unknown[-1]) == (9, 0)


def test_the_line_of_the_sample_fills_with_numbers_as_the_packets_bring_them() -> None:
    bench = PanelBench(SamplesPanel(), "samples")
    seen = []
    for state in PASS:
        bench.panel.sync(view_of(state))
        row, others = bench.panel.rows[3], bench.panel.rows[:3]
        assert row.answered == (not known(view_of(state)).holds(Kind.FORWARD, 2))
        assert row.scored == (not known(view_of(state)).holds(Kind.LOSS, 2)) == (row.right is not None)
        assert all(other.answered and other.scored and other.right is not None for other in others)
        said = bench.hint_at(bench.panel.lines[3].rect)
        assert bool(DIGITS.search(said)) == row.scored
        bench.panel.draw(bench.surface)
        seen.append((row.answered, row.scored, fingerprint(bench.surface.subsurface(bench.panel.lines[3].rect))))
    stages = list(dict.fromkeys((answered, scored) for answered, scored, _picture in seen))
    assert stages == [(False, False), (True, False), (True, True)]
    assert len(set(seen)) == 3


def test_neurons_and_deltas_are_question_marks_until_the_packets_are_there() -> None:
    panel = PanelBench(NetworkPanel(), "network").panel
    for state in PASS:
        panel.sync(view_of(state))
        seen, trace, sent = known(view_of(state)), state.trace, [pose.flight for pose in panel.packets]
        for neuron in ((1, 0), (1, 1), (2, 0)):
            shown = revealed(neuron, state.phase, state.progress, sent, trace, held=True)
            look = neuron_look(state, trace, neuron, shown)
            at = list(state.phases).index(Phase(Kind.FORWARD, neuron[0]))
            if state.moment.phase < at:
                assert (look.number, look.level, look.ghost, look.ring, look.deaf) == (UNKNOWN, 0.0, 0.0, 0.0, False)
            if shown.total is None:
                delta = delta_look(trace, neuron, shown)
                assert (delta.text == "δ ?") == seen.holds(Kind.BACKWARD, neuron[0])


def test_what_is_said_under_the_mouse_holds_no_number_that_is_still_to_come() -> None:
    panel = PanelBench(NetworkPanel(), "network").panel
    panel.sync(view_of(PASS[0]))
    said = [hint.text() for hint in panel.hints()]
    for start in (
        "h₁: ",
        "ŷ: ",
        "The slope gate of h₂: ",
        "δ(ŷ): ",
        "Forward: ",
        "Loss: ",
        "Backward: ",
        "Target y = 0;",
    ):
        (sentence,) = [text for text in said if text.startswith(start)][:1]
        assert not DIGITS.search(sentence), sentence
    (weight,) = [text for text in said if text.startswith("w₅ (h₁ → ŷ) = +2.60. ")]
    assert "in this sample" not in weight
    assert "its pull from 3 of 4 samples" in weight, "those whose pass is over"
    panel.sync(view_of(PASS[-1]))
    said = [hint.text() for hint in panel.hints()]
    assert any(text.startswith("δ(h₁) = backprop sum") for text in said)
    assert any("in this sample ∂L/∂w" in text for text in said)


def test_while_time_stands_the_whole_calculation_is_seen_what_is_to_come_faintly() -> None:
    simulation = Simulation(Start(params=BY_HAND))
    simulation.apply(c.Seek(0, 3, 1))
    view = view_of(simulation.snapshot())
    rule = chain_rule(view, NudgeTest())
    assert not any(box.value == UNKNOWN for box in boxes(rule))
    assert [box.dim for box in boxes(rule)] == [True, True, True, True, False, True]
    assert rule.update
    assert rule.update.dim
    assert DIGITS.search(rule.update.line)
    assert rule.nudge
    assert rule.nudge.dim
    assert DIGITS.search(rule.nudge.value)
    assert not any(cell.held for block in number_table(view).blocks for line in block.lines for cell in line.cells)
    assert not instant_of(view).known.unfolds


def test_too_fast_to_be_watched_nothing_is_held_back() -> None:
    simulation = Simulation(Start(params=BY_HAND))
    for command in (c.SetSpeed(10), c.Play()):
        assert simulation.apply(command)
    simulation.tick()
    rule = chain_rule(view_of(simulation.snapshot()), NudgeTest())
    assert not any(box.dim for box in boxes(rule))
