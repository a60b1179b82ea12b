"""Every optimizer there is: its steps are those of the textbook."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest

from game.sim.optimizers import Hyper, Optimizer, fresh_state, optimizers, state_size


def test_what_an_optimizers_code_sets_is_its_own() -> None:
    """A name of the kernel's that it set as well would be lost: the first epoch with every sample right once was."""
    for optimizer in optimizers().values():
        named = [line.split(" = ")[0] for line in optimizer.source_before]
        assert all(name.startswith("own_") for name in named), optimizer.name
        assert len(set(named)) == len(named)


HYPER = Hyper(learning_rate=0.1, momentum=0.9, rho=0.8, beta1=0.9, beta2=0.99, epsilon=1e-6)
GRADIENTS = (1.0, -0.5, 0.25, 2.0, 0.0)


def textbook(name: str) -> Iterator[float]:
    """The weight after each of `GRADIENTS`, from 1 on, reckoned with plain numbers as the papers write it."""
    h, w, v, m = HYPER, 1.0, 0.0, 0.0
    for t, g in enumerate(GRADIENTS, start=1):
        if name == "sgd":
            w = w - h.learning_rate * g
        elif name == "momentum":
            v = h.momentum * v + g
            w = w - h.learning_rate * v
        elif name == "nesterov":
            v = h.momentum * v + g
            w = w - h.learning_rate * (g + h.momentum * v)
        elif name == "rmsprop":
            v = h.rho * v + (1 - h.rho) * g**2
            w = w - h.learning_rate * g / (math.sqrt(v) + h.epsilon)
        elif name == "adam":
            m = h.beta1 * m + (1 - h.beta1) * g
            v = h.beta2 * v + (1 - h.beta2) * g**2
            m_hat, v_hat = m / (1 - h.beta1**t), v / (1 - h.beta2**t)
            w = w - h.learning_rate * m_hat / (math.sqrt(v_hat) + h.epsilon)
        yield w


@pytest.mark.parametrize("name", ["sgd", "momentum", "nesterov", "rmsprop", "adam"])
def test_steps_are_those_of_the_textbook(name: str) -> None:
    optimizer = optimizers()[name]
    w, slots = np.ones(2), [np.zeros(2) for _ in optimizer.slots]
    found = []
    for t, g in enumerate(GRADIENTS, start=1):
        optimizer.step(w, np.array([g, -g]), slots, float(t), HYPER)
        found.append(w[0])
        assert w[0] - 1.0 == pytest.approx(1.0 - w[1]), "the other way for the opposite gradient"
    assert found == pytest.approx(list(textbook(name)), rel=1e-12)


@pytest.mark.parametrize("optimizer", optimizers().values(), ids=lambda each: each.name)
def test_a_fresh_state_has_the_parameters_and_remembers_nothing(optimizer: Optimizer) -> None:
    layers, params = (2, 1), (0.5, -0.25, 1.0)
    state = fresh_state(optimizer.name, layers, (*params, 7.0, 8.0))
    assert len(state) == state_size(optimizer.name, layers)
    assert state[:3] == params
    assert set(state[3:]) <= {0.0}
