"""The settings of a run: one table of names, ranges and choices, which sliders, files and options all read."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from game.sim.activations import activations, output_activations
from game.sim.losses import losses
from game.sim.network import INITS, Layers
from game.sim.optimizers import Hyper, optimizers
from game.sim.quoting import quoted

MIN_LAYERS = 2
"""Layers of the smallest network: inputs and outputs."""
MAX_LAYERS = 10
"""Layers of the largest network, inputs and outputs included."""
MAX_UNITS = 8
"""Units of its widest layer."""
UPDATES = ("epoch", "sample", "batch")
ORDERS = ("given", "shuffled")
BIASES = ("trained", "frozen", "none")
ALMOST_1 = 0.99999
"""The largest share of what was remembered that an optimizer keeps."""

SettingValue = float | str | Layers  # an int is a float here


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything a student may set. Each field's range stands in `SPECS`."""

    learning_rate: float = 1.0
    activation: str = "sigmoid"
    leak: float = 0.01
    loss: str = "mse"
    update: str = "epoch"
    weight_init: float = 1.0
    bias_init: float = 0.0
    lock_threshold: float = 0.05
    animation_speed: float = 0.40
    layers: tuple[int, ...] = (2, 2, 1)
    output: str = "sigmoid"
    biases: str = "trained"
    init: str = "uniform"
    bias_range: float = 0.0
    batch_size: int = 2
    order: str = "given"
    optimizer: str = "sgd"
    momentum: float = 0.9
    rho: float = 0.9
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    weight_decay: float = 0.0

    @property
    def hyper(self) -> Hyper:
        """What its optimizer reckons with."""
        return Hyper(self.learning_rate, self.momentum, self.rho, self.beta1, self.beta2, self.epsilon)


FIRST = 10
"""Fields of `Settings` that every file tells and every hash counts, since the first version did; later ones only where
they differ from their default, so that what was recorded before there were such stays what it is."""


def settings_by_name(settings: Settings) -> dict[str, Any]:
    """`settings` by name, as files and hashes tell them."""
    usual = Settings()
    names = Settings.__struct_fields__
    later = [name for name in names[FIRST:] if getattr(settings, name) != getattr(usual, name)]
    return {name: getattr(settings, name) for name in (*names[:FIRST], *later)}


@dataclass(frozen=True)
class Spec:
    """What a setting allows. `lowest` and `highest` bound numbers (both included); `choices` lists words;
    `whole` numbers have no fraction."""

    name: str
    label: str
    lowest: float = 0.0
    highest: float = 0.0
    logarithmic: bool = False
    whole: bool = False
    choices: Callable[[], tuple[str, ...]] | None = None

    @property
    def allowed(self) -> str:
        """What is allowed, in words."""
        if self.name == "layers":
            return f"{MIN_LAYERS} to {MAX_LAYERS} layer sizes of 1 to {MAX_UNITS} units each, such as 2-2-1"
        if self.choices:
            return " or ".join(self.choices())
        return f"a {'whole ' if self.whole else ''}number from {self.lowest:g} to {self.highest:g}"

    def parse(self, value: object) -> SettingValue:
        """`value`, checked and converted. Raises ValueError naming the setting and what it allows."""
        if self.name == "layers":
            return self._layers(value)
        if self.choices:
            if value in self.choices():
                return str(value)
            raise self._refusal(value)
        return self._number(value)

    def _number(self, value: object) -> float:
        if isinstance(value, str) and "_" in value:  # which Python would take for 1000 in 1_000
            raise self._refusal(value)
        try:
            number = float(value) + 0.0  # type: ignore[arg-type]  # no -0
        except (TypeError, ValueError, OverflowError):
            raise self._refusal(value) from None
        if isinstance(value, bool) or not math.isfinite(number) or not self.lowest <= number <= self.highest:
            raise self._refusal(value)
        if not self.whole:
            return number
        if number != int(number):
            raise self._refusal(value)
        return int(number)

    def _layers(self, value: object) -> Layers:
        try:
            parts = value.split("-") if isinstance(value, str) else list(value)  # type: ignore[call-overload]
            layers = tuple(int(part) for part in parts)
        except (TypeError, ValueError, OverflowError):
            raise self._refusal(value) from None
        if not MIN_LAYERS <= len(layers) <= MAX_LAYERS or not all(1 <= units <= MAX_UNITS for units in layers):
            raise self._refusal(value)
        return layers

    def _refusal(self, value: object) -> ValueError:
        return ValueError(f"{self.name} is {quoted(value)}, but must be {self.allowed}")


SPECS: dict[str, Spec] = {
    spec.name: spec
    for spec in (
        Spec("learning_rate", "Learning rate η", 0.001, 100.0, logarithmic=True),
        Spec("animation_speed", "Animation speed", 0.05, 1.0),
        Spec("weight_init", "Weight init ±", 0.0, 10.0),
        Spec("bias_init", "Bias init", -5.0, 5.0),
        Spec("lock_threshold", "Lock threshold", 0.0, 0.25),
        Spec("leak", "Leak", 0.0, 1.0),
        Spec("activation", "Activation", choices=lambda: tuple(activations())),
        Spec("output", "Output", choices=lambda: tuple(output_activations())),
        Spec("loss", "Loss", choices=lambda: tuple(losses())),
        Spec("update", "Update rule", choices=lambda: UPDATES),
        Spec("layers", "Layers"),
        Spec("biases", "Biases", choices=lambda: BIASES),
        Spec("init", "First weights", choices=lambda: INITS),
        Spec("bias_range", "Bias range ±", 0.0, 5.0),
        Spec("batch_size", "Batch size", 1, 1000, whole=True),
        Spec("order", "Order", choices=lambda: ORDERS),
        Spec("optimizer", "Optimizer", choices=lambda: tuple(optimizers())),
        Spec("momentum", "Momentum μ", 0.0, ALMOST_1),
        Spec("rho", "Decay ρ", 0.0, ALMOST_1),
        Spec("beta1", "Decay β₁", 0.0, ALMOST_1),
        Spec("beta2", "Decay β₂", 0.0, ALMOST_1),
        Spec("epsilon", "Epsilon ε", 1e-15, 1.0, logarithmic=True),
        Spec("weight_decay", "Weight decay λ", 0.0, 10.0),
    )
}

OPTIMIZING = ("optimizer", "momentum", "rho", "beta1", "beta2", "epsilon", "weight_decay")
"""Settings of how a gradient becomes a step."""

TRAINING = (
    "learning_rate",
    "activation",
    "output",
    "leak",
    "loss",
    "update",
    "lock_threshold",
    "biases",
    "batch_size",
    "order",
    *OPTIMIZING,
)
"""Settings that a change of which alters what is trained or recorded from that moment on."""

DRAWING = ("weight_init", "bias_init", "init", "bias_range")
"""Settings of the next draw of first parameters."""

SESSION = (*DRAWING, "animation_speed")
"""Settings that belong to the session, not to a moment of a run: the next draw, and how fast time is shown."""


def checked(name: str, value: object) -> SettingValue:
    """`value` as setting `name` wants it. Raises ValueError naming the setting and what is allowed."""
    if name not in SPECS:
        raise ValueError(f"no setting {quoted(name)}: allowed are {', '.join(SPECS)}")
    return SPECS[name].parse(value)


def changed(settings: Settings, name: str, value: object) -> Settings:
    """`settings` with `name` set. Raises ValueError as `checked` does."""
    return msgspec.structs.replace(settings, **{name: checked(name, value)})
