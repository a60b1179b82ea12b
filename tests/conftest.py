"""No test opens a window or makes a sound."""

import gc
import os
import sys
from collections.abc import Iterator
from functools import cache

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"

import pytest
from hypothesis import settings

from game.environment import prepare

# each worker and each game that a test starts would compile the game, and each worker rewrite every assert, anew
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
prepare()

import pygame  # noqa: E402

from game.cli import headless_level  # noqa: E402
from game.sim.demos import read_demos  # noqa: E402
from game.sim.level.level import Level  # noqa: E402
from game.ui.dialogs import demos  # noqa: E402
from game.ui.draw import kit  # noqa: E402
from game.ui.draw.kit import Kit  # noqa: E402
from game.ui.draw.lettering import Lettering  # noqa: E402
from game.ui.level.result import prediction_check  # noqa: E402
from game.ui.level.result.wider_evidence import WiderEvidence  # noqa: E402
from game.ui.screens import tidying  # noqa: E402
from game.ui.toolkit.panel_board import PanelBoard  # noqa: E402
from game.window import campaign_screens  # noqa: E402
from tests.support.campaign_files import FIRST_EDITION, read_once  # noqa: E402
from tests.support.rubbish import Rubbish  # noqa: E402
from tests.support.written import Written  # noqa: E402

settings.register_profile("glassbox", deadline=None, max_examples=40, derandomize=True, database=None)
settings.register_profile("search", deadline=None, max_examples=1000, database=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "glassbox"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="draw tests/golden anew, and write what the replays in tests/replays end in",
    )
    parser.addoption(
        "--sessions",
        type=int,
        default=60,
        metavar="N",
        help="random sessions to play headless, through the window, and saved and loaded (default 60)",
    )
    parser.addoption(
        "--exercises",
        type=int,
        default=100,
        metavar="N",
        help="exercises of the gym to draw of each kind (default 100)",
    )

    parser.addoption(
        "--visits",
        type=int,
        default=0,
        metavar="N",
        help="visits of each bot to each level of the road to play and judge, instead of those that are recorded",
    )


def pytest_collection_finish() -> None:
    """What is there by now stays until the end: the collector need not go through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def shared_tools() -> Iterator[None]:
    """No text is set and no icon drawn a second time because a test has a window of another size."""
    with pytest.MonkeyPatch.context() as patch:
        box = kit.Toolbox(most=16)
        patch.setattr(kit, "toolbox", lambda: box)
        yield


@pytest.fixture(scope="session", autouse=True)
def shared_campaign() -> Iterator[None]:
    """No window reads the files of all levels anew, nor those of the demos."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (campaign_screens, headless_level):
            patch.setattr(module, "read_campaign", read_once)
        patch.setattr(demos, "read_demos", cache(read_demos))
        yield


@pytest.fixture(scope="session", autouse=True)
def shared_predictions() -> Iterator[None]:
    """What a prediction is about is computed once for all who play the level with the same numbers."""
    known: dict[str, list[tuple[Level, float | str]]] = {}
    compute = prediction_check.foretold

    def foretold(level: Level) -> float | str:
        same = known.setdefault(level.id, [])
        found = next((value for other, value in same if other == level), None)
        if found is None:
            found = compute(level)
            same.append((level, found))
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prediction_check, "foretold", foretold)
        yield


@pytest.fixture(scope="session")
def rubbish() -> Iterator[Rubbish]:
    """What throws away the screens that tests leave behind, in the game's place."""
    with pytest.MonkeyPatch.context() as patch:
        found, begin = Rubbish(), PanelBoard.begin

        def begun(board: PanelBoard, kit: Kit, size: tuple[int, int]) -> None:
            found.begun(size)
            begin(board, kit, size)

        patch.setattr(tidying, "gc", found)
        patch.setattr(tidying, "give_back", found.give_back)
        patch.setattr(PanelBoard, "begin", begun)
        yield found


@pytest.fixture(autouse=True)
def swept(rubbish: Rubbish) -> Iterator[None]:
    """No test leaves more than a few screens behind."""
    yield
    rubbish.sweep()


@pytest.fixture
def sessions(request: pytest.FixtureRequest) -> int:
    """How many random sessions are to be played."""
    return int(request.config.getoption("--sessions"))


@pytest.fixture(scope="session")
def visits(request: pytest.FixtureRequest) -> int:
    """How often each bot visits each level; 0: as often as it is recorded."""
    return int(request.config.getoption("--visits"))


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether what is found is to be taken for what is right from now on."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Written:
    """Where every text was written, and on a picture of which size."""
    places: Written = []
    write = Lettering.write

    def noted(self: Lettering, text: str, *args: object, **options: object) -> pygame.Rect:
        rect = write(self, text, *args, **options)  # type: ignore[arg-type]
        places.append((rect, self.surface.get_rect(), text))
        return rect

    monkeypatch.setattr(Lettering, "write", noted)
    return places


@pytest.fixture(autouse=True)
def first_edition_in_the_window(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows and the command line have the levels of the first edition, which stay as they are, unless a test is
    marked `road`."""
    if "road" not in request.keywords:
        for module in (campaign_screens, headless_level):
            monkeypatch.setattr(module, "LEVELS", FIRST_EDITION)


@pytest.fixture(autouse=True)
def other_settings_on_demand(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every result would have hundreds of runs trained beside it, unless a test is marked `unasked`."""
    if "unasked" not in request.keywords:
        monkeypatch.setattr(WiderEvidence, "quick", property(lambda self: self.has("others") and self.surveyed))
