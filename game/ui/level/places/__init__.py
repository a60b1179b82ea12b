"""Levels whose verbs are places: lines on the map of two inputs."""
