"""Names for runs, made from what they do differently."""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain, count

from game.sim.engine.segment import Segment, is_drawn
from game.sim.losses import losses
from game.sim.network import bias_edges, edge_symbol, edges, flat_index
from game.sim.optimizers import optimizers
from game.sim.quoting import in_brief
from game.sim.settings import SPECS

MOST_CHANGED = 2
"""Weights that a run's name tells."""
MOST_TOLD = 8
"""Targets that a run's name counts up."""
SHORT = {
    "learning_rate": "η",
    "update": "update after",
    "order": "samples",
    "momentum": "μ",
    "rho": "ρ",
    "beta1": "β₁",
    "beta2": "β₂",
    "epsilon": "ε",
    "weight_decay": "λ",
}


def name_of(before: Segment, after: Segment) -> str:
    """What `after` does differently from `before`, such as "cross-entropy from epoch 120"."""
    parts = [*_settings(before, after), *_targets(before, after), *([after.note] if after.note else [])]
    shown = " and ".join(parts[:2]) if len(parts) <= 2 else f"{parts[0]} and {len(parts) - 1} more"
    return f"{shown or 'again'} from epoch {after.epoch:,}"


def start_name(start: Segment, first: Segment) -> str:
    """The name of a start of its own, such as "XOR, seed 7", with what it does differently from the `first` start.
    Where the seed does not draw the weights, they are "given"; of two such starts the second is called by what is
    changed in it: "XOR, w₅ = 2"."""
    parts = [*_settings(first, start), *_targets(first, start)]
    more = [*parts[:1], f"{len(parts) - 1} more"] if len(parts) > 2 else parts
    origin = f"seed {start.seed}" if is_drawn(start) else _given(first, start)
    return ", ".join([f"{start.dataset.label}, {origin}", *more])


def _given(first: Segment, start: Segment) -> str:
    """How weights that were given are called."""
    layers = start.settings.layers
    if start is first or is_drawn(first) or layers != first.settings.layers:
        return "given weights"
    named = (*edges(layers), *bias_edges(layers))
    places = {edge: flat_index(layers, edge) for edge in named}
    changed = [edge for edge, at in places.items() if start.params[at] != first.params[at]]
    if not changed:
        return "the same weights"
    if len(changed) > MOST_CHANGED:
        return f"{len(changed)} weights changed"
    told = (f"{edge_symbol(layers, edge)} = {in_brief(start.params[places[edge]], 4)}" for edge in changed)
    return ", ".join(told).replace("-", "−")


def free_run_name(name: str, taken: Collection[str]) -> str:
    """`name`, or with the first number that makes it one not `taken`: "AND, seed 7 (2)"."""
    numbered = (f"{name} ({number})" for number in count(2))
    return next(free for free in chain((name,), numbered) if free not in taken)


def _settings(before: Segment, after: Segment) -> list[str]:
    changed = [name for name in SPECS if getattr(before.settings, name) != getattr(after.settings, name)]
    return [_phrase(name, getattr(after.settings, name)) for name in changed if name != "animation_speed"]


def _phrase(name: str, value: object) -> str:
    if name == "loss":
        return losses()[str(value)].word
    if name == "activation":
        return str(value).replace("_", " ").replace("relu", "ReLU")
    if name == "optimizer":
        return optimizers()[str(value)].label
    if name == "output":
        return f"{value} output"
    if isinstance(value, tuple):
        return "-".join(map(str, value))
    shown = in_brief(value) if isinstance(value, float) else str(value)
    return f"{SHORT.get(name, name.replace('_', ' '))} {shown}"


def _targets(before: Segment, after: Segment) -> list[str]:
    """Targets that were set; those of another data set follow from its name."""
    if before.targets == after.targets or before.dataset != after.dataset:
        return []
    if len(after.targets) > MOST_TOLD:
        return ["other targets"]
    return ["targets " + " ".join(in_brief(target) for target in after.targets)]
