"""Measurements of speed and memory, printed by `python main.py --bench --json`. CPU time of this thread, presentation
(the flip) left out, so that a busy machine changes little."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli.options import parse
from game.memory import hold_for_play
from game.sim import commands as c
from game.sim.engine.simulation import Simulation
from game.sim.phases import MAX_SPEED
from game.sim.population.population_report import bench_population
from game.sim.settings import Settings
from game.sim.snapshot import Snapshot
from game.sim.start import Start

if TYPE_CHECKING:
    from game.window.game_window import Window

MILLION = 1_000_000
FRAMES, WARM_UP = 600, 60
YARDSTICK_START = (0.5, -0.4, 0.3, 0.9, -0.7, 0.2, 0.0, 0.1, -0.1)
"""The parameters that the yardstick begins with, see `straight_line`."""
LENS_FRAMES = 180
"""Frames that are measured with each lens open."""
CROWD = 1_000
"""Packets in flight in every frame that counts as busy."""
DEEP = "2-8-8-8-8-8-8-1"
"""A network of six hidden layers of eight, in slow motion."""
LONGEST = 6
"""Busy frames are looked for in at most so many times FRAMES."""


def bench() -> dict[str, Any]:
    """All figures; times in milliseconds of CPU as {"p50", "p99"}."""
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    report: dict[str, Any] = {
        "epochs_per_s_straight_line": round(max(_straight_line_stretch() for _ in range(5))),
        "epochs_per_s_headless": _headless_rate(),
        "epochs_per_s_2_8_8_1_200": round(max(_large_stretch() for _ in range(5))),
        "population_net_epochs_per_s": round(bench_population(time.perf_counter)),
    }
    report.update(_window_figures())
    report.update(_lens_figures())
    report.update(_timeline_figures())
    report.update(_process_figures())
    return report


def percentiles(milliseconds: list[float]) -> dict[str, float]:
    """The median and the 99th percentile."""
    ordered = sorted(milliseconds)
    return {"p50": round(ordered[len(ordered) // 2], 3), "p99": round(ordered[int(len(ordered) * 0.99)], 3)}


def _cpu_ms(work: Callable[[], object]) -> float:
    start = time.thread_time_ns()
    work()
    return (time.thread_time_ns() - start) / 1e6


def _headless_rate() -> float:
    """Best of five stretches, each epoch recorded."""
    return round(max(_headless_stretch() for _ in range(5)))


def _straight_line_stretch() -> float:
    return 50_000 / _cpu_ms(lambda: straight_line(50_000, rate=1.0)) * 1e3


def _headless_stretch() -> float:
    simulation = Simulation()
    simulation.apply(c.Step("epoch", 1))
    milliseconds = sum(_cpu_ms(lambda: simulation.apply(c.Step("epoch", 10_000))) for _ in range(5))
    return 50_000 / milliseconds * 1e3


LARGE = Start(scenario="moons:points=200", settings=Settings(layers=(2, 8, 8, 1)))
"""Two hundred points through 2-8-8-1, the whole set for each update."""


def _large_stretch() -> float:
    simulation = Simulation(LARGE)
    simulation.apply(c.Step("epoch", 1))
    return 2_000 / _cpu_ms(lambda: simulation.apply(c.Step("epoch", 2_000))) * 1e3


def _window_figures() -> dict[str, Any]:
    from game.ui.network.network_panel import NetworkPanel
    from game.window.game_window import Window

    hold_for_play()
    window = Window(parse(["--size", "1280x800"]), network=NetworkPanel(crowd=CROWD))
    idle = _frames(window.frame)
    window.session.send(c.Play())
    busy = _busy_frames(window)
    window.session.send(c.SetSpeed(MAX_SPEED))
    _frames(window.frame)
    before, start = window.simulation.cursor.moment.epoch, time.perf_counter()
    fast = _paced(window.frame)
    rate = (window.simulation.cursor.moment.epoch - before) / (time.perf_counter() - start)
    deep = Window(parse(["--size", "1280x800", "--set", f"layers={DEEP}"]))
    deep.session.send(c.Play())
    in_deep = _frames(deep.frame)
    return {
        "epochs_per_s_2_8_8_1_200_in_window": round(_large_rate_in_window()),
        "frame_cpu_ms": percentiles(busy),
        "packets_in_flight": CROWD,
        "frame_cpu_ms_idle": percentiles(idle),
        "epochs_per_s_in_window": round(rate),
        "frame_cpu_ms_in_window_at_max": percentiles(fast),
        "frame_cpu_ms_6x8": percentiles(in_deep),
    }


def _lens_figures() -> dict[str, Any]:
    """Frames at ×1000 with each lens open, and how long the landscape and the variants of a run take to work out."""
    from game.sim.lenses.landscape import Landscape, cut_along, window_of
    from game.sim.lenses.what_if import WhatIf
    from game.ui.intents import ShowLens
    from game.ui.lenses import lenses
    from game.window.game_window import Window

    figures: dict[str, Any] = {}
    for name in lenses():
        window = Window(parse(["--size", "1280x800"]))
        window.session.send(c.SetSpeed(1000))
        window.session.send(c.Play())
        window.frame()
        window.lab.carry_out(ShowLens(name))
        figures[f"frame_cpu_ms_lens_{name}"] = percentiles(_paced(window.frame, WARM_UP + LENS_FRAMES)[WARM_UP:])
        window.lab.carry_out(ShowLens(None))
    figures["frame_cpu_ms_map_then_path"] = percentiles(_map_then_path())
    start = Start()
    flat = Simulation(start).snapshot().params.flat()
    cut = cut_along(flat, 0, 1)
    ground = Landscape(start.settings.layers, cut, window_of([cut.place(flat)]), start.dataset, start.settings)

    def work_out() -> None:
        while not ground.finished:
            ground.advance()

    figures["landscape_ms"] = round(_cpu_ms(work_out), 1)
    began = time.perf_counter()
    WhatIf(start, 1_000).wait()
    return {**figures, "what_if_ms": round((time.perf_counter() - began) * 1e3)}


def _map_then_path() -> list[float]:
    """Milliseconds of frames at ×1000 with Map open and then Path, which takes its place in the dock, in one window."""
    from game.ui.intents import ShowLens
    from game.window.game_window import Window

    window = Window(parse(["--size", "1280x800"]))
    for command in (c.SetSpeed(1000), c.Play()):
        window.session.send(command)
    milliseconds: list[float] = []
    for name in ("map", "path", "map", "path"):
        window.lab.carry_out(ShowLens(name))
        milliseconds += _paced(window.frame, WARM_UP + LENS_FRAMES)[WARM_UP:]
    return milliseconds


def _large_rate_in_window() -> float:
    """Epochs of `LARGE` a second at speed Max."""
    from game.window.game_window import Window

    layers = "-".join(map(str, LARGE.settings.layers))
    window = Window(parse(["--size", "1280x800", "--scenario", LARGE.scenario, "--set", f"layers={layers}"]))
    window.session.send(c.Play())
    window.session.send(c.SetSpeed(MAX_SPEED))
    _frames(window.frame)
    before, start = window.simulation.cursor.moment.epoch, time.perf_counter()
    _paced(window.frame)
    return (window.simulation.cursor.moment.epoch - before) / (time.perf_counter() - start)


def _busy_frames(window: Window) -> list[float]:
    """Milliseconds of FRAMES frames of slow motion with CROWD packets in flight; the others are drawn, not counted."""
    _frames(window.frame)
    milliseconds: list[float] = []
    for _ in range(LONGEST * FRAMES):
        spent = _paced(window.frame, 1)[0]
        if len(window.lab.network.packets) == CROWD:
            milliseconds.append(spent)
        if len(milliseconds) == FRAMES:
            break
    return milliseconds


def _frames(frame: Callable[[], None]) -> list[float]:
    """CPU milliseconds of frames, one each sixtieth of a second, after a warm-up."""
    return _paced(frame, FRAMES + WARM_UP)[WARM_UP:]


def _paced(frame: Callable[[], None], count: int = FRAMES) -> list[float]:
    figures, due = [], time.perf_counter()
    for _ in range(count):
        figures.append(_cpu_ms(frame))
        due += 1 / 60
        time.sleep(max(0.0, due - time.perf_counter()))
    return figures


def _timeline_figures() -> dict[str, Any]:
    """A million recorded epochs: seeks to anywhere with the snapshot and the loss chart that follow, and all that the
    recording and its chart take of the machine's memory."""
    simulation, show, dice = Simulation(), _chart(), random.Random(1)
    show(simulation.snapshot())
    before = _resident_mb()
    for _ in range(MILLION // 10_000):
        simulation.apply(c.Step("epoch", 10_000))
    held = simulation.cursor.run.nbytes
    show(simulation.snapshot())
    grown = _resident_mb() - before

    def seek() -> None:
        simulation.apply(c.Seek(dice.randrange(MILLION), dice.randrange(4), dice.randrange(5)))
        show(simulation.snapshot())

    return {
        "seek_ms": percentiles([_cpu_ms(seek) for _ in range(500)]),
        "bytes_per_epoch": round(held / MILLION, 2),
        "million_epochs_mb": round(max(grown, held / 1e6), 2),
    }


def _chart() -> Callable[[Snapshot], None]:
    """The timeline panel, for a window of 1280x800: draws a snapshot."""
    import pygame

    from game.ui.draw.kit import build_kit
    from game.ui.draw.palette import STANDARD
    from game.ui.lab.lab_layout import lab_layout
    from game.ui.selection import Selection
    from game.ui.timeline.timeline_panel import TimelinePanel
    from game.ui.view import View

    size, panel = (1280, 800), TimelinePanel()
    surface = pygame.display.set_mode(size)
    panel.build(build_kit(size, STANDARD), lab_layout(size).timeline)

    def show(snapshot: Snapshot) -> None:
        panel.sync(View(snapshot, snapshot, 0.0, Selection(), 0.0))
        panel.draw(surface)

    return show


def _process_figures() -> dict[str, Any]:
    """A window of its own, from the start of its process to its first interactive frame."""
    runs = [_first_frame() for _ in range(3)]
    return {
        "startup_ms": round(min(run[0] for run in runs)),
        "rss_mb": round(max(run[1] for run in runs), 1),
    }


def _first_frame() -> tuple[float, float]:
    main = Path(__file__).resolve().parent.parent / "main.py"
    source = [str(main)] if main.is_file() else ["-m", "game.launch"]
    command = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, *source]
    start = time.time_ns()
    done = subprocess.run([*command, "--first-frame"], capture_output=True, text=True, check=True, env={**os.environ})
    at, megabytes = done.stdout.split()
    return (int(at) - start) / 1e6, float(megabytes)


def first_frame() -> int:
    """Open a window, draw, print the time (ns since 1970) of the first frame that answers events and the memory (MB)
    in use two seconds of play later."""
    from game.window.game_window import Window

    hold_for_play()
    window = Window(parse([]))
    window.frame()
    at = time.time_ns()
    window.session.send(c.Play())
    for _ in range(120):
        window.frame()
    print(at, peak_memory_mb())
    return 0


def _resident_mb() -> float:
    """The resident size now, in MB; 0 where the system does not tell."""
    pages = Path("/proc/self/statm")
    return int(pages.read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / 1e6 if pages.exists() else 0.0


def peak_memory_mb() -> float:
    """The largest resident size so far, in MB; nan where the system does not tell."""
    status = Path("/proc/self/status")
    if status.exists():  # ru_maxrss would count the parent's memory at the time of the fork as well
        return int(re.findall(r"VmHWM:\s+(\d+) kB", status.read_text())[0]) * 1024 / 1e6
    try:
        import resource
    except ImportError:
        return float("nan")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def straight_line(
    epochs: int, rate: float, start: tuple[float, ...] = YARDSTICK_START
) -> tuple[tuple[float, ...], list[float]]:
    """The yardstick: epochs of XOR on 2-2-1 written out by hand, over local floats, with no generality at all. How
    fast a machine runs them tells what the other figures are worth there.

    Trains by the mean gradient of sigmoid and MSE. `start` holds the four weights of the hidden neurons, row by row,
    the two of the output, then the three biases; returns them as they are in the end, and the loss before each
    epoch."""
    w11, w12, w21, w22, v1, v2, b1, b2, c = start
    samples, step, losses = ((0.0, 0.0, 0.0), (0.0, 1.0, 1.0), (1.0, 0.0, 1.0), (1.0, 1.0, 0.0)), rate / 4.0, []
    for _ in range(epochs):
        g11 = g12 = g21 = g22 = gv1 = gv2 = gb1 = gb2 = gc = total = 0.0
        for x1, x2, y in samples:
            h1 = 1.0 / (1.0 + exp(-(w11 * x1 + w12 * x2 + b1)))
            h2 = 1.0 / (1.0 + exp(-(w21 * x1 + w22 * x2 + b2)))
            a = 1.0 / (1.0 + exp(-(v1 * h1 + v2 * h2 + c)))
            error = a - y
            total += 0.5 * error * error
            d = error * a * (1.0 - a)
            d1, d2 = v1 * d * h1 * (1.0 - h1), v2 * d * h2 * (1.0 - h2)
            gv1, gv2, gc = gv1 + d * h1, gv2 + d * h2, gc + d
            g11, g12, gb1 = g11 + d1 * x1, g12 + d1 * x2, gb1 + d1
            g21, g22, gb2 = g21 + d2 * x1, g22 + d2 * x2, gb2 + d2
        losses.append(total / 4.0)
        w11, w12, w21, w22 = w11 - step * g11, w12 - step * g12, w21 - step * g21, w22 - step * g22
        v1, v2, b1, b2, c = v1 - step * gv1, v2 - step * gv2, b1 - step * gb1, b2 - step * gb2, c - step * gc
    return (w11, w12, w21, w22, v1, v2, b1, b2, c), losses
