"""The edge a chain rule is about: its names, its place, and the words to speak of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import msgspec

from game.sim.activations import Activation, activations, output_activations
from game.sim.losses import Loss, losses
from game.sim.network import Edge, edge_label, edge_symbol, neuron_label
from game.sim.snapshot import Snapshot
from game.ui.draw.text_files import load_text
from game.ui.network.gate.hearing import WHISPER_BELOW


class CardTexts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`assets/text/chain_rule.toml`; words in braces are put in with `str.format`."""

    question: str
    question_mean: str
    question_none: str
    nothing: str
    mean_note: str
    complaint: str
    whisper: str
    silence: str
    listening: dict[str, str]
    hints: dict[str, str]

    def hint(self, name: str, **values: object) -> str:
        """The hover sentence `name` with live values put in."""
        return self.hints[name].format(**values)

    def complaint_of(self, size: float) -> str:
        """How an error, or a sum of complaints, of magnitude `size` sounds."""
        if size == 0.0:
            return self.silence
        return self.whisper if size < WHISPER_BELOW else self.complaint


@cache
def card_texts() -> CardTexts:
    """The card's words, read once."""
    return load_text("chain_rule", CardTexts)


@dataclass(frozen=True)
class Subject:
    """`edge` of the network in `snapshot`."""

    snapshot: Snapshot
    edge: Edge

    @cached_property
    def symbol(self) -> str:
        """w₅ or b₃."""
        return edge_symbol(self._layers, self.edge)

    @cached_property
    def label(self) -> str:
        """h₁ → ŷ, or "bias of ŷ"."""
        return edge_label(self._layers, self.edge)

    @property
    def layer(self) -> int:
        """Layer of the neuron the edge leads to, counted from 1."""
        return self.edge.layer + 1

    @cached_property
    def target(self) -> str:
        """Name of the neuron the edge leads to."""
        return neuron_label(self._layers, self.layer, self.edge.target)

    @cached_property
    def source(self) -> str:
        """Name of the neuron the edge comes from; nothing for a bias."""
        if self.edge.source is None:
            return ""
        return neuron_label(self._layers, self.edge.layer, self.edge.source)

    @property
    def source_formula(self) -> str:
        """a(h₁), the input's own name, or 1 for a bias."""
        if not self.source:
            return "1"
        return f"a({self.source})" if self.edge.layer else self.source

    @cached_property
    def is_output(self) -> bool:
        """Whether the edge leads to the output."""
        return self.layer == len(self._layers) - 1

    @cached_property
    def activation(self) -> Activation:
        """Of the neuron the edge leads to."""
        settings = self.snapshot.settings
        return output_activations()[settings.output] if self.is_output else activations()[settings.activation]

    @property
    def loss(self) -> Loss:
        """The loss that is trained by."""
        return losses()[self.snapshot.settings.loss]

    @property
    def cancels(self) -> bool:
        """Whether the slope drops out of the delta."""
        return self.is_output and self.loss.cancels_slope

    @cached_property
    def fed(self) -> tuple[tuple[Edge, str], ...]:
        """The edges by which the target feeds the next layer, with the names of the neurons there."""
        if self.is_output:
            return ()
        units = range(self._layers[self.layer + 1])
        return tuple(
            (Edge(self.layer, unit, self.edge.target), neuron_label(self._layers, self.layer + 1, unit))
            for unit in units
        )

    @property
    def _layers(self) -> tuple[int, ...]:
        return self.snapshot.params.layers
