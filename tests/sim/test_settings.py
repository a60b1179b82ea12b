"""What settings may be."""

from __future__ import annotations

from game.sim.settings import SPECS

RANGES = {
    "learning_rate": (0.001, 100.0),
    "animation_speed": (0.05, 1.0),
    "weight_init": (0.0, 10.0),
    "bias_init": (-5.0, 5.0),
    "lock_threshold": (0.0, 0.25),
    "leak": (0.0, 1.0),
    "bias_range": (0.0, 5.0),
    "batch_size": (1, 1000),
    "momentum": (0.0, 0.99999),
    "rho": (0.0, 0.99999),
    "beta1": (0.0, 0.99999),
    "beta2": (0.0, 0.99999),
    "epsilon": (1e-15, 1.0),
    "weight_decay": (0.0, 10.0),
}


def test_each_number_has_the_range_that_files_and_codes_were_written_with() -> None:
    found = {spec.name: (spec.lowest, spec.highest) for spec in SPECS.values() if spec.highest > spec.lowest}
    assert found == RANGES
    assert {spec.name for spec in SPECS.values() if spec.whole} == {"batch_size"}
    assert {spec.name for spec in SPECS.values() if spec.logarithmic} == {"learning_rate", "epsilon"}
