"""The gym: an exercise, the network it holds in, and what has been practised."""
