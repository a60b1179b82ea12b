"""Training and traces without a window, as plain data for JSON."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import msgspec

from game.files import write_atomically
from game.options import OptionError, Options
from game.sim.commands import Step
from game.sim.network import neuron_name
from game.sim.population import Precision
from game.sim.population_report import population_report
from game.sim.refusals import MOST_EPOCHS
from game.sim.replay import ReplayError, encoded, play, read_replay, recorded
from game.sim.settings import Settings
from game.sim.simulation import Simulation


def settings_as_dict(settings: Settings) -> dict[str, Any]:
    """Settings by name, as `--set` would spell them."""
    return {**msgspec.structs.asdict(settings), "layers": "-".join(map(str, settings.layers))}


def train(options: Options) -> dict[str, Any]:
    """Train `options.epochs` epochs and tell what came of it; see the README for the keys."""
    simulation = Simulation(options.start)
    initial = simulation.snapshot()
    left = options.epochs
    while left > 0 and simulation.apply(Step("epoch", min(left, MOST_EPOCHS))):
        left -= min(left, MOST_EPOCHS)
    if options.record:
        save_replay(simulation, options.record)
    final = simulation.snapshot()
    layers = final.settings.layers
    report: dict[str, Any] = {
        "scenario": final.scenario,
        "seed": final.seed,
        "settings": settings_as_dict(final.settings),
        "epochs": final.epoch,
        "loss": final.loss,
        "outputs": [float(trace.output[0]) for trace in final.batch.traces],
        "initial": initial.params.as_lists(),
        "final": final.params.as_lists(),
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


def trace(options: Options) -> dict[str, Any]:
    """Every quantity of one sample's forward and backward pass, by name; see the README for the keys."""
    snapshot = Simulation(options.start).snapshot()
    shown = snapshot.batch.traces[options.sample]
    return {
        "scenario": snapshot.scenario,
        "seed": snapshot.seed,
        "settings": settings_as_dict(snapshot.settings),
        "sample": options.sample,
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
        "loss": shown.loss,
        "before": shown.params.as_lists(),
        "after": shown.after.as_lists(),
    }


def first_simulation(options: Options) -> Simulation:
    """What to begin with: a replay, played up to `options.ticks` (by default to its end), or a fresh start."""
    if options.replay is None:
        return Simulation(options.start)
    try:
        return play(read_replay(options.replay), options.ticks)
    except ReplayError as problem:
        raise OptionError(f"--replay: {problem}") from None


def replay(options: Options) -> dict[str, Any]:
    """Play a recorded session again and tell where it ends."""
    simulation = first_simulation(options)
    if options.record:
        save_replay(simulation, options.record)
    snapshot = simulation.snapshot()
    return {
        "ticks": simulation.tick_count,
        "scenario": snapshot.scenario,
        "seed": snapshot.seed,
        "settings": settings_as_dict(snapshot.settings),
        "epoch": snapshot.epoch,
        "loss": snapshot.loss,
        "runs": [{"name": run.name, "epochs": run.last_epoch} for run in snapshot.runs],
        "final": snapshot.params.as_lists(),
        "state_hash": simulation.state_hash(),
    }


def save_replay(simulation: Simulation, file: Path) -> None:
    """Save what `simulation` has been through as `file`. Raises OptionError when it cannot be written."""
    try:
        write_atomically(file, encoded(recorded(simulation)))
    except OSError as problem:
        raise OptionError(f"--record is '{file}', but it cannot be written ({problem.strerror or problem})") from None


def population(options: Options, starts: int) -> dict[str, Any]:
    """Train `starts` seeds at once, from the seed on, and tell what became of them."""
    start = options.start
    precision: Precision = "float64" if options.float64 else "float32"
    return population_report(
        start.settings, start.scenario, starts, options.epochs, start.seed, time.perf_counter, precision
    )
