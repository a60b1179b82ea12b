"""Controls on top of pygame_gui: its elements do the events, our own drawing does the look."""

from game.ui.widgets.button import Button
from game.ui.widgets.hotspot import HotSpot
from game.ui.widgets.segmented import Segmented
from game.ui.widgets.slider import ValueSlider

__all__ = ["Button", "HotSpot", "Segmented", "ValueSlider"]
