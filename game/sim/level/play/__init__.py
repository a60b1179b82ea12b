"""Playing a level: what a visit has seen, which actions are allowed, how it ends."""
