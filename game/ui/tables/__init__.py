"""The tables of numbers: samples, and what is inside the network."""
