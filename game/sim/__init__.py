"""The simulation: computed whole, deterministic and headless. It never imports pygame and never reads a clock."""
