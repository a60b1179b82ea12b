"""Giving medicines to sick networks."""

from __future__ import annotations

from collections.abc import Callable

from game.sim.commands import Step
from game.sim.level.actions import Action, Assign, OpenCase
from game.sim.level.evidence import Evidence
from game.sim.level.level import Level
from game.sim.level.level_parts import Medicine
from game.sim.level.patients import PatientOutcome, outcome, treated
from game.sim.level.play.kinds.kind import KindEntry, PlayKind
from game.sim.level.play.level_simulation import Listener
from game.sim.level.play.visit import Stage
from game.sim.level.start_table import NamedStart
from game.sim.start import Start


class Assigning(PlayKind):
    """`given` holds each patient's medicine, `outcomes` what the last submission did to them, and `patient` is the one
    that is shown: as it is, or after a submission, as its medicine left it. It may be watched at any time."""

    def __init__(self, level: Level, stage: Callable[[], Stage], listener: Listener) -> None:
        super().__init__(level, stage, listener)
        self.given: dict[str, str] = {}
        self.outcomes: dict[str, PatientOutcome] = {}
        self._waiting: list[NamedStart] = []
        self.patient = level.patients[0].name

    @property
    def watchable(self) -> tuple[Stage, ...]:
        return Stage.READY, Stage.RESULT

    def unready(self) -> str | None:
        without = [patient.name for patient in self.level.patients if patient.name not in self.given]
        return f"{without[0]} has no medicine yet" if without else None

    def begin(self) -> None:
        self.outcomes, self._waiting = {}, list(self.level.patients)

    def advance(self) -> None:
        """Treat one patient: all of them at once would cost the window some frames."""
        if self._waiting:
            patient = self._waiting.pop(0)
            self.outcomes[patient.name] = outcome(patient.start(), self._medicine(patient.name), self.level.epochs)

    @property
    def over(self) -> bool:
        return not self._waiting

    def finish(self) -> None:
        while self._waiting:
            self.advance()
        self._show(self.patient)

    def again(self) -> None:
        self.outcomes = {}
        self._show(self.patient)

    def evidence(self) -> Evidence:
        if not self.outcomes:
            return self.found()
        cured = sum(each.cured for each in self.outcomes.values())
        return self.found(epoch=self.level.epochs, cured=cured)

    def refusal(self, action: Action) -> str | None:
        if isinstance(action, OpenCase):
            return self._unknown_patient(action.name)
        if not isinstance(action, Assign):
            return super().refusal(action)
        names = [medicine.name for medicine in self.level.medicines]
        if action.medicine is not None and action.medicine not in names:
            return f"there is no medicine '{action.medicine}': there are {', '.join(names)}"
        return self._unknown_patient(action.patient)

    def carry_out(self, action: Action) -> None:
        if isinstance(action, OpenCase):
            self._show(action.name)
        elif isinstance(action, Assign):
            self._give(action)
        else:
            super().carry_out(action)

    def _unknown_patient(self, name: str) -> str | None:
        names = [patient.name for patient in self.level.patients]
        return None if name in names else f"there is no patient '{name}': there are {', '.join(names)}"

    def _give(self, action: Assign) -> None:
        """Each medicine is there once."""
        others = {name: held for name, held in self.given.items() if name != action.patient and held != action.medicine}
        self.given = others if action.medicine is None else {**others, action.patient: action.medicine}

    def _medicine(self, patient: str) -> Medicine | None:
        return next((each for each in self.level.medicines if each.name == self.given.get(patient)), None)

    def _show(self, name: str) -> None:
        self.patient = name
        start: Start = next(patient.start() for patient in self.level.patients if patient.name == name)
        if not self.outcomes:
            self.simulation = self.simulate(start)
            return
        self.simulation = self.simulate(treated(start, self._medicine(name)))
        self.simulation.carry_out(Step("epoch", self.limit))

    @property
    def decisive_epoch(self) -> int:
        """When the patient that is shown got well."""
        shown = self.outcomes.get(self.patient)
        return (shown.first_epoch or 0) if shown else 0


KIND = KindEntry("assign", 4, Assigning, needs=("patients", "medicines", "epochs"), takes=("patients", "medicines"))
