"""The certificate: what it tells, and that it has room."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from game.sim.campaign.concepts import form_for, in_form
from game.sim.gym.spacing import GymRecord, KindRecord
from game.storage.profile import LevelRecord, Profile
from game.ui.licence.facts import licence_facts
from game.ui.screen import Go, Place
from game.ui.screens.licence import LicenceScreen
from tests.support.certain import there
from tests.support.tour import SIZES, Tour
from tests.support.written import written


def test_what_has_changed_is_told_once_there_are_two_checks(tour: Tour) -> None:
    concepts = tour.window.rooms.campaign.concepts
    first = form_for("before", {}, "Player 1")
    before, after = in_form(concepts, first), in_form(concepts, "B" if first == "A" else "A")
    profile = Profile(
        name="Player 1",
        levels={level.id: LevelRecord(stars=3, tries=2) for level in tour.campaign.levels},
        concepts={
            "before": {each.id: 0 if k < 4 else 1 for k, each in enumerate(before)},
            "after": {each.id: 0 if k < 12 else 2 for k, each in enumerate(after)},
        },
        gym=GymRecord(done=12, kinds={"z": KindRecord(12, 9)}),
    )
    facts = licence_facts(tour.campaign, profile, concepts)
    assert facts.compared == "Concept check: 4 of 16 right before, 12 now. That is 67% of what there was to gain."
    assert facts.overcome == tuple(each.concept for each in after[4:12])
    assert facts.open == tuple(each.concept for each in after[12:])
    assert facts.achievements.endswith("9 of 12 exercises in the gym were right.")
    alone = msgspec.structs.replace(profile, concepts={"after": profile.concepts["after"]})
    assert licence_facts(tour.campaign, alone, concepts).compared == ""


@pytest.mark.parametrize(
    ("concepts", "told"),
    [({}, "what you know by now"), ({"before": {"A1": 0}}, "what has changed since your first one")],
)
def test_only_after_a_first_check_another_is_said_to_tell_what_has_changed(
    tour: Tour, concepts: dict[str, dict[str, int]], told: str
) -> None:
    levels = {level.id: LevelRecord(stars=3, tries=2) for level in tour.campaign.levels}
    tour.profiles.keep(Profile(name="Mia", levels=levels, concepts=concepts))
    with written() as texts:
        tour.window.director.carry_out(Go(Place.LICENCE))
        tour.seconds(0.4)
    assert f"The concept check tells {told}. It takes five minutes." in texts
    assert isinstance(tour.screen, LicenceScreen)
    assert told in there(tour.screen.certificate.buttons["check"].hint()).text()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["Mia", "W" * 40])
def test_everything_has_room_whatever_the_name(tmp_path: Path, size: str, name: str) -> None:
    tour = Tour(tmp_path, "--size", size)
    tour.to_map()
    concepts = tour.window.rooms.campaign.concepts
    tour.profiles.keep(
        Profile(
            name=name,
            levels={level.id: LevelRecord(stars=3, tries=2) for level in tour.campaign.levels},
            concepts={
                "before": {each.id: 1 for each in in_form(concepts, "A")},
                "after": {each.id: each.number % 2 for each in in_form(concepts, "B")},
            },
        )
    )
    tour.window.director.carry_out(Go(Place.LICENCE))
    tour.seconds(0.4)
    assert isinstance(tour.screen, LicenceScreen)
    sheet = tour.screen.certificate
    assert tour.surface.get_rect().contains(sheet.rect)
    rects = [button.rect for button in sheet.buttons.values()]
    assert all(sheet.rect.contains(rect) for rect in rects)
    assert all(one.right <= other.left for one, other in pairwise(rects))
    tour.close()
