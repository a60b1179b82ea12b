"""Worked examples that books and courses print: their network, data and settings, and every printed value."""
