"""The director: which screen is seen, how one comes to another and back, and what goes along."""

from __future__ import annotations

import gc
import shutil
import weakref
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pygame
import pytest

from game.cli.option_values import OptionError
from game.sim import commands as c
from game.sim.start import Start
from game.ui.draw.motion import FADE_SECONDS
from game.ui.intents import Toggle
from game.ui.screen import Go, Place, Request, ViewOptions, as_request
from game.ui.screens import tidying
from game.ui.screens.director import Director
from game.ui.screens.lab import LabScreen
from game.ui.screens.level import LevelScreen
from game.ui.screens.level_map import LevelMapScreen
from game.window import campaign_screens as campaign_rooms
from tests.support.campaign_files import FIRST_EDITION
from tests.support.certain import now
from tests.support.cockpit import Cockpit
from tests.support.stage import centre
from tests.support.tour import Tour

SIZE = (64, 40)
COLOURS = {Place.MAP: (200, 0, 0), Place.LEVEL: (0, 200, 0), Place.SANDBOX: (0, 0, 200), Place.CHECK: (90, 90, 90)}


class Plain:
    """A screen of one colour that notes its life."""

    def __init__(self, go: Go) -> None:
        self.colour = COLOURS[go.place]
        self.life: list[object] = []

    def build(self, size: tuple[int, int], options: ViewOptions) -> None:
        self.life.append((size, options))

    def building(self, size: tuple[int, int], options: ViewOptions) -> Iterator[None]:
        yield
        self.build(size, options)

    def arrive(self, go: Go) -> None:
        self.life.append(go)

    def handle(self, event: pygame.event.Event) -> Request | None:
        return as_request(event.request)

    def update(self, now: float) -> None:
        pass

    @property
    def keyboard_at(self) -> pygame.Rect | None:
        return None

    def look_at(self, part: pygame.Rect | None) -> None:
        pass

    def draw(self, surface: pygame.Surface, afresh: bool = True) -> None:
        surface.fill(self.colour)

    def say(self, sentence: str | None) -> None:
        self.life.append(sentence)

    @property
    def waits(self) -> bool:
        return False

    def leave(self) -> None:
        self.life.append("left")


class House:
    """A director of plain screens; that of the sandbox and the map are made once."""

    def __init__(self, first: Place) -> None:
        self.made: list[Go] = []
        self.kept: dict[Place, Plain] = {}
        self.surface = pygame.Surface(SIZE)
        self.director = Director(self.make, Go(first), SIZE)

    @property
    def screen(self) -> Plain:
        """The one that is seen."""
        screen = self.director.screen
        assert isinstance(screen, Plain)
        return screen

    def make(self, go: Go) -> Plain:
        if go.place in self.kept:
            return self.kept[go.place]
        self.made.append(go)
        screen = Plain(go)
        if go.place in (Place.SANDBOX, Place.MAP):
            self.kept[go.place] = screen
        return screen

    def go(self, *places: Place) -> list[Place]:
        """Where one is after going to each of the places."""
        seen = []
        for place in places:
            event = pygame.event.Event(pygame.USEREVENT, request=Go(place, level=f"level {len(self.made)}"))
            self.director.handle(event, self.surface)
            seen.append(self.director.place)
        return seen

    def pixel(self, now: float) -> tuple[int, ...]:
        """What is seen at `now` seconds."""
        self.director.update(now)
        self.director.draw(self.surface)
        return tuple(self.surface.get_at((3, 3)))[:3]


@pytest.fixture
def house() -> House:
    return House(Place.SANDBOX)


MAP, LEVEL, SANDBOX, CHECK, BACK = Place.MAP, Place.LEVEL, Place.SANDBOX, Place.CHECK, Place.BACK


def test_a_screen_is_built_before_it_arrives_and_leaves_when_another_comes(house: House) -> None:
    first = house.screen
    assert first.life == [(SIZE, ViewOptions()), Go(SANDBOX)]
    house.go(MAP)
    assert first.life[-1] == "left"
    assert house.director.screen is not first


def test_back_leads_the_way_one_came(house: House) -> None:
    assert house.go(MAP, LEVEL, CHECK, BACK, BACK, BACK) == [MAP, LEVEL, CHECK, LEVEL, MAP, SANDBOX]


def test_a_level_left_for_the_sandbox_is_found_as_it_was(house: House) -> None:
    house.go(MAP, LEVEL)
    level = house.director.screen
    assert house.go(SANDBOX, BACK) == [SANDBOX, LEVEL]
    assert house.director.screen is level
    assert sum(go.place is LEVEL for go in house.made) == 1


def test_the_next_level_takes_the_place_of_the_one_before(house: House) -> None:
    house.go(MAP, LEVEL)
    before = house.director.screen
    house.go(LEVEL)
    assert house.director.screen is not before
    assert house.go(BACK) == [MAP]


def test_what_one_came_back_from_is_thrown_away_and_what_one_may_come_back_to_is_not(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    thrown: list[Place] = []
    monkeypatch.setattr(tidying, "gc", SimpleNamespace(collect=lambda: thrown.append(house.director.place)))
    for number, place in enumerate((MAP, LEVEL, CHECK, BACK, SANDBOX, BACK, MAP)):
        house.go(place)
        for second in range(5):
            house.pixel(1000.0 * number + second)
    assert thrown == [MAP, LEVEL, CHECK, LEVEL, LEVEL, MAP], "three were built, and three went off the way"


def test_the_map_begins_a_new_way(house: House) -> None:
    assert house.go(MAP, LEVEL, MAP, BACK) == [MAP, LEVEL, MAP, SANDBOX]
    assert house.go(MAP, LEVEL, SANDBOX, MAP, BACK) == [MAP, LEVEL, SANDBOX, MAP, SANDBOX]


@pytest.mark.parametrize(("first", "behind"), [(LEVEL, MAP), (CHECK, MAP), (MAP, SANDBOX), (SANDBOX, MAP)])
def test_behind_the_first_screen_lies_another(first: Place, behind: Place) -> None:
    assert House(first).go(BACK) == [behind]


def test_what_stays_the_same_is_not_built_again(house: House) -> None:
    lab = house.screen
    house.go(MAP, BACK, MAP, BACK)
    assert sum(isinstance(event, tuple) for event in lab.life) == 1
    house.go(MAP)
    house.director.resize((80, 50))
    house.go(BACK)
    assert lab.life[-2:] == [((80, 50), ViewOptions()), Go(SANDBOX)]


def test_switches_of_the_view_go_along(house: House) -> None:
    lab = house.screen
    house.director.carry_out(Toggle("colour_blind"))
    house.director.update(0.0)
    assert lab.life[-1] == (SIZE, ViewOptions(colour_blind=True))
    house.go(MAP)
    assert (SIZE, ViewOptions(colour_blind=True)) in house.screen.life
    house.director.carry_out(Toggle("colour_blind"))
    house.go(BACK)
    assert (SIZE, ViewOptions()) == lab.life[-2]


def test_a_screen_is_built_once_for_several_switches_and_the_size_that_they_lead_to(house: House) -> None:
    before = len(house.screen.life)
    house.director.carry_out(Toggle("colour_blind"))
    house.director.carry_out(Toggle("text_size"))
    house.director.resize((80, 50))
    house.director.update(0.0)
    assert house.screen.life[before:] == [((80, 50), ViewOptions(colour_blind=True, text_size=125))]


def test_one_screen_fades_into_the_next_within_a_fifth_of_a_second(house: House) -> None:
    assert house.pixel(0.0) == COLOURS[SANDBOX]
    house.go(MAP)
    assert house.pixel(1.0) == COLOURS[SANDBOX]
    between = house.pixel(1.0 + FADE_SECONDS / 2)
    assert 0 < between[0] < 200
    assert 0 < between[2] < 200
    assert FADE_SECONDS <= 0.2
    assert house.pixel(1.0 + FADE_SECONDS) == COLOURS[MAP]


def test_with_reduced_motion_it_is_there_at_once(house: House) -> None:
    house.pixel(0.0)
    house.director.carry_out(Toggle("reduced_motion"))
    house.go(MAP)
    assert house.pixel(0.1) == COLOURS[MAP]


def test_a_resize_ends_the_fade(house: House) -> None:
    house.pixel(0.0)
    house.go(MAP)
    house.director.resize(SIZE)
    assert house.pixel(0.01) == COLOURS[MAP]


# -- the real window ---------------------------------------------------------------------------------------------------


def test_the_game_opens_in_the_sandbox_and_the_map_is_one_click_away(tmp_path: Path) -> None:
    tour = Tour(tmp_path)
    assert isinstance(tour.screen, LabScreen)
    tour.click(tour.levels_button())
    assert isinstance(tour.screen, LevelMapScreen)


def test_the_key_l_leads_to_the_map_too(tmp_path: Path) -> None:
    tour = Tour(tmp_path)
    tour.key(pygame.K_RETURN)
    tour.key(pygame.K_l, text="l")
    assert isinstance(tour.screen, LevelMapScreen)


def test_the_session_is_there_when_one_comes_back(tmp_path: Path) -> None:
    tour = Tour(tmp_path)
    tour.key(pygame.K_RETURN)
    tour.window.session.send(c.Step("epoch", 40))
    tour.window.session.send(c.Play())
    tour.seconds(0.2)
    tour.to_map()
    state = tour.simulation.state_hash()
    tour.seconds(1.0)
    assert tour.simulation.state_hash() == state  # nobody watches: time stands still
    tour.escape()
    assert isinstance(tour.screen, LabScreen)
    assert tour.snapshot.epoch >= 40
    tour.seconds(0.2)
    assert tour.simulation.state_hash() != state


def test_options_chosen_in_the_sandbox_hold_on_the_map_and_the_other_way_round(tmp_path: Path) -> None:
    tour = Tour(tmp_path)
    tour.key(pygame.K_RETURN)
    kit = tour.lab.kit
    tour.key(pygame.K_m, text="m")
    assert tour.lab.options == ViewOptions(reduced_motion=True)
    assert tour.toast == "Motion reduced"
    assert tour.lab.kit is kit, "nothing has to be made anew for that"
    level_map = tour.to_map()
    assert level_map.options.reduced_motion
    tour.key(pygame.K_c, text="c")
    assert tour.said == "Colour-blind palette on"
    tour.escape()
    assert tour.lab.kit is not kit
    assert tour.lab.options == ViewOptions(colour_blind=True, reduced_motion=True)


def test_a_resize_on_the_map_reaches_the_lab(tmp_path: Path) -> None:
    tour = Tour(tmp_path)
    tour.to_map()
    tour.resize((1100, 700))
    tour.escape()
    assert tour.lab.top.button("keys").rect.right <= 1100


def test_a_level_can_be_opened_directly_and_escape_leads_to_the_map(tmp_path: Path) -> None:
    tour = Tour(tmp_path, "--level", "L03")
    first = tour.screen
    assert isinstance(first, LevelScreen)
    assert first.play.level.id == "L03"
    tour.escape()
    assert isinstance(now(tour.screen), LevelMapScreen)
    tour.escape()
    assert isinstance(tour.screen, LabScreen)
    tour.close()


def test_a_level_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="--level is 'L77', but must be one of L01, L02"):
        Cockpit(tmp_path, "--level", "L77")


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A teacher has made a mistake in a level; what is to be said of it."""
    assets = tmp_path / "assets"
    shutil.copytree(FIRST_EDITION, assets / "levels")
    file = assets / "levels" / "07-fifty-epochs.toml"
    file.write_text(file.read_text("utf-8").replace("epochs = 4000", 'epochs = "many"'), "utf-8")
    monkeypatch.setattr(campaign_rooms, "LEVELS", assets / "levels")
    return "07-fifty-epochs.toml: epochs is 'many': expected `int`, got `str`"


def test_a_mistake_in_a_level_is_told_in_the_lab_instead_of_the_map(tmp_path: Path, broken: str) -> None:
    tour = Tour(tmp_path)
    for way in ("click", "escape"):
        tour.click(centre(tour.lab.top.button("levels").rect)) if way == "click" else tour.escape()
        tour.frames(3)
        assert isinstance(tour.screen, LabScreen)
        assert tour.toast == broken
    tour.close()


def test_a_mistake_in_a_level_is_told_when_one_is_asked_for(tmp_path: Path, broken: str) -> None:
    with pytest.raises(OptionError) as refused:
        Cockpit(tmp_path, "--level", "L03")
    assert str(refused.value) == broken


def test_a_start_sent_from_a_level_opens_in_the_sandbox_and_the_first_button_leads_back(tmp_path: Path) -> None:
    tour = Tour(tmp_path, "--level", "L03")
    level = tour.screen
    tour.window.director.carry_out(Go(Place.SANDBOX, start=Start(scenario="or", seed=12), note="Look here"))
    tour.frames(3)
    assert (tour.snapshot.scenario, tour.snapshot.seed) == ("or", 12)
    assert tour.toast == "Look here"
    tour.click(centre(tour.lab.top.button("levels").rect))
    assert tour.screen is level
    tour.close()


def test_what_a_screen_built_before_is_let_go_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tidying, "gc", gc)  # in other tests it only counts
    cockpit = Cockpit(tmp_path, "--size", "1024x640")
    cockpit.key(pygame.K_ESCAPE)
    kits = []
    for _ in range(3):
        cockpit.key(pygame.K_c)
        kits.append(weakref.ref(cockpit.lab.kit))
        for _ in range(60):
            cockpit.frame()
    assert [kit() is None for kit in kits] == [True, True, False]
    cockpit.window.close()
