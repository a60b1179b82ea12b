"""Momentum: v ← μ v − η g, w ← w + v (Polyak 1964; as in Sutskever, Martens, Dahl and Hinton, "On the importance of
initialization and momentum in deep learning", ICML 2013, equations 1 and 2)."""

from collections.abc import Sequence

from game.sim.network import Array
from game.sim.optimizers import Hyper, Line, Optimizer


def _step(w: Array, g: Array, slots: Sequence[Array], _t: float, hyper: Hyper) -> None:
    (v,) = slots
    v *= hyper.momentum
    v -= hyper.learning_rate * g
    w += v


OPTIMIZER = Optimizer(
    name="momentum",
    label="Momentum",
    short_label="Mom.",
    order=1,
    step=_step,
    source=("{v} = momentum * {v} - learning_rate * {g}", "{w} += {v}"),
    lines=(
        Line("v", "{momentum} × {v} − {learning_rate} × {g}", "{v_after}"),
        Line("w", "{w} + {v_after}", "{w_after}"),
    ),
    slots=("v",),
    heeds=("momentum",),
)
