"""How many patients one medicine would cure."""

from __future__ import annotations

from game.sim.level.level_facts import LevelFacts
from game.sim.level.patients import outcome
from game.sim.level.predictions import Computation, Entry


class CuredBy(Computation, frozen=True, tag="cured_by"):
    """Patients cured if all of them got `medicine`."""

    medicine: str

    def problem(self, level: LevelFacts) -> str | None:
        if self.medicine in [medicine.name for medicine in level.medicines]:
            return None
        return f"medicine is '{self.medicine}', but must be one of the level's medicines"

    def value(self, level: LevelFacts) -> float:
        medicine = next((m for m in level.medicines if m.name == self.medicine), None)
        return sum(outcome(patient.start(), medicine, level.epochs).cured for patient in level.patients)


COMPUTATION = Entry("cured_by", 11, CuredBy)
