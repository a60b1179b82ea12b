"""Commands that bring a running simulation to a start, so that what was there stays as ghosts and can be undone to."""

from __future__ import annotations

from game.sim import commands as c
from game.sim.dataset import OwnData
from game.sim.settings import Settings
from game.sim.start import Start


def opening(start: Start) -> list[c.Command]:
    """What to carry out, in this order: time stands at epoch 0 of `start` then, in slow motion. The speed of the
    animation is left to the student."""
    names = [name for name in Settings.__struct_fields__ if name not in ("layers", "animation_speed")]
    settings = start.settings
    commands: list[c.Command] = [
        c.Pause(),
        c.SetSpeed(1),
        c.SetData(start.data) if isinstance(start.data, OwnData) else c.Reset(start.scenario),
        c.Set("layers", "-".join(map(str, settings.layers))),
        *(c.Set(name, getattr(settings, name)) for name in names),
        c.Reinitialise(start.seed),
    ]
    if start.params is not None:
        commands.append(c.LoadParams(start.params))
    if start.targets is not None:
        outputs = start.dataset.outputs
        commands += [c.SetTarget(k // outputs, target, k % outputs) for k, target in enumerate(start.targets)]
    return commands
