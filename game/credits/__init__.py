"""Whose work Glassbox stands on: every third part of the app with its licence and source."""
