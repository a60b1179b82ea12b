"""Builds the app that a student can double-click, and tries it out: `python -m game.bundle`. Not part of that app."""
