"""The ward: sick networks, each to be opened and looked into, and the medicines to give them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pygame

from game.sim.level.actions import Assign, BeginTry, OpenCase
from game.sim.level.patients import outcome
from game.sim.level.play.kinds.assigning import Assigning
from game.sim.level.play.level_play import LevelPlay
from game.sim.level.play.visit import Stage
from game.sim.quoting import counted
from game.ui.draw.capitals import capitalised
from game.ui.draw.kit import Kit
from game.ui.draw.lettering import Lettering
from game.ui.draw.number_text import figure
from game.ui.draw.paint import rounded_box
from game.ui.draw.palette import mix
from game.ui.draw.panel_background import MARGIN, panel_background
from game.ui.level.background import Background
from game.ui.level.controls.control_row import word_text
from game.ui.level.controls.go_button import GoButton
from game.ui.level.intents import Do
from game.ui.toolkit.panel import Focusable, Hint, Message
from game.ui.toolkit.picture_panel import PicturePanel
from game.ui.widgets.button import Button

TOP = 32
"""Design pixels: from the panel's top to the first patient."""
GO = 44
"""Design pixels: height of the button that treats them."""
GAP = 7
"""Design pixels: between patients."""
NOTE = 18
"""Design pixels: height of the note above that button."""
PADDING = 7
"""Design pixels: from a patient's edges to what is in it."""
HEAD = 22
"""Design pixels: height of a patient's head."""
OPEN_WIDTH = 58
"""Design pixels: width of the button that opens a patient."""
PILL = 21
"""Design pixels: height of a cure."""


class PatientsPanel(PicturePanel):
    """Who is ill, and the buttons that give each a medicine."""

    def __init__(self, play: LevelPlay) -> None:
        self._play = play
        self._kit: Kit | None = None
        self._look: object = None
        self.opens: dict[str, Button] = {}
        self.medicines: dict[tuple[str, str], Button] = {}
        epochs = play.level.epochs
        self.untreated = Background(
            lambda _: ((each.name, outcome(each.start(), None, epochs)) for each in play.level.patients)
        )

    @property
    def _kind(self) -> Assigning:
        kind = self._play.kind
        assert isinstance(kind, Assigning)
        return kind

    # -- life --------------------------------------------------------------------------------------------------------

    def build(self, kit: Kit, rect: pygame.Rect) -> None:
        self._kit, self._rect, self._look = kit, rect, None
        self._picture = panel_background(kit, rect.size)
        margin = kit.px(MARGIN - 2)
        place = pygame.Rect(rect.x + margin, rect.bottom - margin - kit.px(GO), rect.width - 2 * margin, kit.px(GO))
        self.go = GoButton(kit, place, self._play.level.button, icon="play", tip=self._go_tip)
        area = pygame.Rect(
            place.x, rect.y + kit.px(TOP), place.width, place.top - kit.px(NOTE + 2) - rect.y - kit.px(TOP)
        )
        self._note_y = place.top - kit.px(NOTE // 2 + 1) - rect.y
        patients = self._play.level.patients
        height = min(kit.px(150), (area.height - kit.px(GAP) * (len(patients) - 1)) // len(patients))
        self._cards = {
            patient.name: pygame.Rect(area.x, area.y + k * (height + kit.px(GAP)), area.width, height)
            for k, patient in enumerate(patients)
        }
        for name, card in self._cards.items():
            self._build_card(kit, name, card)

    def _build_card(self, kit: Kit, name: str, card: pygame.Rect) -> None:
        pad = kit.px(PADDING)
        place = pygame.Rect(card.right - pad - kit.px(OPEN_WIDTH), card.y + kit.px(5), kit.px(OPEN_WIDTH), kit.px(HEAD))
        self.opens[name] = Button(kit, place, "Open", tip=f"Show {name}: its network, deltas and slopes.")
        gap = kit.px(4)
        width, height = (card.width - 2 * pad - gap) // 2, kit.px(PILL)
        top = card.bottom - pad - 2 * height - gap
        for k, medicine in enumerate(self._play.level.medicines):
            at = pygame.Rect(card.x + pad + (k % 2) * (width + gap), top + (k // 2) * (height + gap), width, height)
            self.medicines[name, medicine.name] = Button(
                kit,
                at,
                medicine.name.removeprefix("switch to "),
                tip=f"Give {name}: {medicine.name}. There is one of each.",
            )

    def kill(self) -> None:
        if self._kit is None:
            return
        for button in (*self.opens.values(), *self.medicines.values(), self.go):
            button.kill()
        self.opens, self.medicines, self._kit = {}, {}, None

    # -- events ------------------------------------------------------------------------------------------------------

    def commands_from(self, event: pygame.event.Event) -> Sequence[Message]:
        if self.go.pressed(event):
            return [Do(BeginTry())]
        for name, button in self.opens.items():
            if button.pressed(event):
                return [Do(OpenCase(name))]
        for (patient, medicine), button in self.medicines.items():
            if button.pressed(event):
                held = self._kind.given.get(patient) == medicine
                return [Do(Assign(patient, None if held else medicine))]
        return []

    # -- looks -------------------------------------------------------------------------------------------------------

    def update(self, now: float, *, still: bool) -> None:
        if self._kit is None:
            return
        kind, stage = self._kind, self._play.visit.stage
        self.go.set_enabled(stage in (Stage.READY, Stage.RESULT))
        for name, button in self.opens.items():
            button.set_selected(kind.patient == name)
        for (patient, medicine), button in self.medicines.items():
            button.set_selected(kind.given.get(patient) == medicine)
            button.set_enabled(stage in (Stage.READY, Stage.RESULT))
        look = (
            dict(kind.outcomes),
            dict(kind.given),
            kind.patient,
            len(self.untreated.found),
            self._play.visit.tries,
        )
        if look != self._look:
            self._look = look
            self._picture = self._painted(self._kit)

    def _painted(self, kit: Kit) -> pygame.Surface:
        note = "loss: with its medicine" if self._kind.outcomes else "loss: untreated"
        picture, palette = panel_background(kit, self._rect.size, "Patients", note), kit.palette
        pen = Lettering(kit, picture)
        for name, card in self._cards.items():
            place = card.move(-self._rect.x, -self._rect.y)
            shown = self._kind.patient == name
            line = palette.positive if shown else mix(palette.panel, palette.line, 0.9)
            picture.blit(
                rounded_box(place.size, kit.px(9), mix(palette.panel, palette.raised, 0.6), line, max(1, kit.px(1))),
                place,
            )
            self._words(pen, place, name)
        tries, level = self._play.visit.tries, self._play.level
        words = f"{counted(tries, level.noun)} so far · {counted(level.epochs, 'epoch')} each"
        pen.write(words, (self._rect.width // 2, self._note_y), 12, palette.muted, anchor="center")
        return picture

    def _words(self, pen: Lettering, place: pygame.Rect, name: str) -> None:
        kit, palette, pad = pen.kit, pen.kit.palette, pen.kit.px(PADDING)
        treated = self._kind.outcomes.get(name)
        title = pen.write(name, (place.x + pad + 2, place.y + kit.px(15)), 15, palette.text, "semibold")
        if treated:
            sign, colour, text = (
                ("check", palette.gradient, "cured") if treated.cured else ("cross", palette.negative, "still sick")
            )
            icon = kit.icons.get(sign, kit.px(12), colour)
            pen.surface.blit(icon, icon.get_rect(midleft=(title.right + kit.px(10), title.centery)))
            pen.write(text, (title.right + kit.px(26), title.centery), 13, colour, "medium")
        room = place.width - 2 * pad
        symptoms = pen.first_fitting(self.symptoms(name), 11.5, room)
        pen.write(symptoms, (place.x + pad + 2, place.y + kit.px(35)), 11.5, palette.muted, room=room)

    def symptoms(self, name: str) -> tuple[str, ...]:
        """What it is and what its loss does, untreated or, once it is treated, with its medicine: in full and in
        short."""
        outcome = self._kind.outcomes.get(name) or dict(self.untreated.found).get(name)
        patient = next(each for each in self._play.level.patients if each.name == name)
        settings = (outcome.start if outcome else patient.start()).settings
        words = (word_text("activation", settings.activation), word_text("loss", settings.loss))
        kind = f"{', '.join(words)}, η {settings.learning_rate:g}"
        if outcome is None:
            return (kind,)
        losses = " → ".join(figure(loss, 2) for loss in outcome.losses)
        return f"{kind} · loss {losses}", f"{kind} · {losses}"

    def _go_tip(self) -> str:
        reason = self._play.refusal(BeginTry())
        return capitalised(reason) + "." if reason else "Train all four with their medicines (Space)."

    def hints(self) -> Iterable[Hint]:
        buttons = (*self.opens.values(), *self.medicines.values(), self.go)
        return [hint for button in buttons if (hint := button.hint())]

    def focusables(self) -> Sequence[Focusable]:
        return [button for button in (*self.opens.values(), *self.medicines.values(), self.go) if button.enabled]
