"""RMSProp: v ← ρ v + (1 − ρ) g², w ← w − η g / (√v + ε) (Tieleman and Hinton, Neural Networks for Machine Learning,
lecture 6e, 2012)."""

from collections.abc import Sequence

import numpy as np

from game.sim.network import Array
from game.sim.optimizers import Hyper, Line, Optimizer


def _step(w: Array, g: Array, slots: Sequence[Array], _t: float, hyper: Hyper) -> None:
    (v,) = slots
    v *= hyper.rho
    v += (1.0 - hyper.rho) * g * g
    w -= hyper.learning_rate * g / (np.sqrt(v) + hyper.epsilon)


OPTIMIZER = Optimizer(
    name="rmsprop",
    label="RMSProp",
    short_label="RMS",
    order=3,
    step=_step,
    source=("{v} = rho * {v} + (1.0 - rho) * {g} * {g}", "{w} -= learning_rate * {g} / (sqrt({v}) + epsilon)"),
    lines=(
        Line("v", "{rho} × {v} + (1 − {rho}) × {g}²", "{v_after}"),
        Line("w", "{w} − {learning_rate} × {g} / (√{v_after} + {epsilon})", "{w_after}"),
    ),
    slots=("v",),
    heeds=("rho", "epsilon"),
)
