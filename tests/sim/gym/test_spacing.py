"""A kind that was answered wrongly comes back after two, five and twelve exercises."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from game.sim.gym.exercise import Judgement
from game.sim.gym.kinds import exercise_kinds
from game.sim.gym.spacing import GAPS, Due, GymRecord, KindRecord, after, helps, next_exercise, next_kind

KINDS = tuple(exercise_kinds())


def test_all_kinds_come_in_the_order_in_which_they_build_on_one_another() -> None:
    record, seen = GymRecord(), []
    for _ in KINDS:
        made = next_exercise(record)
        seen.append(made.kind)
        record = after(record, made, Judgement(True))
    assert tuple(seen) == KINDS
    assert record.done == record.right == len(KINDS)
    assert next_exercise(record).kind == KINDS[0]


def test_a_kind_answered_wrongly_comes_back_after_2_then_5_then_12_exercises() -> None:
    record = GymRecord()
    made = next_exercise(record, "gradient")
    record = after(record, made, Judgement(False, "δ forgotten"))
    between: list[int] = []
    since = 0
    for _ in range(40):
        made = next_exercise(record)
        if made.kind == "gradient" and "gradient" in record.due:
            between.append(since)
            since = -1
        record = after(record, made, Judgement(True))
        since += 1
    assert tuple(between) == GAPS
    assert record.due == {}
    assert record.mistakes == {"δ forgotten": 1}


def test_the_misconception_brings_the_kind_that_helps_against_it() -> None:
    assert helps("hidden_delta", "slope forgotten") == "slope"
    assert helps("hidden_delta", "sign") == "hidden_delta"
    record = after(GymRecord(), next_exercise(GymRecord(), "hidden_delta"), Judgement(False, "slope forgotten"))
    for expected in (None, None, "slope", "hidden_delta"):
        made = next_exercise(record)
        assert expected in (None, made.kind)
        record = after(record, made, Judgement(True))


def test_another_mistake_begins_the_row_of_gaps_anew() -> None:
    record = GymRecord(done=20, due={"z": Due(20, 2)})
    record = after(record, next_exercise(record), Judgement(False))
    assert record.due == {"z": Due(23, 0)}


@given(st.integers(0, 2**31), st.lists(st.booleans(), max_size=30))
@settings(max_examples=25, deadline=None)
def test_whatever_is_answered_there_is_a_next_one_and_the_record_can_be_kept(seed: int, answers: list[bool]) -> None:
    record = GymRecord(seed=seed)
    for right in answers:
        made = next_exercise(record)
        mistake = "" if right or not made.wrong else made.wrong[0].misconception
        record = after(record, made, Judgement(right, mistake))
    assert record.done == len(answers)
    assert record.right == sum(answers)
    assert msgspec.json.decode(msgspec.json.encode(record), type=GymRecord) == record
    assert len(record.due) <= len(KINDS)


def test_kinds_that_are_not_known_here_are_passed_over() -> None:
    record = GymRecord(done=5, due={"telepathy": Due(0)}, kinds={"telepathy": KindRecord(5, 5)})
    assert next_kind(record) == KINDS[0]
