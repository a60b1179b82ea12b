"""What a level lets the player touch: settings, single weights and biases, and knobs that move several at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec
import numpy as np

from game.sim.level.start_table import NOT_A_LEVELS, check_parameters, edge_problem, with_settings
from game.sim.network import Edge, Flat, Layers, edge_label, find_edge, flat_index
from game.sim.quoting import in_full
from game.sim.settings import SPECS, Settings

Value = float | str
ROUNDING = 1e-9
"""Numbers that differ by less are the same."""
MOST_VALUES = 1001
SPREAD = 400
"""So many numbers stand for all that can be typed."""


class Control(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`name` is a setting, a parameter such as h1->out or b:out, or that of a knob, which multiplies the start values
    of the parameters it `scales` and puts those it `sets` to its value; where it is `held`, biases change with weights,
    so that every sum on the first sample stays what it is at the start. It takes one of `values`, or every number
    `from` one `to` another in equal steps of `step`; if it is `typed`, any number between these. A `loose` one is a
    number that only measures read."""

    name: str
    label: str = ""
    values: tuple[Value, ...] = ()
    first: float = msgspec.field(default=0.0, name="from")
    last: float = msgspec.field(default=0.0, name="to")
    step: float = 0.0
    scales: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    held: bool = False
    typed: bool = False
    loose: bool = False

    def __post_init__(self) -> None:
        if self.typed and (self.values or self.step or not self.first < self.last):
            raise ValueError("a control that is typed has from and to, and neither values nor step")
        if not self.typed and bool(self.values) == bool(self.step):
            raise ValueError("a control has either values or from, to and step")
        if self.step and not (self.step > 0 and 0 <= (self.last - self.first) / self.step < MOST_VALUES):
            raise ValueError(
                f"step is {self.step:g}, but must lead from `from` to `to` in at most {MOST_VALUES} values"
            )
        if self.is_setting:
            self._check_settings()
        else:
            self._check_numbers()

    def _check_settings(self) -> None:
        for k, value in enumerate(self.allowed):
            try:
                with_settings(Settings(), {self.name: value})
            except ValueError as problem:
                raise ValueError(f"values[{k}]: {problem}") from None

    def _check_numbers(self) -> None:
        for k, value in enumerate(self.allowed):
            if isinstance(value, str):
                if self.loose:
                    continue
                raise ValueError(f"values[{k}]: '{value}' is no number")
            check_parameters(value, f"values[{k}]")

    @property
    def is_setting(self) -> bool:
        """Whether it sets one of the simulation's settings."""
        return self.name in SPECS

    @property
    def asked(self) -> bool:
        """Whether it must be set before a try: a number is typed, or a word is said beforehand."""
        return self.typed or (self.loose and any(isinstance(value, str) for value in self.values))

    def problem(self, layers: Layers) -> str | None:
        """What in it does not fit a network of `layers`."""
        for field, names in (("scales", self.scales), ("sets", self.sets)):
            for name in names:
                problem = edge_problem(field, name, layers)
                if problem:
                    return problem
        if self.is_setting or self.scales or self.sets or self.loose:
            return None
        settings = ", ".join(name for name in SPECS if name not in NOT_A_LEVELS)
        try:
            find_edge(layers, self.name)
        except ValueError as problem:
            return f"name: no setting and {problem}; settings are {settings}"
        return None

    def edge(self, layers: Layers) -> Edge | None:
        """The parameter it is in a network of `layers`; None for a setting or a knob."""
        if self.is_setting or self.scales or self.sets or self.loose:
            return None
        return find_edge(layers, self.name)

    def text(self, layers: Layers) -> str:
        """What the screen calls it in a network of `layers`."""
        edge = self.edge(layers)
        if self.label or not (self.is_setting or edge):
            return self.label or self.name
        return edge_label(layers, edge) if edge else SPECS[self.name].label

    @property
    def allowed(self) -> tuple[Value, ...]:
        """Every value it takes, in the file's order; the least and the largest if it is typed."""
        if self.typed:
            return self.first, self.last
        return self.values or _grid(self.first, self.last, self.step)

    @property
    def tried_out(self) -> tuple[Value, ...]:
        """Values that stand for all it takes, for those who try without understanding."""
        return _spread(self.first, self.last) if self.typed else self.allowed

    def taken(self, value: Value) -> Value | None:
        """The allowed value that `value` means; None if there is none."""
        if isinstance(value, str):
            return value if value in self.allowed else None
        if self.typed:
            return value if self.first <= value <= self.last else None
        return next((a for a in self.allowed if not isinstance(a, str) and abs(a - value) <= ROUNDING), None)

    def refusal(self, value: Value, layers: Layers) -> str | None:
        """Why `value` cannot be taken; `layers` are those of the network."""
        if self.taken(value) is not None:
            return None
        named, shown = self.text(layers), value if isinstance(value, str) else in_full(value)
        if self.typed:
            return f"{named} is {shown}, but must be a number from {self.first:g} to {self.last:g}"
        if self.step:
            return f"{named} is {shown}, but must be {self.first:g} to {self.last:g} in steps of {self.step:g}"
        allowed = ", ".join(a if isinstance(a, str) else f"{a:g}" for a in self.values)
        return f"{named} is {shown}, but must be one of {allowed}"


@lru_cache(maxsize=256)
def _grid(first: float, last: float, step: float) -> tuple[float, ...]:
    return tuple(round(first + k * step, 9) for k in range(round((last - first) / step) + 1))


@lru_cache(maxsize=64)
def _spread(first: float, last: float) -> tuple[float, ...]:
    """Numbers between both ends, each the same times the one before if all are above 0."""
    spread = np.geomspace(first, last, SPREAD) if first > 0 else np.linspace(first, last, SPREAD)
    return tuple(float(f"{value:.4g}") for value in spread)


def turned(params: Flat, layers: Layers, controls: Sequence[Control], values: Mapping[str, Value]) -> Flat:
    """`params`, those of the level's start, with the parameters and knobs among `controls` put to `values`."""
    result = list(params)
    for control in controls:
        value = values.get(control.name)
        if value is None or isinstance(value, str) or control.is_setting or control.loose:
            continue
        for name in control.scales:
            at = flat_index(layers, find_edge(layers, name))
            result[at] = params[at] * value
        for name in control.sets or (() if control.scales else (control.name,)):
            result[flat_index(layers, find_edge(layers, name))] = value
    return tuple(result)


def settings_turned(settings: Settings, controls: Sequence[Control], values: Mapping[str, Value]) -> Settings:
    """`settings` with those among `controls` put to `values`."""
    own = {control.name: values[control.name] for control in controls if control.is_setting and control.name in values}
    return with_settings(settings, own)
