"""Adam: m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², w ← w − η m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ) and
v̂ = v / (1 − β₂ᵗ) at the t-th update (Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015,
algorithm 1)."""

from collections.abc import Mapping, Sequence

import numpy as np

from game.sim.network import Array
from game.sim.optimizers import Hyper, Line, Optimizer


def _step(w: Array, g: Array, slots: Sequence[Array], t: float, hyper: Hyper) -> None:
    m, v = slots
    m *= hyper.beta1
    m += (1.0 - hyper.beta1) * g
    v *= hyper.beta2
    v += (1.0 - hyper.beta2) * g * g
    first, second = 1.0 - hyper.beta1**t, 1.0 - hyper.beta2**t
    w -= hyper.learning_rate * (m / first) / (np.sqrt(v / second) + hyper.epsilon)


def _corrected(numbers: Mapping[str, float]) -> dict[str, float]:
    """m and v, which begin at 0, without that bias."""
    t = numbers["t"]
    return {
        "m_corrected": numbers["m_after"] / (1.0 - numbers["beta1"] ** t),
        "v_corrected": numbers["v_after"] / (1.0 - numbers["beta2"] ** t),
    }


OPTIMIZER = Optimizer(
    name="adam",
    label="Adam",
    order=4,
    step=_step,
    source=(
        "{m} = beta1 * {m} + (1.0 - beta1) * {g}",
        "{v} = beta2 * {v} + (1.0 - beta2) * {g} * {g}",
        "{w} -= learning_rate * ({m} / own_first) / (sqrt({v} / own_second) + epsilon)",
    ),
    source_before=("own_first = 1.0 - beta1 ** turn", "own_second = 1.0 - beta2 ** turn"),
    lines=(
        Line("m", "{beta1} × {m} + (1 − {beta1}) × {g}", "{m_after}"),
        Line("v", "{beta2} × {v} + (1 − {beta2}) × {g}²", "{v_after}"),
        Line("m̂", "{m_after} / (1 − {beta1}^{t})", "{m_corrected}"),
        Line("v̂", "{v_after} / (1 − {beta2}^{t})", "{v_corrected}"),
        Line("w", "{w} − {learning_rate} × {m_corrected} / (√{v_corrected} + {epsilon})", "{w_after}"),
    ),
    slots=("m", "v"),
    counts=True,
    heeds=("beta1", "beta2", "epsilon"),
    derived=_corrected,
)
