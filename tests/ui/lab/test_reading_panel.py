"""Reading panel, start-here and the list of keys: what they say, what they light up, how they go away."""

from __future__ import annotations

from collections.abc import Sequence

import pygame
import pytest

from game.sim.campaign.next_level import NextLevel
from game.ui.dialogs.keys_help import KeysHelp
from game.ui.dialogs.level_button import words_for
from game.ui.dialogs.start_here import StartHere
from game.ui.draw.fonts import SUBSTITUTES
from game.ui.intents import Light, Open
from game.ui.lab.lab_keys import KEYS
from game.ui.lab.lab_layout import ANCHOR_PANELS, lab_layout
from game.ui.lab.reading_panel import LEFT, RIGHT, SIDES, ReadingPanel
from game.ui.screen import Go, Place
from game.ui.toolkit.panel import Message
from tests.support.certain import now, there
from tests.support.stage import Stage, centre, key_event
from tests.support.written import Written

SIZES = [(1024, 640), (1280, 800), (1280, 1024), (1920, 1080), (3840, 2160)]
Overlay = ReadingPanel | StartHere | KeysHelp


def staged(overlay: Overlay, size: tuple[int, int] = (1280, 800)) -> Stage:
    """An overlay open on a stage that closes it when it asks for that, as the screen does."""
    stage = Stage(size)
    overlay.build(stage.kit, pygame.Rect((0, 0), size))

    def obey(event: pygame.event.Event) -> Sequence[Message]:
        messages = overlay.commands_from(event)
        if Open(None) in messages:
            overlay.kill()
        return messages

    stage.listen(obey)
    stage.settle()
    return stage


def heard(stage: Stage) -> list[object]:
    """Every message since the last call."""
    found = [message for messages in stage.heard for message in messages]
    stage.heard.clear()
    return found


@pytest.fixture
def panel() -> ReadingPanel:
    return ReadingPanel()


@pytest.fixture
def stage(panel: ReadingPanel) -> Stage:
    found = staged(panel)
    found.move((5, 5))
    heard(found)
    return found


def index_of(panel: ReadingPanel, anchor: str) -> int:
    return next(k for k, concept in enumerate(panel.texts.concepts) if concept.anchor == anchor)


def test_concepts_are_short_and_point_at_something(panel: ReadingPanel) -> None:
    network = {
        "forward",
        "loss",
        "backward",
        "update",
        "slope ring",
        "slope gate",
        "output delta",
        "hidden delta",
        "lock",
    }
    for concept in panel.texts.concepts:
        assert len(concept.text.split()) <= 60, concept.title
        assert concept.anchor in network | set(ANCHOR_PANELS), concept.title
    assert len({concept.anchor for concept in panel.texts.concepts}) == len(panel.texts.concepts) >= 10


def test_what_is_claimed_is_what_was_measured(panel: ReadingPanel) -> None:
    said = {concept.anchor: concept.text for concept in panel.texts.concepts}
    assert "a higher threshold locks more" in said["lock"]
    assert "996 of 1,000" in said["lock"]
    assert "output's gate only" in said["cross-entropy"]
    assert "on every sample" in said["slope gate"]
    assert "0.0099 at a = 0.99" in said["slope gate"]
    assert f"{0.99 * (1 - 0.99):.4f}" == "0.0099"
    assert "thousands of epochs" in said["learning rate"]


def test_opening_a_concept_lights_what_it_is_about(stage: Stage, panel: ReadingPanel) -> None:
    stage.click(centre(panel.heading_rect(index_of(panel, "lock"))))
    assert heard(stage) == [Light("lock")]
    assert now(panel.opened) == index_of(panel, "lock")
    stage.move((5, 5))
    assert heard(stage) == []
    stage.click(centre(panel.heading_rect(index_of(panel, "lock"))))
    assert panel.opened is None
    stage.move((5, 5))
    assert heard(stage)[-1] == Light(None)


def test_hovering_a_concept_lights_it_for_as_long(stage: Stage, panel: ReadingPanel) -> None:
    stage.move(centre(panel.heading_rect(index_of(panel, "update"))))
    stage.move(centre(panel.heading_rect(index_of(panel, "slope ring"))))
    stage.move((5, 5))
    assert heard(stage) == [Light("update"), Light("slope ring"), Light("forward")]


def test_the_drawer_never_covers_what_it_lights(stage: Stage, panel: ReadingPanel) -> None:
    layout = lab_layout((1280, 800))
    columns = {"right": (layout.chain_rule, layout.tables), "left": (layout.parameters, layout.samples)}
    assert set(SIDES.values()) == set(columns) == {LEFT, RIGHT}
    for index, concept in enumerate(panel.texts.concepts):
        if panel.opened != index:
            stage.click(centre(panel.heading_rect(index)))
        assert panel.opened == index
        heard(stage)
        stage.move((5, 5))
        place = ANCHOR_PANELS.get(concept.anchor)
        if place:
            assert not panel.rect.colliderect(getattr(layout, place)), concept.anchor
        assert not panel.rect.colliderect(layout.network)
        assert not panel.rect.colliderect(layout.timeline)
        for hovered in range(len(panel.texts.concepts)):
            stage.move(centre(panel.heading_rect(hovered)))
            for message in heard(stage):
                assert isinstance(message, Light)
                lit = ANCHOR_PANELS.get(message.anchor or "")
                assert not (lit and panel.rect.colliderect(getattr(layout, lit)))


@pytest.mark.parametrize("way", ["escape", "cross", "outside"])
def test_it_can_be_closed(stage: Stage, panel: ReadingPanel, way: str) -> None:
    if way == "escape":
        stage.key(pygame.K_ESCAPE)
    elif way == "cross":
        stage.click(centre(panel.close_rect))
    else:
        stage.click(lab_layout((1280, 800)).network.center)
    assert heard(stage)[-2:] == [Light(None), Open(None)]


def test_a_click_on_its_text_or_on_the_top_bar_leaves_it_open(stage: Stage, panel: ReadingPanel) -> None:
    stage.click((panel.rect.centerx, panel.heading_rect(0).bottom + 30))
    stage.click((640, 20))
    assert Open(None) not in heard(stage)


def test_it_can_be_read_with_the_keyboard(stage: Stage, panel: ReadingPanel) -> None:
    stops = panel.focusables()
    assert len(stops) == len(panel.texts.concepts) + 1
    assert stops[3].rect == panel.heading_rect(3)
    assert stops[3].key(key_event(pygame.K_RETURN)) == [Light("card")]
    assert panel.opened == 3
    assert stops[3].rect == panel.heading_rect(3)
    assert stops[3].key(key_event(pygame.K_LEFT)) is None
    assert list(stops[-1].key(key_event(pygame.K_SPACE)) or ())[-1] == Open(None)


def test_start_here_is_three_sentences_that_name_what_to_press() -> None:
    sentences = StartHere(no_level).texts.sentences
    assert len(sentences) == 3
    assert all(sentence.count(".") == 1 and sentence.endswith(".") for sentence in sentences)
    for sentence, thing in zip(sentences, ("Play", "Fast-forward", "connection"), strict=True):
        assert thing in sentence


def no_level() -> NextLevel | None:
    return None


@pytest.mark.parametrize("way", ["click", "key"])
@pytest.mark.parametrize("known", [True, False])
def test_start_here_points_to_the_levels(way: str, known: bool) -> None:
    seventh = NextLevel("C15", 7, "Fifty epochs?", True)
    start = StartHere(lambda: seventh if known else None)
    stage = staged(start)
    start.update(0.0, still=True)
    button = there(start.levels)
    assert button.text == ("Continue: level 7, Fifty epochs?" if known else "To the levels")
    way_there = Go(Place.LEVEL, level="C15") if known else Go(Place.MAP)
    if way == "key":
        assert button.key(key_event(pygame.K_RETURN)) == [Open(None), way_there]
        return
    stage.click(centre(button.rect))
    assert heard(stage)[:2] == [Open(None), way_there]


def test_who_has_won_nothing_begins_with_the_first_level() -> None:
    assert words_for(NextLevel("C01", 1, "A switch by hand", False)) == "Begin: level 1, A switch by hand"


@pytest.mark.parametrize("way", ["button", "escape", "click", "space"])
def test_start_here_goes_away(way: str) -> None:
    start = StartHere(no_level)
    stage = staged(start)
    if way == "button":
        _, button = start.focusables()
        button.key(key_event(pygame.K_RETURN))
        stage.settle()
    elif way == "click":
        stage.click((30, 600))
    else:
        stage.key(pygame.K_ESCAPE if way == "escape" else pygame.K_SPACE)
    assert heard(stage) == [Open(None)]


def test_start_here_stays_for_tab_and_leaves_play_in_sight() -> None:
    start = StartHere(no_level)
    stage = staged(start)
    stage.key(pygame.K_TAB)
    stage.move((300, 300))
    assert heard(stage) == []
    (cover,) = start.hints()
    layout = lab_layout((1280, 800))
    assert layout.network.contains(cover.rect)
    assert cover.text() == ""


def test_the_list_names_every_key_that_means_something() -> None:
    said = {key for group in KeysHelp().texts.groups for keys, _ in group.keys for key in keys.split()}
    signs = {"left": "←", "right": "→", "up": "↑", "down": "↓", "page up": "PgUp", "page down": "PgDn", "-": "−"}
    for key in KEYS:
        name = pygame.key.name(key)
        assert signs.get(name, name.capitalize() if len(name) > 1 else name.upper()) in said, name
    assert {"Tab", "Shift", "Ctrl", "Enter", "Esc", "Z", "?"} <= said


@pytest.mark.parametrize("way", ["escape", "click"])
def test_the_list_of_keys_goes_away(way: str) -> None:
    stage = staged(KeysHelp())
    stage.move((400, 400))
    assert heard(stage) == []
    if way == "escape":
        stage.key(pygame.K_ESCAPE)
    else:
        stage.click((400, 400))
    assert heard(stage) == [Open(None)]


@pytest.mark.parametrize("size", SIZES)
def test_all_text_stands_inside_and_apart(size: tuple[int, int], written: Written) -> None:
    def check(overlay: Overlay) -> None:
        written.clear()
        stage = staged(overlay, size)
        (cover,) = overlay.hints()
        assert stage.surface.get_rect().contains(cover.rect)
        lines = [(place.inflate(-2, -place.height // 3), text) for place, _, text in written]
        for place, whole, text in written:
            assert whole.inflate(-10, -6).contains(place), text
        for k, (place, text) in enumerate(lines):
            assert not [other for n, (box, other) in enumerate(lines) if n != k and box.colliderect(place)], text
        overlay.kill()

    for index in (None, *range(len(ReadingPanel().texts.concepts))):
        panel = ReadingPanel()
        panel.opened = index
        check(panel)
    check(StartHere(no_level))
    check(KeysHelp())


def test_every_sign_is_in_the_fonts(stage: Stage, panel: ReadingPanel) -> None:
    shown = "".join(concept.title + concept.text for concept in panel.texts.concepts)
    shown += "".join(StartHere(no_level).texts.sentences)
    shown += "".join(keys + meaning for group in KeysHelp().texts.groups for keys, meaning in group.keys)
    fonts = stage.kit.fonts
    for sign in set(shown):
        for style in ("regular", "medium", "semibold"):
            assert fonts.has(style, sign) or fonts.has(SUBSTITUTES[style], sign), sign


def test_nothing_is_left_behind(stage: Stage, panel: ReadingPanel) -> None:
    panel.kill()
    left = [type(sprite).__name__ for sprite in stage.kit.manager.get_sprite_group().sprites()]
    assert "Readout" not in left
    assert list(panel.hints()) == []
