"""Where the panels of a level stand, by its kind and stage (pure)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from pygame import Rect

from game.sim.level.play.visit import Stage
from game.ui.draw.kit import scale_for
from game.ui.level.kinds import KindPanels

PanelRects = dict[str, Rect]
TOP = 56
"""Design pixels: height of the bar at the top."""
GAP = 12
"""Design pixels: between panels."""
MARGIN = 16
"""Design pixels: from the window's edges to the panels."""
RIGHT = 344
"""Design pixels: width of the panels at the right."""
BOTTOM = 184
"""Design pixels: height of the timeline."""
SAMPLES = 150
"""Design pixels: height of the samples."""
BRIEFING = 460
"""Design pixels: width of the briefing."""
CROWDED = 330
CARD, FIXED_CARD = 326, 280
LOWEST = 190
"""Design pixels; a network between a picture and hints is no lower than `LOWEST` before a try; `CARD` is how high the
chain-rule card must be, with its slider or without."""


class Wishes(NamedTuple):
    """How high (pixels) goals and hints want to be; whether the chain-rule card is `fixed_card`, without a slider; a
    `crowded` level has a lot to touch; whether there are `samples` to look at, and a `card`; how high (design pixels)
    the `picture` below the network is, 0 if there is none; which part of the height the network takes above a board of
    choices."""

    goals: int
    hints: int
    fixed_card: bool
    crowded: bool
    samples: bool
    card: bool = True
    picture: int = 0
    network_share: float = 0.0


def level_layout(size: tuple[int, int], kind: KindPanels, stage: Stage, wishes: Wishes) -> PanelRects:
    """Rectangles by panel name, none overlapping another."""
    scale = scale_for(size)
    width, height = size

    def px(design: float) -> int:
        return round(design * scale)

    gap, margin, top = px(GAP), px(MARGIN), px(TOP)
    body = Rect(margin, top + gap, width - 2 * margin, height - top - gap - margin)
    places = {"top": Rect(0, 0, width, top)}
    if stage is Stage.PREDICTING:
        return places | _briefing(body, px, kind)
    if kind.board:
        return places | _around_a_board(body, px, kind, stage, wishes)
    return places | _around_a_network(body, px, kind, stage, wishes)


def _briefing(body: Rect, px: Callable[[float], int], kind: KindPanels) -> PanelRects:
    """What is predicted, beside a picture of what it is about: a network that runs would give answers away."""
    briefing = px(BRIEFING)
    return {
        kind.left if kind.board else kind.briefed: Rect(body.x, body.y, body.width - briefing - px(GAP), body.height),
        "briefing": Rect(body.right - briefing, body.y, briefing, body.height),
    }


def _around_a_network(
    body: Rect, px: Callable[[float], int], kind: KindPanels, stage: Stage, wishes: Wishes
) -> PanelRects:
    """Work at the left, the network in the middle with what belongs to it below, and the right column."""
    gap, places = px(GAP), PanelRects()
    if kind.timeline:
        places["timeline"] = Rect(body.x, body.bottom - px(BOTTOM), body.width, px(BOTTOM))
        body.height -= px(BOTTOM) + gap
    wide = px(kind.result_width if stage is Stage.RESULT else RIGHT)
    right = Rect(body.right - wide, body.y, wide, body.height)
    left = Rect(body.x, body.y, px(CROWDED if wishes.crowded else kind.left_width), body.height)
    centre = Rect(left.right + gap, body.y, right.x - 2 * gap - left.right, body.height)
    places[kind.left] = left
    if wishes.samples:
        left.height -= px(SAMPLES) + gap
        places["samples"] = Rect(left.x, left.bottom + gap, left.width, px(SAMPLES))
    ready = stage is not Stage.RESULT  # after a try the right column has enough to tell
    aside = ready and wishes.hints > 0 and _too_low(centre.height - wishes.hints - gap, px, wishes)
    if wishes.hints and not aside:
        centre.height -= wishes.hints + gap
        if kind.buttons_below:
            places["hints"] = Rect(centre.x, centre.y, centre.width, wishes.hints)
            centre.y += wishes.hints + gap
        else:
            places["hints"] = Rect(centre.x, centre.bottom + gap, centre.width, wishes.hints)
    if wishes.picture:
        high = min(px(wishes.picture), centre.height * 2 // 3)
        centre.height -= high + gap
        places["picture"] = Rect(centre.x, centre.bottom + gap, centre.width, high)
    places[kind.centre] = centre
    if not ready:
        return places | {"result": right}
    return places | _right_column(right, px, kind, wishes, places.get("picture"), aside=aside)


def _right_column(
    right: Rect, px: Callable[[float], int], kind: KindPanels, wishes: Wishes, picture: Rect | None, *, aside: bool
) -> PanelRects:
    """Before a try: the goals, and below them the hints if they stand `aside`, or the card if there is one; else
    `picture`, which lies at the left, grows beneath the goals."""
    gap = px(GAP)
    goals = Rect(right.x, right.y, right.width, min(wishes.goals, right.height))
    if aside:
        return {
            "goals": goals,
            "hints": Rect(right.x, goals.bottom + gap, right.width, right.bottom - goals.bottom - gap),
        }
    if not wishes.card:
        if picture and goals.bottom + gap <= picture.y:
            picture.width = right.right - picture.x
            goals.height = picture.y - gap - goals.y
        return {"goals": goals}
    goals.height = min(wishes.goals, right.height - gap - px(FIXED_CARD if wishes.fixed_card else CARD))
    return {
        "goals": goals,
        kind.below: Rect(right.x, goals.bottom + gap, right.width, right.height - goals.height - gap),
    }


def _too_low(height: int, px: Callable[[float], int], wishes: Wishes) -> bool:
    """Whether a picture would leave too little of so much `height` to the network."""
    picture = min(px(wishes.picture), height * 2 // 3)
    return wishes.picture > 0 and height - picture - px(GAP) < px(LOWEST)


def _around_a_board(
    body: Rect, px: Callable[[float], int], kind: KindPanels, stage: Stage, wishes: Wishes
) -> PanelRects:
    """The board of choices, and at the right what is said about it."""
    gap = px(GAP)
    wide = px(kind.result_width if stage is Stage.RESULT else RIGHT)
    right = Rect(body.right - wide, body.y, wide, body.height)
    places = _board(Rect(body.x, body.y, right.x - gap - body.x, body.height), gap, wishes)
    if stage is Stage.RESULT:
        if wishes.hints:
            places["hints"] = Rect(right.x, right.y, right.width, wishes.hints)
            right = Rect(right.x, right.y + wishes.hints + gap, right.width, right.height - wishes.hints - gap)
        places["result"] = right
        return places
    places["goals"] = Rect(right.x, right.y, right.width, min(wishes.goals, right.height))
    y = places["goals"].bottom + gap
    if wishes.hints:
        places["hints"] = Rect(right.x, y, right.width, wishes.hints)
        y += wishes.hints + gap
    if wishes.samples and right.bottom - y >= px(SAMPLES):
        places["samples"] = Rect(right.x, right.bottom - px(SAMPLES), right.width, px(SAMPLES))
    return places


def _board(area: Rect, gap: int, wishes: Wishes) -> PanelRects:
    """The board, with the network above it if that has a share, or in its place if it has all."""
    above = round(area.height * wishes.network_share)
    if above in (0, area.height):
        return {"network" if above else "choices": area}
    below = Rect(area.x, area.y + above + gap, area.width, area.height - above - gap)
    return {"network": Rect(area.x, area.y, area.width, above), "choices": below}
