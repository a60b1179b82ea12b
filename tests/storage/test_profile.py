"""Profiles: what a visit adds to them, and what of two of them is kept."""

from __future__ import annotations

from game.sim.level.actions import AnswerWhy, TakeHint
from game.storage.profile import Best, LevelRecord, Profile, carried_over, merged
from tests.support.campaign_files import ready, run


def test_a_visit_adds_to_the_record_it_began_with() -> None:
    play = run(run(ready("L07"), learning_rate=0.1), learning_rate=20)
    play.do(TakeHint())
    play.do(AnswerWhy(0))
    record = LevelRecord(stars=1, tries=3, hints=2).after(play.visit, play.predicted_right)
    assert record == LevelRecord(stars=3, tries=5, hints=2, predicted_right=False)
    assert record.after(play.visit, True).predicted_right is False
    profile = Profile(name="Ada").with_level("L07", record)
    assert profile.stars == {"L07": 3}


def test_the_best_of_all_tries_is_kept_whichever_way_is_better() -> None:
    below, above = Best("max_err", 0.02), Best("push_share", 0.9, upward=True)
    assert below.or_better(Best("max_err", 0.3)) == Best("max_err", 0.3).or_better(below) == below
    assert above.or_better(Best("push_share", 0.95, upward=True)).value == 0.95
    assert below.or_better(None) == below
    assert below.or_better(above) == above, "the level measures something else now"
    play = run(ready("L07"), learning_rate=20)
    record = LevelRecord(best=below).after(play.visit, True)
    assert record.best == below
    assert record.after(play.visit, True, Best("max_err", 0.01)).best == Best("max_err", 0.01)


def test_merging_keeps_the_best_of_both_and_the_latest_switches() -> None:
    old = Profile(name="Ada", reviews={"2": True}, concepts={"before": {"Q1": 0}}, everything_open=True)
    new = Profile(name="Ada", reviews={"3": False}, concepts={"after": {"Q1": 1}}, everything_open=False)
    both = merged(old, new)
    assert both.reviews == {"2": True, "3": False}
    assert both.concepts == {"before": {"Q1": 0}, "after": {"Q1": 1}}
    assert not both.everything_open


def test_what_was_won_in_the_first_edition_is_carried_over_once() -> None:
    levels = {"L01": LevelRecord(stars=2, tries=4), "L07": LevelRecord(stars=1), "C15": LevelRecord(stars=3, tries=1)}
    before = Profile(name="Ada", levels=levels)
    after, gained = carried_over(before, {"L01": "C01", "L02": "C04", "L07": "C15"})
    assert gained == 1
    assert after.levels["C01"] == LevelRecord(stars=2, tries=4)
    assert after.levels["C15"] == LevelRecord(stars=3, tries=1)
    assert "C04" not in after.levels
    assert carried_over(after, {"L01": "C01", "L07": "C15"}) == (after, 0)
