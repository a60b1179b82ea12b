"""A chain of single neurons along which a complaint is to be carried back: gates to fill with factor cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from game.sim.backprop import run_batch
from game.sim.lenses.nudges import nudged_gradient
from game.sim.level.actions import Action, Answer, AnswerValue
from game.sim.level.boards.choices import Board, ChoiceDeal, OpenPlace
from game.sim.level.deals import Dealt, Drawer, Entry, Fact, drawn_start, samples
from game.sim.network import params_from_flat
from game.sim.start import Start, params_of

LAYERS = (1, 1, 1, 1)
WEIGHTS = (-2.0, -1.5, -1.0, 1.0, 1.5, 2.0, 3.0)
"""Weights that are drawn from."""
BIASES = (-1.0, -0.5, 0.0, 0.5, 1.0)
"""Biases that are drawn from."""
INPUTS = (1.0, 2.0, -1.0, 0.5)
"""Inputs that are drawn from."""
NEURONS, EDGES = ("p", "q", "r"), ("u", "v", "w")
GATES = ("gate2", "gate1", "last")
"""In the order in which the complaint meets them: at the second neuron, at the first, and at the weight asked for."""


@dataclass(frozen=True, kw_only=True)
class Card:
    """A factor that may be put into a gate; `place` says in words where in the chain it is found."""

    name: str
    value: float
    place: str


@dataclass(frozen=True, kw_only=True)
class ChainBoard(Board):
    """`neurons` and `weights` are the chain's names, from the input to the output; `numbers` holds x, y, the weights,
    activations and slopes by name, `cards` the factors in the order in which they lie there. `deltas` are those of the
    neurons, from the first on, `gradient` is that of the first weight, `nudged` the same by nudging it."""

    neurons: tuple[str, ...]
    weights: tuple[str, ...]
    cards: tuple[Card, ...]
    values: tuple[float, ...]
    biases: tuple[float, ...]
    activations: tuple[float, ...]
    slopes: tuple[float, ...]
    x: float
    target: float
    error: float
    deltas: tuple[float, ...]
    gradient: float
    nudged: float

    def card(self, name: str) -> Card:
        """The card of that name."""
        return next(card for card in self.cards if card.name == name)

    def carried(self, chosen: Mapping[str, AnswerValue]) -> tuple[float | None, ...]:
        """What comes out of each gate with the cards that are in it now, from the output on; None behind one that is
        not full."""
        now: float | None = self.deltas[-1]
        found = []
        for name in GATES:
            cards = chosen.get(name, ())
            names = (cards,) if isinstance(cards, str) else tuple(cards) if isinstance(cards, tuple) else ()
            full = len(names) == (1 if name == GATES[-1] else 2)
            now = None if now is None or not full else now * float(np.prod([self.card(each).value for each in names]))
            found.append(now)
        return tuple(found)


class CarryBack(Drawer, frozen=True, tag="carry_back"):
    """1-1-1-1: weights, biases, input and target are drawn, and so are the names, so that nothing is learnt by name."""

    def draw(self, start: Start, generator: np.random.Generator) -> Dealt:
        x, target = float(generator.choice(INPUTS)), float(generator.integers(2))
        apart = [weight for weight in WEIGHTS if weight != x]  # no two cards with the same number
        weights = [float(weight) for weight in generator.choice(apart, 3, replace=False)]
        biases = [float(generator.choice(BIASES)) for _ in range(3)]
        names = [str(name) for name in generator.permutation(NEURONS)]
        edges = [str(name) for name in generator.permutation(EDGES)]
        net = drawn_start(
            [[[w]] for w in weights], [[b] for b in biases], samples([x], [target], "One sample"), base=start
        )
        board = _board(net, tuple(names), tuple(edges), generator)
        two, one, last = _right(board)
        options = tuple(card.name for card in board.cards)
        places = (
            OpenPlace(name="gate2", label=f"the gate at {names[1]}", options=options, takes=2, right=two),
            OpenPlace(name="gate1", label=f"the gate at {names[0]}", options=options, takes=2, right=one),
            OpenPlace(name="last", label=f"the last box, at {edges[0]}", options=options, right=last),
        )
        facts: dict[str, Fact] = {
            **dict(zip(("h1", "h2", "out"), names, strict=True)),
            **dict(zip(("w1", "w2", "w3"), edges, strict=True)),
            "delta": board.deltas[-1],
            "gradient": board.gradient,
        }
        return ChoiceDeal(nets=(("", net),), facts=facts, places=places, board=board)

    def solution(self, dealt: Dealt) -> tuple[Action, ...]:
        """Back over the weight, through the slope, twice; then times the input."""
        assert isinstance(dealt, ChoiceDeal)
        return tuple(Answer(place.name, place.answer) for place in dealt.places)


def _right(board: ChainBoard) -> tuple[tuple[str, ...], ...]:
    """The cards of each gate: the weight that is crossed, and the slope of the neuron that is entered."""
    slopes = [f"slope of {name}" for name in board.neurons]
    return (board.weights[2], slopes[1]), (board.weights[1], slopes[0]), ("x",)


def _board(net: Start, names: tuple[str, ...], edges: tuple[str, ...], generator: np.random.Generator) -> ChainBoard:
    params, dataset = params_from_flat(LAYERS, params_of(net)), net.dataset
    trace = run_batch(params, dataset.inputs, dataset.targets, net.settings).traces[0]
    x, y = dataset.inputs[0][0], dataset.targets[0]
    a, slopes = (tuple(float(each[0]) for each in found) for found in (trace.a[1:], trace.slope))
    weights = tuple(float(each[0, 0]) for each in params.weights)
    p, q, r = names
    u, v, w = edges
    error = float(trace.raw_error[0])
    cards = [
        Card(name="error", value=error, place=f"What {r} says minus the target."),
        Card(name="x", value=x, place=f"The input, where {u} starts."),
        Card(name=u, value=weights[0], place=f"The weight from x to {p}."),
        Card(name=v, value=weights[1], place=f"The weight from {p} to {q}."),
        Card(name=w, value=weights[2], place=f"The weight from {q} to {r}."),
        Card(name=f"a of {p}", value=a[0], place=f"What {p} sends on."),
        Card(name=f"a of {q}", value=a[1], place=f"What {q} sends on."),
        *(
            Card(name=f"slope of {name}", value=slope, place=f"a(1 − a) of {name}: how much it listens.")
            for name, slope in zip(names, slopes, strict=True)
        ),
    ]
    return ChainBoard(
        neurons=names,
        weights=edges,
        cards=tuple(cards[k] for k in generator.permutation(len(cards))),
        values=weights,
        biases=tuple(float(each[0]) for each in params.biases),
        activations=a,
        slopes=slopes,
        x=x,
        target=y,
        error=error,
        deltas=tuple(float(each[0]) for each in trace.delta),
        gradient=float(trace.delta[0][0]) * x,
        nudged=nudged_gradient(params, net.settings, dataset.inputs[0], dataset.targets, 0),
    )


DRAWER = Entry("carry_back", 1, CarryBack)
