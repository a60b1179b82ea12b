"""The parts of the screen that plays a level."""
