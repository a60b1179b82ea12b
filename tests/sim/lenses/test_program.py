"""The program of a pass: every line computes what is shown beside it, and the script prints the same numbers."""

from __future__ import annotations

import importlib.util
import itertools
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from game.sim import commands as c
from game.sim.activations import activations, output_activations
from game.sim.backprop import run_batch
from game.sim.dataset import OWN, OwnData
from game.sim.engine.simulation import Simulation
from game.sim.lenses.program import DIALECTS, DIGITS, NUMPY, TORCH, pass_lines, script
from game.sim.lenses.update_program import update_program
from game.sim.losses import losses
from game.sim.network import initial_params
from game.sim.optimizers import optimizers
from game.sim.settings import Settings
from game.sim.snapshot import Snapshot
from game.sim.start import Start

TORCH_THERE = importlib.util.find_spec("torch") is not None
INPUTS = ((0.3, -1.2, 0.8), (1.0, 0.0, -0.5))


def combinations() -> list[Settings]:
    """Every activation, output and loss that go together."""
    found = []
    for name, loss in losses().items():
        for output in loss.outputs:
            for activation in activations():
                layers = (3, 4, 3, 2)
                found.append(Settings(layers=layers, activation=activation, output=output, loss=name))
    return found


def named(settings: Settings) -> str:
    return f"{settings.activation}-{settings.output}-{settings.loss}"


def test_every_activation_and_loss_is_there_in_both_languages() -> None:
    for activation in {**activations(), **output_activations()}.values():
        assert activation.numpy_value
        assert activation.numpy_slope
        assert activation.torch_value
    for loss in losses().values():
        assert loss.numpy_value
        assert loss.numpy_passed
        assert loss.torch_value


@pytest.mark.parametrize("settings", combinations(), ids=named)
def test_each_line_of_numpy_computes_what_stands_beside_it(settings: Settings) -> None:
    params = initial_params(settings.layers, 3, 1.2, 0.2)
    targets = (0.0, 1.0, 1.0, 0.0)
    for sample, trace in enumerate(run_batch(params, INPUTS, targets, settings).traces):
        here: dict[str, Any] = {
            "np": np,
            "x": np.array(INPUTS[sample]),
            "y": np.array(targets[2 * sample : 2 * sample + 2]),
        }
        for layer, (weight, bias) in enumerate(zip(params.weights, params.biases, strict=True), start=1):
            here |= {f"W{layer}": weight, f"b{layer}": bias}
        for line in pass_lines(settings, trace):
            exec(line.text, here)
            name = line.text.partition(" = ")[0]
            assert line.values is not None
            assert np.allclose(np.ravel(here[name]), np.ravel(line.values), rtol=1e-12, atol=1e-15), line.text


def printed(program: str) -> dict[str, list[str]]:
    """What a program prints, by what stands in front of the numbers."""
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    lines = [line.split() for line in done.stdout.splitlines()]
    names = {line[0] for line in lines}
    assert names == {"sample", "mean"}
    return {
        " ".join(line[:3] if line[0] == "sample" else line[:2]): line[3 if line[0] == "sample" else 2 :]
        for line in lines
    }


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_script_prints_the_numbers_of_the_pass(dialect: str) -> None:
    if dialect == TORCH and not TORCH_THERE:
        pytest.skip("PyTorch is not here")
    settings = Settings(layers=(3, 4, 2), activation="leaky_relu", output="softmax", loss="cross_entropy")
    params, targets = initial_params(settings.layers, 3, 1.2, 0.2), (0.0, 1.0, 1.0, 0.0)
    batch = run_batch(params, INPUTS, targets, settings)
    told = printed(script(settings, params, INPUTS, targets, batch.traces[0], dialect))

    def shown(values: Any) -> list[str]:
        return [f"{value:.{DIGITS}g}" for value in np.ravel(values).tolist()]

    for k, trace in enumerate(batch.traces, start=1):
        assert told[f"sample {k} loss"] == shown([trace.loss])
        for layer in (1, 2):
            assert told[f"sample {k} gW{layer}"] == shown(trace.weight_gradients[layer - 1])
            assert told[f"sample {k} gb{layer}"] == shown(trace.delta[layer - 1])
    for layer in (1, 2):
        assert told[f"mean gW{layer}"] == shown(batch.weight_gradients[layer - 1])


def moments() -> Iterator[Snapshot]:
    """After some updates: each optimizer, each loss and output in turn, updates by epoch, batch and sample, with weight
    decay and without, biases trained or not."""
    outputs = itertools.cycle(
        [("mse", "tanh"), ("cross_entropy", "softmax"), ("output_gradient", "linear"), ("cross_entropy", "sigmoid")]
    )
    ways = itertools.product(optimizers(), ("epoch", "batch", "sample"))
    rows = ((0.3, -1.2, 0.0, 1.0), (1.0, 0.0, 1.0, 0.0), (-0.5, 0.4, 1.0, 0.0))
    for number, (optimizer, update) in enumerate(ways):
        loss, output = next(outputs)
        options = Settings(
            layers=(2, 3, 2),
            activation=("tanh", "leaky_relu", "sigmoid")[number % 3],
            output=output,
            loss=loss,
            optimizer=optimizer,
            update=update,
            batch_size=2,
            learning_rate=0.05,
            weight_decay=(0.0, 0.01)[number % 2],
            biases=("trained", "trained", "none")[number % 3],
        )
        data = OwnData(("a", "b"), ("y1", "y2"), rows)
        simulation = Simulation(Start(scenario=OWN, data=data, settings=options))
        simulation.apply(c.Step("epoch", 3))
        yield simulation.snapshot()


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_script_makes_the_update_of_every_optimizer_and_prints_what_it_leads_to(
    dialect: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In this process: a Python of its own for each would take most of a minute."""
    if dialect == TORCH and not TORCH_THERE:
        pytest.skip("PyTorch is not here")
    for shot in moments():
        update = update_program(shot, shot.sample, dialect)
        program = script(shot.settings, shot.params, shot.inputs, shot.targets, shot.trace, dialect, update=update)
        exec(compile(program, dialect, "exec"), {})
        told = [line.split() for line in capsys.readouterr().out.splitlines()]
        printed = {" ".join(line[:2]): line[2:] for line in told if line[0] in ("mean", "updated")}
        for layer, (weights, biases) in enumerate(
            zip(shot.next_params.weights, shot.next_params.biases, strict=True), start=1
        ):
            assert printed[f"updated W{layer}"] == [f"{value:.{DIGITS}g}" for value in weights.ravel()], shot.settings
            known = printed.get(f"updated b{layer}")
            assert known == ([f"{value:.{DIGITS}g}" for value in biases] if shot.settings.biases == "trained" else None)
            mean = [f"{value:.{DIGITS}g}" for value in shot.batch.weight_gradients[layer - 1].ravel()]
            assert printed[f"mean gW{layer}"] == mean
        for letter, slot in zip(shot.next_memory.letters, shot.next_memory.slots, strict=True):
            expected = [f"{value:.{DIGITS}g}" for value in slot.weights[0].ravel()]
            assert printed[f"updated {letter}W1"] == expected, shot.settings


def test_each_line_of_the_update_computes_what_stands_beside_it_for_any_sample() -> None:
    for shot in moments():
        sample = (shot.sample + 1) % len(shot.inputs)
        update = update_program(shot, sample)
        here: dict[str, Any] = {"np": np, "group": update.group, **{k: v.copy() for k, v in update.memory.items()}}
        for layer, (weight, bias) in enumerate(zip(shot.params.weights, shot.params.biases, strict=True), start=1):
            here |= {f"W{layer}": weight.copy(), f"b{layer}": bias.copy()}
            here[f"gW{layer}s"] = [trace.weight_gradients[layer - 1] for trace in shot.batch.traces]
            here[f"gb{layer}s"] = [trace.delta[layer - 1] for trace in shot.batch.traces]
        assert update.group == ((sample,) if shot.settings.update == "sample" else shot.group)
        for line in update.lines:
            exec(line.text, here)
            assert line.values is not None
            assert np.allclose(here[line.text.split()[0]], line.values, rtol=1e-10, atol=1e-15), line.text


def test_scripts_of_both_languages_are_whole_python() -> None:
    settings = Settings()
    params = initial_params((2, 2, 1), 0, 1.0, 0.0)
    trace = run_batch(params, [(0.0, 1.0)], [1.0], settings).traces[0]
    for dialect in (NUMPY, TORCH):
        code = compile(script(settings, params, [(0.0, 1.0)], [1.0], trace, dialect), dialect, "exec")
        assert {"X", "Y"} <= set(code.co_names)


def test_whatever_data_are_called_the_script_does_no_more_than_its_passes() -> None:
    params = initial_params((2, 2, 1), 0, 1.0, 0.0)
    trace = run_batch(params, [(0.0, 1.0)], [1.0], Settings()).traces[0]
    plain = script(Settings(), params, [(0.0, 1.0)], [1.0], trace, NUMPY, "XOR")
    for name in ('"""\nimport os\n"""', "x\r\nimport os", "\0", "a\\", "\udc80"):
        written = script(Settings(), params, [(0.0, 1.0)], [1.0], trace, NUMPY, name)
        compile(written.encode(), "script", "exec")
        assert written.splitlines()[1:] == plain.splitlines()[1:]
