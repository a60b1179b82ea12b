"""Short trainings with every activation, loss and optimizer: the fast kernel's figures, held against those of the plain
passes or of numpy."""

from __future__ import annotations

import math
from collections.abc import Sequence

from game.selfcheck import Facts, Problem
from game.sim.activations import activations
from game.sim.backprop import Batch, run_batch
from game.sim.engine.array_kernel import ArrayKernel
from game.sim.engine.segment import Segment, first_segment
from game.sim.engine.training import Lesson
from game.sim.losses import losses
from game.sim.network import Params, params_from_flat
from game.sim.optimizers import optimizers
from game.sim.settings import Settings
from game.sim.start import Start

EPOCHS = 60
SHAPES = ((2, 2, 1), (2, 4, 3, 1))
CLOSE = 1e-9
"""How far the kernel may stray from the plain passes in `EPOCHS` epochs, relative to the figure (or to 1)."""


def check(problem: Problem) -> Facts:
    """Loss and parameters after `EPOCHS` epochs of XOR, to the last bit (floats in hexadecimal), with every activation
    and loss, and with every optimizer."""
    facts: Facts = {}
    for layers in SHAPES:
        for activation in activations():
            for loss in losses():
                name = f"{'-'.join(map(str, layers))} {activation} {loss}"
                settings = Settings(learning_rate=0.5, activation=activation, loss=loss, layers=layers)
                facts[name] = _training(name, first_segment(Start(settings=settings)), problem)
    for optimizer in optimizers():
        settings = Settings(
            learning_rate=0.1, optimizer=optimizer, update="batch", order="shuffled", weight_decay=0.01, epsilon=0.001
        )
        facts[optimizer] = _both_ways(optimizer, first_segment(Start(settings=settings)), problem)
    return facts


def _both_ways(name: str, segment: Segment, problem: Problem) -> dict[str, object]:
    """`EPOCHS` epochs by generated code, held against those by numpy."""
    lesson, kernel = Lesson(segment.settings, segment.targets, segment.seed), ArrayKernel(segment.kernel.plan)
    code = segment.train(segment.params, 0, EPOCHS)
    arrays = kernel.train(segment.params, lesson, 0, EPOCHS, kernel.unlocked())
    pairs = zip((code.losses[-1], *code.params), (arrays.losses[-1], *arrays.params), strict=True)
    if not all(math.isclose(a, b, rel_tol=CLOSE, abs_tol=CLOSE) for a, b in pairs):
        problem(f"{name}: generated code comes to {code.params}, but numpy to {arrays.params}")
    return {"loss": code.losses[-1].hex(), "state": [value.hex() for value in code.params]}


def _training(name: str, segment: Segment, problem: Problem) -> dict[str, object]:
    stretch = segment.train(segment.params, 0, EPOCHS)
    figures = [stretch.losses[-1], *stretch.params]
    expected = plain_training(segment)
    if not all(math.isclose(a, b, rel_tol=CLOSE, abs_tol=CLOSE) for a, b in zip(figures, expected, strict=True)):
        problem(f"{name}: the kernel comes to {figures}, but the passes to {expected}")
    return {"loss": figures[0].hex(), "params": [value.hex() for value in figures[1:]]}


def plain_training(segment: Segment) -> Sequence[float]:
    """Loss and parameters after `EPOCHS` epochs, by gradient descent written out over the two passes."""
    settings, params = segment.settings, segment.params
    for _ in range(EPOCHS):
        gradient = _gradient(_batch(segment, params))
        params = tuple(w - settings.learning_rate * g for w, g in zip(params, gradient, strict=True))
    return [_batch(segment, params).loss, *params]


def _batch(segment: Segment, params: tuple[float, ...]) -> Batch:
    laid_out = params_from_flat(segment.settings.layers, params)
    return run_batch(laid_out, segment.inputs, segment.targets, segment.settings)


def _gradient(batch: Batch) -> tuple[float, ...]:
    return Params(batch.weight_gradients, batch.bias_gradients).flat()
