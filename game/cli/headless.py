"""Training and traces without a window, as plain data for JSON."""

from __future__ import annotations

import dataclasses
import sys
import time
from typing import Any

import msgspec

from game.cli.option_values import OptionError
from game.cli.options import Options
from game.cli.report import finite
from game.sim.commands import Step
from game.sim.engine.simulation import Simulation
from game.sim.files.replay import ReplayError, encoded, opened, read_replay, recorded
from game.sim.limits import MOST_EPOCHS
from game.sim.network import Edge, find_edge, neuron_name, parameter_count, params_from_flat
from game.sim.population.population import Precision
from game.sim.population.population_report import population_report
from game.sim.settings import Settings
from game.sim.snapshot import Snapshot
from game.sim.trace import Trace
from game.storage.atomic_files import write_atomically

MOST_PARAMETERS = 50_000_000
"""Of all networks of a population together: half a gigabyte and more."""


def settings_as_dict(settings: Settings) -> dict[str, Any]:
    """Settings by name, as `--set` would spell them."""
    return {**msgspec.structs.asdict(settings), "layers": "-".join(map(str, settings.layers))}


def train(options: Options) -> dict[str, Any]:
    """Train `options.epochs` epochs and tell what came of it; see the README for the keys."""
    simulation = first_simulation(options)
    initial = simulation.snapshot()
    train_on(simulation, options.epochs)
    save_if_asked(simulation, options)
    final = simulation.snapshot()
    layers = final.settings.layers
    report: dict[str, Any] = {
        **_whereabouts(final),
        "loss": final.loss,
        "outputs": [_output(trace) for trace in final.batch.traces],
        "initial": initial.params.as_lists(),
        "final": final.params.as_lists(),
        **({"optimizer_state": final.memory.as_lists()} if final.memory.letters else {}),
        "locks": [
            {"epoch": event.epoch, "neuron": neuron_name(layers, event.layer, event.unit), "locked": event.locked}
            for event in simulation.lock_events()
        ],
        "stopped": final.stopped,
        "stopped_epoch": final.stopped_epoch,
        "state_hash": simulation.state_hash(),
    }
    if options.history:
        report["loss_history"] = [float(loss) for piece in final.run.pieces for loss in piece.losses]
    return report


def _output(trace: Trace) -> float | list[float]:
    """What the network answers: one number, or a list where there are several outputs."""
    values: list[float] = trace.output.tolist()
    return values[0] if len(values) == 1 else values


def train_on(simulation: Simulation, epochs: int) -> None:
    """Train `epochs` epochs more, or up to where training stops."""
    for done in range(0, epochs, MOST_EPOCHS):
        if not simulation.apply(Step("epoch", min(epochs - done, MOST_EPOCHS))):
            return


def trace(options: Options) -> dict[str, Any]:
    """Every quantity of one sample's forward and backward pass, by name; see the README for the keys. After an epoch
    that nearly left the range of numbers a quantity may be infinite: JSON has no number for that, so it is null."""
    simulation = first_simulation(options)
    train_on(simulation, options.epochs)
    save_if_asked(simulation, options)
    traces = simulation.snapshot().batch.traces
    if options.sample >= len(traces):
        raise OptionError(f"--sample is {options.sample}, but must be 0 to {len(traces) - 1}")
    shown = traces[options.sample]
    segment = simulation.cursor.segment
    if segment.within_epochs:  # the snapshot's is the update of the samples whose turn it is
        state, epoch = simulation.cursor.params, simulation.cursor.moment.epoch
        place = segment.order(epoch).index(options.sample)
        begin, end = segment.begin_of_group(place), segment.end_of_group(place)
        after = segment.steps(state, epoch, begin, end)
        shown = dataclasses.replace(shown, after=params_from_flat(segment.settings.layers, after))
    report = {**_whereabouts(simulation.snapshot()), **_laid_open(shown)}
    return {key: finite(value) for key, value in report.items()}


def _whereabouts(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "scenario": snapshot.scenario,
        "seed": snapshot.seed if snapshot.drawn else None,
        "settings": settings_as_dict(snapshot.settings),
        "epochs": snapshot.epoch,
    }


def _laid_open(shown: Trace) -> dict[str, Any]:
    return {
        "sample": shown.sample,
        "input": shown.a[0].tolist(),
        "target": shown.target.tolist(),
        "z": [z.tolist() for z in shown.z],
        "a": [a.tolist() for a in shown.a],
        "slope": [slope.tolist() for slope in shown.slope],
        "raw_error": shown.raw_error.tolist(),
        "backprop_terms": [terms.tolist() for terms in shown.backprop_terms],
        "backprop_sum": [total.tolist() for total in shown.backprop_sum],
        "delta": [delta.tolist() for delta in shown.delta],
        "weight_gradients": [gradient.tolist() for gradient in shown.weight_gradients],
        "bias_gradients": [gradient.tolist() for gradient in shown.bias_gradients],
        "input_gradients": shown.input_gradients.tolist(),
        "loss": shown.loss,
        "before": shown.params.as_lists(),
        "after": shown.after.as_lists(),
    }


def first_simulation(options: Options) -> Simulation:
    """What to begin with: a replay, played up to `options.ticks` (by default to its end), or a fresh start."""
    if options.replay is None:
        return Simulation(options.start)
    try:
        recording = read_replay(options.replay)
    except ReplayError as problem:
        raise OptionError(f"--replay: {problem}") from None
    try:
        simulation, difference = opened(recording, options.ticks, whole=options.check)
    except ReplayError as problem:
        raise OptionError(f"--replay: {options.replay}: {problem}") from None
    if difference and sys.stderr:
        print(f"{options.replay}: {difference}", file=sys.stderr)
    return simulation


def replay(options: Options) -> dict[str, Any]:
    """Play a recorded session again and tell where it ends."""
    simulation = first_simulation(options)
    save_if_asked(simulation, options)
    snapshot = simulation.snapshot()
    return {
        "ticks": simulation.tick_count,
        "scenario": snapshot.scenario,
        "seed": snapshot.seed if snapshot.drawn else None,
        "settings": settings_as_dict(snapshot.settings),
        "epoch": snapshot.epoch,
        "loss": snapshot.loss,
        "runs": [{"name": run.name, "epochs": run.last_epoch} for run in snapshot.runs],
        "final": snapshot.params.as_lists(),
        "state_hash": simulation.state_hash(),
    }


def pinned_edge(options: Options, simulation: Simulation) -> Edge | None:
    """The edge to pin, if one is asked for. Raises OptionError when the network has none of that name."""
    if options.select is None:
        return None
    try:
        return find_edge(simulation.settings.layers, options.select)
    except ValueError as problem:
        raise OptionError(f"--select: {problem}") from None


def save_if_asked(simulation: Simulation, options: Options) -> None:
    """Save what `simulation` has been through as `options.record`. Raises OptionError when it cannot be written."""
    file = options.record
    if file is None:
        return
    try:
        write_atomically(file.resolve(), encoded(recorded(simulation)))
    except OSError as problem:
        raise OptionError(f"--record is '{file}', but it cannot be written ({problem.strerror or problem})") from None


def population(options: Options, starts: int) -> dict[str, Any]:
    """Train `starts` seeds at once, from the seed on, and tell what became of them."""
    start = options.start
    most = MOST_PARAMETERS // parameter_count(start.settings.layers)
    if starts > most:
        layers = settings_as_dict(start.settings)["layers"]
        raise OptionError(f"--population is {starts:,}, but must be at most {most:,} networks of {layers}")
    precision: Precision = "float64" if options.float64 else "float32"
    report = population_report(
        start.settings, start.dataset, starts, options.epochs, start.seed, time.perf_counter, precision
    )
    return {**report, "settings": settings_as_dict(start.settings)}
