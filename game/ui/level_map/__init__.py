"""The parts of the level map."""
