"""Levels that are played in a plane: a map of two inputs to place lines on, a hill or a ravine to walk down."""
