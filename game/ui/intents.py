"""What panels ask of the screen itself (not of the simulation): view state, dialogs, pictures."""

from __future__ import annotations

from dataclasses import dataclass

from game.sim.network import Edge
from game.sim.phases import Moment
from game.sim.start import Start


@dataclass(frozen=True)
class Intent:
    """Base of all intents."""


@dataclass(frozen=True)
class Pin(Intent):
    """Pin `edge` (None: unpin)."""

    edge: Edge | None


@dataclass(frozen=True)
class Hover(Intent):
    """Preview `edge` (None: back to the pinned one)."""

    edge: Edge | None


@dataclass(frozen=True)
class PinSample(Intent):
    """Watch `sample` instead of the one in turn (None); the order of training stays as it is."""

    sample: int | None


@dataclass(frozen=True)
class ShowMean(Intent):
    """Show the mean over the samples instead of one of them."""

    on: bool


@dataclass(frozen=True)
class Light(Intent):
    """Light up a thing on screen by name (see `ui/lab/lab_layout.py`); None puts the light out."""

    anchor: str | None


@dataclass(frozen=True)
class Open(Intent):
    """Open an overlay: "keys", "reading", "start"; None closes the open one."""

    overlay: str | None


@dataclass(frozen=True)
class ShowLens(Intent):
    """Look through the lens called `name` (None: the chain rule and the tables again), at the `neuron` (layer from the
    inputs, unit) or at the `run` of that number, where it looks at one."""

    name: str | None
    neuron: tuple[int, int] | None = None
    run: int | None = None


@dataclass(frozen=True)
class LensWay(Intent):
    """The way from a thing on screen to the lens that explains it: a right click on the thing, or a left one where
    that means nothing else (`by_click`). What `pins` says is pinned first."""

    show: ShowLens
    by_click: bool = False
    pins: Edge | None = None


@dataclass(frozen=True)
class ShowMore(Intent):
    """Show more settings in place of the parameters, or (`on` False) those again."""

    on: bool


@dataclass(frozen=True)
class Toggle(Intent):
    """Switch an option of the view: "colour_blind", "reduced_motion", "logarithmic", "stats"."""

    option: str


@dataclass(frozen=True)
class SavePicture(Intent):
    """Save the screen as a PNG in the user's folder."""


@dataclass(frozen=True)
class SaveLens(Intent):
    """Save what the lens shows as a PNG, on `paper` (white) or on dark ground."""

    paper: bool


@dataclass(frozen=True)
class SaveRun(Intent):
    """Save the loss and every parameter of the run on screen, epoch by epoch, as a CSV."""


@dataclass(frozen=True)
class SaveFilm(Intent):
    """Save a film of the backward pass of the sample that is shown, as a GIF."""


@dataclass(frozen=True)
class SaveScript(Intent):
    """Save the program `text` as a file called `name`."""

    name: str
    text: str


@dataclass(frozen=True)
class SaveSession(Intent):
    """Save the session under `name`."""

    name: str


@dataclass(frozen=True)
class OpenFile(Intent):
    """Open the session, or the share code, in the file at `path`, which was dropped on the window, chosen
    or typed."""

    path: str


@dataclass(frozen=True)
class ShowFolder(Intent):
    """Show the folder of saved sessions in the system's file manager."""


@dataclass(frozen=True)
class OpenSession(Intent):
    """Open the saved session called `name`; None: the one that was open when the app was last closed."""

    name: str | None


@dataclass(frozen=True)
class OpenExample(Intent):
    """Set up the worked example called `name`, and show its printed values."""

    name: str


@dataclass(frozen=True)
class NextValue(Intent):
    """Go `by` values on (or back) in the worked example that is open."""

    by: int


@dataclass(frozen=True)
class SaveData(Intent):
    """Save the data that are learnt from as a CSV."""


@dataclass(frozen=True)
class CopyCode(Intent):
    """Copy the share code to the clipboard."""


@dataclass(frozen=True)
class UseCode(Intent):
    """Start from a share code."""

    code: str


@dataclass(frozen=True)
class Say(Intent):
    """Show a sentence for a few seconds."""

    sentence: str


@dataclass(frozen=True)
class Begin(Intent):
    """Begin the sandbox anew from `start`, say `sentence`, pin an edge; with a `speed` time runs at once, at that of
    `SetSpeed`, from `moment` (None: the beginning) on; `name` is what the run is called. `beside` the run on screen, if
    anything has been trained in it, it becomes a ghost."""

    start: Start
    sentence: str = ""
    pin: Edge | None = None
    speed: int | None = None
    name: str = ""
    moment: Moment | None = None
    beside: bool = False


@dataclass(frozen=True)
class ZoomChart(Intent):
    """Look at the loss chart `factor` times as closely; at all of the run where it is 0."""

    factor: float


@dataclass(frozen=True)
class PanChart(Intent):
    """Look at what comes later on the loss chart, by this share of what it shows; earlier if negative."""

    share: float


@dataclass(frozen=True)
class AskEpoch(Intent):
    """Let the student type the epoch to go to."""
