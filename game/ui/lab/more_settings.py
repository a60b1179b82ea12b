"""The settings that a beginner does without, in place of the parameters: the network's shape, how a gradient becomes a
step, the order of samples, and how the first weights are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pygame

from game.sim import commands as c
from game.sim.activations import activations, output_activations
from game.sim.losses import losses
from game.sim.optimizers import optimizers
from game.sim.settings import SPECS, Settings, Spec
from game.sim.snapshot import Snapshot
from game.ui.draw.kit import Kit
from game.ui.draw.panel_background import MARGIN, panel_background
from game.ui.intents import ShowMore
from game.ui.lab.layer_steppers import LayerSteppers
from game.ui.lab.parameter_hints import HINTS
from game.ui.toolkit.panel import Message, ViewPanel, Widget
from game.ui.view import View
from game.ui.widgets.button import Button
from game.ui.widgets.segmented import Segmented
from game.ui.widgets.slider import ValueSlider

NETWORK, STEPS, ORDER = "network", "steps", "order"
TABS = ((NETWORK, "Network"), (STEPS, "Optimizer"), (ORDER, "Order, start"))
TOP = 36
"""Design pixels from the top of the panel to the tabs."""
TAB = 26
"""Design pixels: height of the tabs."""
CHOICE = 25
"""Design pixels: height of a choice."""
LABEL = 17
"""Design pixels: height of the label above one."""
SLIDER = 34
"""Design pixels: height of a slider."""
GAP = 8
"""Design pixels: between the tabs and the first setting."""
NARROW_GAP = 4
"""Design pixels: between two settings."""
STEPPERS = 76
"""Design pixels: height of the layers with their buttons."""
BACK = (62, 20)
"""Design pixels: size of the button that leads back."""
TEXT_SIZE = 12
WORDS = {
    "biases": {"trained": "Trained", "frozen": "Frozen", "none": "None"},
    "order": {"given": "As given", "shuffled": "Shuffled"},
    "update": {"epoch": "Epoch", "sample": "Sample", "batch": "Batch"},
    "init": {"uniform": "Uniform", "normal": "Normal", "xavier": "Xavier", "he": "He"},
}
"""Short words for the choices that are no plug-ins; those say their own."""


class MoreSettings(ViewPanel):
    """Three tabs of choices and sliders; each change is a `Set` command, and can be undone as any other."""

    def __init__(self) -> None:
        self.tab = NETWORK
        self._kit: Kit | None = None
        self._rect = pygame.Rect(0, 0, 0, 0)
        self._snapshot: Snapshot | None = None
        self._shape: object = None
        self._forget()

    def _forget(self) -> None:
        self._art = pygame.Surface((0, 0))
        self._tabs: Segmented | None = None
        self._back: Button | None = None
        self._choices: dict[str, Segmented] = {}
        self._sliders: dict[str, ValueSlider] = {}
        self._steppers: LayerSteppers | None = None

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect = kit, rect
        self._art = panel_background(kit, rect.size, "More settings")
        left, width = rect.x + kit.px(MARGIN), rect.width - 2 * kit.px(MARGIN)
        back = pygame.Rect(0, rect.y + kit.px(8), kit.px(BACK[0]), kit.px(BACK[1]))
        back.right = left + width
        self._back = Button(kit, back, "Back", tip="Back to the five sliders.")
        tabs = pygame.Rect(left, rect.y + kit.px(TOP), width, kit.px(TAB))
        self._tabs = Segmented(kit, tabs, TABS, tip="Network, optimizer, order of the samples and first weights.")
        self._tabs.show(self.tab)
        area = pygame.Rect(left, tabs.bottom + kit.px(GAP), width, rect.bottom - tabs.bottom - kit.px(GAP + NARROW_GAP))
        settings = self._snapshot.settings if self._snapshot else Settings()
        self._shape = _shape(self.tab, self._snapshot) if self._snapshot else None
        {NETWORK: self._build_network, STEPS: self._build_steps, ORDER: self._build_order}[self.tab](
            kit, area, settings
        )

    # -- the tabs ----------------------------------------------------------------------------------------------------

    def _build_network(self, kit: Kit, area: pygame.Rect, settings: Settings) -> None:
        self._steppers = LayerSteppers(kit, pygame.Rect(area.x, area.y, area.width, kit.px(STEPPERS)), settings.layers)
        y = area.y + kit.px(STEPPERS + NARROW_GAP)
        functions = {name: activation.label for name, activation in activations().items()}
        outputs = {name: activation.label for name, activation in output_activations().items()}
        for name, options in (
            ("activation", functions),
            ("output", outputs),
            ("loss", {name: loss.short_label or loss.label for name, loss in losses().items()}),
            ("biases", WORDS["biases"]),
        ):
            y = self._choice(kit, area, y, name, options)

    def _build_steps(self, kit: Kit, area: pygame.Rect, settings: Settings) -> None:
        labels = {name: each.short_label or each.label for name, each in optimizers().items()}
        y = self._choice(kit, area, area.y, "optimizer", labels)
        for name in (*optimizers()[settings.optimizer].heeds, "weight_decay"):
            y = self._slider(kit, area, y, name)

    def _build_order(self, kit: Kit, area: pygame.Rect, settings: Settings) -> None:
        y = self._choice(kit, area, area.y, "update", WORDS["update"])
        if settings.update == "batch":
            samples = len(self._snapshot.inputs) if self._snapshot else 0
            spec = replace(SPECS["batch_size"], highest=float(max(2, samples)))
            y = self._slider(kit, area, y, "batch_size", spec)
        y = self._choice(kit, area, y, "order", WORDS["order"])
        y = self._choice(kit, area, y, "init", WORDS["init"])
        self._slider(kit, area, y, "bias_range")

    def _choice(self, kit: Kit, area: pygame.Rect, y: int, name: str, options: dict[str, str]) -> int:
        """A choice with its label above; where the next setting begins."""
        label = kit.fonts.text(SPECS[name].label, TEXT_SIZE, kit.palette.text)
        place = label.get_rect(midleft=(area.x, y + kit.px(LABEL) // 2))
        self._art.blit(label, place.move(-self._rect.x, -self._rect.y))
        row = pygame.Rect(area.x, y + kit.px(LABEL), area.width, kit.px(CHOICE))
        self._choices[name] = Segmented(kit, row, list(options.items()), tip=partial(self._hint, name))
        return row.bottom + kit.px(NARROW_GAP)

    def _slider(self, kit: Kit, area: pygame.Rect, y: int, name: str, spec: Spec | None = None) -> int:
        """A slider; where the next setting begins."""
        row = pygame.Rect(area.x, y + kit.px(2), area.width, kit.px(SLIDER))
        self._sliders[name] = ValueSlider(kit, row, spec or SPECS[name], tip=partial(self._hint, name))
        return row.bottom + kit.px(GAP)

    def _hint(self, name: str) -> str:
        return HINTS[name](self._snapshot) if self._snapshot else ""

    # -- a panel -----------------------------------------------------------------------------------------------------

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        if self._back and self._back.pressed(event):
            return [ShowMore(False)]
        if self._tabs and (tab := self._tabs.changed(event)):
            self.tab = tab
            self._again()
            return []
        changes = [(name, slider.changed(event)) for name, slider in self._sliders.items()]
        chosen = [(name, choice.changed(event)) for name, choice in self._choices.items()]
        found: list[Message] = [c.Set(name, value) for name, value in (*changes, *chosen) if value is not None]
        return [*found, *(self._steppers.commands_from(event) if self._steppers else [])]

    def sync(self, view: View) -> None:
        self._snapshot = view.current
        settings = view.current.settings
        held = any(slider.held for slider in self._sliders.values())
        if _shape(self.tab, view.current) != self._shape and not held:
            self._again()
        for name, slider in self._sliders.items():
            slider.show(getattr(settings, name))
        for name, choice in self._choices.items():
            choice.show(getattr(settings, name))

    def _again(self) -> None:
        """Build what the tab shows anew."""
        if self._kit is None:
            return
        kit, rect, snapshot = self._kit, self._rect, self._snapshot
        self.kill()
        self.build(kit, rect)
        for controls in (self._sliders, self._choices):
            for name, control in controls.items():
                if snapshot:
                    control.show(getattr(snapshot.settings, name))

    @property
    def look(self) -> object:
        return self._art

    def draw(self, surface: pygame.Surface) -> None:
        surface.blit(self._art, self._rect)

    def controls(self) -> Sequence[Widget]:
        fixed = [control for control in (self._back, self._tabs) if control]
        steppers = self._steppers.buttons if self._steppers else []
        return [*fixed, *steppers, *self._choices.values(), *self._sliders.values()]

    def control(self, name: str) -> Segmented | ValueSlider:
        """The control of setting `name`, if its tab is open. Raises KeyError."""
        return self._choices[name] if name in self._choices else self._sliders[name]

    @property
    def tabs(self) -> Segmented | None:
        """What chooses the tab."""
        return self._tabs

    @property
    def steppers(self) -> LayerSteppers | None:
        """The layers' buttons, if the network's tab is open."""
        return self._steppers

    def kill(self) -> None:
        super().kill()
        self._forget()


def _shape(tab: str, snapshot: Snapshot) -> object:
    """What decides which controls a tab has, and how far they go."""
    settings = snapshot.settings
    return {
        NETWORK: settings.layers,
        STEPS: settings.optimizer,
        ORDER: (settings.update, len(snapshot.inputs)),
    }[tab]
