"""Reading a level's file, and whether its parts fit together: names that must be known elsewhere in the file, what each
kind needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from game.sim.level.actions import Act, Answer, AnswerWhy, Assign, OpenCase, Predict, Turn
from game.sim.level.answers import AnswerSheet
from game.sim.level.boards.choices import ChoiceDeal, OpenPlace
from game.sim.level.content_error import ContentError, content_of, convert, decode
from game.sim.level.level import DealtLevel, Level
from game.sim.level.level_texts import text_problems
from game.sim.level.metrics.answered import Answered
from game.sim.level.patients import treated
from game.sim.level.play.kinds import kinds
from game.sim.level.play.visit import Stage
from game.sim.limits import layers_refusal
from game.sim.quoting import counted, quoted, shortened
from game.sim.start import DEFAULT_SEED, Start

WORDS_NEED = 3
"""How much of its panel a control with words needs."""
NUMBERS_NEED = 2
"""How much of it a control with numbers needs."""
MOST_NEEDED = 40
"""How much there is of it in the smallest window."""


def read_level(path: Path) -> Level:
    """The level in `path`. Raises ContentError."""
    return _level_in(content_of(path), path.name)


@lru_cache(maxsize=64)
def _level_in(data: bytes, file: str) -> Level:
    """The level that `data` says. Checking one takes as long as drawing a frame, and files are read again and again as
    they were: the student's own whenever the map is opened, all of them for each window that the self-check opens."""
    return checked_level(decode(data, Level, file), file)


def checked_level(level: Level, file: str) -> Level:
    """`level` if its parts fit together. Raises ContentError."""
    problem = problem_with(level)
    if problem:
        raise ContentError(f"{file}: {shortened(problem)}")
    return level


def problem_with(level: Level) -> str | None:
    """The first thing that does not fit, in a sentence that names the field; None if all does. Where something is
    drawn, one deal stands for all."""
    if level.kind not in kinds():
        allowed = ", ".join(repr(name) for name in sorted(kinds()))
        return f"kind is {quoted(level.kind)}, but must be one of {allowed}"
    try:
        dealt = level.dealt(DEFAULT_SEED)
    except ValueError as problem:
        return f"deal: {problem}"
    return next(_problems(dealt), None)


def _problems(level: Level) -> Iterator[str]:
    yield from _networks(level)
    yield from _kind(level)
    for field, names in _lists(level).items():
        for name, count in Counter(names).items():
            if count > 1:
                yield f"{field} has '{name}' {count} times, but each must be its own"
    yield from _prediction(level)
    yield from _deals(level)
    yield from _questions(level)
    yield from _medicines(level)
    yield from _solutions(level)
    yield from text_problems(level)


def _networks(level: Level) -> Iterator[str]:
    """Whether networks fit their data, and whether what the file names in a network is there."""
    for field, start in _starts(level):
        dataset = start.dataset
        refused = layers_refusal(start.settings.layers, len(dataset.inputs[0]), dataset.outputs)
        if refused:
            yield f"{field}: {refused}"
            return
    own = level.own_start
    parts: list[tuple[str, str | None]] = [
        *((f"controls[{k}]", control.problem(own.settings.layers)) for k, control in enumerate(level.controls)),
        *_question_problems(level),
        ("prediction.computed", level.prediction.computed.problem(level)),
        *(
            (f"stars[{k}].needs[{n}].measure", need.measure.problem(own))
            for k, star in enumerate(level.stars)
            for n, need in enumerate(star.needs)
        ),
        *((f"why.wrong[{k}].refuted", problem) for k, problem in enumerate(_refutations(level))),
        ("claim", level.claim.problem(own) if level.claim else None),
    ]
    yield from (f"{field}: {problem}" for field, problem in parts if problem)


def _refutations(level: Level) -> Iterator[str | None]:
    for each in level.why.wrong:
        refuted = None if isinstance(each, str) else each.refuted
        yield refuted.problem(level.own_start) if refuted else None


def _starts(level: Level) -> Iterator[tuple[str, Start]]:
    """Every start of the level, with the field that holds it."""
    yield "start", level.start.start()
    if level.deal:
        yield from (("deal", start) for _, start in level.nets(0))
    yield from ((f"patients[{k}]", patient.start()) for k, patient in enumerate(level.patients))
    for k in range(len(level.deals)):
        yield from ((f"deals[{k}].nets[{n}]", start) for n, (_, start) in enumerate(level.nets(k)))


def _question_problems(level: Level) -> Iterator[tuple[str, str | None]]:
    """Each question is asked about every deal's net of its name."""
    for deal in range(max(1, len(level.deals))):
        nets = level.nets(deal)
        for k, question in enumerate(level.questions):
            yield f"questions[{k}]", question.problem(dict(nets).get(question.net, nets[0][1]))


def _kind(level: Level) -> Iterator[str]:
    entry = kinds()[level.kind]
    for field in entry.needs:
        if not getattr(level, field):
            yield f"{field} is missing, but a level of kind {level.kind} needs it"
    restricted = {field for each in kinds().values() for field in each.takes} - {"epochs"}
    for field in sorted(restricted - set(entry.takes)):
        if getattr(level, field):
            takers = " or ".join(name for name, each in kinds().items() if field in each.takes)
            yield f"{field} is given, but only a level of kind {takers} has it"
    if level.epochs and "epochs" not in (*entry.needs, *entry.takes):
        yield f"epochs is {level.epochs}, but must be 0 in a level of kind {level.kind}"
    if level.kind == "population" and not all(each.is_setting or each.loose for each in level.controls):
        yield "controls has one that is no setting, but starts drawn at random have no single weights to set"
    worded = sum(all(isinstance(value, str) for value in control.allowed) for control in level.controls)
    needed = WORDS_NEED * worded + NUMBERS_NEED * (len(level.controls) - worded)
    if needed > MOST_NEEDED:
        yield (
            f"controls are {len(level.controls)}, which their panel has no room for: one with words counts "
            f"{WORDS_NEED}, one with numbers {NUMBERS_NEED}, and together they may come to {MOST_NEEDED}, not {needed}"
        )
    try:
        convert(level.play, entry.play.table_type, "play")
    except ContentError as problem:
        yield str(problem)
    if level.deals and level.deal:
        yield "deals are given and deal too, but a level has one or the other"


def _lists(level: Level) -> dict[str, Sequence[str]]:
    return {
        "controls": [control.name for control in level.controls],
        "prediction.choices": [choice.text for choice in level.prediction.choices],
        "questions": [question.name for question in level.questions],
        "patients": [patient.name for patient in level.patients],
        "lenses": level.lenses,
        "medicines": [medicine.name for medicine in level.medicines],
        **{f"deals[{k}].nets": [net.name for net in deal.nets] for k, deal in enumerate(level.deals)},
    }


def _prediction(level: Level) -> Iterator[str]:
    count = len(level.prediction.choices)
    if level.prediction.answer >= count:
        yield f"prediction.answer is {level.prediction.answer}, but must be 0 to {count - 1}"


def _deals(level: Level) -> Iterator[str]:
    """Whoever looks at a net must find one of that name in the next deal."""
    for k, deal in enumerate(level.deals):
        names, first = (sorted(net.name for net in each.nets) for each in (deal, level.deals[0]))
        if names != first:
            wanted = ", ".join(first)
            yield f"deals[{k}].nets have the names {', '.join(names)}, but must have those of deals[0]: {wanted}"


def _questions(level: Level) -> Iterator[str]:
    for k in range(max(1, len(level.deals))):
        names = [name for name, _ in level.nets(k)]
        for question in level.questions:
            if question.net and question.net not in names:
                yield f"deals[{k}].nets has no '{question.net}', but question {question.name} is about it"
    for k, question in enumerate(level.questions):
        earlier = [each.name for each in level.questions[:k]]
        if question.after and question.after not in earlier:
            before = ", ".join(earlier) or "none"
            yield f"questions[{k}].after is '{question.after}', but must be one of those before it: {before}"
    known = [*(question.name for question in level.questions), *(place.name for place in _choices(level))]
    for k, star in enumerate(level.stars):
        for condition in star.needs:
            for name in condition.measure.names if isinstance(condition.measure, Answered) else ():
                if name not in known:
                    known_names = ", ".join(known) or "none"
                    yield f"stars[{k}].needs: names has the question '{name}', but known are {known_names}"


def _medicines(level: Level) -> Iterator[str]:
    for medicine in level.medicines:
        for patient in level.patients:
            try:
                treated(patient.start(), medicine)
            except ValueError as problem:
                yield f"medicines: {medicine.name} cannot be given to {patient.name}, since {problem}"


def _solutions(level: Level) -> Iterator[str]:
    keys = list(dict.fromkeys(condition.measure.key for star in level.stars for condition in star.needs))
    for stars in (1, 2, 3):
        if not any(solution.stars == stars for solution in level.solutions):
            yield f"solutions has none for {counted(stars, 'star')}, but must have one each for one, two and three"
    for k, solution in enumerate(level.solutions):
        for n, act in enumerate(solution.script):
            problem = _act(level, act)
            if problem:
                yield f"solutions[{k}].script[{n}].{problem}"
        for key in solution.measured:
            if key not in keys:
                yield f"solutions[{k}].measured has '{key}', but the stars measure {', '.join(keys)}"


def _act(level: Level, act: Act) -> str | None:
    """What in a script's action is not known to the level."""
    if isinstance(act, Turn):
        control = level.control(act.control)
        refused = control.refusal(act.value, level.layers) if control else None
        if control is None:
            return _unknown("control", act.control, [each.name for each in level.controls])
        return refused and f"value: {refused}"
    if isinstance(act, Answer | OpenCase) and _choices(level):
        return kinds()[level.kind].play(level, lambda: Stage.READY, lambda _: None).refusal(act)
    if isinstance(act, Answer):
        question = level.question(act.name)
        if not question:
            return _unknown("name", act.name, [each.name for each in level.questions])
        refused = question.refusal(act.value, AnswerSheet(level.questions, level.nets(0)).start(question))
        return refused and f"value is {act.value!r}: {refused}"
    if isinstance(act, Assign):
        return _assigned(level, act)
    if isinstance(act, Predict) and not 0 <= act.choice < len(level.prediction.choices):
        return f"choice is {act.choice}, but must be 0 to {len(level.prediction.choices) - 1}"
    if isinstance(act, AnswerWhy) and not 0 <= act.choice < len(level.why.choices):
        return f"choice is {act.choice}, but must be 0 to {len(level.why.choices) - 1}"
    if isinstance(act, OpenCase) and act.name not in (names := _to_open(level)):
        return _unknown("name", act.name, names)
    return None


def _choices(level: Level) -> tuple[OpenPlace, ...]:
    """The places that are to be filled in a level of choices."""
    table = level.table if isinstance(level, DealtLevel) else None
    return table.places if isinstance(table, ChoiceDeal) else ()


def _assigned(level: Level, act: Assign) -> str | None:
    patients, medicines = ([part.name for part in parts] for parts in (level.patients, level.medicines))
    if act.patient not in patients:
        return _unknown("patient", act.patient, patients)
    if act.medicine is not None and act.medicine not in medicines:
        return _unknown("medicine", act.medicine, medicines)
    return None


def _to_open(level: Level) -> list[str]:
    """Names of the patients and nets, those of the deal on the table included."""
    nets = [name for deal in range(max(1, len(level.deals))) for name, _ in level.nets(deal) if name]
    return [*(patient.name for patient in level.patients), *nets]


def _unknown(field: str, value: str, names: Sequence[str]) -> str:
    return f"{field} is '{value}', but must be one of {', '.join(dict.fromkeys(names)) or 'none'}"
