"""What a student might do next, at random, and with which settings."""

from __future__ import annotations

import random
from collections.abc import Sequence

from game.sim import commands as c
from game.sim.commands import (
    DropRun,
    Play,
    RenameRun,
    Reset,
    Seek,
    Set,
    SetBatch,
    SetParameter,
    SetSpeed,
    SetTarget,
    Step,
    SwitchRun,
    Undo,
)
from game.sim.engine.run_course import keyframe_spacing
from game.sim.engine.simulation import Simulation
from game.sim.phases import MAX_SPEED
from game.sim.settings import TRAINING, Settings

SPACING = keyframe_spacing(9)


SETS: dict[str, Sequence[float | str]] = {
    "learning_rate": (0.1, 1.0, 20.0, 100.0, 100.0),
    "activation": ("sigmoid", "relu", "tanh", "leaky_relu", "linear"),
    "output": ("sigmoid", "sigmoid", "linear", "tanh", "softmax"),
    "leak": (0.01, 0.1),
    "loss": ("mse", "cross_entropy", "squared_error", "output_gradient"),
    "update": ("epoch", "sample", "batch"),
    "biases": ("trained", "trained", "frozen", "none"),
    "init": ("uniform", "normal", "xavier", "he"),
    "bias_range": (0.0, 0.5),
    "batch_size": (1, 2, 3),
    "order": ("given", "shuffled"),
    "optimizer": ("sgd", "momentum", "nesterov", "rmsprop", "adam"),
    "momentum": (0.0, 0.5, 0.9),
    "rho": (0.5, 0.9),
    "beta1": (0.5, 0.9),
    "beta2": (0.9, 0.999),
    "epsilon": (1e-8, 0.1),
    "weight_decay": (0.0, 0.0, 0.01),
    "weight_init": (0.0, 1.0, 6.0),
    "bias_init": (0.0, -2.0),
    "lock_threshold": (0.0, 0.05, 0.2, 0.25),
    "animation_speed": (0.05, 0.4, 1.0),
    "layers": ("2-2-1", "2-3-1"),
    "nonsense": (1.0,),
}


def any_action(rng: random.Random, here: Simulation) -> c.Command | int:
    """What a student might do next: a command, or a number of ticks to wait."""
    run, runs = here.cursor.run, [run.id for run in here.timeline.runs]
    name = rng.choice(list(SETS))
    epoch = rng.randrange(run.last_epoch + 2)
    if rng.random() < 0.5:
        epoch = max(0, here.cursor.moment.epoch - rng.randrange(4))
    kinds: list[tuple[int, c.Command | int]] = [
        (12, Step("epoch", rng.choice([1, 1, 2, 25, SPACING]))),
        (8, Step("sample", rng.randrange(-6, 7))),
        (4, Step("epoch", -rng.randrange(1, 30))),
        (4, Step("phase", rng.randrange(-3, 4))),
        (12, rng.randrange(1, 9)),
        (10, Play()),
        (10, SetSpeed(rng.choice([1, 10, 100, 1000, MAX_SPEED, MAX_SPEED, 3]))),
        (3, SetBatch(rng.randrange(1, 40), rng.choice([0, 0, 1, 3]))),
        (14, Seek(epoch, rng.randrange(5), rng.randrange(7), rng.choice([0, 1, 400_000]))),
        (10, Set(rng.choice(TRAINING), rng.choice(SETS[rng.choice(TRAINING)]))),
        (10, Set("learning_rate", rng.choice(SETS["learning_rate"]))),
        (10, Set(name, rng.choice(SETS[name]))),
        (
            8,
            SetParameter(
                rng.randrange(2), rng.randrange(2), rng.choice([None, 0, 1]), rng.choice([-1e3, -3.0, 0.0, 8.0])
            ),
        ),
        (6, SetTarget(rng.randrange(5), rng.choice([0.0, 0.5, 1.0]))),
        (2, c.AddSample((rng.random(), 0.5), (rng.choice([0.0, 1.0]),))),
        (2, c.MoveSample(rng.randrange(5), (0.5, rng.random()), (rng.choice([0.0, 1.0]),))),
        (2, c.RemoveSample(rng.randrange(6))),
        (1, Reset(rng.choice(["and", "xnor", "nand"]))),
        (1, c.Reinitialise(rng.randrange(5))),
        (1, c.LoadParams((0.5, -2.0, 1.5) * 3)),
        (1, RenameRun(rng.choice(runs), rng.choice(["a", "", "second"]))),
        (2, DropRun(rng.choice(runs))),
        (6, SwitchRun(rng.choice(runs))),
        (12, Undo()),
    ]
    (action,) = rng.choices([action for _, action in kinds], [weight for weight, _ in kinds])
    return action


KINDS = [
    Settings(lock_threshold=0.15),
    Settings(update="sample", learning_rate=50.0, lock_threshold=0.15),
    Settings(activation="leaky_relu", leak=0.1, loss="cross_entropy", learning_rate=100.0),
    Settings(activation="leaky_relu", leak=0.1, loss="cross_entropy", learning_rate=100.0, update="sample"),
]
