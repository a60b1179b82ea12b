"""Files with some bytes changed, and a session to be changed so."""

from __future__ import annotations

import random

from game.sim import commands as c
from game.sim.engine.simulation import Simulation


def mutated(data: bytes, dice: random.Random) -> bytes:
    """`data` with a few bytes changed, taken out, doubled, exchanged for what means something, or cut short."""
    changed = bytearray(data)
    for _ in range(dice.choice([1, 1, 2, 5])):
        at = dice.randrange(len(changed) + 1)
        match dice.randrange(6):
            case 0 if changed:
                changed[at % len(changed)] = dice.randrange(256)
            case 1:
                del changed[at : at + dice.randrange(1, 20)]
            case 2:
                changed[at:at] = changed[at : at + dice.randrange(1, 60)]
            case 3:
                changed[at:at] = dice.choice(
                    [b"null", b"-1", b"1e999", b"9" * 400, b"[" * 2000, b'"', b"\xff", b"\x00"]
                )
            case 4:
                del changed[at:]
            case 5:
                other = dice.randrange(len(changed) + 1)
                changed[at : at + 8] = changed[other : other + 8]
    return bytes(changed)


def session() -> Simulation:
    """A session with a bit of everything."""
    simulation = Simulation()
    for command in (c.Step("epoch", 700), c.Seek(300), c.Set("learning_rate", 3.0), c.Step("epoch", 90), c.Undo()):
        simulation.apply(command)
    return simulation
