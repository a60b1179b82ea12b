"""Thousands of starts trained at once, and what became of them."""
