"""What the results of the concept check say."""

from __future__ import annotations

from game.paths import ASSETS
from game.sim.campaign.concepts import SITTINGS, UNSURE, Change, form_for, in_form, read_concepts
from game.ui.concept_check.results import LOOKS, first_outcome, gain_outcome
from game.ui.draw.text_files import load_text
from game.ui.screens.concept_check import CheckTexts

ALL = read_concepts(ASSETS / "text" / "concepts.toml")
CONCEPTS = in_form(ALL, form_for(SITTINGS[0], {}, "Player 1"))
OTHERS = in_form(ALL, form_for(SITTINGS[1], {SITTINGS[0]: {CONCEPTS[0].id: 0}}, "Player 1"))
TEXTS = load_text("concept_check", CheckTexts)
WORDS = {**TEXTS.result, **TEXTS.change}
IDS, OTHER_IDS = ([concept.id for concept in form] for form in (CONCEPTS, OTHERS))
KNOWING, GUESSING = dict.fromkeys(OTHER_IDS, 0), dict.fromkeys(IDS, 2)


def test_the_first_result_gives_no_answer_away() -> None:
    outcome = first_outcome(CONCEPTS, {**dict.fromkeys(IDS, 0), IDS[3]: 1}, WORDS, WORDS["first_note"])
    assert outcome.title == "15 of 16 answered right."
    shown = " ".join((*outcome.lines, *(row.sentence for row in outcome.rows)))
    for concept in CONCEPTS:
        assert concept.reason not in shown
        assert concept.misconception(1) not in shown
    assert [row.status for row in outcome.rows].count("to come") == 1


def test_the_second_result_tells_what_became_of_every_idea() -> None:
    """In the other form."""
    before = {**GUESSING, **dict.fromkeys(IDS[:3], 0)}
    after = {**KNOWING, OTHER_IDS[2]: 1, OTHER_IDS[15]: 2}
    outcome = gain_outcome(OTHERS, before, after, WORDS, CONCEPTS)
    looks = [row.look for row in outcome.rows]
    assert looks == ["known", "known", "slipped", *["overcome"] * 12, "held"]
    assert outcome.title == "Before 3, now 14 of 16."
    assert outcome.lines == (WORDS["gained"].format(share="85%"), WORDS["some_slipped"])
    overcome = outcome.rows[4].sentence
    assert overcome == f"What misled you before: {CONCEPTS[4].misconception(2)}. {OTHERS[4].reason}"
    held = outcome.rows[15].sentence
    assert OTHERS[15].right in held
    assert held.endswith(f"What misled you: {OTHERS[15].misconception(2)}.")


def test_who_did_not_know_had_no_misconception() -> None:
    before, after = {**GUESSING, IDS[0]: UNSURE, IDS[1]: UNSURE}, {**KNOWING, OTHER_IDS[1]: UNSURE}
    outcome = gain_outcome(OTHERS, before, after, WORDS, CONCEPTS)
    assert [row.look for row in outcome.rows[:3]] == ["overcome", "unsure", "overcome"]
    assert outcome.rows[0].sentence == OTHERS[0].reason
    assert "misled" not in outcome.rows[1].sentence


def test_nothing_to_gain_and_nothing_gained_are_said_kindly() -> None:
    guessing = dict.fromkeys(OTHER_IDS, 1)
    assert gain_outcome(OTHERS, dict.fromkeys(IDS, 0), KNOWING, WORDS).lines == (WORDS["nothing_to_gain"],)
    assert gain_outcome(OTHERS, GUESSING, guessing, WORDS).lines == ()
    worse = gain_outcome(OTHERS, {**GUESSING, IDS[0]: 0}, guessing, WORDS)
    assert worse.lines == (WORDS["some_slipped"],)


def test_every_change_has_words_and_a_sign() -> None:
    assert {change.value for change in Change} <= set(TEXTS.change)
    assert {change.value for change in Change} <= set(LOOKS)
    assert set(TEXTS.intro) == set(SITTINGS)
