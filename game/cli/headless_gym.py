"""An exercise of the gym with its solution, as plain data for JSON or in words."""

from __future__ import annotations

from typing import Any

from game.cli.option_values import OptionError
from game.cli.options import Options
from game.sim.gym.exercise import Exercise, spelled
from game.sim.gym.kinds import exercise, exercise_kinds


def exercise_report(options: Options) -> dict[str, Any]:
    """The exercise of the kind and seed that are asked for. Raises OptionError."""
    kind = options.exercise or ""
    if kind not in exercise_kinds():
        raise OptionError(f"--exercise is '{kind}', but must be one of {', '.join(exercise_kinds())}")
    made = exercise(kind, options.start.seed)
    return _told(made) if options.json else _lines(made)


def _told(made: Exercise) -> dict[str, Any]:
    accepted = made.accepted
    return {
        "kind": made.kind,
        "seed": made.seed,
        "given": made.given,
        "question": made.question,
        "choices": list(made.choices),
        "table": dict(made.table),
        "decimals": None if accepted is None else made.decimals,
        "answer": made.answer,
        "accepted": None if accepted is None else [accepted.low, accepted.high],
        "rule": made.rule,
        "steps": list(made.steps),
        "wrong": [{"value": wrong.value, "misconception": wrong.misconception} for wrong in made.wrong],
        "network": {
            "layers": list(made.picture.start.settings.layers),
            "loss": made.picture.start.settings.loss,
            "learning_rate": made.picture.start.settings.learning_rate,
            "inputs": list(made.picture.start.dataset.inputs[0]),
            "targets": list(made.picture.start.dataset.targets),
            **made.picture.params.as_lists(),
        },
    }


def _lines(made: Exercise) -> dict[str, Any]:
    answer = made.answer if isinstance(made.answer, str) else spelled(made.answer, made.decimals)
    lines = {f"{made.kind} {made.seed}": made.question}
    if made.table:
        lines["table"] = ", ".join(f"σ({z}) = {a}" for z, a in made.table)
    if made.choices:
        lines["choices"] = ", ".join(made.choices)
    lines |= {"rule": made.rule, "steps": "; ".join(made.steps), "answer": answer}
    for number, wrong in enumerate(made.wrong, start=1):
        value = wrong.value if isinstance(wrong.value, str) else spelled(wrong.value, made.decimals)
        lines[f"wrong answer {number}"] = f"{value} ({wrong.misconception})"
    return lines
