"""Glassbox: a game in which backpropagation is learned by looking inside a glass-box network."""

__version__ = "0.1.0"
