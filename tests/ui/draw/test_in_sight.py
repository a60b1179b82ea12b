"""What a scrolled list says of how much of it is seen."""

from game.ui.draw.in_sight import in_sight_of


def test_more_is_promised_only_where_more_follows() -> None:
    assert in_sight_of(0, 8, 27) == "1 to 8 of 27, scroll for more"
    assert in_sight_of(18, 8, 27) == "19 to 26 of 27, scroll for more"
    assert in_sight_of(19, 8, 27) == "20 to 27 of 27"
