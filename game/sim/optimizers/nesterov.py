"""Nesterov's momentum: v ← μ v − η g, w ← w + μ v − η g with the new v.

The gradient is taken where the next step of momentum leads, and the w that is trained and shown is that place: the form
of Bengio, Boulanger-Lewandowski and Pascanu, "Advances in optimizing recurrent networks", 2012, equations 6 and 7, in
which Sutskever's (ICML 2013, equations 3 and 4) needs no second place.
"""

from collections.abc import Sequence

from game.sim.network import Array
from game.sim.optimizers import Hyper, Line, Optimizer


def _step(w: Array, g: Array, slots: Sequence[Array], _t: float, hyper: Hyper) -> None:
    (v,) = slots
    down = hyper.learning_rate * g
    v *= hyper.momentum
    v -= down
    w += hyper.momentum * v - down


OPTIMIZER = Optimizer(
    name="nesterov",
    label="Nesterov",
    order=2,
    step=_step,
    source=("{v} = momentum * {v} - learning_rate * {g}", "{w} += momentum * {v} - learning_rate * {g}"),
    lines=(
        Line("v", "{momentum} × {v} − {learning_rate} × {g}", "{v_after}"),
        Line("w", "{w} + {momentum} × {v_after} − {learning_rate} × {g}", "{w_after}"),
    ),
    slots=("v",),
    heeds=("momentum",),
)
