"""The Lab as a student meets it: a whole window, real key presses, clicks and drags."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, cast

import pygame
import pytest

from game.session.loop import NANOSECONDS
from game.sim import commands as c
from game.sim.engine.simulation import Simulation
from game.sim.files.replay import decoded, encoded, play_back, recorded
from game.sim.network import Edge, find_edge
from game.sim.phases import MAX_SPEED, Moment
from game.sim.settings import SPECS
from game.ui.dialogs.demos import DemosPanel
from game.ui.intents import Light, Open, Pin, PinSample, ShowLens, ShowMean, Toggle
from game.ui.lab.lab_layout import lab_layout
from game.ui.lab.parameters import ParametersPanel
from game.ui.lab.top_bar import TopBar
from game.ui.network.packets.flights import Carries
from game.ui.network.phase_strip import sample_lines
from game.ui.tables.tables import TablesPanel
from game.ui.toolkit.panel import ViewPanel
from game.ui.view import View
from tests.support.certain import now, there
from tests.support.cockpit import AWAY, TICK, Cockpit, pairs, tip_at
from tests.support.fingerprint import fingerprint
from tests.support.lab_hands import (
    CTRL,
    SHIFT,
    SIZES,
    card,
    edge_place,
    parameters,
    press,
    samples,
    slider_of,
    timeline,
    train,
    type_value,
)
from tests.support.saved import told
from tests.support.stage import centre

ODD_SIZES = [(1024, 1400), (2600, 640), (640, 400), (300, 200), (50, 40), (1, 1)]


# -- keys --------------------------------------------------------------------------------------------------------------


def test_space_plays_and_pauses(lab: Cockpit) -> None:
    lab.key(pygame.K_SPACE, text=" ")
    assert now(lab.snapshot.playing)
    before = lab.snapshot.tick
    lab.frames(10)
    assert lab.snapshot.tick == before + 10
    lab.key(pygame.K_SPACE, text=" ")
    assert not lab.snapshot.playing
    before = lab.snapshot.tick
    lab.frames(10)
    assert lab.snapshot.tick == before


def test_a_key_held_down_means_one_press_but_arrows_go_on(lab: Cockpit) -> None:
    seed = lab.snapshot.seed
    for _ in range(5):
        lab.down(pygame.K_r, text="r")
        lab.down(pygame.K_SPACE, text=" ")
        lab.down(pygame.K_c, text="c")
    assert lab.snapshot.seed == seed + 1
    assert lab.snapshot.playing
    assert lab.lab.options.colour_blind
    lab.up(pygame.K_r)
    lab.key(pygame.K_r, text="r")
    assert lab.snapshot.seed == seed + 2
    for _ in range(5):
        lab.down(pygame.K_RIGHT, CTRL)
    assert lab.snapshot.epoch == 5


def test_a_key_that_was_let_go_elsewhere_works_again(lab: Cockpit) -> None:
    lab.down(pygame.K_SPACE, text=" ")
    lab.post(pygame.WINDOWFOCUSLOST)
    lab.down(pygame.K_SPACE, text=" ")
    assert not lab.snapshot.playing


def test_arrows_step_by_phase_sample_and_epoch(lab: Cockpit) -> None:
    moments = []
    for mod in (0, 0, SHIFT, CTRL):
        lab.key(pygame.K_RIGHT, mod)
        lab.until(lambda: not lab.simulation.moving)
        moments.append(lab.snapshot.moment)
    assert moments == [Moment(0, 0, 1), Moment(0, 0, 2), Moment(0, 1), Moment(1)]
    for mod in (CTRL, SHIFT, 0):
        lab.key(pygame.K_LEFT, mod)
        lab.until(lambda: not lab.simulation.moving)
        moments.append(lab.snapshot.moment)
    assert moments[4:] == [Moment(0), Moment(0), Moment(0)]


def test_arrows_go_back_through_what_was(lab: Cockpit) -> None:
    train(lab, 3)
    lab.key(pygame.K_LEFT, SHIFT)
    assert lab.snapshot.moment == Moment(2, 3)
    lab.key(pygame.K_LEFT)
    lab.until(lambda: not lab.simulation.moving)
    assert (lab.snapshot.moment.epoch, lab.snapshot.moment.sample) == (2, 2)
    lab.key(pygame.K_LEFT, CTRL)
    assert lab.snapshot.moment == Moment(2)


def test_home_and_end_jump(lab: Cockpit) -> None:
    train(lab, 50)
    end = lab.simulation.state_hash
    lab.key(pygame.K_HOME)
    assert lab.snapshot.epoch == 0
    assert lab.snapshot.in_past
    lab.key(pygame.K_END)
    assert lab.snapshot.epoch == 50
    assert len(end()) == 16


def test_g_asks_for_an_epoch_of_which_its_own_letter_is_no_part(lab: Cockpit) -> None:
    train(lab, 40)
    lab.key(pygame.K_g, text="g")
    lab.type("12")
    lab.key(pygame.K_RETURN)
    lab.frames(2)
    assert lab.snapshot.epoch == 12


def test_r_draws_new_weights_and_1_and_2_start_over(lab: Cockpit) -> None:
    seed, params = lab.snapshot.seed, lab.snapshot.params.flat()
    lab.key(pygame.K_r, text="r")
    assert lab.snapshot.seed == seed + 1
    assert lab.snapshot.params.flat() != params
    lab.key(pygame.K_1, text="1")
    assert lab.snapshot.scenario == "and"
    lab.key(pygame.K_2, text="2")
    assert lab.snapshot.scenario == "xor"
    lab.key(pygame.K_AMPERSAND, SHIFT, "1")
    assert lab.snapshot.scenario == "and", "where digits are typed with Shift"


def test_f_and_arrows_change_the_speed(lab: Cockpit) -> None:
    lab.key(pygame.K_f, text="f")
    assert (lab.snapshot.playing, lab.snapshot.speed) == (True, 1000)
    lab.key(pygame.K_f, text="f")
    assert (lab.snapshot.playing, lab.snapshot.speed) == (True, 1)
    lab.key(pygame.K_SPACE, text=" ")
    speeds = []
    for key in [pygame.K_UP] * 5 + [pygame.K_DOWN] * 6:
        lab.key(key)
        speeds.append(lab.snapshot.speed)
    assert speeds == [10, 100, 1000, MAX_SPEED, MAX_SPEED, 1000, 100, 10, 1, 1, 1]


def test_ctrl_z_undoes(lab: Cockpit) -> None:
    rate = lab.snapshot.settings.learning_rate
    type_value(lab, "learning_rate", "7")
    lab.key(pygame.K_RETURN)
    assert lab.snapshot.settings.learning_rate == 7.0
    lab.key(pygame.K_z, CTRL, "\x1a")
    assert lab.snapshot.settings.learning_rate == rate
    assert not lab.snapshot.can_undo


def test_letters_with_ctrl_or_alt_do_nothing(lab: Cockpit) -> None:
    before = lab.simulation.state_hash()
    for key in (pygame.K_r, pygame.K_c, pygame.K_f, pygame.K_m, pygame.K_1, pygame.K_SPACE):
        for mod in (CTRL, pygame.KMOD_LALT, pygame.KMOD_LMETA):
            lab.key(key, mod)
    assert lab.simulation.state_hash() == before
    assert not lab.lab.options.colour_blind
    assert not lab.lab.options.reduced_motion


def test_c_and_m_switch_colours_and_motion(lab: Cockpit) -> None:
    before = lab.picture()
    lab.key(pygame.K_c, text="c")
    assert lab.lab.options.colour_blind
    assert lab.toast == "Colour-blind palette on"
    lab.wait(6)
    assert lab.picture() != before
    lab.key(pygame.K_c, text="c")
    lab.key(pygame.K_m, text="m")
    assert (lab.lab.options.colour_blind, lab.lab.options.reduced_motion) == (False, True)
    assert lab.toast == "Motion reduced"
    lab.key(pygame.K_m, text="m")
    lab.wait(6)
    assert lab.picture() == before


def test_f3_shows_the_state_hash_and_f12_saves_what_is_seen(lab: Cockpit, tmp_path: Path) -> None:
    before = lab.picture()
    lab.key(pygame.K_F3)
    assert lab.picture() != before
    assert lab.lab.stats.lines[-1] == f"state {lab.simulation.state_hash()}"
    lab.key(pygame.K_F3)
    lab.key(pygame.K_F12)
    said = told(lab, "Picture saved")
    (file,) = (tmp_path / "pictures").iterdir()
    assert str(file) in said
    assert pygame.image.load(str(file)).get_size() == lab.surface.get_size()
    lab.key(pygame.K_F12)
    lab.window.close()
    assert len(list((tmp_path / "pictures").iterdir())) == 2, "a second picture in the same second is another file"


def test_f3_leaves_the_line_that_names_the_sample_alone(lab: Cockpit) -> None:
    strip = pygame.Rect(lab_layout(lab.surface.get_size()).network)
    strip.height = strip.height // 6
    before = fingerprint(lab.surface.subsurface(strip))
    lab.key(pygame.K_F3)
    assert fingerprint(lab.surface.subsurface(strip)) == before


@pytest.mark.parametrize(("anchor", "setting"), [("learning rate", "learning_rate"), ("cross-entropy", "loss")])
def test_a_text_on_a_setting_lights_up_its_control_alone(lab: Cockpit, anchor: str, setting: str) -> None:
    panel = lab.panel("parameters")
    assert isinstance(panel, ParametersPanel)
    lab.lab.carry_out(Light(anchor))
    assert lab.lab.board.spotlight.rect == panel.control(setting).rect


def test_esc_unpins(lab: Cockpit) -> None:
    lab.click(edge_place(lab, "w5"))
    lab.click(centre(samples(lab).lines[2].rect))
    assert now(lab.lab.selection.pinned)
    assert now(lab.lab.selection.sample) == 2
    lab.key(pygame.K_ESCAPE)
    assert lab.lab.selection.pinned is None
    assert lab.lab.selection.sample is None
    lab.click(centre(there(samples(lab).mean).rect))
    assert lab.lab.selection.mean
    lab.key(pygame.K_ESCAPE)
    assert not lab.lab.selection.mean


# -- typing ------------------------------------------------------------------------------------------------------------


def test_typing_a_number_is_no_shortcut(lab: Cockpit) -> None:
    seed, before = lab.snapshot.seed, lab.snapshot.moment
    type_value(lab, "learning_rate", "2.12")
    for key, text in ((pygame.K_SPACE, " "), (pygame.K_r, "r"), (pygame.K_f, "f"), (pygame.K_c, "c")):
        lab.key(key, text=text)
    for key in (pygame.K_LEFT, pygame.K_RIGHT, pygame.K_HOME, pygame.K_END, pygame.K_UP):
        lab.key(key)
    snapshot = lab.snapshot
    assert (snapshot.scenario, snapshot.seed, snapshot.playing, snapshot.moment) == ("xor", seed, False, before)
    assert snapshot.speed == 1
    for _ in " rfc":
        lab.key(pygame.K_BACKSPACE)
    lab.key(pygame.K_RETURN)
    assert lab.snapshot.settings.learning_rate == 2.12
    assert not lab.snapshot.playing
    lab.key(pygame.K_SPACE, text=" ")
    assert lab.snapshot.playing, "afterwards keys are shortcuts again"


def test_esc_gives_typing_up_and_nothing_else(lab: Cockpit) -> None:
    lab.click(edge_place(lab, "w5"))
    type_value(lab, "learning_rate", "55")
    lab.key(pygame.K_ESCAPE)
    assert not there(lab.lab.board.kit).typing
    assert lab.snapshot.settings.learning_rate == 1.0
    assert lab.lab.selection.pinned, "Esc was for the typing"


@pytest.mark.parametrize("place", ["network", "chart", "another number", "button"])
def test_clicking_elsewhere_ends_the_typing_and_takes_the_number(lab: Cockpit, place: str) -> None:
    type_value(lab, "learning_rate", "3")
    network = lab.lab.network.rect
    places = {
        "network": (network.x + 8, network.bottom - 40),
        "chart": centre(timeline(lab).chart.plot),
        "another number": centre(slider_of(lab, "weight_init").value_rect),
        "button": centre(timeline(lab).transport.button("play").rect),
    }
    lab.click(places[place])
    assert lab.snapshot.settings.learning_rate == 3.0
    assert there(lab.lab.board.kit).typing == (place == "another number")
    assert lab.snapshot.playing == (place == "button")


def test_arrows_still_repeat_after_typing(lab: Cockpit) -> None:
    """pygame_gui's text entries switch the repeating of keys on and, when they are left, off."""
    repeat = pygame.key.get_repeat()
    assert repeat != (0, 0)
    type_value(lab, "learning_rate", "3")
    lab.key(pygame.K_RETURN)
    assert pygame.key.get_repeat() == repeat
    type_value(lab, "learning_rate", "4")
    lab.click(AWAY)
    lab.click(centre(timeline(lab).chart.plot))
    assert pygame.key.get_repeat() == repeat


@pytest.mark.parametrize("name", ["learning_rate", "animation_speed", "weight_init", "bias_init", "lock_threshold"])
def test_every_parameter_can_be_typed_and_dragged(lab: Cockpit, name: str) -> None:
    spec = SPECS[name]
    type_value(lab, name, f"{spec.highest:g}")
    lab.key(pygame.K_RETURN)
    assert getattr(lab.snapshot.settings, name) == spec.highest
    slider = slider_of(lab, name)
    knob = slider.knob_centre
    lab.drag(knob, (knob[0] - 30, knob[1]), (slider.rect.x, knob[1]))
    assert getattr(lab.snapshot.settings, name) == spec.lowest
    command = c.SetLockThreshold(spec.lowest) if name == "lock_threshold" else c.Set(name, spec.lowest)
    assert [each for _, each in lab.simulation.log].count(command) == 1


# -- Tab ---------------------------------------------------------------------------------------------------------------


def test_tab_walks_all_controls_forth_and_back(lab: Cockpit) -> None:
    stops = []
    for _ in range(60):
        lab.key(pygame.K_TAB)
        ring = lab.lab.board.ring
        assert ring.visible
        if ring.current in stops:
            break
        stops.append(ring.current)
    assert ring.current is stops[0], "after the last comes the first"
    panels = [name for name in lab.lab.panels if any(s in stops for s in lab.panel(name).focusables())]
    assert set(panels) >= {"top", "parameters", "samples", "network", "tables", "timeline"}
    assert len(stops) >= 30
    lab.key(pygame.K_TAB, SHIFT)
    assert lab.lab.board.ring.current is stops[-1]


def walk_to(lab: Cockpit, stop: Any) -> None:
    """Press Tab until `stop` has the ring."""
    for _ in range(80):
        if lab.lab.board.ring.current is stop and lab.lab.board.ring.visible:
            return
        lab.key(pygame.K_TAB)
    pytest.fail("Tab does not come there")


def test_enter_and_space_press_what_has_the_ring_and_not_play(lab: Cockpit) -> None:
    top = lab.panel("top")
    assert isinstance(top, TopBar)
    walk_to(lab, top.button("and"))
    lab.key(pygame.K_RETURN)
    assert lab.snapshot.scenario == "and"
    walk_to(lab, top.button("xor"))
    lab.key(pygame.K_SPACE, text=" ")
    assert lab.snapshot.scenario == "xor"
    assert not lab.snapshot.playing


def test_arrows_move_the_slider_that_has_the_ring_and_not_time(lab: Cockpit) -> None:
    walk_to(lab, slider_of(lab, "learning_rate"))
    lab.key(pygame.K_RIGHT)
    assert lab.snapshot.settings.learning_rate > 1.0
    assert lab.snapshot.moment == Moment()
    assert not lab.simulation.moving
    lab.key(pygame.K_RETURN)
    assert there(lab.lab.board.kit).typing
    lab.type("9")
    lab.key(pygame.K_RETURN)
    assert lab.snapshot.settings.learning_rate == 9.0
    lab.key(pygame.K_TAB)
    assert lab.lab.board.ring.current is slider_of(lab, "animation_speed"), "Tab goes on from there"


def test_arrows_choose_and_the_network_and_samples_answer_keys(lab: Cockpit) -> None:
    walk_to(lab, parameters(lab).control("loss"))
    lab.key(pygame.K_RIGHT)
    assert lab.snapshot.settings.loss == "cross_entropy"
    walk_to(lab, samples(lab).targets[1])
    lab.key(pygame.K_RETURN)
    assert lab.snapshot.targets[1] == 0.0
    walk_to(lab, lab.lab.network.focusables()[0])
    lab.key(pygame.K_DOWN)
    assert lab.lab.selection.pinned == Edge(0, 0, 0)


def test_a_click_hides_the_ring_and_gives_space_back(lab: Cockpit) -> None:
    walk_to(lab, slider_of(lab, "learning_rate"))
    lab.click(centre(samples(lab).lines[0].rect))
    assert not lab.lab.board.ring.visible
    lab.key(pygame.K_SPACE, text=" ")
    assert lab.snapshot.playing


# -- the network and the tables ----------------------------------------------------------------------------------------


def test_a_clicked_edge_stays_pinned_through_everything(lab: Cockpit) -> None:
    lab.click(edge_place(lab, "w5"))
    pinned = find_edge((2, 2, 1), "w5")

    def play_on() -> None:
        lab.key(pygame.K_SPACE, text=" ")
        lab.frames(30)
        lab.key(pygame.K_SPACE, text=" ")

    def open_help() -> None:
        lab.key(pygame.K_SLASH, SHIFT, "?")
        lab.key(pygame.K_ESCAPE)

    actions: dict[str, Callable[[], None]] = {
        "training": lambda: train(lab, 40),
        "playing": play_on,
        "stepping": lambda: lab.key(pygame.K_RIGHT, SHIFT),
        "going back": lambda: lab.key(pygame.K_HOME),
        "dragging the chart": lambda: lab.click(centre(timeline(lab).chart.plot)),
        "a change": lambda: lab.window.session.send(c.Set("loss", "cross_entropy")),
        "another size": lambda: lab.resize((1600, 900)),
        "other colours": lambda: lab.key(pygame.K_c, text="c"),
        "starting over": lambda: lab.key(pygame.K_1, text="1"),
        "undoing": lambda: lab.key(pygame.K_z, CTRL),
        "opening help": open_help,
    }
    for what, act in actions.items():
        act()
        lab.frames(3)
        assert lab.lab.selection.pinned == pinned, what
        rule = card(lab).rule
        assert rule is not None
        assert rule.edge == pinned, what


def test_hovering_previews_another_edge_and_leaves_the_pinned_one(lab: Cockpit) -> None:
    lab.click(edge_place(lab, "w5"))
    lab.move(edge_place(lab, "w1"))
    lab.frames(2)
    rule = card(lab).rule
    assert rule is not None
    assert rule.edge == find_edge((2, 2, 1), "w1")
    lab.move(AWAY)
    lab.frames(2)
    rule = card(lab).rule
    assert rule is not None
    assert rule.edge == find_edge((2, 2, 1), "w5")


def test_an_edge_that_is_gone_is_let_go(lab: Cockpit) -> None:
    lab.click(edge_place(lab, "w5"))
    lab.window.session.send(c.Set("layers", "2-1"))
    lab.frames(3)
    assert lab.lab.selection.pinned is None


def test_a_weight_is_nudged_in_the_card_and_everything_follows(lab: Cockpit) -> None:
    lab.click(edge_place(lab, "w5"))
    edge, loss = find_edge((2, 2, 1), "w5"), lab.snapshot.loss
    slider = card(lab).slider
    assert slider is not None
    x, y = slider.knob_centre
    lab.drag((x, y), *((x + 4 * k, y) for k in range(1, 12)))
    assert lab.snapshot.value(edge) > 1.0
    assert lab.snapshot.loss != loss
    lab.key(pygame.K_z, CTRL)
    assert lab.snapshot.loss == loss, "a drag is undone as a whole"


def test_a_click_in_the_tables_pins(lab: Cockpit) -> None:
    tables = lab.panel("tables")
    assert isinstance(tables, TablesPanel)
    cell = tables.edge_cells[0]
    lab.click(cell.rect.center)
    assert lab.lab.selection.pinned == cell.cell.edge


def test_a_sample_is_pinned_and_its_target_flipped(lab: Cockpit) -> None:
    lab.click(centre(samples(lab).lines[3].rect))
    assert lab.lab.selection.sample == 3
    train(lab, 5)
    assert lab.lab.selection.sample == 3
    lab.click(centre(samples(lab).targets[3].rect))
    assert lab.snapshot.targets == (0.0, 1.0, 1.0, 1.0)
    assert lab.lab.selection.sample == 3
    lab.click(centre(samples(lab).lines[3].rect))
    assert lab.lab.selection.sample is None


# -- the timeline ------------------------------------------------------------------------------------------------------


def samples_shown(lab: Cockpit) -> set[str]:
    """The sample that each part of the screen shows, in the words it has for it."""
    lab.frames(3)
    tables, instant, rule = lab.panel("tables"), lab.lab.network.instant, card(lab).rule
    assert isinstance(tables, TablesPanel)
    assert tables.table
    assert rule
    assert instant
    lit = [f"sample {k + 1}" for k, row in enumerate(samples(lab).rows) if row.current] or ["mean"]
    drawn = sample_lines(instant)[0].partition(":")[0].lower()
    return {words.partition(" of ")[0] for words in (tables.table.scope, rule.scope, drawn, *lit)}


def test_the_sample_clicked_is_watched_everywhere_and_the_order_of_training_stays(lab: Cockpit) -> None:
    lab.lab.carry_out(Pin(find_edge((2, 2, 1), "w5")))
    assert samples_shown(lab) == {"sample 1"}
    lab.click(centre(samples(lab).lines[3].rect))
    for moments in range(6):
        assert samples_shown(lab) == {"sample 4"}
        assert lab.lab.network.instant
        assert lab.lab.network.instant.trace is lab.snapshot.batch.traces[3]
        assert lab.snapshot.moment.sample == moments % 4
        lab.key(pygame.K_RIGHT, SHIFT)
    assert lab.snapshot.epoch == 1
    lab.key(pygame.K_f)
    lab.seconds(0.5)
    assert lab.snapshot.epoch > 100
    lab.key(pygame.K_SPACE)
    assert samples_shown(lab) == {"sample 4"}
    lab.click(centre(there(samples(lab).mean).rect))
    assert samples_shown(lab) == {"mean"}
    trained = Simulation(lab.simulation.start)
    trained.apply(c.Step("epoch", lab.snapshot.epoch))
    assert trained.cursor.params == lab.simulation.cursor.params


def test_a_pinned_sample_that_other_data_have_not_is_let_go(tmp_path: Path) -> None:
    """Where updates are by sample, the card would tell what that of the pinned one does."""
    lab = Cockpit(tmp_path, "--set", "update=sample")
    lab.key(pygame.K_ESCAPE)
    lab.lab.carry_out(Pin(find_edge((2, 2, 1), "w5")))
    lab.click(centre(samples(lab).lines[3].rect))
    assert samples_shown(lab) == {"sample 4"}
    lab.window.session.send(c.Reset("only_11"))
    lab.frames(2)
    assert samples_shown(lab) == {"sample 1"}
    assert lab.lab.selection.sample is None
    lab.window.close()


def test_the_packets_of_a_pinned_sample_fly_in_place_of_those_in_turn(lab: Cockpit) -> None:
    lab.window.session.send(c.Seek(0, 0, 0, 300_000))
    lab.click(centre(samples(lab).lines[3].rect))
    lab.frames(2)
    carried = {pose.flight.before for pose in lab.lab.network.packets if pose.flight.carries is Carries.ACTIVATION}
    assert carried == {1.0}  # the inputs of sample 4; those of sample 1 are 0
    lab.click(centre(there(samples(lab).mean).rect))
    lab.frames(2)
    assert not lab.lab.network.packets
    instant = lab.lab.network.instant
    assert instant
    assert instant.trace.a[-1][0] == pytest.approx(sum(t.a[-1][0] for t in lab.snapshot.batch.traces) / 4)


def test_dragging_the_chart_seeks_and_playing_goes_on_from_there(lab: Cockpit) -> None:
    train(lab, 100)
    plot = timeline(lab).chart.plot
    y = plot.centery
    seen = []
    lab.press((round(timeline(lab).chart.x(80)), y))
    for epoch in (60, 40, 25):
        lab.move((round(timeline(lab).chart.x(epoch)), y), held=True)
        lab.frame()
        seen.append(lab.snapshot.epoch)
    lab.release((round(timeline(lab).chart.x(25)), y))
    assert [abs(a - b) <= 1 for a, b in zip(seen, (60, 40, 25), strict=True)] == [True] * 3
    here = lab.snapshot.epoch
    assert not lab.snapshot.playing
    lab.key(pygame.K_SPACE, text=" ")
    lab.key(pygame.K_UP)
    lab.key(pygame.K_UP)
    lab.until(lambda: lab.snapshot.epoch > here + 2)
    assert len(lab.snapshot.runs) == 1, "going over what is recorded branches nothing"
    assert lab.snapshot.run.last_epoch == 100


def test_a_drag_that_is_let_go_over_an_overlay_is_over(lab: Cockpit) -> None:
    train(lab, 100)
    chart = timeline(lab).chart
    lab.press((round(chart.x(50)), chart.plot.centery))
    lab.key(pygame.K_s, text="s")
    lab.move(lab.surface.get_rect().center, held=True)
    lab.release(lab.surface.get_rect().center)
    lab.key(pygame.K_ESCAPE)
    epoch = lab.snapshot.epoch
    lab.move((round(chart.x(10)), chart.plot.centery))
    lab.frames(2)
    assert lab.snapshot.epoch == epoch


def test_acting_in_the_past_branches_and_a_ghost_can_be_switched_to(lab: Cockpit) -> None:
    train(lab, 60)
    lab.click((round(timeline(lab).chart.x(20)), timeline(lab).chart.plot.centery))
    at = lab.snapshot.epoch
    type_value(lab, "learning_rate", "5")
    lab.key(pygame.K_RETURN)
    assert [run.name for run in lab.snapshot.runs] == ["XOR, seed 3", f"η 5 from epoch {at}"]
    runs = timeline(lab).runs
    assert runs is not None
    lab.click((runs.row(0).x + 40, runs.row(0).centery))
    assert lab.snapshot.run.name == "XOR, seed 3"
    assert lab.snapshot.settings.learning_rate == 1.0


def test_a_run_is_forgotten_at_the_second_press_and_the_first_says_so(lab: Cockpit) -> None:
    train(lab, 30)
    lab.window.session.send(c.Reinitialise(8))
    train(lab, 30)
    runs = timeline(lab).runs
    assert runs is not None
    lab.click(centre(runs.cross(0)))
    assert lab.toast == "Once more to forget “XOR, seed 3”: it cannot be had back"
    assert len(lab.snapshot.runs) == 2
    lab.click(centre(runs.cross(0)))
    assert [run.name for run in lab.snapshot.runs] == ["XOR, seed 8"]


def test_a_jump_of_the_curve_to_another_loss_is_explained(lab: Cockpit) -> None:
    lab.window.session.send(c.Set("loss", "cross_entropy"))
    lab.frames(2)
    assert not lab.toast, "before the first epoch nothing jumps"
    train(lab, 60)
    lab.window.session.send(c.Set("loss", "mse"))
    lab.frames(2)
    at = lab.snapshot.epoch
    assert lab.toast == f"The loss is MSE from epoch {at} on: another scale, so the curve jumps, not the weights"
    lab.window.session.send(c.Undo())
    lab.window.session.send(c.Set("learning_rate", 2.0))
    lab.frames(2)
    lab.seconds(8.0)
    assert not lab.toast


def test_what_is_said_of_something_goes_as_soon_as_it_may_be_no_longer_so(lab: Cockpit) -> None:
    lab.key(pygame.K_z, CTRL)
    assert lab.toast == "There is nothing to undo"
    lab.lab.carried_out(c.Set("learning_rate", 2.0))
    lab.frame()
    assert not lab.toast
    train(lab, 9)
    lab.lab.carried_out(c.Set("loss", "cross_entropy"))
    lab.frames(2)
    assert lab.toast.startswith("The loss is cross-entropy from epoch 9 on")
    lab.key(pygame.K_z, CTRL)
    assert lab.snapshot.settings.loss == "mse"
    assert not lab.toast
    lab.key(pygame.K_g, text="g")
    lab.frame()
    lab.type("100")
    lab.key(pygame.K_RETURN)
    assert "not 100 yet" in lab.toast
    lab.lab.carried_out(c.Step("epoch", 91))
    lab.frame()
    assert lab.snapshot.epoch == 100
    assert not lab.toast


def test_what_is_said_of_a_file_goes_when_the_student_goes_on_to_something_else(lab: Cockpit, tmp_path: Path) -> None:
    (tmp_path / "leaves.csv").write_text("a,b,y\n0,0,1\n1,0,0\n")
    lab.post(pygame.DROPFILE, file=str(tmp_path / "leaves.csv"))
    lab.frames(2)
    assert lab.toast.startswith("Learning from 'leaves.csv'")
    lab.key(pygame.K_2)
    assert lab.snapshot.scenario == "xor"
    assert not lab.toast


def begin_demo(lab: Cockpit, name: str) -> None:
    """Choose a demo in the menu."""
    lab.click(centre(cast("TopBar", lab.panel("top")).button("demos").rect))
    menu = cast("DemosPanel", lab.overlay)
    at = [demo.name for demo in menu.demos].index(name)
    lab.click(centre(menu.rows[at].rect))
    lab.frames(3)


def test_what_a_demo_says_goes_when_the_student_goes_on_and_covers_no_table(lab: Cockpit) -> None:
    begin_demo(lab, "Dying ReLU")
    assert "h₂ is off on all four samples" in lab.toast
    lab.frames(2)
    network = lab.lab.network.rect
    toast = lab.surface.subsurface(network.left, network.bottom - 60, network.width, 58)
    frame = pygame.mask.from_threshold(toast, there(lab.lab.board.kit).palette.activation, (8, 8, 8))
    outline = max(frame.get_bounding_rects(), key=lambda rect: rect.width)
    assert 100 < outline.width < network.width
    lab.key(pygame.K_SPACE)
    assert lab.toast == ""


def test_a_run_is_not_called_by_a_demo_that_was_left(lab: Cockpit) -> None:
    begin_demo(lab, "Dying ReLU")
    assert lab.snapshot.run.name == "Dying ReLU"
    lab.key(pygame.K_2)
    assert lab.snapshot.scenario == "xor"
    assert lab.snapshot.run.name != "Dying ReLU"
    begin_demo(lab, "AND")
    lab.seconds(1.0)
    assert lab.snapshot.epoch > 0
    assert lab.snapshot.run.name == "AND"


def test_success_is_said_with_its_epoch_and_marked_on_the_chart(lab: Cockpit) -> None:
    lab.window.session.send(c.Set("learning_rate", 5.0))
    train(lab, 3000)
    solved = lab.snapshot.run.solved
    assert solved is not None
    top = cast("TopBar", lab.panel("top"))
    title = next(hint for hint in top.hints() if "Answer 1 when" in hint.text())
    assert f"Solved at epoch {solved:,}" in title.text()
    for epoch, right in ((solved - 1, False), (solved, True)):
        lab.window.session.send(c.Seek(epoch))
        lab.frames(2)
        assert all(lab.snapshot.right) is right
        assert ("Solved" in title.text()) is right
    lab.frames(60)
    mark = next(hint for hint in timeline(lab).chart.hints() if f"solved at epoch {solved:,}" in hint.text())
    lab.key(pygame.K_END)
    assert lab.snapshot.epoch == 3000
    lab.click(centre(mark.rect))
    assert lab.snapshot.epoch == solved


def test_the_ninth_run_says_which_one_it_takes_the_place_of(lab: Cockpit) -> None:
    train(lab, 5)
    for seed in range(4, 11):
        lab.window.session.send(c.Reinitialise(seed))
        train(lab, 5)
    assert len(lab.snapshot.runs) == 8
    assert "XOR, seed 3" not in lab.toast
    lab.key(pygame.K_r, text="r")
    assert lab.toast == "There are at most 8 runs: “XOR, seed 3”, the oldest, was forgotten to make room"
    lab.window.session.send(c.DropRun(lab.snapshot.runs[0].id))
    lab.frames(2)
    assert "seed 4" not in lab.toast, "what is dropped by hand needs no telling"


def test_a_run_is_renamed_without_shortcuts(lab: Cockpit) -> None:
    train(lab, 10)
    lab.key(pygame.K_1, text="1")
    runs = timeline(lab).runs
    assert runs is not None
    row = runs.row(1)
    for _ in range(2):
        lab.click((row.x + 40, row.centery))
    assert runs.renaming
    lab.type("rc 1")
    lab.key(pygame.K_RETURN)
    assert lab.snapshot.run.name == "rc 1"
    assert not lab.snapshot.playing
    assert lab.snapshot.scenario == "and"
    assert not lab.lab.options.colour_blind


@pytest.mark.parametrize(("button", "moment"), [("epoch-forward", Moment(1)), ("sample-forward", Moment(0, 1))])
def test_buttons_step(lab: Cockpit, button: str, moment: Moment) -> None:
    press(lab, button)
    assert lab.snapshot.moment == moment


def test_resets_by_button_keep_seed_and_settings(lab: Cockpit) -> None:
    type_value(lab, "learning_rate", "5")
    lab.key(pygame.K_RETURN)
    top = lab.panel("top")
    assert isinstance(top, TopBar)
    lab.click(centre(top.button("and").rect))
    assert (lab.snapshot.scenario, lab.snapshot.settings.learning_rate) == ("and", 5.0)
    seed = lab.snapshot.seed
    lab.click(centre(top.button("seed").rect))
    assert lab.snapshot.seed == seed + 1


# -- a newcomer --------------------------------------------------------------------------------------------------------


def test_a_newcomer_gets_xor_trained_within_half_a_minute(tmp_path: Path) -> None:
    """Two clicks on what stands out: Play, and then Fast-forward."""
    lab = Cockpit(tmp_path, step=4 * TICK)
    assert now(lab.overlay) is not None, "the first thing seen is what to do"
    lab.wait(3)
    press(lab, "play")
    assert lab.overlay is None, "any click puts it away"
    assert lab.snapshot.playing
    lab.seconds(4)
    assert 0 < lab.snapshot.moment.sample + 4 * lab.snapshot.epoch < 10, "slow enough to watch"
    press(lab, "fast")
    used = lab.clock.now
    frames = lab.until(lambda: all(lab.snapshot.right) and lab.snapshot.loss < 0.01, most=1800)
    assert used + frames * lab.step < 30 * NANOSECONDS
    lab.window.close()


# -- sizes -------------------------------------------------------------------------------------------------------------


def test_resizing_lays_everything_out_anew(lab: Cockpit) -> None:
    lab.click(edge_place(lab, "w5"))
    lab.key(pygame.K_SPACE, text=" ")
    for size in [*SIZES, *ODD_SIZES, (1280, 800)]:
        lab.resize(size)
        lab.frame()
        assert lab.surface.get_size() == size
        assert lab.snapshot.playing
    assert lab.lab.selection.pinned


@pytest.mark.parametrize("size", SIZES)
def test_no_panel_overlaps_another_or_leaves_the_window(size: tuple[int, int]) -> None:
    layout = lab_layout(size)
    rects = [getattr(layout, name) for name in layout.__dataclass_fields__]
    assert all(pygame.Rect((0, 0), size).contains(rect) for rect in rects)
    assert not [pair for pair in pairs(rects) if pair[0].colliderect(pair[1])]


@pytest.mark.parametrize("size", SIZES)
def test_no_control_overlaps_another_or_leaves_its_panel(tmp_path: Path, size: tuple[int, int]) -> None:
    lab = Cockpit(tmp_path, "--size", f"{size[0]}x{size[1]}")
    lab.key(pygame.K_ESCAPE)
    lab.click(edge_place(lab, "w5"))
    train(lab, 20)
    lab.key(pygame.K_1, text="1")
    train(lab, 5)
    for name, panel in lab.lab.board.panels.items():
        place: pygame.Rect = getattr(lab_layout(size), name)
        stops = [] if name in ("network", "samples") else [stop.rect for stop in panel.focusables()]
        assert not [rect for rect in stops if not place.contains(rect)], name
        assert not [pair for pair in pairs(stops) if pair[0].colliderect(pair[1])], name
    lab.window.close()


@pytest.mark.parametrize("lens", [None, "map"])
def test_any_dialog_stays_open_when_the_window_and_its_colours_change(lab: Cockpit, lens: str | None) -> None:
    """Those that hang at a button of another panel stand where it is, and it is elsewhere beside a lens."""
    palette = lab.lab.kit.palette
    hanging = ("demos", "data", "lenses", "take_along")
    assert {*hanging} < {*lab.lab.board.dialogs}
    for name in hanging if lens else lab.lab.board.dialogs:
        lab.lab.carry_out(Open(None))
        lab.lab.carry_out(ShowLens(lens))
        lab.frames(2)
        if name == "take_along" and lens is None:
            continue  # its button is a lens's
        lab.lab.carry_out(Open(name))
        others = [size for size in ((1024, 640), (1280, 800)) if size != lab.surface.get_size()]
        pygame.display.set_mode(others[0], pygame.RESIZABLE)
        lab.window.director.carry_out(Toggle("colour_blind"))
        lab.frames(2)
        assert lab.lab.board.opened == name
        assert lab.surface.get_size() == others[0]
        assert lab.lab.kit.palette is not palette
        palette = lab.lab.kit.palette


def test_one_layout_for_however_many_resizes_of_a_frame(lab: Cockpit, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[tuple[int, int]] = []
    monkeypatch.setattr(lab.window.director, "resize", built.append)
    for width in range(1100, 1200, 10):
        pygame.display.set_mode((width, 700), pygame.RESIZABLE)
        lab.post(pygame.VIDEORESIZE, size=(width, 700), w=width, h=700)
    lab.frame()
    assert built == [(1190, 700)]


# -- frame rates -------------------------------------------------------------------------------------------------------


def reached(lab: Cockpit, tick: int) -> bool:
    return lab.simulation.tick_count >= tick


def play_along(step: int, tmp_path: Path) -> str:
    """The state hash after the same commands at the same ticks, through a whole window."""
    lab = Cockpit(tmp_path, "--size", "1024x640", step=step)
    lab.key(pygame.K_ESCAPE)
    script: list[tuple[int, c.Command]] = [
        (0, c.Play()), (12, c.SetSpeed(10)), (20, c.Set("learning_rate", 4.0)), (28, c.SetSpeed(1000)),
        (36, c.Seek(50, 1)), (36, c.Set("loss", "cross_entropy")), (36, c.Play()), (44, c.SetTarget(2, 0.25)),
        (52, c.Pause()),
    ]  # fmt: skip
    for tick, command in script:
        lab.until(partial(reached, lab, tick), most=2000)
        assert lab.simulation.tick_count == tick
        lab.window.session.send(command)
        lab.window.frame()
    lab.window.close()
    assert play_back(decoded(encoded(recorded(lab.simulation)))).state_hash() == lab.simulation.state_hash()
    return lab.simulation.state_hash()


def test_through_the_window_any_frame_rate_gives_the_same_state(tmp_path: Path) -> None:
    steps = (2 * TICK, TICK, NANOSECONDS // 144, 50 * TICK)
    hashes = {play_along(step, tmp_path / str(step)) for step in steps}
    assert len(hashes) == 1


@pytest.mark.parametrize("rule", ["epoch", "sample"])
def test_of_one_sample_nothing_speaks_as_of_many(tmp_path: Path, rule: str) -> None:
    lab = Cockpit(tmp_path, "--scenario", "only_11", "--set", f"update={rule}")
    lab.key(pygame.K_ESCAPE)
    lab.lab.carry_out(Pin(find_edge((2, 2, 1), "w5")))
    for intent in (PinSample(None), ShowMean(True)):
        lab.lab.carry_out(intent)
        lab.frames(3)
        said = [hint.text() for panel in lab.lab.board.built for hint in panel.hints()]
        told = card(lab).rule
        assert told
        assert told.update
        assert lab.lab.network.instant
        said += [told.update.whose, told.scope, sample_lines(lab.lab.network.instant)[0]]
        assert not [text for text in said if re.search(r"\b1 (samples|losses|times|epochs)\b", text)]
    lab.window.close()


def test_hover_help_has_live_numbers(lab: Cockpit) -> None:
    tip = tip_at(lab, edge_place(lab, "w5"))
    assert tip
    lab.move(AWAY)
    train(lab, 200)
    assert tip_at(lab, edge_place(lab, "w5")) not in ("", tip)


@pytest.mark.parametrize("speed", [1000, MAX_SPEED])
def test_no_panel_is_forgotten_while_training_is_fast(
    lab: Cockpit, monkeypatch: pytest.MonkeyPatch, speed: int
) -> None:
    lab.window.session.send(c.SetSpeed(speed))
    lab.window.session.send(c.Play())
    lab.frames(3)
    told: dict[str, int] = {}
    for name, panel in lab.lab.board.panels.items():
        if not isinstance(panel, ViewPanel):
            continue

        def sync(view: View, name: str = name, sync: Callable[[View], None] = panel.sync) -> None:
            told[name] = told.get(name, 0) + 1
            sync(view)

        monkeypatch.setattr(panel, "sync", sync)
    lab.frames(120)
    assert set(told) == set(lab.lab.board.panels)
    assert min(told.values()) >= 8, told
