"""The command line as scripts rely on it: JSON and nothing else on standard output, and for everything that cannot be
taken exit status 2 with one sentence."""

from __future__ import annotations

import json
import math
import os
import random
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from game.app import main
from game.cli.option_modes import MODES
from game.cli.options import parser
from game.sim import commands as c
from game.sim.datasets import datasets
from game.sim.engine.simulation import Simulation
from game.sim.files.params_file import read_params
from game.sim.files.replay import ReplayError, decoded, encoded, play_back, recorded
from game.sim.files.share_code import share_code
from game.sim.network import params_from_flat
from game.sim.settings import SPECS, Settings
from game.sim.start import Start
from tests.support.places import MAIN
from tests.support.saved import whole_session

TRAIN_KEYS = {
    "scenario", "seed", "settings", "epochs", "loss", "outputs", "initial", "final", "locks", "stopped",
    "stopped_epoch", "state_hash",
}  # fmt: skip
TRACE_KEYS = {
    "scenario", "seed", "settings", "epochs", "sample", "input", "target", "z", "a", "slope", "raw_error",
    "backprop_terms", "backprop_sum", "delta", "weight_gradients", "bias_gradients", "input_gradients", "loss",
    "before", "after",
}  # fmt: skip

Capture = pytest.CaptureFixture[str]


def outcome(capsys: Capture, *arguments: str) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of `main.py` with `arguments`, run in this process."""
    status = main(arguments)
    told = capsys.readouterr()
    return status, told.out, told.err


def ask(capsys: Capture, *arguments: str) -> dict[str, Any]:
    """The object printed by a run without a window that must succeed."""
    status, out, err = outcome(capsys, "--headless", "--json", *arguments)
    assert (status, err) == (0, "")
    report = json.loads(out, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    assert out.count("\n") == 1
    assert isinstance(report, dict)
    return report


def refusal(capsys: Capture, *arguments: str) -> str:
    """The sentence of a run that must be refused."""
    status, out, err = outcome(capsys, *arguments)
    assert (status, out) == (2, "")
    return sentence(err)


def sentence(err: str) -> str:
    """What stands on standard error, if it is one sentence."""
    assert err.startswith("main.py: ")
    assert err.count("\n") == 1
    assert err.endswith("\n")
    assert "Traceback" not in err
    return err.removeprefix("main.py: ").strip()


def started(*arguments: str, flags: Sequence[str] = (), **environment: str) -> subprocess.CompletedProcess[str]:
    """`main.py` in a process of its own."""
    command = [sys.executable, *flags, str(MAIN), *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=60, env={**os.environ, **environment}, check=False
    )


# -- what it computes --------------------------------------------------------------------------------------------------


def sigmoid(z: float) -> float:
    return 1.0 / (1.0 + math.exp(-z)) if z >= 0 else math.exp(z) / (1.0 + math.exp(z))


HIDDEN: dict[str, Callable[[float], float]] = {
    "sigmoid": sigmoid,
    "tanh": math.tanh,
    "relu": lambda z: max(0.0, z),
    "leaky_relu": lambda z: z if z > 0 else 0.01 * z,
}


def answer(params: dict[str, Any], inputs: Sequence[float], activation: str) -> float:
    """The network's output, worked out in plain Python."""
    a = list(inputs)
    for layer, (rows, biases) in enumerate(zip(params["weights"], params["biases"], strict=True)):
        z = [sum(w * x for w, x in zip(row, a, strict=True)) + b for row, b in zip(rows, biases, strict=True)]
        last = layer == len(params["biases"]) - 1
        a = [sigmoid(value) if last else HIDDEN[activation](value) for value in z]
    return a[0]


def loss(output: float, target: float, kind: str) -> float:
    if kind == "mse":
        return 0.5 * (output - target) ** 2
    return -(target * math.log(output) + (1.0 - target) * math.log(1.0 - output))


@pytest.mark.parametrize("activation", HIDDEN)
@pytest.mark.parametrize("kind", ["mse", "cross_entropy"])
@pytest.mark.parametrize("update", ["epoch", "sample"])
def test_outputs_and_losses_are_those_of_the_final_parameters(
    capsys: Capture, activation: str, kind: str, update: str
) -> None:
    options = ["--set", f"activation={activation}", "--set", f"loss={kind}", "--set", f"update={update}"]
    report = ask(capsys, "--scenario", "xor", "--seed", "5", "--epochs", "40", "--history", *options)
    dataset = datasets()["xor"]
    outputs = [answer(report["final"], inputs, activation) for inputs in dataset.inputs]
    assert report["outputs"] == pytest.approx(outputs, rel=1e-12)
    losses = [loss(a, y, kind) for a, y in zip(outputs, dataset.targets, strict=True)]
    assert report["loss"] == pytest.approx(sum(losses) / 4, rel=1e-12)
    assert len(report["loss_history"]) == 41
    assert report["loss_history"][-1] == report["loss"]
    first = [answer(report["initial"], inputs, activation) for inputs in dataset.inputs]
    average = sum(loss(a, y, kind) for a, y in zip(first, dataset.targets, strict=True)) / 4
    assert report["loss_history"][0] == pytest.approx(average, rel=1e-12)


def test_training_tells_everything_by_name(capsys: Capture) -> None:
    report = ask(capsys, "--scenario", "and", "--seed", "7", "--epochs", "3", "--set", "learning_rate=2")
    assert set(report) == TRAIN_KEYS
    assert (report["scenario"], report["seed"], report["epochs"]) == ("and", 7, 3)
    assert (report["stopped"], report["stopped_epoch"]) == (None, None)
    assert set(report["settings"]) == set(SPECS)
    assert report["settings"]["learning_rate"] == 2.0
    assert report["settings"]["layers"] == "2-2-1"
    for params in (report["initial"], report["final"]):
        assert [[len(row) for row in rows] for rows in params["weights"]] == [[2, 2], [2]]
        assert [len(biases) for biases in params["biases"]] == [2, 1]
    history = ask(capsys, "--epochs", "3", "--history")
    assert set(history) == TRAIN_KEYS | {"loss_history"}


def test_every_setting_can_be_set_and_is_told(capsys: Capture) -> None:
    values = {
        "learning_rate": 0.25, "activation": "leaky_relu", "leak": 0.2, "loss": "cross_entropy", "update": "sample",
        "weight_init": 2.5, "bias_init": -1.5, "lock_threshold": 0.1, "animation_speed": 0.7, "layers": "2-8-3-1",
        "output": "sigmoid", "biases": "frozen", "init": "he", "bias_range": 0.5, "batch_size": 3, "order": "shuffled",
        "optimizer": "adam", "momentum": 0.5, "rho": 0.8, "beta1": 0.7, "beta2": 0.99, "epsilon": 0.001,
        "weight_decay": 0.01,
    }  # fmt: skip
    assert set(values) == set(SPECS)
    options = [part for name, value in values.items() for part in ("--set", f"{name}={value}")]
    assert ask(capsys, "--epochs", "2", *options)["settings"] == values


def test_what_an_optimizer_remembers_is_told(capsys: Capture) -> None:
    adam = ask(capsys, "--epochs", "7", "--set", "optimizer=adam", "--set", "update=batch", "--set", "batch_size=3")
    assert set(adam["optimizer_state"]) == {"m", "v", "t"}
    assert adam["optimizer_state"]["t"] == 14
    assert np.shape(adam["optimizer_state"]["v"]["weights"][0]) == (2, 2)
    momentum = ask(capsys, "--epochs", "1", "--set", "optimizer=momentum")
    moved = np.subtract(momentum["final"]["weights"][1], momentum["initial"]["weights"][1])
    np.testing.assert_allclose(momentum["optimizer_state"]["v"]["weights"][1], moved, rtol=1e-12)
    assert "optimizer_state" not in ask(capsys, "--epochs", "1")


def test_biases_that_there_are_none_of_are_told_as_zeros(capsys: Capture) -> None:
    report = ask(capsys, "--epochs", "5", "--set", "biases=none", "--set", "bias_init=2", "--set", "optimizer=adam")
    assert report["initial"]["biases"] == report["final"]["biases"] == [[0.0, 0.0], [0.0]]
    assert report["initial"]["weights"] != report["final"]["weights"]


def test_no_epoch_leaves_the_start(capsys: Capture) -> None:
    report = ask(capsys, "--epochs", "0", "--history")
    assert report["initial"] == report["final"]
    assert report["loss_history"] == [report["loss"]]


def test_locks_are_told_in_the_order_they_happened(capsys: Capture) -> None:
    report = ask(capsys, "--epochs", "300", "--set", "lock_threshold=0.2", "--set", "learning_rate=20")
    assert report["locks"]
    assert all(set(lock) == {"epoch", "neuron", "locked"} for lock in report["locks"])
    assert {lock["neuron"] for lock in report["locks"]} <= {"h1", "h2", "out"}
    assert [lock["epoch"] for lock in report["locks"]] == sorted(lock["epoch"] for lock in report["locks"])
    for neuron in ("h1", "h2", "out"):
        states = [lock["locked"] for lock in report["locks"] if lock["neuron"] == neuron]
        assert states == [k % 2 == 0 for k in range(len(states))], "a lock closes, opens, closes..."


def test_divergence_is_told_and_leaves_numbers(capsys: Capture) -> None:
    wild = ["activation=leaky_relu", "leak=0.5", "loss=cross_entropy", "learning_rate=100"]
    options = [part for value in wild for part in ("--set", value)]
    report = ask(capsys, "--epochs", "500", "--history", *options)
    assert report["stopped"] == "diverged"
    assert report["stopped_epoch"] == report["epochs"] + 1
    assert len(report["loss_history"]) == report["epochs"] + 1
    assert all(math.isfinite(value) for value in report["loss_history"])


@pytest.mark.parametrize("value", ["-0", "-0.0", "-1e-999"])
def test_minus_zero_is_zero(capsys: Capture, value: str) -> None:
    report = ask(capsys, "--epochs", "1", "--set", f"weight_init={value}")
    assert report == ask(capsys, "--epochs", "1", "--set", "weight_init=0")
    simulation = Simulation(Start(settings=Settings(weight_init=-0.0)))
    assert not any(simulation.snapshot().params.flat())


def test_a_population_trains_on_the_targets_of_a_share_code(capsys: Capture) -> None:
    learns_and = share_code(Start(targets=(0.0, 0.0, 0.0, 1.0)))
    options = ("--population", "60", "--epochs", "300", "--set", "learning_rate=5", "--seed", "0")
    found = ask(capsys, *options, "--code", learns_and)
    expected = ask(capsys, *options, "--scenario", "and")
    assert found["solved"] == expected["solved"]
    assert found["losses"] == expected["losses"]
    assert found["settings"] == expected["settings"]
    assert found["settings"]["learning_rate"] == 5.0


@pytest.mark.parametrize("layers", ["2-2-1", "2-3-2-1"])
def test_params_of_a_final_go_on_exactly(capsys: Capture, tmp_path: Path, layers: str) -> None:
    options = ["--set", f"layers={layers}", "--set", "activation=tanh", "--history", "--seed", "11"]
    first = ask(capsys, "--epochs", "10", *options)
    file = tmp_path / "final.json"
    file.write_text(json.dumps(first["final"]))
    second = ask(capsys, "--epochs", "7", "--params", str(file), *options)
    assert second["seed"] is None, "no seed drew the weights it began with"
    whole = ask(capsys, "--epochs", "17", *options)
    assert second["initial"] == first["final"]
    assert second["final"] == whole["final"]
    assert first["loss_history"] + second["loss_history"][1:] == whole["loss_history"]


@pytest.mark.parametrize("sample", range(4))
def test_a_trace_is_the_chain_rule(capsys: Capture, sample: int) -> None:
    report = ask(capsys, "--trace", "--scenario", "xor", "--sample", str(sample), "--seed", "2")
    assert set(report) == TRACE_KEYS
    assert report["sample"] == sample
    assert report["input"] == list(datasets()["xor"].inputs[sample])
    hidden, output = report["a"][1], report["a"][2][0]
    assert output == pytest.approx(answer(report["before"], report["input"], "sigmoid"), rel=1e-12)
    assert report["raw_error"] == [pytest.approx(output - report["target"][0])]
    assert report["slope"][1] == [pytest.approx(output * (1 - output))]
    assert report["delta"][1] == [pytest.approx(report["raw_error"][0] * report["slope"][1][0])]
    weights = report["before"]["weights"][1][0]
    for unit in range(2):
        assert report["backprop_sum"][0][unit] == pytest.approx(weights[unit] * report["delta"][1][0])
        assert report["delta"][0][unit] == pytest.approx(report["backprop_sum"][0][unit] * report["slope"][0][unit])
        assert report["weight_gradients"][1][0][unit] == pytest.approx(report["delta"][1][0] * hidden[unit])
    assert report["bias_gradients"] == report["delta"]
    assert report["loss"] == pytest.approx(0.5 * report["raw_error"][0] ** 2)


@pytest.mark.parametrize("sample", range(4))
@pytest.mark.parametrize("update", ["epoch", "sample"])
def test_a_trace_tells_the_update_it_leads_to(capsys: Capture, update: str, sample: int) -> None:
    traces = [ask(capsys, "--trace", "--sample", str(k), "--set", f"update={update}") for k in range(4)]
    counted = [traces[sample]] if update == "sample" else traces
    before, after = traces[sample]["before"]["weights"], traces[sample]["after"]["weights"]
    for layer, rows in enumerate(before):
        for j, row in enumerate(rows):
            for i, weight in enumerate(row):
                pull = sum(trace["weight_gradients"][layer][j][i] for trace in counted) / len(counted)
                assert after[layer][j][i] == pytest.approx(weight - pull, abs=1e-12)


def test_a_trace_of_given_parameters(capsys: Capture, tmp_path: Path) -> None:
    params = params_from_flat((2, 2, 1), [0.5, -0.25, 1.0, 2.0, 0.125, -0.5, 1.5, -1.0, 0.0])
    file = tmp_path / "params.json"
    file.write_text(json.dumps(params.as_lists()))
    report = ask(capsys, "--trace", "--params", str(file), "--sample", "3", "--scenario", "and")
    assert report["before"] == params.as_lists()
    assert report["z"][0] == [0.375, 2.5]


def test_a_share_code_is_a_start(capsys: Capture) -> None:
    start = Start(scenario="or", seed=99, settings=Settings(learning_rate=0.3, activation="relu"))
    report = ask(capsys, "--code", share_code(start), "--epochs", "5")
    same = ask(capsys, "--scenario", "or", "--seed", "99", "--epochs", "5", "--set", "learning_rate=0.3",
               "--set", "activation=relu")  # fmt: skip
    assert report == same
    changed = ask(capsys, "--code", share_code(start), "--seed", "1", "--set", "learning_rate=4", "--epochs", "0")
    assert (changed["seed"], changed["scenario"]) == (1, "or")
    assert (changed["settings"]["learning_rate"], changed["settings"]["activation"]) == (4.0, "relu")


def test_targets_of_a_share_code_stay_unless_the_scenario_is_another(capsys: Capture) -> None:
    code = share_code(Start(scenario="xor", targets=(1.0, 1.0, 1.0, 0.25)))
    assert ask(capsys, "--trace", "--sample", "3", "--code", code)["target"] == [0.25]
    assert ask(capsys, "--trace", "--sample", "3", "--code", code, "--scenario", "and")["target"] == [1.0]


# -- recording and replaying -------------------------------------------------------------------------------------------


def test_training_on_data_of_ones_own(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "leaves.csv"
    path.write_text("width;height;y\n0,5;1;1\n2;-3;0\n0;0;1\n")
    files = ("--data", str(path), "--seed", "4", "--set", "layers=2-3-1")
    report = ask(capsys, "--headless", *files, "--epochs", "0")
    assert report["scenario"] == "own"
    rows = [([0.5, 1.0], 1.0), ([2.0, -3.0], 0.0), ([0.0, 0.0], 1.0)]
    outputs = [answer(report["initial"], inputs, "sigmoid") for inputs, _ in rows]
    assert report["outputs"] == pytest.approx(outputs)
    losses = [loss(a, y, "mse") for a, (_, y) in zip(outputs, rows, strict=True)]
    assert report["loss"] == pytest.approx(sum(losses) / 3)
    trace = ask(capsys, "--headless", "--trace", *files, "--sample", "1", "--target", "1=0.25")
    assert (trace["input"], trace["target"]) == ([2.0, -3.0], [0.25])
    assert ask(capsys, "--headless", "--data", str(path))["settings"]["layers"] == "2-2-1"


def test_several_outputs_are_told_as_lists(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text("x,y1,y2\n0.5,1,0\n-1,0,1\n")
    files = ("--data", str(path), "--set", "output=softmax", "--set", "loss=cross_entropy")
    report = ask(capsys, "--headless", *files, "--epochs", "20")
    assert report["settings"]["layers"] == "1-2-2"
    assert [sum(output) for output in report["outputs"]] == pytest.approx([1.0, 1.0])
    trace = ask(capsys, "--headless", "--trace", *files, "--target", "1=0.25,0.75")
    other = ask(capsys, "--headless", "--trace", *files, "--target", "1=0.25,0.75", "--sample", "1")
    assert other["target"] == [0.25, 0.75]
    weights, delta = trace["before"]["weights"][0], trace["delta"][0]
    assert trace["input_gradients"] == pytest.approx([sum(w[0] * d for w, d in zip(weights, delta, strict=True))])


def test_an_example_of_ones_own_that_is_none_is_refused_with_what_is_wrong(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "mine.toml").write_text("title = 3")
    monkeypatch.setattr("game.storage.example_shelf.user_folder", lambda: tmp_path)
    assert main(["--headless", "--example", "mine"]) == 2
    assert "--example is 'mine', but mine.toml: title is 3" in capsys.readouterr().err


def test_a_drawn_data_set_brings_its_own_inputs(capsys: Capture) -> None:
    report = ask(capsys, "--headless", "--scenario", "sine:points=8", "--epochs", "0")
    assert report["settings"]["layers"] == "1-2-1"
    assert len(report["outputs"]) == 8
    population = ask(capsys, "--headless", "--population", "3", "--scenario", "moons:points=8", "--epochs", "2")
    assert population["scenario"] == "moons:points=8"


def test_a_worked_example_is_told_value_by_value(capsys: Capture) -> None:
    listed = {each["id"] for each in ask(capsys, "--list-examples")["examples"]}
    assert {"negnevitsky-step", "han-kamber", "goodfellow-xor-relu", "ng-gates"} <= listed
    report = ask(capsys, "--headless", "--example", "han-kamber")
    values = {(value["of"], value["after"]): value for value in report["values"]}
    assert values["delta out", 0]["printed"] == "0.1311"
    assert values["delta out", 0]["here"] == pytest.approx(-0.1311690782)
    assert (values["delta out", 0]["opposite"], values["delta out", 0]["agrees"]) == (True, False)
    assert values["parameter w1", 1]["agrees"]
    trace = ask(capsys, "--headless", "--trace", "--example", "han-kamber", "--set", "learning_rate=2")
    assert trace["settings"]["learning_rate"] == 2
    assert trace["z"][0] == pytest.approx([-0.7, 0.1])


def test_a_recording_plays_to_the_same_state(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "run.json"
    trained = ask(capsys, "--epochs", "12345", "--seed", "4", "--record", str(file))
    again = ask(capsys, "--replay", str(file))
    assert set(again) == {"ticks", "scenario", "seed", "settings", "epoch", "loss", "runs", "final", "state_hash"}
    for name in ("state_hash", "final", "loss", "settings", "seed"):
        assert again[name] == trained[name]
    assert again["epoch"] == 12345


def watched() -> Simulation:
    """Two seconds of watching, a change, and two more."""
    simulation = Simulation()
    for command in (c.Play(), c.SetSpeed(100), c.Set("learning_rate", 5.0), c.Seek(3), c.Set("loss", "cross_entropy")):
        assert simulation.apply(command)
        assert simulation.apply(c.Play())
        for _ in range(30):
            simulation.tick()
    return simulation


def test_a_replay_stops_at_a_tick_and_can_be_recorded_from_there(capsys: Capture, tmp_path: Path) -> None:
    simulation, file, part = watched(), tmp_path / "all.json", tmp_path / "part.json"
    file.write_bytes(encoded(recorded(simulation)))
    whole = ask(capsys, "--replay", str(file))
    assert whole["ticks"] == simulation.tick_count
    assert whole["state_hash"] == simulation.state_hash()
    assert [run["name"] for run in whole["runs"]] == [run.name for run in simulation.snapshot().runs]
    early = ask(capsys, "--replay", str(file), "--ticks", "40", "--record", str(part))
    assert early["ticks"] == 40
    assert early["state_hash"] != whole["state_hash"]
    assert ask(capsys, "--replay", str(part))["state_hash"] == early["state_hash"]


def test_a_session_with_keyframes_is_played_only_to_check_it(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    simulation, file = watched(), tmp_path / "session.json"
    file.write_bytes(encoded(whole_session(simulation)))
    played: list[int] = []
    tick = Simulation.tick

    def counted(self: Simulation) -> None:
        played.append(1)
        tick(self)

    monkeypatch.setattr(Simulation, "tick", counted)
    assert ask(capsys, "--replay", str(file))["state_hash"] == simulation.state_hash()
    assert not played
    assert ask(capsys, "--replay", str(file), "--check")["state_hash"] == simulation.state_hash()
    assert len(played) == simulation.tick_count
    assert "--check does nothing with --headless" in refusal(capsys, "--headless", "--check")


# -- in a process of its own -------------------------------------------------------------------------------------------


def test_standard_output_is_one_object_and_nothing_else(tmp_path: Path) -> None:
    done = started("--headless", "--epochs", "5", "--json", "--record", str(tmp_path / "run.json"))
    assert (done.returncode, done.stderr) == (0, "")
    assert set(json.loads(done.stdout)) == TRAIN_KEYS
    assert list(tmp_path.iterdir()) == [tmp_path / "run.json"]


def test_a_refusal_in_a_process_of_its_own() -> None:
    done = started("--headless", "--json", "--set", "learning_rate=fast")
    assert (done.returncode, done.stdout) == (2, "")
    assert "learning_rate is 'fast', but must be a number from 0.001 to 100" in sentence(done.stderr)


def test_a_screenshot_needs_no_display_and_prints_no_banner(tmp_path: Path) -> None:
    picture = tmp_path / "lab.png"
    arguments = ("--screenshot", str(picture), "--size", "1024x640", "--ticks", "30", "--select", "w5")
    done = started(*arguments, SDL_VIDEODRIVER="x11", DISPLAY="", XDG_DATA_HOME=str(tmp_path / "home"))
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert picture.read_bytes()[16:24] == (1024).to_bytes(4, "big") + (640).to_bytes(4, "big")
    assert list(tmp_path.iterdir()) == [picture]


def test_without_a_display_a_sentence_says_so(tmp_path: Path) -> None:
    done = started(SDL_VIDEODRIVER="nowhere", HOME=str(tmp_path), XDG_DATA_HOME=str(tmp_path))
    assert done.returncode in (1, 2)
    assert done.stdout == ""
    assert "--headless" in sentence(done.stderr)


def test_without_its_packages_a_sentence_says_what_to_run() -> None:
    done = started("--headless", "--json", flags=["-S"])
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "python -m pip install " in done.stderr
    readme = (MAIN.parent / "README.md").read_text(encoding="utf-8").splitlines()
    commands = [line.strip() for line in readme if line.startswith("    ") and "main.py" in line and "venv" in line]
    assert len(commands) == 2
    assert any(done.stderr.endswith(f"run  {command}\n") for command in commands), done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_reader_that_goes_away_is_no_mishap() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, str(MAIN), "--headless", "--json", "--epochs", "20000", "--history"]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk here")
def test_a_full_disk_gets_a_sentence() -> None:
    command = [sys.executable, str(MAIN), "--headless", "--json", "--epochs", "1"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "standard output" in sentence(done.stderr)


def test_ctrl_c_leaves_no_traceback(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("game.cli.headless.train", interrupted)
    assert outcome(capsys, "--headless", "--json") == (130, "", "")


def test_help_lists_every_option() -> None:
    done = started("--help")
    assert done.returncode == 0
    for name in ("--headless", "--scenario", "--trace", "--screenshot", "--replay", "--record", "--code", "--bench"):
        assert name in done.stdout


# -- options that go together ------------------------------------------------------------------------------------------

SHARED = share_code(Start(seed=5))
IGNORED = [
    (["--trace", "--json"], "--trace", "--headless --trace"),
    (["--population", "5"], "--population", "--headless --population"),
    (["--json"], "--json", "--headless"),
    (["--history"], "--history", "--headless"),
    (["--float64"], "--float64", "--headless --population"),
    (["--ticks", "5"], "--ticks", "--screenshot"),
    (["--headless", "--select", "w1"], "--select", "--screenshot"),
    (["--headless", "--sample", "0"], "--sample", "--headless --trace"),
    (["--headless", "--size", "1024x640"], "--size", "the window"),
    (["--headless", "--ticks", "0"], "--ticks", "--headless --replay"),
    (["--headless", "--trace", "--population", "5"], "--trace", "--headless --trace"),
    (["--headless", "--population", "5", "--history"], "--history", "--headless"),
    (["--headless", "--replay", "x", "--seed", "0"], "--seed", "--headless"),
    (["--headless", "--replay", "x", "--epochs", "0"], "--epochs", "--headless"),
    (["--headless", "--level", "L01", "--set", "leak=0"], "--set", "--headless"),
    (["--headless", "--level", "L01", "--record", "run.json"], "--record", "--screenshot"),
    (["--level", "L01", "--scenario", "and"], "--scenario", "the window"),
    (["--list-levels", "--level", "L01"], "--level", "--level"),
    (["--screenshot", "lab.png", "--sample", "1"], "--sample", "--headless --trace"),
    (["--screenshot", "lab.png", "--replay", "x", "--code", SHARED], "--code", "--screenshot"),
    (["--bench", "--epochs", "3"], "--epochs", "--headless"),
]


@pytest.mark.parametrize(("arguments", "option", "place"), IGNORED, ids=lambda value: " ".join(value)[:50])
def test_an_option_that_would_make_no_difference_is_refused(
    capsys: Capture, arguments: list[str], option: str, place: str
) -> None:
    told = refusal(capsys, *arguments)
    assert told.startswith(f"{option} does nothing with ")
    assert place in told.split("it goes with ")[1]


def test_every_option_goes_with_something() -> None:
    names = set(vars(parser().parse_args([])))
    assert names == {name for mode in MODES for name in mode.takes}


@pytest.mark.parametrize("option", ["--seed", "--size", "--epochs", "--scenario", "--set", "--code", "--select"])
def test_an_option_without_its_value_is_told_what_it_allows(capsys: Capture, option: str) -> None:
    told = refusal(capsys, option)
    assert told == refusal(capsys, option, "")
    assert option in told


def test_trace_and_picture_can_be_of_a_trained_network(capsys: Capture, tmp_path: Path) -> None:
    trained = ask(capsys, "--epochs", "40", "--seed", "8")
    trace = ask(capsys, "--trace", "--sample", "1", "--epochs", "40", "--seed", "8")
    assert trace["before"] == trained["final"]
    assert trace["a"][-1] == [trained["outputs"][1]]
    picture = tmp_path / "lab.png"
    status, out, _ = outcome(
        capsys, "--headless", "--screenshot", str(picture), "--epochs", "40", "--seed", "8", "--json"
    )
    assert status == 0
    assert picture.exists()
    assert json.loads(out)["epoch"] == 40
    assert json.loads(out)["state_hash"] == trained["state_hash"]


def test_a_trace_beyond_the_range_of_numbers_is_still_json(capsys: Capture) -> None:
    wild = [
        "layers=2-8-8-8-8-8-8-8-8-1",
        "activation=relu",
        "loss=cross_entropy",
        "learning_rate=100",
        "weight_init=10",
    ]
    options = [part for value in wild for part in ("--set", value)]
    trace = ask(capsys, "--trace", "--sample", "3", "--seed", "2", "--epochs", "400", *options)
    assert trace["epochs"] == 3
    assert None in trace["delta"][0]
    assert math.isfinite(trace["loss"])


def test_a_picture_pins_an_edge_of_the_replayed_network(capsys: Capture, tmp_path: Path) -> None:
    file, picture = tmp_path / "run.json", tmp_path / "lab.png"
    ask(capsys, "--set", "layers=2-3-2-1", "--epochs", "2", "--record", str(file))
    show = ("--screenshot", str(picture), "--replay", str(file), "--select")
    assert outcome(capsys, *show, "h1.3->h2.1")[0] == 0
    assert "no edge 'h1->out'" in refusal(capsys, *show, "h1->out")


# -- refusals ----------------------------------------------------------------------------------------------------------

REFUSED = [
    (("--example", "none"), ("--example is 'none'", "han-kamber")),
    (("--example", "han-kamber", "--scenario", "and"), ("--scenario is 'and'", "--example says")),
    (("--target", "4=1"), ("--target is '4=1'", "K=VALUE", "0 to 3")),
    (("--target", "1=1,0"), ("--target is '1=1,0'", "K=VALUE", "within a number stands a point")),
    (("--target", "1=x"), ("--target 1 is 'x'", "number")),
    (("--target", "1=2", "--set", "loss=cross_entropy"), ("--target 1: a target is 2", "0 to 1")),
    (("--scenario", "moons:points=2000"), ("--scenario has 'points=2000'", "4 to 1,000")),
    (("--scenario", "sine", "--set", "layers=2-2-1"), ("layers is 2-2-1", "start with 1")),
    (("--scenario", "own"), ("--scenario is 'own'", "one of and, xor")),
    (("--data", "no.csv"), ("--data: no.csv cannot be read",)),
    (("--data", "no.csv", "--scenario", "and"), ("--scenario is 'and'", "--data says")),
    (["--seed", "x"], ["--seed", "whole number from 0 to 4,294,967,295"]),
    (["--seed", "-1"], ["--seed", "from 0"]),
    (["--seed", "4294967296"], ["--seed", "4,294,967,295"]),
    (["--seed"], ["--seed"]),
    (["--epochs", "1.5"], ["--epochs", "whole number from 0 to 10,000,000"]),
    (["--epochs", "1e3"], ["--epochs", "whole number"]),
    (["--epochs", "9" * 400], ["--epochs", "10,000,000"]),
    (["--scenario", "nope"], ["--scenario", "nope", "xor", "and"]),
    (["--scenario", ""], ["--scenario", "xor"]),
    (["--set", "foo"], ["--set", "NAME=VALUE", "learning_rate"]),
    (["--set", "foo=1"], ["--set", "foo", "learning_rate", "layers"]),
    (["--set", "learning_rate=nan"], ["learning_rate", "0.001 to 100"]),
    (["--set", "learning_rate=inf"], ["learning_rate", "0.001 to 100"]),
    (["--set", "learning_rate=0"], ["learning_rate", "0.001 to 100"]),
    (["--set", "learning_rate="], ["learning_rate", "0.001 to 100"]),
    (["--set", "weight_init=10.1"], ["weight_init", "0 to 10"]),
    (["--set", "bias_init=-6"], ["bias_init", "-5 to 5"]),
    (["--set", "lock_threshold=0.3"], ["lock_threshold", "0 to 0.25"]),
    (["--set", "activation=softmax"], ["activation", "sigmoid", "relu"]),
    (["--set", "loss=hinge"], ["loss", "mse", "cross_entropy"]),
    (["--set", "update=never"], ["update", "epoch", "sample"]),
    (["--set", "layers=2"], ["layers", "2 to 10"]),
    (["--set", "layers=2-9-1"], ["layers", "1 to 8"]),
    (["--set", "layers=3-2-1"], ["layers", "start with 2"]),
    (["--set", "layers=2-2-2"], ["layers", "end with 1"]),
    (["--set", "layers=two"], ["layers", "such as 2-2-1"]),
    (["--code", "hello"], ["--code", "GB"]),
    (["--params", "/does/not/exist"], ["--params", "/does/not/exist", "cannot be read"]),
    (["--replay", "/does/not/exist"], ["--replay", "/does/not/exist", "cannot be read"]),
    (["--replay", "."], ["--replay", "cannot be read"]),
    (["--record", "/does/not/exist/run.json"], ["--record", "folder does not exist"]),
    (["--record", "/"], ["--record", "cannot be written", "no folder"]),
    (["--screenshot", "lab.jpg"], ["--screenshot", ".png"]),
    (["--screenshot", "lab.png", "--ticks", "1:2"], ["--ticks is '1:2'", "--film"]),
    (["--film", "lab.gif"], ["--film", "--ticks A:B"]),
    (["--film", "lab.gif", "--ticks", "9:3"], ["--ticks is '9:3'", "larger"]),
    (["--film", "lab.png", "--ticks", "0:9"], ["--film", ".gif"]),
    (["--screenshot", "/does/not/exist/lab.png"], ["--screenshot", "folder does not exist"]),
    (["--sample", "4"], ["--sample", "0 to 3"]),
    (["--sample", "-1"], ["--sample", "0"]),
    (["--size", "1x1"], ["--size", "1024x640", "7680x4320"]),
    (["--size", "big"], ["--size", "WIDTHxHEIGHT"]),
    (["--ticks", "-1"], ["--ticks", "from 0"]),
    (["--select", "w99"], ["--select", "w1 to w6", "b1 to b3"]),
    (["--headless=1"], ["--headless"]),
    (["--trac"], ["--trac", "--help"]),
    (["xor"], ["xor", "--help"]),
    (["--set", "two\nlines=1"], ["--set", "learning_rate"]),
    (["--set", "learning_rate=1_0"], ["learning_rate", "0.001 to 100"]),
    (["--level", ""], ["--level", "L01", "L18"]),
    (["--json=1"], ["--json", "no value"]),
    (["--record", "long" * 1000], ["--record", "no such file", "too long"]),
    (["--screenshot", "long" * 1000 + "/lab.png"], ["--screenshot", "too long"]),
    (["--record", os.devnull], ["--record", "no folder or device"]),
    (["--population", "1000000", "--set", "layers=2-8-8-1"], ["--population", "at most 476,190 networks of 2-8-8-1"]),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "words"), REFUSED, ids=lambda value: " ".join(value)[:40])
def test_what_cannot_be_taken_is_named_with_what_is_allowed(
    capsys: Capture, arguments: list[str], words: list[str]
) -> None:
    told = refusal(capsys, "--headless", "--json", *arguments)
    assert not [word for word in words if word not in told], told


def test_a_screenshot_that_cannot_be_written(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "taken.png").mkdir()
    told = refusal(capsys, "--screenshot", str(tmp_path / "taken.png"), "--size", "1024x640")
    assert "--screenshot" in told
    assert "cannot be written" in told


WORDS = [
    "--headless", "--json", "--history", "--trace", "--sample", "--epochs", "--seed", "--scenario", "--set", "--params",
    "--code", "--replay", "--ticks", "--size", "--select", "--float64", "--do", "--level", "0", "3", "-1", "1e400",
    "nan", "xor", "and", "w5", "b:h1", "x1->h2", "learning_rate=0.5", "layers=2-3-1", "leak=nan", "=", "==", "-", "--",
    "", " ", "\n", "1024x640", "٣", "²", "GB-00000-00000-00000", "main.py", ".", "ß", "\udcff",
]  # fmt: skip
"""No "--bench", which takes long, no "--epochs" of a million, and no option that writes."""


@given(st.lists(st.sampled_from(WORDS) | st.text(st.characters(exclude_characters="\0"), max_size=8), max_size=7))
@example(["--", "--headless"])
def test_any_arguments_are_answered(arguments: list[str]) -> None:
    fewer = [
        word for word in arguments if word not in ("--bench", "--selfcheck", "--first-frame", "--help", "--version")
    ]
    refusal = answered("--headless", "--epochs", "2", "--json", *fewer)
    assert refusal is None or len(refusal.split()) > 3


def answered(*arguments: str) -> str | None:
    """The refusal of `arguments`; None when a report was printed. Nothing else may happen."""
    import contextlib
    import io

    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main(arguments)
    if status == 2:
        assert out.getvalue() == ""
        return sentence(err.getvalue())
    assert status == 0
    assert err.getvalue() == "" or re.search(r"it ends in state \w{16}, but says \w{16}: .*\n$", err.getvalue())
    assert isinstance(json.loads(out.getvalue()), dict)
    return None


# -- damaged files -----------------------------------------------------------------------------------------------------

GOOD = params_from_flat((2, 2, 1), [0.5, -0.25, 1.0, 2.0, 0.125, -0.5, 1.5, -1.0, 0.0]).as_lists()
BAD_PARAMS: list[tuple[Any, str]] = [
    ({"weights": GOOD["weights"]}, "biases"),
    ({"biases": GOOD["biases"]}, "weights"),
    ({**GOOD, "extra": 1}, "extra"),
    ({**GOOD, "weights": [[[1.0, 2.0]], [[1.0, 2.0]]]}, "weights[0] must be 2 rows of 2 numbers"),
    ({**GOOD, "weights": [[[1.0], [2.0]], [[1.0, 2.0]]]}, "weights[0]"),
    ({**GOOD, "weights": GOOD["weights"][:1]}, "weights has 1 layer, but 2-2-1 needs 2"),
    ({**GOOD, "biases": [[0.0, 0.0], []]}, "biases[1] must be 1 number "),
    ({**GOOD, "biases": [[0.0, 0.0], [1e6]]}, "biases[1]"),
    ({**GOOD, "biases": [[0.0, 0.0], ["a"]]}, "biases"),
    ({**GOOD, "biases": [[0.0, 0.0], [None]]}, "biases"),
    ([], "object"),
    (0, "object"),
]


@pytest.mark.parametrize(("content", "words"), BAD_PARAMS)
def test_a_wrong_params_file_is_told_by_file_and_field(
    capsys: Capture, tmp_path: Path, content: Any, words: str
) -> None:
    file = tmp_path / "params.json"
    file.write_text(json.dumps(content))
    told = refusal(capsys, "--headless", "--params", str(file))
    assert told.startswith(f"--params: {file}")
    assert words in told


HOSTILE = [
    b"", b" ", b"null", b"[" * 100_000, b'{"weights":' * 5_000,
    b'{"weights":[[[NaN,1],[1,1]],[[1,1]]],"biases":[[1,1],[1]]}',
    b'{"weights":[[[1e999,1],[1,1]],[[1,1]]],"biases":[[1,1],[1]]}',
    b'{"weights":[[[' + b"9" * 5_000 + b',1],[1,1]],[[1,1]]],"biases":[[1,1],[1]]}',
    b"\xff\xfe{\x00}\x00", b"\x00" * 64, b'{"glassbox_replay":1e999}', b'{"glassbox_replay":' + b"9" * 5_000 + b"}",
    b'{"glassbox_replay":true}', b'{"glassbox_replay":-1}', b'{"glassbox_replay":2,"what":[]}',
]  # fmt: skip


@pytest.mark.parametrize("data", HOSTILE, ids=lambda data: repr(data[:24]))
@pytest.mark.parametrize("option", ["--params", "--replay"])
def test_hostile_files_get_a_sentence(capsys: Capture, tmp_path: Path, option: str, data: bytes) -> None:
    file = tmp_path / "file.json"
    file.write_bytes(data)
    assert refusal(capsys, "--headless", "--json", option, str(file)).startswith(f"{option}: {file}")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no endless file here")
@pytest.mark.parametrize("option", ["--params", "--replay"])
def test_an_endless_file_is_not_read_to_its_end(capsys: Capture, option: str) -> None:
    assert "/dev/zero cannot be read (it is a pipe or a device" in refusal(capsys, "--headless", option, "/dev/zero")


@given(st.binary(max_size=80))
def test_random_bytes_are_no_params_and_no_replay(data: bytes) -> None:
    with pytest.raises(ReplayError):
        decoded(data)


def flipped(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << dice.randrange(8)]) + data[at + 1 :]


def refusal_of_params(file: Path) -> str | None:
    try:
        read_params(file, (2, 2, 1))
    except ValueError as problem:
        return str(problem)
    return None


def test_params_cut_short_or_with_a_flipped_bit_are_refused_or_read(tmp_path: Path) -> None:
    data, file, dice = json.dumps(GOOD).encode(), tmp_path / "params.json", random.Random(1)
    for end in range(len(data)):
        file.write_bytes(data[:end])
        with pytest.raises(ValueError, match=r"params\.json"):
            read_params(file, (2, 2, 1))
    refused = 0
    for _ in range(400):
        file.write_bytes(flipped(data, dice))
        told = refusal_of_params(file)
        refused += told is not None
        assert told is None or told.startswith(str(file))
    assert refused > 100
    file.write_bytes(flipped(data, random.Random(5)))
    answered("--headless", "--json", "--epochs", "1", "--params", str(file))


def test_a_replay_with_a_flipped_bit_is_refused_or_ends_in_the_same_state(tmp_path: Path) -> None:
    simulation, dice = watched(), random.Random(2)
    data = encoded(recorded(simulation))
    refused = 0
    for _ in range(400):
        try:
            again = play_back(decoded(flipped(data, dice)))
        except ReplayError:
            refused += 1
        else:
            assert again.state_hash() == simulation.state_hash()
    assert refused > 300
    file = tmp_path / "replay.json"
    for seed in range(20):
        file.write_bytes(flipped(data, random.Random(seed)))
        answered("--headless", "--json", "--replay", str(file))
