"""Gradient descent: w ← w − η g. It remembers nothing."""

from collections.abc import Sequence

from game.sim.network import Array
from game.sim.optimizers import Hyper, Line, Optimizer


def _step(w: Array, g: Array, _slots: Sequence[Array], _t: float, hyper: Hyper) -> None:
    w -= hyper.learning_rate * g


OPTIMIZER = Optimizer(
    name="sgd",
    label="Gradient descent",
    short_label="Plain",
    order=0,
    step=_step,
    source=("{w} -= learning_rate * {g}",),
    lines=(Line("w", "{w} − {learning_rate} × {g}", "{w_after}"),),
)
