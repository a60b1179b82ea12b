"""The network panel: the mouse means an edge, every number explains itself, and what is drawn follows the Snapshot."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pygame
import pytest

from game.sim import commands as c
from game.sim.backprop import run_batch
from game.sim.engine.simulation import Simulation
from game.sim.network import Edge, bias_edges, edges, find_edge, params_from_flat
from game.sim.phases import Kind, Phase
from game.sim.settings import Settings
from game.sim.snapshot import Snapshot
from game.sim.start import Start
from game.ui.draw.kit import build_kit
from game.ui.draw.number_text import figure
from game.ui.draw.palette import COLOUR_BLIND, STANDARD
from game.ui.draw.panel_background import MARGIN
from game.ui.intents import Hover, Pin
from game.ui.lab.lab_layout import lab_layout
from game.ui.network.edge_look import collected_samples, edge_looks
from game.ui.network.edge_painter import EdgePainter
from game.ui.network.edges import EDGES_A_FRAME, EdgeLayer
from game.ui.network.instant import blended_progress, instant_of
from game.ui.network.line_words import legend_words, phase_words, sample_words
from game.ui.network.network_layout import network_layout
from game.ui.network.network_panel import NetworkPanel
from game.ui.network.neuron_look import Mark, mark_of
from game.ui.network.phase_strip import PhaseStrip, caption, sample_lines
from game.ui.network.scales import activation_of, fill_level, pull_share, ring_share, thickness
from game.ui.network.sprites import Shapes
from game.ui.network.stills import STILLS
from game.ui.network.words import edge_words
from game.ui.selection import Selection
from game.ui.tables.sample_rows import rows_of
from game.ui.toolkit.tooltip import Tooltip
from game.ui.view import View
from tests.support.bench import PanelBench
from tests.support.certain import there
from tests.support.fingerprint import fingerprint
from tests.support.sights import BY_HAND, snapshot, view
from tests.support.stage import centre, key_event
from tests.support.written import written

PLACES = (
    *(kind.value for kind in Kind),
    "network",
    "slope ring",
    "slope gate",
    "output delta",
    "hidden delta",
    "lock",
    "edge",
    "bias",
    "target",
    "activation",
)
"""Names of `anchor_rect`, of which what is read in the Lab lights up some."""

LAYERS = (2, 2, 1)
W5 = Edge(1, 0, 0)
SIZES = [(1024, 640), (1280, 800), (1920, 1080)]


@pytest.fixture
def panel() -> NetworkPanel:
    return NetworkPanel()


@pytest.fixture
def bench(panel: NetworkPanel) -> PanelBench[NetworkPanel]:
    return PanelBench(panel, "network")


def place_of(bench: PanelBench[NetworkPanel], edge: Edge) -> tuple[int, int]:
    """The number of `edge`, found through what it says of itself."""
    symbol = {**{e: f"w{'₁₂₃₄₅₆'[k]} " for k, e in enumerate(edges(LAYERS))}}
    symbol |= {e: f"b{'₁₂₃'[k]} " for k, e in enumerate(bias_edges(LAYERS))}
    return centre(next(hint.rect for hint in bench.panel.hints() if hint.text().startswith(symbol[edge])))


def picture(state: Snapshot, size: tuple[int, int] = (1280, 800), **options: Any) -> str:
    """What the panel looks like in one state."""
    return fingerprint(drawn(state, size, **options))


def drawn(state: Snapshot, size: tuple[int, int] = (1280, 800), **options: Any) -> pygame.Surface:
    """The panel's part of a window of `size`."""
    pygame.init()
    screen = pygame.display.set_mode(size)
    palette, selection = options.pop("palette", STANDARD), Selection(**options)
    panel = NetworkPanel()
    panel.build(build_kit(size, palette), lab_layout(size).network)
    panel.sync(View(state, state, 0.0, selection, 0.0))
    panel.draw(screen)
    return screen.subsurface(panel.rect)


@pytest.mark.parametrize("edge", [*edges(LAYERS), *bias_edges(LAYERS)])
def test_a_number_is_hovered_and_pinned(bench: PanelBench[NetworkPanel], edge: Edge) -> None:
    bench.click(place_of(bench, edge))
    assert bench.messages == [Hover(edge), Pin(edge)]


def test_a_number_dragged_up_or_down_changes_its_parameter(bench: PanelBench[NetworkPanel]) -> None:
    for edge in (W5, Edge(0, 1, None)):
        x, y = place_of(bench, edge)
        before = bench.snapshot.value(edge)
        bench.messages.clear()
        bench.drag((x, y), (x, y - 2), (x, y - 50), (x, y - 100))
        assert bench.snapshot.value(edge) == pytest.approx(before + 2.0, abs=0.006)
        assert [type(message) for message in bench.messages[-2:]] == [c.SetParameter, c.SetParameter]
        bench.drag((x, y), (x, y + 100))
        assert bench.snapshot.value(edge) == pytest.approx(before, abs=0.011)


def test_a_press_that_hardly_moves_changes_nothing(bench: PanelBench[NetworkPanel]) -> None:
    before, (x, y) = bench.snapshot.params.flat(), place_of(bench, W5)
    bench.drag((x, y), (x + 2, y - 3))
    bench.move((x, y - 60))
    assert bench.snapshot.params.flat() == before


def test_an_edge_is_meant_anywhere_along_it(bench: PanelBench[NetworkPanel]) -> None:
    scale, rect = bench.kit.scale, bench.rect
    layout = network_layout(LAYERS, pygame.Rect(0, 58, rect.width, rect.height - 87), scale)
    for edge in edges(LAYERS):
        x, y = layout.curves[edge].at(0.72)
        bench.messages.clear()
        bench.move((rect.x + 30, rect.bottom - 60))
        bench.move((rect.x + round(x), rect.y + round(y)))
        assert bench.messages[-1:] == [Hover(edge)]


def test_leaving_an_edge_ends_the_preview_and_empty_ground_unpins(bench: PanelBench[NetworkPanel]) -> None:
    bench.move(place_of(bench, W5))
    bench.click((bench.rect.x + 30, bench.rect.bottom - 60))
    assert bench.messages == [Hover(W5), Hover(None), Pin(None)]


def test_a_pointer_that_leaves_the_panel_means_nothing_in_it(bench: PanelBench[NetworkPanel]) -> None:
    bench.move(place_of(bench, W5))
    bench.move((5, 5))
    bench.click((5, 5))
    assert bench.messages == [Hover(W5), Hover(None)]


def test_a_neuron_is_no_empty_ground(bench: PanelBench[NetworkPanel]) -> None:
    hint = next(hint for hint in bench.panel.hints() if hint.text().startswith("h₁ turns"))
    bench.click(centre(hint.rect))
    assert bench.messages == []


def test_the_keyboard_walks_through_the_edges(bench: PanelBench[NetworkPanel]) -> None:
    (walk,) = bench.panel.focusables()
    order = (*edges(LAYERS), *bias_edges(LAYERS))
    assert walk.rect == bench.rect
    assert walk.key(key_event(pygame.K_DOWN)) == [Pin(order[0])]
    assert walk.key(key_event(pygame.K_UP)) == [Pin(order[-1])]
    bench.selection = Selection(pinned=order[3])
    bench.settle()
    assert walk.key(key_event(pygame.K_DOWN)) == [Pin(order[4])]
    assert walk.key(key_event(pygame.K_UP)) == [Pin(order[2])]
    assert walk.key(key_event(pygame.K_DELETE)) == [Pin(None)]
    assert walk.key(key_event(pygame.K_SPACE)) is None


@pytest.mark.parametrize("size", SIZES)
def test_everything_has_a_sentence_within_the_panel(size: tuple[int, int]) -> None:
    bench = PanelBench(NetworkPanel(), "network", size)
    said = [hint.text() for hint in bench.panel.hints()]
    for start in (
        "Forward:",
        "x₁ = ",
        "h₂ turns",
        "The slope gate of ŷ",
        "δ(h₁)",
        "w₆",
        "b₃",
        "Target y = ",
        "A green packet",
    ):
        assert any(text.startswith(start) for text in said), start
    for hint in bench.panel.hints():
        assert bench.rect.contains(hint.rect), hint.text()
        assert len(hint.text()) < 180, hint.text()


def test_a_sentence_holds_the_numbers_of_the_moment(bench: PanelBench[NetworkPanel]) -> None:
    bench.apply(c.LoadParams(BY_HAND), c.Seek(0, 3, 4))
    said = [hint.text() for hint in bench.panel.hints()]
    assert any("w₅ (h₁ → ŷ) = +2.60" in text for text in said)
    assert any("Green bar: its pull from 3 of 4 samples" in text for text in said)
    trace = bench.snapshot.trace
    assert any(f"a = {trace.a[1][0]:.3f}" in text for text in said if text.startswith("h₁ turns"))


def test_a_packet_under_a_resting_pointer_says_what_it_carries(bench: PanelBench[NetworkPanel]) -> None:
    bench.apply(c.LoadParams(BY_HAND), c.Seek(0, 3, 1, 120_000))
    pose = next(pose for pose in bench.panel.packets if pose.flight.edge == W5)
    here = (bench.rect.x + round(pose.x), bench.rect.y + round(pose.y))
    bench.move(here)
    tooltip = Tooltip()
    for now in (0.0, 1.0):
        tooltip.update(here, now, bench.panel.hints())
    assert tooltip.text.startswith("A forward packet: a = +0.")
    assert "w₅ will make it w·a" in tooltip.text


def test_each_phase_looks_different() -> None:
    pictures = {picture(snapshot(at=c.Seek(0, 3, phase, 500_000))) for phase in range(6)}
    assert len(pictures) == 6


def test_progress_moves_the_packets_and_nothing_else_is_needed_to_redraw_them() -> None:
    early, late = (snapshot(at=c.Seek(0, 3, 0, units)) for units in (200_000, 300_000))
    assert picture(early) != picture(late)
    assert picture(early) == picture(early)


def test_a_pinned_and_a_hovered_edge_stand_out() -> None:
    state = snapshot()
    assert len({picture(state), picture(state, pinned=W5), picture(state, hovered=W5)}) == 3


def test_the_colour_blind_palette_is_used() -> None:
    assert picture(snapshot()) != picture(snapshot(), palette=COLOUR_BLIND)


def test_a_negative_weight_looks_different_even_in_grey() -> None:
    """Between the hidden layer and the output: the same magnitude, the other sign, colours taken away."""
    plain = replace(STANDARD, positive=(200, 200, 200), negative=(200, 200, 200))
    lit = _bright(drawn(snapshot(params=(1, 1, 1, 1, 0, 0, 3, 1, 0)), palette=plain))
    hollow = _bright(drawn(snapshot(params=(1, 1, 1, 1, 0, 0, -3, 1, 0)), palette=plain))
    assert _runs(hollow) > _runs(lit)


def _bright(surface: pygame.Surface) -> list[bool]:
    """Down a line between the hidden layer and the output, where it is bright."""
    x = round(surface.get_width() * 0.60)
    return [sum(surface.get_at((x, y))[:3]) > 400 for y in range(surface.get_height())]


def _runs(values: list[bool]) -> int:
    return sum(1 for before, after in pairwise(values) if after and not before)


def test_no_packets_in_fast_forward_and_a_steady_sample(bench: PanelBench[NetworkPanel]) -> None:
    bench.apply(c.Play(), c.SetSpeed(1000))
    for _ in range(3):
        bench.simulation.tick()
        bench.frame()
    assert len(bench.panel.packets) == 0
    assert there(bench.panel.instant).trace.sample == 3
    bench.apply(c.Pause(), c.Seek(5, 1, 1, 300_000))
    assert len(bench.panel.packets) > 0
    assert there(bench.panel.instant).trace.sample == 1


def test_progress_is_blended_only_within_a_phase_of_a_sample() -> None:
    one, other, next_phase = (snapshot(at=c.Seek(0, 1, *at)) for at in ((1, 200_000), (1, 400_000), (2, 100_000)))
    assert blended_progress(View(one, other, 0.25, Selection(), 0.0)) == pytest.approx(0.25)
    assert blended_progress(View(other, next_phase, 0.25, Selection(), 0.0)) == pytest.approx(0.1)


def test_reduced_motion_shows_stills() -> None:
    def shown(phase: int, *units: int) -> set[float]:
        states = [snapshot(at=c.Seek(0, 1, phase, each)) for each in units]
        return {instant_of(View(state, state, 0.0, Selection(), 0.0, True)).progress for state in states}

    assert shown(1, 0, 260_000, 340_000) == {0.0}
    assert shown(1, 360_000, 690_000) == {0.7}
    assert shown(3, 130_000, 310_000) == {0.16}
    assert shown(3, 320_000, 590_000) == {0.4}


def test_with_reduced_motion_every_still_stands_for_a_while_and_the_gradients_are_told() -> None:
    simulation, bench = Simulation(Start(params=BY_HAND)), PanelBench(NetworkPanel(), "network")
    frames, said, panel = Counter[tuple[Phase, float]](), set[str](), bench.panel
    for command in (c.Seek(0, 3), c.SetSpeed(1), c.Play()):
        assert simulation.apply(command)
    order = simulation.snapshot().phases
    while (state := simulation.snapshot()).epoch == 0:
        view = View(state, state, 0.0, Selection(), 0.0, True)
        frames[state.phase, instant_of(view).progress] += 1
        panel.sync(view)
        panel.draw(bench.surface)
        said |= {tag.text for tag in there(panel.scene).tags}
        simulation.tick()
    assert set(frames) == {(phase, each.progress) for phase in order for each in STILLS[phase.kind]}
    assert min(frames.values()) >= 3
    assert len({text for text in said if "δ" in text or text[0] in "+−"}) >= 9


def test_an_update_rolls_every_number_from_old_to_new() -> None:
    for units, share in ((0, 0.0), (500_000, 0.5), (999_999, 1.0)):
        state = snapshot(at=c.Seek(0, 3, 5, units), learning_rate=5.0)
        for edge, lines in edge_looks(state, Selection(), state.progress, True).items():
            old, new = state.value(edge), state.next_value(edge)
            assert old != new
            assert lines.value == pytest.approx(old + (new - old) * share)
            assert (lines.pulse > 0.5) == (share == 0.5)


def test_edges_collect_the_pulls_of_the_samples_until_the_update() -> None:
    begun = [collected_samples(snapshot(at=c.Seek(0, sample, 4)), 0.0) for sample in range(4)]
    assert begun == [(), (0,), (0, 1), (0, 1, 2)]
    assert collected_samples(snapshot(at=c.Seek(0, 1, 4, 900_000)), 0.9) == (0, 1)
    assert collected_samples(snapshot(at=c.Seek(0, 3, 5)), 0.0) == (0, 1, 2, 3)
    assert collected_samples(snapshot(at=c.Seek(0, 2, 4), update="sample"), 0.0) == ()
    state = snapshot(at=c.Seek(0, 2, 4))
    for edge, lines in edge_looks(state, Selection(), 0.0, True).items():
        assert lines.pulls is not None
        collected = sum(trace.gradient(edge) for trace in state.batch.traces[:2]) / 4
        assert lines.pulls.net == pytest.approx(pull_share(collected))
        pulling = sum(trace.gradient(edge) != 0.0 for trace in state.batch.traces[:2])
        assert len(lines.pulls.up) + len(lines.pulls.down) == pulling
    update = [there(edge_looks(state, Selection(), progress, True)[W5].pulls) for state, progress in _updating()]
    assert len(update[0].up) + len(update[0].down) == 4
    assert update[1].net == update[0].net
    assert (update[1].up or (0.0,))[-1] + (update[1].down or (0.0,))[-1] == pytest.approx(update[0].net)
    assert not any((*update[2].up, *update[2].down, update[2].net))


@pytest.mark.parametrize(
    ("given", "backward", "update"),
    [
        ({}, "error × slope = δ, then w·δ goes back", "w ← w − η · ∂L/∂w"),
        ({"loss": "squared_error"}, "2 × error × slope = δ, then w·δ goes back", "w ← w − η · ∂L/∂w"),
        ({"loss": "output_gradient"}, "1 × slope = δ, then w·δ goes back", "w ← w − η · ∂L/∂w"),
        ({"optimizer": "momentum"}, "error × slope = δ, then w·δ goes back", "w ← w + v"),
        ({"optimizer": "nesterov"}, "error × slope = δ, then w·δ goes back", "w ← w + μ · v − η · ∂L/∂w"),
        ({"optimizer": "rmsprop"}, "error × slope = δ, then w·δ goes back", "w ← w − η · ∂L/∂w / (√v + ε)"),
        ({"optimizer": "adam"}, "error × slope = δ, then w·δ goes back", "w ← w − η · m̂ / (√v̂ + ε)"),
    ],
)
def test_the_line_beside_the_phases_says_what_is_passed_back_and_what_the_update_is(
    given: dict[str, Any], backward: str, update: str
) -> None:
    for phase, told in ((3, backward), (5, update)):
        assert caption(instant_of(view(snapshot(at=c.Seek(0, 3, phase), **given))))[0] == told
    states = {kind: instant_of(view(snapshot(at=c.Seek(0, 0, 2), **given))) for kind in (Kind.LOSS, Kind.UPDATE)}
    assert update.removeprefix("w ← w − η ·")[:9] in phase_words(states[Kind.UPDATE], Kind.UPDATE)
    compared = "is compared with the target" in phase_words(states[Kind.LOSS], Kind.LOSS)
    assert compared == (given.get("loss") != "output_gradient")


def test_the_line_that_names_the_sample_gives_way_to_what_happens() -> None:
    start = Start(scenario="moons:points=1000", settings=Settings(layers=(2, 2, 1), animation_speed=0.4))
    pygame.display.set_mode((1024, 640))
    kit, width = build_kit((1024, 640)), lab_layout((1024, 640)).network.width
    strip = PhaseStrip(kit, width, Shapes(), frozenset())
    instant = instant_of(view(Simulation(start).snapshot(), sample=51))
    lines = sample_lines(instant)
    assert lines[0].endswith("→ 1  (in turn: 1)")
    assert lines[-1] == "Sample 52 of 1,000"
    with written() as texts:
        strip.draw(pygame.Surface((width, 100)), instant)
    left = next(line for line in lines if line in texts)
    what, where = caption(instant)
    ends = sum(kit.fonts.width(text, 11.5) + kit.px(5) for text in (what, where))
    assert kit.px(MARGIN) + kit.fonts.width(left, 11.5) + ends <= width - kit.px(MARGIN)


def test_where_there_is_no_loss_no_answer_is_right_or_wrong() -> None:
    assert snapshot().judged
    state = snapshot(loss="output_gradient")
    assert (state.judged, state.solved) == (False, None)
    assert {row.right for row in rows_of(view(state))} == {None}


def test_pulls_are_seen_again_as_soon_as_one_sample_is_shown_in_place_of_the_mean(
    bench: PanelBench[NetworkPanel],
) -> None:
    bench.apply(c.Step("sample", 2))
    before = bench.picture()
    bench.selection = Selection(mean=True)
    bench.apply(c.Step("sample", -1))
    bench.apply(c.Step("sample", 1))
    assert bench.picture() != before
    bench.selection = Selection()
    bench.settle()
    assert bench.picture() == before


def test_what_is_to_come_is_seen_as_soon_as_time_stands_and_not_while_it_runs(bench: PanelBench[NetworkPanel]) -> None:
    stands = bench.picture()
    bench.apply(c.Play())
    assert bench.picture() != stands
    bench.apply(c.Pause())
    assert bench.picture() == stands, "though no phase has come further"


def test_edges_collect_the_pulls_of_a_batch_until_its_own_update() -> None:
    def at(sample: int, phase: int) -> Snapshot:
        return snapshot(at=c.Seek(0, sample, phase), update="batch", batch_size=2)

    assert [collected_samples(at(sample, 4), 0.0) for sample in range(4)] == [(), (0,), (), (2,)]
    assert [collected_samples(at(sample, 5), 0.0) for sample in (1, 3)] == [(0, 1), (2, 3)]
    state = at(3, 5)
    for edge, lines in edge_looks(state, Selection(), 0.0, True).items():
        before, traces = state.value(edge), state.batch.traces
        mean = (traces[2].gradient(edge) + traces[3].gradient(edge)) / 2
        assert lines.pulls is not None
        assert lines.pulls.net == pytest.approx(pull_share(mean))
        assert state.next_value(edge) == pytest.approx(before - state.settings.learning_rate * mean)
        words = edge_words(state, None, edge, collected_samples(state, 0.0))
        assert f"its pull from 2 of 2 samples, mean gradient {figure(mean, signed=True)}." in words


def test_of_a_thousand_samples_edges_collect_what_each_direction_comes_to() -> None:
    start = Start(scenario="moons:points=1000", settings=Settings(layers=(2, 3, 1), activation="tanh"))
    simulation = Simulation(start)
    simulation.apply(c.Seek(0, 700, 0))
    state = simulation.snapshot()
    some, traces = (W5, Edge(0, 1, None)), state.batch.traces[:700]
    each = {edge: [trace.gradient(edge) / 1000 for trace in traces] for edge in some}
    looks = edge_looks(state, Selection(), 0.0, True)
    for edge, gradients in each.items():
        found = there(looks[edge].pulls)
        assert found.up == pytest.approx([pull_share(sum(g for g in gradients if g < 0.0))])
        assert found.down == pytest.approx([pull_share(sum(g for g in gradients if g > 0.0))])
        assert found.net == pytest.approx(pull_share(sum(gradients)))


def _updating() -> list[tuple[Snapshot, float]]:
    """An update before it begins, when the pulls have cancelled, and at its end."""
    return [(snapshot(at=c.Seek(0, 3, 5, units)), units / 1e6) for units in (0, 150_000, 900_000)]


def test_a_locked_neuron_is_wrong_until_every_output_is_right() -> None:
    deaf = snapshot(params=(9, 9, 4, -9, -9, -4, 1, -2, 0.5), lock_threshold=0.25)
    assert not all(deaf.right)
    assert mark_of(deaf, (1, 0)) is Mark.LOCKED
    solved = snapshot(params=(20, 20, -20, -20, -10, 30, 20, 20, -30), lock_threshold=0.25)
    assert all(solved.right)
    assert mark_of(solved, (1, 0)) is Mark.SETTLED
    assert mark_of(snapshot(lock_threshold=0.0), (1, 0)) is Mark.NONE
    assert mark_of(deaf, (0, 0)) is Mark.NONE


def test_a_dead_relu_is_marked_and_explained(bench: PanelBench[NetworkPanel]) -> None:
    bench.apply(c.Set("activation", "relu"), c.LoadParams((-1, -1, 1, 1, -1, 0, 1, 1, 0)))
    assert mark_of(bench.snapshot, (1, 0)) is Mark.DEAD
    assert any(hint.text().startswith("h₁ is dead") for hint in bench.panel.hints())


def test_in_the_mean_every_sentence_tells_averages(bench: PanelBench[NetworkPanel]) -> None:
    bench.selection = Selection(mean=True)
    bench.settle()
    state, said = bench.snapshot, [hint.text() for hint in bench.panel.hints()]
    output = sum(float(trace.output[0]) for trace in state.batch.traces) / 4
    delta = sum(float(trace.delta[-1][0]) for trace in state.batch.traces) / 4
    gradient = state.batch.mean_gradient(find_edge((2, 2, 1), "w5"))
    assert any("ŷ sends out" in text and figure(output) in text and figure(delta, signed=True) in text for text in said)
    assert any(text.startswith("w₅") and f"∂L/∂w = {figure(gradient, signed=True)}" in text for text in said)
    assert not any("this sample" in text for text in said if not text.startswith("A green packet"))


@pytest.mark.parametrize("layers", ["2-2-1", "2-1", "2-8-8-1"])
def test_phases_sample_and_legend_are_explained_with_live_numbers(bench: PanelBench[NetworkPanel], layers: str) -> None:
    bench.apply(c.Set("layers", layers), c.Seek(0, 3, 1, 300_000))
    state = bench.snapshot
    instant = instant_of(view(state))
    for kind in Kind:
        assert re.search(r"\d", phase_words(instant, kind))
    output = figure(float(state.trace.output[0]))
    assert f"ŷ ends at z = {figure(float(state.trace.z[-1][0]))}, a = {output}." in phase_words(instant, Kind.FORWARD)
    assert output in phase_words(instant, Kind.LOSS)
    said = [hint.text() for hint in bench.panel.hints()]
    assert sample_words(instant) in said
    assert f"its answer {output}" in sample_words(instant)
    for sentence in legend_words(instant).values():
        assert sentence in said
        assert re.search(r"now .*\d", sentence)
    first = {"2-2-1": "h₁", "2-1": "ŷ"}.get(layers, "h₂.₁")
    assert f" in {first}." in legend_words(instant)["green ring"]


def test_the_dead_relus_gate_is_what_a_text_lights_up(bench: PanelBench[NetworkPanel]) -> None:
    layout = bench.panel.layout
    assert layout is not None
    assert there(bench.panel.anchor_rect("slope gate")).centery == round(layout.centre((1, 0))[1]) + bench.rect.y
    bench.apply(c.Set("activation", "relu"), c.LoadParams((1, 1, -1, -1, 1, -1, 1, 1, 0)))
    assert mark_of(bench.snapshot, (1, 1)) is Mark.DEAD
    assert there(bench.panel.anchor_rect("slope gate")).centery == round(layout.centre((1, 1))[1]) + bench.rect.y


def test_scales_are_monotone_and_bounded() -> None:
    weights = [0.0, 0.1, 0.5, 1.0, 2.6, 10.0, 1e6, math.inf]
    widths = [thickness(weight) for weight in weights]
    assert widths == sorted(set(widths))
    assert [thickness(-weight) for weight in weights] == widths
    settings = snapshot(activation="tanh").settings
    tanh, relu = activation_of(settings, 1), activation_of(snapshot(activation="relu").settings, 1)
    assert [fill_level(tanh, a) for a in (-1.0, 0.0, 1.0)] == [0.0, 0.5, 1.0]
    assert [fill_level(relu, a) for a in (-3.0, 0.0, 1.0, math.inf)] == [0.0, 0.0, 0.5, 1.0]
    assert [fill_level(activation_of(settings, 2), a) for a in (0.0, 0.3, 1.0, math.nan)] == [0.0, 0.3, 1.0, 0.0]
    assert [ring_share(activation_of(settings, 2), slope) for slope in (0.0, 0.125, 0.25)] == [0.0, 0.5, 1.0]


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 1e300, 1e-300, 0.0])
@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
def test_no_number_breaks_the_picture(value: float, activation: str) -> None:
    for phase in range(6):
        state = snapshot(at=c.Seek(0, 3, phase, 500_000), activation=activation)
        params = params_from_flat(LAYERS, [value] * 9)
        batch = run_batch(params, state.inputs, state.targets, state.settings)
        assert picture(replace(state, params=params, next_params=params, batch=batch))


@pytest.mark.parametrize("layers", ["2-1", "2-3-1", "2-4-4-1", "2-8-8-8-8-8-8-8-8-1"])
def test_the_network_may_take_any_shape(bench: PanelBench[NetworkPanel], layers: str) -> None:
    before = bench.picture()
    bench.apply(c.Set("layers", layers), c.Seek(0, 3, 1, 300_000))
    assert bench.picture() != before
    names = [hint.text().split()[0] for hint in bench.panel.hints()]
    assert names.count("ŷ") >= 1
    assert len([name for name in names if name.startswith("h")]) >= sum(map(int, layers.split("-")[1:-1]))


@pytest.mark.parametrize("name", PLACES)
def test_every_anchor_has_its_place_in_the_panel(bench: PanelBench[NetworkPanel], name: str) -> None:
    place = bench.panel.anchor_rect(name)
    assert place is not None
    assert place.width > 0
    assert bench.rect.contains(place)
    assert bench.panel.anchor_rect("no such thing") is None


def test_a_big_networks_edges_are_drawn_over_several_frames_and_at_once_when_paused() -> None:
    bench = PanelBench(NetworkPanel(), "network")
    layout = network_layout((2, 8, 8, 1), pygame.Rect(0, 60, 600, 400), 1.0)
    painter = EdgePainter(bench.kit, layout, Shapes())
    layer = EdgeLayer(layout, painter, pygame.Surface((600, 500)), layout.rect)
    states = [snapshot(params=None, layers="2-8-8-1", weight_init=size) for size in (1.0, 4.0)]
    looks = [edge_looks(state, Selection(), 0.0, False) for state in states]

    def synced(key: int, at_once: bool) -> str:
        layer.sync(key, lambda: looks[key], at_once)
        return fingerprint(layer.surface)

    first = synced(0, False)
    frames = math.ceil(len(edges((2, 8, 8, 1))) / EDGES_A_FRAME)
    seen = [synced(1, False) for _ in range(frames)]
    assert seen[:-1] == [first] * (frames - 1)
    assert seen[-1] != first
    assert synced(0, True) == first
