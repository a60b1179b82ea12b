"""The hands of a student who places lines on maps."""

from __future__ import annotations

from game.selfcheck.tour.cockpit import Cockpit
from game.sim.level.actions import PlaceLine
from game.sim.level.lines import MapLine
from game.ui.level.plane.lines_panel import LinesPanel
from game.ui.level.plane.plane_sheet import ARROW, PlanePoint
from game.ui.level.plane.tiles_panel import TilesPanel


def place_line(cockpit: Cockpit, panel: LinesPanel, tiles: TilesPanel, act: PlaceLine) -> None:
    """Open the map that `act` is about, turn its line by the arrow and drag it to its place; or call it impossible."""
    kind, sheet = panel.kind, panel.sheet
    if kind.net != (act.net or kind.net):
        cockpit.click(tiles.tile(act.net).center)
    if act.impossible:
        cockpit.click(panel.button_place("impossible"))
        assert kind.called_impossible(kind.net)
        return
    if kind.folds:
        cockpit.click(tiles.tile("h" + "₁₂₃₄"[act.line - 1]).center)
    line = panel.line(act.line)
    wanted = MapLine(line.angle if act.angle is None else act.angle, line.offset if act.offset is None else act.offset)
    cockpit.click(panel.middle)  # the line comes into the middle, where there is room to turn it
    line = panel.line(act.line)
    cockpit.drag(_pixel(panel.handle(act.line)), _pixel(sheet.at(*_towards(panel, line, wanted.angle))))
    line = panel.line(act.line)
    if line.offset != wanted.offset:
        cockpit.drag(_pixel(sheet.at(*_beside(panel, line))), _pixel(sheet.at(*_beside(panel, wanted))))
    assert panel.line(act.line) == wanted, f"the line is at {panel.line(act.line)}, not at {wanted}"


def _towards(panel: LinesPanel, line: MapLine, angle: float) -> PlanePoint:
    """The inputs at an arrow's length from a line's middle in the direction `angle`."""
    (across, up), (x, y) = MapLine(angle, 0.0).direction, panel.sheet.foot(line)
    reach = ARROW * panel.sheet.grid.reach
    return x + across * reach, y + up * reach


def _beside(panel: LinesPanel, line: MapLine) -> PlanePoint:
    """Inputs on a line, away from its arrow."""
    (across, up), (x, y) = line.direction, panel.sheet.foot(line)
    reach = 0.3 * panel.sheet.grid.reach
    return x - up * reach, y + across * reach


def _pixel(place: PlanePoint) -> tuple[int, int]:
    return round(place[0]), round(place[1])
