"""Machines that backpropagate wrongly: the right one is right, and each wrong one comes to the design's tables."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest

from game.sim.lenses.nudges import nudged_gradient
from game.sim.level.boards.choices import ChoiceDeal
from game.sim.level.boards.faulty import KINDS, MACHINES, RATE, gradient_table, table_edges
from game.sim.level.deals import drawn_start, samples
from game.sim.level.deals.bug_hunt import BugHunt, HuntBoard, differs
from game.sim.network import Edge, flat_index, params_from_flat
from game.sim.start import Start, params_of

CORNERS = [[0, 0], [0, 1], [1, 0], [1, 1]]
NEURON = drawn_start([[[2.0, 1.5]]], [[1.0]], samples(CORNERS, [1, 1, 1, 0]), base=Start())
CHAIN = drawn_start(
    [[[-1.0]], [[2.0]], [[1.5]]], [[-0.5], [0.0], [0.5]], samples([[0], [1], [2]], [0, 1, 1]), base=Start()
)
SMALL = drawn_start(
    [[[-1.0, 2.0], [2.0, -1.0]], [[-1.5, -2.5]]],
    [[-0.5, 0.5], [0.5]],
    samples(CORNERS, [0, 0, 0, 1]),
    base=Start(),
)
TABLES = {
    "sign of the error": (
        NEURON,
        [[0, 0, 0.0021, -0.0107], [0, 0.0053, 0, -0.0107], [0.0529, 0.0053, 0.0021, -0.0107]],
    ),
    "own output as source": (
        CHAIN,
        [
            [0, -0.0035, -0.0037],
            [0.0185, -0.0035, -0.0019],
            [0.0268, -0.0069, -0.0072],
            [0.0394, -0.0116, -0.0133],
            [0.0822, -0.0189, -0.0192],
            [0.1208, -0.032, -0.0357],
        ],
    ),
    "hidden sign": (
        SMALL,
        [
            [0, 0, 0.0024, -0.0232],
            [0, 0.0047, 0, -0.0232],
            [0.008, 0.0047, 0.0024, -0.0232],
            [0, 0, 0.0019, -0.0246],
            [0, 0.0124, 0, -0.0246],
            [0.0133, 0.0124, 0.0019, -0.0246],
            [0.0086, 0.0173, 0.002, -0.041],
            [0.0141, 0.008, 0.0101, -0.0539],
            [0.0227, 0.0211, 0.0109, -0.0659],
        ],
    ),
}
"""What the design's example deals show."""


@pytest.mark.parametrize("machine", TABLES)
def test_a_machine_comes_to_the_designs_table(machine: str) -> None:
    net, table = TABLES[machine]
    assert np.round(gradient_table(net, machine), 4) == pytest.approx(np.array(table), abs=1e-9)


@pytest.mark.parametrize("net", [NEURON, CHAIN, SMALL], ids=["neuron", "chain", "network"])
def test_the_machine_without_a_mistake_agrees_with_nudges(net: Start) -> None:
    layers, dataset = net.settings.layers, net.dataset
    params, table = params_from_flat(layers, params_of(net)), gradient_table(net)
    for row, edge in enumerate(table_edges(layers)):
        for column, inputs in enumerate(dataset.inputs):
            targets = dataset.targets[column : column + 1]
            nudged = nudged_gradient(params, net.settings, inputs, targets, flat_index(layers, edge))
            assert table[row, column] == pytest.approx(nudged, abs=1e-8)


def test_who_updates_too_early_goes_back_over_the_weight_it_has_just_changed() -> None:
    layers, (inputs, targets) = CHAIN.settings.layers, (CHAIN.dataset.inputs, CHAIN.dataset.targets)
    (w1, w2, w3), (b1, b2, b3) = (-1.0, 2.0, 1.5), (-0.5, 0.0, 0.5)
    table = gradient_table(CHAIN, "updated weight too early")
    for column, ((x,), y) in enumerate(zip(inputs, targets, strict=True)):
        h1 = 1.0 / (1.0 + math.exp(-(w1 * x + b1)))
        h2 = 1.0 / (1.0 + math.exp(-(w2 * h1 + b2)))
        a = 1.0 / (1.0 + math.exp(-(w3 * h2 + b3)))
        delta = (a - y) * a * (1.0 - a)
        delta2 = delta * (w3 - RATE * delta * h2) * h2 * (1.0 - h2)
        delta1 = delta2 * w2 * h1 * (1.0 - h1)
        found = dict(zip(table_edges(layers), table[:, column], strict=True))
        for layer, wanted in ((0, delta1 * x), (1, delta2 * h1), (2, delta * h2)):
            assert found[Edge(layer, 0, 0)] == pytest.approx(wanted, rel=1e-12)


def test_each_mistake_says_what_it_is() -> None:
    assert sorted(name for kinds in KINDS.values() for name in kinds) == sorted(set(MACHINES) - {"none"})
    assert len({machine.says for machine in MACHINES.values()}) == len(MACHINES)


@cache
def drawn(network: str, seed: int) -> tuple[ChoiceDeal, HuntBoard]:
    deal = BugHunt(network=network).draw(Start(), np.random.default_rng([seed, 0]))  # type: ignore[arg-type]
    assert isinstance(deal, ChoiceDeal)
    assert isinstance(deal.board, HuntBoard)
    return deal, deal.board


@pytest.mark.parametrize("network", KINDS)
def test_every_hunt_can_be_won_by_what_is_on_the_screen(network: str) -> None:
    for seed in range(12):
        deal, board = drawn(network, seed)
        row, column = board.asked
        tables = [gradient_table(board.net, kind) for kind in KINDS[network]]
        assert all(differs(table, np.array(board.true)).sum() >= 2 for table in tables)
        proof, bug, repair = deal.places
        assert board.wrong[row][column]
        assert board.cell_name(row, column) not in deal.looks
        assert proof.right[0] in deal.looks, "what proves it could not be tested"
        assert bug.right[0] in board.bugs
        assert repair.accepts(round(board.true[row][column], 4))
        assert not repair.accepts(board.shown[row][column]), "what the machine says would do"
        assert board.nudged(row, column) == pytest.approx(board.true[row][column], abs=1e-7)
        assert board.cell(board.cell_name(row, column)) == (row, column)


@pytest.mark.parametrize("network", KINDS)
def test_no_nudge_measures_the_value_that_is_asked_for(network: str) -> None:
    """Where 1 came in a weight has its bias’s gradient: the neighbour of the marked cell told its value."""
    refused = 0
    for seed in range(40):
        deal, board = drawn(network, seed)
        row, column = board.asked
        told = {round(board.nudged(*cell), 4) for cell in map(board.cell, deal.looks) if cell[1] == column}
        assert round(board.true[row][column], 4) not in told
        cells = len(board.edges) * len(board.shown[0])
        refused += cells - len(deal.looks) > 1
    assert refused, "nothing was refused but the marked cell"


def test_a_mistake_that_was_named_wrongly_is_answered_by_a_cell_where_it_would_show() -> None:
    for network, kinds in KINDS.items():
        for seed in range(8):
            deal, board = drawn(network, seed)
            for kind in kinds:
                says = MACHINES[kind].says
                found = board.against(says)
                assert (found is None) == (says in deal.places[1].right)
                if found:
                    (row, column), value = found
                    assert value == gradient_table(board.net, kind)[row, column]
                    assert round(value, 4) != round(board.shown[row][column], 4)


def test_the_hints_of_the_hunt_at_one_neuron_hold_for_each_of_its_mistakes() -> None:
    """Every mistake leaves the pattern that the second hint names, so what the first one asks can be answered; and on a
    sample whose input is 0 all but one show the weight's true 0, as the why-question says."""
    for seed in range(25):
        _, board = drawn("neuron", seed)
        true = np.array(board.true)
        inputs = np.vstack([np.array(board.net.dataset.inputs).T, np.ones(true.shape[1])])
        params = params_from_flat(board.net.settings.layers, params_of(board.net))
        z = (params.weights[0] @ inputs[:-1] + params.biases[0][:, None])[0]
        a = 1.0 / (1.0 + np.exp(-z))
        error, slope = a - np.array(board.net.dataset.targets), a * (1.0 - a)
        assert true == pytest.approx(error * slope * inputs, abs=1e-12), "the rule that stands below the table"
        factors = {
            "sign of the error": -np.ones_like(a),
            "squared error": error,
            "missing output slope": 1.0 / slope,
            "slope of z": z * (1.0 - z) / slope,
        }
        for kind in KINDS["neuron"]:
            shown = gradient_table(board.net, kind)
            if kind in factors:
                assert shown == pytest.approx(true * factors[kind], abs=1e-12)
            elif kind == "bias forgotten":
                assert np.array_equal(shown[:-1], true[:-1])
                assert not shown[-1].any()
            else:
                assert shown[inputs == 1.0] == pytest.approx(true[inputs == 1.0], abs=1e-12)
                assert shown[inputs == 0.0].all(), "wrong exactly where the input is 0"
            blind = kind != "source forgotten"
            assert (not shown[inputs == 0.0].any()) == blind
