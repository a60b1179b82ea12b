"""Kills in the middle of saving: `python -m tests.endurance.kills [how many] [seed]` (not on Windows).

A process that does nothing but train, change something and save is killed at an instant that chance chooses. After each
kill the session that is offered must be there, hold all that was on disk before, come out as it was played, and nothing
may lie about that was not there.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from game.sim.files.replay import opened
from game.storage.autosave import KEYFRAMES, SESSION_FILE, Autosave

WRITER = """
import sys
from pathlib import Path
from game.sim import commands as c
from game.sim.engine.simulation import Simulation
from game.sim.files.replay import opened
from game.storage.autosave import Autosave

autosave, now = Autosave(Path(sys.argv[1])), 0.0
earlier = autosave.earlier()
simulation = opened(earlier)[0] if earlier else Simulation()
print("ready", len(simulation.log), flush=True)
while True:
    simulation.apply(c.Step("epoch", 2000))
    simulation.apply(c.Set("learning_rate", 0.5 + now % 7))
    autosave.update(simulation, now)
    now += 10.0
"""


def main(count: float = 500, seed: float = 1) -> None:
    """Kill so many times, each going on where the one before was killed; start afresh every fiftieth time."""
    dice, faults, longest = random.Random(seed), 0, 0
    folder = Path(tempfile.mkdtemp())
    known = 0
    for number in range(int(count)):
        if number % 50 == 0:
            folder, known = Path(tempfile.mkdtemp()), 0
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdout
            said = process.stdout.readline()
            time.sleep(dice.uniform(0.0, 0.4))
            process.send_signal(signal.SIGKILL)
        began = int(said.split()[1]) if said.startswith(b"ready") else -1
        replay = Autosave(folder).earlier()
        commands = len(replay.commands) if replay else 0
        litter = {path.name for path in folder.iterdir()} - {SESSION_FILE, KEYFRAMES, "sessions"}
        if began < known or commands < known or litter:
            faults += 1
            print(f"kill {number}: began with {began}, {commands} on disk of {known} before; litter {litter}")
        if (
            replay
            and number % 25 == 24
            and opened(replay)[0].state_hash() != opened(replay, whole=True)[0].state_hash()
        ):
            faults += 1
            print(f"kill {number}: what is restored is not what was done")
        known, longest = commands, max(longest, commands)
    print(f"{int(count)} kills, {faults} faults, up to {longest:,} commands")


if __name__ == "__main__":
    main(*map(float, sys.argv[1:]))
