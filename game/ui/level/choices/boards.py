"""Which drawing belongs to which board."""

from __future__ import annotations

from game.sim.level.boards.batches import BatchesBoard
from game.sim.level.boards.cases import CasesBoard
from game.sim.level.boards.sizes import SizesBoard
from game.sim.level.deals.bug_hunt import HuntBoard
from game.sim.level.deals.carry_back import ChainBoard
from game.sim.level.play.kinds.choosing import Choosing
from game.sim.level.play.level_play import LevelPlay
from game.ui.level.choices.batches_view import BatchesView
from game.ui.level.choices.board_view import AnyBoardView
from game.ui.level.choices.cases_view import CasesView
from game.ui.level.choices.chain_view import ChainView
from game.ui.level.choices.sizes_view import SizesView
from game.ui.level.choices.table_view import TableView

VIEWS: dict[type, type[AnyBoardView]] = {
    ChainBoard: ChainView,
    HuntBoard: TableView,
    CasesBoard: CasesView,
    SizesBoard: SizesView,
    BatchesBoard: BatchesView,
}


def board_view(play: LevelPlay) -> AnyBoardView:
    """A drawing of the board that is dealt in `play`."""
    kind = play.kind
    assert isinstance(kind, Choosing)
    return VIEWS[type(kind.deal.board)](play)
