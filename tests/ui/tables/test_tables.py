"""INSIDE THE BOX: the numbers are the Snapshot's, a click on a weight or bias pins it, a big network scrolls."""

from __future__ import annotations

import pygame
import pytest

from game.sim import commands as c
from game.sim.network import bias_edges, find_edge
from game.ui.draw.number_text import compact, figure
from game.ui.draw.palette import COLOUR_BLIND, STANDARD, Colour, mix
from game.ui.intents import Hover, Pin
from game.ui.selection import Selection
from game.ui.tables.number_table import Cell, TableQuantity, cell_hint, head_hint, incoming, number_table, row_hint
from game.ui.tables.tables import TablesPanel
from game.ui.tables.tables_art import STRONGEST, PlacedCell
from tests.support.bench import PanelBench
from tests.support.certain import there
from tests.support.sights import rounds_to, snapshot, view
from tests.support.stage import centre, key_event

SIZES = [(1024, 640), (1280, 800), (1920, 1080), (3840, 2160)]
LAYERS = (2, 2, 1)


@pytest.fixture
def panel() -> TablesPanel:
    return TablesPanel()


@pytest.fixture
def bench(panel: TablesPanel) -> PanelBench[TablesPanel]:
    return PanelBench(panel, "tables")


def cell_of(panel: TablesPanel, quantity: TableQuantity, layer: int, unit: int) -> PlacedCell:
    found = (p for p in panel.placed if (p.cell.quantity, p.cell.layer, p.cell.unit) == (quantity, layer, unit))
    return next(found)


def test_the_numbers_are_the_samples(bench: PanelBench[TablesPanel]) -> None:
    state = bench.snapshot
    for sample, trace in enumerate(state.batch.traces):
        table = number_table(view(state, sample=sample))
        (block,) = table.blocks
        assert block.heads == ("h₁", "h₂", "ŷ")
        assert table.scope == f"sample {sample + 1} of 4"
        for line, arrays in zip(block.lines, (trace.a[1:], trace.slope, trace.delta), strict=False):
            assert [cell.value for cell in line.cells] == [float(x) for array in arrays for x in array]
        assert [cell.value for cell in block.lines[3].cells] == [state.value(edge) for edge in bias_edges(LAYERS)]
        assert [cell.value for cell in block.lines[4].cells] == [state.value(edge) for edge in incoming(LAYERS)]


def test_the_mean_is_over_all_samples(bench: PanelBench[TablesPanel]) -> None:
    state = bench.snapshot
    table = number_table(view(state, mean=True))
    assert table.scope == "mean of 4 samples"
    slopes = [cell.value for cell in table.blocks[0].lines[1].cells]
    assert slopes == pytest.approx([float(x) for layer in state.batch.mean_slope for x in layer])


def test_a_click_on_a_weight_or_bias_pins_it(bench: PanelBench[TablesPanel], panel: TablesPanel) -> None:
    wanted = [*bias_edges(LAYERS), *incoming(LAYERS)]
    for placed in panel.edge_cells:
        bench.click(centre(placed.rect))
    assert [message for message in bench.messages if isinstance(message, Pin)] == [Pin(edge) for edge in wanted]


def test_a_click_on_another_number_pins_nothing(bench: PanelBench[TablesPanel], panel: TablesPanel) -> None:
    for placed in panel.placed:
        if placed.cell.edge is None:
            bench.click(centre(placed.rect))
    assert bench.messages == []


def test_hovering_a_weight_previews_it_once(bench: PanelBench[TablesPanel], panel: TablesPanel) -> None:
    first, second = panel.edge_cells[:2]
    bench.move(centre(first.rect))
    bench.move((first.rect.centerx + 2, first.rect.centery))
    bench.move(centre(second.rect))
    bench.move((5, 5))
    assert bench.messages == [Hover(first.cell.edge), Hover(second.cell.edge), Hover(None)]


def test_the_selected_edges_numbers_are_lit(bench: PanelBench[TablesPanel], panel: TablesPanel) -> None:
    plain = bench.picture()
    bench.selection = Selection(pinned=find_edge(LAYERS, "w5"))
    assert bench.picture() != plain
    lit = {(p.cell.quantity, p.cell.layer, p.cell.unit) for p in panel.placed if p.cell.lit}
    assert lit == {
        (TableQuantity.WEIGHT, 2, 0),
        (TableQuantity.A, 1, 0),
        (TableQuantity.SLOPE, 2, 0),
        (TableQuantity.DELTA, 2, 0),
    }
    bench.selection = Selection(pinned=find_edge(LAYERS, "b1"))
    bench.settle()
    assert {p.cell.quantity for p in panel.placed if p.cell.lit} == {
        TableQuantity.BIAS,
        TableQuantity.SLOPE,
        TableQuantity.DELTA,
    }


def test_numbers_of_phases_to_come_are_dim(bench: PanelBench[TablesPanel], panel: TablesPanel) -> None:
    def bright() -> set[tuple[TableQuantity, int]]:
        return {(p.cell.quantity, p.cell.layer) for p in panel.placed if p.cell.bright and not p.cell.edge}

    bench.apply(c.Seek(0, 0, 0, 0))
    assert bright() == set()
    bench.apply(c.Seek(0, 0, 1, 0))
    assert bright() == {(TableQuantity.A, 1), (TableQuantity.SLOPE, 1)}
    bench.apply(c.Seek(0, 0, 4, 900_000))
    assert len(bright()) == 6
    bench.apply(c.Seek(0, 0, 0, 0))
    bench.selection = Selection(sample=2)
    bench.settle()
    assert bright() == set()  # the pinned one goes through the phases
    bench.selection = Selection(mean=True)
    bench.settle()
    assert len(bright()) == 6


def test_every_number_explains_itself(bench: PanelBench[TablesPanel], panel: TablesPanel) -> None:
    state = bench.snapshot
    for mean in (False, True):
        for placed in panel.placed:
            sentence = cell_hint(view(state, mean=mean), placed.cell)
            assert sentence.endswith(".")
            assert "{" not in sentence
    w5 = next(p for p in panel.edge_cells if p.cell.edge == find_edge(LAYERS, "w5"))
    assert bench.hint_at(w5.rect).startswith("w₅, the weight h₁ → ŷ, is")
    assert (
        len(list(panel.hints())) == 18 + 5 + 3 + 1
    )  # numbers, names of rows, names of columns, the button of the lenses


def test_the_keyboard_walks_over_weights_and_pins(bench: PanelBench[TablesPanel], panel: TablesPanel) -> None:
    (_, cursor) = panel.focusables()
    seen = [tuple(cursor.rect)]
    for key in (pygame.K_RIGHT, pygame.K_RIGHT, pygame.K_DOWN, pygame.K_LEFT, pygame.K_UP, pygame.K_UP):
        assert cursor.key(key_event(key)) == []
        seen.append(tuple(cursor.rect))
    rows = [rect[1] for rect in seen]
    assert rows[0] == rows[1] == rows[2] < rows[3] == rows[4]
    assert rows[5] == rows[6] == rows[0]
    (message,) = cursor.key(key_event(pygame.K_RETURN)) or ()
    assert isinstance(message, Pin)
    assert message.edge in bias_edges(LAYERS)
    assert cursor.key(key_event(pygame.K_a)) is None


def test_a_big_network_scrolls_layer_by_layer(bench: PanelBench[TablesPanel], panel: TablesPanel) -> None:
    bench.apply(c.Set("layers", "2-8-8-8-1"))
    assert panel.table is not None
    assert not panel.table.flat
    assert [len(block.heads) for block in panel.table.blocks] == [8, 8, 8, 1]
    assert len(panel.edge_cells) == 2 * 8 + 8 * 8 + 8 * 8 + 8 + 25
    pygame.mouse.set_pos(bench.rect.center)
    top = panel.placed[0].rect.y
    pygame.event.post(pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=-2, flipped=False))
    bench.settle()
    assert panel.placed[0].rect.y < top
    for _ in range(60):
        pygame.event.post(pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=-2, flipped=False))
    bench.settle()
    last = panel.placed[-1]
    assert bench.rect.contains(last.rect)
    bench.click(centre(last.rect))
    assert bench.messages[-1] == Pin(last.cell.edge)
    hidden = panel.placed[0]
    assert not bench.rect.contains(hidden.rect)
    assert panel.cell_at(centre(hidden.rect)) is None


def test_a_pinned_edge_is_scrolled_into_sight(bench: PanelBench[TablesPanel], panel: TablesPanel) -> None:
    bench.apply(c.Set("layers", "2-8-8-8-1"))
    wanted = find_edge((2, 8, 8, 8, 1), "h3.5->out")
    bench.selection = Selection(pinned=wanted)
    bench.settle()
    placed = next(p for p in panel.edge_cells if p.cell.edge == wanted)
    assert bench.rect.contains(placed.rect)
    assert panel.cell_at(centre(placed.rect)) == placed.cell


def test_a_smaller_network_forgets_the_scrolling(bench: PanelBench[TablesPanel], panel: TablesPanel) -> None:
    bench.apply(c.Set("layers", "2-8-8-8-1"))
    bench.selection = Selection(pinned=find_edge((2, 8, 8, 8, 1), "h3.5->out"))
    bench.settle()
    bench.selection = Selection()
    bench.apply(c.Set("layers", "2-2-1"))
    assert all(bench.rect.contains(placed.rect) for placed in panel.placed)


@pytest.mark.parametrize("layers", ["2-1", "2-2-1", "2-1-2-1", "2-4-1", "2-3-3-1", "2-8-8-1"])
def test_every_number_stands_under_the_neuron_it_belongs_to(layers: str) -> None:
    panel = TablesPanel()
    bench = PanelBench(panel, "tables")
    bench.apply(c.Set("layers", layers))
    heads: dict[tuple[int, int], pygame.Rect] = {}
    for placed in panel.placed:
        if placed.cell.quantity is TableQuantity.A:
            heads[placed.cell.layer, placed.cell.unit] = placed.rect
    for placed in panel.placed:
        if placed.cell.edge:
            assert (placed.cell.layer, placed.cell.unit) == (placed.cell.edge.layer + 1, placed.cell.edge.target)
        head = heads[placed.cell.layer, placed.cell.unit]
        assert head.left <= placed.rect.left < placed.rect.right <= head.right
    panel.kill()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("layers", ["2-1", "2-2-1", "2-4-1", "2-3-3-1", "2-8-8-1"])
def test_every_cell_holds_its_number(size: tuple[int, int], layers: str) -> None:
    panel = TablesPanel()
    bench = PanelBench(panel, "tables", size)
    bench.apply(c.Set("layers", layers), c.Set("weight_init", 10.0), c.Reinitialise(5))
    inside = pygame.Rect(bench.rect).inflate(-2 * bench.kit.px(8), 0)
    rects = [placed.rect for placed in panel.placed]
    for k, rect in enumerate(rects):
        assert inside.left <= rect.left
        assert rect.right <= inside.right
        assert len(rect.collidelistall(rects)) == 1, k
        assert rect.height >= 11
    letter = bench.kit.fonts.width("0", 11.5, "mono")
    for placed in panel.placed:
        if placed.cell.edge:
            text = compact(placed.cell.value, max(4, min(7, (placed.rect.width - 2) // letter)), signed=True)
            assert bench.kit.fonts.width(text, 1, "mono") <= placed.rect.width + 1
            assert text in ("≈0", "big") or rounds_to(placed.cell.value, text)
    panel.kill()


def test_text_on_the_strongest_tint_keeps_its_contrast() -> None:
    for palette in (STANDARD, COLOUR_BLIND):
        for colour, share in STRONGEST.items():
            ground = mix(palette.raised, getattr(palette, colour), share)
            assert contrast(palette.text, ground) >= 4.5, (palette, colour)
        assert contrast(palette.muted, palette.raised) >= 4.5


def contrast(a: Colour, b: Colour) -> float:
    """The WCAG contrast ratio of two colours."""

    def luminance(colour: Colour) -> float:
        parts = [part / 255 for part in colour]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_colour_blind_palette_tints_signs_otherwise() -> None:
    pictures = []
    for palette in (STANDARD, COLOUR_BLIND):
        bench = PanelBench(TablesPanel(), "tables", palette=palette)
        bench.apply(c.SetParameter(1, 0, 0, -3.0))
        pictures.append(bench.picture())
    assert pictures[0] != pictures[1]


def test_a_lost_number_is_said_to_be_one(bench: PanelBench[TablesPanel]) -> None:
    state = snapshot()
    cell = Cell(TableQuantity.DELTA, float("nan"), 1, 0)
    assert "nan" in cell_hint(view(state), cell)


@pytest.mark.parametrize("selection", [Selection(), Selection(sample=2), Selection(mean=True)])
def test_an_edit_by_hand_is_in_the_table_at_once(
    bench: PanelBench[TablesPanel], panel: TablesPanel, selection: Selection
) -> None:
    bench.selection = selection
    bench.apply(c.Step("epoch", 3))
    for command in (
        c.SetParameter(0, 1, 0, 2.5),
        c.SetParameter(1, 0, None, -1.25),
        c.SetTarget(selection.sample or 0, 0.25),
    ):
        before = bench.picture()
        bench.apply(command)
        state = bench.snapshot
        shown = [state.batch.mean] if selection.mean else [state.batch.traces[selection.sample or 0]]
        for placed in panel.placed:
            cell = placed.cell
            if cell.edge is not None:
                assert cell.value == state.value(cell.edge)
            elif cell.quantity is TableQuantity.DELTA:
                assert cell.value == pytest.approx(shown[0].delta[cell.layer - 1][cell.unit])
        assert bench.picture() != before


@pytest.mark.parametrize("layers", ["2-2-1", "2-3-3-1"])
def test_the_heading_of_a_column_tells_of_that_column(
    bench: PanelBench[TablesPanel], panel: TablesPanel, layers: str
) -> None:
    bench.apply(c.Set("layers", layers), c.Step("epoch", 3))
    table = number_table(view(bench.snapshot, sample=2))
    for block in table.blocks:
        for column, head in enumerate(block.heads):
            said = head_hint(block, column, table.scope)
            own = [line.cells[column] for line in block.lines if line.quantity is not TableQuantity.WEIGHT]
            assert said.startswith(f"{head} (")
            assert all(figure(cell.value) in said for cell in own)
            others = [line.cells[(column + 1) % len(block.heads)] for line in block.lines[:2]]
            assert len(block.heads) == 1 or not all(figure(cell.value) in said for cell in others)
    heads = [hint.text() for hint in panel.hints() if "slope =" in hint.text()]
    assert len(heads) == len(set(heads)) >= 3


def test_the_heading_of_a_row_tells_of_that_row(bench: PanelBench[TablesPanel], panel: TablesPanel) -> None:
    bench.apply(c.Step("epoch", 3))
    table, said = there(panel.table), [hint.text() for hint in panel.hints()]
    rows = [row_hint(line, table.scope) for block in table.blocks for line in block.lines]
    assert len(rows) == len(set(rows)) == 5
    assert all(row in said for row in rows)
