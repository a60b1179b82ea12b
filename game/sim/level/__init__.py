"""A level: its file, its controls, the evidence it judges."""
